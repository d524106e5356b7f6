"""Find the folders that mapgen reads, in the installed package or the checkout, and keep what is made of them."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
import sys
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


def made(name: str, source: str) -> bytes | None:
    """Return what `keep` wrote under a name, if that is whole and was made from the same source."""
    with contextlib.suppress(OSError):
        checksum, content = (whole := _beside(name).read_bytes())[:32], whole[32:]
        if checksum == _checksum(source, content):
            return content
    return None


def keep(name: str, source: str, content: bytes) -> None:
    """Keep what was made of packaged files, unless Python was told to write no bytecode, or cannot.

    It is kept where Python keeps the compiled modules of mapgen: who can write there can change mapgen. The file begins
    with a checksum, so that one that is damaged, or made from another source, is not believed.

    Parameters
    ----------
    name : str
        What it is; it becomes part of the name of the file.
    source : str
        All that the content depends on.
    content : bytes
        What was made.
    """
    if sys.dont_write_bytecode:
        return
    path = _beside(name)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(_checksum(source, content) + content)
        unfinished.replace(path)


def _beside(name: str) -> Path:
    return Path(importlib.util.cache_from_source(__file__)).with_suffix(f".{name}")


def _checksum(source: str, content: bytes) -> bytes:
    return hashlib.sha256(hashlib.sha256(source.encode()).digest() + content).digest()
