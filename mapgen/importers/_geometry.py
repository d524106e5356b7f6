"""Take the position of a geometry: of a point as it is, of a small area its middle; a line has none."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from mapgen.errors import FileError
from mapgen.geodesy.limits import one_name
from mapgen.geodesy.rings import distance_km
from mapgen.importers._reading import DECIMALS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

MAX_AREA_KM = 20.0
"""The most that an area may measure across, to be one installation."""
NAMES = {
    "LineString": "a line", "MultiLineString": "lines", "LinearRing": "a line", "Track": "a track",
    "MultiTrack": "tracks", "MultiPoint": "several points", "Model": "a model", "GeometryCollection": "several shapes",
}  # fmt: skip
"""What geometries are called that have no position."""


def place(kind: str, coordinates: Any) -> tuple[tuple[float, float], float]:
    """Return the position of a geometry, and how far it reaches from there in km.

    Parameters
    ----------
    kind : str
        Its type in GeoJSON, or the name of the element in KML.
    coordinates : sequence
        As in GeoJSON: longitude, latitude.

    Returns
    -------
    tuple
        Longitude and latitude; 0 for a point.

    Raises
    ------
    FileError
        If it is no point and no small area; the text says what it is.
    """
    try:
        if kind == "Point":
            return _on_globe(*_lon_lat(coordinates)), 0.0
        if kind in ("Polygon", "MultiPolygon"):
            return _middle([coordinates] if kind == "Polygon" else coordinates)
        if kind == "MultiPoint" and len(coordinates) == 1:
            return place("Point", coordinates[0])
    except (TypeError, ValueError, IndexError, KeyError, OverflowError, shapely.errors.GEOSException):
        msg = f"has a {kind.lower()} without proper coordinates; correct it"
        raise FileError(msg) from None
    msg = f"is {NAMES.get(kind, f'a {kind}')}, and a site is a point; draw a point in its place"
    raise FileError(msg)


def of_shape(shape: Any) -> tuple[tuple[float, float], float]:
    """Return the same of a geometry of shapely."""
    mapping = shapely.geometry.mapping(shapely.force_2d(shape))
    return place(mapping["type"], mapping.get("coordinates"))


def _lon_lat(position: Sequence[Any]) -> tuple[float, float]:
    """Return the numbers of a position, whose third may be the height; texts and truth values are none."""
    if len(position) not in (2, 3) or any(type(part) not in (int, float) for part in position):
        raise ValueError
    return float(position[0]), float(position[1])


def _middle(polygons: Sequence[Sequence[Sequence[Sequence[Any]]]]) -> tuple[tuple[float, float], float]:
    """Return the middle of a small area, rounded as records have it, and how far its farthest corner is from there."""
    outlines = [np.array([_lon_lat(corner) for corner in rings[0]]) for rings in polygons]
    corners = np.concatenate(outlines)
    _on_globe(*corners.min(axis=0))
    _on_globe(*corners.max(axis=0))
    far = corners[int(np.argmax(_distances_km(corners[0], corners)))]
    across_km = float(_distances_km(far, corners).max())
    if across_km > MAX_AREA_KM:
        msg = f"is an area {across_km:,.0f} km across, and a site is a point; draw a point in its place"
        raise FileError(msg)
    plane = _Plane(*corners[0])
    shape = shapely.make_valid(shapely.union_all([shapely.Polygon(plane.xy(outline)) for outline in outlines]))
    middle = shape.centroid if shape.contains(shape.centroid) else shape.representative_point()
    lon, lat = one_name(*(round(degrees, DECIMALS) for degrees in plane.lon_lat(middle.x, middle.y)))
    spread_km = float(_distances_km((lon, lat), corners).max())
    return (lon, lat), math.ceil(round(spread_km * 10, 6)) / 10


def _distances_km(position: Sequence[float], corners: Array) -> Array:
    """Return how far corners are from a position."""
    return np.asarray(distance_km(position[0], position[1], corners[:, 0], corners[:, 1]))


class _Plane:
    """The plane that touches the globe in a point, on which great circles are straight: no seam, no pole."""

    def __init__(self, lon: float, lat: float) -> None:
        east, north = math.radians(lon), math.radians(lat)
        self._axes = np.array(
            [
                [-math.sin(east), math.cos(east), 0.0],
                [-math.sin(north) * math.cos(east), -math.sin(north) * math.sin(east), math.cos(north)],
                [math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north)],
            ]
        )
        """Unit vectors to the east, to the north and up."""

    def xy(self, lonlats: Array) -> Array:
        """Return positions on the plane."""
        lons, lats = np.radians(lonlats).T
        vectors = np.stack([np.cos(lats) * np.cos(lons), np.cos(lats) * np.sin(lons), np.sin(lats)])
        x, y, up = self._axes @ vectors
        return np.asarray(np.stack([x / up, y / up], axis=1))

    def lon_lat(self, x: float, y: float) -> tuple[float, float]:
        """Return the position of a point of the plane in degrees."""
        east, north, up = np.array([x, y, 1.0]) @ self._axes
        return math.degrees(math.atan2(north, east)), math.degrees(math.atan2(up, math.hypot(east, north)))


def _on_globe(lon: float, lat: float) -> tuple[float, float]:
    if not (abs(lon) <= 180 and abs(lat) <= 90):
        what = "lon and lat look swapped" if abs(lon) <= 90 and abs(lat) <= 180 else "correct it"
        msg = f"lon {lon:.10g}, lat {lat:.10g} is not on the globe; {what}"
        raise FileError(msg)
    return lon, lat
