"""No label on the rendered page names another symbol than its own, at any width, zoom and language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.driver import LANGUAGES, choose, run, speak
from tests.figure.test_naming import BESIDE, LED
from tools.label_truth import areas, faults, sweep

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage
    from tests.conftest import PageFile

COMPARE = """(naming, given) => {
  const at = ([x, y]) => ({ x, y });
  const { beside, led } = given;
  return [
    beside.map(([, box, own, others]) => naming.isToldApart(box, at(own), others.map(at))),
    led.map(([, box, line, own, others]) => naming.isLedApart(box, line.map(at), at(own), others.map(at), 6)),
  ];
}"""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("story", ["hwasong-11", "long-range"])
def test_no_label_misnames(story: str, language: str, page_file: PageFile, open_page: OpenPage) -> None:
    """`python -m tools.label_truth` tries more zooms."""
    page = open_page(page_file(story)).page
    speak(page, language)
    assert sweep(page, areas(), zooms=(0, 1)) == []


@pytest.mark.parametrize("address", ["from=sinpung-dong", "from=sakkanmol&limit=1000"])
def test_no_label_misnames_in_the_view_from_a_site(address: str, page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11")).page
    choose(page, address)
    assert faults(page, []) == []


def test_page_and_figure_judge_names_alike(page_file: PageFile, open_page: OpenPage) -> None:
    page: Page = open_page(page_file("hwasong-11")).page
    beside, led = run(page, COMPARE, "rules/naming.js", given={"beside": BESIDE, "led": LED})
    assert beside == [apart for *_, apart in BESIDE]
    assert led == [apart for *_, apart in LED]
