"""Read BibTeX and BibLaTeX: each entry is a publication, with what it inherits by crossref."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mapgen.errors import FileError, Problem, shown
from mapgen.importers._bibtex import Entry, entries
from mapgen.importers._csl_values import date, filled, iso_date, name
from mapgen.importers._decode import decode
from mapgen.importers._latex import links, plain, unknown_commands, verbatim
from mapgen.importers._reading import MAX_ROWS, Reading, few, too_many, unread
from mapgen.records.files import FILE_BYTES, read_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

ENDINGS = (".bib", ".bibtex")
TYPES = {
    "article": "article-journal", "book": "book", "booklet": "pamphlet", "inbook": "chapter", "incollection": "chapter",
    "inproceedings": "paper-conference", "conference": "paper-conference", "proceedings": "book", "collection": "book",
    "manual": "report", "mastersthesis": "thesis", "phdthesis": "thesis", "thesis": "thesis", "report": "report",
    "techreport": "report", "misc": "document", "online": "webpage", "electronic": "webpage", "www": "webpage",
    "unpublished": "manuscript", "dataset": "dataset", "video": "motion_picture", "periodical": "periodical",
}  # fmt: skip
TEXTS = {
    "title": "title", "shorttitle": "title-short", "journal": "container-title", "journaltitle": "container-title",
    "booktitle": "container-title", "publisher": "publisher", "institution": "publisher", "school": "publisher",
    "organization": "publisher", "howpublished": "medium", "address": "publisher-place", "location": "publisher-place",
    "volume": "volume", "edition": "edition", "series": "collection-title", "chapter": "chapter-number", "isbn": "ISBN",
    "issn": "ISSN", "note": "note", "abstract": "abstract", "keywords": "keyword", "language": "language",
    "langid": "language",
}  # fmt: skip
"""The variable of CSL for each field that holds text."""
NOT_INHERITED = frozenset("crossref xdata ids title subtitle shorttitle author url doi note abstract keywords".split())
ROLES = ("author", "editor", "translator")
ABOUT = "\ue006"
"""What stands for the tilde of a date, which is no blank, until LaTeX is gone."""
_AND = re.compile(r"\s+and\s+(?![^{}]*\})", re.IGNORECASE)


def recognises(head: bytes) -> bool:
    """Return whether the beginning of a file looks like BibTeX."""
    return bool(re.search(rb"^\s*@\s*[A-Za-z]+\s*\{", head, re.MULTILINE))


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
        An entry that is not closed, or whose crossref leads nowhere, is a problem.
    """
    try:
        text, _ = decode(read_file(path, FILE_BYTES))
    except FileError as error:
        return unread(file, str(error))
    found = list(entries(text))
    if not found:
        return unread(file, "holds no entry; export the library again")
    if len(found) > MAX_ROWS:
        return too_many(file, len(found), "entries")
    by_key = {entry.key.lower(): entry for entry in found}
    items: list[tuple[str, dict[str, Any]]] = []
    untaken: list[str] = []
    problems: list[Problem] = []
    for entry in found:
        place = f"line {entry.line}" + (f", {entry.key}" if entry.key else "")
        fault = entry.fault or ("" if entry.key else "has no key; write one after the brace, as in @misc{kim2024,")
        parent = by_key.get(entry.fields.get("crossref", "").strip().lower())
        if not fault and entry.fields.get("crossref") and parent is None:
            fault = f"crossref {entry.fields['crossref']!r} is not in the file; export both"
        if fault:
            problems.append(Problem(file, place, fault))
        else:
            item, lost = _item(entry, parent)
            items.append((place, item))
            untaken += [f"{place}: {what} is not taken" for what in lost]
    return Reading(items=tuple(items), problems=tuple(problems), untaken=few(untaken))


def _item(entry: Entry, parent: Entry | None) -> tuple[dict[str, Any], list[str]]:
    """Return an entry as an item of CSL-JSON, and what of it the item has no place for."""
    fields = {**_inherited(parent), **entry.fields}
    item: dict[str, Any] = {"id": entry.key, "type": TYPES.get(entry.kind, "document")}
    for field, variable in TEXTS.items():
        if fields.get(field):
            item.setdefault(variable, plain(fields[field]))
    if fields.get("subtitle") and item.get("title"):
        item["title"] += f": {plain(fields['subtitle'])}"
    item["issue" if entry.kind == "article" else "number"] = plain(fields.get("number", ""))
    item["page"] = plain(fields.get("pages", "")).replace("–", "-")
    item["DOI"] = verbatim(fields.get("doi", ""))
    linked = [each for field in TEXTS for each in links(fields.get(field, ""))]
    item["URL"] = verbatim(fields.get("url", "")) or _address(fields.get("howpublished", "")) or next(iter(linked), "")
    item["issued"], undated = _issued(fields)
    item["accessed"], unread = iso_date(fields.get("urldate", ""))
    for role in ROLES:
        item[role] = [_name(each) for each in _people(fields.get(role, "")) if each.lower() != "others"]
    untaken = [f"{field} {shown(each)}" for field, each in (("date", undated), ("urldate", unread)) if each]
    untaken += [f"the address {shown(each)}" for each in dict.fromkeys(linked) if each != item["URL"]]
    return filled(item), [*untaken, *_lost(fields)]


def _lost(fields: Mapping[str, str]) -> Iterator[str]:
    """Name the commands that are lost from the words of an entry, and authors who are not named."""
    for field in (*TEXTS, *ROLES):
        yield from (f"{each} in {field}" for each in unknown_commands(fields.get(field, "")))
    for role in ROLES:
        if any(each.lower() == "others" for each in _people(fields.get(role, ""))):
            yield f"'and others' of {role}"


def _people(text: str) -> list[str]:
    return [each.strip() for each in _AND.split(text.strip()) if each.strip()]


def _inherited(parent: Entry | None) -> dict[str, str]:
    """Return the fields that an entry takes over: the title of a whole becomes that of the book of its part."""
    if parent is None:
        return {}
    fields = {key: value for key, value in parent.fields.items() if key not in NOT_INHERITED}
    if "title" in parent.fields:
        fields.setdefault("booktitle", parent.fields["title"])
    return fields


def _issued(fields: Mapping[str, str]) -> tuple[dict[str, Any] | None, str]:
    if fields.get("date"):
        return iso_date(plain(fields["date"].replace("~", ABOUT)).replace(ABOUT, "~"))
    return date(*(plain(fields.get(field, "")) for field in ("year", "month", "day")))


def _name(text: str) -> dict[str, str] | None:
    """Return a name; one whole in braces is an institution."""
    words = text.strip()
    if words.startswith("{") and words.endswith("}") and words.count("{") == 1:
        return {"literal": plain(words)}
    return name(plain(words))


def _address(text: str) -> str:
    match = re.search(r"https?://[^\s{}]+", text, re.IGNORECASE)
    return verbatim(match[0]) if match else ""
