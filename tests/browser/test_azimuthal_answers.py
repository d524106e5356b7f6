"""The azimuthal view answers as the map does, hides the map it covers, and gives way to it in years before its site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.driver import choose, settle

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage
    from tests.conftest import PageFile

TITLE = ".leaflet-popup .popup-title"
AWAY = "9,515 km from Sinpung-dong"
LOS_ANGELES = f"Los Angeles, {AWAY}, Reference place, 9,326 km from Yeongjeo-dong, depends on the figure"
# Whether what has the focus, a symbol or a control, can be seen: nothing lies over its middle.
SEEN = """() => {
  const { left, top, width, height } = document.activeElement.getBoundingClientRect();
  const found = document.elementFromPoint(left + width / 2, top + height / 2);
  return document.activeElement.contains(found) || found.closest(".spot") !== null; // symbols lie on one another
}"""
AS_OF = """(select, year) => {
  select.value = year;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}"""
IN_STAGE = "() => document.activeElement.closest('.stage') !== null"


@pytest.fixture
def disc(page_file: PageFile, open_page: OpenPage) -> Page:
    """Open a story that opens in the azimuthal view."""
    return open_page(page_file("long-range")).page


def place_in_disc(page: Page) -> tuple[float, float]:
    """Find the middle of the pin in the view, as the window counts."""
    box = page.locator("[data-spot='@pin'] path").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_tab_stops_only_where_the_focus_is_seen(disc: Page) -> None:
    stops = 0
    for _ in range(40):
        disc.keyboard.press("Tab")
        if not disc.evaluate(IN_STAGE):
            continue
        stops += 1
        assert disc.evaluate(SEEN), disc.evaluate("document.activeElement.outerHTML")
    assert stops > 4
    for button in ("pin", "measure", "fit"):
        expect(disc.locator(f"[data-does='{button}']")).to_be_hidden()
    disc.get_by_role("button", name="Back to the map").click()
    for button in ("pin", "measure", "fit"):
        expect(disc.locator(f"[data-does='{button}']")).to_be_visible()


def test_escape_leaves_a_measurement_on_the_covered_map_alone(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("long-range"), address="from=map").page
    page.locator(".put-measure").focus()
    page.keyboard.press("Enter")
    choose(page, "from=sinpung-dong")
    page.keyboard.press("Escape")
    expect(page.locator(".measure-end")).to_have_count(2)


@pytest.mark.parametrize("address", ["from=map", "from=yongnim", "by=2017"])
def test_the_view_of_the_address_takes_no_focus(page_file: PageFile, open_page: OpenPage, address: str) -> None:
    page = open_page(page_file("long-range"), address=address).page
    settle(page)
    assert page.evaluate("document.activeElement === document.body")


def test_a_site_answers_with_the_distance_from_the_centre(disc: Page) -> None:
    spot = disc.locator("[data-spot='los-angeles']")
    expect(spot).to_have_attribute("aria-label", LOS_ANGELES)
    spot.hover()
    expect(disc.locator(".site-hint")).to_have_text(LOS_ANGELES)
    spot.click()
    expect(disc.locator(".site-hint")).to_have_count(0)
    expect(disc.locator(TITLE)).to_have_text(" Los Angeles")
    expect(disc.locator(".leaflet-popup p.verdict")).to_contain_text("9,326 ± 33 km from Yeongjeo-dong")
    expect(disc.locator(".leaflet-popup li.verdict")).to_have_text(AWAY)
    disc.keyboard.press("Escape")
    expect(disc.locator(".leaflet-popup")).to_have_count(0)
    expect(disc.locator(".azimuthal")).to_be_visible()
    choose(disc, "origin=sinpung-dong")
    settle(disc)
    name = f"Los Angeles, {AWAY}, Reference place, depends on the figure"  # the distance is said once
    expect(spot).to_have_attribute("aria-label", name)


@pytest.mark.parametrize(("width", "height", "address"), [(390, 844, ""), (600, 450, "embed")], ids=["phone", "frame"])
def test_an_answer_stays_beside_its_place_in_view(
    page_file: PageFile, open_page: OpenPage, width: int, height: int, address: str
) -> None:
    page = open_page(page_file("long-range"), width=width, height=height, address=address).page
    page.locator("[data-spot='jakarta']").click()
    popup = page.locator(".leaflet-popup-content-wrapper")
    expect(popup).to_be_visible()
    assert page.evaluate("scrollY") == 0
    box, spot = popup.bounding_box(), page.locator("[data-spot='jakarta']").bounding_box()
    stage = page.locator(".azimuthal").bounding_box()
    assert box
    assert spot
    assert stage
    assert stage["x"] <= box["x"]
    assert box["x"] + box["width"] <= stage["x"] + stage["width"]
    assert stage["y"] <= box["y"]
    assert box["y"] + box["height"] <= stage["y"] + stage["height"]
    assert box["y"] + box["height"] < spot["y"] + 12 or spot["y"] + 12 < box["y"]


def test_a_bare_place_answers_and_takes_the_pin(disc: Page) -> None:
    disc.mouse.click(300, 300)
    expect(disc.locator(TITLE)).to_contain_text("32.08° N, 11.33° E")
    disc.get_by_role("button", name="Put the pin here").click()
    settle(disc)
    assert disc.evaluate("location.hash") == "#pin=11.33,32.08"
    x, y = place_in_disc(disc)
    assert (x, y + 12) == pytest.approx((300, 300), abs=2)  # its tip
    disc.mouse.click(600, 500)
    settle(disc)
    x, y = place_in_disc(disc)
    assert (x, y + 12) == pytest.approx((600, 500), abs=2)
    disc.wait_for_timeout(400)  # in which the popup that was there before fades
    disc.locator("[data-does='take-pin']").click()
    settle(disc)
    expect(disc.locator("[data-spot='@pin']")).to_have_count(0)
    expect(disc.locator(".leaflet-popup")).to_have_count(0)


def test_a_pin_of_the_address_is_seen_with_its_answer(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("long-range"), address="pin=-90,40").page
    name = "Pin at 40.00° N, 90.00° W"
    pin = page.get_by_role("button", name=name)
    expect(pin).to_be_visible()
    expect(page.locator(".leaflet-popup li.verdict")).to_have_text("10,420 km from Sinpung-dong")
    page.get_by_role("button", name="Close").click()
    page.wait_for_timeout(400)  # in which the popup fades
    pin.focus()
    page.keyboard.press("Enter")
    expect(page.locator(TITLE)).to_contain_text("40.00° N, 90.00° W")


@pytest.mark.parametrize(
    ("year", "who"), [(2017, "Yeongjeo-dong missile base"), (2024, "at least one of 4 reported bases")]
)
def test_a_year_before_the_centre_was_reported_shows_the_map(
    page_file: PageFile, open_page: OpenPage, year: int, who: str
) -> None:
    page = open_page(page_file("long-range"), address=f"by={year}").page
    expect(page.locator(".azimuthal")).to_be_hidden()
    expect(page.locator(".folium-map")).to_be_visible()
    expect(page.locator(".takeaway")).to_contain_text(who)
    expect(page.locator(".key [data-missile='hwasong-15'] small")).not_to_contain_text("no ring")
    assert page.evaluate("location.hash") == f"#by={year}"
    page.locator("#as-of").evaluate(AS_OF, "")
    settle(page)
    expect(page.locator(".azimuthal-title")).to_contain_text("Seen from Sinpung-dong")
    assert page.evaluate("location.hash") == ""
    page.locator("#as-of").evaluate(AS_OF, str(year))
    settle(page)
    expect(page.locator(".azimuthal")).to_be_hidden()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".sheet .azimuthal")).to_be_hidden()


def test_no_origin_stays_chosen_that_was_not_reported_by_then(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("long-range"), address="origin=sinpung-dong&by=2017").page
    settle(page)
    assert page.evaluate("location.hash") == "#by=2017"
    expect(page.locator(".takeaway")).to_contain_text("Yeongjeo-dong")
    expect(page.locator(".key [data-missile='hwasong-15'] small")).to_have_text("no source puts it here")
