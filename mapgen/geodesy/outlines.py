"""Decode and encode the compact outlines of the basemap.

A line is a string in Google's Encoded Polyline Algorithm Format, but longitude first and in units of ``scale``
degrees (WGS84, EPSG:4326): the first position is absolute, every other one the step from the one before. A ring
is a line that does not repeat its first position; a polygon is a list of rings, exterior first.
"""

from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray


def decode_lines(texts: Sequence[str], scale: float) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """
    Turn the strings of lines or rings into positions, all at once.

    Parameters
    ----------
    texts
        Encoded polylines, longitude before latitude, in units of `scale` degrees.
    scale
        The size of a unit in degrees.

    Returns
    -------
    tuple of ndarray
        Positions of shape (n, 2), (lon, lat) in degrees, WGS84; and for each position the index of its line.

    Notes
    -----
    Each character carries five bits of a number, the lowest first; 32 is added to say that more follow.
    """
    numbers, lines = _decode_numbers(texts)
    steps, lines = numbers.reshape(-1, 2), lines[::2]
    reached = np.cumsum(steps, axis=0)  # runs on from line to line, so that what came before a line is taken off again
    before = reached - steps
    firsts = np.searchsorted(lines, np.arange(len(texts)))  # the first position of each line
    return (reached - before[firsts][lines]) * scale, lines


def _decode_numbers(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Read the whole numbers in strings; return them, and for each the index of its string."""
    characters = np.frombuffer("".join(texts).encode("ascii"), dtype=np.uint8).astype(np.int64) - 63
    is_last = characters < 32  # of the characters of a number
    starts = np.flatnonzero(np.concatenate([[True], is_last[:-1]]))
    lengths = np.diff(starts, append=len(characters))
    ranks = np.arange(len(characters)) - np.repeat(starts, lengths)  # 0, 1, 2 ... within each number
    unsigned = np.add.reduceat((characters & 31) << 5 * ranks, starts)
    numbers = np.where(unsigned & 1, ~(unsigned >> 1), unsigned >> 1)  # the lowest bit is the sign
    ends = np.cumsum([len(text) for text in texts])
    return numbers, np.searchsorted(ends, starts, side="right")


def decode_line(text: str, scale: float) -> list[tuple[float, float]]:
    """Turn the string of a line or ring into positions (lon, lat): see `decode_lines`."""
    return [(lon, lat) for lon, lat in decode_lines([text], scale)[0].tolist()]


def encode_line(positions: Iterable[tuple[float, float]], scale: float) -> str:
    """
    Turn positions into the string of a line, leaving out those that repeat the one before.

    Parameters
    ----------
    positions
        Positions as (lon, lat) in degrees, WGS84.
    scale
        The size of a unit in degrees.

    Returns
    -------
    str
        The encoded polyline, longitude before latitude: characters from ``?`` to ``~``.
    """
    points = [(round(x / scale), round(y / scale)) for x, y in positions]
    steps = [(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(points)]
    values = chain.from_iterable([*points[:1], *(step for step in steps if step != (0, 0))])
    return "".join(_encode_number(value) for value in values)


def _encode_number(value: int) -> str:
    """Return the characters that encode a whole number."""
    bits = value << 1 if value >= 0 else ~(value << 1)
    text = ""
    while bits >= 32:
        text += chr(63 + 32 + bits % 32)
        bits >>= 5
    return text + chr(63 + bits)


def decode_polygons(values: Iterable[Sequence[str]], scale: float) -> shapely.MultiPolygon:
    """
    Turn a list of compact polygons into one geometry.

    Parameters
    ----------
    values
        Polygons, each a list of rings (exterior first), each ring a string.
    scale
        The size of a unit in degrees.

    Returns
    -------
    shapely.MultiPolygon
        The area in degrees of longitude and latitude, WGS84 (EPSG:4326).
    """
    polygons = [list(rings) for rings in values]
    if not polygons:
        return shapely.MultiPolygon()
    owners = np.repeat(np.arange(len(polygons)), [len(rings) for rings in polygons])
    positions, indices = decode_lines(list(chain.from_iterable(polygons)), scale)
    return shapely.multipolygons(shapely.polygons(shapely.linearrings(positions, indices=indices), indices=owners))


def encode_polygons(area: Any, scale: float) -> list[list[str]]:
    """
    Turn a geometry into compact polygons, exteriors counter-clockwise, holes clockwise.

    Parameters
    ----------
    area
        A shapely Polygon or MultiPolygon in degrees, WGS84 (EPSG:4326), its vertices on the grid of `scale`.
    scale
        The size of a unit in degrees.

    Returns
    -------
    list
        Polygons, each a list of rings (exterior first), each ring a string.
    """
    polygons = [part.normalize() for part in shapely.get_parts(area.normalize())]
    # `normalize` gives clockwise exteriors and counter-clockwise holes (GEOS); reversing turns both.
    return [
        [encode_line(ring.coords[:0:-1], scale) for ring in (polygon.exterior, *polygon.interiors)]
        for polygon in polygons
    ]
