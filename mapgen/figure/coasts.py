"""Read the land and borders of a document's base map as geometries, and the outlines of areas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from mapgen.geodesy.outlines import decode_lines, decode_polygons

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Line = NDArray[np.float64]

EDGES = (180.0, 90.0)
"""Absolute longitude and latitude, in degrees, of the edges along which areas are cut: antimeridian and poles."""


@dataclass(frozen=True)
class Coasts:
    """Outlines in WGS84 degrees (EPSG:4326), lon before lat.

    Attributes
    ----------
    land : MultiPolygon
        East Asia in detail and, if it is needed, the rest of the world in coarse outlines, joined.
    borders, mdl : tuple of ndarray
        Lines of shape (n, 2): borders of East Asia, and the Military Demarcation Line of Korea.
    """

    land: Any
    borders: tuple[Line, ...]
    mdl: tuple[Line, ...]


def coasts_of(base: dict[str, Any], frame: tuple[float, float, float, float]) -> Coasts:
    """Decode the block ``basemap`` of a document.

    The world is left out where the detailed window holds the whole frame (west, south, east, north; in degrees).
    """
    detail = base["detail"]
    west, south, east, north = detail["window"]
    near = west <= frame[0] and south <= frame[1] and frame[2] <= east and frame[3] <= north
    parts = [decode_polygons(base[name]["land"], base[name]["scale"]) for name in ("detail", "world")[: 2 - near]]
    return Coasts(
        # joined, so that the edges along which the outlines were cut are not stroked as coasts
        land=parts[0] if near else shapely.disjoint_subset_union_all([_rounded(part) for part in parts]),
        borders=tuple(decode_lines([line], detail["scale"])[0] for line in detail["borders"]),
        mdl=tuple(decode_lines([line], detail["scale"])[0] for line in detail["mdl"]),
    )


def _rounded(area: Any) -> Any:
    """Round positions, so that a place decoded from one scale equals the same place decoded from another."""
    return shapely.transform(area, lambda lonlats: np.round(lonlats, 9))


def outlines(area: Any) -> Iterator[Line]:
    """Yield the outlines of an area as lines of shape (n, 2), without the edges along which it was cut.

    Areas are cut on the antimeridian and at the poles (RFC 7946, 3.1.9).
    """
    for ring in shapely.get_rings(shapely.get_parts(area)):
        points = np.round(shapely.get_coordinates(ring), 9)
        same = points[:-1] == points[1:]
        seam = (same & (np.abs(points[:-1]) == EDGES)).any(axis=1)
        if not seam.any():
            yield points
            continue
        yield from opened(points[:-1], seam)


def opened(ring: NDArray[Any], seam: NDArray[np.bool_]) -> Iterator[NDArray[Any]]:
    """Yield the lines that remain of a ring after some of its edges are removed.

    Parameters
    ----------
    ring : array of shape (n, 2)
        It does not repeat its first point.
    seam : array of bool of shape (n,)
        For each edge, from a point to the next, whether it is removed; at least one is.
    """
    start = int(np.argmax(seam)) + 1  # begin right behind a removed edge, so that no line comes out in two halves
    breaks = np.flatnonzero(np.roll(seam, -start)) + 1
    yield from (line for line in np.split(np.roll(ring, -start, axis=0), breaks) if len(line) > 1)
