"""The page does what a reader's system, eyes or hands ask for: stillness, few colours, more room, larger targets."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.driver import LANGUAGES, open_site, speak, tab
from tests.browser.test_layout import CUT_OFF
from tests.effort import THOROUGH

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.browser.conftest import OpenPage
    from tests.conftest import PageFile

TABS = ("ranges", "sites", "reach", "sources")
OPEN_ALL = "(all) => all.forEach((details) => { details.open = true; })"
# WCAG 2.2, 1.4.12: what a reader's own style sheet may ask for; set in a way that no policy minds.
SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}"""
# Where the map stands right after an arrow key, before any animation could have brought it there, and where it ends.
PAN = """async () => {
  const map = globalThis[document.querySelector(".folium-map").id];
  const start = map.getCenter().lng;
  map.panBy([80, 0]);
  const atOnce = map.getCenter().lng;
  await new Promise((resolve) => setTimeout(resolve, 600));
  return [start, atOnce, map.getCenter().lng];
}"""
ZOOM = """() => {
  const map = globalThis[document.querySelector(".folium-map").id];
  map.setZoom(map.getZoom() + 1);
  const moved = [...document.querySelectorAll(".leaflet-zoom-animated")];
  return moved.map((each) => getComputedStyle(each).transitionDuration);
}"""
LOOK = """([selector, property]) => getComputedStyle(document.querySelector(selector))[property]"""
# Every control, last first: going up is when something that sticks to the top could lie over it.
COVERED = """() => {
  const tabs = document.querySelector(".tabs");
  const controls = [...document.querySelectorAll(".panel :is(a, button, input, select, summary, [tabindex='0'])")];
  const others = controls.reverse().filter((control) => control.checkVisibility() && !tabs.contains(control));
  return others.filter((control) => {
    control.focus();
    const [own, bar] = [control.getBoundingClientRect(), tabs.getBoundingClientRect()];
    return own.height < innerHeight && own.top >= bar.top - 1 && own.bottom <= bar.bottom + 1;
  }).map((control) => control.outerHTML.slice(0, 100));
}"""
# Controls that are no words of a sentence; a switch is as large as its label.
SMALL = """() => [...document.querySelectorAll(
  "button, select, input, summary, .row .value > a, .leaflet-control a, .leaflet-popup-close-button, .site-marker",
)].filter((control) => control.checkVisibility() && control.getBoundingClientRect().width > 0).map((control) => {
  const { width, height } = (control.closest("label") ?? control).getBoundingClientRect();
  return [Math.min(width, height), control.outerHTML.slice(0, 100)];
}).filter(([least]) => least < 23.9)"""
HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4")]
  .filter((heading) => heading.checkVisibility({ visibilityProperty: true }))
  .map((heading) => Number(heading.tagName[1]))"""


def test_nothing_moves_by_itself_where_stillness_is_asked_for(stepless_page: Path, open_page: OpenPage) -> None:
    page = open_page(stepless_page, moves=True).page
    start, at_once, end = page.evaluate(PAN)
    assert start <= at_once < end  # it moves by itself, as maps do
    page.emulate_media(reduced_motion="reduce")  # as a reader's system asks for
    start, at_once, end = page.evaluate(PAN)
    assert start < at_once == end
    assert set(page.evaluate(ZOOM)) == {"0s"}
    popup = open_site(page, "north-base")
    expect(popup).to_have_css("transition-duration", "0s")


@pytest.mark.parametrize("dark", [False, True])
def test_few_colours_still_tell_what_is_chosen(dark: bool, stepless_page: Path, open_page: OpenPage) -> None:
    """With the system's own colours the map keeps its own, and what is selected differs from what is not."""
    page = open_page(stepless_page, dark=dark).page
    rings = page.evaluate(LOOK, [".folium-map path.ring.low", "stroke"])
    sea = page.evaluate(LOOK, [".folium-map", "backgroundColor"])
    page.emulate_media(forced_colors="active")
    assert page.evaluate(LOOK, [".folium-map path.ring.low", "stroke"]) == rings
    assert page.evaluate(LOOK, [".folium-map", "backgroundColor"]) == sea
    for chosen, other in (("#tab-ranges", "#tab-sites"), ("[lang='en'][value='en']", "[value='ko']")):
        colours = [page.evaluate(LOOK, [selector, "borderBottomColor"]) for selector in (chosen, other)]
        assert colours[0] != colours[1]
    page.locator("#tab-ranges").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate(LOOK, ["#tab-sites", "outlineStyle"]) == "solid"


ROOMY = {"hwasong-11": ("en", "ja"), "long-range": ("id", "ko")}


@pytest.mark.thorough
@pytest.mark.parametrize("story", ROOMY)
def test_nothing_is_lost_at_four_times_the_size_with_more_room_between_letters(
    story: str, page_file: PageFile, open_page: OpenPage
) -> None:
    """320 pixels are 1280 at 400 %; and 1.4.12 wants its spacing without loss: what fits with it fits without it.

    `make thorough` tries every language of each story, and English without that spacing.
    """
    page = open_page(page_file(story), width=320, height=640).page
    page.locator("details").evaluate_all(OPEN_ALL)
    spaced = [(True, language) for language in (LANGUAGES if THOROUGH else ROOMY[story])]
    for spacing, language in [(False, "en"), *spaced] if THOROUGH else spaced:
        if spacing:
            page.evaluate(SPACING)
        speak(page, language)
        for name in TABS:
            tab(page, name)
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, (spacing, language, name)
            assert page.evaluate(CUT_OFF) == [], (spacing, language, name)


SHOWN = [("hwasong-11", 360), ("long-range", 1280), *([("hwasong-11", 1280), ("long-range", 360)] if THOROUGH else [])]


@pytest.mark.thorough
@pytest.mark.parametrize(("story", "width"), SHOWN)
def test_every_tab_is_in_order_with_all_of_it_open(
    story: str, width: int, page_file: PageFile, open_page: OpenPage
) -> None:
    """Focus is never under the tabs, and headings go down one step at a time.

    Controls are 24 pixels large each way (2.5.8); links in a sentence, such as footnote marks, may be smaller.
    """
    page = open_page(page_file(story), width=width, height=740).page
    page.locator("details").evaluate_all(OPEN_ALL)
    for name in TABS:
        tab(page, name)
        assert page.evaluate(COVERED) == [], name
        assert page.evaluate(SMALL) == [], name
        levels = page.evaluate(HEADINGS)
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels)), (name, levels)
    open_site(page, "sinpung-dong")
    assert page.evaluate(SMALL) == [], "a popup"


def test_first_stop_leads_past_the_map(stepless_page: Path, open_page: OpenPage) -> None:
    page = open_page(stepless_page).page
    skip = page.locator(".skip").first
    assert page.evaluate(LOOK, [".skip", "clipPath"]) != "none"
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    assert page.evaluate(LOOK, [".skip", "clipPath"]) == "none"
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#panel') !== null")


def test_the_way_past_the_map_unfolds_the_panel_and_a_narrow_window_never_hides_it(
    stepless_page: Path, open_page: OpenPage
) -> None:
    page = open_page(stepless_page).page
    page.locator(".fold").click()
    expect(page.locator("#panel")).to_be_hidden()
    page.set_viewport_size({"width": 700, "height": 900})
    expect(page.locator("h1")).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(page.locator("h1")).to_be_hidden()
    page.locator(".skip").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_focused()


def test_home_and_end_go_to_the_first_and_the_last_tab(stepless_page: Path, open_page: OpenPage) -> None:
    page = open_page(stepless_page).page
    page.locator("#tab-ranges").focus()
    for key, name in (("End", "sources"), ("ArrowRight", "ranges"), ("ArrowLeft", "sources"), ("Home", "ranges")):
        page.keyboard.press(key)
        expect(page.locator(f"#tab-{name}")).to_be_focused()
        expect(page.locator(f"#pane-{name}")).to_be_visible()


def test_fingers_find_targets_of_44_pixels(stepless_page: Path, browser: Browser) -> None:
    """WCAG 2.2, 2.5.5: what is pressed on a coarse pointer."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(stepless_page.resolve().as_uri())
    expect(page.locator("html[data-mapgen-ready='true']")).to_be_attached()
    wanted = (
        ".languages button, .theme, .tabs button, .key .row label, .put-pin, .leaflet-bar a, #finder, #figures, "
        "#origin, .share, .take-box button, .take-box label"
    )
    page.locator(".head .share").click()
    sizes = page.locator(wanted).evaluate_all(
        "(all) => all.map((each) => [each.className || each.id, Math.round(each.getBoundingClientRect().height)])"
    )
    context.close()
    assert len(sizes) > 10
    assert [size for size in sizes if 0 < size[1] < 44] == []
