"""Unite many areas quickly, and tidily: no holes too small to mean anything, no vertices that change nothing."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon

from mapgen.geodesy.limits import KM_PER_DEGREE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry import LinearRing

DIRECTIONS = 32
"""The outermost area in each of these directions is united first: in a cluster they hold most of the others."""

SHARE = 16
"""One area in sixteen is united first, too: they hold what lies in the middle of a cluster."""


def united(areas: Sequence[Polygon | MultiPolygon], positions: Sequence[tuple[float, float]]) -> Any:
    """Unite areas of one radius, leaving out those that the union of a few already holds: they would change nothing.

    Parameters
    ----------
    areas : sequence of Polygon or MultiPolygon
        Areas in the box [-180, 180] x [-90, 90].
    positions : sequence of (float, float)
        The centre (lon, lat) of each area, in degrees.

    Returns
    -------
    Polygon or MultiPolygon
        The union of all of them.
    """
    every = np.array(areas, dtype=object)
    angles = np.linspace(0.0, 2 * math.pi, DIRECTIONS, endpoint=False)
    outermost = (np.array(positions) @ [np.cos(angles), np.sin(angles)]).argmax(axis=0)
    is_first = np.zeros(len(every), dtype=bool)
    is_first[outermost] = is_first[::SHARE] = True
    is_first |= (np.abs(shapely.bounds(every)) >= [180, 90, 180, 90]).any(axis=1)  # at the frame `covers` is slow
    together = shapely.union_all(every[is_first])
    shapely.prepare(together)
    others = every[~is_first]
    return shapely.union_all([together, *others[~shapely.covers(together, others)]])


def tidied(area: Polygon | MultiPolygon, tolerance_km: float) -> Polygon | MultiPolygon:
    """Tidy a union of areas in EPSG:4326.

    Parameters
    ----------
    area : Polygon or MultiPolygon
        The union, in the box [-180, 180] x [-90, 90].
    tolerance_km : float
        Tolerance in km of the areas that were united.

    Returns
    -------
    Polygon or MultiPolygon
        The same area in one order of its parts and vertices, exteriors counter-clockwise.
    """
    polygons = [_redrawn(polygon) for polygon in shapely.get_parts(_without_slivers(area, tolerance_km))]
    together = polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)
    return shapely.orient_polygons(shapely.normalize(together))


def _without_slivers(area: Polygon | MultiPolygon, tolerance_km: float) -> Polygon | MultiPolygon:
    """Fill the holes that are too small to hold a point more than the tolerance outside every disc.

    As edges stray by less than 0.9 of the tolerance, there is room around such a point for a circle of 0.1 of it.
    """
    rings = [polygon.interiors for polygon in shapely.get_parts(area)]
    if not any(rings):
        return area
    return shapely.union_all(
        [area, *(Polygon(hole) for holes in rings for hole in holes if _km2(hole) < 0.03 * tolerance_km**2)]
    )


def _km2(ring: LinearRing) -> float:
    """Return the area of a small ring, as if the Earth were flat there."""
    lat = (ring.bounds[1] + ring.bounds[3]) / 2
    return float(Polygon(ring).area * KM_PER_DEGREE**2 * math.cos(math.radians(lat)))


def _redrawn(polygon: Polygon) -> Polygon:
    """Leave out the vertices between two others on the frame of the map, where the areas were cut."""
    return Polygon(_needed(polygon.exterior), [_needed(hole) for hole in polygon.interiors])


def _needed(ring: LinearRing) -> NDArray[np.float64]:
    """Return the vertices of a ring without those that lie on an edge of the frame, as both their neighbours do."""
    points = np.asarray(ring.coords)[:-1]
    needless = np.zeros(len(points), dtype=bool)
    for axis, edge in ((0, -180.0), (0, 180.0), (1, -90.0), (1, 90.0)):
        on_edge = points[:, axis] == edge
        needless |= on_edge & np.roll(on_edge, 1) & np.roll(on_edge, -1)
    return points[~needless]
