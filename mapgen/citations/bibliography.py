"""Write sources in a citation style: the only module that knows citeproc-py."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapgen.citations.names import as_one, family, initials
from mapgen.errors import UnknownNameError
from mapgen.records.rich_text import ends_in_a_point, plain
from mapgen.resources import folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mapgen.records.csl import Source
    from mapgen.records.csl_dates import CslDate
    from mapgen.records.names import Name

_TEXTS = ("title", "container-title", "publisher", "publisher-place", "number", "volume", "issue", "page", "edition")
_DATE_PARTS = ("year", "month", "day")
_CSL = "{http://purl.org/net/xbiblio/csl}"

_FINAL = "\ue000"
"""A private-use character that we put after a text that ends in its own full stop or question mark."""
_TITLE_END = "\ue001"
"""A private-use character that we put after any other title."""


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
        Tag of the language for terms and dates; titles and names are not translated.

    Returns
    -------
    list of str
        Plain text, without markup or escapes. The address of a source comes last.

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
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter, model
    from citeproc.source.json import CiteProcJSON

    model.Date.render_date_range = _date_range  # citeproc-py's own method mixes the parts of both dates
    path = folder("geodata") / "styles" / f"{style}.csl"
    read_style = CitationStylesStyle(str(path), locale=_locale(language), validate=False)
    mark = _take_initials_over(read_style.root)
    # The key of a source is its index, because citeproc-py ignores case in keys.
    written = CitationStylesBibliography(
        read_style,
        CiteProcJSON([{**_item(source, mark), "id": str(index)} for index, source in enumerate(sources)]),
        formatter.plain,
    )
    for index in range(len(sources)):
        written.register(Citation([CitationItem(str(index))]))
    inside = read_style.root.get_locale_option("punctuation-in-quote") == "true"
    return [_pointed(" ".join(str(entry).split()), inside=inside) for entry in written.bibliography()]


def _locale(language: str) -> str:
    """Return citeproc-py's locale for a language; for a language that it does not know, that of English."""
    from citeproc import LOCALES_PATH

    dialects = json.loads((Path(LOCALES_PATH) / "locales.json").read_text("utf-8"))["primary-dialects"]
    return str(dialects.get(language, "en-US"))


# --- What goes in -------------------------------------------------------------------------------------------------


def _item(source: Source, mark: str | None) -> dict[str, Any]:
    """Keep the fields that the styles use: citeproc-py warns of fields and parts of names that it does not know."""
    data = source.model_dump(mode="json", by_alias=True, exclude_none=True)
    item: dict[str, Any] = {key: _text(str(data[key]), title=key == "title") for key in _TEXTS if data.get(key)}
    item |= {"type": source.type, "language": source.language or "en"}
    if source.url:
        item["URL"] = source.url
    if source.author:
        item["author"] = [_name(name, mark) for name in source.author]
    dates = {"issued": _date(source.issued), "accessed": _date(source.accessed)}
    return item | {key: date for key, date in dates.items() if date}


def _text(text: str, *, title: bool = False) -> str:
    """Remove markup, and put a mark for `_pointed` at the end of the text."""
    words = " ".join(plain(text).split())
    return words + (_FINAL if ends_in_a_point(words) else _TITLE_END if title else "")


def _take_initials_over(root: Any) -> str | None:
    """Remove ``initialize-with`` from a style and return its value: we cut given names to initials ourselves.

    citeproc-py does that well only for names such as John Ronald. It spoils parts of a name that begin with a small
    letter, or with a letter of a script without capitals.
    """
    names = [name for name in root.iter(f"{_CSL}name") if "initialize-with" in name.attrib]
    marks = [name.attrib.pop("initialize-with") for name in names]
    return marks[0] if marks else None


def _name(name: Name, mark: str | None) -> dict[str, str]:
    if whole := as_one(name):
        return {"literal": _text(whole)}
    given = " ".join((name.given or "").split())
    parts = {
        "given": given if mark is None else initials(given, mark),
        "dropping-particle": name.dropping_particle,
        "suffix": name.suffix,
    }
    last = family(name)
    if last.endswith(f" {name.family}"):  # else the particle is joined to the name, as in al-Assad
        parts |= {"family": name.family, "non-dropping-particle": name.non_dropping_particle}
    else:
        parts["family"] = last
    return {part: words for part, words in parts.items() if words}


def _date(date: CslDate | None) -> dict[str, Any] | None:
    if date is None:
        return None
    if date.date_parts:
        dates = date.date_parts if date.interval != date.iso else date.date_parts[:1]
        return {"date-parts": [[int(part) for part in parts] for parts in dates]}
    return {"literal": date.words} if date.words else None


# --- What comes out -----------------------------------------------------------------------------------------------


def _date_range(element: Any, dates: Any, show_parts: list[str] | None = None, context: Any = None) -> str | None:
    """Write a range of dates, instead of citeproc-py's own method: parts that both dates share are written once.

    As the CSL specification says, the dash is between the parts that differ: September 24–26, 2024.
    """
    context = element if context is None else context
    join = (context if element.is_locale_date() else element).join
    shown = [part for part in element.iterchildren() if part.get("name") in (show_parts or _DATE_PARTS)]
    same = _shared(dates)
    begin, end = ([_part(part, date, context) for part in shown] for date in (dates.begin, dates.end))
    differ = [
        index for index, part in enumerate(shown) if part.get("name") not in same and (begin[index] or end[index])
    ]
    if not differ:
        return str(join(filter(None, end))) or None
    first, last = differ[0], differ[-1] + 1
    one, other = (str(join(filter(None, texts[first:last]))) for texts in (begin, end))
    span = other if one in ("", other) else f"{one.rstrip(' ,')}–{other.lstrip(' ,')}"
    return str(join(filter(None, [*end[:first], span, *end[last:]])))


def _shared(dates: Any) -> list[str]:
    """List the parts that both dates share, from the year on; empty if one date is more precise than the other."""
    same: list[str] = []
    if len(dates.begin) != len(dates.end):
        return same
    for name in _DATE_PARTS:
        if dates.begin.get(name) != dates.end.get(name):
            break
        same.append(name)
    return same


def _part(part: Any, date: Any, context: Any) -> str:
    return str(part.render(date, context)) if part.get("name") in date else ""


def _pointed(entry: str, *, inside: bool) -> str:
    """Remove full stops after texts that have their own, and move points inside quotation marks if the locale does so.

    The CSL specification expects both of a processor; citeproc-py does neither.
    """
    entry = re.sub(rf"{_FINAL}([”」]?)\.", r"\1", entry)
    if inside:
        entry = entry.replace(f"{_FINAL}”,", "”")
        entry = re.sub(rf"{_TITLE_END}”([.,])", r"\1”", entry)
    return entry.replace(_FINAL, "").replace(_TITLE_END, "")
