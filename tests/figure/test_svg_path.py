"""Path data: what is written, and that it can be read back to within its step."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from mapgen.figure.svg_path import path_data

SQUARE = shapely.box(0, 0, 10, 10)


def read(data: str, scale: float = 1.0) -> list[np.ndarray]:
    """Read the lines of path data back."""
    lines = []
    for piece in re.findall(r"M([^Mz]+)", data):
        numbers = [float(number) for number in re.findall(r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?", piece)]
        lines.append(scale * np.cumsum(np.reshape(numbers, (-1, 2)), axis=0))
    return lines


@pytest.mark.parametrize(
    ("geometry", "step", "scale", "data"),
    [
        (shapely.LineString([(0, 0), (10, 0), (10, -5)]), 1.0, 1.0, "M0 0l10 0 0-5"),
        (shapely.LineString([(0.52, 0), (1.0, 0.26)]), 0.1, 1.0, "M.5 0l.5 .3"),
        (shapely.LineString([(0, 0), (-0.5, -0.5), (-1.0, 0.5)]), 0.5, 0.5, "M0 0l-1-1-1 2"),
        (SQUARE, 1.0, 1.0, "M10 0l0 10-10 0 0-10z"),
        (shapely.Point(1, 1), 1.0, 1.0, ""),
        (shapely.Polygon(), 1.0, 1.0, ""),
        (shapely.MultiLineString(), 1.0, 1.0, ""),
        (shapely.LineString([(0, 0), (0.2, 0.2)]), 1.0, 1.0, ""),
        (shapely.box(0, 0, 0.2, 0.2), 1.0, 1.0, ""),
        (shapely.MultiLineString([[(0, 0), (3, 0)], [(5, 5), (5, 9)]]), 1.0, 1.0, "M0 0l3 0M5 5l0 4"),
    ],
)
def test_what_is_written(geometry: Any, step: float, scale: float, data: str) -> None:
    assert path_data(geometry, step=step, scale=scale) == data


def test_holes_and_parts_are_rings_of_their_own() -> None:
    area = shapely.union(shapely.difference(SQUARE, shapely.box(2, 2, 4, 4)), shapely.box(20, 20, 30, 30))
    assert path_data(area, step=1.0).count("z") == 3


def test_a_collection_is_read_through() -> None:
    collection = shapely.GeometryCollection([shapely.MultiPolygon([SQUARE]), shapely.LineString([(0, 0), (5, 0)])])
    data = path_data(collection, step=1.0)
    assert (data.count("M"), data.count("z")) == (2, 1)


UNITS = st.integers(-2_000_000, 2_000_000).map(lambda thousandths: thousandths / 1_000)  # of a figure


@settings(max_examples=200, deadline=None)
@given(
    points=st.lists(st.tuples(UNITS, UNITS), min_size=2, max_size=30),
    step=st.sampled_from([0.1, 0.5, 1.0]),
)
def test_what_is_written_is_the_line_within_two_steps(points: list[tuple[float, float]], step: float) -> None:
    line = shapely.LineString(points)
    back = read(path_data(line, step=step, scale=step), step)
    if back:
        assert shapely.hausdorff_distance(shapely.LineString(back[0]), line) <= 2 * step
    else:
        assert line.length <= 2 * step * len(points)
