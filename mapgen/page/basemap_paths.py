"""Draw the land in Web Mercator, as path data that the browser can use without further computation."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from mapgen.figure.basemap_shapes import opened
from mapgen.figure.svg_path import piece
from mapgen.geodesy.outlines import decode_lines
from mapgen.geodesy.projections import mercator_y
from mapgen.layers._window import CELL

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Points = NDArray[np.int64]

SIZE = 2**16
"""Width and height of the square map in units: a unit is a pixel at zoom 8, the deepest."""
SEAM_UNIT = 8
"""The step that the edges of cells are rounded to, in units: all parts of the map meet there, so no gap opens."""


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
        ``seams`` the x and the y along which outlines may be cut. ``parts`` are drawn over one another: each has the
        ``unit`` of its steps; ``cover``, the boxes that it hides of those before; the rings of the land that are
        ``whole``, those that were ``cut``, and the ``shore``: the cut rings without their edges along seams; the rings
        of ``lake``; and ``lines`` by what they are. ``labels`` are not changed.
    """
    edges = [_edges(part["cover"]) for part in base["parts"]]
    # Where parts meet, all are rounded to the coarser step, so that no gap opens between them.
    seams = [_rounded(_project(each), SEAM_UNIT) for each in edges]
    both = np.vstack(seams).T
    parts = [_part(*each) for each in zip(base["parts"], edges, seams, strict=True)]
    return {
        "size": SIZE,
        "seams": [sorted({int(value) for value in axis}) for axis in both],
        "parts": parts,
        "labels": base["labels"],
    }


def _edges(cover: Sequence[Sequence[float]]) -> NDArray[np.float64]:
    """Return positions whose longitudes and latitudes are those along which a part is cut; the pole is one."""
    lons = sorted({lon for west, _, east, _ in cover for lon in range(int(west), int(east) + 1, CELL)} | {-180, 180})
    lats = sorted({lat for _, south, _, north in cover for lat in range(int(south), int(north) + 1, CELL)} | {-90})
    count = max(len(lons), len(lats))
    padded = [values + values[-1:] * (count - len(values)) for values in (lons, lats)]
    return np.array(padded, dtype=float).T


def _part(part: dict[str, Any], edges: NDArray[np.float64], seams: Points) -> dict[str, Any]:
    unit, scale = part["unit"], part["scale"]
    drawn: dict[str, list[str]] = {"whole": [], "cut": [], "shore": []}
    for ring, is_seam in _lines(list(chain.from_iterable(part["land"])), scale, unit, edges, seams):
        drawn["cut" if is_seam.any() else "whole"].append(piece(ring // unit, closed=True))
        if is_seam.any():
            drawn["shore"] += [piece(line // unit) for line in opened(ring, is_seam)]
    lakes = _lines(list(chain.from_iterable(part["lakes"])), scale, unit, edges, seams)
    lines = {
        name: "".join(piece(line // unit) for line, _ in _lines(texts, scale, unit, edges, seams))
        for name, texts in part["lines"].items()
    }
    return {
        "unit": unit,
        "cover": "".join(piece(_box(each) // unit, closed=True) for each in part["cover"]),
        **{key: "".join(pieces) for key, pieces in drawn.items()},
        "lake": "".join(piece(ring // unit, closed=True) for ring, _ in lakes),
        "lines": lines,
    }


def _box(cover: Sequence[float]) -> Points:
    west, south, east, north = cover
    return _rounded(_project(np.array([[west, south], [east, south], [east, north], [west, north]], float)), SEAM_UNIT)


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
    if not texts:
        return
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
