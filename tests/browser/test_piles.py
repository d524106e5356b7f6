"""Where symbols lie on one another, a press spreads them, so that each can be named and opened."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.driver import CLICK, MAP, choose, labels, speak
from tools.label_truth import faults

if TYPE_CHECKING:
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


@pytest.mark.parametrize("width", [360, 1280])
def test_every_site_can_be_opened_where_it_lies(width: int, page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11"), width=width, height=760).page
    offers = page.evaluate(OFFERS)
    assert len(offers) == page.locator(".site-marker").count()
    assert [site for site, offered in offers.items() if offered == 0] == []
    assert any(offered == 1 for offered in offers.values())
    assert any(offered > 2 for offered in offers.values())


@pytest.fixture
def pile(page_file: PageFile, open_page: OpenPage) -> Page:
    """Open the default story, and spread the pile around Camp Casey by key."""
    page = open_page(page_file("hwasong-11")).page
    page.locator(".site-marker[data-site='camp-casey']").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".site-marker.spread")).not_to_have_count(0)
    return page


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


def test_a_spread_symbol_opens_its_card_and_escape_leads_back_step_by_step(pile: Page) -> None:
    casey = pile.locator(".site-marker[data-site='camp-casey']")
    expect(casey).to_be_focused()
    pile.keyboard.press("Enter")
    expect(pile.locator(".leaflet-popup .popup-title [data-t='site:camp-casey']")).to_be_visible()
    pile.keyboard.press("Escape")
    expect(pile.locator(".leaflet-popup")).to_have_count(0)
    expect(casey).to_be_focused()
    expect(pile.locator(".site-marker.spread")).not_to_have_count(0)
    pile.keyboard.press("Escape")
    expect(pile.locator(".site-marker.spread")).to_have_count(0)
    expect(pile.locator(".leaflet-uncertainty-pane .leader")).to_have_count(0)
    expect(casey).to_be_focused()


def test_arrows_go_among_the_spread_symbols(pile: Page) -> None:
    seen = {pile.evaluate("document.activeElement.dataset.site")}
    for key in ("ArrowDown", "ArrowLeft", "ArrowUp", "ArrowRight"):
        pile.keyboard.press(key)
        seen.add(pile.evaluate("document.activeElement.dataset.site"))
    assert "camp-hovey" in seen


@pytest.mark.parametrize("away", ["click", "zoom", "drag", "choice"])
def test_a_pile_is_folded_by_whatever_comes_next(away: str, pile: Page) -> None:
    if away == "click":
        pile.mouse.click(60, 500)
        assert pile.locator(".leaflet-popup").all_inner_texts() == []  # the click asks for nothing else
    elif away == "zoom":
        pile.evaluate(f"{MAP}.zoomIn(1, {{ animate: false }})")
    elif away == "drag":
        pile.mouse.move(60, 500)
        pile.mouse.down()
        pile.mouse.move(100, 460, steps=4)
        pile.mouse.up()
    else:
        pile.locator("[data-does='kind'][value='missile_base']").click()
    expect(pile.locator(".site-marker.spread")).to_have_count(0)
    assert faults(pile, []) == []


def test_the_names_of_a_spread_pile_follow_the_language(pile: Page) -> None:
    speak(pile, "ko")
    assert "캠프 케이시" in {label.text for label in labels(pile, ".of-site.spread")}


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
    expect(page.locator("#site-camp-casey")).to_be_visible()
    casey.focus()
    page.keyboard.press("Escape")
    expect(spread).to_have_count(0)
    expect(page.locator(".azimuthal")).to_be_visible()


def test_spread_symbols_are_large_enough_for_fingers(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11"), width=390, height=844).page
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setEmulatedMedia", {"features": [{"name": "pointer", "value": "coarse"}]})
    page.locator(".site-marker[data-site='camp-casey']").evaluate(CLICK)
    assert apart(page.locator(".site-marker.spread").evaluate_all(MIDDLES)) >= 44


@pytest.mark.parametrize(("direction", "side"), [("ltr", "left"), ("rtl", "right")])
def test_a_pile_keeps_clear_of_the_buttons(direction: str, side: str, page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11"), width=390, height=844).page
    page.evaluate("(dir) => { document.documentElement.dir = dir; }", direction)
    by = 70 if side == "left" else -110
    page.evaluate(f"{MAP}.panBy([{by}, 0], {{ animate: false }})")
    page.locator(".site-marker[data-site='camp-casey']").evaluate(CLICK)
    spread = page.locator(".site-marker.spread")
    expect(spread).not_to_have_count(0)
    across = [x for x, _ in spread.evaluate_all(MIDDLES)]
    assert min(across) > 55 if side == "left" else max(across) < 390 - 55


def test_a_focused_marker_leaves_the_zoom_of_a_phone(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11"), width=390, height=844).page
    zoom = page.evaluate(f"{MAP}.getZoom()")
    assert zoom % 0.25 != 0
    page.evaluate(f"{MAP}.panBy([300, 0], {{ animate: false }})")
    page.locator(".site-marker[data-site='sinpung-dong']").focus()
    assert page.evaluate(f"{MAP}.getZoom()") == zoom
