"""Make areas of rings: cut at the antimeridian, closed over the poles they hold (RFC 7946, 3.1.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry import MultiPolygon, Polygon

SNAP_DEGREES = 1e-9
"""Vertices as near as this to the antimeridian (0.1 mm) lie on it."""

_CORNERS = np.array([[-180.0, -90.0], [180.0, -90.0], [180.0, 90.0], [-180.0, 90.0]])


def area_of(
    lon: float, offsets: NDArray[np.float64], lats: NDArray[np.float64], *, north: bool, south: bool
) -> Polygon | MultiPolygon:
    """Make the area inside a ring that is symmetric about the meridian of its centre.

    Parameters
    ----------
    lon : float
        Longitude of the centre in degrees.
    offsets, lats : ndarray
        Vertices of the ring's eastern half from north to south: longitude less that of the centre, from 0 to 180, and
        latitude, in degrees. The first offset is 180 where the ring lies beyond the north pole, else 0; the last
        likewise of the south. There is a vertex where either half meets the antimeridian.
    north, south : bool
        Whether the area holds the pole.

    Returns
    -------
    Polygon or MultiPolygon
        Area in EPSG:4326, exteriors counter-clockwise, holes clockwise.
    """
    east, west = np.column_stack([lon + offsets, lats]), np.column_stack([lon - offsets, lats])
    if not north and not south:  # the area is on the left of each path
        return _disc(_snapped(np.concatenate([west, east[-2:0:-1]])))
    if north and south:
        west[:, 0] += 360
        return _world_without(_snapped(np.concatenate([west, east[-2:0:-1]]) - [360 if lon > 0 else 0, 0]))
    path = np.concatenate([west, east[-2::-1]] if north else [east[::-1], west[1:]])
    return _cap(_snapped(path), north=north)


def _snapped(path: NDArray[np.float64]) -> NDArray[np.float64]:
    lons = path[:, 0]
    at_seam = np.abs(np.abs(lons) - 180) < SNAP_DEGREES
    lons[at_seam] = np.copysign(180.0, lons[at_seam])
    return path


def _beyond(ring: NDArray[np.float64]) -> float:
    """Return which of -180 and 180 the ring crosses, or 0."""
    return 180.0 if ring[:, 0].max() > 180 else -180.0 if ring[:, 0].min() < -180 else 0.0


def _halves(ring: NDArray[np.float64], seam: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Part a ring at the seam: the paths on this side and, brought into the box, on the other."""
    past = (ring[:, 0] - seam) * np.sign(seam)
    first = int(np.flatnonzero((past == 0) & (np.roll(past, -1) < 0))[0])
    ring, past = np.roll(ring, -first, axis=0), np.roll(past, -first)
    other = np.flatnonzero(past >= 0)[1:]
    return ring[: other[0] + 1], np.concatenate([ring[other], ring[:1]]) - [2 * seam, 0]


def _disc(ring: NDArray[np.float64]) -> Polygon | MultiPolygon:
    """Fill a counter-clockwise ring."""
    seam = _beyond(ring)
    return (
        shapely.multipolygons([shapely.polygons(half) for half in _halves(ring, seam)])
        if seam
        else shapely.polygons(ring)
    )


def _world_without(ring: NDArray[np.float64]) -> Polygon:
    """Fill the world but for a clockwise ring."""
    seam = _beyond(ring)
    if not seam:
        return shapely.polygons(_CORNERS, [shapely.linearrings(ring)])
    here, there = _halves(ring, seam)
    east, west = (here, there) if seam > 0 else (there, here)
    return shapely.polygons(np.concatenate([_CORNERS[:2], east, _CORNERS[2:], west]))


def _cap(path: NDArray[np.float64], *, north: bool) -> Polygon:
    """Fill the side that holds a pole of a path once round the Earth: eastward around the north pole, else westward."""
    seam = _beyond(path)
    parts = [path]
    if seam:  # the ends of the path are one vertex, and what lies past the seam goes to the other end
        path = path[:-1]
        past = (path[:, 0] - seam) * np.sign(seam)
        parts = [path[past <= 0], path[past >= 0] - [2 * seam, 0]]
        if north == (seam > 0):
            parts.reverse()
    return shapely.polygons(np.concatenate([*parts, _CORNERS[2:] if north else _CORNERS[[0, 1]]]))
