"""In an article: readers scroll past the map, the article shows its steps, and nothing moves but what they move."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

import mapgen
from mapgen.page.embed import read_page, scroll_story
from tests.browser.conftest import READY
from tests.browser.driver import CLICK, MAP, choice, open_site, settle
from tests.paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Frame, Page

    from tests.browser.conftest import AxeViolations, OpenPage

ARTICLE = """<!doctype html><html lang="en" data-mapgen-ready="true"><title>An article</title>
<body style="margin: 0"><main><div style="height: 300px">Before</div>{}<div style="height: 3000px">After</div></main>"""
FRAME = '<iframe src="map.html{}" title="A map" width="{}" height="{}" {}></iframe>'
SANDBOX = 'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"'
ZOOM = f"{MAP}.getZoom()"
CENTRE = f"[{MAP}.getCenter().lat, {MAP}.getCenter().lng]"
ASK = "(data) => document.querySelector('iframe').contentWindow.postMessage(data, '*')"
OF_THE_ARTICLE = {"page-has-heading-one"}  # what a bare article lacks
TOUCH = """(points) => {
  const map = document.querySelector(".folium-map");
  const { left, top } = map.getBoundingClientRect();
  const pane = map.querySelector(".leaflet-map-pane");
  const at = ([x, y], identifier) => new Touch({ identifier, target: map, clientX: left + x, clientY: top + y });
  const send = (type, fingers) => map.dispatchEvent(new TouchEvent(type, {
    touches: fingers, targetTouches: fingers, changedTouches: fingers, bubbles: true, cancelable: true }));
  const steps = points.map((fingers) => fingers.map(at));
  const kept = [send("touchstart", steps[0]), ...steps.slice(1).map((fingers) => send("touchmove", fingers))];
  send("touchend", []);
  return kept;
}"""


@pytest.fixture
def folder(steps_page: Path, tmp_path: Path) -> Path:
    """Return a folder that holds the page of a small story with four steps."""
    (tmp_path / "map.html").write_bytes(steps_page.read_bytes())
    return tmp_path


def article(open_page: OpenPage, folder: Path, inner: str, **how: Any) -> tuple[Page, Frame]:
    """Open an article with a map in a frame; return both when the map can be used."""
    (folder / "article.html").write_text(ARTICLE.format(inner), "utf-8")
    page = open_page(folder / "article.html", **how).page
    frame = page.frames[1]
    frame.locator(READY).wait_for(state="attached")
    settle(frame)
    return page, frame


def ask(page: Page, frame: Frame, data: object) -> None:
    """Send a message to the frame, and wait until it has been heard."""
    page.evaluate(ASK, data)
    frame.evaluate("new Promise((heard) => setTimeout(heard, 50))")
    settle(frame)


def switched_on(frame: Frame) -> list[str]:
    """Return the missiles that are on."""
    found: list[str] = frame.locator("[data-does='missile']").evaluate_all(
        "(boxes) => boxes.filter((box) => box.checked).map((box) => box.value)"
    )
    return found


def until(frame: Page | Frame, condition: str) -> None:
    """Wait for a condition; the policy of the page forbids what Playwright's own waiting does."""
    wait = "await new Promise((f) => setTimeout(f, 20))"
    loop = f"for (let turn = 0; turn < 400; turn += 1) {{ if ({condition}) return true; {wait}; }}"
    assert frame.evaluate(f"async () => {{ {loop} }}"), condition


# --- Steps by message ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sandbox", ["", SANDBOX], ids=["none", "sandbox"])
def test_the_article_asks_for_a_step(sandbox: str, folder: Path, open_page: OpenPage) -> None:
    page, frame = article(open_page, folder, FRAME.format("", 640, 420, sandbox))
    ask(page, frame, {"mapgen": "step", "step": 2})
    assert switched_on(frame) == ["kite-2"]
    ask(page, frame, {"mapgen": "step", "step": 3})
    assert switched_on(frame) == ["kite-1"]
    assert frame.evaluate(CENTRE) == pytest.approx([-42.8, 147.1], abs=0.05)
    ask(page, frame, {"mapgen": "step", "step": 4})
    expect(frame.locator(".azimuthal")).to_be_visible()
    ask(page, frame, {"mapgen": "step", "step": 0})
    expect(frame.locator(".azimuthal")).to_be_hidden()
    assert frame.locator("#figures").input_value() == "band"
    assert page.evaluate("document.activeElement === document.body")
    assert page.evaluate("scrollY") == 0


UNHEARD: tuple[object, ...] = (
    {"mapgen": "step", "step": 5},
    {"mapgen": "step", "step": -1},
    {"mapgen": "step", "step": 1.5},
    {"mapgen": "step", "step": "2"},
    {"mapgen": "step", "step": [2]},
    {"mapgen": "step", "step": None},
    {"mapgen": "step"},
    {"mapgen": "height", "step": 2},
    {"step": 2},
    "2",
    2,
    None,
)


def test_the_map_heeds_no_other_message(folder: Path, open_page: OpenPage) -> None:
    """And what it heeds is not announced: the article says it, and a second voice would talk into the reading of it."""
    page, frame = article(open_page, folder, FRAME.format("", 640, 420, SANDBOX))
    for data in UNHEARD:
        ask(page, frame, data)
        assert switched_on(frame) == ["kite-1"], data
        assert frame.locator("#figures").input_value() == "band", data
    before = frame.locator(".aloud").text_content()
    ask(page, frame, {"mapgen": "step", "step": 2})
    assert switched_on(frame) == ["kite-2"]
    assert frame.locator(".aloud").text_content() == before


def test_the_map_heeds_no_other_window(folder: Path, open_page: OpenPage) -> None:
    """Neither a frame beside it, nor, where it is a page by itself, its own window."""
    (folder / "other.html").write_text("<!doctype html><title>x</title>", "utf-8")
    other = '<iframe src="other.html" title="Other"></iframe>'
    page, frame = article(open_page, folder, FRAME.format("", 640, 420, "") + other)
    page.frames[2].evaluate("parent.frames[0].postMessage({ mapgen: 'step', step: 2 }, '*')")
    frame.evaluate("new Promise((heard) => setTimeout(heard, 50))")
    assert switched_on(frame) == ["kite-1"]
    alone = open_page(folder / "map.html").page
    alone.evaluate("postMessage({ mapgen: 'step', step: 2 }, '*')")
    alone.evaluate("new Promise((heard) => setTimeout(heard, 50))")
    assert choice(alone, "missiles") is None


def test_a_presentation_in_a_frame_goes_to_the_step(folder: Path, open_page: OpenPage) -> None:
    page, frame = article(open_page, folder, FRAME.format("#present", 640, 420, SANDBOX))
    ask(page, frame, {"mapgen": "step", "step": 2})
    expect(frame.locator(".steps > .now")).to_have_text("The Kite-2, from the south.")


def test_the_example_of_the_documents_works(folder: Path, open_page: OpenPage) -> None:
    text = (ROOT / "docs" / "page.md").read_text("utf-8")
    (example,) = re.findall(r"^```html\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    page, frame = article(open_page, folder, example)
    page.get_by_role("button", name="The higher one").press("Enter")
    until(frame, "document.querySelector(\"[data-does='missile'][value='kite-2']\").checked")


def test_scrolling_through_the_text_goes_through_the_steps(folder: Path, open_page: OpenPage) -> None:
    inner = scroll_story(read_page(folder / "map.html"), "map.html", height=400)
    page, frame = article(open_page, folder, inner, width=900)
    for step, missiles in ((1, ["kite-1"]), (2, ["kite-2"]), (3, ["kite-1"]), (2, ["kite-2"])):
        page.locator(f"[data-step='{step}']").evaluate("(text) => text.scrollIntoView({ block: 'center' })")
        on = "[...document.querySelectorAll(\"[data-does='missile']:checked\")].map((box) => box.value).join()"
        until(frame, f"{on} === {missiles!r}.join()")
        assert page.evaluate("document.querySelector('iframe').getBoundingClientRect().top") == pytest.approx(
            0, abs=301
        )
    expect(frame.locator(".embed-title")).to_be_visible()


def test_the_article_has_the_sentences_and_no_footnotes(folder: Path) -> None:
    page = read_page(folder / "map.html")
    assert page.steps[:2] == ("The Kite-1 flies 300–500 km.", "The Kite-2, from the south.")
    printed = scroll_story(page, "map.html#lang=en")
    assert '<iframe src="map.html#lang=en&amp;embed"' in printed
    assert '<p data-step="4" dir="auto">The world from the north.' in printed


def test_a_story_without_steps_has_no_article(stepless_page: Path) -> None:
    with pytest.raises(mapgen.MapgenError, match=r"^map\.html: its story has no steps; add \[\[steps\]\]"):
        scroll_story(read_page(stepless_page), "map.html")


# --- Scrolling past the map -----------------------------------------------------------------------------------------


def test_a_wheel_over_the_map_scrolls_the_article_and_zooms_with_the_key_held(
    folder: Path, open_page: OpenPage
) -> None:
    page, frame = article(open_page, folder, FRAME.format("", 640, 420, SANDBOX))
    zoom = frame.evaluate(ZOOM)
    page.mouse.move(320, 500)
    page.mouse.wheel(0, 200)
    page.wait_for_function("scrollY > 100")
    assert frame.evaluate(ZOOM) == zoom
    expect(frame.locator(".gesture-hint")).to_have_text("Use Ctrl + scroll to zoom the map")
    expect(frame.locator(".gesture-hint")).to_be_visible()
    expect(frame.locator(".gesture-hint")).to_be_hidden()
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_function("scrollY === 0")
    page.keyboard.down("Control")
    page.mouse.wheel(0, -300)
    until(frame, f"{ZOOM} > {zoom}")
    page.keyboard.up("Control")
    assert page.evaluate("scrollY") == 0
    expect(frame.locator(".gesture-hint")).to_be_hidden()


def pinch(page: Page, steps: list[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Move two fingers as a screen reports them: what a script sends, the map does not take for touches."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 2})
    for step, fingers in enumerate(steps):
        points = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(fingers)]
        kind = "touchMove" if step else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        page.wait_for_timeout(50)  # a frame or two, in which the map follows
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()


def test_one_finger_scrolls_the_article_and_two_move_the_map(folder: Path, open_page: OpenPage) -> None:
    page, frame = article(open_page, folder, FRAME.format("", 640, 420, SANDBOX))
    before = frame.evaluate(CENTRE)
    assert frame.evaluate(TOUCH, [[[300, 200]], [[300, 150]], [[300, 100]]]) == [True, True, True]
    assert frame.evaluate(CENTRE) == before
    expect(frame.locator(".gesture-hint")).to_have_text("Use two fingers to move the map")
    zoom = frame.evaluate(ZOOM)
    pinch(page, [((200, 500), (300, 500)), ((150, 500), (350, 500)), ((100, 500), (400, 500))])
    until(frame, f"{ZOOM} > {zoom} + 0.5")


def test_a_page_by_itself_zooms_with_the_wheel(folder: Path, open_page: OpenPage) -> None:
    page = open_page(folder / "map.html", width=800).page
    zoom = page.evaluate(ZOOM)
    page.mouse.move(300, 300)
    page.mouse.wheel(0, -300)
    until(page, f"{ZOOM} > {zoom}")
    expect(page.locator("html")).not_to_have_class(re.compile("shares-scrolling"))


def test_where_the_map_fills_the_window_the_page_scrolls(folder: Path, open_page: OpenPage) -> None:
    """As on a desktop at a zoom of 400 %."""
    page = open_page(folder / "map.html", width=320, height=256).page
    expect(page.locator("html")).to_have_class(re.compile("shares-scrolling"))
    page.locator(".folium-map").evaluate("(map) => scrollTo(0, map.getBoundingClientRect().top)")
    before = page.evaluate("scrollY")
    page.mouse.move(160, 120)
    page.mouse.wheel(0, 150)
    until(page, f"scrollY > {before} + 50")


@pytest.mark.parametrize("sandbox", ["", SANDBOX], ids=["none", "sandbox"])
def test_nothing_in_the_frame_scrolls_the_article(sandbox: str, folder: Path, open_page: OpenPage) -> None:
    page, frame = article(open_page, folder, FRAME.format("", 640, 420, sandbox))
    page.evaluate("scrollTo(0, 100)")
    frame.locator(".embed-more").evaluate(CLICK)
    expect(frame.locator("#pane-sources")).to_be_visible()
    frame.locator(".sources sup a, .sources a").first.focus()
    for selector in ("#tab-reach", "#tab-sites", "#tab-ranges"):
        frame.locator(selector).evaluate(CLICK)
    frame.locator(".key sup a").first.evaluate(CLICK)
    expect(frame.locator(".sources .found")).to_be_visible()
    frame.locator(".embed-more").evaluate(CLICK)
    open_site(frame, "north-base").locator("sup a").first.evaluate(CLICK)
    page.wait_for_timeout(300)
    assert page.evaluate("scrollY") == 100


def test_the_map_in_an_article_is_accessible(folder: Path, open_page: OpenPage, axe_violations: AxeViolations) -> None:
    page, frame = article(open_page, folder, FRAME.format("", 640, 420, SANDBOX))
    assert [found["id"] for found in axe_violations(page) if found["id"] not in OF_THE_ARTICLE] == []
    frame.locator(".site-marker").first.evaluate("(marker) => marker.removeAttribute('aria-label')")
    frame.locator(".site-marker").first.evaluate("(marker) => marker.removeAttribute('title')")
    assert [found["id"] for found in axe_violations(page) if found["id"] not in OF_THE_ARTICLE], "it looks into frames"
