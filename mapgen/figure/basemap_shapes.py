"""Read the land and borders of a document's base map as geometries, and the outlines of areas."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from mapgen.geodesy.outlines import decode_lines, decode_polygons

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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
        The story's window in detail and, if it is needed, the rest of the world in coarse outlines, joined.
    lakes : MultiPolygon
        The lakes in it.
    lines : mapping of str to tuple of ndarray
        Lines of shape (n, 2) by what they are: ``border``, ``disputed``, ``mdl``, ``river``, ``province``.
    """

    land: Any
    lakes: Any
    lines: Mapping[str, tuple[Line, ...]]


NO_COASTS = Coasts(shapely.MultiPolygon(), shapely.MultiPolygon(), {})
"""A world of nothing but sea."""


def coasts_of(base: dict[str, Any], frame: tuple[float, float, float, float]) -> Coasts:
    """Decode the block ``basemap`` of a document.

    The world is left out where its detailed parts hold the whole frame (west, south, east, north; in degrees).
    """
    return _decoded(tuple(_Part.of(part) for part in _needed(base["parts"], shapely.box(*frame))))


@dataclass(frozen=True)
class _Part:
    """A part of a base map as the document has it, unchangeable."""

    cover: tuple[tuple[float, ...], ...]
    land: tuple[tuple[str, ...], ...]
    lakes: tuple[tuple[str, ...], ...]
    lines: tuple[tuple[str, tuple[str, ...]], ...]
    scale: float

    @classmethod
    def of(cls, part: dict[str, Any]) -> _Part:
        cover, land, lakes = (tuple(map(tuple, part[key])) for key in ("cover", "land", "lakes"))
        lines = tuple((name, tuple(texts)) for name, texts in part["lines"].items())
        return cls(cover, land, lakes, lines, part["scale"])


@lru_cache(maxsize=8)  # the figures of a deck, and those that are tried to fill a sheet, have the same parts
def _decoded(parts: tuple[_Part, ...]) -> Coasts:
    land, lakes = shapely.MultiPolygon(), shapely.MultiPolygon()
    lines: dict[str, list[Line]] = {}
    for part in parts:
        cover = _cover(part.cover)
        here, water = (decode_polygons(areas, part.scale) for areas in (part.land, part.lakes))
        if not land.is_empty:
            land, lakes = (shapely.difference(old, cover) for old in (land, lakes))
            lines = {name: list(_outside(old, cover)) for name, old in lines.items()}
        land, lakes = _joined(land, here), shapely.union_all([lakes, water])
        for name, texts in part.lines:
            lines.setdefault(name, []).extend(_split(texts, part.scale))
    return Coasts(land, lakes, {name: tuple(each) for name, each in lines.items()})


def _split(texts: Sequence[str], scale: float) -> list[Line]:
    points, indices = decode_lines(texts, scale)
    return np.split(points, np.flatnonzero(np.diff(indices)) + 1) if texts else []


def _needed(parts: Sequence[dict[str, Any]], frame: Any) -> Sequence[dict[str, Any]]:
    """Leave out the parts that a later one covers wherever the frame is."""
    covers = [_cover(part["cover"]) for part in parts]
    detailed = shapely.union_all(covers)
    return [
        part
        for part, cover in zip(parts, covers, strict=True)
        if (cover.intersects(frame) if part["cover"] else not detailed.covers(frame))
    ]


def _cover(boxes: Iterable[Iterable[float]]) -> Any:
    return shapely.union_all([shapely.box(*each) for each in boxes])


def _joined(*areas: Any) -> Any:
    """Join areas that were cut: the edges along which they were cut are then not stroked as coasts."""
    parts = np.concatenate([shapely.get_parts(_rounded(area)) for area in areas])
    return shapely.disjoint_subset_union_all(parts)  # most islands touch nothing: a quarter of the time


def _outside(lines: Iterable[Line], cover: Any) -> Iterator[Line]:
    """Yield the parts of lines outside an area."""
    for part in shapely.get_parts(shapely.difference([shapely.linestrings(line) for line in lines], cover)):
        if not part.is_empty:
            yield shapely.get_coordinates(part)


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
