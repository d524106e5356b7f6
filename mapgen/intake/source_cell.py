"""Read the cell that names a row's sources: web addresses, DOIs, ids and titles, and what in it is none of these."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from mapgen.errors import CellError
from mapgen.records.web_address import address_fault, bare_doi, doi_fault

if TYPE_CHECKING:
    from collections.abc import Iterator

NOTHING = frozenset(("", "-", "--", "–", "—", "?", "n/a", "na", "none", "unknown", "null", "없음", "なし", "не указан"))
"""What tables write where there is nothing."""
ADDRESS = re.compile(r"https?://(?:(?![,;|]https?://)[^\s<>\"|])+", re.IGNORECASE)
_PARTS = re.compile(r"[;\n](?=\s*https?://)|[;\n](?![^\s;]*=)|\s\|\s", re.IGNORECASE)
_NEARLY = re.compile(
    r"""
    https?[:/]\S* | //\S+ | [a-z][a-z0-9+.-]*://\S* | www\.\S+
    | (?:javascript|vbscript|ftp|mailto|blob):\S+ | file:/\S* | data:[\w.+-]*[/;,]\S* | about:blank
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""A word that is meant as an address, and is none of the web."""
_HOST_AND_PATH = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?::\d+)?/\S*", re.IGNORECASE)
_IDLE = NOTHING | {"see", "via", "at", "and", "siehe", "cf"}
_END = ".,;:!?'”’»」』》）】。、，"
_BRACKETS = {")": "(", "]": "["}


@dataclass(frozen=True)
class Named:
    """A source that a cell names.

    Attributes
    ----------
    address : str
        Its web address; empty if the cell has only words.
    words : str
        An id or a title; empty if there is an address.
    beside : str
        What else the cell says of an address.
    """

    address: str = ""
    words: str = ""
    beside: str = ""


def sources_in(text: str) -> list[Named]:
    """Return the sources that a cell names.

    Parameters
    ----------
    text : str
        Several sources are separated by semicolons or line ends, addresses also by blanks.

    Returns
    -------
    list of Named

    Raises
    ------
    CellError
        If a part of the cell is meant as a web address, and is none.
    """
    return [each for part in _PARTS.split(text) for each in _in_part(part.strip())]


def holds_address(text: str) -> bool:
    """Return whether a text holds an address of the web."""
    return bool(ADDRESS.search(text))


def _in_part(part: str) -> Iterator[Named]:
    if part.casefold() in NOTHING:
        return
    if not holds_address(part) and not doi_fault(part):
        yield Named(_checked(f"https://doi.org/{quote(bare_doi(part), safe='/:;()')}"))
        return
    addresses = [_bare(found) for found in ADDRESS.findall(part)]
    beside = part
    for address in addresses:
        beside = beside.replace(_checked(address), " ", 1)
    nearly = [word for word in beside.split() if _NEARLY.fullmatch(word.strip("<>()\"'"))]
    if not addresses and _HOST_AND_PATH.fullmatch(part):
        nearly = [part]
    for word in nearly:
        _checked(word)
    if not addresses:
        yield Named(words=part)
    beside = " ".join(beside.split()).strip("<>()[]\"',;:| ")
    for address in addresses:
        yield Named(address, beside=beside if re.search(r"\w", beside) and beside.casefold() not in _IDLE else "")
        beside = ""


def _checked(address: str) -> str:
    if fault := address_fault(address):
        raise CellError(fault)
    return address


def _bare(address: str) -> str:
    """Return an address without the marks of the sentence around it."""
    address = address.rstrip(_END)
    opening = _BRACKETS.get(address[-1:])
    return address[:-1].rstrip(_END) if opening and opening not in address else address
