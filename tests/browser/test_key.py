"""The key shows lines as the map draws them: the pattern says which limit, the width whether a source puts it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.driver import choose, settle, start_over

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage
    from tests.conftest import PageFile

# Pattern and width of the lines that are drawn: on the map or in the view from a site, and in the parts of the key.
LOOKS = """(places) => {
  const look = (line) => ["strokeDasharray", "strokeWidth"].map((name) => getComputedStyle(line)[name]).join(" ");
  const isOpen = document.documentElement.classList.contains("azimuthal-open");
  const map = isOpen ? ".azimuthal-map path.ring" : ".leaflet-rings-pane path.ring:not(.faint)";
  const every = [map, ...places.map((place) => `${place} line.ring`)];
  return every.map((selector) => [...new Set([...document.querySelectorAll(selector)].map(look))].sort());
}"""
LONG = ".key [data-missile]:has(input:checked)"
SHORT = ".embed-key [data-in-short]:not([hidden])"
STYLES = ".key [data-style]:not([hidden])"
STATES = {
    "hwasong-11": (
        "",
        "figures=low",
        "figures=high",
        "by=2024",
        "by=2020",
        "origin=kittaeryong",
        "missiles=hwasong-11ga,hwasong-11na",
    ),
    "long-range": (
        "",
        "figures=low",
        "from=map",
        "from=map&origin=sinpung-dong",
        "missiles=hwasong-19,hwasong-20",
        "from=map&missiles=hwasong-20",
    ),
}


def looks(page: Page) -> list[list[str]]:
    settle(page)
    return list(page.evaluate(LOOKS, [LONG, SHORT, STYLES]))


@pytest.mark.parametrize("story", STATES)
def test_each_key_shows_lines_as_the_map_draws_them(story: str, page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file(story)).page
    for address in STATES[story]:
        choose(page, address)
        drawn, *keys = looks(page)
        assert keys == [drawn] * 3, address
        start_over(page)


def test_the_key_says_for_how_many_of_the_sites_in_sight_a_source_puts_the_missile_there(
    page_file: PageFile, open_page: OpenPage
) -> None:
    page = open_page(page_file("long-range")).page
    basis = page.locator(".key [data-missile='hwasong-15'] small")
    assert basis.text_content() == "a source puts it here"
    choose(page, "from=map")
    assert basis.text_content() == "source: 2 of 5 sites"
    choose(page, "from=map&lang=ja")
    assert basis.text_content() == "5か所中2か所に情報源あり"


def test_without_javascript_the_key_says_the_same(page_file: PageFile, open_page: OpenPage) -> None:
    shown, written = (open_page(page_file("hwasong-11"), javascript=each).page for each in (True, False))
    said = [page.locator(".key .missiles small").all_text_contents() for page in (shown, written)]
    assert said[0] == said[1]
    assert "source: 4 of 20 sites" in said[0]


COVERED = """(row) => {
  const only = row.querySelector(".only");
  const style = getComputedStyle(only);
  const box = only.getBoundingClientRect();
  const [top, bottom] = [box.top + parseFloat(style.paddingTop), box.bottom - parseFloat(style.paddingBottom)];
  const texts = document.createTreeWalker(row.closest("ul"), NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    const beside = (each) => each.left >= box.right || each.right <= box.left;
    const isOver = (each) => !beside(each) && each.top + 3 < bottom && each.bottom - 3 > top;
    const isOther = !texts.currentNode.parentElement.closest(".only");
    if (isOther && [...range.getClientRects()].some(isOver)) found.push(range.toString());
  }
  return getComputedStyle(only).visibility === "visible" ? found : ["it is hidden"];
}"""


@pytest.mark.parametrize("width", [360, 1280])
def test_the_button_for_one_missile_alone_covers_no_word(width: int, page_file: PageFile, open_page: OpenPage) -> None:
    """Letters have some 3 pixels of air above and below."""
    page = open_page(page_file("hwasong-11"), width=width).page
    rows = page.locator(".missiles .row:has(.only)")
    assert rows.count() > 5
    for row in rows.all():
        row.hover()
        assert row.evaluate(COVERED) == []
