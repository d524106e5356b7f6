"""Measure how far and in which direction one place lies from another, and how surely that is known."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mapgen.geodesy.rings import distance_km, polar
from mapgen.resources import constants

if TYPE_CHECKING:
    from mapgen.reach.points import Point

MEAN_RADIUS_KM: float = constants()["MEAN_RADIUS_KM"]
"""Mean radius of the Earth, in km (IUGG); good enough for the uncertainty of a bearing."""
MOST_DECIMALS = 1
"""Most decimals of a distance in km in words: positions with two decimals of a degree bear no more."""


@dataclass(frozen=True)
class Distance:
    """The geodesic from one place to another on WGS84.

    Attributes
    ----------
    start, end : Point
    km : float
        Its length in km, rounded to the metre.
    uncertainty_km : float
        Sum of the uncertainties of both positions in km.
    bearing : float or None
        Its direction at the start, in degrees clockwise from north; None where there is no single one: the places may
        be the same or antipodes, as far as their positions are known, or the start is a pole.
    bearing_uncertainty : float or None
        By how many degrees the bearing may be wrong to either side.
    """

    start: Point
    end: Point
    km: float
    uncertainty_km: float
    bearing: float | None
    bearing_uncertainty: float | None


def measure(start: Point, end: Point) -> Distance:
    """Measure the distance and the bearing of a place from another."""
    azimuths, lengths = polar(*start.position, [end.lon], [end.lat])
    km, uncertainty_km = round(float(lengths[0]), 3), round(start.uncertainty_km + end.uncertainty_km, 3)
    spread = _spread(start, end, km, uncertainty_km)
    bearing = None if spread is None else round(float(azimuths[0]) % 360, 1) % 360
    return Distance(start, end, km, uncertainty_km, bearing, spread)


def _spread(start: Point, end: Point, km: float, uncertainty_km: float) -> float | None:
    """Return by how many degrees a bearing may be wrong; None where every bearing is possible.

    The circle of radius `uncertainty_km` around the end is seen under this angle from the start, on a sphere. Bearings
    spread towards the antipode of the start as they do near the start.
    """
    to_antipode_km = distance_km((start.lon + 360) % 360 - 180, -start.lat, *end.position)
    nearest_km = min(km, to_antipode_km)
    if abs(start.lat) == 90 or nearest_km <= max(uncertainty_km, 0.001):
        return None
    share = math.sin(uncertainty_km / MEAN_RADIUS_KM) / math.sin(nearest_km / MEAN_RADIUS_KM)
    return round(math.degrees(math.asin(min(share, 1.0))), 1)


def as_json(distance: Distance) -> dict[str, Any]:
    """Return a distance as a JSON-ready record."""
    return {
        "from": _record(distance.start),
        "to": _record(distance.end),
        "distance_km": distance.km,
        "uncertainty_km": distance.uncertainty_km,
        "bearing_deg": distance.bearing,
        "bearing_uncertainty_deg": distance.bearing_uncertainty,
    }


def in_words(distance: Distance) -> str:
    """Return a distance in lines for a terminal, rounded as far as the uncertainty bears."""
    start, end = distance.start, distance.end
    km, uncertainty = rounded(distance.km, distance.uncertainty_km, MOST_DECIMALS if distance.km < 10 else 0)
    surely = f"{km} ± {uncertainty} km" if distance.uncertainty_km else f"{km} km, both positions taken as exact"
    return "\n".join([f"from {_named(start)}", f"to   {_named(end)}", surely, _bearing_in_words(distance)])


def rounded(value: float, uncertainty: float, most_decimals: int = 0) -> tuple[str, str]:
    """Round a value and its uncertainty as far as the uncertainty bears.

    The rule of the Particle Data Group (Review of Particle Physics, section "Rounding"): two digits of an uncertainty
    whose first three digits are up to 354; else one, where 950 and more become 1000.

    Parameters
    ----------
    value, uncertainty : float
        In the same unit; the uncertainty is not negative.
    most_decimals : int, optional
        Never give more decimals.

    Returns
    -------
    tuple of str
        Both with thousands separators, e.g. ``("1,230", "40")`` and ``("623", "25")``. The uncertainty is never
        rounded down to less than it is.
    """
    decimals = most_decimals
    if uncertainty > 0:
        exponent = math.floor(math.log10(uncertainty))
        first_three = round(uncertainty / 10.0 ** (exponent - 2))
        decimals = min(most_decimals, (1 if first_three <= 354 else 0) - exponent)
    step = 10.0**-decimals
    up = math.ceil(round(uncertainty / step, 6)) * step
    places = max(decimals, 0)
    return f"{round(value, decimals):,.{places}f}", f"{up:,.{places}f}"


def _record(point: Point) -> dict[str, Any]:
    return {
        "id": point.id,
        "name": point.name,
        "lon": point.lon,
        "lat": point.lat,
        "uncertainty_km": point.uncertainty_km,
    }


def _named(point: Point) -> str:
    if point.id.count(","):
        return point.name
    return f"{point.name} ({point.id}): lon {point.lon:g}, lat {point.lat:g}, within {point.uncertainty_km:g} km"


def _bearing_in_words(distance: Distance) -> str:
    if distance.bearing is None or distance.bearing_uncertainty is None:
        return f"bearing: {_no_bearing(distance)}"
    bearing, uncertainty = rounded(distance.bearing, distance.bearing_uncertainty)
    bearing = "0" if bearing == "360" else bearing
    return f"bearing {bearing}° ± {uncertainty}°" if distance.bearing_uncertainty else f"bearing {bearing}°"


def _no_bearing(distance: Distance) -> str:
    if distance.km <= distance.uncertainty_km or distance.km == 0:
        return "any; as far as the positions are known, the places may be the same"
    if abs(distance.start.lat) == 90:
        return f"every direction from there is {'south' if distance.start.lat > 0 else 'north'}"
    return "any; as far as the positions are known, the places may lie on opposite sides of the Earth"
