"""Put the data of a social card into the page: the drawing of its map (without markup), its words and colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from mapgen.records.fields import Many, Record
from mapgen.theme.model import Colour, Families, families_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mapgen.figure.context import StaticMap
    from mapgen.figure.lettering import Placed

ROWS = 5
"""How many missiles a card has room to name."""
SITES = 300
"""How many sites a card shows, the most important ones: more symbols would hide the map."""
_Words = Annotated[str, Field(max_length=1_000)]
_Classes = Annotated[str, Field(pattern=r"^[\w. -]{1,100}$")]
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


def card_data(drawn: StaticMap, labels: Sequence[Placed]) -> dict[str, Any]:
    """Return the JSON-ready block of a page.

    Parameters
    ----------
    drawn : StaticMap
        The map in Mercator, as the page opens.
    labels : sequence of Placed
        Its labels.

    Returns
    -------
    dict
        Data that `CardData` accepts.
    """
    document, theme = drawn.document, drawn.document.theme
    language = document.selection.language
    kinds = {site.kind for site, _, _ in drawn.sites}
    vocabulary = document.selection.vocabulary
    symbols = {id_: vocabulary.symbol[kind.symbol] for id_, kind in vocabulary.site_kind.items() if id_ in kinds}
    used = {f"kind-{id_}" for id_ in kinds}
    return {
        "title": _short(document.title),
        "date": _short(document.text("ui:as_of")),
        "foot": _short(" · ".join(_foot(drawn))),
        "takeaway": _short(document.text("takeaway")),
        "rows": [
            {
                "colour": colour,
                "name": _short(document.text(f"ring:{missile.id}")),
                "band": _short(document.text(f"band:{missile.id}")),
            }
            for colour, missile in drawn.missiles[:ROWS]
        ],
        "colours": {
            name: str(colour)
            for name, colour in drawn.colours.items()
            if str(colour).startswith("#") and (name in used or not name.startswith("kind-"))
        },
        "text": families_for(language, theme.fonts.text),
        "display": families_for(language, theme.fonts.display),
        "frame": [round(degrees, 6) for degrees in drawn.projection.bounds],
        "areas": [{"style": ring.fill, "path": drawn.path(ring.area)} for ring in drawn.ranges],
        "rings": [{"style": ring.style, "path": drawn.path(ring.lines)} for ring in drawn.ranges],
        "symbols": {id_: {"path": symbol.path, "open": symbol.open} for id_, symbol in symbols.items()},
        "sites": [
            {"kind": site.kind, "faded": vocabulary.status[site.status].faded, "x": round(x, 1), "y": round(y, 1)}
            for site, x, y in drawn.sites[-SITES:]
        ],
        "labels": [_label(placed, drawn) for placed in labels],
    }


def _label(placed: Placed, drawn: StaticMap) -> dict[str, Any]:
    words = placed.label
    run = drawn.locale.line if words.tag == drawn.locale.tag else str
    label: dict[str, Any] = {"lines": [run(_short(line)) for line in words.text.split("\n")], "style": words.style}
    label |= {"x": round(placed.x, 1), "y": round(placed.y, 1)}
    if placed.anchor != "start":
        label["anchor"] = placed.anchor
    if placed.turn:
        label["turn"] = round(placed.turn, 1)
    if words.dotted:
        label["dot"] = [round(words.x, 1), round(words.y, 1)]
    if placed.leader:
        label["leader"] = [round(value, 1) for point in placed.leader for value in point]
    return label


def _foot(drawn: StaticMap) -> Iterator[str]:
    yield f"{drawn.document.text('ui:sources')} ({len(drawn.document.numbers)})"
    if drawn.document.theme.credit:
        yield drawn.document.theme.credit


def _short(words: str) -> str:
    """Return words in one line, cut after 1,000 characters: no picture has room for more."""
    return " ".join(words.split())[:1_000]
