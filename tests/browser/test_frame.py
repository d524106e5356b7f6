"""Inside another page: the map works in a sandbox, is short where there is little room, and says how high it is."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

import mapgen
from mapgen.page.embed import read_page, snippet
from tests.browser.conftest import READY
from tests.browser.driver import CLICK, labels, open_site, serious
from tests.paths import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Frame

    from tests.browser.conftest import AxeViolations, Opened, OpenPage

HOST = """<!doctype html><html lang="en" data-mapgen-ready="true"><title>An article</title><body>
<script>const got = []; addEventListener("message", (event) => got.push([event.origin, event.data]));</script>
<main><h1>An article</h1>{}</main>"""
FRAME = '<iframe src="{}" title="A map" width="{}" height="{}" {}></iframe>'
SANDBOXES = ("", 'sandbox="allow-scripts"', 'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"')
POST = "(data) => parent.postMessage(data, '*')"


@pytest.fixture
def folder(steps_page: Path, tmp_path: Path) -> Path:
    """Return a folder that holds the page of a small story."""
    (tmp_path / "map.html").write_bytes(steps_page.read_bytes())
    return tmp_path


def framed(open_page: OpenPage, folder: Path, inner: str, *, width: int = 1280) -> tuple[Opened, Frame]:
    """Open a page that holds a map in a frame; return it, and the frame when its map can be used."""
    (folder / "host.html").write_text(HOST.format(inner), "utf-8")
    opened = open_page(folder / "host.html", width=width)
    frame = opened.page.frames[1]
    frame.locator(READY).wait_for(state="attached")
    assert [url.partition("#")[0] for url in opened.requests] == [(folder / "map.html").as_uri()] or inner.count(
        "<iframe"
    ) > 1
    return opened, frame


def assert_the_map_works(frame: Frame) -> None:
    """Check that rings are drawn and that a site opens."""
    expect(frame.locator("html")).to_have_class(re.compile(r"\bframed\b"))
    expect(frame.locator(".folium-map path.ring.low").first).to_be_visible()
    open_site(frame, "north-base")
    expect(frame.locator(".leaflet-popup h3").first).to_be_visible()


@pytest.mark.parametrize(
    ("width", "height", "sandbox"), [(640, 420, SANDBOXES[0]), (360, 480, SANDBOXES[1])], ids=["none", "scripts"]
)
def test_a_small_frame_shows_title_map_key_and_no_panel(
    width: int, height: int, sandbox: str, folder: Path, open_page: OpenPage
) -> None:
    opened, frame = framed(open_page, folder, FRAME.format("map.html", width, height, sandbox))
    for part in (".embed-title", ".embed-key", ".folium-map", ".embed-more"):
        expect(frame.locator(part)).to_be_visible()
    for part in ("#panel", ".fold"):
        expect(frame.locator(part)).to_be_hidden()
    expect(frame.locator(".embed-key strong:visible")).to_have_text(["300–500 km"])
    size = frame.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    assert size == [width, height]
    assert frame.locator(".folium-map").evaluate("(map) => map.offsetHeight") > 0.5 * height
    ring = frame.locator(".folium-map path.ring.high").first.evaluate("(path) => path.getBoundingClientRect().toJSON()")
    map_box = frame.locator(".folium-map").evaluate("(map) => map.getBoundingClientRect().toJSON()")
    assert map_box["top"] <= ring["top"] < ring["bottom"] <= map_box["bottom"]
    assert_the_map_works(frame)
    assert opened.problems == []


@pytest.mark.parametrize(("width", "height"), [(1000, 640), (360, 480)])
def test_a_frame_that_is_shown_later_shows_its_rings_whole(
    width: int, height: int, folder: Path, open_page: OpenPage
) -> None:
    """As in a tab of an article, or a part that is folded away: the map had no size when it was opened."""
    hidden = 'style="display: none"'
    opened, frame = framed(open_page, folder, FRAME.format("map.html", width, height, hidden))
    opened.page.locator("iframe").evaluate("(element) => { element.style.display = 'block'; }")
    ring, rim = frame.locator(".folium-map path.ring.high").first, frame.locator(".folium-map")
    rim.evaluate("(map) => new Promise((done) => setTimeout(done, 200))")
    inner, outer = ring.bounding_box(), rim.bounding_box()
    assert inner
    assert outer
    assert outer["y"] <= inner["y"] < inner["y"] + inner["height"] <= outer["y"] + outer["height"]
    assert inner["height"] > 0.5 * outer["height"] or inner["width"] > 0.5 * outer["width"]
    assert len(labels(frame)) > 3
    assert opened.problems == []


def test_a_large_frame_shows_the_whole_page(folder: Path, open_page: OpenPage) -> None:
    _, frame = framed(open_page, folder, FRAME.format("map.html", 1000, 640, SANDBOXES[2]))
    expect(frame.locator("#panel")).to_be_visible()
    expect(frame.locator(".embed-title")).to_be_hidden()
    assert_the_map_works(frame)


def test_the_address_may_ask_for_the_short_form(folder: Path, open_page: OpenPage) -> None:
    page = open_page(folder / "map.html", address="lang=en&embed").page
    expect(page.locator(".embed-title")).to_be_visible()
    expect(page.locator("#panel")).to_be_hidden()


def test_a_large_frame_stays_short_if_its_address_asks_for_it(folder: Path, open_page: OpenPage) -> None:
    opened, frame = framed(open_page, folder, FRAME.format("map.html#embed", 1000, 640, ""))
    expect(frame.locator("#panel")).to_be_hidden()
    opened.page.locator("iframe").evaluate("(iframe) => { iframe.width = '900'; }")
    frame.wait_for_function("innerWidth === 900")
    expect(frame.locator("#panel")).to_be_hidden()


def test_a_frame_that_grows_wide_shows_the_whole_page(folder: Path, open_page: OpenPage) -> None:
    opened, frame = framed(open_page, folder, FRAME.format("map.html", 640, 640, SANDBOXES[1]))
    expect(frame.locator("#panel")).to_be_hidden()
    opened.page.locator("iframe").evaluate("(iframe) => { iframe.width = '1000'; }")
    expect(frame.locator("#panel")).to_be_visible()
    expect(frame.locator(".embed-title")).to_be_hidden()


def test_the_sources_take_the_place_of_the_map_and_give_it_back(folder: Path, open_page: OpenPage) -> None:
    opened, frame = framed(open_page, folder, FRAME.format("map.html", 640, 420, SANDBOXES[1]))
    more = frame.locator(".embed-more")
    more.focus()
    opened.page.keyboard.press("Enter")
    expect(frame.locator("#pane-sources")).to_be_visible()
    expect(frame.locator(".folium-map")).to_be_hidden()
    expect(more).to_have_attribute("aria-expanded", "true")
    opened.page.keyboard.press("Enter")
    expect(frame.locator("#panel")).to_be_hidden()
    expect(frame.locator(".folium-map")).to_be_visible()
    assert labels(frame)
    open_site(frame, "north-base")
    frame.locator(".leaflet-popup sup a").first.evaluate(CLICK)
    expect(frame.locator(".sources .found")).to_be_visible()
    assert opened.problems == []


@pytest.mark.parametrize("dark", [False, True])
def test_the_short_form_is_accessible(
    dark: bool, folder: Path, open_page: OpenPage, axe_violations: AxeViolations
) -> None:
    page = open_page(folder / "map.html", width=640, height=420, dark=dark, address="embed").page
    assert serious(axe_violations(page)) == []  # with its texts: test_accessibility.py


# --- Messages -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sandbox", SANDBOXES[:2], ids=["none", "scripts"])
def test_a_frame_says_how_high_it_is_and_nothing_else(sandbox: str, folder: Path, open_page: OpenPage) -> None:
    opened, frame = framed(open_page, folder, FRAME.format("map.html", 640, 420, sandbox))
    opened.page.wait_for_function("got.length > 0")
    frame.locator("[data-does='missile']").nth(1).evaluate(CLICK)
    frame.locator(".embed-more").click()
    messages = opened.page.evaluate("got")
    assert all(origin == "null" and set(data) == {"mapgen", "height"} for origin, data in messages)
    bars = frame.locator(".embed-bar").evaluate_all("(bars) => bars.reduce((sum, bar) => sum + bar.offsetHeight, 0)")
    last = messages[-1][1]
    assert (last["mapgen"], last["height"]) == ("height", pytest.approx(bars + 0.62 * 640, abs=1))


def test_a_page_by_itself_sends_no_message(folder: Path, open_page: OpenPage) -> None:
    page = open_page(folder / "map.html", width=500, height=400).page
    page.evaluate("addEventListener('message', () => { document.title = 'told'; })")
    page.set_viewport_size({"width": 450, "height": 400})
    page.wait_for_timeout(300)
    assert page.title() != "told"


def test_the_snippet_gives_its_frame_the_height_that_the_page_asks_for(folder: Path, open_page: OpenPage) -> None:
    inner = snippet(read_page(folder / "map.html"), "map.html", height=300)
    opened, frame = framed(open_page, folder, inner, width=400)
    before = "300"
    for width in (400, 800, 1280):
        opened.page.set_viewport_size({"width": width, "height": 800})
        opened.page.wait_for_function("(before) => document.querySelector('iframe').height !== before", arg=before)
        opened.page.wait_for_timeout(300)  # time in which a height that feeds on itself would grow
        told = [data["height"] for _, data in opened.page.evaluate("got.splice(0)")]
        before = str(told[-1])
        assert opened.page.locator("iframe").get_attribute("height") == before, width
        assert len(told) <= 2, width
        expect(frame.locator(".folium-map")).to_be_visible()
    assert opened.problems == []


NO_HEIGHTS = [
    {"mapgen": "height", "height": "9px"},
    {"mapgen": "x", "height": 900},
    {"height": 900},
    None,
    "x",
    900,
]


def test_the_snippet_heeds_no_other_message(folder: Path, open_page: OpenPage) -> None:
    opened, frame = framed(open_page, folder, snippet(read_page(folder / "map.html"), "map.html"), width=640)
    opened.page.wait_for_function("got.length > 0")
    before = opened.page.locator("iframe").get_attribute("height")
    for data in NO_HEIGHTS:
        count = opened.page.evaluate("got.length")
        frame.evaluate(POST, data)
        opened.page.wait_for_function(f"got.length > {count}")
        assert opened.page.locator("iframe").get_attribute("height") == before, data
    assert opened.problems == []


def test_the_snippet_heeds_no_other_frame(folder: Path, open_page: OpenPage) -> None:
    """Another frame, or the page itself, may say what it likes; and a height beyond reason is cut."""
    inner = snippet(read_page(folder / "map.html"), "map.html")
    (folder / "other.html").write_text("<!doctype html><title>x</title>", "utf-8")
    other = FRAME.format("other.html", 100, 100, SANDBOXES[1])
    opened, frame = framed(open_page, folder, inner + other, width=640)
    opened.page.wait_for_function("got.length > 0")
    before = opened.page.locator("iframe").first.get_attribute("height")
    for source in (opened.page.frames[2], opened.page):
        count = opened.page.evaluate("got.length")
        source.evaluate(POST, {"mapgen": "height", "height": 1234})
        opened.page.wait_for_function(f"got.length > {count}")
        assert opened.page.locator("iframe").first.get_attribute("height") == before
    frame.evaluate(POST, {"mapgen": "height", "height": 1e9})
    expect(opened.page.locator("iframe").first).to_have_attribute("height", "2000")


@pytest.mark.provokes
@pytest.mark.parametrize(("sandbox", "opens"), [(SANDBOXES[2], True), (SANDBOXES[1], False)], ids=["popups", "scripts"])
def test_a_source_opens_in_a_window_of_its_own_where_that_is_allowed(
    sandbox: str, opens: bool, folder: Path, open_page: OpenPage
) -> None:
    opened, frame = framed(open_page, folder, FRAME.format("map.html", 640, 420, sandbox))
    frame.locator(".embed-more").click()
    frame.locator(".sources a[href^='http']").first.click()
    opened.page.wait_for_timeout(500)
    assert len(opened.page.context.pages) == (2 if opens else 1)
    assert frame.url.partition("#")[0].endswith("/map.html")


def test_data_can_be_saved_from_the_frame_that_the_command_prints(folder: Path, open_page: OpenPage) -> None:
    opened, frame = framed(open_page, folder, snippet(read_page(folder / "map.html"), "map.html"))
    if frame.locator(".embed-more").is_visible():
        frame.locator(".embed-more").click()
    frame.locator("[data-does='share']:visible").first.click()
    with opened.page.expect_download() as saved:
        frame.locator(".take-box [value='sources CSL-JSON']").click()
    assert json.loads(saved.value.path().read_text("utf-8"))[0]["id"]


# --- Themes -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def plain_page(catalog: mapgen.Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a small page in the plain theme, with a logo."""
    folder = tmp_path_factory.mktemp("plain")
    (folder / "logo.svg").write_text(LOGO, "utf-8")
    theme = (ROOT / "geodata/themes/plain.toml").read_text("utf-8")
    (folder / "my.toml").write_text(f'credit = "Example Institute"\nlogo = "logo.svg"\n{theme}', "utf-8")
    document = mapgen.build_map(catalog, Path(__file__).with_name("small.toml"), theme=folder / "my.toml")
    (folder / "map.html").write_bytes(mapgen.export(document, "html"))
    return folder / "map.html"


@pytest.mark.parametrize("dark", [False, True])
def test_plain_is_grey_all_over_and_a_logo_shows(
    dark: bool, plain_page: Path, open_page: OpenPage, axe_violations: AxeViolations
) -> None:
    opened = open_page(plain_page, width=800, dark=dark)
    assert opened.page.locator(".logo").evaluate("(logo) => logo.complete && logo.naturalWidth") == 30
    expect(opened.page.locator(".credit")).to_have_text("Example Institute")
    opened.page.locator(".credit").scroll_into_view_if_needed()
    expect(opened.page.locator(".logo")).to_be_visible()
    assert opened.page.evaluate(COLOURED) == []
    assert serious(axe_violations(opened.page)) == []
    assert (opened.requests, opened.problems) == ([], [])


LOGO = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="30" height="20"/></svg>'
COLOURED = """[...document.querySelectorAll(".page *")].flatMap((element) => {
  const style = getComputedStyle(element);
  return ["color", "backgroundColor", "fill", "stroke", "borderTopColor"].filter((name) => {
    const [red, green, blue] = (style[name].match(/rgba?\\(([0-9, .]+)/)?.[1] ?? "0, 0, 0").split(",").map(Number);
    return !(red === green && green === blue);
  }).map((name) => `${element.tagName} ${element.className.baseVal ?? element.className} ${name} ${style[name]}`);
})"""
