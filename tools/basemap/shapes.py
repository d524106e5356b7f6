"""Measure, round and tidy the areas of the base map."""

from __future__ import annotations

import math
from typing import Any

import shapely
from shapely import MultiPolygon, Point, Polygon

from mapgen.geodesy.limits import KM_PER_DEGREE

NAMED_ISLANDS = [  # small, but people look for them
    Point(131.862, 37.243),  # Dokdo / Takeshima / Liancourt Rocks
    Point(144.78, 13.45),  # Guam
    Point(-157.97, 21.48),  # Oahu, and the other large islands of Hawaii
    Point(-155.5, 19.6),
    Point(-156.3, 20.77),
    Point(-159.53, 22.05),
]


def area_km2(polygon: Any) -> float:
    """
    Estimate the area of a small polygon, well enough to tell an islet from an island.

    Parameters
    ----------
    polygon
        A shapely Polygon in degrees, WGS84 (EPSG:4326).

    Returns
    -------
    float
        Its area in square kilometres, on a plane whose scale is true at the centroid.
    """
    return float(polygon.area * KM_PER_DEGREE**2 * math.cos(math.radians(polygon.centroid.y)))


def tidy(area: Any, scale: float, islet_km2: float) -> Any:
    """
    Round an area to the grid, keep it valid, and drop its islets and the smallest of its lakes.

    Parameters
    ----------
    area
        A shapely geometry in degrees, WGS84 (EPSG:4326).
    scale
        The grid in degrees.
    islet_km2
        Polygons and holes smaller than this are removed, except `NAMED_ISLANDS`.

    Returns
    -------
    shapely.MultiPolygon
        The area, its vertices on the grid.
    """
    kept = []
    for part in polygons(shapely.set_precision(area, scale)):
        if area_km2(part) >= islet_km2 or is_named(part, scale):
            holes = [hole for hole in part.interiors if area_km2(Polygon(hole)) >= islet_km2]
            kept.append(Polygon(part.exterior, holes))
    return MultiPolygon(kept)


def is_named(polygon: Any, margin_deg: float) -> bool:
    """Return whether a shapely Polygon is one of `NAMED_ISLANDS`, or no farther from it than a margin in degrees."""
    return any(polygon.dwithin(island, margin_deg) for island in NAMED_ISLANDS)


def polygons(area: Any) -> list[Any]:
    """Return the polygons of a geometry, without the lines and points that rounding may leave."""
    flat = shapely.get_parts(shapely.get_parts(area))
    return [part for part in flat if part.geom_type == "Polygon"]
