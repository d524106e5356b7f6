"""Draw the land in Web Mercator, as path data that the browser can use without further computation."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from mapgen.figure.coasts import opened
from mapgen.figure.svg_path import piece
from mapgen.geodesy.outlines import decode_lines
from mapgen.geodesy.projections import mercator_y

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Points = NDArray[np.int64]

SIZE = 2**16
"""Width and height of the square map in units: a unit is a pixel at zoom 8, the deepest."""
UNIT = {"world": 4, "detail": 1}
"""The step that outlines are rounded to, in units; 4 is still finer than the stored outlines of the world."""


def land_paths(base: dict[str, Any]) -> dict[str, Any]:
    """Turn the stored outlines into path data.

    Parameters
    ----------
    base : dict
        The block ``basemap`` of a document.

    Returns
    -------
    dict
        In units of the square map; x grows from 180 degrees west to the east, y to the south. ``size`` is its width,
        ``seams`` the x and the y along which outlines were cut. ``land`` has an item for the world and one for the
        detail: the ``unit`` of its steps, the rings that are ``whole``, the rings that were ``cut``, and the ``shore``:
        the cut rings without their edges along seams. ``border`` and ``mdl`` are lines. ``labels`` are not changed.
    """
    window = np.reshape(base["detail"]["window"], (2, 2)).astype(float)
    edges = np.vstack([window, [-180, -90], [180, -90]])
    # Where the world and the detail meet, both are rounded to the coarser step, so that no gap opens between them.
    seams = _rounded(_project(edges), UNIT["world"])
    land = []
    for name, unit in UNIT.items():
        texts = list(chain.from_iterable(base[name]["land"]))
        parts: dict[str, list[str]] = {"whole": [], "cut": [], "shore": []}
        for ring, is_seam in _lines(texts, base[name]["scale"], unit, edges, seams):
            parts["cut" if is_seam.any() else "whole"].append(piece(ring // unit, closed=True))
            if is_seam.any():
                parts["shore"] += [piece(line // unit) for line in opened(ring, is_seam)]
        land.append({"unit": unit, **{key: "".join(pieces) for key, pieces in parts.items()}})
    lines = {
        name: "".join(piece(line) for line, _ in _lines(base["detail"][key], base["detail"]["scale"], 1, edges, seams))
        for name, key in (("border", "borders"), ("mdl", "mdl"))
    }
    return {"size": SIZE, "seams": seams.T.tolist(), "land": land, **lines, "labels": base["labels"]}


def _project(lonlats: NDArray[np.float64]) -> NDArray[np.float64]:
    """Project (lon, lat) in degrees to the units of the map."""
    lon, lat = lonlats.T
    return SIZE * np.column_stack([(lon + 180) / 360, 0.5 - mercator_y(lat) / (2 * np.pi)])


def _rounded(points: NDArray[np.float64], unit: int) -> Points:
    return np.rint(points / unit).astype(np.int64) * unit


def _lines(
    texts: Sequence[str], scale: float, unit: int, edges: NDArray[np.float64], seams: Points
) -> Iterator[tuple[Points, NDArray[np.bool_]]]:
    """Yield the points of each line in whole units and, for each edge from a point to the next, whether it is a seam.

    A point on an edge of the outlines is moved onto the seam there. The last edge leads back to the first point.
    """
    positions, indices = decode_lines(texts, scale)
    points = _rounded(_project(positions), unit)
    on_edge = np.zeros(points.shape, dtype=bool)
    for edge, seam in zip(edges, seams, strict=True):
        here = np.isclose(positions, edge, rtol=0, atol=1e-9)
        points = np.where(here, seam, points)
        on_edge |= here
    breaks = np.flatnonzero(np.diff(indices)) + 1
    following = np.arange(1, len(points) + 1)
    following[[*breaks - 1, -1]] = [0, *breaks]
    is_seam = (on_edge & (points == points[following])).any(axis=1)
    yield from zip(np.split(points, breaks), np.split(is_seam, breaks), strict=True)
