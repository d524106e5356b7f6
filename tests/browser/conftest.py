"""A real browser for the tests: it is found or the tests fail; they are never skipped."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError
from playwright.sync_api import sync_playwright

import mapgen
from tests.browser.tabs import Kind, Tabs
from tests.document.test_steps import STEPS
from tools import find_browser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page, Request, WebError

    from mapgen.catalog.model import Catalog

# Chromium has pages ready for what its address bar shows, two for each window, at a quarter of a second of a processor
# each. Of the switch the last counts, so what Playwright switches off is named too, but for what asks for the network.
POPUPS = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup")
PLAYWRIGHTS = (
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "PaintHolding",
    "ThirdPartyStoragePartitioning",
)
ARGUMENTS = (
    "--no-sandbox",  # Chromium refuses to start as root, as in most containers, without it
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join((*PLAYWRIGHTS, *POPUPS))}",
)
FRAMES = ("file:", "about:")  # the documents of the frames that tests write; a sealed page may have no frame itself
AXE = "([within, options]) => axe.run(within, options).then(({ violations }) => violations)"
READY = 'html[data-mapgen-ready="true"]'


@dataclass
class Opened:
    """An open page, and what it did that a sealed page does not do.

    Parameters
    ----------
    page : Page
        Page, ready for use.
    requests : list of str
        URLs asked for, allowed or not, but for the page's own file.
    problems : list of str
        Console messages of any level, uncaught errors, and violations of the Content-Security-Policy.
    """

    page: Page
    requests: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


class AxeViolations(Protocol):
    """The signature of the `axe_violations` fixture."""

    def __call__(self, page: Page, *, contrast: bool = True, within: str = "html") -> list[dict[str, Any]]:
        """Return what axe-core finds wrong with a page's accessibility, or with a part of it.

        Contrast, with the ground and of links with the words around them, takes most of the time, which grows with
        what is looked at.
        """


class OpenPage(Protocol):
    """The signature of the `open_page` fixture."""

    def __call__(
        self,
        path: Path,
        *,
        width: int = 1280,
        height: int = 800,
        dark: bool = False,
        javascript: bool = True,
        locale: str = "en-US",
        moves: bool = False,
        address: str = "",
    ) -> Opened:
        """Open a file, at an address within it, and wait until its map can be used.

        Unless motion is tested, the map moves without animation, as where a reader's system asks for stillness.
        """


class LendingPage(Protocol):
    """The signature of the `lending_page` fixture."""

    def __call__(self, story: str) -> Page:
        """Return the page of a packaged story, as it opens; nothing may touch it."""


@contextlib.contextmanager
def _watch(page: Page, url: str) -> Iterator[Opened]:
    """Record what the pages of a context ask for and complain about."""
    opened = Opened(page)

    def on_request(request: Request) -> None:
        if request.url.partition("#")[0] != url:
            opened.requests.append(request.url)

    def on_console(message: ConsoleMessage) -> None:
        if str(message.type) != "verbose":  # Chromium's own remarks, such as on a subtree that is not shown
            opened.problems.append(f"console {message.type}: {message.text}")

    def on_error(error: WebError) -> None:
        opened.problems.append(f"uncaught: {error.error}")

    listeners = {"request": on_request, "console": on_console, "weberror": on_error}
    for event, listener in listeners.items():
        page.context.on(event, listener)  # type: ignore[call-overload]
    yield opened
    for event, listener in listeners.items():
        page.context.remove_listener(event, listener)


def _wait_until_ready(opened: Opened) -> None:
    """Wait for the page's own word that its map can be used; fail with what it complained about instead."""
    try:
        opened.page.locator(READY).wait_for(state="attached")
    except PlaywrightTimeoutError:
        said = "\n".join(opened.problems) or "It complained about nothing."
        pytest.fail(f"The page never set data-mapgen-ready. {said}")


@pytest.fixture(scope="session")
def browser_path() -> Path:
    """Return the path of the browser to drive; without one, each test fails and says what to do."""
    try:
        path = find_browser.find(os.environ)
    except find_browser.NoBrowserError as error:
        pytest.fail(str(error), pytrace=False)
    if path is None:
        how = f"Run `make test`, which installs one, or set {find_browser.VARIABLE} to its path."
        pytest.fail(f"No browser found. {how}", pytrace=False)
    return path


@pytest.fixture(scope="session")
def browser(browser_path: Path) -> Iterator[Browser]:
    """Launch the browser, once for all tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Tabs:
    """Keep pages for all tests."""
    return Tabs(browser)


@contextlib.contextmanager
def _opening(tabs: Tabs) -> Iterator[tuple[OpenPage, list[Opened]]]:
    """Open files from disk, each in a context of no other page, with no network to reach; empty them in the end."""
    every: list[Opened] = []
    watching = contextlib.ExitStack()
    taken: list[tuple[Kind, Page]] = []

    def open_page(
        path: Path,
        *,
        width: int = 1280,
        height: int = 800,
        dark: bool = False,
        javascript: bool = True,
        locale: str = "en-US",
        moves: bool = False,
        address: str = "",
    ) -> Opened:
        kind = Kind(dark, javascript, locale, moves)
        page = tabs.take(kind, width, height)
        taken.append((kind, page))
        url = path.resolve().as_uri()
        every.append(opened := watching.enter_context(_watch(page, url)))
        page.goto(f"{url}#{address}" if address else url)
        if javascript:
            _wait_until_ready(opened)
        return opened

    yield open_page, every
    for _, page in taken:
        with contextlib.suppress(PlaywrightError):  # a test may have closed it
            page.goto("about:blank")
    watching.close()
    for kind, page in taken:
        tabs.give_back(kind, page)


def _assert_sealed(every: list[Opened]) -> None:
    """Check that no page has asked for or complained about anything."""
    assert [said for opened in every for said in opened.problems] == []
    assert [url for opened in every for url in opened.requests if not url.startswith(FRAMES)] == []


@pytest.fixture
def open_page(tabs: Tabs, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Return a function that opens files; after the test they are emptied.

    Whatever a test is about, at its end no page may have asked for or complained about anything; only a test marked
    ``provokes``, which makes it do so on purpose, looks at that by itself.
    """
    with _opening(tabs) as (open_page, every):
        yield open_page
    if not request.node.get_closest_marker("provokes"):
        _assert_sealed(every)


@pytest.fixture(scope="session")
def lending_page(tabs: Tabs, built_pages: dict[str, Path]) -> Iterator[LendingPage]:
    """Return a function that gives a story's page, opened once for all tests.

    It is for tests that only `run` its modules anew or read its data: they leave no trace. A test that touches the
    page, be it by a click, opens one of its own.
    """
    with _opening(tabs) as (open_page, every):
        pages: dict[str, Page] = {}

        def lend(story: str) -> Page:
            if story not in pages:
                pages[story] = open_page(built_pages[story]).page
            return pages[story]

        yield lend
    _assert_sealed(every)


@pytest.fixture(scope="session")
def far_page(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the page of a long and a very long range, over the antimeridian and the pole, once for all tests."""
    path = tmp_path_factory.mktemp("far") / "far.html"
    document = mapgen.build_map(catalog, "long-range", missiles=["hwasong-15", "hwasong-12"])
    path.write_bytes(mapgen.export(document, "html"))
    return path


def _written(document: mapgen.MapDocument, folder: Path, name: str) -> Path:
    path = folder / f"{name}.html"
    path.write_bytes(mapgen.export(document, "html"))
    return path


@pytest.fixture(scope="session")
def stepless_page(small: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the page of the small catalog's story, which has no steps, once for all tests."""
    return _written(mapgen.build_map(small, "small"), tmp_path_factory.mktemp("stepless"), "stepless")


@pytest.fixture(scope="session")
def steps_page(small: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the page of a small story with four steps, once for all tests."""
    return _written(mapgen.build_map(small, STEPS), tmp_path_factory.mktemp("steps"), "steps")


@pytest.fixture(scope="session")
def all_states_document(catalog: Catalog) -> mapgen.MapDocument:
    """Build the map of few sources, in four languages, that has every state which a page can have."""
    return mapgen.build_map(catalog, Path(__file__).with_name("small.toml"))


@pytest.fixture(scope="session")
def all_states_page(all_states_document: mapgen.MapDocument, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the page of few sources that has every state, once for all tests."""
    return _written(all_states_document, tmp_path_factory.mktemp("states"), "states")


@pytest.fixture
def axe_violations() -> AxeViolations:
    """Check accessibility with axe-core, on the page as sealed.

    It looks into every frame too. Playwright evaluates through the DevTools protocol, which a page's
    Content-Security-Policy does not bind, and adds no element; so the policy need not be bypassed. axe waits for
    timers: where JavaScript is off, it waits forever.
    """

    def axe_violations(page: Page, *, contrast: bool = True, within: str = "html") -> list[dict[str, Any]]:
        rules = {rule: {"enabled": contrast} for rule in ("color-contrast", "link-in-text-block")}
        # No rule that is on looks at what axe would preload: it takes a fifth of the time.
        options = {"resultTypes": ["violations"], "rules": rules, "iframes": False, "preload": False}
        found: list[dict[str, Any]] = []
        for frame in page.frames if within == "html" else [page.main_frame]:
            if not frame.evaluate("'axe' in globalThis"):  # half a megabyte: once for all states of a page
                frame.evaluate(Axe().axe_script)
            found += frame.evaluate(AXE, [within, options])
        return found

    return axe_violations
