"""Compute geodesic distances and range areas on WGS84; the only module that knows pyproj."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from pyproj import Geod

from mapgen.errors import GeometryError
from mapgen.geodesy.bearings import common_half_ring, half_rings
from mapgen.geodesy.limits import (
    LEAST_TOLERANCE_KM,
    LEAST_WIDTH_KM,
    SAME_DEGREES,
    check_position,
    check_radii,
    check_tolerance,
    number,
    numbers,
    one_name,
    positions_of,
)
from mapgen.geodesy.seam import HalfRing, area_of, meets_seam
from mapgen.geodesy.unions import tidied, united
from mapgen.resources import constants

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import ArrayLike, NDArray
    from shapely.geometry import MultiPolygon, Polygon

    Array = NDArray[np.float64]

POLE_KM: float = constants()["POLE_KM"]
"""5 cm: a ring that would pass a pole nearer than this, or a thousandth of its radius, is drawn twice that wider."""

_WGS84 = Geod(ellps="WGS84")
_MOST_STEPS = 60
"""Steps of the Illinois rule (Dowell and Jarratt, BIT 11, 1971): some 6 are enough, except for rings by a pole."""

_BATCH = 256
"""Rings of different latitudes that are computed at once: more need more memory and gain no time."""


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
    given = {"lon1": lon1, "lat1": lat1, "lon2": lon2, "lat2": lat2}
    try:
        arrays = np.broadcast_arrays(*(numbers(name, value) for name, value in given.items()))
    except ValueError:
        msg = "lon1, lat1, lon2 and lat2 must be single numbers, or arrays of one shape"
        raise GeometryError(msg) from None
    for lon, lat in (arrays[:2], arrays[2:]):
        check_position(lon, lat)
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
    lon, lat = number("lon", lon), number("lat", lat)
    lon_array, lat_array = numbers("lons", lons), numbers("lats", lats)
    check_position(np.asarray(lon), np.asarray(lat))
    check_position(lon_array, lat_array)
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
    lon, lat = number("lon", lon), number("lat", lat)
    check_position(np.asarray(lon), np.asarray(lat))
    check_radii(min_km, max_km)
    check_tolerance(tolerance_km)
    lon, lat = one_name(lon, lat)
    if not min_km:
        return next(_discs([(lon, lat)], float(max_km), float(tolerance_km)))
    return _band(lon, lat, float(min_km), float(max_km), float(tolerance_km))


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
    pairs = positions_of(points)
    if not len(pairs):
        msg = "the union of no points has no area; give at least one"
        raise GeometryError(msg)
    check_position(*pairs.T)
    check_radii(0.0, max_km)
    check_tolerance(tolerance_km)
    positions = sorted({one_name(lon, lat) for lon, lat in pairs.tolist()})
    discs = list(_discs(positions, float(max_km), float(tolerance_km)))
    try:
        return tidied(united(discs, positions), float(tolerance_km))
    except shapely.errors.GEOSException as error:
        msg = f"the union of {len(discs)} areas of {max_km} km cannot be drawn ({error}); try another radius"
        raise GeometryError(msg) from error


def _discs(positions: Sequence[tuple[float, float]], radius_km: float, tolerance_km: float) -> Iterator[Any]:
    """Fill a ring around each position; those of one latitude differ by their longitude only."""
    lats = np.array(sorted({lat for _, lat in positions}))  # np.unique would load numpy.ma
    halves: dict[float, tuple[HalfRing, Array, float]] = {}
    for batch in np.split(lats, range(_BATCH, len(lats), _BATCH)):
        radii_km = _beside_poles(batch, radius_km, POLE_KM)
        bearings = half_rings(batch, radii_km, tolerance_km)
        rings = _half_rings(batch, radii_km, bearings)
        halves.update(zip(batch.tolist(), zip(rings, bearings, radii_km.tolist(), strict=True), strict=True))
    return (area_of(lon, _with_cuts(lon, lat, *halves[lat])) for lon, lat in positions)


def _band(lon: float, lat: float, min_km: float, max_km: float, tolerance_km: float) -> Polygon | MultiPolygon:
    """Fill the area between two rings: so finely, or with vertices at such bearings, that they do not meet."""
    lats = np.array([lat])
    radii_km = [_beside_poles(lats, max_km, POLE_KM), _beside_poles(lats, min_km, -POLE_KM)]
    width_km = max_km - min_km
    if width_km < 4 * tolerance_km:
        fine_km = max(width_km / 4, LEAST_TOLERANCE_KM)
        bearings = [common_half_ring(lat, np.concatenate(radii_km), fine_km)] * 2
    else:
        bearings = [half_rings(lats, radius_km, tolerance_km)[0] for radius_km in radii_km]
    rings = [
        _with_cuts(lon, lat, _half_rings(lats, radius_km, [each])[0], each, float(radius_km[0]))
        for radius_km, each in zip(radii_km, bearings, strict=True)
    ]
    return area_of(lon, *rings)


def _poles_km(lats: Array) -> tuple[Array, Array]:
    """Measure how far the north and the south pole are."""
    zeros = np.zeros(len(lats))
    north, south = (_WGS84.inv(zeros, lats, zeros, np.full(len(lats), pole))[2] for pole in (90.0, -90.0))
    return np.asarray(north) / 1000.0, np.asarray(south) / 1000.0


def _beside_poles(lats: Array, radius_km: float, aside_km: float) -> Array:
    """Return the radius for each latitude, changed where the ring would meet a pole: it is around it or beside it."""
    aside_km = math.copysign(min(abs(aside_km), max(radius_km / 1000.0, LEAST_WIDTH_KM / 10)), aside_km)
    near = np.minimum(*(np.abs(radius_km - pole_km) for pole_km in _poles_km(lats))) < abs(aside_km)
    return np.where(near, radius_km + 2 * aside_km, radius_km)


def _half_rings(lats: Array, radii_km: Array, bearings: Sequence[Array]) -> list[HalfRing]:
    """Go a distance from each latitude along its bearings from north by east to south."""
    counts = [len(each) for each in bearings]
    starts, metres = np.repeat(lats, counts), np.repeat(radii_km * 1000.0, counts)
    offsets, reached, _ = _WGS84.fwd(np.zeros(len(starts)), starts, np.concatenate(bearings), metres)
    ends = np.cumsum(counts)[:-1]
    poles = zip(*(radii_km > pole_km for pole_km in _poles_km(lats)), strict=True)
    rings = []
    parts = zip(np.split(np.abs(offsets), ends), np.split(np.asarray(reached), ends), poles, strict=True)
    for half, half_lats, (north, south) in parts:
        half[0], half[-1] = 180.0 * north, 180.0 * south
        rings.append(HalfRing(half, half_lats, bool(north), bool(south)))
    return rings


def _with_cuts(lon: float, lat: float, ring: HalfRing, bearings: Array, radius_km: float) -> HalfRing:
    """Give a ring a vertex wherever it crosses the antimeridian."""
    if not meets_seam(lon, ring):
        return ring
    seam = 180.0 - abs(lon)
    offsets, lats = np.where(np.abs(ring.offsets - seam) < SAME_DEGREES, seam, ring.offsets), ring.lats
    side = np.sign(offsets - seam)
    for before in np.flatnonzero(side[:-1] * side[1:] < 0)[::-1]:
        here = slice(before, before + 2)
        crossing = _crossing_lat(lat, radius_km, seam, bearings[here].tolist(), (offsets[here] - seam).tolist())
        offsets = np.concatenate([offsets[: before + 1], [seam], offsets[before + 1 :]])
        lats = np.concatenate([lats[: before + 1], [crossing], lats[before + 1 :]])
    return replace(ring, offsets=offsets, lats=lats)


def _crossing_lat(lat: float, radius_km: float, offset: float, bearings: list[float], gaps: list[float]) -> float:
    """Find where a ring meets a meridian between two bearings, where its offsets exceed the wanted by the gaps."""
    (low, high), (low_gap, high_gap) = bearings, gaps
    reached, replaced = lat, None
    for _ in range(_MOST_STEPS):
        bearing = (low * high_gap - high * low_gap) / (high_gap - low_gap)
        lon, reached, _ = _WGS84.fwd(0.0, lat, bearing, radius_km * 1000.0)
        gap = abs(lon) - offset
        if abs(gap) < SAME_DEGREES:
            break
        if gap * low_gap > 0:
            low, low_gap, high_gap = bearing, gap, high_gap / 2 if replaced == "low" else high_gap
            replaced = "low"
        else:
            high, high_gap, low_gap = bearing, gap, low_gap / 2 if replaced == "high" else low_gap
            replaced = "high"
    return float(reached)
