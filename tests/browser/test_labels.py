"""No label on the rendered page names another symbol than its own, at any width, zoom and language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.driver import choose, labels, move_map, run, settle, speak, texts
from tests.effort import THOROUGH
from tests.figure.test_naming import BESIDE, LED
from tools.label_truth import WIDTHS, areas, faults, sweep

if TYPE_CHECKING:
    from tests.browser.conftest import LendingPage, OpenPage
    from tests.conftest import PageFile

COMPARE = """(naming, given) => {
  const at = ([x, y]) => ({ x, y });
  const { beside, led } = given;
  return [
    beside.map(([, box, own, others]) => naming.isToldApart(box, at(own), others.map(at))),
    led.map(([, box, line, own, others]) => naming.isLedApart(box, line.map(at), at(own), others.map(at), 6)),
  ];
}"""

# Each width once in English; each language at some width and zoom.
VIEWS = {
    "en": [(width, 0) for width in WIDTHS],
    "id": [(390, 1), (1440, -1)],
    "ko": [(320, 0), (1024, 1)],
    "ja": [(768, -1), (1440, 2)],
}
TURNS = {
    "hwasong-11": {"en": VIEWS["en"][::2], "ko": VIEWS["ko"]},
    "long-range": {"en": VIEWS["en"][1::2], "id": VIEWS["id"], "ja": VIEWS["ja"]},
}


@pytest.mark.thorough
@pytest.mark.parametrize("story", TURNS)
def test_no_label_misnames(story: str, page_file: PageFile, open_page: OpenPage) -> None:
    """The stories take turns at widths and languages; `make thorough` meets each view in both.

    `python -m tools.label_truth` tries every zoom at every width.
    """
    page = open_page(page_file(story)).page
    known = areas()
    for language, views in (VIEWS if THOROUGH else TURNS[story]).items():
        speak(page, language)
        assert sweep(page, known, views) == [], language


def test_no_label_stands_by_a_symbol_on_a_further_copy_of_the_world(page_file: PageFile, open_page: OpenPage) -> None:
    """Where the window shows more than one world, a site is named on one of its copies, and seen on all."""
    page = open_page(page_file("long-range"), width=768, height=1024).page
    move_map(page, "setView([25.7, 83.7], 1.25, { animate: false })")
    assert page.locator(".site-marker[data-site='los-angeles']").count() == 2
    assert faults(page, []) == []


def test_no_label_misnames_in_the_view_from_a_site(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11")).page
    for address in ("from=sinpung-dong", "from=sakkanmol&limit=1000"):
        choose(page, address)
        settle(page)
        assert faults(page, []) == [], address


def test_page_and_figure_judge_names_alike(lending_page: LendingPage) -> None:
    beside, led = run(lending_page("hwasong-11"), COMPARE, "rules/naming.js", given={"beside": BESIDE, "led": LED})
    assert beside == [apart for *_, apart in BESIDE]
    assert led == [apart for *_, apart in LED]


def test_callouts_stand_on_the_map_and_in_the_text(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11"), width=1440, height=900).page
    drawn = page.locator(".labels .of-note").all_text_contents()
    assert any(text.startswith("27 km from China") for text in drawn)
    listed = page.locator(".notes[data-language='en'] li").all_text_contents()
    assert len(listed) == 3
    speak(page, "ko")
    page.locator(".callouts summary").click()
    expect(page.locator(".notes[data-language='ko']")).to_be_visible()
    assert any("중국에서" in text for text in page.locator(".labels .of-note").all_text_contents())


def test_a_symbol_says_its_name_under_the_pointer_and_in_focus(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11")).page
    marker = page.locator(".site-marker[data-site='sangnam-ni']")
    marker.hover()
    hint = page.locator(".site-hint")
    expect(hint).to_have_text(marker.get_attribute("aria-label") or "")
    page.keyboard.press("Escape")
    expect(hint).to_have_count(0)
    marker.focus()
    expect(hint).to_have_count(1)


def test_labels_follow_a_spacing_that_comes_late(page_file: PageFile, open_page: OpenPage) -> None:
    """A reader's own style may space texts out after the page has opened (WCAG 1.4.12)."""
    page = open_page(page_file("hwasong-11"), width=1440, height=900).page
    known = areas()
    page.evaluate("""() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }");
      document.adoptedStyleSheets = [sheet];
    }""")
    page.wait_for_timeout(300)
    assert faults(page, known) == []
    found = labels(page, ".of-site")
    assert not [(a.text, b.text) for i, a in enumerate(found) for b in found[:i] if a.overlaps(b)]


def test_equal_rings_have_one_line_and_a_joint_label(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11"), width=1440, height=900).page
    choose(page, "missiles=hwasong-11ga,hwasong-11-rail")
    expect(page.locator(".leaflet-rings-pane path.ring.joint")).to_have_count(1)
    assert [text for text in texts(page, ".of-ring") if ": Hwasong-11Ga, " in text]
    choose(page, "missiles=hwasong-11ga,hwasong-11-rail&from=chiha-ri")
    expect(page.locator(".azimuthal-map path.ring.joint")).to_have_count(1)
    found = [label.text for label in labels(page, ".of-ring", within=".azimuthal")]
    assert [text for text in found if ": Hwasong-11Ga" in text]


def test_a_number_at_the_end_of_a_name_is_told_apart_from_the_figure(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("long-range")).page
    choose(page, "missiles=hwasong-13,kn-14&from=map")
    assert [text for text in texts(page, ".of-ring") if text.startswith("Hwasong-13: ")]
