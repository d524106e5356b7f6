"""Read the links of a spreadsheet: the address to which a cell leads, which is no part of its text."""

from __future__ import annotations

import html
import posixpath
import re
from typing import TYPE_CHECKING, TypeAlias

from mapgen.records.archives import unpacked

if TYPE_CHECKING:
    import zipfile

Links: TypeAlias = dict[tuple[int, int], str]
"""The addresses by the indices of row and column, from 0 on."""
MAX_CELLS = 10_000
"""The most cells of one link: of a larger area, only the first cell leads anywhere."""
_LINK = re.compile(r"<(?:\w+:)?hyperlink\s([^>]*)>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")


def links_of(archive: zipfile.ZipFile, sheet: str) -> Links:
    """Return the links of a sheet that lead out of the spreadsheet.

    Parameters
    ----------
    archive : zipfile.ZipFile
    sheet : str
        Its path in the archive.

    Returns
    -------
    dict of tuple to str
    """
    folder, name = posixpath.split(sheet)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive.namelist():
        return {}
    targets = {each.get("Id"): each.get("Target", "") for each in _elements(archive, relations, _RELATION)}
    found: Links = {}
    for link in _elements(archive, sheet, _LINK):
        target = targets.get(next((value for key, value in link.items() if key.endswith(":id")), ""))
        if target and (area := _AREA.fullmatch(link.get("ref", ""))):
            place = f"#{link['location']}" if link.get("location") else ""
            found |= dict.fromkeys(_cells(area), target + place)
    return found


def _elements(archive: zipfile.ZipFile, name: str, element: re.Pattern[str]) -> list[dict[str, str]]:
    text = unpacked(archive, name).decode("utf-8", "replace")
    return [
        {key: html.unescape(double or single) for key, double, single in _ATTRIBUTE.findall(found)}
        for found in element.findall(text)
    ]


def _cells(area: re.Match[str]) -> list[tuple[int, int]]:
    left, top = _index(area[1]), int(area[2]) - 1
    right, bottom = (_index(area[3]), int(area[4]) - 1) if area[3] else (left, top)
    if (right - left + 1) * (bottom - top + 1) > MAX_CELLS:
        return [(top, left)]
    return [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]


def _index(column: str) -> int:
    index = 0
    for letter in column:
        index = 26 * index + ord(letter) - ord("A") + 1
    return index - 1
