"""Whoever uses no mouse gets everywhere, and never loses the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from mapgen.locale import locale_of
from tests.browser.driver import MAP, enter_site, hit_line, move_map, pick, ring_labels, settle, texts

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from mapgen import MapDocument
    from tests.browser.conftest import OpenPage
    from tests.conftest import PageFile

FOCUS = "document.activeElement.dataset.site ?? document.activeElement.className"


@pytest.fixture
def page(stepless_page: Path, open_page: OpenPage) -> Page:
    """Open the small catalog's story, wide."""
    return open_page(stepless_page).page


@pytest.fixture
def full_page(page_file: PageFile, open_page: OpenPage) -> Page:
    """Open a story of many sites and missiles, wide."""
    return open_page(page_file("hwasong-11")).page


def tab_to(page: Page, selector: str, most: int = 150) -> None:
    """Press Tab until the focus is on an element."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} was not reached with {most} presses of Tab")


def walk_to(page: Page, missile: str, selector: str) -> None:
    """Go to the key with Tab, then with arrow keys to an element of a missile's row."""
    tab_to(page, ".key .missiles :is(input, button, a)")
    page.keyboard.press("Home")
    for key, wanted in (("ArrowDown", f"[data-missile='{missile}'] *"), ("ArrowRight", selector)):
        for _ in range(20):
            if page.evaluate("(selector) => document.activeElement.matches(selector)", wanted):
                break
            page.keyboard.press(key)
        else:
            pytest.fail(f"{wanted} was not reached with {key}")


def test_tabs_turn_with_arrows_and_open_with_enter(page: Page) -> None:
    tabs = [page.locator(f"#tab-{name}") for name in ("ranges", "sites", "reach", "sources")]
    panes = [page.locator(f"#pane-{name}") for name in ("ranges", "sites", "reach", "sources")]
    tab_to(page, "#tab-ranges")
    for key, index in (
        ("ArrowRight", 1),
        ("ArrowRight", 2),
        ("ArrowRight", 3),
        ("ArrowRight", 0),
        ("ArrowLeft", 3),
        ("ArrowLeft", 2),
    ):
        page.keyboard.press(key)
        expect(tabs[index]).to_be_focused()
        for other, (tab, pane) in enumerate(zip(tabs, panes, strict=True)):
            expect(tab).to_have_attribute("aria-selected", "true" if other == index else "false")
            expect(pane).to_be_visible(visible=other == index)
    page.keyboard.press("Tab")
    expect(panes[2]).to_be_focused()
    tabs[3].focus()
    page.keyboard.press("Enter")
    expect(panes[3]).to_be_visible()


def test_switches_and_languages_answer_to_keys(full_page: Page, map_documents: dict[str, MapDocument]) -> None:
    walk_to(full_page, "hwasong-11-series", "input")
    full_page.keyboard.press("Space")
    assert texts(full_page, ".of-ring") == []
    full_page.keyboard.press("Space")
    assert texts(full_page, ".of-ring") == sorted(ring_labels(map_documents["hwasong-11"], "hwasong-11-series"))
    full_page.locator("h1").click()
    full_page.locator("[data-does='speak'][value='ja']").focus()
    full_page.keyboard.press("Enter")
    expect(full_page.locator("html")).to_have_attribute("lang", "ja")


@pytest.mark.parametrize("story", ["hwasong-11", "long-range"])
def test_the_tabs_are_few_stops_away(story: str, page_file: PageFile, open_page: OpenPage) -> None:
    """Of the switches, figures and footnotes above them, each group is one stop."""
    tab_to(open_page(page_file(story)).page, "[role='tab']", most=28)


IN_KEY = (
    "[...document.querySelectorAll('.key .missiles :is(input, button, a)')].filter((each) => each.checkVisibility())"
)


def test_arrows_reach_every_switch_figure_and_footnote_of_the_key(full_page: Page) -> None:
    tab_to(full_page, ".key .missiles input")
    seen = set()
    for _ in range(full_page.locator(".key .missiles > .row").count()):
        for key in ("Shift", *["ArrowRight"] * 4, *["ArrowLeft"] * 4, "ArrowDown"):
            full_page.keyboard.press(key)
            seen.add(full_page.evaluate(f"{IN_KEY}.indexOf(document.activeElement)"))
    assert seen == set(range(full_page.evaluate(f"{IN_KEY}.length")))


def test_one_stop_of_the_key_remains_when_footnotes_come_and_go(page: Page) -> None:
    for index in (0, 1, 0):
        page.locator("[data-does='missile']").nth(index).click()
        settle(page)
        assert page.evaluate(f"{IN_KEY}.filter((each) => each.tabIndex === 0).length") == 1


def test_marker_opens_with_enter_and_closes_with_escape(page: Page) -> None:
    """The focus goes into the popup, and back to the marker."""
    page.locator(".folium-map").focus()
    page.keyboard.press("Tab")
    marker = page.locator(".site-marker:focus")
    expect(marker).to_have_count(1)
    site = marker.get_attribute("data-site")
    name = marker.get_attribute("aria-label")
    enter_site(page, site or "")
    popup = page.locator(".leaflet-popup")
    expect(popup.get_by_role("heading").first).to_have_text((name or "").partition(",")[0])
    assert page.evaluate("document.activeElement.closest('.leaflet-popup') !== null")
    page.keyboard.press("Escape")
    expect(popup).to_have_count(0)
    assert page.evaluate(FOCUS) == site


ARROWS = ("ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp")
MIDDLES = """(selector) => [...document.querySelectorAll(selector)].map((element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [element.dataset.site ?? element.dataset.spot, left + width / 2, top + height / 2];
})"""
STOPS = "(all) => all.filter(({ tabIndex }) => tabIndex === 0).map(({ dataset }) => dataset.site ?? dataset.spot)"
FOCUSED = "document.activeElement.dataset.site ?? document.activeElement.dataset.spot"
# Go on from each site in each direction until no new one is found, as a reader would who presses arrow keys only.
WALK = """([selector, arrows]) => {
  const waiting = [document.querySelector(selector)];
  const seen = new Set(waiting);
  while (waiting.length > 0) {
    const from = waiting.pop();
    for (const key of arrows) {
      from.focus({ preventScroll: true });
      from.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      if (!seen.has(document.activeElement)) waiting.push(document.activeElement);
      seen.add(document.activeElement);
    }
  }
  return [...seen].map(({ dataset }) => dataset.site ?? dataset.spot).sort();
}"""


def open_azimuthal(page: Page) -> None:
    """See the world from a site, by keys."""
    enter_site(page, "sinpung-dong")
    page.locator(".leaflet-popup [data-does='from']").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".azimuthal-title")).to_be_focused()
    settle(page)


def enter_sites(page: Page, view: str) -> str:
    """Tab to the sites on the map, or in the azimuthal view; return what a site is there."""
    if view == "map":
        page.locator(".folium-map").focus()
        page.keyboard.press("Tab")
        return ".site-marker"
    open_azimuthal(page)
    tab_to(page, "[data-spot]", most=5)
    return "[data-spot]"


@pytest.mark.parametrize("view", ["map", "azimuthal"])
def test_sites_are_one_stop_and_arrows_go_among_all_of_them(view: str, full_page: Page) -> None:
    """Also those that lie in one pile."""
    sites = enter_sites(full_page, view)
    every = full_page.locator(sites)
    assert every.count() > 30
    for key in (*ARROWS, "ArrowRight", "ArrowDown"):
        middles = {name: (x, y) for name, x, y in full_page.evaluate(MIDDLES, sites)}
        before = full_page.evaluate(FOCUSED)
        full_page.keyboard.press(key)
        after = full_page.evaluate(FOCUSED)
        assert every.evaluate_all(STOPS) == [after]
        across, down = (middles[after][axis] - middles[before][axis] for axis in (0, 1))
        along = {"ArrowRight": across, "ArrowLeft": -across, "ArrowDown": down, "ArrowUp": -down}[key]
        assert after == before or along >= max(abs(across), abs(down)) > 0
    full_page.keyboard.press("End")
    assert full_page.evaluate(FOCUSED) == every.evaluate_all(
        "(all) => all.at(-1).dataset.site ?? all.at(-1).dataset.spot"
    )
    full_page.keyboard.press("Home")
    assert full_page.evaluate(FOCUSED) == every.evaluate_all("(all) => all[0].dataset.site ?? all[0].dataset.spot")
    full_page.keyboard.press("Tab")
    assert not full_page.evaluate("(selector) => document.activeElement.matches(selector)", sites)
    full_page.keyboard.press("Shift+Tab")
    assert full_page.evaluate("(selector) => document.activeElement.matches(selector)", sites)
    names = sorted(name for name, _, _ in full_page.evaluate(MIDDLES, sites))
    assert full_page.evaluate(WALK, [sites, ARROWS]) == names


def test_a_marker_that_gets_the_focus_is_brought_into_view(stepless_page: Path, open_page: OpenPage) -> None:
    page = open_page(stepless_page, height=300).page
    enter_sites(page, "map")
    move_map(page, "setZoom(8, { animate: false })")
    first, last = page.locator(".site-marker").first, page.locator(".site-marker").last
    for key, there in (("End", last), ("Home", first)):
        expect(there).not_to_be_in_viewport()
        page.keyboard.press(key)
        expect(there).to_be_focused()
        expect(there).to_be_in_viewport()


def test_arrows_still_move_the_map_itself(page: Page) -> None:
    """And not while a marker has the focus."""
    centre = f"{MAP}.getCenter().lng"
    page.locator(".leaflet-control-zoom-in").click()
    page.wait_for_timeout(400)
    page.locator(".folium-map").focus()
    before = page.evaluate(centre)
    page.keyboard.press("ArrowRight")
    page.wait_for_function(f"(before) => {centre} > before + 0.1", arg=before)


def test_one_stop_remains_when_a_kind_is_hidden(page: Page) -> None:
    enter_sites(page, "map")
    page.locator("[data-does='kind'][value='missile_base']").click()
    assert len(page.locator(".site-marker").evaluate_all(STOPS)) == 1


def test_focus_stays_on_a_site_as_the_view_from_another_grows(full_page: Page) -> None:
    enter_sites(full_page, "azimuthal")
    full_page.keyboard.press("ArrowDown")
    site = full_page.evaluate(FOCUSED)
    full_page.keyboard.press("-")
    settle(full_page)
    assert full_page.evaluate(FOCUSED) == site


def test_closing_a_popup_from_inside_gives_the_focus_back(page: Page) -> None:
    """Neither its cross nor its button takes the reader away from the marker."""
    popup = page.locator(".leaflet-popup")
    for key, site in (("Enter", "north-base"), ("Space", "south-base")):
        for control in (".leaflet-popup-close-button", "[data-does='origin']"):
            enter_site(page, site)
            popup.locator(control).focus()
            page.keyboard.press(key)
            expect(popup).to_have_count(0)
            assert page.evaluate(FOCUS) == site, (control, key)


def test_escape_closes_from_deep_inside_a_popup(page: Page) -> None:
    enter_site(page, "north-base")
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.leaflet-popup') !== null")
    page.keyboard.press("Escape")
    expect(page.locator(".leaflet-popup")).to_have_count(0)
    assert page.evaluate(FOCUS) == "north-base"


def test_mark_followed_by_keys_reaches_its_source(page: Page) -> None:
    walk_to(page, "kite-1", "sup a")
    number = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    expect(page.locator(f"#source-{number}")).to_be_focused()


def test_what_a_ring_opens_is_reached_by_keys(full_page: Page) -> None:
    """The key's band leads to the figures that a click on a ring opens, and the key says on what basis it is drawn."""
    for origin in ("", "sinpung-dong"):
        pick(full_page, "origin", origin)
        hit_line(full_page, full_page.locator("path.hit").last)
        popup = full_page.locator(".leaflet-popup .missile")
        figures = popup.locator("table").inner_text()
        basis = popup.locator(".basis").get_attribute("class")
        full_page.keyboard.press("Escape")
        full_page.locator(".key .kinds input").first.focus()
        walk_to(full_page, "hwasong-11-series", "[data-does='evidence']")
        full_page.keyboard.press("Enter")
        card = full_page.locator("#missile-hwasong-11-series")
        expect(card).to_be_focused()
        assert card.locator("table").inner_text() == figures, origin
        said = full_page.locator(".key [data-missile='hwasong-11-series'] small").inner_text()
        assert said == locale_of("en").ui[f"basis_{(basis or '').removeprefix('basis ')}"], origin


def test_panel_folds_and_unfolds(page: Page) -> None:
    button = page.locator("[data-does='fold']")
    before = page.locator(".folium-map").bounding_box()
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#panel")).to_be_hidden()
    after = page.locator(".folium-map").bounding_box()
    assert before is not None
    assert after is not None
    assert after["width"] > before["width"]
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(page.locator("h1")).to_be_visible()
