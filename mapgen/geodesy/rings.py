"""Compute geodesic distances and range areas on WGS84; the only module that knows pyproj."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from pyproj import Geod
from shapely.geometry import MultiPolygon, Polygon

from mapgen.errors import GeometryError
from mapgen.geodesy.bearings import RECTIFYING_RADIUS_KM, half_ring, rectifying_latitude
from mapgen.geodesy.seam import area_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import ArrayLike, NDArray
    from shapely.geometry import LinearRing

MAX_RADIUS_KM = 19_900.0
"""Largest radius of a range area in km: beyond it, geodesics of WGS84 may meet before the antipode (20,003 km away)."""

LEAST_TOLERANCE_KM = 0.001
"""Finest tolerance, 1 m: some 8,000 vertices for a ring of 10,000 km."""

POLE_KM = 0.00005
"""A ring that passes a pole as near as this, 5 cm, is drawn 10 cm aside."""

_WGS84 = Geod(ellps="WGS84")
_NEAR_DEGREES = 1e-6  # 11 cm at most
_MOST_STEPS = 60  # of the Illinois rule (Dowell and Jarratt, BIT 11, 1971); 4 or 5 do, but for rings by a pole


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
    if not (abs(lon) <= 180 and abs(lat) <= 90):
        _check_position(np.asarray(lon, dtype=float), np.asarray(lat, dtype=float))
    _check_radii(min_km, max_km)
    _check_tolerance(tolerance_km)
    if not min_km:
        return _disc(lon, lat, max_km, tolerance_km)
    tolerance_km = max(min(tolerance_km, (max_km - min_km) / 4), LEAST_TOLERANCE_KM)  # lest the two rings meet
    hole = _disc(lon, lat, min_km, tolerance_km, -POLE_KM)
    return shapely.orient_polygons(_disc(lon, lat, max_km, tolerance_km).difference(hole))


def union_area(
    points: Iterable[tuple[float, float]], *, max_km: float, tolerance_km: float = 0.1
) -> Polygon | MultiPolygon:
    """Outline the area within a radius of at least one of several points.

    Parameters
    ----------
    points : iterable of (float, float)
        Positions (lon, lat) in WGS84 degrees; at least one. Their order does not matter.
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
    positions = sorted({_one_name(lon, lat) for lon, lat in points})
    if not positions:
        msg = "the union of no points has no area; give at least one"
        raise GeometryError(msg)
    discs = [range_area(lon, lat, max_km=max_km, tolerance_km=tolerance_km) for lon, lat in positions]
    area = _without_slivers(shapely.union_all(discs), tolerance_km)
    return shapely.orient_polygons(shapely.normalize(area))


def _one_name(lon: float, lat: float) -> tuple[float, float]:
    """Name a position in one way only, where WGS84 has several."""
    if abs(lat) == 90 and abs(lon) <= 180:
        lon = 0.0
    return (180.0 if lon == -180 else lon + 0.0), lat + 0.0


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
    return float(Polygon(ring).area * 111.2**2 * math.cos(math.radians(lat)))


def _check_position(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> None:
    wrong = ~((np.abs(lon) <= 180) & (np.abs(lat) <= 90))  # NaN compares false and is caught too
    if wrong.any():
        msg = f"position (lon {lon[wrong][0]}, lat {lat[wrong][0]}) is outside [-180, 180] x [-90, 90] degrees"
        raise GeometryError(msg)


def _check_radii(min_km: float, max_km: float) -> None:
    if not 0 <= min_km < max_km <= MAX_RADIUS_KM:
        msg = f"radii must satisfy 0 <= min_km < max_km <= {MAX_RADIUS_KM:,.0f} km, not {min_km} and {max_km}"
        raise GeometryError(msg)


def _check_tolerance(tolerance_km: float) -> None:
    if not LEAST_TOLERANCE_KM <= tolerance_km < math.inf:
        msg = f"tolerance_km must be finite and at least {LEAST_TOLERANCE_KM}, not {tolerance_km}"
        raise GeometryError(msg)


def _disc(
    lon: float, lat: float, radius_km: float, tolerance_km: float, aside_km: float = POLE_KM
) -> Polygon | MultiPolygon:
    """Fill one ring; one that meets a pole is moved aside, for it would be neither around the pole nor beside it."""
    quarter_km = math.pi / 2 * RECTIFYING_RADIUS_KM
    south_km = quarter_km + RECTIFYING_RADIUS_KM * rectifying_latitude(lat)
    poles_km = 2 * quarter_km - south_km, south_km
    if any(abs(radius_km - pole_km) < POLE_KM for pole_km in poles_km):
        radius_km += 2 * aside_km
    north, south = (radius_km > pole_km for pole_km in poles_km)
    bearings = half_ring(lat, radius_km, tolerance_km)
    offsets, lats = _reach(lat, bearings, radius_km)
    offsets[0], offsets[-1] = 180.0 * north, 180.0 * south
    seam = 180.0 - abs(lon)  # the antimeridian, seen from the centre
    for before in np.flatnonzero((offsets[:-1] - seam) * (offsets[1:] - seam) < 0)[::-1]:
        here = slice(before, before + 2)
        crossing = _crossing_lat(lat, radius_km, seam, bearings[here].tolist(), (offsets[here] - seam).tolist())
        offsets = np.concatenate([offsets[: before + 1], [seam], offsets[before + 1 :]])
        lats = np.concatenate([lats[: before + 1], [crossing], lats[before + 1 :]])
    return area_of(lon, offsets, lats, north=north, south=south)


def _reach(
    lat: float, bearings: NDArray[np.float64], radius_km: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Go a distance eastward; return by how many degrees of longitude, 0 to 180, and the latitudes."""
    count = len(bearings)
    offsets, lats, metres = np.zeros(count), np.full(count, lat), np.full(count, radius_km * 1000.0)
    offsets, lats, _ = _WGS84.fwd(offsets, lats, bearings.copy(), metres, inplace=True, return_back_azimuth=False)
    return np.abs(offsets), np.asarray(lats)


def _crossing_lat(lat: float, radius_km: float, offset: float, bearings: list[float], gaps: list[float]) -> float:
    """Find where a ring meets a meridian between two bearings, where its offsets exceed the wanted by the gaps."""
    (low, high), (low_gap, high_gap) = bearings, gaps
    reached = lat
    for _ in range(_MOST_STEPS):
        bearing = (low * high_gap - high * low_gap) / (high_gap - low_gap)
        lon, reached, _ = _WGS84.fwd(0.0, lat, bearing, radius_km * 1000.0)
        gap = abs(lon) - offset
        if abs(gap) < _NEAR_DEGREES:
            break
        if gap * low_gap > 0:
            low, low_gap, high_gap = bearing, gap, high_gap / 2
        else:
            high, high_gap, low_gap = bearing, gap, low_gap / 2
    return float(reached)
