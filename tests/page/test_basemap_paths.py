"""The land as path data: the stored outlines to within a step, whole, and coasts without the edges of a cut."""

from __future__ import annotations

import re
from functools import partial
from itertools import chain, pairwise
from typing import Any

import numpy as np
import pytest
import shapely

from mapgen.geodesy.outlines import decode_line
from mapgen.geodesy.projections import MERCATOR_LIMIT
from mapgen.page.basemap_paths import SIZE, land_paths

NEAR_DEG = 1e-6


@pytest.fixture(scope="module")
def drawn(base: dict[str, Any]) -> dict[str, Any]:
    """Give the same as path data."""
    return land_paths(base)


def read(path: str, unit: int = 1) -> list[np.ndarray]:
    """Read the lines of path data, in units of the map."""
    numbers = [[int(number) for number in re.findall(r"-?\d+", piece)] for piece in path.split("M")[1:]]
    return [unit * np.cumsum(np.reshape(steps, (-1, 2)), axis=0) for steps in numbers]


def unproject(points: np.ndarray) -> np.ndarray:
    """Return positions in degrees, by the inverse of EPSG:3857."""
    x, y = points.T / SIZE
    return np.column_stack([x * 360 - 180, np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * y))))])


PARTS = pytest.mark.parametrize("index", [0, 1, 2], ids=["world", "window", "near"])


@PARTS
def test_every_ring_is_drawn_to_within_a_step(base: dict[str, Any], drawn: dict[str, Any], index: int) -> None:
    stored = base["parts"][index]
    unit, whole, cut = (drawn["parts"][index][key] for key in ("unit", "whole", "cut"))
    rings = [np.array(decode_line(text, stored["scale"])) for text in chain.from_iterable(stored["land"])]
    found = [unproject(ring) for ring in read(whole + cut, unit)]
    assert len(rings) - 3 <= len(found) <= len(rings), "a sliver may shrink to nothing"
    step_deg = 8 * 360 / SIZE  # that of the edges of cells, the coarsest
    for ring in found:  # each in another order, and some points lie on one another now
        places = min(rings, key=partial(_apart, ring))
        for lon, lat in ring:
            nearest = np.abs(places - (lon, lat)).max(axis=1).min()
            assert nearest <= step_deg or lat < -MERCATOR_LIMIT + NEAR_DEG


def _apart(one: np.ndarray, other: np.ndarray) -> float:
    """Return how far the corners of the boxes about two rings are apart."""
    edges = [np.concatenate([places.min(axis=0), places.max(axis=0)]) for places in (one, other)]
    return float(np.abs(edges[0] - edges[1]).max())


@PARTS
def test_no_coast_runs_along_a_cut_and_no_other_edge_is_lost(drawn: dict[str, Any], index: int) -> None:
    unit, cut, shore = (drawn["parts"][index][key] for key in ("unit", "cut", "shore"))

    def along(start: np.ndarray, end: np.ndarray) -> bool:
        return any(start[axis] == end[axis] in drawn["seams"][axis] for axis in (0, 1))

    def edges(lines: list[np.ndarray]) -> set[tuple[Any, Any]]:
        return {(tuple(a), tuple(b)) for line in lines for a, b in pairwise(line) if any(a != b)}

    coasts = edges(read(shore, unit))
    closed = edges([np.vstack([ring, ring[:1]]) for ring in read(cut, unit)])
    assert coasts < closed
    assert all(along(*map(np.array, edge)) for edge in closed - coasts)
    assert len(coasts) > 100


def test_the_window_and_the_ground_near_sites_cover_what_lies_below_them(
    base: dict[str, Any], drawn: dict[str, Any]
) -> None:
    """Their edges lie on one line, whichever step each has: no gap opens between them."""
    _, window, near = (
        np.vstack(read(part["cover"], part["unit"])) if part["cover"] else None for part in drawn["parts"]
    )
    assert window is not None
    assert near is not None
    assert set(np.concatenate([window, near])[:, 0].tolist()) <= set(drawn["seams"][0])
    boxes = [shapely.union_all([shapely.box(*box) for box in part["cover"]]) for part in base["parts"][1:]]
    assert boxes[0].intersection(boxes[1]).area == 0
    assert shapely.union_all(boxes).geom_type == "Polygon", "no hole, no part apart"


def test_borders_and_names_are_there(base: dict[str, Any], drawn: dict[str, Any]) -> None:
    lines = [line for part in drawn["parts"][1:] for line in read(part["lines"].get("mdl", ""), part["unit"])]
    lons, lats = unproject(np.vstack(lines)).T
    assert (lons.min(), lons.max()) == (pytest.approx(126.67, abs=0.1), pytest.approx(128.36, abs=0.05))
    assert lats.min() > 37.5
    assert lats.max() < 39
    assert all(part["lines"]["border"] for part in drawn["parts"])
    assert drawn["labels"] == base["labels"]
