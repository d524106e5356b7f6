"""The story of the Gulf fits four widths in Arabic and Spanish, in both themes, with names of its own region."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

import mapgen
from tests.browser.driver import Label, labels, settle, speak, tab, texts
from tools.label_truth import SETTLE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from mapgen.catalog.model import Catalog
    from tests.browser.conftest import OpenPage

WIDTHS = ((390, 844), (768, 1024), (1440, 900), (2560, 1440))
SAID = {"ar": ("rtl", "إيران", "بحر العرب"), "es": ("ltr", "Irán", "Mar Arábigo")}


@pytest.fixture(scope="module")
def gulf(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the story of the Gulf."""
    path = tmp_path_factory.mktemp("gulf") / "gulf.html"
    path.write_bytes(mapgen.export(mapgen.build_map(catalog, "gulf"), "html"))
    assert path.stat().st_size <= 700_000
    return path


@pytest.mark.parametrize(("language", "theme"), [("ar", "dark"), ("es", "light")])
def test_the_second_story_fits_every_width(language: str, theme: str, gulf: Path, open_page: OpenPage) -> None:
    page = open_page(gulf, dark=theme == "dark").page
    speak(page, language)
    direction, country, sea = SAID[language]
    expect(page.locator("html")).to_have_attribute("dir", direction)
    for width, height in WIDTHS:
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(SETTLE)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert country in texts(page, ".of-country"), "at the widest"
    assert sea in texts(page, ".of-sea")


def test_words_of_another_language_keep_their_order_in_arabic(gulf: Path, open_page: OpenPage) -> None:
    page = open_page(gulf).page
    speak(page, "ar")
    tab(page, "sources").click()
    assert ends_of_titles(page, ".sources") == [True]
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert ends_of_titles(page, ".sheet") == [True]
    for within in (".sheet", ".sources"):
        for part in ("q", "cite", "time"):
            orders = page.locator(f"{within} {part}").evaluate_all(
                "all => [...new Set(all.map(each => getComputedStyle(each).unicodeBidi))]"
            )
            assert orders == ["plaintext"], (within, part)


def test_no_line_shows_between_the_words_along_a_ring(gulf: Path, open_page: OpenPage) -> None:
    page = open_page(gulf).page
    for language in ("es", "ar"):
        speak(page, language)
        settle(page)
        grounds = page.locator(".folium-map .labels path[id]").evaluate_all(
            """all => all.map((path) => {
              const { stroke, strokeWidth } = getComputedStyle(path);
              const [, before, long] = path.getAttribute("stroke-dasharray").split(" ").map(Number);
              const words = document.querySelector(`[href="#${path.id}"]`);
              const slack = long - words.getComputedTextLength();
              return [stroke !== "none" && Number.parseFloat(strokeWidth) === 5, Math.abs(slack) < 4, before > 0];
            })"""
        )
        assert grounds
        assert all(ground == [True, True, True] for ground in grounds), grounds


def test_the_halos_of_joined_letters_on_a_curve_lie_below_all_of_them(gulf: Path, open_page: OpenPage) -> None:
    page = open_page(gulf).page
    speak(page, "ar")
    looks = page.locator(".folium-map .labels text:has(textPath)").evaluate_all(
        "all => all.map((text) => [text.textContent, getComputedStyle(text).stroke !== 'none'])"
    )
    words = [text for text, _ in looks[::2]]
    assert words
    assert looks == [[text, has_halo] for text in words for has_halo in (True, False)]


def ends_of_titles(page: Page, within: str) -> list[bool]:
    """Say whether the bracket that opens a title is at the left of the letter that follows it."""
    said: list[bool] = page.locator(f"{within} li > a:lang(en)").evaluate_all(
        """all => {
          const left = (node, at) => {
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            return range.getBoundingClientRect().left;
          };
          const begun = all.map((each) => each.firstChild).filter((node) => node.data?.startsWith("["));
          return [...new Set(begun.map((node) => left(node, 0) < left(node, 1)))];
        }"""
    )
    return said


def test_the_line_of_sources_names_as_many_as_it_has_room_for(gulf: Path, open_page: OpenPage) -> None:
    """And counts the others."""
    page = open_page(gulf, width=320).page
    line, words = page.locator(".stage .source-line"), page.locator(".stage .source-line .who")
    lengths = []
    for width, language in ((320, "ar"), (320, "es"), (1280, "es")):
        page.set_viewport_size({"width": width, "height": 740})
        speak(page, language)
        page.evaluate(SETTLE)
        around, inside = line.bounding_box(), words.bounding_box()
        assert around
        assert inside
        assert around["y"] <= inside["y"]
        assert inside["y"] + inside["height"] <= around["y"] + around["height"]
        lengths.append(len(words.locator("sup").all()))
    assert max(lengths[:2]) < 3
    assert lengths[2] == 3


def test_no_label_lies_on_the_scale_bar_as_a_presentation_opens(gulf: Path, open_page: OpenPage) -> None:
    """It comes to the map with the first step."""
    page = open_page(gulf, width=390, height=844, address="lang=es&present=&step=1").page
    page.evaluate(SETTLE)
    bar = page.locator(".leaflet-control-scale-line").bounding_box()
    assert bar
    box = Label("", bar["x"], bar["y"], bar["x"] + bar["width"], bar["y"] + bar["height"], "")
    assert [label.text for label in labels(page) if label.overlaps(box)] == []
