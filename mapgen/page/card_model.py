"""Define the data of a social card in a page; a build only writes it (card_data.py), and a card is drawn from it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from mapgen.page.card_data import ROWS, SITES
from mapgen.records.fields import Many, Record
from mapgen.theme.model import Colour, Families

_Words = Annotated[str, Field(max_length=1_000)]
_Classes = Annotated[str, Field(pattern=r"^[\w. -]+$", max_length=100)]  # {1,100} in the pattern costs 40 ms and 13 MB
_Path = Annotated[str, Field(pattern=r"^[MmLlHhVvZzCcSsQqTtAa0-9 .,+-]*$", max_length=200_000)]
_Unit = Annotated[float, Field(ge=-2_000, le=3_000, allow_inf_nan=False)]
_Degrees = Annotated[float, Field(ge=-720, le=720, allow_inf_nan=False)]
_Number = Annotated[int, Field(ge=1, le=10_000)]


class CardRow(Record):
    """A missile on the map."""

    colour: _Number
    """number of its colour in the palette"""
    name: _Words
    band: _Words


class CardPath(Record):
    """An area or a line."""

    style: _Classes
    """CSS classes"""
    path: _Path


class CardSymbol(Record):
    """The drawing of a kind of site."""

    path: _Path
    open: bool


class CardSite(Record):
    """A site in its place, in units."""

    kind: _Classes
    faded: bool
    x: _Unit
    y: _Unit


class CardLabel(Record):
    """A label in its place."""

    lines: Annotated[Many[_Words], Field(min_length=1, max_length=5)]
    style: _Classes
    x: _Unit
    y: _Unit
    anchor: Literal["start", "middle", "end"] = "start"
    turn: Annotated[float, Field(ge=-360, le=360, allow_inf_nan=False)] = 0.0
    dot: Annotated[Many[_Unit], Field(min_length=2, max_length=2)] | None = None
    """place of the dot that marks a city"""
    leader: Annotated[Many[_Unit], Field(min_length=4, max_length=4)] | None = None
    """a line from the symbol, x and y, to the words"""


class CardData(Record):
    """The block ``mapgen-card``. It is validated whenever it is read, because a page may come from anywhere."""

    title: _Words
    date: _Words
    foot: _Words
    takeaway: _Words = ""
    rows: Annotated[Many[CardRow], Field(max_length=ROWS)]
    colours: dict[_Classes, Colour]
    """the light theme's colours, by the names of the page's CSS variables"""
    text: Families
    display: Families
    frame: Annotated[
        Many[Annotated[float, Field(ge=-720, le=720, allow_inf_nan=False)]], Field(min_length=4, max_length=4)
    ]
    """west, south, east and north of the map in WGS84 degrees; it is 1,000 units wide"""
    areas: Annotated[Many[CardPath], Field(max_length=200)]
    rings: Annotated[Many[CardPath], Field(max_length=200)]
    symbols: Annotated[dict[_Classes, CardSymbol], Field(max_length=100)]
    sites: Annotated[Many[CardSite], Field(max_length=SITES)]
    labels: Annotated[Many[CardLabel], Field(max_length=5_000)]
