"""Define a theme: the colours, fonts, logo and credit line of a map."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from mapgen.errors import shown
from mapgen.records.fields import Many, Record, Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

RINGS = 10
"""How many ring colours a theme has; the eleventh missile of a map has the first colour again."""
_COLOUR = r"#[0-9a-f]{6}"
_GENERIC = frozenset(
    """
    serif sans-serif monospace cursive fantasy system-ui ui-serif ui-sans-serif ui-monospace ui-rounded math emoji
    """.split()
)
"""Generic font families, which CSS writes without quotes: https://www.w3.org/TR/css-fonts-4/#generic-font-families."""
_EAST_ASIAN = {"ja": " JP", "ko": " KR", "zh": " SC", "zh-Hant": " TC", "zh-TW": " TC", "zh-HK": " HK"}
"""By language: how the names of font families with its letters end."""


def _colour(value: str) -> str:
    if not re.fullmatch(_COLOUR, value):
        msg = f'{shown(value)} is no colour; write six hexadecimal digits, small letters, as in "#b3301c"'
        raise PydanticCustomError("colour", msg)
    return value


def _ten(value: Any) -> Any:
    if len(value) != RINGS:
        msg = f"has {len(value)} items; give {RINGS}, the first for the first missile of the map key"
        raise PydanticCustomError("ten", msg)
    return value


def _family(value: str) -> str:
    if len(value) > 80 or not value.isprintable():
        raise PydanticCustomError("font", "is no name of a font family; write one such as Noto Sans, of 80 characters")
    return value


Colour = Annotated[str, AfterValidator(_colour), Field(json_schema_extra={"pattern": f"^{_COLOUR}$"})]
Family = Annotated[Text, AfterValidator(_family)]
Colours = Annotated[Many[Colour], AfterValidator(_ten)]
Families = Annotated[Many[Family], Field(min_length=1)]
Share = Annotated[float, Field(ge=0, le=1)]
Weight = Annotated[float, Field(ge=0.5, le=3)]


class Palette(Record):
    """The colours of a theme, by day or by night."""

    paper: Colour
    """ground of the panel and of popups"""
    ink: Colour
    """text"""
    quiet: Colour
    """text of less weight"""
    line: Colour
    """hairlines between texts"""
    accent: Colour
    """footnote marks and what is chosen"""
    flag: Colour
    """words of warning"""
    focus: Colour
    """the frame of what has the keyboard's focus"""
    sea: Colour
    """ground of the map"""
    land: Colour
    """ground of the map"""
    coast: Colour
    """hairline of coasts"""
    border: Colour
    """hairline of borders"""
    mdl: Colour
    """the Military Demarcation Line"""
    place: Colour
    """names of cities and countries"""
    water: Colour
    """names of seas"""
    halo: Colour
    """the rim around labels and symbols"""
    blend: Literal["multiply", "screen", "normal"]
    """how tints lie on the map: CSS mix-blend-mode"""
    inner: Share
    """opacity of the tint inside the low figure"""
    outer: Share
    """opacity of the tint between the figures"""
    rings: Colours
    """lines, ten colours in the order of the map key"""
    fills: Colours
    """tints, ten colours in the order of the map key"""
    kinds: dict[str, Colour] = {}
    """symbols by kind of site, instead of the vocabulary's colours"""
    kind: Colour | None = None
    """symbols of the kinds of site that `kinds` does not name, instead of the vocabulary's colours"""


class Fonts(Record):
    """Font families by name, the first that a reader's machine has; none is embedded."""

    text: Families
    """running text and labels"""
    display: Families
    """the headline and names of seas"""


class Theme(Record):
    """How a map looks."""

    light: Palette
    """by day and on paper"""
    dark: Palette
    """by night"""
    fonts: Fonts
    """font families by name"""
    weights: Annotated[Many[Weight], AfterValidator(_ten)]
    """how many times the usual thickness rings have, ten numbers in the order of the map key"""
    logo: Text | None = None
    """SVG or PNG file beside the theme's; once loaded, the picture itself as a data: address"""
    credit: Text | None = None
    """credit line of the footer"""


def font_stack(families: Iterable[str]) -> str:
    """Write font families as CSS, escaped so that a name cannot become other CSS.

    Parameters
    ----------
    families : iterable of str

    Returns
    -------
    str
        Value of ``font-family``. In the names, every character is escaped except letters, digits, spaces and hyphens
        (https://www.w3.org/TR/css-syntax-3/#escaping), so that the value is safe in a style element too.
    """
    return ", ".join(name if name in _GENERIC else f'"{_escaped(name)}"' for name in families)


def families_for(language: str, families: Sequence[str]) -> list[str]:
    """Order font families for a language: Han letters are drawn otherwise in China, Japan and Korea.

    Parameters
    ----------
    language : str
        Language of the text, as a tag.
    families : sequence of str
        Families in the order of the theme.

    Returns
    -------
    list of str
        The same families. Among those whose names end in the letters of an East Asian script ("Noto Sans CJK JP"),
        the ones for the language are first.
    """
    places = [place for place, name in enumerate(families) if name.endswith(tuple(_EAST_ASIAN.values()))]
    own = _EAST_ASIAN.get(language) or _EAST_ASIAN.get(language.partition("-")[0], "")
    ordered = list(families)
    for place, old in zip(places, sorted(places, key=lambda at: not families[at].endswith(own)), strict=True):
        ordered[place] = families[old]
    return ordered


def css_name(id_: str) -> str:
    """Write an id as a part of a name in CSS, where a dot would end the name.

    Parameters
    ----------
    id_ : str
        Id of a record or a term.

    Returns
    -------
    str
        The id with its dots escaped.
    """
    return id_.replace(".", "\\.")


def _escaped(name: str) -> str:
    return "".join(letter if letter.isalnum() or letter in " -" else f"\\{ord(letter):x} " for letter in name)
