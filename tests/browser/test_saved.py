"""A copy of the page that a browser or a script saves shows the same map, or the drawing of it and a sentence."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.driver import CHOOSE, MAP, speak, tab
from tests.effort import THOROUGH

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import LendingPage, Opened, OpenPage
    from tests.conftest import PageFile
    from tests.hostile import Hostile

pytestmark = pytest.mark.provokes
AS_A_SCRIPT = "() => document.documentElement.outerHTML"  # without the doctype


def as_chrome(page: Page) -> str:
    """Return what Chrome's "Webpage, complete" writes: the charset first, addresses of links in full."""
    markup = page.evaluate(AS_A_SCRIPT).replace('<meta charset="utf-8">', "")
    charset = '<head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8">'
    markup = re.sub(r'(<a [^>]*href=")#', r"\1file:///elsewhere/map.html#", markup.replace("<head>", charset, 1))
    return f"<!DOCTYPE html>\n<!-- saved from url=(0014)about:internet -->\n{markup}"


def as_firefox(page: Page) -> str:
    """Return what Firefox's "Web Page, complete" writes: a charset of its own before the rest, links in full."""
    markup = page.evaluate(AS_A_SCRIPT)
    charset = '<head>\n<meta http-equiv="content-type" content="text/html; charset=UTF-8">\n'
    markup = re.sub(r'(<a [^>]*href=")#', r"\1file:///elsewhere/map.html#", markup.replace("<head>", charset, 1))
    return f"<!DOCTYPE html>\n{markup}"


def as_a_script(page: Page) -> str:
    """Return the outer HTML, without a doctype."""
    return str(page.evaluate(AS_A_SCRIPT))


SEEN = f"""() => {{
  const area = (selector) => [...document.querySelectorAll(selector)].map((each) => {{
    const {{ x, y, width, height }} = each.getBoundingClientRect();
    return [each.getAttribute("class"), Math.round(x), Math.round(y), Math.round(width), Math.round(height)];
  }});
  return {{
    lang: document.documentElement.lang,
    title: document.title,
    centre: {MAP}.getCenter(),
    zoom: {MAP}.getZoom(),
    paths: area(".leaflet-container path"),
    markers: area(".site-marker"),
    panes: document.querySelectorAll(".leaflet-map-pane").length,
    figure: getComputedStyle(document.querySelector(".static-map")).display,
    words: document.querySelector(".page").innerText,
    styles: document.querySelectorAll("style").length,
    scripts: document.querySelectorAll("script").length,
  }};
}}"""


def open_tabs(page: Page) -> None:
    """Touch what a reader touches: language, tab, card, pin, theme, the view from a site, and back."""
    speak(page, "ko")
    tab(page, "reach")
    tab(page, "sites").locator("summary").first.click()
    page.click("[data-does='theme']")
    page.evaluate(CHOOSE, "origin=sinpung-dong&pin=127.1,37.4&missiles=hwasong-11ma&figures=high")


def look_from_a_site(page: Page) -> None:
    """Leave the page in the azimuthal view, in another language and tab."""
    page.evaluate(CHOOSE, "lang=ja&from=sinpung-dong&tab=sources")
    page.wait_for_selector(".azimuthal-map path")


def begin_to_print(page: Page) -> None:
    """Let the page prepare its print sheet, as programs do that print a page into a file of HTML."""
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.locator(".sheet").wait_for(state="attached")


def nothing(_: Page) -> None:
    """Leave the page as it opens."""


def unexpected(opened: Opened) -> list[str]:
    """Return the problems of a copy, but for the styles that the first run wrote into it: the policy blocks them."""
    return [problem for problem in opened.problems if "inline style" not in problem and "style-src" not in problem]


def settled(page: Page) -> dict[str, Any]:
    """Return what can be seen once nothing moves."""
    page.wait_for_selector("#mapgen-built", state="attached")
    page.wait_for_timeout(300)
    seen: dict[str, Any] = page.evaluate(SEEN)
    return seen


# In the order in which one page goes through them, with the way in which each is saved: these take turns.
WAYS = (as_chrome, as_firefox, as_a_script)
SAVES: dict[Callable[[Page], None], Callable[[Page], str]] = {
    nothing: as_firefox,
    open_tabs: as_chrome,
    look_from_a_site: as_firefox,
    begin_to_print: as_a_script,
}


@pytest.mark.thorough
@pytest.mark.parametrize("story", [None, *(["hwasong-11"] if THOROUGH else [])])
def test_a_saved_copy_shows_the_same_map_and_so_does_a_copy_of_it(
    story: str | None, all_states_page: Path, page_file: PageFile, open_page: OpenPage, tmp_path: Path
) -> None:
    """A copy is copied once; `make thorough` saves every state in every way, and each copy again."""
    first = open_page(page_file(story) if story else all_states_page).page
    seen = settled(first)
    for touch, way in SAVES.items():
        touch(first)
        for save in WAYS if THOROUGH else (way,):
            page, path = first, tmp_path / f"{touch.__name__}-{save.__name__}.html"
            for turn in range(2 if THOROUGH or touch is open_tabs else 1):
                if turn:
                    touch(page)
                path.write_text(save(page), "utf-8")
                opened = open_page(path)
                page, path = opened.page, path.with_stem(f"{path.stem}-twice")
                assert settled(page) == seen, (touch, save, turn)
                assert unexpected(opened) == []
                assert opened.requests == []
            page.click("#tab-reach")
            assert page.locator("#pane-reach").is_visible()


def static(page: Page) -> str:
    """Return the words of a page that must be a drawing, with its symbols, and no broken map."""
    assert page.locator(".static-map").is_visible()
    assert not page.locator(".folium-map").is_visible()
    assert page.evaluate("document.querySelector('.static-map use').getBBox().width") > 5
    return str(page.inner_text("body"))


def open_copy(open_page: OpenPage, path: Path, markup: str) -> Page:
    """Open a copy that need not become ready."""
    path.write_text('<!doctype html><html lang="en" data-mapgen-ready="true"><title>Before</title>', "utf-8")
    page = open_page(path).page
    path.write_text(markup, "utf-8")
    page.reload()
    return page


def test_a_copy_that_lacks_what_it_needs_is_the_drawing_and_a_sentence(
    all_states_page: Path, open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page(all_states_page).page
    open_tabs(page)
    markup = as_chrome(page)
    for lost in ("mapgen-built", "mapgen-packed"):
        rest, found = re.subn(rf'<script[^>]* id="{lost}".*?</script>', "", markup, flags=re.DOTALL)
        assert found == 1, lost
        copy = open_copy(open_page, tmp_path / f"{lost}.html", rest)
        copy.wait_for_selector(".saved-copy", state="visible")
        assert "대화형 지도는 원본 파일에서" in static(copy), lost


def test_a_copy_without_scripts_is_the_drawing(all_states_page: Path, open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(all_states_page).page
    look_from_a_site(page)
    markup = re.sub(r"<script.*?</script>", "", as_a_script(page), flags=re.DOTALL)
    assert "対話型の地図にはJavaScriptが必要です" in static(open_copy(open_page, tmp_path / "copy.html", markup))


def test_the_page_as_built_is_kept_word_for_word(page_file: PageFile, lending_page: LendingPage) -> None:
    page = lending_page("hwasong-11")
    kept = json.loads(page.locator("#mapgen-built").text_content() or "")
    assert (kept["lang"], kept["title"]) == ("en", page.title())
    as_xml = """(markup) => {
      const { body } = new DOMParser().parseFromString(markup, "text/html");
      for (const script of body.querySelectorAll("script")) script.remove();
      return new XMLSerializer().serializeToString(body);
    }"""
    built = page.evaluate(as_xml, page_file("hwasong-11").read_text("utf-8"))
    assert tight(kept["body"]) == tight(built)


def tight(markup: str) -> str:
    """Return markup without the blanks between its elements."""
    return re.sub(r"\s+(?=<)|(?<=>)\s+", "", re.sub(r"\s+", " ", markup))


def test_a_copy_of_hostile_words_shows_them_and_runs_nothing(
    hostile: Hostile, open_page: OpenPage, tmp_path: Path
) -> None:
    opened = open_page(hostile.page)
    seen = settled(opened.page)
    (tmp_path / "copy.html").write_text(as_chrome(opened.page), "utf-8")
    copy = open_page(tmp_path / "copy.html")
    assert settled(copy.page) == seen
    assert (unexpected(copy), copy.requests) == ([], [])
