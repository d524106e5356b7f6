"""A page from right to left, a page in a notebook, and the preview of `mapgen serve`, in a real browser."""

from __future__ import annotations

import re
import shutil
import threading
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

import mapgen
from mapgen.serve.preview import Preview
from mapgen.serve.server import Server
from tests.browser.conftest import READY
from tests.browser.driver import run, speak
from tests.paths import SMALL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.browser.conftest import AxeViolations, OpenPage


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the small catalog whose story speaks Arabic, Spanish and English."""
    folder = tmp_path_factory.mktemp("data") / "small"
    shutil.copytree(SMALL, folder)
    story = folder / "stories" / "small.toml"
    text = story.read_text("utf-8")
    story.write_text(re.sub(r"^languages = .*", 'languages = ["ar", "es", "en"]', text, flags=re.MULTILINE), "utf-8")
    return folder


@pytest.fixture(scope="module")
def document(data: Path) -> mapgen.MapDocument:
    """Return the map of that story."""
    return mapgen.build_map(mapgen.load_catalog(data), "small")


@pytest.fixture(scope="module")
def page_path(document: mapgen.MapDocument, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the page of that story."""
    path = tmp_path_factory.mktemp("page") / "small.html"
    path.write_bytes(mapgen.export(document, "html"))
    return path


def test_an_arabic_page_runs_from_right_to_left_and_its_map_does_not(open_page: OpenPage, page_path: Path) -> None:
    page = open_page(page_path).page
    assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]

    def left(selector: str) -> float:
        box = page.locator(selector).bounding_box()
        assert box
        return box["x"]

    stage, panel, zoom, fold = map(left, (".stage", ".panel", ".leaflet-control-zoom", ".fold"))
    assert panel < stage, "the panel is at the left"
    assert fold < zoom, "the button that folds the panel is beside it, the controls are at the other side"
    directions = (
        "[...document.querySelectorAll('.folium-map, .stage svg')].map((each) => getComputedStyle(each).direction)"
    )
    assert set(page.evaluate(directions)) == {"ltr"}


def test_nothing_of_an_arabic_page_is_wider_than_the_window(open_page: OpenPage, page_path: Path) -> None:
    page = open_page(page_path, width=390).page
    for width in (390, 768, 1440):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width


def test_the_reader_changes_the_direction_with_the_language(open_page: OpenPage, page_path: Path) -> None:
    page = open_page(page_path, width=390).page
    for tag, direction in (("es", "ltr"), ("ar", "rtl"), ("en", "ltr")):
        speak(page, tag)
        assert page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == [tag, direction]


def test_the_map_of_an_arabic_page_is_whole_on_paper(open_page: OpenPage, page_path: Path) -> None:
    """A page whose parts reach over its right edge is made smaller and cut at the left."""
    page = open_page(page_path).page
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    boxes = [page.locator(name).bounding_box() for name in (".sheet figure", ".sheet .stage", ".sheet-texts")]
    figure, stage, texts = (box for box in boxes if box)
    assert stage["x"] == figure["x"]
    assert stage["width"] <= figure["width"] + 2
    assert figure["x"] + figure["width"] <= texts["x"]
    directions = (
        "[...document.querySelectorAll('.sheet > *, .sheet .source-line')].map((e) => getComputedStyle(e).direction)"
    )
    assert set(page.evaluate(directions)) == {"rtl"}


def test_the_way_back_to_the_map_is_beside_the_button_that_folds_the_panel(
    open_page: OpenPage, page_path: Path, document: mapgen.MapDocument
) -> None:
    page = open_page(page_path).page
    page.evaluate(f"location.hash = 'from={document.selection.origins[0].id}'")
    page.locator(".azimuthal-acts").wait_for()
    acts, fold = (page.locator(name).bounding_box() for name in (".azimuthal-acts", ".fold"))
    assert acts
    assert fold
    assert fold["x"] + fold["width"] < acts["x"]


def test_the_browser_writes_numbers_as_python_does(
    open_page: OpenPage, page_path: Path, document: mapgen.MapDocument
) -> None:
    page = open_page(page_path, width=390).page
    numbers = [0, 7.25, 999.9996, 1300, 15000, 1234567.5]
    script = """(i18n, state, [language, numbers]) => {
      state.change({ language });
      return numbers.map(i18n.digits);
    }"""
    for tag in ("ar", "es"):
        written = run(page, script, "core/i18n.js", "core/state.js", given=[tag, numbers])
        locale = document.selection.locale(tag)
        assert written == [locale.number(value) for value in numbers], tag


@pytest.mark.parametrize("dark", [False, True])
def test_an_arabic_page_is_accessible(
    dark: bool, open_page: OpenPage, page_path: Path, axe_violations: AxeViolations
) -> None:
    assert axe_violations(open_page(page_path, width=800, dark=dark).page) == []


def test_a_page_in_the_frame_of_a_notebook_works_without_its_origin(
    open_page: OpenPage, document: mapgen.MapDocument, tmp_path: Path
) -> None:
    notebook = tmp_path / "notebook.html"
    text = f'<!doctype html><html lang="en" data-mapgen-ready="true"><title>N</title>{document._repr_html_()}</html>'
    notebook.write_text(text, "utf-8")
    page = open_page(notebook).page
    frame = page.frame_locator("iframe")
    expect(frame.locator(READY)).to_be_attached()
    scale = frame.locator(".leaflet-control-scale-line")
    before = scale.inner_text()
    frame.locator(".leaflet-control-zoom-in").click()
    expect(scale).not_to_have_text(before)


@pytest.fixture
def served() -> Iterator[tuple[Server, list[bytes | mapgen.MapgenError]]]:
    """Serve what a list holds: its last item is the page, or the error, of the next build."""
    results: list[bytes | mapgen.MapgenError] = []

    def build() -> bytes:
        if isinstance(results[-1], bytes):
            return results[-1]
        raise results[-1]

    with Server(Preview(build, []), 0) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield server, results
        server.shutdown()


def test_the_preview_loads_a_new_map_and_keeps_the_address(
    browser: Browser, served: tuple[Server, list[bytes | mapgen.MapgenError]], page_path: Path
) -> None:
    server, results = served
    built = page_path.read_bytes()
    results.append(built)
    server.preview.rebuild()
    page = browser.new_page()
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text))
    page.goto(server.url)
    frame = page.frame_locator("#map")
    expect(frame.locator(READY)).to_be_attached(timeout=20_000)
    frame.locator("[data-does='speak'][value='es']").click()
    expect(page).to_have_url(re.compile(r"#.*es"))
    results.append(mapgen.MapgenError("sites/a.toml: lon: is missing; add it"))
    server.preview.rebuild()
    expect(page.get_by_role("alert")).to_contain_text("1 problem: this is the last good map")
    expect(page.get_by_role("alert")).to_contain_text("sites/a.toml: lon: is missing; add it")
    expect(frame.locator("html")).to_have_attribute("lang", "es")
    results.append(built.replace(b'content="mapgen"', b'content="newer"', 1))
    server.preview.rebuild()
    expect(page.get_by_role("alert")).to_be_hidden()
    expect(frame.locator("meta[content='newer']")).to_be_attached(timeout=20_000)
    expect(frame.locator(READY)).to_be_attached(timeout=20_000)
    expect(frame.locator("html")).to_have_attribute("lang", "es")
    assert problems == []
    page.close()
