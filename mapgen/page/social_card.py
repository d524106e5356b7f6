"""Make the social card of a built page: its picture, and the tags for the head of the page that embeds it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from markupsafe import Markup

from mapgen.errors import MapgenError
from mapgen.figure.basemap_shapes import coasts_of
from mapgen.figure.context import FINE
from mapgen.figure.lettering import width_of
from mapgen.figure.map import WIDTH
from mapgen.figure.raster import png
from mapgen.figure.svg_path import path_data
from mapgen.geodesy.projections import MERCATOR_LIMIT, Mercator
from mapgen.layers.basemap import outlines
from mapgen.page.card_model import CardData
from mapgen.page.packed import unpacked
from mapgen.templating import environment
from mapgen.theme.model import font_stack

if TYPE_CHECKING:
    from pathlib import Path

    from mapgen.page.embed import BuiltPage

SIZE = (1200, 630)
"""Width and height in pixels, as the large networks ask for (1.91 to 1)."""
COLUMN = 400.0
"""Width of the words beside the map, in pixels."""
TOP, FOOT = 132.0, 566.0
"""Where the words between title and foot begin if the title has no line, and where they end, in pixels."""
ROW, LEADING = 38.0, 1.4
"""Height of the row of a missile in pixels, and of a line of the takeaway in font sizes."""
DESCRIPTION = 300
"""Longest description, in characters: the networks show as many at most, and cut it themselves."""
_MORE_FONTS = '"DejaVu Sans", "Liberation Sans", Arial, Helvetica'
"""Fonts to fall back on, because resvg does not know ``system-ui``."""
CARD_BYTES = 5_000_000
"""Greatest length of a card's data, in bytes."""


@dataclass(frozen=True)
class Card:
    """The value that ``social_card.svg.j2`` sees; ``static_map_standalone.css.j2`` reads the colours and missiles.

    Attributes
    ----------
    data : CardData
    title : list of str
        The lines of the title.
    size : int
        Font size of the title in pixels.
    takeaway : list of str
        The lines of the takeaway, as many as there is room for.
    takeaway_size : int
        Its font size in pixels.
    frame : Mercator
        The frame of the map.
    """

    data: CardData
    title: list[str]
    size: int
    takeaway: list[str]
    takeaway_size: int
    frame: Mercator

    @property
    def colours(self) -> dict[str, str]:
        """Colours and fonts, by the names of the page's CSS variables."""
        fonts = {"text": font_stack(self.data.text), "display": font_stack(self.data.display)}
        return {**self.data.colours, **{name: Markup(f"{stack}, {_MORE_FONTS}") for name, stack in fonts.items()}}

    @property
    def missiles(self) -> list[tuple[int, str]]:
        """Number of the colour and name of each missile on the map."""
        return [(row.colour, row.name) for row in self.data.rows]

    @property
    def mark_colours(self) -> list[str]:
        """An empty list: a card is small, so it leaves out marks of overlays."""
        return []

    @property
    def lines(self) -> dict[str, str]:
        """Path data of the land, its lakes and borders, from mapgen's own base map."""
        coasts = coasts_of(outlines(self.frame.bounds), self.frame.bounds)
        drawn = {name: self.frame.area(area, FINE) for name, area in (("land", coasts.land), ("lake", coasts.lakes))}
        drawn |= {name: self.frame.lines(coasts.lines.get(name, ())) for name in ("border", "disputed", "mdl")}
        return {name: path_data(each, step=FINE, scale=FINE) for name, each in drawn.items()}


def picture(page: BuiltPage) -> bytes:
    """Draw the card: title, ranges and the map as the page opens, 1200 by 630 pixels.

    Parameters
    ----------
    page : BuiltPage

    Returns
    -------
    bytes
        PNG.

    Raises
    ------
    MapgenError
        If the page contains no drawing of its map, or the picture cannot be drawn on this machine.
    """
    card = _card(page)
    return png(_svg(card), str(card.colours["text"]))


def beside(path: Path) -> Path:
    """Return the path of the card of a page: the path of the page with the suffix ``.png``.

    Raises
    ------
    MapgenError
        If that is the path of the page itself.
    """
    image = path.with_suffix(".png")
    if image == path or (image.exists() and image.samefile(path)):
        msg = f"{path}: its card would be written over it; give the page a name that ends in .html"
        raise MapgenError(msg)
    return image


def tags(page: BuiltPage, image: Path, url: str | None) -> str:
    """Write the tags that social networks read (https://ogp.me).

    Parameters
    ----------
    page : BuiltPage
    image : pathlib.Path
        The picture, beside the page.
    url : str, optional
        Address at which the page will be. Without it, the tags have only the name of the picture, which most networks
        do not follow.
    """
    name = quote(os.fsencode(image.name))
    return (
        environment()
        .get_template("social_card.html.j2")
        .render(
            page=page,
            url=url,
            image=urljoin(url, name) if url else name,
            size=SIZE,
            summary=_short(page.takeaway or page.summary),
        )
    )


def _card(page: BuiltPage) -> Card:
    """Read and check the data of a card: a page may come from anywhere."""
    try:
        data = CardData.model_validate_json(unpacked(page.card, CARD_BYTES))
        west, south, east, north = data.frame
        if not (0.01 < east - west <= 720 and -MERCATOR_LIMIT <= south < north - 0.01 < MERCATOR_LIMIT):
            raise ValueError
    except ValueError:  # a ValidationError is one
        msg = "the page holds no drawing of its map; build it anew: mapgen build"
        raise MapgenError(msg) from None
    size, title = _title(data.title, page.language)
    room = FOOT - TOP - size * 1.2 * len(title) - ROW * len(data.rows)
    small, takeaway = _takeaway(data.takeaway, page.language, room)
    return Card(data, title, size, takeaway, small, Mercator(west, south, east, north, WIDTH))


def _svg(card: Card) -> str:
    return environment().get_template("social_card.svg.j2").render(card=card, figure=card, fine=FINE)


def _title(title: str, language: str) -> tuple[int, list[str]]:
    """Return the largest font size in which a title fits, and its lines; a title that is too long is cut."""
    for size in (46, 40, 34, 28):
        lines = _lines(title, size, language)
        if len(lines) * size * 1.2 <= 320:
            return size, lines
    return size, [*lines[:8], "…"]


def _lines(text: str, size: float, language: str) -> list[str]:
    """Break a text into lines as wide as the column."""
    joint = "" if language[:2] in ("ja", "zh") else " "  # languages without spaces between words
    lines = [""]
    for word in text.split(" ") if joint else text:
        line = f"{lines[-1]}{joint}{word}".strip()
        if lines[-1] and width_of(line, size) > COLUMN:
            lines.append(word)
        else:
            lines[-1] = line
    return lines


def _takeaway(text: str, language: str, room: float) -> tuple[int, list[str]]:
    """Return the largest font size in which the takeaway fits into a height, and its lines; it may have to be cut."""
    for size in (20, 18, 16):
        lines, most = _lines(text, size, language), int(room // (size * LEADING))
        if len(lines) <= most:
            return size, lines
    return size, [*lines[: most - 1], f"{lines[most - 1]} …"] if most > 0 else []


def _short(text: str) -> str:
    """Return the beginning of a text, cut between words, with an ellipsis if it goes on."""
    if len(text) <= DESCRIPTION:
        return text
    cut = text[:DESCRIPTION]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut else cut}…"
