"""Make the social card of a built page: the tags for the head of the page that embeds it, and their picture."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from markupsafe import Markup

from mapgen.errors import MapgenError
from mapgen.figure.lettering import width_of
from mapgen.figure.raster import png
from mapgen.templating import environment

if TYPE_CHECKING:
    from pathlib import Path

    from mapgen.page.embed import BuiltPage

SIZE = (1200, 630)  # pixels: what the large networks ask for, 1.91 to 1
COLUMN = 400.0  # pixels: the width of the words beside the map
DESCRIPTION = 200  # characters that the networks show, about
_MORE_FONTS = '"DejaVu Sans", "Liberation Sans", Arial, Helvetica'  # resvg knows no system-ui
_STATIC_MAP = re.compile(r'<svg class="static-map"[^>]* viewBox="([\d. ]+)"[^>]*>(.*?)</svg>', re.DOTALL)
_SYMBOLS = re.compile(r'<svg class="defs"[^>]*><defs>(.*?)</defs></svg>', re.DOTALL)
_COLOURS = re.compile(r"<style>:root\{(.*?)\}@media", re.DOTALL)
_ROW = re.compile(r'<li class="ring-(\d+)" data-in-short="[^"]*">.*?</svg>(.*?)<strong>(.*?)</strong>', re.DOTALL)
_DATE = re.compile(r'<p class="embed-date">(.*?)</p>', re.DOTALL)
_SOURCES = re.compile(r'<button[^>]* class="embed-more"[^>]*>(.*?)</button>', re.DOTALL)
_CREDIT = re.compile(r'<span class="embed-credit">(.*?)</span>', re.DOTALL)


@dataclass(frozen=True)
class Card:
    """What the template ``social_card.svg.j2`` sees; `static_map_alone.css.j2` reads `colours` and `missiles`.

    Attributes
    ----------
    language, date, foot : str
    title : list of str
        Its lines.
    size : int
        Font size of the title in pixels.
    rows : list of (int, str, str)
        Of each missile on the map: the number of its colour, its name and its band.
    view_box : str
        Of the map's drawing.
    drawing, symbols : Markup
        SVG of the map, and of the symbols that it refers to.
    colours : mapping of str to str
        The page's custom properties by day, and its fonts.
    """

    language: str
    date: str
    foot: str
    title: list[str]
    size: int
    rows: list[tuple[int, str, str]]
    view_box: str
    drawing: Markup
    symbols: Markup
    colours: dict[str, str]

    @property
    def missiles(self) -> list[tuple[int, str]]:
        """Number of the colour and name of each missile on the map."""
        return [(number, name) for number, name, _ in self.rows]


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
        If the page holds no drawing of its map, or the picture cannot be drawn here.
    """
    card = _card(page)
    svg = environment().get_template("social_card.svg.j2").render(card=card, figure=card)
    return png(svg, card.colours["text"])


def tags(page: BuiltPage, image: Path, url: str | None) -> str:
    """Write the tags that social networks read (https://ogp.me).

    Parameters
    ----------
    page : BuiltPage
    image : pathlib.Path
        The picture, beside the page.
    url : str, optional
        Where the page will be; without it, the picture is given by its name, which most networks do not follow.
    """
    name = quote(image.name)
    return (
        environment()
        .get_template("social_card.html.j2")
        .render(page=page, url=url, image=urljoin(url, name) if url else name, size=SIZE, summary=_short(page.summary))
    )


def _card(page: BuiltPage) -> Card:
    drawing, symbols, colours = (found.search(page.html) for found in (_STATIC_MAP, _SYMBOLS, _COLOURS))
    if not drawing or not symbols or not colours or re.search("<image|<script|<foreignObject", drawing[2] + symbols[1]):
        msg = "the page holds no drawing of its map; build it anew: mapgen build"
        raise MapgenError(msg)
    properties = dict(re.findall(r"--([\w-]+):([^;]+)", colours[1]))
    for font in ("text", "display"):
        properties[font] = f"{properties[font]}, {_MORE_FONTS}"
    size, title = _title(page.title, page.language)
    foot = " · ".join(_words(found[1]) for pattern in (_SOURCES, _CREDIT) if (found := pattern.search(page.html)))
    date = _DATE.search(page.html)
    return Card(
        language=page.language,
        date=_words(date[1]) if date else "",
        foot=foot,
        title=title,
        size=size,
        rows=[(int(number), _words(name), _words(band)) for number, name, band in _ROW.findall(page.html)][:5],
        view_box=drawing[1],
        drawing=Markup(drawing[2]),
        symbols=Markup(symbols[1]),
        colours=properties,
    )


def _words(markup: str) -> str:
    """Return the text of a piece of HTML, in one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", markup)).split())


def _title(title: str, language: str) -> tuple[int, list[str]]:
    """Return the largest font size in which a title has room, and its lines; what has none in any is cut."""
    joint = "" if language[:2] in ("ja", "zh") else " "  # which put no blanks between words
    for size in (46, 40, 34, 28):
        lines = [""]
        for word in title.split(" ") if joint else title:
            line = f"{lines[-1]}{joint}{word}".strip()
            if lines[-1] and width_of(line, size) > COLUMN:
                lines.append(word)
            else:
                lines[-1] = line
        if len(lines) * size * 1.2 <= 320:
            return size, lines
    return size, [*lines[:8], "…"]


def _short(text: str) -> str:
    """Return the beginning of a text: whole words, and a mark where it goes on."""
    if len(text) <= DESCRIPTION:
        return text
    cut = text[:DESCRIPTION]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut else cut}…"
