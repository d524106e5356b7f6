"""The map's own citation can be copied, and an entry of the sources says where it comes from."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

import mapgen
from mapgen.locale import locale_of
from tests.browser.driver import block, speak, tab

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from mapgen.catalog.model import Catalog
    from tests.browser.conftest import AxeViolations, Opened, OpenPage
    from tests.conftest import PageFile

REFUSE = "Object.defineProperty(navigator.clipboard, 'writeText', { value: () => Promise.reject(new Error('no')) })"


@pytest.fixture
def opened(page_file: PageFile, open_page: OpenPage) -> Opened:
    """Open the default story, wide."""
    return open_page(page_file("hwasong-11"))


def copied(page: Page) -> str:
    """Return what a reader would paste."""
    page.evaluate("document.body.append(Object.assign(document.createElement('textarea'), { id: 'paste' }))")
    page.locator("#paste").focus()
    page.keyboard.press("Control+V")
    return page.locator("#paste").input_value()


def test_the_citation_is_copied(opened: Opened) -> None:
    page = opened.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])  # a browser without windows refuses else
    page.locator("[data-does='copy']").click()
    expect(page.locator("#copied")).to_have_text("Copied.")
    assert copied(page) == page.locator("#citation").text_content()
    assert opened.problems == []


def test_where_copying_is_refused_the_citation_is_selected_and_said_to_be(
    opened: Opened, axe_violations: AxeViolations
) -> None:
    page = opened.page
    page.evaluate(REFUSE)
    page.locator("[data-does='copy']").press("Enter")
    expect(page.locator("#copied[role='status']")).to_contain_text("The text is selected")
    assert page.evaluate("String(getSelection())") == page.locator("#citation").text_content()
    speak(page, "ko")
    expect(page.locator("#copied")).to_contain_text("선택되어 있으니")
    expect(page.locator("#citation")).to_contain_text("[지도]")
    assert axe_violations(page, within=".foot") == []
    assert opened.problems == []


def test_without_javascript_the_citation_stands_there_without_a_button(steps_page: Path, open_page: OpenPage) -> None:
    page = open_page(steps_page, javascript=False).page
    expect(page.locator("#citation")).to_be_visible()
    expect(page.locator("[data-does='copy']")).to_be_hidden()


def test_a_source_says_what_it_is_and_through_which_it_was_read(opened: Opened, catalog: Catalog) -> None:
    page = opened.page
    entries = tab(page, "sources").locator("ol.sources > li")
    sources: list[dict[str, Any]] = block(page, "sources")
    labels = catalog.vocabulary.source_type
    for index, source in enumerate(sources):
        said = entries.nth(index).locator(".provenance").text_content() or ""
        kind = source.get("custom", {}).get("source_type")
        assert said.startswith(labels[kind].labels["en"] if kind else "")
        (read,) = source["accessed"]["date-parts"]
        assert f"seen {locale_of('en').date('-'.join(f'{part:02d}' for part in read))}" in said
    ids = [source["id"] for source in sources]
    index = ids.index("csis-sinpung-dong")
    line = entries.nth(index).locator(".note", has_text="Read through")
    via = sources[index]["custom"]["seen_via"]
    if via in ids:
        expect(line.locator("sup a")).to_have_text(str(ids.index(via) + 1))
    else:
        expect(line).to_contain_text(via)
    first = entries.first.locator(".provenance")
    expect(first).to_contain_text("Press · Indonesian · seen ")
    speak(page, "ko")
    expect(first).to_contain_text("언론 · 인도네시아어 · ")


def test_an_archived_copy_is_a_link(small: Catalog, tmp_path: Path, open_page: OpenPage) -> None:
    first = mapgen.build_map(small, "small").selection.cited[0]
    custom = first.custom.model_copy(update={"archive_url": "https://archive.example.org/1?a=1&b=<2>"})
    sources = {**small.sources, first.id: first.model_copy(update={"custom": custom})}
    document = mapgen.build_map(dataclasses.replace(small, sources=sources), "small")
    path = tmp_path / "map.html"
    path.write_bytes(mapgen.export(document, "html"))
    page = open_page(path, width=390).page
    link = tab(page, "sources").locator("ol.sources > li").first.get_by_role("link", name="archived copy")
    expect(link).to_have_attribute("href", "https://archive.example.org/1?a=1&b=<2>")
