"""Compute geodesic distances and range areas on WGS84; the only module that knows pyproj and antimeridian."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import antimeridian
import numpy as np
import shapely
from pyproj import Geod
from shapely.geometry import MultiPolygon, Polygon

from mapgen.errors import GeometryError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import ArrayLike, NDArray

MAX_RADIUS_KM = 19_900.0
"""Largest radius of a range area in km: beyond it, geodesics of WGS84 may meet before the antipode (20,003 km away)."""

_WGS84 = Geod(ellps="WGS84")
_LEAST_EDGES = 36  # enough for the refinement below to see each bend of the ring
_MOST_EDGES = 720  # to begin with: halving adds more where they are needed
_MAX_ROUNDS = 40  # each round halves an edge: 5 degrees / 2**40 is far below a double's resolution of a position


def distance_km(lon1: ArrayLike, lat1: ArrayLike, lon2: ArrayLike, lat2: ArrayLike) -> Any:
    """Measure the geodesic distance between points.

    Parameters
    ----------
    lon1, lat1, lon2, lat2 : float or array_like
        Positions in WGS84 degrees; arrays are broadcast against each other.

    Returns
    -------
    float or ndarray
        Length of the geodesic on the WGS84 ellipsoid in km (Karney 2013, through PROJ); a float for scalars.

    Raises
    ------
    GeometryError
        If a position is not finite or outside [-180, 180] x [-90, 90].
    """
    arrays = np.broadcast_arrays(*(np.asarray(value, dtype=float) for value in (lon1, lat1, lon2, lat2)))
    for lon, lat in (arrays[:2], arrays[2:]):
        _check_position(lon, lat)
    flat = [array.ravel() for array in arrays]
    metres = _WGS84.inv(flat[0], flat[1], flat[2], flat[3])[2]
    km = np.asarray(metres).reshape(arrays[0].shape) / 1000.0
    return float(km) if km.ndim == 0 else km


def polar(lon: float, lat: float, lons: ArrayLike, lats: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Measure where points lie as seen from one: the coordinates of the azimuthal equidistant projection.

    Parameters
    ----------
    lon, lat : float
        Position of the centre in WGS84 degrees.
    lons, lats : array_like
        Positions in WGS84 degrees, of one shape.

    Returns
    -------
    (ndarray, ndarray)
        Azimuths at the centre in degrees clockwise from north, and lengths in km, of the geodesics on WGS84 (Karney
        2013, through PROJ); both of the shape of the positions.

    Raises
    ------
    GeometryError
        As `distance_km`.
    """
    lon_array, lat_array = np.asarray(lons, dtype=float), np.asarray(lats, dtype=float)
    _check_position(np.asarray(lon, dtype=float), np.asarray(lat, dtype=float))
    _check_position(lon_array, lat_array)
    count = lon_array.size
    azimuths, _, metres = _WGS84.inv(np.full(count, lon), np.full(count, lat), lon_array.ravel(), lat_array.ravel())
    shape = lon_array.shape
    return np.asarray(azimuths).reshape(shape), np.asarray(metres).reshape(shape) / 1000.0


def range_area(
    lon: float, lat: float, *, max_km: float, min_km: float = 0.0, tolerance_km: float = 0.1
) -> Polygon | MultiPolygon:
    """Outline the area whose geodesic distance from a point lies between two radii.

    Parameters
    ----------
    lon, lat : float
        Position of the centre in WGS84 degrees.
    max_km : float
        Outer radius in km, above `min_km` and at most 19,900.
    min_km : float, optional
        Inner radius in km; 0 (the default) for the whole disc.
    tolerance_km : float, optional
        How far an edge, drawn straight in lon/lat, may stray from the true ring, in km. Vertices lie on the ring.

    Returns
    -------
    Polygon or MultiPolygon
        Area in EPSG:4326, cut at the antimeridian and closed over a pole where it holds one (RFC 7946, 3.1.9).

    Raises
    ------
    GeometryError
        If the position, a radius or the tolerance is not finite or out of bounds.
    """
    _check_position(np.asarray(lon, dtype=float), np.asarray(lat, dtype=float))
    _check_radii(min_km, max_km)
    if not (math.isfinite(tolerance_km) and tolerance_km > 0):
        msg = f"tolerance_km must be above 0, not {tolerance_km}"
        raise GeometryError(msg)
    area = _disc(lon, lat, max_km, tolerance_km)
    return area.difference(_disc(lon, lat, min_km, tolerance_km)) if min_km else area


def union_area(
    points: Iterable[tuple[float, float]], *, max_km: float, tolerance_km: float = 0.1
) -> Polygon | MultiPolygon:
    """Outline the area within a radius of at least one of several points.

    Parameters
    ----------
    points : iterable of (float, float)
        Positions (lon, lat) in WGS84 degrees; at least one.
    max_km : float
        Radius in km, above 0 and at most 19,900.
    tolerance_km : float, optional
        As in `range_area`.

    Returns
    -------
    Polygon or MultiPolygon
        Area in EPSG:4326 as in `range_area`. The discs are united after each was cut at the antimeridian, when
        each is a plain region of the box [-180, 180] x [-90, 90]: no pole or seam is then special.

    Raises
    ------
    GeometryError
        If there is no point, or a position or the radius is out of bounds.
    """
    areas = [range_area(lon, lat, max_km=max_km, tolerance_km=tolerance_km) for lon, lat in points]
    if not areas:
        msg = "the union of no points has no area; give at least one"
        raise GeometryError(msg)
    return shapely.union_all(areas)


def _check_position(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> None:
    if not (np.all(np.abs(lon) <= 180) and np.all(np.abs(lat) <= 90)):  # NaN compares false and is caught too
        msg = f"position (lon {lon}, lat {lat}) is outside [-180, 180] x [-90, 90] degrees"
        raise GeometryError(msg)


def _check_radii(min_km: float, max_km: float) -> None:
    if not 0 <= min_km < max_km <= MAX_RADIUS_KM:
        msg = f"radii must satisfy 0 <= min_km < max_km <= {MAX_RADIUS_KM:,.0f} km, not {min_km} and {max_km}"
        raise GeometryError(msg)


def _disc(lon: float, lat: float, radius_km: float, tolerance_km: float) -> Polygon | MultiPolygon:
    """Cut the ring at the antimeridian, where it becomes a plain polygon of the lon/lat box."""
    nudge_km = tolerance_km / 100
    if any(_passes(lon, lat, radius_km, pole, nudge_km) for pole in (-90.0, 90.0)):
        radius_km += 2 * nudge_km  # a ring through the very pole is neither around it nor beside it: decide
    ring = _ring(lon, lat, radius_km, tolerance_km)
    area = Polygon(ring)
    if np.all(np.abs(np.diff(ring[:, 0])) <= 180) and area.exterior.is_ccw:
        return area  # neither the antimeridian nor a pole is touched: nothing to cut
    # antimeridian's defaults turn rings over a hemisphere inside out, and bend the edge that crosses 180 degrees into a
    # great circle: ours run counter-clockwise around the area already, and their edges are straight in lon/lat
    return antimeridian.fix_polygon(area, fix_winding=False, great_circle=False)


def _passes(lon: float, lat: float, radius_km: float, pole: float, within_km: float) -> bool:
    """Return whether a ring passes a pole within a distance."""
    degrees = abs(pole - lat)
    if not 110.5 * degrees - 1 <= radius_km <= 111.7 * degrees + 1:
        return False  # a degree of the meridian is 110.57 to 111.69 km long: most rings need no geodesic to tell
    return bool(abs(distance_km(lon, lat, lon, pole) - radius_km) < within_km)


def _ring(lon: float, lat: float, radius_km: float, tolerance_km: float) -> NDArray[np.float64]:
    """Walk the ring, the area on the left, halving the edges that stray by more than the tolerance.

    Returns
    -------
    ndarray
        Vertices, shape (n, 2), lon and lat in degrees; the last repeats the first.
    """
    # a flat circle needs pi * sqrt(radius / (2 * tolerance)) edges (from the sagitta); lon/lat bends them a little more
    edges = max(_LEAST_EDGES, math.ceil(1.15 * math.pi * math.sqrt(radius_km / (2 * tolerance_km))))
    azimuths = np.linspace(360.0, 0.0, min(edges, _MOST_EDGES) + 1)
    for _ in range(_MAX_ROUNDS):
        points = _vertices(lon, lat, radius_km, azimuths)
        strays = _stray_km(lon, lat, radius_km, points) > tolerance_km
        if not strays.any():
            break
        middles = (azimuths[:-1] + azimuths[1:]) / 2
        azimuths = np.sort(np.concatenate([azimuths, middles[strays]]))[::-1]
    points[-1] = points[0]
    return points


def _vertices(lon: float, lat: float, radius_km: float, azimuths: NDArray[np.float64]) -> NDArray[np.float64]:
    count = len(azimuths)
    lons, lats, _ = _WGS84.fwd(np.full(count, lon), np.full(count, lat), azimuths, np.full(count, radius_km * 1000.0))
    return np.column_stack([lons, lats])


def _stray_km(lon: float, lat: float, radius_km: float, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Measure how far each edge strays from the ring, at its quarters, along the straight line in lon/lat."""
    start, step = points[:-1], np.diff(points, axis=0)
    step[:, 0] = (step[:, 0] + 180.0) % 360.0 - 180.0  # the short way round, across the antimeridian if need be
    on_edges = np.concatenate([start + part * step for part in (0.25, 0.5, 0.75)])
    count = len(on_edges)
    metres = _WGS84.inv(np.full(count, lon), np.full(count, lat), on_edges[:, 0], on_edges[:, 1])[2]
    strays: NDArray[np.float64] = np.abs(np.asarray(metres) / 1000.0 - radius_km).reshape(3, -1).max(axis=0)
    return strays
