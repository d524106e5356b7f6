"""The answer where one asks: at a place, an origin, a ring, bare map and the pin, the same as `mapgen reach` gives."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect
from pyproj import Geod

from mapgen.reach.rule import reaches, strongest_verdicts
from mapgen.selection.resolve import resolve
from tests.browser.driver import MAP, choose, hit_line, open_site, pick, run, speak, start_over

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from mapgen.catalog.model import Catalog
    from tests.browser.conftest import LendingPage, OpenPage
    from tests.conftest import PageFile

GEOD = Geod(ellps="WGS84")
SERIES = "hwasong-11-series"
SEVERAL = f"missiles={SERIES},hwasong-11ma,hwasong-11ra"
DECIDED = """(answers, state, given) => given.places.map((id) =>
  answers.ofSite(id, { ...state.chosen, missiles: new Set(given.missiles) }).answers.map(({ record }) => record))"""
COUNTED = """(answers, state, given) => given.origins.map((id) =>
  answers.ofOrigin(id, { ...state.chosen, missiles: new Set(given.missiles) }))"""
MODULES = ("rules/answers.js", "core/state.js")


@pytest.fixture
def page(page_file: PageFile, open_page: OpenPage) -> Page:
    return open_page(page_file("hwasong-11")).page


@pytest.mark.parametrize("story", ["hwasong-11", "long-range"])
def test_places_get_the_answers_of_python(story: str, lending_page: LendingPage, catalog: Catalog) -> None:
    """For each missile the strongest answer, from the nearest origin among equals: `mapgen reach` prints it."""
    selection = resolve(catalog, catalog.stories[story])
    given = {"places": [site.id for site in selection.places], "missiles": [each.id for each in selection.missiles]}
    found = run(lending_page(story), DECIDED, *MODULES, given=given)
    wanted: dict[str, list[Any]] = {place: [] for place in given["places"]}
    for each in strongest_verdicts(reaches(selection)):
        wanted[each.place.id].append(
            (each.missile.id, each.origin.id, each.distance_km, each.uncertainty_km, each.reach)
        )
    keys = ("missile", "origin", "distance_km", "uncertainty_km", "reach")
    assert [[tuple(record[key] for key in keys) for record in records] for records in found] == list(wanted.values())


def test_origins_count_what_python_counts(lending_page: LendingPage, catalog: Catalog) -> None:
    selection = resolve(catalog, catalog.stories["hwasong-11"])
    given = {"origins": [site.id for site in selection.origins], "missiles": [SERIES, "hwasong-11ma"]}
    found = run(lending_page("hwasong-11"), COUNTED, *MODULES, given=given)
    every = list(reaches(selection, given["missiles"]))
    for origin, counts in zip(given["origins"], found, strict=True):
        for count in counts:
            own = [each for each in every if (each.origin.id, each.missile.id) == (origin, count["missile"])]
            assert count["total"] == len(own)
            for verdict in ("within", "depends", "beyond"):
                assert count[verdict] == sum(each.reach == verdict for each in own)


def test_a_popup_says_first_whether_its_place_is_in_reach_and_what_its_origin_reaches(page: Page) -> None:
    answer = open_site(page, "sinpung-dong").locator(".answer")
    expect(answer).to_have_text("From here, of 20 places: 8 are within every figure, 12 depend")
    choose(page, "missiles=hwasong-11ra")
    expect(answer).to_have_text("From here, of 20 places: 20 are beyond every figure")
    start_over(page)
    popup = open_site(page, "kunsan-air-base")
    group = popup.get_by_role("group", name="Kunsan Air Base")
    expect(group.get_by_role("heading", name="Kunsan Air Base")).to_be_visible()
    answer = popup.locator(".popup-title + .answer")
    expect(answer).to_have_text(
        re.compile(r"^\d+ ± \d+ km from .+, the nearest of 20 sites: within every published figure \(lowest: 380 km\)$")
    )
    pick(page, "figures", "high")
    expect(answer).to_contain_text("within the chosen figure (800 km)")  # it follows the switches
    pick(page, "figures", "band")
    choose(page, SEVERAL)
    expect(answer.locator("li")).to_have_count(3)
    expect(answer).to_contain_text("Hwasong-11Ma: depends: within a distance that was flown")
    expect(answer).to_contain_text("Hwasong-11Ra: beyond every published figure (highest: 150 km)")
    speak(page, "ko")
    expect(answer).to_contain_text("20곳 가운데 가장 가까운")
    popup.locator("[data-does='table']").click()
    expect(page.locator("#pane-reach tbody tr:not(.reason)")).to_have_count(3)


def test_bare_map_and_a_ring_answer_as_the_pin_does(page: Page) -> None:
    page.mouse.click(700, 600)
    callout = page.locator(".callout")
    expect(callout.locator(".verdict")).to_contain_text("the nearest of 20 sites")
    expect(callout.get_by_role("heading")).to_contain_text("° N, ")
    said = callout.locator(".answer").inner_text()
    callout.get_by_role("button", name="Put the pin here").click()
    expect(page.locator(".leaflet-marker-pane .pin")).to_be_focused()
    expect(page.locator(".callout").last.locator(".answer")).to_have_text(said)
    page.keyboard.press("Delete")
    expect(page.locator(".leaflet-popup")).to_have_count(0)
    hit_line(page, page.locator("path.hit").last)
    expect(page.locator(".leaflet-popup .missile .verdict")).to_contain_text("km from")
    expect(page.locator(".leaflet-popup .missile .figures")).to_be_visible()  # who says so
    page.mouse.click(700, 200)
    expect(page.locator(".leaflet-popup")).to_have_count(0)  # a click beside a popup only closes it


def test_a_pin_is_aimed_with_a_mouse_and_answers_where_it_stands(page: Page) -> None:
    button = page.locator(".put-pin")
    button.click()
    expect(page.locator(".pin")).to_have_count(0)
    expect(page.get_by_text("Click the map where the pin shall stand; Escape ends.").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".aim-note")).to_have_count(0)
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    marker = page.locator(".site-marker[data-site='kunsan-air-base']").bounding_box()
    assert marker
    page.mouse.click(marker["x"] + 12, marker["y"] + 12)  # the symbol does not take the click
    expect(page.locator(".leaflet-marker-pane .pin")).to_be_focused()
    callout = page.locator(".callout")
    expect(callout.locator(".verdict")).to_contain_text("within every published figure")
    said = callout.locator(".answer").inner_text()
    expect(page.locator("[role='status'].aloud")).to_contain_text(said)
    page.locator(".pin").press("ArrowDown")
    expect(callout.last.locator(".answer")).not_to_have_text(said)
    page.keyboard.press("Enter")
    expect(callout.last).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".leaflet-popup")).to_have_count(0)
    expect(page.locator(".pin")).to_be_focused()


TIP = """(map) => {
  const frame = map.getContainer().getBoundingClientRect();
  const { left, top, width } = document.querySelector(".leaflet-marker-pane .pin").getBoundingClientRect();
  const drop = document.querySelector(".pin");
  const { height, borderTopWidth: border } = getComputedStyle(drop, "::before");
  const side = parseFloat(height) + 2 * parseFloat(border); // a square that stands on its corner
  const { x, y } = map.latLngToContainerPoint([39, 124]);
  return [left + width / 2 - frame.left - x, top + (side * (1 + Math.SQRT2)) / 2 - frame.top - y];
}"""


def test_the_tip_of_the_pin_is_at_its_place_and_without_a_figure_it_says_the_distance(page: Page) -> None:
    choose(page, "pin=124,39")
    right, down = page.evaluate(f"({TIP})({MAP})")
    assert abs(right) <= 1
    assert abs(down) <= 2
    choose(page, "by=2019&pin=126.62,35.9")
    expect(page.locator(".callout .answer").last).to_contain_text("no range figure to compare with")


def test_the_pin_says_the_same_on_paper_and_in_its_file(page: Page, tmp_path: Path) -> None:
    choose(page, f"pin=126.62,35.9&{SEVERAL}")
    lines = page.locator(".callout li").all_inner_texts()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = page.locator(".pin-answer").text_content() or ""
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert printed.startswith("Pin at 35.90° N, 126.62° E. ")
    assert all(line in printed for line in lines)
    with page.expect_download() as download:
        page.locator(".callout [data-does='save-pin']").click()
    download.value.save_as(tmp_path / "pin.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "pin.csv").read_text("utf-8"))))
    assert {row["place"] for row in rows} == {"pin 126.62,35.90"}
    best = {row["missile"]: row["answer"] for row in rows[::-1]}  # the first row of a missile is its best answer
    for line in lines:
        assert any(answer.endswith(line.partition(": ")[2]) for answer in best.values())


def test_symbols_are_named_with_kind_and_answer_and_drawings_are_silent(page: Page) -> None:
    assert page.locator(".leaflet-map-pane > .leaflet-pane:not([aria-hidden]) > svg").count() == 0
    expect(page.get_by_role("group", name="Scale bar")).to_contain_text("km")
    kunsan = page.locator(".site-marker[data-site='kunsan-air-base']")
    expect(kunsan).to_have_attribute(
        "aria-label", re.compile(r"^Kunsan Air Base, US base, \d+ km from [^,]+, within every figure$")
    )
    origin = page.locator(".site-marker[data-site='sinpung-dong']")
    name = "Sinpung-dong Missile Operating Base, Missile base, 8 of 20 places within every figure"
    expect(origin).to_have_attribute("aria-label", name)
    pick(page, "figures", "high")
    expect(origin).to_have_attribute("aria-label", name.replace("8 of", "20 of"))


def test_cards_give_the_position_to_copy(page: Page) -> None:
    popup = open_site(page, "sinpung-dong")
    expect(popup.get_by_text("40.32° N, 125.28° E")).to_be_visible()
    button = popup.locator("[data-does='copy-position']")
    expect(button).to_have_attribute("value", "40.32, 125.28")
    button.click()
    expect(page.locator("[role='status'].aloud")).to_have_text(re.compile(r"Copied\.|select"))


def test_two_points_are_measured_by_mouse_and_by_keyboard(page: Page) -> None:
    button = page.locator(".put-measure")
    button.click()
    page.mouse.click(300, 300)
    page.mouse.click(600, 500)
    label = page.locator(".measure-label")
    place = page.evaluate(
        f"[[300, 300], [600, 500]].map((at) => {MAP}.containerPointToLatLng(at)).map((at) => [at.lng, at.lat])"
    )
    azimuth, _, metres = GEOD.inv(*place[0], *place[1])
    expect(label).to_have_text(f"{metres / 1000:,.0f} km, initial bearing {azimuth % 360:.0f}°")
    expect(page.locator(".measure-end").last).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".measure-end, .measure-label")).to_have_count(0)
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(label).to_contain_text("initial bearing")
    before = label.inner_text()
    page.keyboard.press("ArrowRight")
    expect(label).not_to_have_text(before)
    expect(page.locator("[role='status'].aloud")).to_have_text(label.inner_text())
