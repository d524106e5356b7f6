"""The map and the room there is for it: a panel folded away, a window of another size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.driver import MAP, choose, settle
from tools.label_truth import SETTLE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage

VIEW = f"() => [{MAP}.getCenter().lat, {MAP}.getCenter().lng, {MAP}.getZoom()]"
ROOM = """() => {
  const sides = ({ left, top, right, bottom }) => [left, top, -right, -bottom];
  const room = sides(document.querySelector(".folium-map").getBoundingClientRect());
  const lines = [...document.querySelectorAll(".folium-map .ring")].map((line) => sides(line.getBoundingClientRect()));
  return room.map((side, index) => Math.min(...lines.map((line) => line[index])) - side);
}"""
STEPS = """() => [...document.querySelectorAll(".leaflet-rings-pane svg, .leaflet-areas-pane svg")].map((svg) => {
  const { e, f, a } = new DOMMatrix(getComputedStyle(svg).transform);
  return [e % 1, f % 1, a];
})"""


def _view(page: Page) -> Any:
    return page.evaluate(VIEW)


def _fold(page: Page) -> None:
    page.locator(".fold").click()
    settle(page)


def test_beside_a_folded_panel_the_rings_are_in_the_middle_of_the_map(steps_page: Path, open_page: OpenPage) -> None:
    page = open_page(steps_page).page
    opened = _view(page)
    _fold(page)
    left, top, right, bottom = page.evaluate(ROOM)
    assert min(left, top, right, bottom) >= 0
    assert abs(left - right) < 4
    assert abs(top - bottom) < 4
    _fold(page)
    assert _view(page) == pytest.approx(opened, abs=0.005)  # less than a pixel


def test_a_map_that_was_moved_stays_where_it_is_in_another_window(steps_page: Path, open_page: OpenPage) -> None:
    page = open_page(steps_page).page
    choose(page, "at=38.5,126,6.5")
    moved = _view(page)
    page.set_viewport_size({"width": 1000, "height": 700})
    page.evaluate(SETTLE)
    assert _view(page)[2] == moved[2] == 6.5
    _fold(page)
    assert _view(page)[2] == 6.5


def test_lines_stand_on_whole_pixels_after_a_jump(steps_page: Path, open_page: OpenPage) -> None:
    page = open_page(steps_page).page
    choose(page, "at=38.51,126.13,6.25")
    assert page.evaluate(STEPS) == [[0, 0, 1]] * 2
