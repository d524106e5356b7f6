"""The cells that a map shows in detail: the ground of its rings, or, for long ranges, that of its sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.layers._names import names
from mapgen.layers._window import boxes, cells_of, window
from mapgen.pipeline import select

if TYPE_CHECKING:
    from mapgen.catalog.model import Catalog


def test_short_ranges_have_a_window_and_long_ones_only_their_sites(catalog: Catalog) -> None:
    wide, near = window(select(catalog, "hwasong-11"))
    assert {(115, 30), (125, 35), (135, 45)} <= set(wide)
    assert (125, 35) in near
    wide, near = window(select(catalog, "long-range"))
    assert wide == []
    assert {(-80, 35), (140, 10), (105, -10)} <= set(near), "Washington, Guam, Jakarta"


def test_a_frame_over_the_antimeridian_has_cells_on_both_sides() -> None:
    assert cells_of((174.0, 1.0, 186.0, 4.0)) == [(-180, 0), (-175, 0), (170, 0), (175, 0)]


def test_cells_are_joined_into_boxes() -> None:
    assert boxes([(0, 0), (5, 0), (0, 5), (5, 5), (20, 5)]) == [[0, 0, 10, 10], [20, 5, 25, 10]]


def test_seas_and_cities_far_from_a_region_are_not_named_on_its_map(catalog: Catalog) -> None:
    cells = window(select(catalog, "gulf"))[0]
    named = {label["names"]["en"] for label in names(select(catalog, "gulf"), cells, is_near=True)}
    assert {"Persian Gulf\nArabian Gulf", "Red Sea", "Riyadh", "Pacific Ocean", "Moscow"} <= named
    assert {"Pyongyang", "Yellow Sea", "Sydney"} & named == set()
