"""Work out where a planar circle on a Mercator map would run, and how far from the true ring that is."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from mapgen.geodesy.projections import mercator_y
from mapgen.geodesy.rings import polar
from mapgen.resources import constants

if TYPE_CHECKING:
    from numpy.typing import NDArray

SPHERE_KM: float = constants()["LEAFLET_RADIUS_KM"]
"""Radius of the sphere that Leaflet takes for the Earth, in km."""


def planar_circle(lon: float, lat: float, *, radius_km: float, count: int = 360) -> NDArray[np.float64]:
    """Walk the outline that Leaflet's ``L.circle`` draws: an ellipse on the Web Mercator map.

    Parameters
    ----------
    lon, lat : float
        Its centre in WGS84 degrees.
    radius_km : float
        Its radius in km.
    count : int, optional
        Number of points.

    Returns
    -------
    ndarray
        Positions (lon, lat) in degrees, shape (count, 2); longitudes may lie beyond 180.

    Notes
    -----
    The formula is that of ``L.Circle._project`` in Leaflet 1.9.4 (layer/vector/Circle.js): top and bottom are the
    latitudes a radius away, cut at the limit of the map; the sides come from a spherical triangle half-way between.
    """
    reach, phi = radius_km / SPHERE_KM, np.radians(lat)
    top, bottom = (float(mercator_y(lat + np.degrees(way))) for way in (reach, -reach))
    middle = (top + bottom) / 2
    level = np.arctan(np.sinh(middle))
    with np.errstate(divide="ignore", invalid="ignore"):
        side = np.arccos((np.cos(reach) - np.sin(phi) * np.sin(level)) / (np.cos(phi) * np.cos(level)))
    if not side > 0:  # where the triangle does not close, Leaflet does the same
        side = reach / np.cos(phi)
    turns = np.linspace(0, 2 * np.pi, count, endpoint=False)
    lats = np.arctan(np.sinh(middle + (top - bottom) / 2 * np.sin(turns)))
    return np.column_stack([lon + np.degrees(side * np.cos(turns)), np.degrees(lats)])


@lru_cache(maxsize=4096)
def planar_circle_error_km(lon: float, lat: float, *, radius_km: float, count: int = 360) -> float:
    """Return the largest distance in km between the true ring and that outline, measured at `count` points."""
    lons, lats = planar_circle(lon, lat, radius_km=radius_km, count=count).T
    return float(np.abs(polar(lon, lat, (lons + 180.0) % 360.0 - 180.0, lats)[1] - radius_km).max())
