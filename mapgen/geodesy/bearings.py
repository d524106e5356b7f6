"""Choose the bearings of a ring's vertices: denser where a projection stretches, as the tolerance asks."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from mapgen.resources import constants

if TYPE_CHECKING:
    from numpy.typing import NDArray

FLATTENING: float = 1 / constants()["INVERSE_FLATTENING"]
"""Of WGS84 (NIMA TR8350.2)."""

RECTIFYING_RADIUS_KM = 6_367.449145823
"""Of the sphere whose meridians are as long as those of WGS84: 10,001.965729 km times 2 / pi a quarter."""

LEAST_EDGES = 12  # of half a ring
SPARE = 0.8  # of the tolerance is spent on the estimate: it leaves out terms of third order, and the flattening
LEAST_BEND = 0.15  # an edge is never longer than if this share of what bends it were left where the terms cancel
REACH = (
    0.5  # an edge near a pole is at most this share of its distance from there, over which all that bends it changes
)

_THIRD = FLATTENING / (2 - FLATTENING)  # the third flattening, n in series of latitudes
# samples of half a ring, 8 a decade towards both ends: only there, on the centre's own meridian, can it near a pole
_NEAR = np.concatenate([[0.0], np.geomspace(1e-8, 0.2, 60)])
_SAMPLES = np.concatenate([_NEAR, np.linspace(0.2, math.pi - 0.2, 40)[1:-1], math.pi - _NEAR[::-1]])
_COS_SAMPLES = np.cos(_SAMPLES)
_STEPS = np.diff(_SAMPLES)


def half_ring(lat: float, radius_km: float, tolerance_km: float) -> NDArray[np.float64]:
    """Choose bearings from north by east to south; a ring is symmetric, so the same serve west.

    Parameters
    ----------
    lat : float
        Latitude of the centre in WGS84 degrees.
    radius_km, tolerance_km : float
        Radius, and how far an edge may stray from the ring, straight in lon/lat and in Mercator's projection, in km.

    Returns
    -------
    ndarray
        Bearings at the centre in degrees, rising from 0 to 180, both included.

    Notes
    -----
    On a sphere a line whose course is ``t`` at latitude ``p`` bends away from the geodesic by ``tan(p) * sin(t)``
    a radian if it is straight in Mercator's projection (a rhumb line), by ``1 + cos(t)**2`` times that if it is
    straight in lon/lat; a ring of radius ``r`` by ``cot(r)``. The difference of the two times an eighth of the squared
    length of the edge is how far the edge strays. The sphere is laid so that distances along the centre's meridian are
    those of the ellipsoid (rectifying latitude), for that is where a ring may come near a pole, which bends most.
    """
    radius, mu = radius_km / RECTIFYING_RADIUS_KM, rectifying_latitude(lat)
    sin_r, cos_r, sin_mu, cos_mu = math.sin(radius), math.cos(radius), math.sin(mu), math.cos(mu)
    sin_lat = sin_mu * cos_r + cos_mu * sin_r * _COS_SAMPLES
    cos2_lat = np.maximum(1 - sin_lat * sin_lat, 1e-18)
    northward = (
        cos_mu * cos_r * _COS_SAMPLES - sin_mu * sin_r
    )  # cosine of the latitude times that of the course outward
    mercator = sin_r * sin_lat * northward / cos2_lat
    plain = mercator * (2 - np.minimum(northward * northward / cos2_lat, 1))
    bend = np.maximum(np.abs(cos_r + mercator), np.abs(cos_r + plain))
    unseen = FLATTENING * sin_r / np.sqrt(cos2_lat)  # of the bend, on a sphere
    bend = np.maximum(bend, LEAST_BEND * (abs(cos_r) + np.abs(plain))) + unseen
    # kilometres a radian of bearing: towards the antipode the flattening shifts the ring by up to f * pi radians
    width_km = RECTIFYING_RADIUS_KM * (sin_r + FLATTENING * radius * cos_mu * cos_mu)
    pole_km = RECTIFYING_RADIUS_KM * np.sqrt(cos2_lat)
    edges_a_radian = np.maximum(
        np.sqrt(bend * (width_km / (8 * SPARE * tolerance_km))), width_km / (REACH * (pole_km + tolerance_km))
    )
    edges = np.concatenate([[0.0], np.cumsum(np.maximum(edges_a_radian[1:], edges_a_radian[:-1]) * _STEPS)])
    count = max(LEAST_EDGES, math.ceil(edges[-1]))
    bearings: NDArray[np.float64] = np.degrees(np.interp(np.linspace(0.0, edges[-1], count + 1), edges, _SAMPLES))
    bearings[-1] = 180.0
    return bearings


def rectifying_latitude(lat: float) -> float:
    """Return the latitude in radians that is proportional to the distance from the equator along a meridian of WGS84.

    The series is Helmert's (Snyder, Map Projections: A Working Manual, 1987, 3-20, with n for e1); the term left out is
    below 0.1 mm on the ground.
    """
    n, phi = _THIRD, math.radians(lat)
    return (
        phi
        - (3 / 2 * n - 9 / 16 * n**3) * math.sin(2 * phi)
        + 15 / 16 * n**2 * math.sin(4 * phi)
        - 35 / 48 * n**3 * math.sin(6 * phi)
    )


def stays_inside(lat: float, radius_km: float) -> bool:
    """Tell whether the edges of a ring, straight in lon/lat or in Mercator's projection, all lie inside of it.

    Parameters
    ----------
    lat : float
        Latitude of the centre in WGS84 degrees.
    radius_km : float
        Radius in km.

    Returns
    -------
    bool
        By the curvatures in the notes on `half_ring`: the ring bends more than such a line does at the highest latitude
        that it reaches. A twentieth is left for the flattening.
    """
    radius = radius_km / RECTIFYING_RADIUS_KM
    highest = math.radians(abs(lat)) + radius
    most = math.sqrt(32 / 27)  # of sin(t) * (1 + cos(t)**2)
    return highest < math.pi / 2 and 1.05 * most * math.tan(highest) < 1 / math.tan(radius)
