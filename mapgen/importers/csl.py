"""Read CSL-JSON, as Zotero exports it: each item is a publication."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.errors import FileError, Problem, shown
from mapgen.importers._reading import MAX_ROWS, Reading, too_many, unread
from mapgen.importers.geojson import json_of

if TYPE_CHECKING:
    from pathlib import Path

ENDINGS = (".json", ".csljson")


def recognises(head: bytes) -> bool:
    """Return whether the beginning of a file looks like CSL-JSON: an array, or one item with a type and a title."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return start[:1] == b"[" or (start[:1] == b"{" and b'"type"' in head and b"Feature" not in head)


def read(path: Path, file: str) -> Reading:
    """Return the publications of a library.

    Parameters
    ----------
    path : pathlib.Path
    file : str
        How the user knows the file.

    Returns
    -------
    Reading
    """
    try:
        data = json_of(path)
    except FileError as error:
        return unread(file, str(error))
    items = data if isinstance(data, list) else [data]
    if len(items) > MAX_ROWS:
        return too_many(file, len(items), "items")
    found = [(f"item {number}", item) for number, item in enumerate(items, start=1)]
    problems = [
        Problem(file, place, f"{shown(item)} is no item of CSL-JSON; export the library again")
        for place, item in found
        if not isinstance(item, dict) or not (item.get("id") or item.get("title"))
    ]
    refused = {problem.path for problem in problems}
    return Reading(items=tuple(each for each in found if each[0] not in refused), problems=tuple(problems))
