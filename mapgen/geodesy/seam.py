"""Make areas of rings: cut at the antimeridian, closed over the poles they hold (RFC 7946, 3.1.9).

A ring becomes paths with the area on their left. A path that ends at the antimeridian is continued counter-clockwise
along the frame of the map, the box [-180, 180] x [-90, 90], up to where the next path starts.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely

from mapgen.geodesy.limits import SAME_DEGREES

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry import LinearRing, MultiPolygon, Polygon

    Array = NDArray[np.float64]

_WORLD = np.array([[-180.0, -90.0], [180.0, -90.0], [180.0, 90.0], [-180.0, 90.0], [-180.0, -90.0]])
# Places along the frame, counter-clockwise in degrees: the eastern edge from -90 to 90, the northern up to 450, the
# western up to 630, the southern up to 990, where the eastern begins again.
_CORNERS = {90.0: [180.0, 90.0], 450.0: [-180.0, 90.0], 630.0: [-180.0, -90.0], 990.0: [180.0, -90.0]}
_FRAME = 1_080.0
_LEAST_POINTS = 3  # of a closed path that holds an area, besides its last, which is its first


@dataclass(frozen=True)
class HalfRing:
    """The eastern half of a ring that is symmetric about the meridian of its centre.

    Attributes
    ----------
    offsets, lats : ndarray
        Vertices from north to south: longitude less that of the centre, from 0 to 180, and latitude, in degrees. The
        first offset is 180 where the ring lies beyond the north pole, else 0; the last likewise of the south.
    north, south : bool
        Whether the area within the ring holds the pole.
    """

    offsets: Array
    lats: Array
    north: bool
    south: bool


def area_of(lon: float, ring: HalfRing, hole: HalfRing | None = None) -> Polygon | MultiPolygon:
    """Make the area within a ring, but for the area within a hole.

    Parameters
    ----------
    lon : float
        Longitude of the centre in degrees, as `limits.one_name` gives it.
    ring, hole : HalfRing
        Rings about the same centre. There is a vertex where either half meets the antimeridian: its offset is
        exactly ``180 - abs(lon)``, and no other vertex is within `SAME_DEGREES` of it.

    Returns
    -------
    Polygon or MultiPolygon
        Area in EPSG:4326, exteriors counter-clockwise, holes clockwise.
    """
    if hole is None and not (ring.north or ring.south or meets_seam(lon, ring)):
        return shapely.polygons(_loop(lon, ring))
    paths = _paths(_outline(lon, ring))
    if hole is not None:
        paths += [path[::-1] for path in _paths(_outline(lon, hole))]
    return _filled(paths)


def meets_seam(lon: float, ring: HalfRing) -> bool:
    """Tell whether a ring about a longitude comes up to the antimeridian."""
    return bool(ring.offsets.max() > 180.0 - abs(lon) - SAME_DEGREES)


def _loop(lon: float, ring: HalfRing) -> Array:
    """Walk a ring that holds no pole and stays clear of the antimeridian, counter-clockwise."""
    lons = np.concatenate([lon - ring.offsets, lon + ring.offsets[-2::-1]])
    return np.column_stack([lons, np.concatenate([ring.lats, ring.lats[-2::-1]])])


def _outline(lon: float, ring: HalfRing) -> Array:
    """Walk a ring, its area on the left, longitudes running on; the last position is the first, maybe a turn on."""
    on_seam = ring.offsets == 180.0 - abs(lon)
    east, west = lon + ring.offsets, lon - ring.offsets
    if lon >= 0:
        east[on_seam] = 180.0  # the sum may be off by rounding
    if lon <= 0:
        west[on_seam] = -180.0
    if ring.north and ring.south:
        west += 360.0
    down, up = np.column_stack([west, ring.lats]), np.column_stack([east, ring.lats])[::-1]
    outline = np.concatenate([up, down[1:]] if ring.south and not ring.north else [down, up[1:]])
    if ring.north == ring.south:
        outline[-1] = outline[0]  # the same place, computed on either side: it may be off by rounding
    return outline


def _paths(outline: Array) -> list[Array]:
    """Cut an outline where it crosses the antimeridian; bring its parts into the box."""
    turns = np.round((outline[1:, 0] + outline[:-1, 0]) / 720.0)  # of each edge: which copy of the world it is in
    cuts = np.flatnonzero(np.diff(turns)) + 1
    ends = pairwise([0, *cuts.tolist(), len(turns)])
    paths = [outline[first : last + 1] - [360.0 * turns[first], 0.0] for first, last in ends]
    around = round((outline[-1, 0] - outline[0, 0]) / 360.0)
    if len(paths) > 1 and turns[0] + around == turns[-1]:  # no cut where the outline begins
        paths[0] = np.concatenate([paths.pop()[:-1], paths[0]])
    return paths


def _filled(paths: list[Array]) -> Polygon | MultiPolygon:
    """Fill what lies to the left of paths: closed ones, and ones that start and end at the antimeridian."""
    if len(paths) == 1 and _is_closed(paths[0]) and shapely.is_ccw(ring := shapely.linearrings(paths[0])):
        return shapely.polygons(ring)
    closed = [shapely.linearrings(path) for path in paths if _is_closed(path) and len(path) > _LEAST_POINTS]
    counter_clockwise = [bool(shapely.is_ccw(ring)) for ring in closed]
    exteriors = _joined([path for path in paths if not _is_closed(path)])
    exteriors += [ring for ring, is_ccw in zip(closed, counter_clockwise, strict=True) if is_ccw]
    holes = [ring for ring, is_ccw in zip(closed, counter_clockwise, strict=True) if not is_ccw]
    polygons = [_polygon(ring, holes, alone=len(exteriors) < 2) for ring in exteriors or [shapely.linearrings(_WORLD)]]
    return polygons[0] if len(polygons) == 1 else shapely.multipolygons(polygons)


def _is_closed(path: Array) -> bool:
    return bool((path[0] == path[-1]).all())


def _polygon(exterior: LinearRing, holes: list[LinearRing], *, alone: bool) -> Polygon:
    """Make a polygon with those of the holes that lie in it: all of them if there is no other polygon."""
    polygon = shapely.polygons(exterior)
    inside = [hole for hole in holes if alone or polygon.contains(shapely.Point(hole.coords[0]))]
    return shapely.polygons(exterior, inside or None)


def _joined(paths: list[Array]) -> list[LinearRing]:
    """Join paths that start and end at the antimeridian, counter-clockwise along the frame, into rings."""
    left, rings = list(paths), []
    while left:
        parts = [left.pop()]
        while True:
            end = _place(parts[-1][-1])
            gaps = [(_place(path[0]) - end) % _FRAME for path in (parts[0], *left)]
            nearest = int(np.argmin(gaps))
            ways = sorted(((place - end) % _FRAME, corner) for place, corner in _CORNERS.items())
            parts.append(np.array([corner for way, corner in ways if way < gaps[nearest]]).reshape(-1, 2))
            if nearest == 0:
                break
            parts.append(left.pop(nearest - 1))
        rings.append(shapely.linearrings(np.concatenate([*parts, parts[0][:1]])))
    return rings


def _place(position: Array) -> float:
    """Return where along the frame a position on the antimeridian is."""
    lon, lat = position.tolist()
    return float(lat if lon > 0 else 540.0 - lat)
