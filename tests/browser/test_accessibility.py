"""axe-core finds nothing wrong: in either theme, wide and narrow, in each tab and with everything open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import mapgen
from tests.browser.driver import open_site, serious, speak, tab

if TYPE_CHECKING:
    from pathlib import Path

    from mapgen.catalog import Catalog
    from tests.browser.conftest import AxeViolations, OpenPage
    from tests.conftest import PageFile

OPEN_ALL = "(all) => all.forEach((details) => { details.open = true; })"
SITES = {"hwasong-11": "sinpung-dong", "long-range": "honolulu"}


@pytest.mark.parametrize(("story", "dark"), [("hwasong-11", True), ("long-range", False)])
def test_every_tab_on_a_phone(
    story: str, dark: bool, page_file: PageFile, open_page: OpenPage, axe_violations: AxeViolations
) -> None:
    """The whole panel lies open below the map, so that axe sees every colour on its background."""
    page = open_page(page_file(story), width=360, height=740, dark=dark).page
    page.locator("details").evaluate_all(OPEN_ALL)
    for name in ("ranges", "sites", "reach", "sources"):
        tab(page, name)
        assert serious(axe_violations(page)) == [], name


@pytest.mark.parametrize(("story", "dark"), [("hwasong-11", False), ("long-range", True)])
def test_wide_page_with_a_popup_in_each_script(
    story: str, dark: bool, page_file: PageFile, open_page: OpenPage, axe_violations: AxeViolations
) -> None:
    page = open_page(page_file(story), dark=dark).page
    assert serious(axe_violations(page)) == []
    page.locator("[data-does='missile']").last.check()
    open_site(page, SITES[story])
    for language in ("en", "ko"):
        speak(page, language)
        assert serious(axe_violations(page)) == [], language


def test_origin_chosen_and_panel_folded(
    page_file: PageFile, open_page: OpenPage, axe_violations: AxeViolations
) -> None:
    page = open_page(page_file("hwasong-11"), dark=True).page
    tab(page, "sites").locator("summary").first.click()
    page.locator("#pane-sites [data-does='origin']").first.click()
    assert serious(axe_violations(page)) == []
    page.locator("[data-does='fold']").click()
    assert serious(axe_violations(page)) == []


def test_embedded_in_a_small_frame(
    catalog: Catalog, tmp_path: Path, open_page: OpenPage, axe_violations: AxeViolations
) -> None:
    """The frame of a notebook, 600 by 640 pixels: what axe finds inside frames counts too."""
    host = tmp_path / "host.html"
    frame = mapgen.build_map(catalog, "long-range")._repr_html_()
    host.write_text(
        '<!doctype html><html lang="en" data-mapgen-ready="true"><head><meta charset="utf-8"><title>A notebook</title>'
        f"</head><body><main><h1>A notebook</h1>{frame}</main></body></html>",
        "utf-8",
    )
    page = open_page(host, width=600).page
    page.frame_locator("iframe").locator("html[data-mapgen-ready='true']").wait_for()
    found = axe_violations(page)
    assert serious(found) == []


def test_axe_would_find_a_fault(page_file: PageFile, open_page: OpenPage, axe_violations: AxeViolations) -> None:
    """The check itself works: a button without a name, and words too pale to read."""
    page = open_page(page_file("long-range"), width=360, height=740).page
    page.locator("[data-does='theme']").evaluate("(button) => button.removeAttribute('aria-label')")
    page.locator(".foot").evaluate("(foot) => { foot.style.color = '#777'; foot.style.background = '#666'; }")
    found = {violation["id"] for violation in axe_violations(page)}
    assert {"button-name", "color-contrast"} <= found
