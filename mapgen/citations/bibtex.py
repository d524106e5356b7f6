"""Write sources as BibTeX, in the fields that BibTeX and biblatex share, and biblatex's own where BibTeX has none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Set

    from mapgen.records.csl import Source
    from mapgen.records.names import Name

_KINDS = {
    "article-journal": ("article", "journal"),
    "article-magazine": ("article", "journal"),
    "article-newspaper": ("article", "journal"),
    "book": ("book", "series"),
    "chapter": ("incollection", "booktitle"),
    "paper-conference": ("inproceedings", "booktitle"),
    "report": ("techreport", "series"),
    "thesis": ("phdthesis", "series"),
}
"""Entry type, and the field of the container, by CSL type; ``@misc`` and ``howpublished`` else."""
_PUBLISHER = {"report": "institution", "thesis": "school"}
_LANGUAGES = {
    "ar": "arabic", "de": "german", "en": "english", "es": "spanish", "fr": "french", "id": "indonesian",
    "it": "italian", "ja": "japanese", "ko": "korean", "ru": "russian", "zh": "chinese",
}  # fmt: skip
"""Names that babel has for languages."""
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def bibtex(sources: Iterable[Source]) -> str:
    """Write sources as BibTeX, one entry a source, in the order given.

    Parameters
    ----------
    sources : iterable of Source

    Returns
    -------
    str
        UTF-8 text. Letters stay as they are; what LaTeX would take for a command is escaped, but in addresses, which
        are verbatim. Keys are the ids, as far as BibTeX allows, and differ by more than case.
    """
    taken: set[str] = set()
    entries = []
    for source in sources:
        key = _key(source.id, taken)
        taken.add(key.lower())
        kind, _ = _KINDS.get(source.type, ("misc", ""))
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(source) if value)
        entries.append(f"@{kind}{{{key},\n{lines}}}\n")
    return "\n".join(entries)


def _fields(source: Source) -> Iterator[tuple[str, str | None]]:
    _, container = _KINDS.get(source.type, ("misc", "howpublished"))
    yield "author", " and ".join(filter(None, map(_name, source.author)))
    yield "title", f"{{{_escape(source.title)}}}"  # the second braces keep capitals as they are
    yield container, _escape(source.container_title)
    yield _PUBLISHER.get(source.type, "publisher"), _escape(source.publisher)
    issued = source.issued.iso if source.issued else None
    yield "date", issued
    yield "year", issued.partition("-")[0] if issued else None
    yield "url", _address(source.url)
    yield "urldate", source.accessed.iso if source.accessed else None
    yield "langid", _LANGUAGES.get((source.language or "").partition("-")[0].lower())
    words = source.issued.literal or source.issued.raw if source.issued and not issued else None
    archive = source.custom.archive_url and f"Archived: {source.custom.archive_url}"
    yield "note", " ".join(_escape(part) for part in (words, source.note, archive) if part)


def _name(name: Name) -> str:
    if name.literal or not (name.family and name.given):
        words = name.literal or name.family or name.given
        return f"{{{_escape(words)}}}" if words else ""
    extra = {key: str(value) for key, value in (name.__pydantic_extra__ or {}).items() if value}
    particles = [extra.get("dropping-particle"), extra.get("non-dropping-particle"), _part(name.family)]
    return ", ".join(filter(None, [" ".join(filter(None, particles)), extra.get("suffix"), _part(name.given)]))


def _part(text: str) -> str:
    """Put a part of a name into braces where BibTeX would cut it."""
    escaped = _escape(text)
    return f"{{{escaped}}}" if "," in text or re.search(r"\band\b", text) else escaped


def _escape(text: str | None) -> str:
    return " ".join("".join(_SPECIAL.get(letter, letter) for letter in text or "").split())


def _address(url: str | None) -> str:
    """Encode what would end the field; the rest of an address stands as it is."""
    return re.sub(r"[{}\\]", lambda found: f"%{ord(found[0]):02X}", url or "")


def _key(id_: str, taken: Set[str]) -> str:
    base = re.sub(r"[^A-Za-z0-9_.:-]+", "-", id_).strip("-") or "source"
    key, number = base, 2
    while key.lower() in taken:
        key, number = f"{base}-{number}", number + 1
    return key
