"""Find the folders that mapgen reads: inside the installed package, else in the checkout."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """Return a folder from the installed package or, in a checkout, from beside the package.

    Parameters
    ----------
    name : str
        ``templates`` or ``geodata``.

    Returns
    -------
    pathlib.Path
        An existing folder.
    """
    packaged = _PACKAGE / name
    return packaged if packaged.is_dir() else _PACKAGE.parent / name


@cache
def constants() -> dict[str, Any]:
    """Return the constants that Python and the scripts of a page share, by name: see ``docs/rules.md``."""
    found: dict[str, Any] = json.loads((folder("templates") / "js" / "core" / "constants.json").read_text("utf-8"))
    return found


@cache
def languages() -> tuple[str, ...]:
    """Return the tags of the languages that a page can have: one file each in ``templates/lang/``."""
    return tuple(sorted(path.stem for path in (folder("templates") / "lang").glob("*.toml")))
