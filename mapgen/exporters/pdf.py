"""Write a map as a tagged PDF: its drawing, then everything that it says, with links to the sources."""

from __future__ import annotations

import json
import math
import re
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from mapgen.errors import MapgenError
from mapgen.figure.map import static_map
from mapgen.figure.plain_svg import plain_svg
from mapgen.forms.brief import Brief
from mapgen.forms.changes import changes
from mapgen.forms.letters import haloed
from mapgen.forms.pdf_objects import packed
from mapgen.forms.typesetter import compiled, fonts
from mapgen.forms.words import xml_text
from mapgen.records.bands import limit_sources
from mapgen.theme.model import RINGS, families_for

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from mapgen.document.compose import MapDocument
    from mapgen.figure.context import StaticMap

SIZES = {"a4": ("a4", 174.0), "letter": ("us-letter", 179.9)}
"""Sizes of paper: the name that typst has for each, and the width between its margins in millimetres."""
STRAY_KM = 0.28
"""The step that coast and rings are simplified by and rounded to, in km: together they move less than 0.5 km."""
ROUNDED_KM = 0.08
"""The step that places are rounded to in the finished report, in km."""
MAP_MM = 140.0
"""Greatest height of the map on its page, in millimetres."""
_SCRIPTS = {"ja": " JP", "ko": " KR", "zh": " SC"}
_FALLBACKS = {"text": ["DejaVu Sans"], "display": ["DejaVu Serif"]}


def render(document: MapDocument, *, size: str | None = None, since: str | Path | None = None) -> bytes:
    """Return the report; it keeps to PDF/UA-1, so a screen reader reads it in the order in which it is written.

    Parameters
    ----------
    document : MapDocument
    size : {"a4", "letter"}, optional
    since : str or pathlib.Path, optional
        An earlier page of the map: the report says what has changed.

    Raises
    ------
    MapgenError
        If typst is not installed, no font has the letters of the map's language, the size is another, or `since` is no
        page of the map.
    """
    if (size or "a4") not in SIZES:
        msg = f"--size {size}: a .pdf file is written on {' or '.join(SIZES)}"
        raise MapgenError(msg)
    known = fonts("a .pdf file")
    figure = static_map(document)
    figure = replace(figure, fine=min(figure.fine, STRAY_KM / figure.projection.unit_km))
    svg, words = haloed(plain_svg(figure, bare=True), asked="a .pdf file")
    data = _data(document, figure, _fonts(document, set(known.families())), size or "a4") | {
        "letters": words,
        "changes": _clean(asdict(changes(document, since))) if since is not None else None,
    }
    content: bytes = compiled(
        "brief.typ",
        {"data": json.dumps(data), "map": svg},
        known,
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=datetime.fromisoformat(document.date).replace(tzinfo=UTC),
    )
    return packed(content, math.ceil(math.log10(figure.projection.unit_km / ROUNDED_KM)))


def _fonts(document: MapDocument, known: Collection[str]) -> dict[str, list[str]]:
    """Return the families of the theme that this machine has, those with the language's letters first among Han."""
    fonts, language = document.theme.fonts, document.selection.language
    found: dict[str, list[str]] = {}
    for name, families in (("text", fonts.text), ("display", fonts.display)):
        ordered = [*families_for(language, families), *_FALLBACKS[name]]
        found[name] = [family for family in ordered if family in known] or ["Libertinus Serif"]
    script = _SCRIPTS.get(language.partition("-")[0])
    if script and not any(family.endswith(script) for family in found["text"]):
        msg = (
            f"no font of the theme that is installed here has the letters of {language}; install one, e.g. "
            "Noto Sans CJK (on Debian and Ubuntu the package fonts-noto-cjk)"
        )
        raise MapgenError(msg)
    return found


def _data(document: MapDocument, figure: StaticMap, fonts: dict[str, list[str]], size: str) -> dict[str, Any]:
    """Return everything that the template writes, as it writes it."""
    brief, text, light = Brief(document), document.text, document.theme.light
    paper, wide = SIZES[size]
    share = figure.projection.height / figure.projection.width
    wide = min(wide, MAP_MM / share)
    words = {"ranges": "ranges", "figure": "figure", "said": "said", "reach": "reach", "chain": "chain"}
    given = {
        "title": document.title,
        "heading": brief.title,
        "lang": _language(brief.language),
        "region": None,
        "right_to_left": brief.locale.is_right_to_left,
        "keywords": [document.selection.story.id, document.content_hash],
        "paper": paper,
        "fonts": fonts,
        "colours": {name: getattr(light, name) for name in ("ink", "quiet", "accent", "line")},
        "as_of": brief.as_of,
        "foot": brief.provenance[-1],
        "takeaway": brief.takeaway,
        "summary": _summary(brief),
        "alternative": brief.alternative,
        "map": {"width": wide, "height": wide * share, "unit": wide / figure.projection.width},
        "key": _key(document, figure),
        "kinds": [[text(f"kind:{id_}"), str(count)] for id_, _, count in figure.kinds],
        "words": {**{key: text(f"ui:{name}") for key, name in words.items()}, "sources": text("ui:sources")},
        "missiles": _missiles(brief),
        "reach_heading": brief.reach_heading,
        "heads": [text(f"ui:{key}") for key in ("place", "ranges", "reach", "distance", "margin")],
        "reaches": [
            asdict(line)
            | {"reasons": [[said, _numbers(numbers)] for said, numbers in line.reasons]}
            | {"distance": brief.locale.unbroken(line.distance), "margin": brief.locale.unbroken(line.margin)}
            for line in brief.reaches
        ],
        "reach_note": text("ui:reach_note"),
        "chain": [
            {"by": by, "words": said, "number": number, "quote": quote} for by, said, number, quote in brief.chain
        ],
        "semicolon": brief.locale.semicolon,
        "sources": [asdict(line) | {"lang": _language(line.language)} for line in brief.sources],
        "provenance": brief.provenance,
    }
    cleaned: dict[str, Any] = _clean(given)
    return cleaned


def _summary(brief: Brief) -> list[list[Any]]:
    """Return the pieces of the summary; footnote marks that follow each other are one piece with several numbers."""
    pieces: list[list[Any]] = []
    for what, said in brief.summary:
        if what == "mark" and pieces and pieces[-1][0] == "mark":
            pieces[-1][1].append(int(said))
        else:
            pieces.append([what, [int(said)] if what == "mark" else said])
    return pieces


def _key(document: MapDocument, figure: StaticMap) -> list[dict[str, Any]]:
    text, light = document.text, document.theme.light
    return [
        {
            "name": document.selection.locale().apart(text(f"missile:{missile.id}")),
            "band": text(f"band:{missile.id}"),
            "numbers": [document.numbers[id_] for id_ in limit_sources(missile, document.selection.bands[missile.id])],
            "basis": figure.basis_words(missile),
            "line": light.rings[(colour - 1) % RINGS],
            "fill": light.fills[(colour - 1) % RINGS] + "33",
            "thickness": 0.8 if figure.basis(missile) == "illustrative" else 1.6,
        }
        for colour, missile in figure.missiles
    ]


def _missiles(brief: Brief) -> list[dict[str, Any]]:
    text = brief.document.text
    return [
        {
            "name": brief.name(f"missile:{missile.id}"),
            "band": brief.band(missile),
            "facts": " · ".join(
                [text(f"class:{missile.missile_class}"), text(f"status:{missile.status}"), text(f"basis:{missile.id}")]
            ),
            "figures": [
                asdict(line) | {"flags": brief.locale.semicolon.join(line.flags), "lang": _language(line.language)}
                for line in lines
            ],
        }
        for missile, lines in brief.missiles
    ]


def _numbers(numbers: str) -> list[int]:
    return [int(number) for number in numbers.split()]


def _language(tag: str | None) -> str | None:
    """Return the language of a tag as typst takes it, two or three letters."""
    found = re.match(r"[a-z]{2,3}(?=-|$)", tag or "")
    return found[0] if found else None


def _clean(value: Any) -> Any:
    """Take out the characters that no text may hold."""
    if isinstance(value, dict):
        return {key: _clean(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_clean(each) for each in value]
    return re.sub("[\u2028\u2029]", " ", xml_text(value)) if isinstance(value, str) else value
