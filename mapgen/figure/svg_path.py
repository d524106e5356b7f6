"""Write geometries as the path data of SVG, in short relative steps."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import shapely


def path_data(geometry: Any, *, step: float, scale: float = 1.0) -> str:
    """Write the ``d`` of a path.

    Parameters
    ----------
    geometry : shapely geometry
        Polygons are closed, lines are not; points are left out.
    step : float
        Coordinates are rounded to multiples of it, and the path may stray as much again from the geometry.
    scale : float, optional
        At which the path is to be drawn: with that of the step, it is written in whole numbers.

    Returns
    -------
    str
        Empty for what has no lines. Steps that vanish are left out, and with them the rings that do.
    """
    parts = shapely.get_parts(shapely.get_parts(shapely.simplify(geometry, step)))
    lines = parts[shapely.get_type_id(parts) == shapely.GeometryType.LINESTRING]
    rings = shapely.get_rings(parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON])
    factor = step / scale
    open_, closed = (
        [_piece(line, step, factor, closed) for line in drawn] for drawn, closed in ((lines, 0), (rings, 1))
    )
    return "".join([*open_, *closed])


def _piece(line: Any, step: float, factor: float, closed: int) -> str:
    points = np.rint(shapely.get_coordinates(line) / step).astype(int).tolist()
    steps = [(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(points)]
    steps = [step for step in (steps[:-1] if closed else steps) if step != (0, 0)]
    if len(steps) < 1 + closed:
        return ""
    first = "".join(_number(value * factor, spaced=index > 0) for index, value in enumerate(points[0]))
    rest = "".join(_number(value * factor, spaced=index > 0) for index, value in enumerate(np.ravel(steps).tolist()))
    return f"M{first}l{rest}{'z' if closed else ''}"


def _number(value: float, *, spaced: bool) -> str:
    """Write a number, with a space before it where no sign parts it from the one before."""
    text = f"{value:.6g}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:.6g}"
    return f" {text}" if spaced and value >= 0 else text
