"""Write sources as BibTeX: in fields that BibTeX and biblatex share or, if BibTeX has none, in biblatex's own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mapgen.citations.latex import escape, rich, verbatim
from mapgen.citations.names import family

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

    from mapgen.records.csl import Source
    from mapgen.records.csl_dates import CslDate
    from mapgen.records.names import Name

_KINDS = {
    "article-journal": ("article", "journal"),
    "article-magazine": ("article", "journal"),
    "article-newspaper": ("article", "journal"),
    "book": ("book", "booktitle"),
    "chapter": ("incollection", "booktitle"),
    "paper-conference": ("inproceedings", "booktitle"),
    "report": ("techreport", "series"),
    "thesis": ("phdthesis", "series"),
}
"""Entry type and field of the container, by CSL type; other types become ``@misc`` with ``howpublished``."""
_PUBLISHER = {"report": "institution", "thesis": "school"}
_LANGUAGES = {
    "ar": "arabic", "de": "german", "el": "greek", "en": "english", "es": "spanish", "fa": "persian", "fr": "french",
    "he": "hebrew", "hi": "hindi", "id": "indonesian", "it": "italian", "ja": "japanese", "ko": "korean", "nl": "dutch",
    "pl": "polish", "pt": "portuguese", "ru": "russian", "sv": "swedish", "th": "thai", "tr": "turkish",
    "uk": "ukrainian", "ur": "urdu", "vi": "vietnamese", "zh": "chinese",
}  # fmt: skip
"""Names of languages in the LaTeX package babel, by language tag."""
_TEXTS = {
    "edition": "edition", "volume": "volume", "number-of-volumes": "volumes", "chapter-number": "chapter",
    "publisher-place": "address", "genre": "type", "version": "version", "number-of-pages": "pagetotal",
    "ISBN": "isbn", "ISSN": "issn",
}  # fmt: skip
"""BibTeX field by CSL variable, for those that mean the same."""


def bibtex(sources: Iterable[Source]) -> str:
    """Write each source as a BibTeX entry, in the order given.

    Parameters
    ----------
    sources : iterable of Source

    Returns
    -------
    str
        UTF-8 text. Letters are not changed; characters that LaTeX would read as commands are escaped, except in
        addresses, which are verbatim. Braces always match. Keys are the ids, without the characters that BibTeX does
        not allow, and differ by more than case.
    """
    return "\n".join(entries(sources))


def entries(sources: Iterable[Source]) -> list[str]:
    """Write each source as a BibTeX entry; together they are what `bibtex` writes, with a blank line between."""
    taken: set[str] = set()
    written = []
    for source in sources:
        key = _key(source.id, taken)
        taken.add(key.lower())
        kind, _ = _KINDS.get(source.type, ("misc", ""))
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(source) if value)
        written.append(f"@{kind}{{{key},\n{lines}}}\n")
    return written


def _fields(source: Source) -> Iterator[tuple[str, str | None]]:
    for role in ("author", "editor", "translator"):
        yield role, " and ".join(map(_name, getattr(source, role)))
    yield "title", f"{{{rich(source.title)}}}"  # the second braces keep capitals as they are
    yield "shorttitle", rich(source.variable("title-short") or source.variable("shortTitle"))
    yield from _containers(source)
    yield _PUBLISHER.get(source.type, "publisher"), escape(source.publisher)
    for variable, field in _TEXTS.items():
        yield field, escape(source.variable(variable))
    yield "number", escape(source.issue_number)
    yield "pages", re.sub(r"\s*[-–—]+\s*", "--", escape(source.variable("page")))
    yield "doi", verbatim(source.doi)
    yield from _dates(source.issued)
    yield "url", verbatim(source.url)
    yield "urldate", source.accessed.interval if source.accessed else None
    yield from _language(source.language)
    words = source.issued.words if source.issued else None
    archive = source.custom.archive_url and f"Archived: {escape(verbatim(source.custom.archive_url))}"
    yield "note", " ".join(filter(None, [escape(words), escape(source.note), archive]))


def _containers(source: Source) -> Iterator[tuple[str, str]]:
    """Yield where a source was published: its container, its series, the meeting at which it was presented."""
    _, container = _KINDS.get(source.type, ("misc", "howpublished"))
    series = source.variable("collection-title")
    if container != "series":
        yield container, rich(source.container_title)
        yield "series", rich(series)
    else:
        yield "series", rich(series or source.container_title)
    yield "eventtitle", rich(source.variable("event-title") or source.variable("event"))


def _dates(issued: CslDate | None) -> Iterator[tuple[str, str]]:
    if issued and issued.interval and issued.iso:
        yield "date", issued.interval
        yield "year", issued.iso.partition("-")[0]


def _language(tag: str | None) -> Iterator[tuple[str, str]]:
    """Yield babel's name of the language or, if babel does not have the language, its tag."""
    name = _LANGUAGES.get((tag or "").partition("-")[0].lower())
    yield "language", name or escape(tag)
    if name:
        yield "langid", name


def _name(name: Name) -> str:
    if name.literal or not (name.family and name.given):
        return f"{{{escape(name.literal or name.family or name.given)}}}"
    particle = f"{escape(name.dropping_particle)} " if name.dropping_particle else ""
    parts = [particle + _part(family(name)), name.suffix and _part(name.suffix), _part(name.given)]
    return ", ".join(filter(None, parts))


def _part(text: str) -> str:
    """Put a part of a name into braces if BibTeX would split it."""
    escaped = escape(text)
    return f"{{{escaped}}}" if "," in text or re.search(r"\band\b", text, re.IGNORECASE) else escaped


def _key(id_: str, taken: Set[str]) -> str:
    base = re.sub(r"[^A-Za-z0-9_.:-]+", "-", id_).strip("-") or "source"
    key, number = base, 2
    while key.lower() in taken:
        key, number = f"{base}-{number}", number + 1
    return key
