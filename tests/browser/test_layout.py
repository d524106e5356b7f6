"""The page is whole at every size and without scripts: no label covers another, nothing is cut off."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from mapgen.selection.resolve import resolve
from tests.browser.driver import LANGUAGES, Label, labels, ring_letters, settle, speak, tab
from tests.effort import THOROUGH
from tools.label_truth import SETTLE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from mapgen.catalog.model import Catalog
    from mapgen.selection.resolve import Selection
    from tests.browser.conftest import OpenPage
    from tests.conftest import PageFile

STORIES = ("hwasong-11", "long-range")
ZOOM_BY = """(steps) => {
  const map = globalThis[document.querySelector(".folium-map").id];
  map.setZoom(map.getZoom() + steps, { animate: false });
  return map.getZoom();
}"""
# A ring's label is bent: a small box around each of its letters says better where it is than one around them all.
SYMBOLS = """() => [...document.querySelectorAll(".site-marker")].map((marker) => {
  const { left, top, right, bottom } = marker.querySelector(".symbol").getBoundingClientRect();
  return { text: marker.dataset.label, left: left + 2, top: top + 2, right: right - 2, bottom: bottom - 2, lang: "" };
})"""
RULER_GAPS = """() => [...document.querySelectorAll(".ruler text + text")].map((high) => {
  high.closest(".missile").style.contentVisibility = "visible";
  return high.getBoundingClientRect().left - high.previousElementSibling.getBoundingClientRect().right;
})"""
# What sticks out of its part of the page to either side, or shows only some of its words.
CUT_OFF = """() => [".panel", ".stage"].flatMap((part) => {
  const frame = document.querySelector(part).getBoundingClientRect();
  const parts = document.querySelectorAll(`${part} :not(.leaflet-container, .leaflet-map-pane *)`);
  return [...parts].filter((element) => {
    if (!element.checkVisibility() || element.closest("svg, option")) return false;
    const box = element.getBoundingClientRect();
    const hides = element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== "visible";
    return box.right > frame.right + 0.5 || box.left < frame.left - 0.5 || hides;
  });
}).map((element) => element.outerHTML.slice(0, 120))"""


# --- Labels -------------------------------------------------------------------------------------------------------


def collisions(page: Page) -> list[tuple[str, str]]:
    """Return the labels that overlap a label, or a symbol that is not their own."""
    placed = [label for kind in (".of-site", ".of-city", ".of-country", ".of-sea") for label in labels(page, kind)]
    letters = ring_letters(page)
    symbols = [Label(**found) for found in page.evaluate(SYMBOLS)]
    assert placed
    found = [(a.text, b.text) for a, b in itertools.combinations(placed, 2) if a.overlaps(b)]
    found += [(a.text, b.text) for a, b in itertools.product(placed, letters) if a.overlaps(b)]
    found += [(a.text, b.text) for a, b in itertools.combinations(letters, 2) if a.text != b.text and a.overlaps(b)]
    return found + [
        (a.text, b.text) for a, b in itertools.product(placed, symbols) if a.text != b.text and a.overlaps(b)
    ]


SIZES = {(360, 740): "hwasong-11", (768, 1024): "long-range", (1280, 800): "long-range", (1920, 1080): "hwasong-11"}
ZOOMS = (0, 1.5, 3, 4)  # beyond the one that the page opens with
VIEWS: dict[tuple[int, int], list[tuple[float, str]]] = {
    (360, 740): [(0, "en"), (3, "ko")],
    (768, 1024): [(1.5, "id"), (4, "ja")],
    (1280, 800): [(0, "ko"), (3, "en")],
    (1920, 1080): [(1.5, "ja"), (4, "id")],
}
SHOWN = [(story, size) for size, own in SIZES.items() for story in (STORIES if THOROUGH else [own])]


@pytest.mark.thorough
@pytest.mark.parametrize(("story", "size"), SHOWN, ids=lambda value: value if isinstance(value, str) else value[0])
def test_no_label_covers_another_or_a_symbol(
    story: str, size: tuple[int, int], page_file: PageFile, open_page: OpenPage
) -> None:
    """Each story is seen at every zoom and in every language; `make thorough` meets all, at every size."""
    page = open_page(page_file(story), width=size[0], height=size[1]).page
    first, shown = page.evaluate(ZOOM_BY, 0), []
    for zoom, language in list(itertools.product(ZOOMS, LANGUAGES)) if THOROUGH else VIEWS[size]:
        page.evaluate(ZOOM_BY, first + zoom - page.evaluate(ZOOM_BY, 0))
        speak(page, language)
        assert collisions(page) == [], (language, zoom)
        shown.append(len(labels(page)))
    assert min(shown) >= 1
    assert max(shown) >= 10


def test_labels_keep_clear_with_every_missile_on(page_file: PageFile, open_page: OpenPage) -> None:
    """Many rings want a label each: what finds no room is left out, and nothing collides."""
    page = open_page(page_file("hwasong-11"), width=1920, height=1080).page
    page.locator("[data-does='every'][value='all']").click()
    assert len(labels(page, ".of-ring")) >= 6
    assert collisions(page) == []


def test_labels_stand_inside_the_map(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11"), width=360, height=740).page
    frame = page.locator(".folium-map").bounding_box()
    assert frame is not None
    for label in labels(page, ".of-site"):
        assert label.left >= frame["x"], label
        assert label.right <= frame["x"] + frame["width"], label
        assert label.top >= frame["y"], label
        assert label.bottom <= frame["y"] + frame["height"], label


# --- Width --------------------------------------------------------------------------------------------------------


TABS = ("ranges", "sites", "reach", "sources")
WIDTHS = (360, 768, 899, 900, 1280, 1920)  # from 900 px on the panel is beside the map
LOOKS = {  # in the order in which they change the language the fewest times
    "hwasong-11": [("en", "reach", 360), ("en", "ranges", 900), ("ko", "sites", 1280), ("ko", "sources", 768)],
    "long-range": [("id", "sources", 899), ("id", "reach", 1920), ("ja", "sites", 360), ("ja", "ranges", 900)],
}


@pytest.mark.thorough
@pytest.mark.parametrize("story", STORIES)
def test_nothing_is_cut_off_and_nothing_scrolls_sideways(story: str, page_file: PageFile, open_page: OpenPage) -> None:
    """Each story is seen with every tab, each width and language in one of them; test_modes looks at 320 px.

    `make thorough` meets all of each with all of the others.
    """
    page = open_page(page_file(story)).page
    page.locator("details").evaluate_all("(all) => all.forEach((details) => { details.open = true; })")
    for language, name, width in itertools.product(LANGUAGES, TABS, WIDTHS) if THOROUGH else LOOKS[story]:
        if page.evaluate("document.documentElement.lang") != language:
            speak(page, language)
        page.set_viewport_size({"width": width, "height": 740})
        tab(page, name)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (width, language, name)
        assert page.evaluate(CUT_OFF) == [], (width, language, name)


def test_what_is_cut_off_is_seen(steps_page: Path, open_page: OpenPage) -> None:
    page = open_page(steps_page, width=900, height=800).page
    for part in (".foot", ".put-pin"):
        assert page.evaluate(CUT_OFF) == []
        page.locator(part).evaluate("(element) => { element.style.minWidth = '600px'; }")
        assert page.evaluate(CUT_OFF) != [], part
        page.locator(part).evaluate("(element) => { element.removeAttribute('style'); }")


@pytest.mark.thorough
@pytest.mark.parametrize("story", STORIES)
def test_limits_on_a_ruler_do_not_run_into_each_other(story: str, page_file: PageFile, open_page: OpenPage) -> None:
    """Each language in one of the stories; `make thorough` meets all in both."""
    page = open_page(page_file(story), width=360, height=740).page
    for language in LANGUAGES if THOROUGH else LANGUAGES[STORIES.index(story) :: 2]:
        speak(page, language)
        gaps = page.evaluate(RULER_GAPS)
        assert len(gaps) > 2
        assert min(gaps) >= 4, language


def test_wide_page_shows_map_and_panel_side_by_side(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11")).page
    stage, panel = page.locator(".stage").bounding_box(), page.locator("#panel").bounding_box()
    assert stage is not None
    assert panel is not None
    assert stage["x"] + stage["width"] <= panel["x"] + 1
    assert stage["height"] == 800
    assert panel["x"] + panel["width"] == 1280
    page.mouse.move(1200, 600)
    page.mouse.wheel(0, 2000)
    page.wait_for_function("() => scrollY > 500")
    assert page.locator(".stage").bounding_box() == stage  # the map stays in sight


def test_a_name_is_not_broken_at_its_hyphen_on_a_phone(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11"), width=360, height=844).page
    for width in (360, 390):
        page.set_viewport_size({"width": width, "height": 844})
        broken = page.locator(".row .name > span, dd bdi").evaluate_all(
            r"""all => all.flatMap(({ firstChild: node }) => [...node.data.matchAll(/KN-\d+/g)].filter((found) => {
              const range = document.createRange();
              range.setStart(node, found.index);
              range.setEnd(node, found.index + found[0].length);
              return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
            }).map(String))"""
        )
        assert broken == [], width


def test_map_follows_the_size_of_the_window(page_file: PageFile, open_page: OpenPage) -> None:
    """From wide to narrow and back: the map fills its place, and labels are placed anew."""
    page = open_page(page_file("hwasong-11")).page
    page.set_viewport_size({"width": 400, "height": 800})
    expect(page.locator(".fold")).to_be_hidden()
    page.evaluate(SETTLE)
    frame = page.locator(".folium-map").bounding_box()
    assert frame is not None
    assert frame["width"] == 400
    assert all(label.right <= 400 for label in labels(page, ".of-site"))
    assert collisions(page) == []


# --- Themes -------------------------------------------------------------------------------------------------------

BRIGHTNESS = """(selector) => {
  const style = getComputedStyle(document.querySelector(selector));
  const [red, green, blue] = style.backgroundColor.match(/[0-9]+/g).map(Number);
  return (red + green + blue) / 3;
}"""


def test_theme_follows_the_system_and_the_switch(steps_page: Path, open_page: OpenPage) -> None:
    page = open_page(steps_page, width=800).page

    def brightnesses() -> list[float]:
        return [page.evaluate(BRIGHTNESS, selector) for selector in ("body", ".folium-map")]

    assert min(brightnesses()) > 200
    page.emulate_media(color_scheme="dark")
    assert max(brightnesses()) < 60
    switch = page.locator("[data-does='theme']")
    switch.click()
    settle(page)
    assert min(brightnesses()) > 200
    page.emulate_media(color_scheme="light")
    assert min(brightnesses()) > 200
    switch.click()
    settle(page)
    assert max(brightnesses()) < 60


# --- Without scripts ---------------------------------------------------------------------------------------------


def selection_of(catalog: Catalog, story: str) -> Selection:
    """Return what a story shows."""
    return resolve(catalog, catalog.stories[story])


def assert_all_visible(found: Locator, count: int) -> None:
    """Check that there are so many elements, each of which can be seen."""
    expect(found).to_have_count(count)
    seen = found.evaluate_all(
        "(all) => all.map((element) => element.checkVisibility() && element.getBoundingClientRect().height > 0)"
    )
    assert seen == [True] * count


def assert_everything_can_be_read(page: Page, selection: Selection, sources: int) -> None:
    """Check that title, summary, every figure with its quote, every site and every source show."""
    figures = [figure for missile in selection.missiles for figure in missile.ranges]
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".summary:visible")).to_have_count(1)
    assert_all_visible(page.locator("#pane-ranges tbody tr"), len(figures))
    assert_all_visible(page.locator("#pane-ranges q"), sum(figure.quote is not None for figure in figures))
    assert_all_visible(page.locator("#pane-sites .card.site"), len(selection.sites))
    assert_all_visible(page.locator("#pane-sites .card.site > .sub"), len(selection.sites))
    assert_all_visible(page.locator("#pane-sources .sources > li"), sources)
    for pane in ("ranges", "sites", "sources"):
        expect(page.locator(f"#pane-{pane} h2.title")).to_be_visible()


@pytest.mark.parametrize("story", STORIES)
def test_without_scripts_everything_can_be_read(
    story: str, page_file: PageFile, open_page: OpenPage, catalog: Catalog
) -> None:
    opened = open_page(page_file(story), width=360, javascript=False)
    page = opened.page
    sources = page.locator(".sources > li").count()
    assert sources > 20
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert_everything_can_be_read(page, selection_of(catalog, story), sources)
        expect(page.locator(".no-script")).to_be_visible()
        expect(page.locator(".folium-map")).to_be_hidden()
        for control in (
            "[role='tablist']",
            "#origin",
            "[data-does='theme']",
            "[data-does='missile']",
            "[data-does='origin']",
        ):
            expect(page.locator(control).first).to_be_hidden()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert opened.requests == []


def test_a_browser_that_cannot_unpack_the_map_shows_the_page_as_without_scripts(
    steps_page: Path, open_page: OpenPage
) -> None:
    still = open_page(steps_page, width=360, javascript=False).page
    page = open_page(steps_page, width=360).page
    page.add_init_script("delete globalThis.DecompressionStream")
    page.reload()
    assert page.evaluate("document.readyState") == "complete"
    assert page.evaluate("document.documentElement.className") == ""
    for width in (360, 1280):
        for each in (still, page):
            each.set_viewport_size({"width": width, "height": 800})
        assert page.inner_text("body") == still.inner_text("body"), width
        expect(page.locator(".static-map")).to_be_visible()
        expect(page.locator("button:visible, input:visible, select:visible")).to_have_count(0)
