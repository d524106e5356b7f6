"""Decode and encode the compact outlines of the basemap.

A line is a flat list of integers ``[x0, y0, dx1, dy1, dx2, dy2, ...]`` in units of ``scale`` degrees of
longitude and latitude (WGS84, EPSG:4326): the first position is absolute, every other one the step from the
one before. A ring is a line that does not repeat its first position; a polygon is a list of rings, exterior
first.
"""

from __future__ import annotations

from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING, Any

from shapely import MultiPolygon, Polygon, get_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def decode_line(values: Sequence[int], scale: float) -> list[tuple[float, float]]:
    """
    Turn the integers of a line or ring into positions.

    Parameters
    ----------
    values
        The flat list ``[x0, y0, dx1, dy1, ...]`` in units of `scale` degrees.
    scale
        The size of a unit in degrees.

    Returns
    -------
    list of tuple
        Positions as (lon, lat) in degrees, WGS84.
    """
    columns = (accumulate(values[start::2]) for start in (0, 1))
    return [(x * scale, y * scale) for x, y in zip(*columns, strict=True)]


def encode_line(positions: Iterable[tuple[float, float]], scale: float) -> list[int]:
    """
    Turn positions into the integers of a line, leaving out those that repeat the one before.

    Parameters
    ----------
    positions
        Positions as (lon, lat) in degrees, WGS84.
    scale
        The size of a unit in degrees.

    Returns
    -------
    list of int
        The flat list ``[x0, y0, dx1, dy1, ...]``; one position alone gives two integers.
    """
    points = [(round(x / scale), round(y / scale)) for x, y in positions]
    steps = [(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(points)]
    return list(chain.from_iterable([*points[:1], *(step for step in steps if step != (0, 0))]))


def decode_polygons(values: Iterable[Sequence[Sequence[int]]], scale: float) -> MultiPolygon:
    """
    Turn a list of compact polygons into one geometry.

    Parameters
    ----------
    values
        Polygons, each a list of rings (exterior first), each ring a flat list of integers.
    scale
        The size of a unit in degrees.

    Returns
    -------
    shapely.MultiPolygon
        The area in degrees of longitude and latitude, WGS84 (EPSG:4326).
    """
    rings = [[decode_line(ring, scale) for ring in polygon] for polygon in values]
    return MultiPolygon([Polygon(exterior, holes) for exterior, *holes in rings])


def encode_polygons(area: Any, scale: float) -> list[list[list[int]]]:
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
        Polygons, each a list of rings (exterior first), each ring a flat list of integers.
    """
    polygons = [part.normalize() for part in get_parts(area.normalize())]
    # `normalize` gives clockwise exteriors and counter-clockwise holes (GEOS); reversing turns both.
    return [
        [encode_line(ring.coords[:0:-1], scale) for ring in (polygon.exterior, *polygon.interiors)]
        for polygon in polygons
    ]
