"""The page asks for nothing, complains about nothing, and lets nothing run that it does not know."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

import mapgen
from tests.browser.driver import LANGUAGES, click_everything, speak
from tests.effort import THOROUGH

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from mapgen.catalog.model import Catalog
    from tests.browser.conftest import Opened, OpenPage
    from tests.conftest import PageFile

SIZES = ((360, 740), (768, 1024), (1280, 800), (1920, 1080))
SCHEMES: tuple[Literal["dark", "light"], ...] = ("dark", "light")
STORIES = ("hwasong-11", "long-range")
# A policy delivered in the page: a few directives, each of hashes, of data: for images, or of nothing.
POLICY = re.compile(r'<head>\s*<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy" content="([^"]+)">')
HASH = re.compile(r"'sha256-[A-Za-z0-9+/]{43}='")
INJECTED = {
    "<script>document.documentElement.dataset.injected = 'yes';</script>": "script-src-elem blocked inline",
    "<b id='injected' onclick=\"document.documentElement.dataset.injected = 'yes'\">b</b>": "script-src-attr blocked",
    "<script src='https://example.org/injected.js'></script>": "script-src-elem blocked https://example.org/",
    "<script src=\"data:text/javascript,document.documentElement.dataset.injected='yes'\"></script>": (
        "script-src-elem blocked data"
    ),
    "<style>html { --injected: yes; }</style>": "style-src-elem blocked inline",
    "<link rel='stylesheet' href='https://example.org/injected.css'>": "style-src-elem blocked https://example.org/",
    "<img src='https://example.org/injected.png' alt=''>": "img-src blocked https://example.org/",
    "<iframe src='https://example.org/' title=''></iframe>": "frame-src blocked https://example.org",
}
FETCH = """async () => {
  const violation = new Promise((resolve) => {
    addEventListener("securitypolicyviolation", (event) => resolve(event.violatedDirective), { once: true });
  });
  const outcome = await fetch("https://example.org/").then(() => "fetched", () => "refused");
  return [await violation, outcome];
}"""


def assert_sealed(opened: Opened) -> None:
    """Check that a page has asked for nothing and complained about nothing."""
    assert opened.requests == []
    assert opened.problems == []


@pytest.mark.thorough
@pytest.mark.parametrize("story", STORIES)
def test_page_is_silent_at_every_size_in_both_themes_and_all_languages(
    story: str, page_file: PageFile, open_page: OpenPage
) -> None:
    """The stories take turns at the sizes, each of which meets one theme and one language.

    `make thorough` shows each story at every size in both themes; `open_page` looks at each page of every test.
    """
    opened = open_page(page_file(story), width=SIZES[0][0], height=SIZES[0][1], dark=True)
    page = opened.page
    assert page.evaluate("performance.getEntriesByName('mapgen:ready').length") == 1
    for turn, (width, height) in enumerate(SIZES):
        if not THOROUGH and STORIES[turn % 2] != story:
            continue
        page.set_viewport_size({"width": width, "height": height})
        for step, scheme in enumerate(SCHEMES) if THOROUGH else [(0, SCHEMES[turn // 2])]:
            page.emulate_media(color_scheme=scheme)
            language = LANGUAGES[(turn + step + 1) % 4]
            speak(page, language)
            expect(page.locator("html")).to_have_attribute("lang", language)
    assert_sealed(opened)
    assert page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)") == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_page_opens_in_each_language(language: str, catalog: Catalog, tmp_path: Path, open_page: OpenPage) -> None:
    """A page built to open in a language is complete in it before any script has run; all others open in English."""
    document = mapgen.build_map(catalog, Path(__file__).with_name("small.toml"), language=language)
    path = tmp_path / "page.html"
    path.write_bytes(mapgen.export(document, "html"))
    opened = open_page(path)
    expect(opened.page.locator("html")).to_have_attribute("lang", language)
    expect(opened.page).to_have_title(document.title)
    assert_sealed(opened)


@pytest.mark.thorough
@pytest.mark.parametrize("story", [None, *(STORIES if THOROUGH else ())])
def test_clicking_everything_stays_silent(
    story: str | None, all_states_page: Path, page_file: PageFile, open_page: OpenPage
) -> None:
    """Every sort of control in a page of few sources; `make thorough` clicks all that the packaged stories have."""
    opened = open_page(page_file(story) if story else all_states_page, moves=story != STORIES[-1])
    clicked = click_everything(opened.page)
    assert all(count > 0 for count in clicked.values()), clicked
    assert_sealed(opened)
    assert len(opened.page.context.pages) == 1


@pytest.mark.parametrize("story", STORIES)
def test_policy_comes_first_and_allows_hashes_only(story: str, page_file: PageFile) -> None:
    text = page_file(story).read_text("utf-8")
    found = POLICY.search(text)
    assert found
    assert text.count("Content-Security-Policy") == 1
    directives = dict(part.strip().split(" ", 1) for part in found[1].split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["img-src"] == "data:"
    for name in ("script-src", "style-src"):
        assert all(HASH.fullmatch(value) for value in directives[name].split()), directives[name]
    others = {name: value for name, value in directives.items() if not name.endswith("-src")}
    assert set(others.values()) <= {"'none'"}
    assert "unsafe-" not in found[1]
    assert "blob:" not in found[1]
    assert found[1].count("data:") == 1


def tampered(page: Path, folder: Path, markup: str) -> Path:
    """Write a copy of a page with markup added at its end."""
    text = page.read_text("utf-8")
    copy = folder / "tampered.html"
    copy.write_text(text.replace("</body>", f"{markup}</body>"), "utf-8")
    return copy


@pytest.mark.provokes
def test_what_is_added_to_the_file_is_blocked(stepless_page: Path, tmp_path: Path, open_page: OpenPage) -> None:
    """The browser itself reports each violation, runs nothing and sends nothing."""
    opened = open_page(tampered(stepless_page, tmp_path, "".join(INJECTED)))
    page = opened.page
    failures: list[str | None] = []
    page.on("requestfailed", lambda request: failures.append(request.failure))
    page.locator("#injected").dispatch_event("click")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-mapgen-ready", "true")
    for markup, violation in INJECTED.items():
        assert [problem for problem in opened.problems if f"CSP violation: {violation}" in problem], markup
    assert page.evaluate("document.documentElement.dataset.injected") is None
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--injected')") == ""
    assert set(failures) == {"csp"}  # what Chromium calls a request that the policy has stopped


def test_script_that_was_changed_does_not_run(stepless_page: Path, tmp_path: Path, browser: Browser) -> None:
    """One blank more in the first of the page's own scripts, and its hash no longer fits."""
    text = stepless_page.read_text("utf-8")
    changed = text.replace("<script>", "<script> ", 1)
    assert changed != text
    path = tmp_path / "changed.html"
    path.write_text(changed, "utf-8")
    with browser.new_context() as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(path.as_uri())
        assert "js" not in page.evaluate("[...document.documentElement.classList]")
    assert len(said) == 1
    assert "Content Security Policy" in said[0]


@pytest.mark.provokes
def test_fetch_from_inside_the_page_is_blocked(stepless_page: Path, open_page: OpenPage) -> None:
    """Even code that runs finds no way out: connections fall under default-src 'none'."""
    opened = open_page(stepless_page)
    blocked = opened.page.evaluate(FETCH)
    assert blocked == ["connect-src", "refused"]


def test_page_works_in_a_notebook(all_states_document: mapgen.MapDocument, tmp_path: Path, open_page: OpenPage) -> None:
    """The frame that a notebook shows brings its own policy along, and its map can be used."""
    host = tmp_path / "notebook.html"
    frame = all_states_document._repr_html_()
    host.write_text(
        f'<!doctype html><html lang="en" data-mapgen-ready="true"><head><meta charset="utf-8"><title>A notebook</title>'
        f'</head><body style="margin: 0">{frame}</body></html>',
        "utf-8",
    )
    opened = open_page(host)
    inside = opened.page.frame_locator("iframe")
    expect(inside.locator("html")).to_have_attribute("data-mapgen-ready", "true")
    expect(inside.locator("h1")).to_have_text(all_states_document.title)
    inside.locator("#tab-sources").click()
    expect(inside.locator("#pane-sources")).to_be_visible()
    assert [url for url in opened.requests if not url.startswith("about:srcdoc")] == []
    assert opened.problems == []
