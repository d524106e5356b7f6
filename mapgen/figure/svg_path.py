"""Write geometries as the path data of SVG, in short relative steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray


def path_data(geometry: Any, *, step: float, scale: float = 1.0) -> str:
    """Write the ``d`` of a path.

    Parameters
    ----------
    geometry : shapely geometry
        Polygons are closed, lines are not; points are left out.
    step : float
        Coordinates are rounded to multiples of it. Before that, the path is simplified by at most one step.
    scale : float, optional
        Factor by which the template enlarges the path. If it equals `step`, the path is written in whole numbers.

    Returns
    -------
    str
        Empty if nothing can be drawn. Parts that shrink to a point when they are rounded are left out.
    """
    parts = shapely.get_parts(shapely.get_parts(shapely.simplify(geometry, step)))
    lines = parts[shapely.get_type_id(parts) == shapely.GeometryType.LINESTRING]
    rings = shapely.get_rings(parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON])
    factor = step / scale
    return "".join(
        piece(
            np.rint(shapely.get_coordinates(line)[: -1 if closed else None] / step).astype(int), factor, closed=closed
        )
        for drawn, closed in ((lines, False), (rings, True))
        for line in drawn
    )


def piece(points: NDArray[np.int64], factor: float = 1.0, *, closed: bool = False) -> str:
    """Write one line or ring.

    Parameters
    ----------
    points : array of int of shape (n, 2)
        A ring does not repeat its first point.
    factor : float, optional
        The numbers are multiplied by it.
    closed : bool, optional
        Whether it is a ring.

    Returns
    -------
    str
        Empty if fewer than two points of a line, or three of a ring, remain; repeated points are left out.
    """
    steps = np.diff(points, axis=0)
    steps = steps[steps.any(axis=1)]
    if len(steps) < 1 + closed:
        return ""
    first, rest = (_numbers(values.ravel(), factor) for values in (points[0], steps))
    return f"M{first}l{rest}{'z' if closed else ''}"


def _numbers(values: NDArray[np.int64], factor: float) -> str:
    """Write numbers, with a space before each one that has no minus sign to separate it."""
    written = map(str, values.tolist()) if factor == 1 else map(_number, (values * factor).tolist())
    return " ".join(written).replace(" -", "-")


def _number(value: float) -> str:
    return f"{value:.6g}".replace("0.", ".", 1) if abs(value) < 1 else f"{value:.6g}"
