"""The presentation: it fills the window, goes through the steps of the story, and gives the reader's map back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import READY
from tests.browser.driver import MAP, choice, labels, pick, serious, settle
from tests.effort import THOROUGH
from tools.label_truth import SETTLE

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import AxeViolations, OpenPage
    from tests.conftest import PageFile

STORIES = ("hwasong-11", "long-range")
ADDRESS = "location.hash.slice(1)"
ALOUD = ".aloud"
SWIPE = """([from, to]) => {
  const touch = (x) => new Touch({ identifier: 1, target: document.body, clientX: x, clientY: 300 });
  const send = (type, touches, changedTouches) =>
    document.body.dispatchEvent(new TouchEvent(type, { touches, changedTouches, bubbles: true }));
  send("touchstart", [touch(from)], [touch(from)]);
  send("touchend", [], [touch(to)]);
}"""


def present(open_page: OpenPage, path: Path, address: str = "present", **how: Any) -> Page:
    """Open the presentation of a page by its address."""
    return open_page(path, address=address, **how).page


def shown(page: Page) -> str:
    """Return the sentence of the step that is shown."""
    return " ".join(page.locator(".steps > :visible").all_text_contents()).strip()


def centre(page: Page) -> list[float]:
    """Return where the map looks: lat, lon, zoom."""
    found: list[float] = page.evaluate(
        f"(() => {{ const at = {MAP}.getCenter(); return [at.lat, at.lng, {MAP}.getZoom()]; }})()"
    )
    return found


def test_the_button_opens_it_and_escape_gives_the_page_back(steps_page: Path, open_page: OpenPage) -> None:
    page = open_page(steps_page).page
    before = centre(page)
    page.locator(".go-present").focus()
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_class("js present")
    for part in ("h1", ".takeaway", ".folium-map", ".source-line", ".embed-key"):
        expect(page.locator(part)).to_be_visible()
    for part in ("#panel", ".fold", ".leaflet-control-zoom", ".put-pin", ".switches", ".map-acts", ".summary"):
        expect(page.locator(part).first).to_be_hidden()
    assert shown(page) == "The Kite-1 flies 300–500 km.¹"
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_visible()
    expect(page.locator(".steps")).to_be_hidden()
    assert page.evaluate("document.activeElement.className") == "go-present"
    assert page.evaluate(ADDRESS) == ""
    assert centre(page) == pytest.approx(before, abs=0.01)


KEYS = {"ArrowRight": "ArrowLeft", "PageDown": "PageUp", " ": "Backspace", "ArrowDown": "ArrowUp"}


def test_keys_go_through_the_steps(steps_page: Path, open_page: OpenPage) -> None:
    page = present(open_page, steps_page)
    for on, back in KEYS.items():
        page.keyboard.press(on)
        assert (shown(page), page.evaluate(ADDRESS)) == ("The Kite-2, from the south.", "present&step=2"), on
        page.keyboard.press(back)
        assert page.evaluate(ADDRESS) == "present&step=1", back
        page.keyboard.press(back)
        assert page.evaluate(ADDRESS) == "present&step=1", back
    page.keyboard.press("End")
    for on in KEYS:
        page.keyboard.press(on)
        assert page.evaluate(ADDRESS) == "present&step=4", on
    page.keyboard.press("Home")
    assert page.evaluate(ADDRESS) == "present&step=1"


def test_a_step_shows_what_it_names_and_else_what_the_page_opens_with(steps_page: Path, open_page: OpenPage) -> None:
    page = present(open_page, steps_page, "present&step=2")
    checked = "[...document.querySelectorAll(\"[data-does='missile']:checked\")].map((box) => box.value)"
    assert page.evaluate(checked) == ["kite-2"]
    assert page.locator(".site-marker.kind-reference_place").count() == 0
    page.keyboard.press("ArrowRight")
    assert page.evaluate(checked) == ["kite-1"]
    assert page.locator("#figures").input_value() == "1"
    assert centre(page) == pytest.approx([-42.8, 147.1, 5], abs=0.05)
    page.keyboard.press("ArrowRight")
    expect(page.locator(".azimuthal-title")).to_contain_text("North base")
    expect(page.locator(".azimuthal-title")).to_contain_text("4,000 km")
    expect(page.locator(".azimuthal-acts")).to_be_hidden()
    page.keyboard.press("Home")
    expect(page.locator(".azimuthal")).to_be_hidden()
    assert page.locator("#figures").input_value() == "low"


def test_a_click_goes_on_and_buttons_go_both_ways(steps_page: Path, open_page: OpenPage) -> None:
    page = present(open_page, steps_page)
    page.mouse.click(900, 400)
    assert page.evaluate(ADDRESS) == "present&step=2"
    page.get_by_role("button", name="Previous step").focus()
    expect(page.get_by_role("button", name="Previous step")).to_be_visible()
    page.keyboard.press("Enter")
    assert page.evaluate(ADDRESS) == "present&step=1"
    page.get_by_role("button", name="Next step").click()
    assert page.evaluate(ADDRESS) == "present&step=2"
    page.get_by_role("button", name="End the presentation").click()
    assert page.evaluate(ADDRESS) == ""


def test_a_swipe_goes_on_and_back(steps_page: Path, open_page: OpenPage) -> None:
    page = present(open_page, steps_page, width=390, height=844)
    page.evaluate(SWIPE, [300, 100])
    assert page.evaluate(ADDRESS) == "present&step=2"
    page.evaluate(SWIPE, [100, 120])
    assert page.evaluate(ADDRESS) == "present&step=2"
    page.evaluate(SWIPE, [100, 300])
    assert page.evaluate(ADDRESS) == "present&step=1"


@pytest.mark.parametrize("step", ["9", "-1", "x", "1.5", ""])
def test_a_step_that_the_story_lacks_is_the_first_one(step: str, steps_page: Path, open_page: OpenPage) -> None:
    page = present(open_page, steps_page, f"present&step={step}")
    assert page.evaluate(ADDRESS) == "present&step=1"


def test_what_the_reader_made_of_the_map_comes_first_and_back(steps_page: Path, open_page: OpenPage) -> None:
    page = open_page(steps_page).page
    pick(page, "figures", "high")
    page.locator(".go-present").click()
    assert set(page.evaluate(ADDRESS).split("&")) == {"figures=high", "present", "step=0"}
    assert shown(page) == ""
    page.keyboard.press("ArrowRight")
    assert page.evaluate(ADDRESS) == "present&step=1"
    page.keyboard.press("ArrowLeft")
    assert set(page.evaluate(ADDRESS).split("&")) == {"figures=high", "present", "step=0"}
    page.keyboard.press("End")
    page.keyboard.press("Escape")
    assert choice(page, "figures") == "high"
    assert choice(page, "step") is None


def test_a_step_is_announced_with_the_takeaway(steps_page: Path, open_page: OpenPage) -> None:
    page = present(open_page, steps_page)
    page.keyboard.press("ArrowRight")
    settle(page)
    takeaway = page.locator(".takeaway").text_content()
    assert page.locator(ALOUD).text_content() == f"Step 2 of 4: The Kite-2, from the south. {takeaway}"
    assert page.evaluate("document.activeElement.tagName") == "H1"
    page.keyboard.press("Home")
    settle(page)
    assert (page.locator(ALOUD).text_content() or "").startswith("Step 1 of 4: The Kite-1 flies 300–500 km. ")


def test_the_address_of_a_step_shows_it_in_the_page_too(steps_page: Path, open_page: OpenPage) -> None:
    page = present(open_page, steps_page, "step=2")
    expect(page.locator("#panel")).to_be_visible()
    assert (choice(page, "missiles"), choice(page, "origin"), choice(page, "step")) == ("kite-2", "south-base", None)


def test_it_speaks_the_language_of_the_address(steps_page: Path, open_page: OpenPage) -> None:
    page = present(open_page, steps_page, "lang=ko&present&step=3")
    assert shown(page) == "도시."
    assert page.evaluate(ADDRESS) == "lang=ko&present&step=3"


def test_a_story_without_steps_is_presented_as_it_opens(stepless_page: Path, open_page: OpenPage) -> None:
    page = present(open_page, stepless_page, "missiles=kite-2&present")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(ADDRESS) == "missiles=kite-2&present"
    expect(page.locator(".present-count")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_visible()
    assert page.evaluate(ADDRESS) == "missiles=kite-2"


def resize(page: Page, width: int, height: int) -> None:
    """Change the size of the window, and wait for what follows in later frames."""
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(SETTLE)


LETTERED = [(1366, 768), *([(1920, 1080)] if THOROUGH else []), (2560, 1440)]
LETTERS = "getComputedStyle(document.querySelector('.folium-map .labels .of-site')).fontSize"


@pytest.mark.thorough
def test_the_map_is_lettered_half_as_large_again(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11")).page
    usual = {}
    for size in LETTERED:
        resize(page, *size)
        usual[size] = float(page.evaluate(LETTERS).removesuffix("px"))
    page.goto(f"{page_file('hwasong-11').as_uri()}?#present&step=2")
    page.locator(READY).wait_for(state="attached")
    for size in reversed(LETTERED):
        resize(page, *size)
        assert float(page.evaluate(LETTERS).removesuffix("px")) >= 1.5 * usual[size] - 0.01
        boxes = labels(page)
        assert len(boxes) > 15
        assert not [
            (one.text, two.text)
            for one in boxes
            for two in boxes
            if one is not two and one.overlaps(two) and "km" not in one.text + two.text
        ], size


WINDOWS = [(390, 844), (844, 390), (768, 1024), (1366, 768), (1920, 1080)]
FIT = """() => ({
  page: [document.documentElement.scrollWidth, document.documentElement.scrollHeight],
  head: document.querySelector(".head").scrollHeight - document.querySelector(".head").clientHeight,
  map: document.querySelector(".stage").offsetHeight,
})"""


@pytest.mark.thorough
@pytest.mark.parametrize("story", STORIES)
def test_words_map_and_key_fit_into_the_window(story: str, page_file: PageFile, open_page: OpenPage) -> None:
    """The stories take turns at the windows, where they do not meet all."""
    page = present(open_page, page_file(story))
    count = page.locator(".steps > li").count()
    for width, height in WINDOWS if THOROUGH else WINDOWS[STORIES.index(story) :: 2]:
        resize(page, width, height)
        page.keyboard.press("Home")
        for number in range(1, count + 1):
            assert page.evaluate(ADDRESS) == f"present&step={number}"
            sizes = page.evaluate(FIT)
            assert sizes["page"] == [width, height], number
            assert sizes["head"] <= 1, (width, number)
            assert sizes["map"] > 0.44 * height, (width, number)
            page.keyboard.press("ArrowRight")


def test_the_rings_of_a_step_are_in_view_and_follow_the_window(page_file: PageFile, open_page: OpenPage) -> None:
    page = present(open_page, page_file("hwasong-11"), "present&step=2", width=1366, height=768)
    for width, height in ((1366, 768), (800, 1000), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(SETTLE)
        ring = page.locator(".folium-map path.ring:not(.faint)").first.bounding_box()
        area = page.locator(".folium-map").bounding_box()
        assert ring
        assert area
        assert area["y"] - 2 <= ring["y"] < ring["y"] + ring["height"] <= area["y"] + area["height"] + 2
        assert ring["height"] > 0.6 * min(area["height"], area["width"])


def test_the_print_sheet_has_the_sentence(steps_page: Path, open_page: OpenPage) -> None:
    page = present(open_page, steps_page, "present&step=2")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert "The Kite-2, from the south." in (page.locator(".sheet .sheet-texts").text_content() or "")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator("html")).to_have_class("js present")
    assert shown(page) == "The Kite-2, from the south."
    assert page.evaluate(ADDRESS) == "present&step=2"


def test_without_scripts_the_sentences_are_a_list(steps_page: Path, open_page: OpenPage) -> None:
    page = open_page(steps_page, javascript=False).page
    assert page.locator(".steps > li").all_text_contents()[1] == "The Kite-2, from the south."
    expect(page.locator(".steps > li").first).to_be_visible()


SCREENS = [(390, 844, True), (1366, 768, False), *([(390, 844, False), (1366, 768, True)] if THOROUGH else [])]
PAIRS = [(screen, screen) for screen in SCREENS] if THOROUGH else [tuple(SCREENS)]


@pytest.mark.thorough
@pytest.mark.parametrize(("first", "last"), PAIRS)
def test_it_is_accessible(
    first: tuple[int, int, bool],
    last: tuple[int, int, bool],
    steps_page: Path,
    open_page: OpenPage,
    axe_violations: AxeViolations,
) -> None:
    """The first step on a screen and the last on another, or both on each."""
    width, height, dark = first
    page = present(open_page, steps_page, width=width, height=height, dark=dark)
    assert serious(axe_violations(page)) == []
    width, height, dark = last
    page.emulate_media(color_scheme="dark" if dark else "light")
    resize(page, width, height)
    page.keyboard.press("End")
    assert serious(axe_violations(page)) == []


def test_the_buttons_come_as_the_mouse_moves(steps_page: Path, open_page: OpenPage) -> None:
    """Whoever presents with keys sees none."""
    page = present(open_page, steps_page)
    button = page.get_by_role("button", name="Next step")
    assert button.evaluate("(button) => getComputedStyle(button).clipPath") == "inset(50%)"
    page.mouse.move(900, 400)
    page.mouse.move(910, 410)
    assert button.evaluate("(button) => getComputedStyle(button).clipPath") == "none"


def test_a_disc_leaves_no_empty_strip_beside_it(steps_page: Path, open_page: OpenPage) -> None:
    """On a very wide screen the words have what the disc does not need, and are the larger."""
    page = present(open_page, steps_page, "present&from=north-base", width=2560, height=1080)
    stage = page.locator(".stage").bounding_box()
    assert stage
    assert stage["width"] < 1.2 * stage["height"]
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)") > 40
