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
        Positions of shape (n, 2), (lon, lat) in degrees, WGS84; and of each the index of its line.

    Notes
    -----
    Each character carries five bits of a number, the lowest first; 32 is added to say that more follow.
    """
    digits = np.frombuffer("".join(texts).encode("ascii"), dtype=np.uint8).astype(np.int64) - 63
    ends = digits < 32
    starts = np.flatnonzero(np.concatenate([[True], ends[:-1]]))
    places = np.arange(len(digits)) - np.repeat(starts, np.diff([*starts, len(digits)]))
    bits = np.add.reduceat((digits & 31) << 5 * places, starts)
    steps = np.where(bits & 1, ~(bits >> 1), bits >> 1).reshape(-1, 2)  # the sign is the lowest bit
    # the sums run on from line to line: what a line begins with is taken off again
    lines = np.searchsorted(np.cumsum([len(text) for text in texts]), starts[::2], side="right")
    sums = np.cumsum(steps, axis=0)
    first = np.searchsorted(lines, np.arange(len(texts)))
    return (sums - (sums - steps)[first][lines]) * scale, lines


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
    """Return the characters that stand for an integer."""
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
