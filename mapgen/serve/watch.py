"""Look which files a map is made of, and whether one of them has changed."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING

from mapgen.resources import folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Snapshot = dict[str, tuple[int, int, int]]
DEPTH = 2
"""A data folder holds files, and folders of files."""


def watched(data_dirs: Sequence[str | Path], story: str, theme: str) -> list[Path]:
    """Return the files and folders that a map is made of: all data, the file of the story, the folder of the theme."""
    files = [Path(story)] if story.endswith(".toml") or "/" in story else []
    themes = [Path(theme).parent] if theme.endswith(".toml") or "/" in theme else []
    return [folder("geodata"), *map(Path, data_dirs), *files, *themes]


def snapshot(roots: Iterable[Path]) -> Snapshot:
    """Return of each file below some folders when it was changed, its size and its inode; polling is cheap and sure.

    Notifications of the system miss changes on network drives and in containers.
    """
    return {str(path): stamp for root in roots for path, stamp in _stamps(root, DEPTH)}


def _stamps(path: Path, depth: int) -> Iterator[tuple[Path, tuple[int, int, int]]]:
    try:
        status = path.stat()
        yield path, (status.st_mtime_ns, status.st_size, status.st_ino)
        entries = list(path.iterdir()) if depth and stat.S_ISDIR(status.st_mode) else []
    except (OSError, ValueError):  # it has gone, or may not be read: the build says so
        return
    for entry in entries:
        if not entry.name.startswith("."):
            yield from _stamps(entry, depth - 1)
