"""axe-core finds nothing wrong: in every state of the page, either theme, each language, wide and narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

import mapgen
from tests.browser.driver import CLICK, LANGUAGES, open_site, pick, serious, speak, tab
from tests.effort import THOROUGH

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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


# In the order in which one page goes through them, each with the part of the page that it changes, if more than words.
STATES: dict[str, tuple[Callable[[Page], object], str]] = {
    "default": (lambda page: page, "html"),
    "pile": (_pile, ".stage"),
    "search": (lambda page: page.locator("#finder").fill("kn"), ".finder"),
    "lowest figures": (lambda page: pick(page, "figures", "low"), "html"),
    "one source": (_one_source, ""),
    "a year": (lambda page: pick(page, "as-of", index=1), ".key"),
    "popup": (_popup, ".leaflet-popup"),
    "origin": (lambda page: pick(page, "origin", "sinpung-dong"), ""),
    "several origins": (_several_origins, ".key"),
    "aiming": (lambda page: page.locator(".put-pin").click(), ".stage"),
    "pin": (lambda page: page.locator(".put-pin").press("Enter"), "html"),
    "ranges": (lambda page: _all_open(page, "ranges"), "#pane-ranges"),
    "sites": (lambda page: _all_open(page, "sites"), "#pane-sites"),
    "reach": (lambda page: _all_open(page, "reach"), "#pane-reach"),
    "sources": (lambda page: _all_open(page, "sources"), "#pane-sources"),
    "azimuthal": (_azimuthal, ".stage"),
    "flat circle": (_planar_circle, ".stage"),
    "far": (lambda page: open_site(page, "honolulu"), ".leaflet-popup"),
    "folded": (_back_and_folded, "html"),
}


SCREENS = [(True, 360), (False, 1280), *([(False, 360), (True, 1280)] if THOROUGH else [])]
ROUNDS = [[screen] for screen in SCREENS] if THOROUGH else [SCREENS]


def _look(page: Page, dark: bool, width: int, height: int) -> None:
    page.emulate_media(color_scheme="dark" if dark else "light")
    page.set_viewport_size({"width": width, "height": height})


@pytest.mark.thorough
@pytest.mark.parametrize("screens", ROUNDS, ids=lambda screens: f"{len(screens)}-{screens[0]}")
def test_every_state(
    screens: list[tuple[bool, int]], all_states_page: Path, open_page: OpenPage, axe_violations: AxeViolations
) -> None:
    """Each state is looked at in the part that it changes; four change the whole page.

    There the page turns to the other screen and the next language. `make thorough` looks at the whole page in every
    state, on each of four screens, each of which starts in another language: together they meet all.
    """
    page = open_page(all_states_page, width=screens[0][1], height=740, dark=screens[0][0]).page
    turn = 0
    for name, (enter, part) in STATES.items():
        within = "html" if THOROUGH else part
        if within == "html":
            dark, width = screens[turn % len(screens)]
            _look(page, dark, width, 740)
            speak(page, LANGUAGES[(SCREENS.index(screens[0]) + turn) % len(LANGUAGES)])
            turn += 1
        enter(page)
        found = axe_violations(page, within=within) if within else []
        assert serious(found) == [], (name, dark, page.evaluate("document.documentElement.lang"))


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("story", "width", "dark"), [("long-range", 360, True), *([("hwasong-11", 1280, False)] if THOROUGH else [])]
)
def test_every_entry_of_a_packaged_story(
    story: str, width: int, dark: bool, page_file: PageFile, open_page: OpenPage, axe_violations: AxeViolations
) -> None:
    """Contrast and what is around the entries are looked at in the small page: they are alike there."""
    page = open_page(page_file(story), width=width, height=740, dark=dark).page
    for language, name in zip(LANGUAGES, ("ranges", "sites", "reach", "sources"), strict=True):
        speak(page, language)
        _all_open(page, name)
        whole = THOROUGH and name == "ranges"
        found = axe_violations(page, contrast=whole, within="html" if whole else f"#pane-{name}")
        assert serious(found) == [], (name, language)


@pytest.mark.thorough
@pytest.mark.parametrize("screens", ROUNDS, ids=lambda screens: f"{len(screens)}-{screens[0]}")
def test_a_map_with_a_short_key_and_its_texts(
    screens: list[tuple[bool, int]], all_states_page: Path, open_page: OpenPage, axe_violations: AxeViolations
) -> None:
    """As the address asks for it, #embed: the map on one screen and its texts on the other, or both on each.

    The texts have the colours that they have in the whole page, where `test_every_state` looks at them.
    """
    (dark, width), (then_dark, then_width) = screens[0], screens[-1]
    address = f"embed&lang={LANGUAGES[2 * dark + (width == 360)]}"
    page = open_page(all_states_page, width=width, height=480, dark=dark, address=address).page
    assert serious(axe_violations(page)) == []
    _look(page, then_dark, then_width, 480)
    page.locator(".embed-more").click()
    assert serious(axe_violations(page, contrast=THOROUGH)) == []


@pytest.mark.provokes  # axe-core itself: it sends messages to a frame that has no origin
def test_embedded_in_a_small_frame(
    small: Catalog, tmp_path: Path, open_page: OpenPage, axe_violations: AxeViolations
) -> None:
    """The frame of a notebook, 600 by 640 pixels: what axe finds inside frames counts too."""
    host = tmp_path / "host.html"
    frame = mapgen.build_map(small, "small")._repr_html_()
    host.write_text(
        '<!doctype html><html lang="en" data-mapgen-ready="true"><head><meta charset="utf-8"><title>A notebook</title>'
        f"</head><body><main><h1>A notebook</h1>{frame}</main></body></html>",
        "utf-8",
    )
    page = open_page(host, width=600).page
    page.frame_locator("iframe").locator("html[data-mapgen-ready='true']").wait_for()
    found = axe_violations(page)
    assert serious(found) == []


def test_axe_would_find_a_fault(stepless_page: Path, open_page: OpenPage, axe_violations: AxeViolations) -> None:
    """The check itself works: a button without a name, and words too pale to read."""
    page = open_page(stepless_page, width=360, height=740).page
    page.locator("[data-does='theme']").evaluate("(button) => button.removeAttribute('aria-label')")
    page.locator(".foot").evaluate("(foot) => { foot.style.color = '#777'; foot.style.background = '#666'; }")
    found = {violation["id"] for violation in axe_violations(page)}
    assert {"button-name", "color-contrast"} <= found
