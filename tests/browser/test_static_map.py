"""The letters of a static figure, measured where fonts are: what is estimated in Python must be about right."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest

import mapgen
from mapgen.figure.labels import place_labels
from mapgen.figure.map import static_map, svg
from tests.browser.driver import LANGUAGES, Label
from tests.effort import THOROUGH

if TYPE_CHECKING:
    from pathlib import Path

    from mapgen.catalog.model import Catalog
    from mapgen.figure.context import StaticMap
    from tests.browser.conftest import OpenPage
    from tests.conftest import PageFile

LITTLE = 1.06  # times as wide as estimated: letters that touch the next symbol do not cover it yet
MEASURE = """
(elements) => elements.map((text) => ({
  words: text.textContent, width: text.getComputedTextLength(), lines: text.children.length, tag: text.lang,
}))
"""
BEYOND = """
() => {
  const svg = document.querySelector("svg");
  const sheet = svg.getBoundingClientRect();
  return [...svg.querySelectorAll("text")]
    .filter((text) => {
      const box = text.getBoundingClientRect();
      return box.left < sheet.left || box.right > sheet.right || box.top < sheet.top || box.bottom > sheet.bottom;
    })
    .map((text) => text.textContent);
}
"""
SHOWN = """
(svg) => [svg, ...svg.querySelectorAll("text")].filter((each) => each.getClientRects().length > 0).map((each) => {
  const { left, top, right, bottom } = each.getBoundingClientRect();
  const { a, b } = each.getScreenCTM();
  const px = parseFloat(getComputedStyle(each).fontSize) * Math.hypot(a, b);
  return { px, text: each.textContent, left, top, right, bottom, lang: each.getAttribute("lang") ?? "" };
})
"""
FIGURES = [("hwasong-11", None), ("hwasong-11", "sinpung-dong"), ("long-range", "tokyo")]  # stories, each with a centre


@pytest.mark.thorough
@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_are_as_wide_as_estimated_and_inside(
    catalog: Catalog, open_page: OpenPage, tmp_path: Path, language: str
) -> None:
    """Each language in two of the figures; `make thorough` meets all."""
    turn = LANGUAGES.index(language)
    for story, centre in FIGURES if THOROUGH else (FIGURES[turn % 3], FIGURES[(turn + 1) % 3]):
        document = mapgen.build_map(catalog, story, language=language)
        assert_letters_fit(static_map(document, centre=centre), tmp_path, open_page)


def assert_letters_fit(drawing: StaticMap, folder: Path, open_page: OpenPage) -> None:
    """Check that the labels of a figure are as wide as estimated, and inside."""
    path = folder / "figure.html"  # in a page, where the driver's own script may run
    path.write_text(f'<!doctype html><meta charset="utf-8"><title>Figure</title>{svg(drawing)}', "utf-8")
    opened = open_page(path, width=1100, height=1400, javascript=False)
    assert opened.requests == []
    measured: list[dict[str, Any]] = opened.page.locator("svg .lettering text").evaluate_all(MEASURE)
    labels = place_labels(drawing)
    assert len(measured) == len(labels) > 10
    for text, placed in zip(measured, labels, strict=True):
        if text["lines"] == 0:
            assert text["width"] <= LITTLE * placed.label.width, text["words"]
            assert text["width"] >= 0.6 * placed.label.width, text["words"]
    assert opened.page.evaluate(BEYOND) == []


def test_on_a_phone_without_scripts_few_labels_are_shown_large_and_apart(
    page_file: PageFile, open_page: OpenPage
) -> None:
    for story in ("hwasong-11", "long-range"):
        page = open_page(page_file(story), width=390, height=844, javascript=False).page
        found = page.locator(".static-map").evaluate(SHOWN)
        assert min([each.pop("px") for each in found][1:]) > 10, story
        drawing, *shown = (Label(**each) for each in found)
        assert len([label for label in shown if "km" in label.text]) == 2, story
        left, right = min(label.left for label in shown), max(label.right for label in shown)
        assert drawing.left < left < right < drawing.right, story
        assert [(a.text, b.text) for a, b in combinations(shown, 2) if a.overlaps(b, by_px=4)] == [], story
