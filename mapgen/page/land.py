"""Draw the land in Web Mercator: path data that the browser can take as it is, without reckoning of its own."""

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

SIZE = 2**16  # units around the Earth: pixels at zoom 8, the deepest
UNIT = {"world": 4, "detail": 1}  # steps of the outlines; at 4 the world's are finer than they are stored


def land_paths(base: dict[str, Any]) -> dict[str, Any]:
    """Turn the stored outlines into path data.

    Parameters
    ----------
    base : dict
        The block ``basemap`` of a document.

    Returns
    -------
    dict
        In units of the square map, x from 180 degrees west to the east, y to the south: its ``size``; the ``seams``
        along which outlines were cut, in x and in y; of the world and of the detail the ``unit`` of their steps, the
        rings that are ``whole``, those that were ``cut``, and of these without the edges along seams the ``shore``;
        ``border`` and ``mdl``. And ``labels``, as they were.
    """
    window = np.reshape(base["detail"]["window"], (2, 2)).astype(float)
    edges = np.vstack([window, [-180, -90], [180, -90]])
    # where the world and the detail meet, both go by the coarser steps, so that no gap is between them
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
    """Yield the points of each line in whole units, and of the edge from each to the next whether it is a seam.

    A point on an edge of the outlines gets the place of the seam there; the last is followed by the first.
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
