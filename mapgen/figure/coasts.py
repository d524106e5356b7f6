"""Read what a document carries as geometries: the land and borders of its base map, and the outlines of areas."""

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

EDGES = (180.0, 90.0)  # degrees of longitude and latitude, east or west, north or south: where areas are cut


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
    """Decode the block ``basemap`` of a document, without the world where a frame (west, south, east, north) is all."""
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
    """Round away what tells a place in one scale from the same in another."""
    return shapely.transform(area, lambda lonlats: np.round(lonlats, 9))


def outlines(area: Any) -> Iterator[Line]:
    """Yield the outlines of an area as lines of shape (n, 2), without the edges along which it was cut.

    Those lie on the antimeridian and at the poles (RFC 7946, 3.1.9).
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
    """Yield what remains of a ring without some of its edges.

    Parameters
    ----------
    ring : array of shape (n, 2)
        It does not repeat its first point.
    seam : array of bool of shape (n,)
        Of each edge, from a point to the next, whether it goes; one does.
    """
    start = int(np.argmax(seam)) + 1  # begin right behind a cut, so that no line is in two halves
    breaks = np.flatnonzero(np.roll(seam, -start)) + 1
    yield from (line for line in np.split(np.roll(ring, -start, axis=0), breaks) if len(line) > 1)
