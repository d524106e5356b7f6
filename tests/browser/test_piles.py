"""Where symbols lie on one another, a click lists their sites, so that each can be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.driver import CLICK

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage
    from tests.conftest import PageFile

# Click on the middle of each marker, where another may lie over it; return how many sites the popup offers, by site:
# 0 where it offers others only.
OFFERS = """() => {
  const map = globalThis[document.querySelector(".folium-map").id];
  const [centre, zoom] = [map.getCenter(), map.getZoom()];
  const offers = {};
  for (const { dataset } of document.querySelectorAll(".site-marker")) {
    const box = document.querySelector(`.site-marker[data-site="${dataset.site}"]`).getBoundingClientRect();
    const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2).closest(".site-marker");
    hit.click();
    const popup = [...document.querySelectorAll(".leaflet-popup")].at(-1);
    const listed = [...popup.querySelectorAll(".pile button")].map(({ value }) => value);
    const offered = listed.length > 0 ? listed : [hit.dataset.site];
    offers[dataset.site] = offered.includes(dataset.site) ? offered.length : 0;
    map.closePopup();
    popup.remove(); // it would fade for a while, over other markers
    map.setView(centre, zoom, { animate: false });
  }
  return offers;
}"""


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
    """Open the default story, with the list of the pile around Camp Casey."""
    page = open_page(page_file("hwasong-11")).page
    marker = page.locator(".site-marker[data-site='camp-casey']")
    marker.focus()
    marker.evaluate(CLICK)
    expect(page.locator(".pile button")).not_to_have_count(0)
    return page


def test_a_choice_from_the_list_opens_the_site_and_escape_leads_back(pile: Page) -> None:
    pile.keyboard.press("Tab")
    expect(pile.locator(".pile button").first).to_be_focused()
    expect(pile.locator(".pile button").first).to_have_attribute("value", "camp-casey")
    pile.keyboard.press("Enter")
    expect(pile.locator(".leaflet-popup .popup-title [data-t='site:camp-casey']")).to_be_visible()
    expect(pile.locator(".leaflet-popup")).to_have_count(1)
    pile.keyboard.press("Escape")
    expect(pile.locator(".site-marker[data-site='camp-casey']")).to_be_focused()


def test_the_list_follows_the_language(pile: Page) -> None:
    pile.locator("[data-does='speak'][value='ko']").evaluate(CLICK)
    expect(pile.locator(".pile [value='camp-casey']")).to_have_text("캠프 케이시")


def test_a_hidden_kind_is_in_no_pile(pile: Page) -> None:
    names = pile.locator(".pile button").evaluate_all("(all) => all.map(({ value }) => value)")
    assert "camp-hovey" in names
    pile.keyboard.press("Escape")
    pile.locator("[data-does='kind'][value='us_base']").click()
    pile.locator(".site-marker[data-site='suwon-air-base']").evaluate(CLICK)
    listed = pile.locator(".pile button").evaluate_all("(all) => all.map(({ value }) => value)")
    assert not {"osan-air-base", "camp-humphreys"} & set(listed)
