"""Give the files of a small, complete data folder, which a newcomer writes over."""

from __future__ import annotations

from mapgen.resources import folder

STORY = "my-map"
"""The id of the story among these files."""


def starter_files() -> dict[str, bytes]:
    """Return the content of each file by its path in the folder, in order."""
    root = folder("templates") / "new"
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
