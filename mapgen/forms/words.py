"""Write the small texts that several formats share: footnote marks, lists of names, the entry of a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.citations.names import reading_order
from mapgen.records.characters import NOT_XML
from mapgen.records.rich_text import ends_in_a_point

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mapgen.document.compose import MapDocument
    from mapgen.records.csl import Source
    from mapgen.records.model import RangeFigure


def xml_text(text: str) -> str:
    """Return a text without the characters that XML forbids; each becomes the replacement character."""
    return NOT_XML.sub("\ufffd", text)


def footnotes(document: MapDocument, ids: Iterable[str]) -> str:
    """Return the footnote numbers of sources, e.g. ``3 12``."""
    return " ".join(str(document.numbers[id_]) for id_ in dict.fromkeys(ids))


def names(document: MapDocument, kind: str, ids: Iterable[str]) -> str:
    """Return the names of missiles or sites in the map's language, with semicolons between them."""
    return "; ".join(document.text(f"{kind}:{id_}") for id_ in ids)


def issued(document: MapDocument, source: Source) -> str:
    """Return the date of a source in words, or that it has none."""
    if source.issued and source.issued.date_parts and source.issued.interval:
        return document.selection.locale().period(source.issued.interval)
    return (source.issued.words if source.issued else None) or document.text("ui:undated")


def entry(document: MapDocument, source: Source) -> str:
    """Return a source as the page lists it: authors, title, publication and date, without its address."""
    locale = document.selection.locale()
    apart, comma = locale.apart, locale.cited_comma
    authors = comma.join(apart(reading_order(name)) for name in source.author)
    parts = [_closed(part) for part in (authors, apart(source.plain_title)) if part]
    where = [apart(source.publication)] if source.container_title or source.publisher else []
    return " ".join([*parts, _closed(comma.join([*where, apart(issued(document, source))]))])


def _closed(text: str) -> str:
    return text if ends_in_a_point(text) else f"{text}."


def said(document: MapDocument, figure: RangeFigure) -> str:
    """Return who says a figure, where and when: ``CNS, Example News, 2024``."""
    source = document.selection.sources[figure.source]
    issued = source.issued
    years = dict.fromkeys(day[:4] for day in (issued.iso, issued.last_iso) if day) if issued else {}
    parts = [figure.said_by, source.publication, "–".join(years)]
    locale = document.selection.locale()
    return locale.cited_comma.join(map(locale.apart, filter(None, parts)))
