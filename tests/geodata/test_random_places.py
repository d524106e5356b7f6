"""Places at random on land are accepted in their country, and drawn on land in the most detailed base map of a page."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from mapgen.catalog.positions import position_doubt
from mapgen.records.model import Site
from tests.geodata.test_basemap import COUNTRIES, country, land_at

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNT = 1_000
INLAND_DEG = 0.02
"""Farther than this from the shore of `countries.json`, which is good to some 2 km."""


def places() -> Iterator[tuple[float, float, str]]:
    """Yield lon, lat and country of places spread evenly over the land of the Earth, two decimals each."""
    codes = sorted(COUNTRIES["countries"])
    shapes = [country(code).buffer(0) for code in codes]
    tree = shapely.STRtree(shapes)
    draw = np.random.default_rng(20261128)
    found = 0
    while found < COUNT:
        lon, lat = float(round(draw.uniform(-180, 180), 2)), float(round(np.degrees(np.arcsin(draw.uniform(-1, 1))), 2))
        point = shapely.Point(lon, lat)
        held = [int(index) for index in tree.query(point, predicate="within")]
        if held and shapely.distance(shapes[held[0]].boundary, point) > INLAND_DEG:
            found += 1
            yield lon, lat, codes[held[0]]


@cache
def _land(west: int, south: int) -> Any:
    area = land_at(west + 1, south + 1).buffer(0)
    shapely.prepare(area)
    return area


def test_no_place_is_refused_in_its_country_and_none_is_drawn_in_the_sea() -> None:
    refused, wet, count = [], [], 0
    for lon, lat, code in places():
        count += 1
        given = {"id": "p", "name": "P", "kind": "reference_place", "status": "city", "position_note": "at random"}
        site = Site.model_validate(given | {"lon": lon, "lat": lat, "country": code, "uncertainty_km": 0})
        if position_doubt(site) is not None:
            refused.append((lon, lat, code))
        if not _land(int(lon // 5) * 5, int(lat // 5) * 5).intersects(shapely.Point(lon, lat)):
            wet.append((lon, lat, code))
    assert (count, refused, wet) == (COUNT, [], [])
