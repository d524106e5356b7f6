"""Choose what is written on a static figure: rings, distances, sites, and the names of the base map."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import numpy as np
import shapely

from mapgen.figure.boxes import Box
from mapgen.figure.lettering import Label, place
from mapgen.geodesy.projections import EARTH_KM, Azimuthal
from mapgen.geodesy.rings import polar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mapgen.figure.context import StaticMap
    from mapgen.figure.lettering import Placed

SYMBOL = 6.0
"""Distance from the middle of a symbol to its edge, in units of the figure."""
SIZES = {"country": 12.0, "sea": 13.0, "city": 12.0}
SPACINGS = {"country": 0.22, "sea": 0.0, "city": 0.0}
RANKS = {"country": 300, "city": 400, "sea": 500}
"""Priority of the names of the base map; labels with a lower number are placed first."""
SUBJECT = 150
"""Priority of the countries that the map is about: they are named before any site but the centre."""


def place_labels(drawn: StaticMap) -> list[Placed]:
    """Place the labels of a figure; its symbols are kept free."""
    taken = [Box(x - SYMBOL, y - SYMBOL, x + SYMBOL, y + SYMBOL) for _, x, y in drawn.sites]
    labels = [*_of_rings(drawn), *_of_circles(drawn), *_of_marks(drawn), *_of_sites(drawn), *_of_base(drawn)]
    return place(labels, drawn.projection.width, drawn.projection.height, taken)


def _of_rings(drawn: StaticMap) -> Iterator[Label]:
    several = len(drawn.missiles) > 1
    for ring in drawn.ranges:
        properties = ring.feature["properties"]
        name = f"{drawn.document.text('ring:' + properties['missile'])} " if several else ""
        kind = f"limit:{properties['floor']}" if "floor" in properties else "km"
        text = name + drawn.document.text(f"{kind}:{properties['radius_km']:.12g}")
        lines = tuple(shapely.get_coordinates(line) for line in shapely.get_parts(shapely.line_merge(ring.lines)))
        yield Label(
            text, f"of-ring ring-{ring.colour}", 12.0, drawn.document.selection.language, 100, lines=lines, bold=True
        )


def _of_circles(drawn: StaticMap) -> Iterator[Label]:
    frame = drawn.projection
    if not isinstance(frame, Azimuthal):
        return
    locale = drawn.document.selection.locale()
    taken_km = {ring.feature["properties"]["radius_km"] for ring in drawn.ranges}
    for km in drawn.circles_km:
        if km not in taken_km:
            # offer the lower part of the circle only, from east by south to west
            arc = np.radians(np.arange(100, 261, 1.0))
            middle, radius = frame.width / 2, (km if km < frame.limit_km else 0.985 * km) / frame.unit_km
            line = np.column_stack([middle + radius * np.sin(arc), middle - radius * np.cos(arc)])
            yield Label(locale.km(km), "of-circle", 11.0, locale.tag, 120, lines=(line,))


def _of_marks(drawn: StaticMap) -> Iterator[Label]:
    language = drawn.document.selection.language
    for each in drawn.marks:
        tag = language if language in each.mark.label else "en"
        text, style = each.mark.label.get(tag), f"of-mark in-{each.mark.colour}"
        if not text:
            continue
        for x, y in each.points:
            yield Label(text, style, 12.0, tag, 150, x, y, 7.0, bold=True)
        is_line = "LineString" in each.shape.geom_type
        parts = shapely.get_parts(each.shape if is_line else shapely.boundary(each.shape))
        if len(parts):
            lines = tuple(shapely.get_coordinates(line) for line in parts)
            yield Label(text, style, 12.0, tag, 150, lines=lines, bold=True)


def _of_sites(drawn: StaticMap) -> Iterator[Label]:
    document = drawn.document
    locale = document.selection.locale()
    origins = {site.id for site in document.selection.origins}
    count = len(drawn.sites)
    for index, (site, x, y) in enumerate(drawn.sites):
        text = document.text(f"label:{site.id}")
        if drawn.centre and drawn.centre.position and site.position and site is not drawn.centre:
            km = float(polar(*drawn.centre.position, [site.position[0]], [site.position[1]])[1][0])
            text = f"{text} {locale.km(round(km))}"
        rank = 10 if site is drawn.centre else 200 + (count - index) / 1000
        style = "of-site of-origin" if site.id in origins else "of-site of-place"
        tag = locale.tag if f"label:{site.id}" in document.texts[locale.tag] else "en"
        yield Label(text, style, 12.0, tag, rank, x, y, SYMBOL + 3, bold=True)


def _of_base(drawn: StaticMap) -> Iterator[Label]:
    frame, language = drawn.projection, drawn.document.selection.language
    zoom = math.log2(EARTH_KM / 256 / frame.unit_km)  # as on the page: at zoom 0 the world is 256 units wide
    named = {drawn.document.text(f"label:{site.id}") for site, _, _ in drawn.sites}
    asked = [
        label
        for label in drawn.document.packed["basemap"]["labels"]
        if label.get("min_zoom", 0) <= zoom < label.get("max_zoom", 20) + 1
    ]
    spots = frame.points([(label["lon"], label["lat"]) for label in asked])
    for label, spot in zip(asked, spots, strict=True):
        tag = language if language in label["names"] else "en"
        text = label["names"].get(tag)
        if not spot or not text or text in named:
            continue
        kind = label["kind"]
        rank = SUBJECT if kind == "country" and label["rank"] == 1 else RANKS[kind] + label["rank"]
        reach = 6.0 if kind == "city" else 0.0
        loud = text.upper() if kind == "country" and re.search(r"[a-z]", text) else text
        yield Label(
            loud,
            f"of-{kind}",
            SIZES[kind],
            tag,
            rank,
            *spot,
            reach,
            spacing=SPACINGS[kind],
            dotted=kind == "city",
            bold=kind == "country",
        )
