"""Write many files into a data folder: all of them, or none."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from mapgen.errors import MapgenError, unwritable

if TYPE_CHECKING:
    from collections.abc import Mapping

UNFINISHED = ".mapgen-import-"
"""Prefix of the folder in which files wait until all are written; what begins with a point is not read as data."""


def check_folder(root: Path, option: str = "") -> None:
    """Refuse a path that is something else than a folder; `option` is how the user gave it, e.g. ``-o``.

    Raises
    ------
    MapgenError
    """
    if os.path.lexists(root) and not root.is_dir():
        msg = f"{option} {root}".strip() + ": is not a folder; name a folder, or one that does not exist yet"
        raise MapgenError(msg)


def check_empty(root: Path) -> None:
    """Refuse a folder that holds anything already.

    Raises
    ------
    MapgenError
    """
    check_folder(root)
    held = sorted(path.name for path in root.iterdir()) if root.is_dir() else []
    if held:
        msg = f"{root}: is not empty (it holds {held[0]}); name a folder that does not exist yet"
        raise MapgenError(msg)


def write_files(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, which is made if it is missing.

    Every file is first written beside the data, and moved to its place once all are written: a full disk leaves the
    folder as it was.

    Parameters
    ----------
    root : pathlib.Path
    files : mapping of str to bytes
        Content by path inside the folder, with ``/`` between its parts.

    Raises
    ------
    MapgenError
        If the folder cannot be written; no folder that was missing is left.
    """
    made: list[Path] = []
    try:
        _make(root, made)
        _write(root, files, made)
    except OSError as error:
        for folder in reversed(made):
            with contextlib.suppress(OSError):  # one that is not empty stays
                folder.rmdir()
        msg = f"{root}: {unwritable(error)}; choose another folder"
        raise MapgenError(msg) from error


def _make(folder: Path, made: list[Path]) -> None:
    """Make a folder and those around it, and note which were missing."""
    if not folder.is_dir():
        if folder.parent != folder:
            _make(folder.parent, made)
        folder.mkdir()
        made.append(folder)


def _write(root: Path, files: Mapping[str, bytes], made: list[Path]) -> None:
    waiting = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=root))
    try:
        parents = sorted({name.rpartition("/")[0] for name in files})
        for parent in parents:
            (waiting / parent).mkdir(parents=True, exist_ok=True)
        for name, content in files.items():  # by text: paths as objects take as long as the writing
            with open(f"{waiting}/{name}", "wb") as file:  # noqa: PTH123
                file.write(content)
        for parent in parents:
            _make(root / parent, made)
        for name in files:
            os.replace(f"{waiting}/{name}", f"{root}/{name}")  # noqa: PTH105
    finally:
        shutil.rmtree(waiting, ignore_errors=True)
