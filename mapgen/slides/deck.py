"""Lay a map out as slides: takeaway and map, the view from a site, figures, what reaches what, and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mapgen.figure.map import static_map
from mapgen.figure.sizes import first_origin
from mapgen.forms.brief import Brief
from mapgen.forms.changes import changes as compare
from mapgen.records.bands import limit_sources
from mapgen.slides import look
from mapgen.slides.drawing import Drawing
from mapgen.slides.legend import legend
from mapgen.slides.shapes import Box
from mapgen.slides.slide import Slide
from mapgen.slides.tables import changes, figures, reach, sources

if TYPE_CHECKING:
    from pathlib import Path

    from mapgen.document.compose import MapDocument
    from mapgen.figure.context import StaticMap

UNITS = 700.0
"""Width of the map in units of the figure: its labels are then about 10 points high."""
SHARE = 0.66
"""Width of the map as a share of the slide's."""


def deck(
    document: MapDocument,
    *,
    template: str | Path | None = None,
    centre: str | None = None,
    since: str | Path | None = None,
) -> bytes:
    """Return a presentation.

    Parameters
    ----------
    document : MapDocument
    template : str or pathlib.Path, optional
        A .pptx file whose layouts, colours, fonts and size are taken; its slides are left out.
    centre : str, optional
        Id of the drawn site that the second slide looks from; by default the origin that the map names first.

    since : str or pathlib.Path, optional
        An earlier page of the map: a slide says what has changed.

    Raises
    ------
    MapgenError
        If python-pptx is not installed, the template is no presentation, no drawn site has the id, or `since` is no
        page of the map.
    """
    brief = Brief(document)
    compared = compare(document, since) if since is not None else None
    opened = look.presentation(template, brief)
    layout = look.title_layout(opened)

    def slide(title: str) -> Slide:
        return Slide.added(opened, layout, title, brief)

    _map(slide(document.title), brief)
    _view(slide, brief, centre or first_origin(document))
    figures(slide, brief)
    reach(slide, brief)
    if compared:
        changes(slide, brief, compared)
    sources(slide, brief)
    return look.content(opened, brief)


def _map(slide: Slide, brief: Brief) -> None:
    room = slide.room
    wide = Box(room.left, room.top, round(room.width * SHARE), room.height)
    figure = static_map(brief.document, width=UNITS, ratio=wide.height / wide.width)
    _draw(slide, figure, wide, brief.alternative)
    legend(slide, figure, _beside(slide, wide), intro=brief.summary_text, lead=brief.takeaway)
    slide.note(_cited(brief, figure))


def _view(slide: Any, brief: Brief, centre: str) -> None:
    """Add the azimuthal view: the whole world where the ranges need it, with true distances from the centre."""
    figure = static_map(brief.document, centre=centre, width=UNITS * 0.72)
    drawn = slide(brief.document.text(f"site:{centre}"))
    room = drawn.room
    side = min(room.height, round(room.width * SHARE))
    square = Box(room.left, room.top, side, side)
    _draw(drawn, figure, square, f"{figure.view}. {brief.alternative}")
    legend(drawn, figure, _beside(drawn, square), intro=figure.view)
    drawn.note(_cited(brief, figure))


def _draw(slide: Slide, figure: StaticMap, box: Box, described: str) -> None:
    high = round(box.width * figure.projection.height / figure.projection.width)
    placed = Box(box.left, box.top + max(0, (box.height - high) // 2), box.width, high)
    slide.add(Drawing(figure, placed, slide.number).group(figure.document.text("ui:map_label"), described))


def _beside(slide: Slide, box: Box) -> Box:
    gap = round(0.02 * slide.room.width)
    left = box.left + box.width + gap
    return Box(left, slide.room.top, slide.room.left + slide.room.width - left, slide.room.height)


def _cited(brief: Brief, figure: StaticMap) -> list[int]:
    """Return the footnote numbers of what a slide with a map says: its summary and the limits that it draws."""
    summary = [int(words) for what, words in brief.summary if what == "mark"]
    bands = brief.document.selection.bands
    limits = [id_ for _, missile in figure.missiles for id_ in limit_sources(missile, bands[missile.id])]
    return sorted({*summary, *(brief.document.numbers[id_] for id_ in limits)})
