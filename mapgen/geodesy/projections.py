"""Project areas, lines and points onto the plane of a static figure: Mercator, or azimuthal equidistant."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import shapely
from shapely import Polygon

from mapgen.geodesy.rings import polar
from mapgen.resources import constants

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

MERCATOR_LIMIT: float = constants()["MERCATOR_LIMIT"]
"""Latitude in degrees where the square Web Mercator map ends (EPSG:3857)."""
EARTH_KM: float = constants()["EQUATOR_KM"]
"""Length of the equator of WGS84 in km."""
LONGEST_EDGE: float = constants()["LONGEST_EDGE_DEG"]
"""An edge longer than this, in degrees, is drawn in parts in the azimuthal view, where it is bent."""
EDGE = 3.0
"""Areas are cut this many units beyond the edge of a figure, so that the cut is out of sight."""
LIMITS_KM = (500, 750, 1_000, 1_500, 2_000, 2_500, 3_000, 4_000, 5_000, 6_000, 8_000, 10_000, 12_000, 15_000, 18_000)
"""Distances at which an azimuthal figure may end, in km."""
CIRCLES_KM = (100, 200, 250, 500, 1_000, 2_000, 2_500, 3_000)
"""Steps of its distance circles, in km: the smallest that gives at most six circles is taken."""
LEAST_DEGREE_KM = 110.5
"""Length of the shortest degree of a meridian of WGS84, the one at the equator, in km."""
NUDGE = 1e-7
"""A centimetre, in degrees: a centre on the meridian where areas are cut is moved by this much."""
WORLD_KM = 20_100.0
"""A distance in km that is longer than every geodesic of WGS84."""
MOST_KM = 18_000.0
"""Largest limit of an azimuthal figure in km: a wider one would draw the antipode, which is a point, as a circle."""


class Projection(Protocol):
    """How WGS84 degrees (EPSG:4326) become units of a figure, x to the right and y downwards."""

    @property
    def width(self) -> float:
        """Width of the figure in its own units."""

    @property
    def height(self) -> float:
        """Height of the figure in its own units."""

    @property
    def unit_km(self) -> float:
        """How many km a unit of the figure stands for, in its middle."""

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north of what it may show, in degrees."""

    def points(self, positions: Sequence[tuple[float, float]]) -> list[tuple[float, float] | None]:
        """Project positions (lon, lat); None where one is outside the figure."""

    def area(self, polygons: Any, tolerance: float = 0.0) -> Any:
        """Project a Polygon or MultiPolygon to within a tolerance in units, cut beyond the edge of the figure."""

    def lines(self, lines: Iterable[Array]) -> Any:
        """Project lines, each of shape (n, 2), cut at the edge of the figure, into one MultiLineString."""


@dataclass(frozen=True)
class Mercator:
    """Web Mercator (EPSG:3857) in a frame.

    Attributes
    ----------
    west, south, east, north : float
        The frame in WGS84 degrees, latitudes within the Mercator limit; east may be above 180.
    width : float
        Width of the figure in its own units.
    """

    west: float
    south: float
    east: float
    north: float
    width: float

    @property
    def height(self) -> float:
        """Height of the figure in its own units."""
        rise = mercator_y(self.north) - mercator_y(self.south)
        return float(self.width * rise / np.radians(self.east - self.west))

    @property
    def unit_km(self) -> float:
        """How many km a unit of the figure stands for, in its middle."""
        middle = np.radians((self.south + self.north) / 2)
        return float(EARTH_KM * np.cos(middle) * (self.east - self.west) / 360.0 / self.width)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """The frame."""
        return self.west, self.south, self.east, self.north

    def stretched(self, times: float) -> Mercator:
        """Return a frame that is higher by a factor about the same middle, but no higher than the map."""
        low, high = mercator_y(self.south), mercator_y(self.north)
        middle, half = (low + high) / 2, times * (high - low) / 2
        south, north = (float(np.degrees(np.arctan(np.sinh(y)))) for y in (middle - half, middle + half))
        return replace(self, south=max(south, -MERCATOR_LIMIT), north=min(north, MERCATOR_LIMIT))

    def widened(self, times: float) -> Mercator:
        """Return a frame that is wider by a factor about the same middle, drawn at the same width."""
        middle, half = (self.west + self.east) / 2, times * (self.east - self.west) / 2
        return replace(self, west=middle - half, east=middle + half)

    def points(self, positions: Sequence[tuple[float, float]]) -> list[tuple[float, float] | None]:
        """Project positions; where several copies of the world are in the frame, a place is on the first of them."""
        placed: list[tuple[float, float] | None] = []
        for lon, lat in positions:
            inside = (lon + turn for turn in self._turns(lon, lon) if self.west <= lon + turn <= self.east)
            at = next(inside, None)
            xy = None if at is None or not self.south <= lat <= self.north else self._xy(np.array([[at, lat]]))[0]
            placed.append(None if xy is None else (float(xy[0]), float(xy[1])))
        return placed

    def area(self, polygons: Any, tolerance: float = 0.0) -> Any:
        """Project an area, its copies around the world joined, so that no seam shows."""
        parts = shapely.get_parts(polygons)
        west, south, east, north = shapely.bounds(parts).T
        level = (south <= self.north) & (north >= self.south)
        sheet = (-EDGE, -EDGE, self.width + EDGE, self.height + EDGE)
        copies = [
            shapely.simplify(shapely.clip_by_rect(_mended(self._projected(seen, turn)), *sheet), tolerance)
            for turn in self._turns(west.min(initial=0.0), east.max(initial=0.0))
            if len(seen := parts[level & (west + turn <= self.east) & (east + turn >= self.west)])
        ]
        cut = _only_polygons(copies)
        return shapely.disjoint_subset_union_all(shapely.get_parts(cut)) if len(copies) > 1 else cut

    def lines(self, lines: Iterable[Array]) -> Any:
        """Project lines and their copies; where one runs past the Mercator limit it ends."""
        if not (lines := list(lines)):
            return shapely.MultiLineString()
        together = shapely.MultiLineString(lines)
        west, _, east, _ = together.bounds
        copies = [self._projected(together, turn) for turn in self._turns(west, east)]
        return shapely.intersection(shapely.union_all(copies), shapely.box(0, 0, self.width, self.height))

    def _turns(self, west: float, east: float) -> list[float]:
        first, last = np.ceil((self.west - east) / 360), np.floor((self.east - west) / 360)
        return [360.0 * turn for turn in range(int(first), int(last) + 1)]

    def _projected(self, geometry: Any, turn: float) -> Any:
        return shapely.transform(geometry, lambda lonlats: self._xy(lonlats + np.array([turn, 0.0])))

    def _xy(self, lonlats: Array) -> Array:
        scale = self.width / np.radians(self.east - self.west)
        x = np.radians(lonlats[:, 0] - self.west) * scale
        return np.column_stack([x, (mercator_y(self.north) - mercator_y(lonlats[:, 1])) * scale])


@dataclass(frozen=True)
class Azimuthal:
    """The azimuthal equidistant projection of the ellipsoid: bearings and geodesic distances from its centre are true.

    Attributes
    ----------
    lon, lat : float
        Its centre in WGS84 degrees.
    limit_km : float
        Where the figure ends, in km from the centre; at most 18,000.
    width : float
        Diameter of the figure in its own units.
    """

    lon: float
    lat: float
    limit_km: float
    width: float

    @property
    def height(self) -> float:
        """Height of the figure in its own units: it is round."""
        return self.width

    @property
    def unit_km(self) -> float:
        """How many km a unit of the figure stands for, along a line from its centre."""
        return 2 * self.limit_km / self.width

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """The degrees that the figure spans, or a little more; all meridians where it holds a pole or passes 180."""
        turn = self.limit_km / LEAST_DEGREE_KM
        south, north = max(self.lat - turn, -90.0), min(self.lat + turn, 90.0)
        if south == -90.0 or north == 90.0:
            return -180.0, south, 180.0, north
        # where a meridian touches a small circle of the sphere, by Napier's rules
        reach = float(np.degrees(np.arcsin(np.sin(np.radians(turn)) / np.cos(np.radians(self.lat)))))
        west, east = self.lon - reach, self.lon + reach
        return (west, south, east, north) if west >= -180 and east <= 180 else (-180.0, south, 180.0, north)

    def points(self, positions: Sequence[tuple[float, float]]) -> list[tuple[float, float] | None]:
        """Project positions within the limit."""
        if not positions:
            return []
        azimuths, kms = polar(self.lon, self.lat, *np.array(positions, dtype=float).T)
        xy = self._xy(azimuths, kms)
        return [(float(x), float(y)) if km <= self.limit_km else None for (x, y), km in zip(xy, kms, strict=True)]

    def area(self, polygons: Any, tolerance: float = 0.0) -> Any:
        """Project an area; of a polygon that holds the antipode, what its projected rings leave out is the inside."""
        clear = float(np.copysign(np.clip(abs(self.lon), NUDGE, 180.0 - NUDGE), self.lon))
        if clear != self.lon:
            # the antipode would lie where areas are cut, in none of their halves: stand a centimetre beside it
            return replace(self, lon=clear).area(polygons, tolerance)
        lon, lat = _wrapped(np.array([self.lon + 180.0]))[0], -self.lat
        if not len(parts := shapely.get_parts(polygons)):
            return shapely.MultiPolygon()
        flat = shapely.simplify(shapely.make_valid(self._flat(parts)), tolerance)
        inside_out = shapely.contains_xy(parts, lon, lat)
        flat[inside_out] = shapely.symmetric_difference(flat[inside_out], self._circle(WORLD_KM / self.limit_km))
        return shapely.intersection(shapely.disjoint_subset_union_all(flat), self._circle(1 + 2 * EDGE / self.width))

    def lines(self, lines: Iterable[Array]) -> Any:
        """Project lines, each edge bent as it is, straight in lon/lat."""
        if not (lines := list(lines)):
            return shapely.MultiLineString()
        xy, line_of = self._bent(np.concatenate(lines), np.repeat(np.arange(len(lines)), [*map(len, lines)]))
        return shapely.intersection(shapely.multilinestrings(shapely.linestrings(xy, indices=line_of)), self._circle())

    def disc(self, radius_km: float) -> Polygon:
        """Return the disc about the centre, cut at the edge of the figure."""
        return self._circle(min(radius_km / self.limit_km, 1.0))

    def _flat(self, polygons: Any) -> Any:
        """Project the rings of polygons; what an odd number of them surrounds is inside, or else outside."""
        rings, polygon_of = shapely.get_rings(polygons, return_index=True)
        xy, ring_of = self._bent(*shapely.get_coordinates(rings, return_index=True))
        xy = np.round(xy, 6)  # so that both sides of a cut fall together
        return shapely.polygons(shapely.linearrings(xy, indices=ring_of), indices=polygon_of)

    def _circle(self, times: float = 1.0) -> Polygon:
        turns = np.arange(720) / 2
        return Polygon(self._xy(turns, np.full(720, times * self.limit_km)))

    def _xy(self, azimuths: Array, kms: Array) -> Array:
        angles = np.radians(azimuths)
        east, north = kms * np.sin(angles) / self.unit_km, kms * np.cos(angles) / self.unit_km
        return np.column_stack([self.width / 2 + east, self.width / 2 - north])

    def _bent(self, points: Array, line_of: NDArray[np.int64]) -> tuple[Array, NDArray[np.int64]]:
        """Project lines in degrees, with points added where a straight edge of one is bent in the figure.

        Points have the shape (n, 2), and for each is given, and returned, the index of its line.
        """
        longest = min(LONGEST_EDGE, np.sqrt(self.unit_km))
        fine, line_of = _refined(points, line_of, np.abs(np.diff(points, axis=0)).max(axis=1) / longest)
        azimuths, kms = polar(self.lon, self.lat, _wrapped(fine[:, 0]), fine[:, 1])
        far = kms > self.limit_km
        # beyond the limit an edge may lead halfway around the figure: its chord would cut through
        turns = np.unwrap(azimuths, period=360.0)
        arcs = np.where(far[:-1] & far[1:], np.abs(np.diff(turns)) / 0.5, 1.0)
        bent, line_of = _refined(np.column_stack([turns, kms]), line_of, arcs)
        return self._xy(*bent.T), line_of


def _mended(parts: Any) -> Any:
    """Mend areas that reach beyond the Mercator limit: their corners there have fallen onto one line."""
    whole = shapely.is_valid(parts)
    return np.where(whole, parts, shapely.make_valid(parts, method="structure", keep_collapsed=False))


def _only_polygons(pieces: Sequence[Any]) -> Any:
    """Collect arrays of what clipping left, but for lines and points where an area only touches the edge."""
    parts = shapely.get_parts(np.concatenate([[], *pieces]))
    return shapely.multipolygons(parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON])


def mercator_y(lats: Any) -> Any:
    """Return the Mercator ordinate of latitudes, in radii of the sphere (EPSG:3857), cut at its limit."""
    return np.arctanh(np.sin(np.radians(np.clip(lats, -MERCATOR_LIMIT, MERCATOR_LIMIT))))


def _refined(points: Array, line_of: NDArray[np.int64], parts: Array) -> tuple[Array, NDArray[np.int64]]:
    """Cut each edge of lines into a number of parts, rounded up; none leads from a line to the next."""
    steps = np.where(np.diff(line_of) == 0, np.maximum(np.ceil(parts), 1.0), 1.0)
    ends = np.concatenate([[0.0], np.cumsum(steps)])  # the numbers of the given points among all points
    places = np.arange(ends[-1] + 1)
    line_of = np.repeat(line_of, [*steps.astype(np.int64), 1])
    return np.column_stack([np.interp(places, ends, axis) for axis in points.T]), line_of


def _wrapped(lons: Array) -> Array:
    return np.asarray(np.where(np.abs(lons) > 180.0, (lons + 180.0) % 360.0 - 180.0, lons))
