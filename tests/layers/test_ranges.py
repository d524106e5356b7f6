"""The unions on the page stay within their tolerance, and thousands of origins cost in proportion to their number."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest
import shapely

from mapgen.geodesy import distance_km
from mapgen.layers.ranges import GRID_DEGREES, TOLERANCE_KM, _united, _written

MERCATOR_LIMIT = 85.05
MOST_TIMES = 20  # ten times the origins; the rest is for a busy machine. In proportion to the square it would be 100


def outline(area: Any) -> Any:
    """Return points along the edges of an area, straight in lon/lat and in Mercator's projection, but for its cuts."""
    points = []
    for ring in shapely.get_rings(shapely.get_parts(area)):
        corners = np.asarray(ring.coords)
        starts, ends = corners[:-1], corners[1:]
        is_cut = ((np.abs(starts) == [180, 90]) & (starts == ends)).any(axis=1)
        starts, ends = starts[~is_cut], ends[~is_cut]
        level = (np.abs(starts[:, 1]) < MERCATOR_LIMIT) & (np.abs(ends[:, 1]) < MERCATOR_LIMIT)
        south, north = (np.arctanh(np.sin(np.radians(side[level, 1]))) for side in (starts, ends))
        for part in np.linspace(0, 1, 9):
            points.append(starts + part * (ends - starts))
            lats = np.degrees(np.arcsin(np.tanh(south + part * (north - south))))
            points.append(np.column_stack([points[-1][level, 0], lats]))
    return np.concatenate([np.empty((0, 2)), *points])


@pytest.mark.parametrize("seed", range(12))
def test_a_stored_union_strays_by_less_than_its_tolerance_its_grid_included(seed: int) -> None:
    draw = np.random.default_rng(seed)
    spread, radius_km = (2.0, 60.0)[seed % 2], float(draw.choice([300, 800, 1_300, 4_500, 9_000, 14_000, 19_900]))
    lons = np.round((draw.normal(draw.uniform(-180, 180), spread, 6) + 180) % 360 - 180, 2)
    lats = np.round(np.clip(draw.normal(draw.uniform(-60, 60), spread / 2, 6), -90, 90), 2)
    points = tuple(zip(lons.tolist(), lats.tolist(), strict=True))
    area = shapely.geometry.shape(_written(_united(points, radius_km)))
    assert area.is_valid
    corners = shapely.get_coordinates(area) / GRID_DEGREES
    assert np.abs(corners - np.round(corners)).max() < 1e-6
    x, y = outline(area).T
    nearest_km = distance_km(x[:, None], y[:, None], lons, lats).min(axis=1)
    assert np.abs(nearest_km - radius_km).max(initial=0.0) <= TOLERANCE_KM


@pytest.mark.parametrize("radius_km", [380.0, 8_000.0])
@pytest.mark.parametrize("spread", [2.0, 60.0])
def test_ten_times_the_origins_cost_no_more_than_in_proportion(radius_km: float, spread: float) -> None:
    draw = np.random.default_rng(0)
    lons, lats = draw.normal(0, spread, 2_000).clip(-179, 179), draw.normal(20, spread / 3, 2_000).clip(-89, 89)
    points = tuple(zip(lons.round(2).tolist(), lats.round(2).tolist(), strict=True))
    seconds = []
    for some in (points[:200], points):
        start = time.process_time()
        _written(_united(some, radius_km))
        seconds.append(time.process_time() - start)
    assert seconds[1] <= MOST_TIMES * seconds[0]
