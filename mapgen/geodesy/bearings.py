"""Choose the bearings of a ring's vertices: close together where a map projection stretches, wide apart elsewhere."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from mapgen.resources import constants

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

FLATTENING: float = 1 / constants()["INVERSE_FLATTENING"]
"""Flattening of WGS84 (NIMA TR8350.2)."""

RECTIFYING_RADIUS_KM: float = constants()["RECTIFYING_RADIUS_KM"]
"""Radius of the sphere whose meridians are as long as those of WGS84, in km: 2 / pi of a quarter, 10,001.965729 km."""

LEAST_EDGES: int = constants()["LEAST_EDGES"]
"""Number of edges that half a ring has at least."""

SPARE: float = constants()["SPARE"]
"""Share of the tolerance that edges may use by our estimate. The rest covers what the estimate leaves out."""

LEAST_BEND: float = constants()["LEAST_BEND"]
"""Where ring and edge happen to bend alike, we still assume that they differ by this share of what bends each."""

POLE_SHARE: float = constants()["POLE_SHARE"]
"""An edge near a pole is at most this share of its distance from the pole: over a longer one its bend changes."""

_THIRD_FLATTENING = FLATTENING / (2 - FLATTENING)  # n in the series of latitudes
# Bearings in radians where the bend is looked at. They lie close together near north and south, because only there,
# on the meridian of its centre, can a ring come near a pole.
_NEAR = np.concatenate([[0.0], np.geomspace(1e-8, 0.2, 60)])
_SAMPLES = np.concatenate([_NEAR, np.linspace(0.2, math.pi - 0.2, 40)[1:-1], math.pi - _NEAR[::-1]])
_COS = np.cos(_SAMPLES)
_SIN2_HALF, _COS2_HALF = np.sin(_SAMPLES / 2) ** 2, np.cos(_SAMPLES / 2) ** 2
_STEPS = np.diff(_SAMPLES)


def half_rings(lats: Array, radii_km: Array, tolerance_km: float) -> list[Array]:
    """Choose bearings from north by east to south; a ring is symmetric, so the same serve west.

    Parameters
    ----------
    lats : ndarray
        Latitude of each ring's centre in WGS84 degrees.
    radii_km : ndarray
        Radius of each ring in km.
    tolerance_km : float
        How far an edge may stray from the ring, straight in lon/lat and in Mercator's projection, in km.

    Returns
    -------
    list of ndarray
        For each ring, bearings at the centre in degrees, rising from 0 to 180, both included.
    """
    per_radian = _edges_per_radian(lats[:, None], radii_km[:, None], tolerance_km, tolerance_km)
    return _spread(per_radian)


def common_half_ring(lat: float, radii_km: Array, tolerance_km: float) -> Array:
    """Choose bearings that serve two rings about one centre, so that the edges of one run beside those of the other.

    Parameters
    ----------
    lat : float
        Latitude of the centre in WGS84 degrees.
    radii_km : ndarray
        The two radii in km.
    tolerance_km : float
        As in `half_rings`. Near a pole edges are finer: there they never stray by more than the rings are apart.

    Returns
    -------
    ndarray
        Bearings as in `half_rings`.
    """
    slack_km = min(tolerance_km, float(np.ptp(radii_km)))
    per_radian = _edges_per_radian(np.array([[lat]]), radii_km[:, None], tolerance_km, slack_km)
    return _spread(per_radian.max(axis=0, keepdims=True))[0]


def _spread(per_radian: Array) -> list[Array]:
    """Place bearings where the edges end, given how many edges a radian needs at each sample; a row for each ring."""
    edges = np.cumsum(np.maximum(per_radian[:, 1:], per_radian[:, :-1]) * _STEPS, axis=1)
    return [_even(row) for row in np.pad(edges, ((0, 0), (1, 0)))]


def _even(edges: Array) -> Array:
    """Place bearings evenly by the number of edges that are needed from north up to each sample."""
    count = max(LEAST_EDGES, math.ceil(edges[-1]))
    bearings: Array = np.degrees(np.interp(np.linspace(0.0, edges[-1], count + 1), edges, _SAMPLES))
    bearings[-1] = 180.0
    return bearings


def _edges_per_radian(lats: Array, radii_km: Array, tolerance_km: float, pole_slack_km: float) -> Array:
    """Estimate how many edges a radian of bearing needs, at each sample.

    Notes
    -----
    On a sphere a line whose course is ``t`` at latitude ``p`` bends away from the geodesic by ``tan(p) * sin(t)``
    per radian of length if it is straight in Mercator's projection (a rhumb line), by ``1 + cos(t)**2`` times that if
    it is straight in lon/lat; a ring of radius ``r`` by ``cot(r)``. The difference of the two, times an eighth of the
    squared length of the edge, is how far the edge strays. The sphere is laid so that distances along the centre's
    meridian are those of the ellipsoid (rectifying latitude), for there a ring may come near a pole, which bends most.
    """
    radius, mu = radii_km / RECTIFYING_RADIUS_KM, rectifying_latitude(lats)
    sin_r, cos_r, sin_mu, cos_mu = np.sin(radius), np.cos(radius), np.sin(mu), np.cos(mu)
    # squared sines of half the distances to the poles (haversines): exact however near a pole is
    to_north = np.sin((math.pi / 2 - mu - radius) / 2) ** 2 + cos_mu * sin_r * _SIN2_HALF
    to_south = np.sin((math.pi / 2 + mu - radius) / 2) ** 2 + cos_mu * sin_r * _COS2_HALF
    sin_lat, cos2_lat = to_south - to_north, np.maximum(4 * to_north * to_south, 1e-30)
    # cosine of the latitude, times cosine of the course outward
    northward = cos_mu * cos_r * _COS - sin_mu * sin_r
    mercator = sin_r * sin_lat * northward / cos2_lat
    plain = mercator * (2 - np.minimum(northward * northward / cos2_lat, 1))
    bend = np.maximum(np.abs(cos_r + mercator), np.abs(cos_r + plain))
    flattening = FLATTENING * sin_r / np.sqrt(cos2_lat)  # what a sphere does not show of the bend
    bend = np.maximum(bend, LEAST_BEND * (np.abs(cos_r) + np.abs(plain))) + flattening
    # kilometres per radian of bearing: towards the antipode the flattening shifts the ring by up to f * pi radians
    width_km = RECTIFYING_RADIUS_KM * (sin_r + FLATTENING * radius * cos_mu * cos_mu)
    pole_km = RECTIFYING_RADIUS_KM * np.sqrt(cos2_lat)
    return np.asarray(
        np.maximum(
            np.sqrt(bend * (width_km / (8 * SPARE * tolerance_km))),
            width_km / (POLE_SHARE * (pole_km + pole_slack_km)),
        )
    )


def rectifying_latitude(lats: Array) -> Array:
    """Return latitudes in radians that are proportional to the distance from the equator along a meridian of WGS84.

    The series is Helmert's (Snyder, Map Projections: A Working Manual, 1987, 3-20, with n for e1); the term left out is
    below 0.1 mm on the ground. Takes degrees.
    """
    n, phi = _THIRD_FLATTENING, np.radians(lats)
    return np.asarray(
        phi
        - (3 / 2 * n - 9 / 16 * n**3) * np.sin(2 * phi)
        + 15 / 16 * n**2 * np.sin(4 * phi)
        - 35 / 48 * n**3 * np.sin(6 * phi)
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
        By the bends in the notes on `_edges_per_radian`: the ring bends more than such a line does at the highest
        latitude that the ring reaches. A twentieth is left for the flattening.
    """
    radius = radius_km / RECTIFYING_RADIUS_KM
    highest = math.radians(abs(lat)) + radius
    most = math.sqrt(32 / 27)  # the maximum of sin(t) * (1 + cos(t)**2)
    return highest < math.pi / 2 and 1.05 * most * math.tan(highest) < 1 / math.tan(radius)
