"""Whoever uses no mouse gets everywhere, and never loses the place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.driver import texts

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage
    from tests.conftest import PageFile

FOCUS = "document.activeElement.dataset.site ?? document.activeElement.className"


@pytest.fixture
def page(page_file: PageFile, open_page: OpenPage) -> Page:
    """Open the default story, wide."""
    return open_page(page_file("hwasong-11")).page


def tab_to(page: Page, selector: str, most: int = 150) -> None:
    """Press Tab until the focus is on an element."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"{selector} was not reached with {most} presses of Tab")


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


def test_switches_and_languages_answer_to_keys(page: Page) -> None:
    tab_to(page, "[data-does='missile'][value='hwasong-11-series']")
    page.keyboard.press("Space")
    assert texts(page, ".of-ring") == []
    page.keyboard.press("Space")
    assert texts(page, ".of-ring") == ["380 km", "800 km"]
    page.locator("h1").click()
    page.locator("[data-does='speak'][value='ja']").focus()
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "ja")


def test_marker_opens_with_enter_and_closes_with_escape(page: Page) -> None:
    """The focus goes into the popup, and back to the marker."""
    page.locator(".folium-map").focus()
    page.keyboard.press("Tab")
    marker = page.locator(".site-marker:focus")
    expect(marker).to_have_count(1)
    site = marker.get_attribute("data-site")
    name = marker.get_attribute("aria-label")
    page.keyboard.press("Enter")
    popup = page.locator(".leaflet-popup")
    expect(popup.locator("summary .name")).to_have_text(name or "")
    assert page.evaluate("document.activeElement.closest('.leaflet-popup') !== null")
    page.keyboard.press("Escape")
    expect(popup).to_have_count(0)
    assert page.evaluate(FOCUS) == site


@pytest.mark.parametrize("key", ["Enter", "Space"])
@pytest.mark.parametrize("control", [".leaflet-popup-close-button", "[data-does='origin']"])
def test_closing_a_popup_from_inside_gives_the_focus_back(control: str, key: str, page: Page) -> None:
    """Neither its cross nor its button takes the reader away from the marker."""
    page.locator(".site-marker[data-site='sinpung-dong']").first.focus()
    page.keyboard.press("Enter")
    popup = page.locator(".leaflet-popup")
    popup.locator(control).focus()
    page.keyboard.press(key)
    expect(popup).to_have_count(0)
    assert page.evaluate(FOCUS) == "sinpung-dong"


def test_escape_closes_from_deep_inside_a_popup(page: Page) -> None:
    page.locator(".site-marker[data-site='sinpung-dong']").first.focus()
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.leaflet-popup') !== null")
    page.keyboard.press("Escape")
    expect(page.locator(".leaflet-popup")).to_have_count(0)
    assert page.evaluate(FOCUS) == "sinpung-dong"


def test_mark_followed_by_keys_reaches_its_source(page: Page) -> None:
    tab_to(page, ".key sup a")
    number = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    expect(page.locator(f"#source-{number}")).to_be_focused()


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
