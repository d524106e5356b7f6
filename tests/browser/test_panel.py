"""What a reader sees at once, the key as a chart, and the ways back from choices that leave nothing to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from mapgen.page.scale import scale_of
from tests.browser.driver import LANGUAGES, choice, choose, pick, speak, tab
from tests.effort import THOROUGH

if TYPE_CHECKING:
    from playwright.sync_api import Locator

    from mapgen import MapDocument
    from tests.browser.conftest import AxeViolations, LendingPage, OpenPage
    from tests.conftest import PageFile

# The order of what a screen reader meets: each part with its place in the document.
ORDER = """(selectors) => {
  const every = [...document.querySelectorAll("*")];
  return selectors.map((selector) => every.indexOf(document.querySelector(selector)));
}"""
STORIES = ("hwasong-11", "long-range")
SPOKEN = {story: LANGUAGES if THOROUGH else LANGUAGES[turn::2] for turn, story in enumerate(STORIES)}  # they take turns
DIMMED = "(paths) => paths.map((path) => [path.classList.contains('ring-1'), path.classList.contains('dimmed')])"


# Where the first element of each selector begins and ends in the window.
SIDES = """(selectors) => selectors.map((selector) => {
  const { top, bottom } = document.querySelector(selector).getBoundingClientRect();
  return [selector, top, bottom];
})"""
FIRST = ["h1", ".takeaway", ".kinds", ".missiles .row", ".source-line", ".tabs"]


def top(found: Locator) -> float:
    """Return where an element begins in the window."""
    box = found.bounding_box()
    assert box
    return box["y"]


def bottom(found: Locator) -> float:
    """Return where an element ends in the window."""
    box = found.bounding_box()
    assert box
    return box["y"] + box["height"]


@pytest.mark.thorough
@pytest.mark.parametrize("story", STORIES)
def test_the_first_screen_shows_title_takeaway_and_key_with_the_tabs_or_on_a_phone_the_map(
    story: str, page_file: PageFile, open_page: OpenPage
) -> None:
    """Each language in one of the stories; `make thorough` meets all in both."""
    page = open_page(page_file(story), width=390, height=844).page
    for language in SPOKEN[story]:
        speak(page, language)
        for width, height in ((1366, 768), (1440, 900)):
            page.set_viewport_size({"width": width, "height": height})
            for part, begins, ends in page.evaluate(SIDES, FIRST):
                assert 0 <= begins < ends <= height, (language, width, part)
        page.set_viewport_size({"width": 390, "height": 844})
        places = [begins for _, begins, _ in page.evaluate(SIDES, ["h1", ".takeaway", ".stage", ".embed-key"])]
        assert places == sorted(places), language
        assert bottom(page.locator(".embed-key li:visible").first) <= 844, language


def test_title_and_takeaway_come_before_the_map(lending_page: LendingPage) -> None:
    parts = [".skip", "h1", ".takeaway", ".summary", ".folium-map", ".key", "[role='tablist']", "#pane-ranges"]
    found = lending_page("hwasong-11").evaluate(ORDER, parts)
    assert found == sorted(found)


def test_a_folded_panel_leaves_title_key_and_sources_on_the_map(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11")).page
    expect(page.locator(".embed-key")).to_be_hidden()
    page.locator(".fold").click()
    for part in (".embed-title", ".embed-key", ".source-line", ".folium-map"):
        expect(page.locator(part)).to_be_visible()
        assert bottom(page.locator(part)) <= 800
    expect(page.locator(".embed-key strong:visible")).to_have_text(["380–800 km"])
    choose(page, "figures=low")
    expect(page.locator(".embed-key strong:visible")).to_have_text(["380 km"])


@pytest.mark.parametrize("width", [390, 1366])
def test_a_tab_opens_at_its_beginning(width: int, page_file: PageFile, open_page: OpenPage) -> None:
    """The tab of the address, and those that are opened after it."""
    page = open_page(page_file("hwasong-11"), width=width, height=768, address="tab=reach").page
    assert abs(top(page.locator(".tabs"))) <= 1
    expect(page.locator("#pane-reach tbody tr").first).to_be_in_viewport()
    page.evaluate("scrollTo(0, 0)")
    tab(page, "sites")
    assert abs(top(page.locator(".tabs"))) <= 1
    page.evaluate("scrollBy(0, 1500)")
    tab(page, "ranges")
    assert abs(top(page.locator(".tabs"))) <= 1


def test_the_second_skip_link_leads_to_the_evidence(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11")).page
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.locator("[data-does='skip-tabs']")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#tab-ranges")).to_be_focused()
    assert abs(top(page.locator(".tabs"))) <= 1


def test_bars_of_one_scale_and_line_styles_of_the_key_follow_the_figures(
    page_file: PageFile, open_page: OpenPage, map_documents: dict[str, MapDocument]
) -> None:
    page = open_page(page_file("hwasong-11")).page
    selection = map_documents["hwasong-11"].selection
    scale = scale_of(selection.bands, selection.missiles)
    rows = page.locator(".missiles .row")
    ids = rows.evaluate_all("(rows) => rows.map((row) => row.dataset.missile)")
    highs = [selection.bands[id_].high_km for id_ in ids if id_ in selection.bands]
    assert highs == sorted(highs, reverse=True)

    def width(part: str) -> float:
        bar = page.locator(f"[data-missile='hwasong-11-series'] .bar .{part}")
        return float((bar.get_attribute("width") or "").rstrip("%"))

    styles = page.locator(".key [data-style]:visible")
    expect(styles).to_have_count(2)
    band = selection.bands["hwasong-11-series"]
    assert width("outer") == pytest.approx(100 * band.high_km / scale.end_km, abs=0.01)
    assert width("inner") == pytest.approx(100 * (band.low_km or 0) / scale.end_km, abs=0.01)
    pick(page, "figures", "low")
    assert width("outer") == pytest.approx(100 * (band.low_km or 0) / scale.end_km, abs=0.02)
    expect(styles).to_have_count(1)
    expect(styles).to_have_attribute("data-style", "low illustrative")
    expect(page.locator(".leaflet-rings-pane .ring.high")).to_have_count(0)


def test_rows_of_the_key_show_all_none_or_only_one_missile_and_let_its_rings_stand_out(
    page_file: PageFile, open_page: OpenPage
) -> None:
    """By mouse and keyboard; the rings stand out while one points at the row."""
    page = open_page(page_file("hwasong-11")).page
    boxes = page.locator(".missiles input")
    checked = page.locator(".missiles input:checked")
    page.locator("[data-does='every'][value='all']").click()
    expect(checked).to_have_count(boxes.count())
    page.locator("[data-does='every'][value='none']").click()
    expect(checked).to_have_count(0)
    page.locator(".missiles input[value='hwasong-11na']").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("[data-does='only'][value='hwasong-11na']")).to_be_focused()
    page.keyboard.press("Enter")
    expect(checked).to_have_count(1)
    assert choice(page, "missiles") == "hwasong-11na"
    choose(page, "missiles=hwasong-11-series,hwasong-11na")
    lines = page.locator(".leaflet-rings-pane path.ring")
    page.locator("[data-missile='hwasong-11-series'] .name").hover()
    assert {tuple(each) for each in lines.evaluate_all(DIMMED)} == {(True, False), (False, True)}
    page.locator("h1").hover()
    assert {dimmed for _, dimmed in lines.evaluate_all(DIMMED)} == {False}


def test_a_year_without_a_figure_is_said_on_the_map_with_what_there_is_instead(
    page_file: PageFile, open_page: OpenPage, axe_violations: AxeViolations
) -> None:
    page = open_page(page_file("hwasong-11")).page
    note = page.locator(".map-empty")
    expect(note).to_be_hidden()
    expect(page.locator("#as-of option[value='2021']")).to_have_text("the end of 2021 (0)")
    pick(page, "as-of", "2021")
    expect(note).to_contain_text("By the end of 2021 no source gave a range for Hwasong-11 series.")
    expect(page.locator(".key .undated")).to_have_text(
        "A source without a date counts from the day on which it was read."
    )
    expect(note).to_contain_text("There is a ring for ")
    expect(page.locator(".aloud")).to_contain_text("no source gave a range for Hwasong-11 series")
    expect(page.locator(".then")).to_be_visible()
    assert axe_violations(page, within=".map-empty") == []
    note.get_by_role("button", name="Show").click()
    expect(note).to_be_hidden()
    assert page.locator(".leaflet-rings-pane path.ring").count() > 0
    expect(page.locator("#as-of option[value='2021']")).not_to_have_text("the end of 2021 (0)")


def test_fit_shows_the_rings_whole_and_reset_brings_everything_back_but_the_language(
    page_file: PageFile, open_page: OpenPage
) -> None:
    page = open_page(page_file("hwasong-11")).page
    reset = page.locator(".map-acts .reset")
    expect(reset).to_be_hidden()
    choose(page, "missiles=hwasong-11ra&origin=hodo&at=10.00,20.00,4")
    page.locator("[data-does='fit']").click()
    ring, frame = page.locator(".leaflet-rings-pane path.ring.high"), page.locator(".folium-map")
    expect(ring).to_be_in_viewport()
    page.wait_for_timeout(400)  # the map moves there
    assert top(frame) <= top(ring)
    assert bottom(ring) <= bottom(frame)
    choose(page, "lang=ko&missiles=hwasong-11ra&origin=hodo&by=2024&figures=high&pin=127.00,37.50&naive=1&hide=us_base")
    page.locator("[data-does='fit']").click()
    expect(reset).to_be_visible()
    reset.click()
    expect(reset).to_be_hidden()
    assert page.evaluate("location.hash") == "#lang=ko"
    expect(page.locator(".missiles input:checked")).to_have_value("hwasong-11-series")
    expect(page.locator(".then")).to_be_hidden()
