"""Write sources in a citation style: the only module that knows citeproc-py."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mapgen.errors import UnknownNameError
from mapgen.resources import folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mapgen.records.csl import CslDate, Source

LOCALES = {"en": "en-US", "id": "id-ID", "ko": "ko-KR", "ja": "ja-JP"}
"""Locale of citeproc-py by language of the page; another language reads its dates and terms in English."""

_TEXTS = (
    "title", "container-title", "publisher", "publisher-place", "URL", "number", "volume", "issue", "page", "edition",
)  # fmt: skip


def styles() -> list[str]:
    """Return the names of the citation styles: one file each in ``geodata/styles/``."""
    return sorted(path.stem for path in (folder("geodata") / "styles").glob("*.csl"))


def bibliography(sources: Sequence[Source], style: str, language: str = "en") -> list[str]:
    """Write each source as an entry of a bibliography, in the order given and without a number.

    Parameters
    ----------
    sources : sequence of Source
    style : str
        One of `styles`.
    language : str, optional
        Tag of the language of terms and dates; titles and names stay as they are.

    Returns
    -------
    list of str
        Plain text: no markup, and nothing escaped. An address stands last.

    Raises
    ------
    UnknownNameError
        If there is no such style.
    """
    known = styles()
    if style not in known:
        raise UnknownNameError("style", style, known)
    if not sources:
        return []
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    path = folder("geodata") / "styles" / f"{style}.csl"
    read_style = CitationStylesStyle(str(path), locale=LOCALES.get(language, "en-US"), validate=False)
    # under its place as its key: citeproc-py folds the case of keys
    written = CitationStylesBibliography(
        read_style,
        CiteProcJSON([{**_item(source), "id": str(index)} for index, source in enumerate(sources)]),
        formatter.plain,
    )
    for index in range(len(sources)):
        written.register(Citation([CitationItem(str(index))]))
    entries = [" ".join(str(entry).split()) for entry in written.bibliography()]
    inside = read_style.root.get_locale_option("punctuation-in-quote") == "true"
    return [_pointed(entry, source, inside=inside) for entry, source in zip(entries, sources, strict=True)]


def _pointed(entry: str, source: Source, *, inside: bool) -> str:
    """Set no point after a title that ends in one, and draw it into the quotes where the locale does.

    The specification wants both of a processor; citeproc-py leaves them undone.
    """
    title = " ".join(source.title.split())
    if title.endswith((".", "?", "!")):
        entry = entry.replace(f"{title}.", title)
    for mark in ".," if inside else "":
        pointed = title if title.endswith((".", "?", "!")) else title + mark
        entry = entry.replace(f"“{title}”{mark}", f"“{pointed}”")
    return entry


def _item(source: Source) -> dict[str, Any]:
    """Keep what the styles use: citeproc-py warns of a variable or a part of a name that it does not know."""
    data = source.model_dump(mode="json", by_alias=True, exclude_none=True)
    item: dict[str, Any] = {key: str(data[key]) for key in _TEXTS if data.get(key)}
    item |= {"type": source.type, "language": source.language or "en"}
    if source.author:
        item["author"] = [_name(name) for name in data["author"]]
    dates = {"issued": _date(source.issued), "accessed": _date(source.accessed)}
    return item | {key: date for key, date in dates.items() if date}


def _name(name: dict[str, Any]) -> dict[str, str]:
    if name.get("literal"):
        return {"literal": name["literal"]}
    parts = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix")
    return {part: str(name[part]) for part in parts if name.get(part)}


def _date(date: CslDate | None) -> dict[str, Any] | None:
    if date is None:
        return None
    if date.date_parts:
        return {"date-parts": [[int(part) for part in parts] for parts in date.date_parts[:2]]}
    words = date.literal or date.raw
    return {"literal": words} if words else None
