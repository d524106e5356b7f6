"""Take the position of a geometry: of a point as it is, of a small area its middle; a line has none."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import shapely

from mapgen.errors import FileError
from mapgen.geodesy.rings import distance_km

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_AREA_KM = 20.0
"""The most that the box around an area may measure from corner to corner, to be one installation."""
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
            lon, lat = (float(part) for part in coordinates[:2])
            return _on_globe(lon, lat), 0.0
        if kind in ("Polygon", "MultiPolygon"):
            return _middle([coordinates] if kind == "Polygon" else coordinates)
        if kind == "MultiPoint" and len(coordinates) == 1:
            return place("Point", coordinates[0])
    except (TypeError, ValueError, IndexError, shapely.errors.GEOSException):
        msg = f"has a {kind.lower()} without proper coordinates; correct it"
        raise FileError(msg) from None
    msg = f"is {NAMES.get(kind, f'a {kind}')}, and a site is a point; draw a point in its place"
    raise FileError(msg)


def of_shape(shape: Any) -> tuple[tuple[float, float], float]:
    """Return the same of a geometry of shapely."""
    mapping = shapely.geometry.mapping(shape)
    return place(mapping["type"], mapping.get("coordinates"))


def _middle(polygons: Sequence[Sequence[Sequence[Sequence[float]]]]) -> tuple[tuple[float, float], float]:
    shapes = [shapely.Polygon([corner[:2] for corner in rings[0]]) for rings in polygons]
    shape = shapely.make_valid(shapely.union_all(shapes))
    west, south, east, north = shape.bounds
    _on_globe(west, south)
    _on_globe(east, north)
    across_km = float(distance_km(west, south, east, north))
    if across_km > MAX_AREA_KM:
        msg = f"is an area {across_km:,.0f} km across, and a site is a point; draw a point in its place"
        raise FileError(msg)
    middle = shape.centroid if shape.contains(shape.centroid) else shape.representative_point()
    return (middle.x, middle.y), math.ceil(across_km / 2 * 10) / 10


def _on_globe(lon: float, lat: float) -> tuple[float, float]:
    if not (abs(lon) <= 180 and abs(lat) <= 90):
        what = "lon and lat look swapped" if abs(lon) <= 90 and abs(lat) <= 180 else "correct it"
        msg = f"lon {lon:.10g}, lat {lat:.10g} is not on the globe; {what}"
        raise FileError(msg)
    return lon, lat
