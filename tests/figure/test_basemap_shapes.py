"""The land is one, and outlines leave out what is only a cut."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import shapely

from mapgen.figure.basemap_shapes import coasts_of, outlines
from mapgen.geodesy.rings import range_area

WORLD = (-180.0, -90.0, 180.0, 90.0)


def test_the_world_and_the_window_are_joined(base: dict[str, Any]) -> None:
    coasts = coasts_of(base, WORLD)
    assert coasts.land.is_valid
    west, south, _, north = window(base)
    for lon, lat in ((west, 45.0), (west, south + 5), (110.0, north), (125.0, north)):
        assert shapely.contains_xy(coasts.land, lon, lat), "the edge of the window is land, not a coast"
    assert shapely.contains_xy(coasts.land, [0.0, 127.0, -100.0], [20.0, 37.0, 40.0]).all()
    assert not shapely.contains_xy(coasts.land, [-30.0, 135.0], [0.0, 40.0]).any()
    assert {"border", "disputed", "mdl", "province", "river"} <= coasts.lines.keys()
    assert len(coasts.lines["mdl"]) > 0


def test_a_frame_within_the_window_needs_no_world(base: dict[str, Any]) -> None:
    near, far = coasts_of(base, (112.0, 31.0, 140.0, 50.0)), coasts_of(base, (90.0, 25.0, 140.0, 50.0))
    assert shapely.box(*window(base)).buffer(1e-6).contains(near.land)
    assert shapely.bounds(far.land)[0] == -180
    assert len(near.lines["border"]) < len(far.lines["border"])


def window(base: dict[str, Any]) -> list[float]:
    """Return west, south, east and north of all that is shown in detail."""
    edges = np.array([box for part in base["parts"] for box in part["cover"]])
    return [*edges[:, :2].min(axis=0).tolist(), *edges[:, 2:].max(axis=0).tolist()]


def test_an_area_that_is_not_cut_keeps_its_ring() -> None:
    area = range_area(127.0, 38.0, max_km=500)
    (line,) = outlines(area)
    assert np.allclose(line, shapely.get_coordinates(area), atol=1e-9)


@pytest.mark.parametrize(
    ("lon", "lat", "radius_km", "pieces"),
    [(179.9, 0.0, 1_000, 2), (0.0, 89.0, 1_000, 1), (10.0, -89.0, 2_000, 1), (125.75, 39.03, 15_000, 1)],
)
def test_the_cuts_of_an_area_are_no_outline(lon: float, lat: float, radius_km: float, pieces: int) -> None:
    lines = list(outlines(range_area(lon, lat, max_km=radius_km)))
    assert len(lines) == pieces
    for line in lines:
        on_cut = (np.abs(line) == (180.0, 90.0)).any(axis=1)
        assert not (on_cut[:-1] & on_cut[1:] & (line[:-1] == line[1:]).any(axis=1)).any()
