"""What a reader sees and does: rings, switches, origins, popups and the ways from a number to its source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from playwright.sync_api import expect

from mapgen.geodesy.rings import distance_km
from tests.browser.driver import block, hit_line, open_site, pick, ring_labels, speak, tab, texts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from mapgen import MapDocument
    from mapgen.catalog.model import Catalog
    from tests.browser.conftest import LendingPage, OpenPage
    from tests.conftest import PageFile

STORIES = ("hwasong-11", "long-range")
SITE = "sinpung-dong"
SERIES = "hwasong-11-series"
# Positions of the corners of a line as drawn, in degrees.
DRAWN = """(path) => {
  const map = globalThis[document.querySelector(".folium-map").id];
  const corners = [...path.getAttribute("d").matchAll(/(-?[0-9.]+)[ ,](-?[0-9.]+)/g)];
  return corners.map(([, x, y]) => map.layerPointToLatLng([Number(x), Number(y)])).map(({ lng, lat }) => [lng, lat]);
}"""


@pytest.fixture
def page(page_file: PageFile, open_page: OpenPage) -> Page:
    """Open the default story, wide, and high enough for the names of its rings."""
    return open_page(page_file("hwasong-11"), height=824).page


def switch(page: Page, missile: str) -> None:
    """Click the switch of a missile in the key."""
    page.locator(f"[data-does='missile'][value='{missile}']").click()


def words(text: str) -> str:
    """Return the letters and digits of a quote: a text fragment leaves out what stands around them."""
    return "".join(letter for letter in text if letter.isalnum())


def rings(page: Page, *classes: str) -> Locator:
    """Return the rings on the map that have all the classes."""
    return page.locator(".leaflet-rings-pane path.ring" + "".join(f".{name}" for name in classes))


# --- Rings and switches -------------------------------------------------------------------------------------------


def test_default_view_is_the_union_of_the_series(page: Page, map_documents: dict[str, MapDocument]) -> None:
    assert texts(page, ".of-ring") == sorted(ring_labels(map_documents["hwasong-11"], SERIES))
    expect(rings(page, "low", "illustrative", "ring-1")).to_have_count(1)
    expect(rings(page, "high", "illustrative", "ring-1")).to_have_count(1)
    expect(rings(page)).to_have_count(2)
    expect(page.locator("#origin")).to_have_value("")


def test_the_first_picture_is_that_of_the_map(page: Page) -> None:
    """Nothing is laid out and painted before the map stands: that would keep the reader waiting for it."""
    last = page.locator(page.locator("link[rel='expect']").get_attribute("href") or "")
    assert last.evaluate("(last) => document.querySelector('main').lastElementChild.lastElementChild === last")
    first, ready = page.evaluate(
        """() => new Promise((resolve) => new PerformanceObserver((list) => {
            const ready = performance.getEntriesByName("mapgen:ready")[0].startTime;
            resolve([list.getEntries()[0].startTime, ready]);
        }).observe({ type: "paint", buffered: true }))"""
    )
    assert first > ready


def test_long_range_opens_with_its_missile(lending_page: LendingPage, map_documents: dict[str, MapDocument]) -> None:
    expected = sorted(ring_labels(map_documents["long-range"], "hwasong-15"))
    assert texts(lending_page("long-range"), ".of-ring") == expected


def fitting(found: list[str], wanted: Sequence[str]) -> bool:
    """Return whether each label is there, in full or, where room is short, up to its comma."""
    return all(text in found or text.split(",")[0] in found for text in wanted)


def test_switching_a_missile_adds_and_removes_its_rings_and_labels(
    page: Page, map_documents: dict[str, MapDocument]
) -> None:
    document, missile = map_documents["hwasong-11"], "hwasong-11na"
    own = ring_labels(document, missile)
    colour = [each.id for each in document.selection.missiles].index(missile) + 1
    switch(page, missile)
    assert len(rings(page, f"ring-{colour}").all()) == 2
    added = texts(page, ".of-ring")
    assert fitting(added, [f"{document.text(f'ring:{missile}')} {km}" for km in own])
    assert all("Hwasong-11" in text for text in added)
    switch(page, "hwasong-11-series")
    expect(rings(page)).to_have_count(2)
    assert texts(page, ".of-ring") == sorted(own)
    switch(page, "hwasong-11na")
    expect(rings(page)).to_have_count(0)
    assert texts(page, ".of-ring") == []


def test_distance_that_was_flown_is_drawn_in_long_dashes(page: Page, map_documents: dict[str, MapDocument]) -> None:
    """Only flown distances are known of this missile: one ring, no low limit, and the key says so."""
    band = map_documents["hwasong-11"].text("band:hwasong-11ma")
    switch(page, "hwasong-11-series")
    switch(page, "hwasong-11ma")
    expect(rings(page)).to_have_count(1)
    flown = rings(page, "high", "floor")
    assert flown.evaluate("(path) => getComputedStyle(path).strokeDasharray").startswith("16px")
    expect(page.locator(".key [data-missile='hwasong-11ma'] .value")).to_contain_text(band)


def test_hiding_a_kind_of_site_takes_its_symbols_and_labels(page: Page) -> None:
    shown = page.locator(".site-marker.kind-us_base")
    assert shown.count() > 5
    assert "Camp Humphreys" in texts(page, ".of-site")
    page.locator("[data-does='kind'][value='us_base']").click()
    expect(shown).to_have_count(0)
    assert "Camp Humphreys" not in texts(page, ".of-site")
    assert page.locator(".site-marker.kind-missile_base").count() > 5
    page.locator("[data-does='kind'][value='us_base']").click()
    assert shown.count() > 5


# --- Origins ------------------------------------------------------------------------------------------------------


def by_select(page: Page) -> None:
    pick(page, "origin", SITE)


def open_card(page: Page) -> Locator:
    card = tab(page, "sites").locator(f"#site-{SITE}")
    if card.get_attribute("open") is None:
        card.locator("summary").click()
    return card


def by_card(page: Page) -> None:
    open_card(page).locator("[data-does='origin']").click()


def by_popup(page: Page) -> None:
    open_site(page, SITE).locator("[data-does='origin']").click()


def test_choosing_an_origin_shows_its_rings_and_the_union_faintly(
    page: Page, catalog: Catalog, map_documents: dict[str, MapDocument]
) -> None:
    site, document = catalog.sites[SITE], map_documents["hwasong-11"]
    band = document.selection.bands[SERIES]
    for choose in (by_select, by_card, by_popup):
        choose(page)
        expect(rings(page, "faint")).to_have_count(2)
        assert fitting(texts(page, ".of-ring"), ring_labels(document, SERIES)), choose
        for bound, km in (("low", band.low_km), ("high", band.high_km)):
            points = rings(page, bound, "illustrative").evaluate(DRAWN)
            assert len(points) > 100
            for lon, lat in points:
                assert distance_km(site.lon or 0, site.lat or 0, lon, lat) == pytest.approx(km, abs=6)  # two pixels
        expect(page.locator("#origin")).to_have_value(SITE)
        expect(page.locator(".site-marker.chosen")).to_have_attribute("data-site", SITE)
        expect(page.locator(".leaflet-popup")).to_have_count(0)
        card = open_card(page)
        button = card.locator("[data-does='origin']")
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(button).to_have_text("Showing its rings")
        pick(page, "origin", "")
        expect(rings(page, "faint")).to_have_count(0)
        expect(button).to_have_attribute("aria-pressed", "false")


def test_origin_that_sources_name_is_drawn_as_reported(page: Page) -> None:
    switch(page, "hwasong-11-series")
    switch(page, "hwasong-11ga")
    pick(page, "origin", "hodo")
    assert rings(page, "reported").count() > 0
    expect(rings(page, "illustrative")).to_have_count(0)
    pick(page, "origin", SITE)
    assert rings(page, "illustrative").count() > 0
    expect(rings(page, "reported")).to_have_count(0)


# --- Popups -------------------------------------------------------------------------------------------------------


def test_popup_of_a_site_shows_claims_quotes_and_links(page: Page, catalog: Catalog) -> None:
    site = catalog.sites[SITE]
    popup = open_site(page, SITE)
    expect(popup.locator(".popup-title .name")).to_have_text(site.name)
    expect(popup.locator(".native")).to_have_text(f"{site.names['ko']} · ")
    expect(popup.get_by_text("Position within 4 km")).to_be_visible()
    claims = popup.locator(".claims").first.locator("li")
    expect(claims).to_have_count(len(site.claims))
    for index, claim in enumerate(site.claims):
        shown = claims.nth(index)
        expect(shown).to_contain_text(claim.text)
        expect(shown.locator("sup a")).to_have_count(1)
        expect(shown.locator("q")).to_have_text(claim.quote or "")
        address, _, fragment = (shown.locator("a[href^='http']").get_attribute("href") or "").partition("#:~:text=")
        assert address == catalog.sources[claim.source].url
        assert words(unquote(fragment)) == words(claim.quote or "")
    for missile in site.missiles:
        expect(popup).to_contain_text(catalog.missiles[missile].name)


def test_popup_fits_a_phone(page_file: PageFile, open_page: OpenPage) -> None:
    """The map moves until the whole popup is in view, past its own end if need be, and comes back."""
    page = open_page(page_file("hwasong-11"), width=360, height=740).page
    for site in (SITE, "hoejung-ni", "gwangju-air-base"):
        popup = open_site(page, site)
        expect(popup.locator(".leaflet-popup-content-wrapper")).to_be_in_viewport(ratio=0.99)
    page.keyboard.press("Escape")
    expect(page.locator(f".site-marker[data-site='{SITE}']").first).to_be_in_viewport()


def test_clicking_a_ring_shows_the_figures_of_its_missile(page: Page, catalog: Catalog) -> None:
    """Each ring lies under a wider line that no eye sees: the high limit's is drawn first."""
    hits = page.locator("path.hit")
    expect(hits).to_have_count(2)
    for index in (0, 1):
        hit_line(page, hits.nth(index))
        popup = page.locator(".leaflet-popup")
        missile = catalog.missiles["hwasong-11-series"]
        expect(popup.locator("h3")).to_have_text(missile.name)
        expect(popup.locator("tbody tr")).to_have_count(len(missile.ranges))
        expect(popup.locator("q").first).to_have_text(missile.ranges[0].quote or "")
        assert "#:~:text=" in (popup.locator("a[href^='http']").first.get_attribute("href") or "")
        page.keyboard.press("Escape")
        expect(popup).to_have_count(0)


def test_popup_follows_the_language(stepless_page: Path, open_page: OpenPage) -> None:
    page = open_page(stepless_page).page
    popup = open_site(page, "north-base")
    speak(page, "ko")
    expect(popup.locator(".popup-title .name")).to_have_text("북기지")
    expect(popup.locator("[data-does='origin']")).to_have_text("이곳의 사거리 원 보기")


# --- From a number to its source ----------------------------------------------------------------------------------


def test_footnote_mark_leads_to_its_source(page: Page) -> None:
    page.locator(".read-on").click()
    for place in (".summary:not([hidden])", ".key .rows", "#pane-ranges"):
        tab(page, "ranges")
        mark = page.locator(f"{place} sup a:visible").last
        number = mark.text_content() or ""
        mark.click()
        entry = page.locator(f"#source-{number}")
        expect(page.locator("#tab-sources")).to_have_attribute("aria-selected", "true")
        expect(entry).to_be_focused()
        expect(entry).to_be_in_viewport()
        expect(page.locator(".found")).to_have_count(1)


def test_footnote_mark_is_heard_with_what_it_leads_to(page: Page, catalog: Catalog) -> None:
    """Those in the page, and those that the browser makes: the name of each is its number and publication."""
    pick(page, "figures", "low")
    marks = page.locator("sup a:not([aria-label])")
    expect(marks).to_have_count(0)
    open_site(page, SITE)
    tab(page, "sources")
    expect(marks).to_have_count(0)
    for place in (".summary:not([hidden])", ".key", ".leaflet-popup"):
        mark = page.locator(f"{place} sup a:visible").first
        number = mark.text_content() or ""
        source = catalog.sources[block(page, "sources")[int(number) - 1]["id"]]
        expect(mark).to_have_accessible_name(f"{number} {source.container_title or source.publisher or source.title}")


def test_mark_in_a_popup_leads_to_its_source_on_a_phone(stepless_page: Path, open_page: OpenPage) -> None:
    page = open_page(stepless_page, width=360, height=740).page
    mark = open_site(page, "north-base").locator("sup a").first
    number = mark.text_content() or ""
    mark.click()
    expect(page.locator(f"#source-{number}")).to_be_focused()
    expect(page.locator(f"#source-{number}")).to_be_in_viewport()


def test_band_in_the_key_leads_to_its_figures(stepless_page: Path, open_page: OpenPage) -> None:
    page = open_page(stepless_page).page
    tab(page, "sources")
    page.locator(".key [data-missile='kite-2'] [data-does='evidence']").click()
    expect(page.locator("#tab-ranges")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#missile-kite-2")).to_be_focused()
    expect(page.locator("#missile-kite-2 h3")).to_be_in_viewport()


FIGURES = """(rows) => rows.map((row) => [
  row.querySelector("sup a").textContent,
  document.getElementById(`source-${row.querySelector("sup a").textContent}`).textContent,
  [...row.querySelectorAll(".flag")].map((flag) => flag.textContent),
])"""


@pytest.mark.parametrize("story", STORIES)
def test_each_figure_has_its_mark_and_says_whether_it_was_rechecked(
    story: str, lending_page: LendingPage, catalog: Catalog
) -> None:
    page = lending_page(story)
    unverified = set()
    for name in catalog.stories[story].missiles:
        rows = page.locator(f"#missile-{name} tbody tr").evaluate_all(FIGURES)
        for (number, source, flags), figure in zip(rows, catalog.missiles[name].ranges, strict=True):
            assert re.fullmatch("[0-9]+", number)
            assert catalog.sources[figure.source].title in source, (name, number)
            assert ("not re-checked" in flags) == (not figure.verified), (name, number)
            if not figure.verified:
                unverified.add(name)
    assert unverified >= {"hwasong-11": {"hwasong-11da"}, "long-range": {"hwasong-15", "hwasong-20"}}[story]


def test_site_that_is_not_public_is_listed_and_not_drawn(page: Page) -> None:
    pane = tab(page, "sites")
    for site in ("new-missile-factory-2025", "factory-visited-february"):
        card = pane.locator(f"#site-{site}")
        card.locator("summary").click()
        expect(card.get_by_text("Location not public: listed, not drawn")).to_be_visible()
        expect(page.locator(f".site-marker[data-site='{site}']")).to_have_count(0)
    expect(page.locator(f".site-marker[data-site='{SITE}']")).not_to_have_count(0)
