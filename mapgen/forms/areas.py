"""Give every ring of a map its area: the union of all origins as the document has it, and that of each origin."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import shape

from mapgen.geodesy.rings import range_area

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mapgen.document.compose import MapDocument

WIDEST = 120.0
"""Width of the strips, in degrees, that `pieces` cuts areas into: Google Earth fills none wider than 180."""
NEAR_POLE = 89.99
"""Latitude where `pieces` ends: Google Earth fills no area with a corner at a pole."""
LONGEST = 1.0
"""Longest edge of `pieces` and `dense`, in degrees."""


def area_of(feature: dict[str, Any]) -> Any:
    """Return the area of a feature of ``document.ranges``: a Polygon or MultiPolygon in EPSG:4326 (RFC 7946)."""
    geometry = feature["geometry"]
    if geometry["type"] == "Point":
        return _disc(*geometry["coordinates"], feature["properties"]["radius_km"])
    return shape(geometry)


@cache
def _disc(lon: float, lat: float, radius_km: float) -> Any:
    return range_area(lon, lat, max_km=radius_km)


def ring_properties(feature: dict[str, Any], document: MapDocument) -> dict[str, Any]:
    """Return the properties of a ring as the page has them, with its missile's name and its footnote numbers."""
    given = feature["properties"]
    name = document.text(f"missile:{given['missile']}")
    return {"name": name, **given, "footnotes": [document.numbers[id_] for id_ in given["sources"]]}


def pieces(area: Any) -> Iterator[Any]:
    """Cut an area into polygons that Google Earth fills rightly.

    It takes the edges of filled areas for rhumb lines, and fills neither an area that holds a pole nor one wider than
    180 degrees. So these end just short of the poles, are narrower, and have short edges.
    """
    for polygon in shapely.get_parts(area):
        west, south, east, north = polygon.bounds
        strips = [(west, east)] if east - west <= WIDEST else _strips(west, east)
        for left, right in strips:
            cut = shapely.clip_by_rect(polygon, left, max(south, -NEAR_POLE), right, min(north, NEAR_POLE))
            for part in shapely.get_parts(shapely.segmentize(cut, LONGEST)):
                if part.geom_type == "Polygon" and not part.is_empty:
                    yield shapely.orient_polygons(part)


def _strips(west: float, east: float) -> list[tuple[float, float]]:
    count = int(-((west - east) // WIDEST))
    edges = [west + (east - west) * part / count for part in range(count + 1)]
    return list(pairwise(edges))
