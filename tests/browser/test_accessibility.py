"""axe-core finds nothing wrong: in every state of the page, either theme, each language, wide and narrow."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

import mapgen
from tests.browser.driver import CLICK, LANGUAGES, open_site, pick, serious, speak, tab
from tests.effort import THOROUGH

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from mapgen.catalog.model import Catalog
    from tests.browser.conftest import AxeViolations, OpenPage
    from tests.conftest import PageFile

OPEN_ALL = "(all) => all.forEach((details) => { details.open = true; })"
HASH = "(hash) => { location.hash = hash; }"


def _all_open(page: Page, name: str) -> None:
    tab(page, name)
    page.locator("details").evaluate_all(OPEN_ALL)


def _azimuthal(page: Page) -> None:
    tab(page, "reach")
    page.evaluate(HASH, "from=sinpung-dong&origin=sinpung-dong")
    page.locator(".azimuthal-title").wait_for()


def _planar_circle(page: Page) -> None:
    page.locator("[data-does='back']").click()
    page.locator("[data-does='missile'][value='hwasong-15']").check()  # it flies far enough
    page.locator("[data-does='naive']").check()


def _pile(page: Page) -> None:
    tab(page, "reach")  # the shortest: axe-core reads what is open anew in each state
    page.locator(".site-marker[data-site='camp-casey']").evaluate(CLICK)
    expect(page.locator(".site-marker.spread")).not_to_have_count(0)


def _several_origins(page: Page) -> None:
    open_site(page, "hodo").locator("[data-does='origin']").click()
    expect(page.locator(".leaflet-popup")).to_have_count(0)  # it has faded out


def _one_source(page: Page) -> None:
    pick(page, "figures", page.locator("#figures optgroup option").first.get_attribute("value"))


def _popup(page: Page) -> None:
    for switch in ("#figures", "#as-of"):
        page.locator(switch).select_option(index=0)  # everything counts again
    open_site(page, "sinpung-dong")


def _back_and_folded(page: Page) -> None:
    page.locator("[data-does='missile']").last.check()
    if page.locator("[data-does='fold']").is_visible():
        page.locator("[data-does='fold']").click()


# In the order in which one page goes through them.
STATES: dict[str, Callable[[Page], object]] = {
    "default": lambda page: page,
    "pile": _pile,
    "search": lambda page: page.locator("#finder").fill("kn"),
    "lowest figures": lambda page: pick(page, "figures", "low"),
    "one source": _one_source,
    "a year": lambda page: pick(page, "as-of", index=1),
    "popup": _popup,
    "origin": lambda page: pick(page, "origin", "sinpung-dong"),
    "several origins": _several_origins,
    "aiming": lambda page: page.locator(".put-pin").click(),
    "pin": lambda page: page.locator(".put-pin").press("Enter"),
    "ranges": lambda page: _all_open(page, "ranges"),
    "sites": lambda page: _all_open(page, "sites"),
    "reach": lambda page: _all_open(page, "reach"),
    "sources": lambda page: _all_open(page, "sources"),
    "azimuthal": _azimuthal,
    "flat circle": _planar_circle,
    "far": lambda page: open_site(page, "honolulu"),
    "folded": _back_and_folded,
}


@pytest.fixture(scope="session")
def small_document(catalog: Catalog) -> mapgen.MapDocument:
    """Build the map of few sources that has every state: axe-core takes a time that grows with the page."""
    return mapgen.build_map(catalog, Path(__file__).with_name("small.toml"))


@pytest.fixture(scope="session")
def small_page(small_document: mapgen.MapDocument, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the page of few sources."""
    path = tmp_path_factory.mktemp("small") / "small.html"
    path.write_bytes(mapgen.export(small_document, "html"))
    return path


SCREENS = [(True, 360), (False, 1280), *([(False, 360), (True, 1280)] if THOROUGH else [])]
ROUNDS = [[screen] for screen in SCREENS] if THOROUGH else [SCREENS]


@pytest.mark.thorough
@pytest.mark.parametrize("screens", ROUNDS, ids=lambda screens: f"{len(screens)}-{screens[0]}")
def test_every_state(
    screens: list[tuple[bool, int]], small_page: Path, open_page: OpenPage, axe_violations: AxeViolations
) -> None:
    """Two screens take turns at the states, and `make thorough` looks at all of them on each of four screens.

    Each starts in another language and turns to the next at each state; the four of `make thorough` meet all.
    """
    page = open_page(small_page, width=screens[0][1], height=740, dark=screens[0][0]).page
    for index, (name, enter) in enumerate(STATES.items()):
        for dark, width in screens if name == "default" else [screens[index % len(screens)]]:
            page.emulate_media(color_scheme="dark" if dark else "light")
            page.set_viewport_size({"width": width, "height": 740})
            speak(page, LANGUAGES[(2 * dark + (width == 360) + index) % len(LANGUAGES)])
            enter(page)
            found = axe_violations(page)
            assert serious(found) == [], (name, dark, page.evaluate("document.documentElement.lang"))


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("story", "width", "dark"), [("long-range", 360, True), *([("hwasong-11", 1280, False)] if THOROUGH else [])]
)
def test_every_entry_of_a_packaged_story(
    story: str, width: int, dark: bool, page_file: PageFile, open_page: OpenPage, axe_violations: AxeViolations
) -> None:
    """Contrast is looked at in the small page: hundreds of entries that look alike have that of the few."""
    page = open_page(page_file(story), width=width, height=740, dark=dark).page
    for language, name in zip(LANGUAGES, ("ranges", "sites", "reach", "sources"), strict=True):
        speak(page, language)
        _all_open(page, name)
        within = "html" if name == "ranges" else f"#pane-{name}"  # the rest of the page is as it was
        found = axe_violations(page, contrast=THOROUGH and name == "ranges", within=within)
        assert serious(found) == [], (name, language)


@pytest.mark.thorough
@pytest.mark.parametrize(("dark", "width"), SCREENS)
def test_a_map_with_a_short_key_and_its_texts(
    dark: bool, width: int, small_page: Path, open_page: OpenPage, axe_violations: AxeViolations
) -> None:
    """As the address asks for it: #embed."""
    path = small_page
    address = f"embed&lang={LANGUAGES[2 * dark + (width == 360)]}"
    page = open_page(path, width=width, height=480, dark=dark, address=address).page
    assert serious(axe_violations(page)) == []
    page.locator(".embed-more").click()
    assert serious(axe_violations(page)) == []


@pytest.mark.provokes  # axe-core itself: it sends messages to a frame that has no origin
def test_embedded_in_a_small_frame(
    small_document: mapgen.MapDocument, tmp_path: Path, open_page: OpenPage, axe_violations: AxeViolations
) -> None:
    """The frame of a notebook, 600 by 640 pixels: what axe finds inside frames counts too."""
    host = tmp_path / "host.html"
    frame = small_document._repr_html_()
    host.write_text(
        '<!doctype html><html lang="en" data-mapgen-ready="true"><head><meta charset="utf-8"><title>A notebook</title>'
        f"</head><body><main><h1>A notebook</h1>{frame}</main></body></html>",
        "utf-8",
    )
    page = open_page(host, width=600).page
    page.frame_locator("iframe").locator("html[data-mapgen-ready='true']").wait_for()
    found = axe_violations(page)
    assert serious(found) == []


def test_axe_would_find_a_fault(small_page: Path, open_page: OpenPage, axe_violations: AxeViolations) -> None:
    """The check itself works: a button without a name, and words too pale to read."""
    page = open_page(small_page, width=360, height=740).page
    page.locator("[data-does='theme']").evaluate("(button) => button.removeAttribute('aria-label')")
    page.locator(".foot").evaluate("(foot) => { foot.style.color = '#777'; foot.style.background = '#666'; }")
    found = {violation["id"] for violation in axe_violations(page)}
    assert {"button-name", "color-contrast"} <= found
