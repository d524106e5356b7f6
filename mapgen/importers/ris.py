"""Read RIS, as EndNote and library catalogues export it: each reference is a publication."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mapgen.citations.ris import KINDS
from mapgen.errors import FileError, Problem, shown
from mapgen.importers._csl_values import filled, iso_date, name
from mapgen.importers._decode import decode
from mapgen.importers._reading import MAX_ROWS, Reading, few, too_many, unread
from mapgen.records.files import FILE_BYTES, read_file
from mapgen.records.web_address import address_fault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENDINGS = (".ris", ".txt")
_OTHERS = {
    "CONF": "paper-conference", "EBOOK": "book", "EJOUR": "article-journal", "GOVDOC": "report", "WEB": "webpage",
}  # fmt: skip
"""What mapgen never writes and other programs do."""
TYPES = {kind: type_ for type_, kind in reversed(KINDS.items())} | _OTHERS
"""CSL type by type of reference; any other is a ``document``."""
TEXTS = {
    "TI": "title", "T1": "title", "CT": "title", "BT": "title", "T2": "container-title", "JO": "container-title",
    "JF": "container-title", "JA": "container-title-short", "T3": "collection-title", "PB": "publisher",
    "CY": "publisher-place", "VL": "volume", "IS": "issue", "ET": "edition", "DO": "DOI", "AB": "abstract",
    "N2": "abstract", "LA": "language", "N1": "note", "SN": "ISSN",
}  # fmt: skip
"""The variable of CSL for each tag that holds text; of two tags for one, the first counts."""
PEOPLE = {"AU": "author", "A1": "author", "A2": "editor", "ED": "editor", "A4": "translator"}
_LINE = re.compile(r"([A-Z][A-Z0-9])  ?- ?(.*)")


def recognises(head: bytes) -> bool:
    """Return whether the beginning of a file looks like RIS."""
    return bool(re.search(rb"^(\xef\xbb\xbf)?\s*TY  ?- ", head, re.MULTILINE))


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
        A reference without a title and without an address is a problem.
    """
    try:
        text, _ = decode(read_file(path, FILE_BYTES))
    except FileError as error:
        return unread(file, str(error))
    found = list(_references(text))
    if not found:
        return unread(file, "holds no reference that begins with TY; export the library again")
    if len(found) > MAX_ROWS:
        return too_many(file, len(found), "references")
    items = [(f"line {line}", _item(tags)) for line, tags in found]
    problems = [
        Problem(file, place, "has neither a title nor an address; add one")
        for place, item in items
        if "title" not in item and "URL" not in item
    ]
    refused = {problem.path for problem in problems}
    kept = tuple(each for each in items if each[0] not in refused)
    untaken = [
        f"{place}: {what} is not taken: a source has one address and one date"
        for (place, item), (_, tags) in zip(items, found, strict=True)
        for what in _untaken(tags, item)
    ]
    return Reading(items=kept, problems=tuple(problems), untaken=few(untaken))


def _references(text: str) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """Yield the line and the tags of each reference; a line without a tag goes on with the one before."""
    tags: list[tuple[str, str]] = []
    began = 0
    for number, line in enumerate(text.splitlines(), start=1):
        match = _LINE.fullmatch(line.rstrip())
        tag = match[1] if match else ""
        if tag in ("TY", "ER") and tags:
            yield began, tags
            tags = []
        if tag == "TY":
            began = number
        if match and tag != "ER" and (tags or tag == "TY"):
            tags.append((tag, match[2].strip()))
        elif not match and tags and line.strip():
            tags[-1] = (tags[-1][0], f"{tags[-1][1]} {line.strip()}")
    if tags:
        yield began, tags


def _item(tags: list[tuple[str, str]]) -> dict[str, Any]:
    """Return a reference as an item of CSL-JSON."""
    first: dict[str, str] = {}
    for tag, value in tags:
        first.setdefault(tag, value)
    item: dict[str, Any] = {"type": TYPES.get(first.get("TY", ""), "document")}
    for tag, variable in TEXTS.items():
        if first.get(tag):
            item.setdefault(variable, first[tag])
    item["id"] = first.get("ID") or item.get("title") or first.get("UR", "")
    addresses = _addresses(tags)
    item["URL"] = next((each for each in addresses if not address_fault(each)), next(iter(addresses), None))
    item["page"] = "-".join(first[tag] for tag in ("SP", "EP") if first.get(tag))
    item["issued"], _ = _issued(first)
    item["accessed"], _ = _date(first.get("Y2", ""))
    item["keyword"] = "; ".join(value for tag, value in tags if tag == "KW")
    for tag, role in PEOPLE.items():
        item.setdefault(role, [])
        item[role] = [*item[role], *(_name(value) for key, value in tags if key == tag and value)]
    return filled(item)


def _addresses(tags: list[tuple[str, str]]) -> list[str]:
    """Return the addresses of a reference; a line with several separates them by semicolons."""
    parts = [part for tag, value in tags if tag in ("UR", "L2") for part in re.split(r";\s*(?=https?://)", value)]
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _issued(first: dict[str, str]) -> tuple[dict[str, Any] | None, list[str]]:
    """Return the fullest date of a reference, and what of its dates is not taken."""
    given = {tag: first[tag] for tag in ("DA", "PY", "Y1") if first.get(tag, "").strip("/ ")}
    read = {tag: _date(value) for tag, value in given.items()}
    if not read:
        return None, []
    tag = max(read, key=lambda each: len((read[each][0] or {}).get("date-parts", [[]])[0]))
    date_, untaken = read[tag]
    year = (date_ or {}).get("date-parts", [[None]])[0][0]
    others = [
        f"{other} {shown(value)}" for other, value in given.items() if other != tag and not value.startswith(f"{year}")
    ]
    return date_, [*([f"{tag} {shown(untaken)}"] if untaken else []), *others]


def _date(text: str) -> tuple[dict[str, Any] | None, str]:
    """Read year/month/day/remark, of which each part may be empty; our own exports have ranges for a remark."""
    numbers, remark = text.strip(), ""
    if match := re.fullmatch(r"(\d{0,4}/\d{0,2}/\d{0,2})/(.*)", numbers):
        numbers, remark = match[1].strip("/"), match[2].strip()
    if remark and not numbers:
        return {"literal": remark}, ""
    if between := re.fullmatch(r"([\d-]+) to ([\d-]+)", remark):
        return iso_date(f"{between[1]}/{between[2]}")
    found, untaken = iso_date(numbers.strip("/"))
    return found, " ".join(filter(None, [untaken, remark]))


def _untaken(tags: list[tuple[str, str]], item: dict[str, Any]) -> list[str]:
    """Name what a reference says and its item has no place for."""
    first = dict(reversed(tags))
    _, accessed = _date(first.get("Y2", ""))
    return [
        *(f"the address {shown(each)}" for each in _addresses(tags) if each != item.get("URL")),
        *_issued(first)[1],
        *([f"Y2 {shown(accessed)}"] if accessed else []),
    ]


def _name(text: str) -> dict[str, str] | None:
    """Return a name: people are written with a comma after the family name."""
    return name(text) if "," in text else {"literal": " ".join(text.split())}
