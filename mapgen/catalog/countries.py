"""Know where each country is, with every islet, and where more than one country is a right answer."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
import tomli

from mapgen.geodesy.limits import KM_PER_DEGREE
from mapgen.geodesy.outlines import decode_polygons
from mapgen.geodesy.rings import distance_km
from mapgen.resources import folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

MAX_EDGE_DEGREES = 1.0  # a straight line on the map and the shortest one then part by under 1 km, at any latitude


@dataclass(frozen=True)
class Ground:
    """The places for which a country may be named.

    Attributes
    ----------
    parts : ndarray of shapely geometries
        Polygons and points in degrees, WGS84 (EPSG:4326).
    """

    parts: NDArray[Any]

    def holds(self, lon: float, lat: float) -> bool:
        """Return whether a position lies inside."""
        return bool(shapely.intersects(self.parts, shapely.Point(lon, lat)).any())

    def distance_km(self, lon: float, lat: float) -> float:
        """Return the geodesic distance from a position to the nearest point of it, in km; 0 inside."""
        return 0.0 if self.holds(lon, lat) else self.coast_km(lon, lat)

    def coast_km(self, lon: float, lat: float) -> float:
        """Return the geodesic distance from a position to the nearest point of the outline, in km."""
        nearest = _nearest(_vectors(np.array([[lon, lat]]))[0], *self._edges)
        x, y, z = nearest.tolist()
        return float(distance_km(lon, lat, np.degrees(np.arctan2(y, x)), np.degrees(np.arctan2(z, np.hypot(x, y)))))

    @cached_property
    def _edges(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The starts and ends of the edges of the outlines, as unit vectors on the sphere."""
        edged = shapely.segmentize(self.parts, MAX_EDGE_DEGREES)
        coordinates, owners = shapely.get_coordinates(_rings(edged), return_index=True)
        vectors = _vectors(coordinates)
        same = np.append(owners[1:] == owners[:-1], False)  # the last position of a ring starts no edge
        alone = np.bincount(owners)[owners] == 1  # a point is an edge without length
        starts = np.flatnonzero(same | alone)
        return vectors[starts], vectors[np.where(alone[starts], starts, starts + 1)]


def is_country(code: str) -> bool:
    """Return whether a code is one of ISO 3166-1 alpha-2, or XK, which the European Union writes for Kosovo."""
    return code in _outlines()["countries"]


@cache
def ground_of(code: str) -> Ground:
    """Return the places for which a country may be named: its own, its territories', and those it holds or claims."""
    shared = _sovereignty()
    codes = (code, *shared["territories"].get(code, ()))
    areas = [polygon for each in codes for polygon in shapely.get_parts(_outline(each))]
    more = [part for entry in shared["disputed"] if code in entry["countries"] for part in _parts(entry)]
    more += [shapely.Point(point) for each in codes for point in shared["islands"].get(each, ())]
    return Ground(np.array([*areas, *more], dtype=object))


def countries_at(lon: float, lat: float, within_km: float = 0.0) -> list[str]:
    """Return the codes of the countries that a position may be named for, or one as near as that; none at sea."""
    height = within_km / KM_PER_DEGREE
    width = min(180.0, height / max(math.cos(math.radians(lat)), 1e-6))
    window = shapely.box(lon - width, lat - height, lon + width, lat + height)  # none goes on beyond 180 degrees
    inside = {code for code in _outlines()["countries"] if shapely.intersects(_outline(code), window)}
    disputed = {
        code
        for entry in _sovereignty()["disputed"]
        if inside.intersection(entry["countries"]) and shapely.intersects([*_parts(entry)], window).any()
        for code in entry["countries"]
    }
    return sorted(inside | disputed)


def countries_at_each(
    lons: NDArray[np.float64], lats: NDArray[np.float64], within_km: float = 0.0
) -> list[tuple[str, ...]]:
    """Return for each of many positions what `countries_at` returns for one, in a fraction of the time."""
    tree, polygons, codes = _all_outlines()
    height = within_km / KM_PER_DEGREE
    width = np.minimum(180.0, height / np.maximum(np.cos(np.radians(lats)), 1e-6))
    box = shapely.box(lons - width, lats - height, lons + width, lats + height)
    windows = box if within_km else shapely.points(lons, lats)
    found: list[set[str]] = [set() for _ in windows]
    at, near = tree.query(windows)
    held = shapely.intersects(polygons[near], windows[at])
    for place, polygon in zip(at[held].tolist(), near[held].tolist(), strict=True):
        found[place].add(codes[polygon])
    for entry in _sovereignty()["disputed"]:
        for place in np.flatnonzero(shapely.intersects(shapely.union_all([*_parts(entry)]), windows)).tolist():
            if found[place].intersection(entry["countries"]):
                found[place].update(entry["countries"])
    return [tuple(sorted(each)) for each in found]


@cache
def _all_outlines() -> tuple[shapely.STRtree, NDArray[Any], list[str]]:
    """Return an index of the polygons of all countries, the polygons, and the code of each."""
    parts = [(polygon, code) for code in _outlines()["countries"] for polygon in shapely.get_parts(_outline(code))]
    polygons = np.array([polygon for polygon, _ in parts], dtype=object)
    shapely.prepare(polygons)
    return shapely.STRtree(polygons), polygons, [code for _, code in parts]


@cache
def _outline(code: str) -> Any:
    data = _outlines()
    return decode_polygons(data["countries"][code], data["scale"])


@cache
def _outlines() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((folder("geodata") / "basemap" / "countries.json").read_text("utf-8"))
    return data


@cache
def _sovereignty() -> dict[str, Any]:
    return tomli.loads((folder("geodata") / "basemap" / "sovereignty.toml").read_text("utf-8"))


def _parts(entry: dict[str, Any]) -> Iterator[Any]:
    """Yield the boxes and points of an entry of sovereignty.toml."""
    yield from (shapely.box(*box) for box in entry.get("boxes", ()))
    yield from (shapely.Point(point) for point in entry.get("points", ()))


def _rings(parts: NDArray[Any]) -> NDArray[Any]:
    """Return the rings of polygons, and points as they are."""
    points = shapely.get_type_id(parts) == shapely.GeometryType.POINT
    return np.concatenate([shapely.get_rings(parts[~points]), parts[points]])


def _vectors(positions: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return positions (lon, lat) in degrees as unit vectors."""
    lon, lat = np.radians(positions).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def _nearest(point: NDArray[np.float64], starts: NDArray[np.float64], ends: NDArray[np.float64]) -> Any:
    """Return the point of some edges that is nearest to another one, all as unit vectors on the sphere."""
    normals = np.cross(starts, ends)
    lengths = np.linalg.norm(normals, axis=1, keepdims=True)
    normals = np.divide(normals, lengths, out=np.zeros_like(normals), where=lengths > 0)
    feet = point - (normals @ point)[:, None] * normals  # where the perpendicular meets the great circle
    sizes = np.linalg.norm(feet, axis=1, keepdims=True)
    feet = np.divide(feet, sizes, out=np.zeros_like(feet), where=sizes > 0)
    after = np.einsum("ij,ij->i", np.cross(starts, feet), normals) > 0
    before = np.einsum("ij,ij->i", np.cross(feet, ends), normals) > 0
    candidates = np.concatenate([starts, ends, feet[after & before]])
    return candidates[np.argmin(np.linalg.norm(candidates - point, axis=1))]
