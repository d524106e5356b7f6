"""Where symbols lie on one another, a press spreads them, so that each can be named and opened."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.driver import CLICK, MAP, choose, labels, move_map, speak
from tests.effort import THOROUGH
from tools.label_truth import faults

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage
    from tests.conftest import PageFile

# Click on the middle of each marker, where another may lie over it; return how many sites the click offers, by site:
# 0 where it offers others only.
OFFERS = """() => {
  const map = globalThis[document.querySelector(".folium-map").id];
  const offers = {};
  const spread = () => [...document.querySelectorAll(".site-marker.spread")].map(({ dataset }) => dataset.site);
  for (const { dataset } of document.querySelectorAll(".site-marker")) {
    const box = document.querySelector(`.site-marker[data-site="${dataset.site}"]`).getBoundingClientRect();
    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2).closest(".site-marker");
    const [centre, zoom] = [map.getCenter(), map.getZoom()];
    hit.click();
    const offered = spread().length > 0 ? spread() : [hit.dataset.site];
    offers[dataset.site] = offered.includes(dataset.site) ? offered.length : 0;
    map.closePopup();
    for (const popup of document.querySelectorAll(".leaflet-popup")) popup.remove(); // it would fade away
    map.setView(centre, zoom, { animate: false });
    map.getContainer().dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  }
  return offers;
}"""
MIDDLES = """(all) => all.map((each) => {
  const { left, top, width, height } = each.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
})"""


@pytest.mark.thorough
@pytest.mark.parametrize("width", [360, *([1280] if THOROUGH else [])])
def test_every_site_can_be_opened_where_it_lies(width: int, page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11"), width=width, height=760).page
    offers = page.evaluate(OFFERS)
    assert len(offers) == page.locator(".site-marker").count()
    assert [site for site, offered in offers.items() if offered == 0] == []
    assert any(offered == 1 for offered in offers.values())
    assert any(offered > 2 for offered in offers.values())


@pytest.fixture
def pile(page_file: PageFile, open_page: OpenPage) -> Page:
    """Open the default story, and spread the pile around Camp Casey."""
    page = open_page(page_file("hwasong-11")).page
    spread(page)
    return page


def spread(page: Page) -> None:
    """Spread the pile around Camp Casey by key."""
    page.locator(".site-marker[data-site='camp-casey']").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".site-marker.spread")).not_to_have_count(0)


def apart(middles: list[list[float]]) -> float:
    """Return the least distance between two of some points."""
    return min(math.dist(a, b) for index, a in enumerate(middles) for b in middles[:index])


def test_a_pile_is_spread_named_and_said_aloud(pile: Page) -> None:
    spread = pile.locator(".site-marker.spread")
    assert apart(spread.evaluate_all(MIDDLES)) > 30
    names = {label.text for label in labels(pile, ".of-site.spread")}
    assert {"Camp Casey", "Camp Hovey"} <= names
    assert len(names) == spread.count()
    expect(pile.locator(".leaflet-uncertainty-pane .leader")).to_have_count(spread.count())
    said = "Symbols that lie on one another here: Camp Casey, Camp Hovey, "
    expect(pile.locator("[role='status'].aloud")).to_contain_text(said)
    expect(pile.locator(".leaflet-popup")).to_have_count(0)
    assert faults(pile, []) == []
    speak(pile, "ko")
    assert "캠프 케이시" in {label.text for label in labels(pile, ".of-site.spread")}


def test_a_spread_symbol_opens_its_card_and_escape_leads_back_step_by_step(pile: Page) -> None:
    """And arrows go from one to another."""
    casey = pile.locator(".site-marker[data-site='camp-casey']")
    expect(casey).to_be_focused()
    pile.keyboard.press("Enter")
    expect(pile.locator(".leaflet-popup .popup-title [data-t='site:camp-casey']")).to_be_visible()
    pile.keyboard.press("Escape")
    expect(pile.locator(".leaflet-popup")).to_have_count(0)
    expect(casey).to_be_focused()
    expect(pile.locator(".site-marker.spread")).not_to_have_count(0)
    seen = set()
    for key in ("ArrowDown", "ArrowLeft", "ArrowUp", "ArrowRight"):
        pile.keyboard.press(key)
        seen.add(pile.evaluate("document.activeElement.dataset.site"))
    assert "camp-hovey" in seen
    casey.focus()
    pile.keyboard.press("Escape")
    expect(pile.locator(".site-marker.spread")).to_have_count(0)
    expect(pile.locator(".leaflet-uncertainty-pane .leader")).to_have_count(0)
    expect(casey).to_be_focused()


def click_beside(page: Page) -> None:
    page.mouse.click(60, 500)
    assert page.locator(".leaflet-popup").all_inner_texts() == []  # the click asks for nothing else


def drag(page: Page) -> None:
    page.mouse.move(60, 500)
    page.mouse.down()
    page.mouse.move(100, 460, steps=4)
    page.mouse.up()


AWAY: dict[str, Callable[[Page], None]] = {
    "click": click_beside,
    "drag": drag,
    "choice": lambda page: page.locator("[data-does='kind'][value='missile_base']").click(),
    "zoom": lambda page: move_map(page, "zoomIn(1, { animate: false })"),
}


def test_a_pile_is_folded_by_whatever_comes_next(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11")).page
    for name, away in AWAY.items():
        spread(page)
        away(page)
        expect(page.locator(".site-marker.spread"), name).to_have_count(0)
        assert faults(page, []) == [], name


def test_a_hidden_kind_is_in_no_pile(pile: Page) -> None:
    pile.keyboard.press("Escape")
    pile.locator("[data-does='kind'][value='us_base']").click()
    pile.locator(".site-marker[data-site='suwon-air-base']").evaluate(CLICK)
    spread = pile.locator(".site-marker.spread").evaluate_all("(all) => all.map(({ dataset }) => dataset.site)")
    assert not {"osan-air-base", "camp-humphreys"} & set(spread)


def test_a_pile_is_spread_in_the_view_from_a_site(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11")).page
    choose(page, "from=sinpung-dong")
    casey = page.locator("[data-spot='camp-casey']")
    casey.focus()
    page.keyboard.press("Enter")
    spread = page.locator("[data-spot].spread")
    expect(spread).not_to_have_count(0)
    assert apart(spread.locator("use").evaluate_all(MIDDLES)) > 30
    expect(page.locator(".azimuthal-map .leader")).to_have_count(spread.count())
    expect(casey).to_be_focused()
    assert faults(page, []) == []
    page.keyboard.press("Enter")
    expect(page.locator(".leaflet-popup .popup-title")).to_have_text(" Camp Casey")
    page.keyboard.press("Escape")
    page.wait_for_timeout(400)  # in which the popup fades
    expect(casey).to_be_focused()
    page.keyboard.press("Escape")
    expect(spread).to_have_count(0)
    expect(page.locator(".azimuthal")).to_be_visible()


def test_spread_symbols_are_large_enough_for_fingers(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11"), width=390, height=844).page
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setEmulatedMedia", {"features": [{"name": "pointer", "value": "coarse"}]})
    page.locator(".site-marker[data-site='camp-casey']").evaluate(CLICK)
    assert apart(page.locator(".site-marker.spread").evaluate_all(MIDDLES)) >= 44


def test_a_pile_keeps_clear_of_the_buttons(page_file: PageFile, open_page: OpenPage) -> None:
    """They are at the left; at the right on a page that runs from right to left."""
    page = open_page(page_file("hwasong-11"), width=390, height=844).page
    spread = page.locator(".site-marker.spread")
    for direction, by in (("ltr", 70), ("rtl", -180)):
        page.evaluate("(dir) => { document.documentElement.dir = dir; }", direction)
        move_map(page, f"panBy([{by}, 0], {{ animate: false }})")
        page.locator(".site-marker[data-site='camp-casey']").evaluate(CLICK)
        expect(spread, direction).not_to_have_count(0)
        across = [x for x, _ in spread.evaluate_all(MIDDLES)]
        assert min(across) > 55 if direction == "ltr" else max(across) < 390 - 55, direction
        page.locator(".folium-map").press("Escape")
        expect(spread, direction).to_have_count(0)


def test_a_focused_marker_leaves_the_zoom_of_a_phone(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11"), width=390, height=844).page
    zoom = page.evaluate(f"{MAP}.getZoom()")
    assert zoom % 0.25 != 0
    move_map(page, "panBy([300, 0], { animate: false })")
    page.locator(".site-marker[data-site='sinpung-dong']").focus()
    assert page.evaluate(f"{MAP}.getZoom()") == zoom
