"""Refuse what has no range area, and give each position one name."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from mapgen.errors import GeometryError, shown

if TYPE_CHECKING:
    from numpy.typing import NDArray

MAX_RADIUS_KM = 19_900.0
"""Largest radius of a range area in km: beyond it, geodesics may meet before the antipode (up to 20,004 km away)."""

LEAST_WIDTH_KM = 1e-9
"""Narrowest area, a micrometre: positions in degrees are exact to some nanometres."""

LEAST_TOLERANCE_KM = 0.001
"""Finest tolerance, 1 m: some 8,000 vertices for a ring of 10,000 km."""

SAME_DEGREES = 1e-13
"""Longitudes closer than this, 11 nanometres, are the same: rounding cannot tell them apart."""

KM_PER_DEGREE = 111.2
"""Length of a degree of latitude in km, about."""


def numbers(name: str, values: Any) -> NDArray[np.float64]:
    """Return numbers as an array; raise a `GeometryError` if a value is none, such as a text."""
    try:
        if values is not None and np.asarray(values).dtype.kind not in "USMmV":  # a text of digits is no number either
            return np.asarray(values, dtype=float)
    except (ValueError, TypeError, OverflowError):
        pass
    msg = f"{name} must be numbers that fit on Earth, not {shown(values)}"
    raise GeometryError(msg)


def number(name: str, value: Any) -> float:
    """Return one number; raise a `GeometryError` if it is none, or several."""
    found = numbers(name, value)
    if found.ndim:
        msg = f"{name} must be one number, not {shown(value)}"
        raise GeometryError(msg)
    return float(found)


def positions_of(points: Any) -> NDArray[np.float64]:
    """Return points as an array of lon and lat in its columns; raise a `GeometryError` if they are no pairs."""
    if not np.iterable(points) or isinstance(points, (str, bytes)):
        msg = f"points must be pairs of lon and lat, not {shown(points)}"
        raise GeometryError(msg)
    listed = list(points)
    pairs = numbers("points", listed) if listed else np.empty((0, 2))
    if pairs.ndim != 2 or pairs.shape[1] != 2:
        msg = f"points must be pairs of lon and lat, not {shown(listed)}"
        raise GeometryError(msg)
    return pairs


def check_position(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> None:
    """Raise a `GeometryError` if a position in degrees is not finite or outside [-180, 180] x [-90, 90]."""
    wrong = ~((np.abs(lon) <= 180) & (np.abs(lat) <= 90))  # NaN compares false and is caught too
    if wrong.any():
        msg = f"position (lon {lon[wrong][0]}, lat {lat[wrong][0]}) is outside [-180, 180] x [-90, 90] degrees"
        raise GeometryError(msg)


def check_radii(min_km: float, max_km: float) -> None:
    """Raise a `GeometryError` if no area lies between two radii in km, or none that doubles can hold."""
    number("min_km", min_km)
    number("max_km", max_km)
    if not 0 <= min_km < max_km <= MAX_RADIUS_KM:
        msg = f"radii must satisfy 0 <= min_km < max_km <= {MAX_RADIUS_KM:,.0f} km, not {min_km} and {max_km}"
        raise GeometryError(msg)
    if max_km - min_km < LEAST_WIDTH_KM or 0 < min_km < LEAST_WIDTH_KM:
        msg = f"radii must be a micrometre (1e-9 km) apart and, unless 0, as large; not {min_km} and {max_km} km"
        raise GeometryError(msg)


def check_tolerance(tolerance_km: float) -> None:
    """Raise a `GeometryError` if a tolerance in km is not finite or finer than a metre."""
    number("tolerance_km", tolerance_km)
    if not LEAST_TOLERANCE_KM <= tolerance_km < math.inf:
        msg = f"tolerance_km must be finite and at least {LEAST_TOLERANCE_KM}, not {tolerance_km}"
        raise GeometryError(msg)


def one_name(lon: float, lat: float) -> tuple[float, float]:
    """Name a position in one way only: WGS84 has several names for a pole, for the antimeridian and for zero.

    A longitude that differs from 0 or 180 by rounding only becomes 0 or 180. Those two meridians lie opposite to, and
    on, the one where areas are cut.
    """
    if abs(lat) == 90 or abs(lon) < SAME_DEGREES:
        lon = 0.0
    if 180 - abs(lon) < SAME_DEGREES:
        lon = 180.0
    return float(lon), float(lat) + 0.0  # adding 0 turns -0.0 into 0.0
