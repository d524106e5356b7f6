"""The land as path data: the stored outlines to within a step, whole, and coasts without the edges of a cut."""

from __future__ import annotations

import re
from functools import partial
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from mapgen import build_map
from mapgen.geodesy.outlines import decode_line
from mapgen.geodesy.projections import MERCATOR_LIMIT
from mapgen.page.land import SIZE, land_paths

if TYPE_CHECKING:
    from mapgen.catalog.model import Catalog

NEAR_DEG = 1e-6


@pytest.fixture(scope="module")
def base(catalog: Catalog) -> dict[str, Any]:
    """Give the outlines of the base map as they are stored."""
    stored: dict[str, Any] = build_map(catalog).packed["basemap"]
    return stored


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


@pytest.mark.parametrize("index", [0, 1], ids=["world", "detail"])
def test_every_ring_is_drawn_to_within_a_step(base: dict[str, Any], drawn: dict[str, Any], index: int) -> None:
    stored = base[("world", "detail")[index]]
    unit, whole, cut = (drawn["land"][index][key] for key in ("unit", "whole", "cut"))
    rings = [np.array(decode_line(text, stored["scale"])) for text in chain.from_iterable(stored["land"])]
    found = [unproject(ring) for ring in read(whole + cut, unit)]
    assert len(found) == len(rings)
    step_deg = 4 * 360 / SIZE  # the coarser of the two, by which both go where they meet
    for ring in found:  # each in another order, and some points lie on one another now
        places = min(rings, key=partial(_apart, ring))
        for lon, lat in ring:
            nearest = np.abs(places - (lon, lat)).max(axis=1).min()
            assert nearest <= step_deg or lat < -MERCATOR_LIMIT + NEAR_DEG


def _apart(one: np.ndarray, other: np.ndarray) -> float:
    """Return how far the corners of the boxes about two rings are apart."""
    edges = [np.concatenate([places.min(axis=0), places.max(axis=0)]) for places in (one, other)]
    return float(np.abs(edges[0] - edges[1]).max())


@pytest.mark.parametrize("index", [0, 1], ids=["world", "detail"])
def test_no_coast_runs_along_a_cut_and_no_other_edge_is_lost(drawn: dict[str, Any], index: int) -> None:
    unit, cut, shore = (drawn["land"][index][key] for key in ("unit", "cut", "shore"))

    def along(start: np.ndarray, end: np.ndarray) -> bool:
        return any(start[axis] == end[axis] in drawn["seams"][axis] for axis in (0, 1))

    def edges(lines: list[np.ndarray]) -> list[tuple[Any, Any]]:
        return [(tuple(a), tuple(b)) for line in lines for a, b in pairwise(line)]

    coasts = edges(read(shore, unit))
    assert not [edge for edge in coasts if along(*map(np.array, edge))]
    closed = [np.vstack([ring, ring[:1]]) for ring in read(cut, unit)]
    assert sorted(coasts) == sorted(edge for edge in edges(closed) if not along(*map(np.array, edge)))
    assert len(coasts) > 100


def test_world_and_detail_meet_without_a_gap(drawn: dict[str, Any]) -> None:
    """On each side of the window, the ends of what was cut there lie on the same line."""
    (west, east), (south, north) = drawn["seams"][0][:2], drawn["seams"][1][:2]
    for layer in drawn["land"]:
        points = np.vstack(read(layer["cut"], layer["unit"]))
        for axis, seam, between in (
            (0, west, (north, south)),
            (0, east, (north, south)),
            (1, south, (west, east)),
            (1, north, (west, east)),
        ):
            near = abs(points[:, axis] - seam) < layer["unit"]
            inside = (points[:, 1 - axis] >= between[0]) & (points[:, 1 - axis] <= between[1])
            assert (points[near & inside, axis] == seam).all()


def test_borders_and_names_are_there(base: dict[str, Any], drawn: dict[str, Any]) -> None:
    assert len(read(drawn["border"])) == len(base["detail"]["borders"])
    (line,) = read(drawn["mdl"])
    lons, lats = unproject(line).T
    assert (lons > 126).all()
    assert (lons < 129).all()
    assert (lats > 37.5).all()
    assert (lats < 39).all()
    assert drawn["labels"] == base["labels"]
