"""Names, titles, quotes and dates of sources in every script, in the tabs, the popups and what scripts write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import mapgen
from tests.browser.driver import open_site, speak, tab
from tests.world import HEBREW_QUOTE, HEBREW_SITE, SITE, STORY, write_catalog

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Opened, OpenPage

# The texts that run from right to left, and whether each stands apart from its neighbours; in drawings none has any.
RUNNING_LEFT = """
(root) => {
  const walker = document.createTreeWalker(document.querySelector(root), NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (!/[\\u0590-\\u06ff]/u.test(data) || parentElement.closest("script, title, option, svg text")) continue;
    const apart = parentElement.closest("bdi, [dir='auto']") !== null || /\\u2068.*\\u2069/u.test(data);
    found.push([data, apart]);
  }
  return found;
}
"""


@pytest.fixture(scope="module")
def world_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the map of the world's names."""
    folder = tmp_path_factory.mktemp("world")
    write_catalog(folder)
    path = folder / "world.html"
    path.write_bytes(mapgen.export(mapgen.build_map(mapgen.load_catalog(folder), STORY), "html"))
    return path


@pytest.fixture
def opened(world_page: Path, open_page: OpenPage) -> Opened:
    """Open it."""
    return open_page(world_page, width=800)


def entries(page: Page) -> list[str]:
    """Return the first line of each entry of the sources, as read."""
    tab(page, "sources")
    lines = page.locator("ol.sources > li").all_inner_texts()
    return [text.split("\n")[0].strip() for text in lines]


def test_entries_say_names_titles_and_dates_as_they_are_read(opened: Opened) -> None:
    hebrew, zotero, korean = entries(opened.page)[:3]
    assert hebrew == "דוד לוי, Jan van den Berg. האם הטילים יגיעו? הארץ (Haaretz), 24–26 September 2024."
    title = "The Hwasong-11 at 103 km: iPhone < 300 km and > 500 km"
    assert zotero == f"Martin Luther King Jr. {title}. May–June 2020."
    assert korean == "김정민, Example Institute. 사거리는 얼마인가? 예시 신문, 17 March 2020."
    speak(opened.page, "ko")
    assert "2024년 9월 24일~26일" in entries(opened.page)[0]
    assert opened.problems == []


def test_the_markup_of_titles_is_typography_and_days_of_reading_are_a_range(opened: Opened) -> None:
    line = tab(opened.page, "sources").locator("#source-1 .provenance")
    assert "seen 20–22 November 2026" in line.inner_text()
    title = tab(opened.page, "sources").locator("#source-2 > :is(a, span[dir])")
    assert title.locator("i").all_inner_texts() == ["Hwasong-11"]
    assert title.locator("sup").all_inner_texts() == ["3"]
    card = open_site(opened.page, SITE)
    cites = card.locator(".claims cite")
    assert cites.nth(1).inner_text() == "The Hwasong-11 at 103 km: iPhone < 300 km and > 500 km"
    assert cites.nth(1).locator("i").all_inner_texts() == ["Hwasong-11"]
    assert opened.page.locator("#figures option", has_text="예시 신문").count() == 1


def test_what_runs_from_right_to_left_stands_apart(opened: Opened) -> None:
    """In every tab, in popups and among the results of a search."""
    page = opened.page
    for name in ("ranges", "sites", "reach", "sources"):
        tab(page, name)
        for card in page.locator("details.site").all():
            card.evaluate("card => { card.open = true; }")
        page.wait_for_timeout(50)
        found = page.evaluate(RUNNING_LEFT, f"#pane-{name}")
        assert found, name
        assert [text for text, apart in found if not apart] == [], name
    open_site(page, SITE)
    popup = page.evaluate(RUNNING_LEFT, ".leaflet-popup")
    assert {HEBREW_SITE, HEBREW_QUOTE} <= {text for text, _ in popup}
    page.locator("#finder").fill("پایگاه")
    results = page.evaluate(RUNNING_LEFT, "#finder-list")
    assert results
    assert [text for text, apart in [*popup, *results] if not apart] == []


def test_without_javascript_it_is_the_same(world_page: Path, open_page: OpenPage) -> None:
    page = open_page(world_page, javascript=False).page
    found = page.evaluate(RUNNING_LEFT, "main")
    assert [text for text, apart in found if not apart] == []
    assert "24–26 September 2024" in (page.locator("#source-1").text_content() or "")
