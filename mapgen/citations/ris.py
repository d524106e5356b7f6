"""Write sources as RIS, which EndNote, Mendeley, RefWorks and Zotero import."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mapgen.citations.names import family
from mapgen.records.rich_text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mapgen.records.csl import Source
    from mapgen.records.csl_dates import CslDate
    from mapgen.records.names import Name

KINDS = {
    "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS", "bill": "BILL", "book": "BOOK",
    "broadcast": "VIDEO", "chapter": "CHAP", "dataset": "DATA", "entry-dictionary": "DICT", "hearing": "HEAR",
    "entry-encyclopedia": "ENCYC", "legal_case": "CASE", "legislation": "STAT", "manuscript": "UNPB", "map": "MAP",
    "motion_picture": "MPCT", "pamphlet": "PAMP", "paper-conference": "CPAPER", "patent": "PAT", "post-weblog": "BLOG",
    "post": "BLOG", "report": "RPRT", "software": "COMP", "song": "SOUND", "standard": "STAND", "thesis": "THES",
    "webpage": "ELEC",
}  # fmt: skip
"""Type of reference by CSL type; other types become ``GEN`` (generic). `mapgen.importers.ris` turns the table round:
of two CSL types with the same RIS type it takes the first."""
_TEXTS = {
    "publisher-place": "CY", "volume": "VL", "number-of-volumes": "NV", "edition": "ET", "chapter-number": "SE",
    "collection-title": "T3", "genre": "M3", "abstract": "AB", "archive": "DB", "call-number": "CN",
}  # fmt: skip
"""RIS tag by CSL variable, for those that mean the same."""


def ris(sources: Iterable[Source]) -> str:
    """Write each source as a RIS reference, in the order given.

    Parameters
    ----------
    sources : iterable of Source

    Returns
    -------
    str
        UTF-8 text. Titles have no markup. A range of dates is written as its first day, with both days in the remark.
    """
    return "\n".join(references(sources))


def references(sources: Iterable[Source]) -> list[str]:
    """Write each source as a RIS reference; together they are what `ris` writes, with a blank line between."""
    return ["".join(f"{tag}  - {text}\n" for tag, text in _lines(source)) + "ER  - \n" for source in sources]


def _lines(source: Source) -> Iterator[tuple[str, str]]:
    for tag, text in _fields(source):
        words = " ".join((text or "").split())
        if words:
            yield tag, words


def _fields(source: Source) -> Iterator[tuple[str, str | None]]:
    yield "TY", KINDS.get(source.type, "GEN")
    yield "ID", source.id
    for role, tag in (("author", "AU"), ("editor", "ED"), ("translator", "A4")):
        yield from ((tag, _name(name)) for name in getattr(source, role))
    yield "TI", source.plain_title
    yield "ST", plain(source.variable("title-short") or source.variable("shortTitle"))
    yield "T2", plain(source.container_title or "")
    yield "PB", source.publisher
    for variable, tag in _TEXTS.items():
        yield tag, plain(source.variable(variable))
    yield "IS", source.issue_number
    first, _, last = re.sub(r"\s*[-–—]+\s*", "-", source.variable("page")).partition("-")
    yield "SP", first
    yield "EP", last
    yield "SN", source.variable("ISBN") or source.variable("ISSN")
    yield "DO", source.doi
    yield "PY", source.issued.iso[:4] if source.issued and source.issued.iso else None
    yield "DA", _date(source.issued)
    yield "Y2", _date(source.accessed)
    yield "LA", source.language
    yield "UR", source.url
    yield "L2", source.custom.archive_url
    yield "N1", source.note


def _name(name: Name) -> str:
    """Write a name as family, given, suffix; a name that lacks one of the first two parts is not changed."""
    if name.literal or not (name.family and name.given):
        return name.literal or name.family or name.given or ""
    given = " ".join(filter(None, [name.given, name.dropping_particle]))
    return ", ".join(filter(None, [family(name), given, name.suffix]))


def _date(date: CslDate | None) -> str | None:
    """Write a date as year/month/day/remark; RIS requires all three slashes."""
    if date is None or date.iso is None:
        return f"///{date.words}" if date and date.words else None
    year, month, day = [*date.iso.split("-"), "", ""][:3]
    remark = f"{date.iso} to {date.last_iso}" if date.interval != date.iso else ""
    return f"{year}/{month}/{day}/{remark}"
