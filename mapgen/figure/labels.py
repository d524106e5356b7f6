"""Choose what is written on a static figure: rings, distances, sites, and the names of the base map."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import shapely

from mapgen.figure.boxes import Box
from mapgen.figure.lettering import Label, wrap
from mapgen.figure.room import HALF, place
from mapgen.geodesy.projections import EARTH_KM, Azimuthal
from mapgen.geodesy.rings import polar
from mapgen.locale import runs_left

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from mapgen.figure.context import Drawn, StaticMap
    from mapgen.figure.lettering import Placed

SIZES = {"country": 12.0, "sea": 13.0, "city": 12.0}
SPACINGS = {"country": 0.22, "sea": 0.0, "city": 0.0}
NOTE = 190
"""Priority of the callouts: before the names of sites, which find other places more easily."""
NOTE_WIDTHS = (190.0, 140.0)
"""Widths of callouts that are tried, in units of the figure."""
RANKS = {"country": 300, "city": 400, "sea": 500}
"""Priority of the names of the base map; labels with a lower number are placed first."""
PHONE = 360.0
"""Width in units of a figure whose words can be read where it is as wide as a phone."""
SUBJECT = 150
"""Priority of the countries that the map is about: they are named before any site but the centre."""
SMALL_SUBJECT = 290
"""That of the countries of places that are much too small for their names: after the sites, and only nearby."""


def place_labels(drawn: StaticMap) -> list[Placed]:
    """Place the labels of a figure; its symbols are kept free."""
    labels = [
        *_of_rings(drawn),
        *_of_circles(drawn),
        *_of_marks(drawn),
        *_of_notes(drawn),
        *_of_sites(drawn),
        *_of_base(drawn),
    ]
    return _placed(drawn, labels)


def phone_labels(drawn: StaticMap) -> list[Placed]:
    """Place the names of rings and countries for a phone, where all other words of a figure are too small to be read.

    The places are those of a figure whose width is `PHONE`.
    """
    share = PHONE / drawn.projection.width

    def smaller(label: Label) -> Label:
        spots = tuple((x * share, y * share) for x, y in label.spots)
        return replace(label, spots=spots, lines=tuple(line * share for line in label.lines))

    countries = (label for label in _of_base(drawn) if label.style.startswith("of-country"))
    return _placed(drawn, [smaller(label) for label in (*_of_rings(drawn), *countries)], share)


def _placed(drawn: StaticMap, labels: list[Label], share: float = 1.0) -> list[Placed]:
    """Place labels in a figure at a share of its size; its symbols are kept free."""
    frame = drawn.projection
    width, height, half = share * frame.width, share * frame.height, share * HALF
    spots = [(share * x, share * y) for _, x, y in drawn.sites]
    taken = [Box(x - half, y - half, x + half, y + half) for x, y in spots]
    disc = _inside_disc(width / 2, width / 2 - 2) if isinstance(frame, Azimuthal) else None
    return place(labels, width, height, taken, disc)


def _inside_disc(middle: float, radius: float) -> Callable[[Box], bool]:
    """Return what tells whether a box is inside a round figure."""
    return lambda box: (
        math.hypot(max(middle - box.left, box.right - middle), max(middle - box.top, box.bottom - middle)) <= radius
    )


def _of_rings(drawn: StaticMap) -> Iterator[Label]:
    """Yield a label for each line: what the ring is, or, where it is that of several missiles, their names."""
    several = len(drawn.missiles) > 1
    for ring in drawn.ranges:
        texts = _joint(drawn, ring) if ring.others else _single(drawn, ring, several=several)
        style = "of-ring joint" if ring.others else f"of-ring ring-{ring.colour}"
        lines = tuple(shapely.get_coordinates(line) for line in shapely.get_parts(shapely.line_merge(ring.lines)))
        language = drawn.document.selection.language
        yield Label(texts[0], style, 12.0, language, 100, lines=lines, bold=True, shorter=tuple(texts[1:]))


def _single(drawn: StaticMap, ring: Drawn, *, several: bool) -> list[str]:
    properties = ring.feature["properties"]
    locale = drawn.document.selection.locale()
    km, floor, missile = properties["radius_km"], properties.get("floor"), properties["missile"]
    named = drawn.document.text(f"ring:{missile}")
    colon = ":" if named[-1].isdigit() else ""  # tells the number of a missile from its figure, as in the page
    name = f"{locale.apart(named)}{colon} " if several else ""
    own = [each for one in drawn.ranges for each in one.features if each["properties"]["missile"] == missile]
    says = locale.ring(km, floor, "only" if len(own) == 1 else properties["bound"])
    return [name + says, name + (locale.short_floor(km) if floor else locale.km(km))]


def _joint(drawn: StaticMap, ring: Drawn) -> list[str]:
    locale = drawn.document.selection.locale()
    properties = ring.feature["properties"]
    km = locale.limit(properties["radius_km"], properties.get("floor"))
    names = [locale.apart(drawn.document.text(f"ring:{each['properties']['missile']}")) for each in ring.features]
    said = (locale.ui["ring_gap"].join(names), f"{names[0]} +{len(names) - 1}")
    return [locale.ui["ring_joint"].format(km=km, names=each) for each in said]


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
        lines = tuple(shapely.get_coordinates(line) for line in parts if not line.is_empty)
        if lines:
            yield Label(text, style, 12.0, tag, 150, lines=lines, bold=True)


def _of_notes(drawn: StaticMap) -> Iterator[Label]:
    """Yield the callouts of the story, broken into lines."""
    document = drawn.document
    language = document.selection.language
    for order, note in enumerate(document.story.get("notes", ())):
        key = f"note:{note['note']}"
        tag = language if key in document.texts[language] else "en"
        forms = ["\n".join(wrap(document.text(key), 12.0, width)) for width in NOTE_WIDTHS]
        for spot in filter(None, drawn.projection.points([note["position"]])):
            yield Label(
                forms[0],
                "of-note",
                12.0,
                tag,
                NOTE + order / 100,
                *spot,
                HALF + 3,
                leads=note["leader"],
                is_callout=True,
                shorter=tuple(forms[1:]),
            )


def _of_sites(drawn: StaticMap) -> Iterator[Label]:
    document = drawn.document
    locale = document.selection.locale()
    origins = {site.id for site in document.selection.origins}
    count = len(drawn.sites)
    for index, (site, x, y) in enumerate(drawn.sites):
        text = document.text(f"label:{site.id}")
        if drawn.centre and drawn.centre.position and site.position and site is not drawn.centre:
            km = float(polar(*drawn.centre.position, [site.position[0]], [site.position[1]])[1][0])
            text = f"{locale.apart(text)} {locale.km(round(km))}"
        rank = 10 if site is drawn.centre else 200 + (count - index) / 1000
        style = "of-site of-origin" if site.id in origins else "of-site of-place"
        tag = locale.tag if f"label:{site.id}" in document.texts[locale.tag] else "en"
        is_centre = site is drawn.centre
        yield Label(text, style, 12.0, tag, rank, x, y, HALF + 3, bold=True, leads=True, must=is_centre)


def _of_base(drawn: StaticMap) -> Iterator[Label]:
    frame, language = drawn.projection, drawn.document.selection.language
    zoom = math.log2(EARTH_KM / 256 / frame.unit_km)  # as on the page: at zoom 0 the world is 256 units wide
    named = {drawn.document.text(f"label:{site.id}") for site, _, _ in drawn.sites}
    labels = drawn.document.packed["basemap"]["labels"]
    for label in (label for label in labels if _is_due(label, labels, zoom)):
        tag = language if language in label["names"] else "en"
        text = label["names"].get(tag)
        spots = tuple(spot for spot in frame.points(label.get("spots", [(label["lon"], label["lat"])])) if spot)
        if spots and text and text not in named:
            yield (
                _of_area(label, text, tag, spots, zoom)
                if label["kind"] != "city"
                else _of_city(label, text, tag, spots[0])
            )


def _is_due(label: dict[str, Any], labels: list[dict[str, Any]], zoom: float) -> bool:
    """Return whether a name shows at a zoom; the story's own countries are named at every zoom."""
    first = label.get("min_zoom", 0)
    if first <= zoom < label.get("max_zoom", 20) + 1:
        return True
    same = (other for other in labels if other["names"].get("en") == label["names"].get("en"))
    return zoom < first and "subject" in label and all(other.get("min_zoom", 0) >= first for other in same)


def _of_city(label: dict[str, Any], text: str, tag: str, spot: tuple[float, float]) -> Label:
    return Label(text, "of-city", SIZES["city"], tag, RANKS["city"] + label["rank"], *spot, 6.0, dotted=True)


def _of_area(label: dict[str, Any], text: str, tag: str, spots: tuple[tuple[float, float], ...], zoom: float) -> Label:
    """Return the name of a country or sea, on two lines where one is too long."""
    kind = label["kind"]
    is_subject = "subject" in label
    is_small = is_subject and label["subject"] == "place" and zoom < label.get("min_zoom", 0) - 1
    rank = RANKS[kind] + label["rank"]
    if is_subject:
        rank = SMALL_SUBJECT if is_small else SUBJECT
    loud = text.upper() if kind == "country" and re.search(r"[a-z]", text) else text
    before, gap, after = loud.rpartition(" ") if "\n" not in loud else ("", "", loud)
    is_joined = runs_left(loud)
    return Label(
        loud,
        f"of-{kind} joined-letters" if is_joined else f"of-{kind}",
        SIZES[kind],
        tag,
        rank,
        spots=spots,
        leads=is_subject,
        must=is_subject and not is_small,
        spacing=0.0 if is_joined else SPACINGS[kind],
        bold=kind == "country",
        shorter=(f"{before}\n{after}",) if gap else (),
    )
