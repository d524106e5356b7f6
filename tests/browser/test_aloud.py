"""What changes is also said: in a live region, in words, in the reader's language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.driver import choose, limits, pick, speak, tab

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from mapgen import MapDocument
    from tests.browser.conftest import OpenPage
    from tests.conftest import PageFile

SERIES, NA = "hwasong-11-series", "hwasong-11na"


@pytest.fixture
def page(page_file: PageFile, open_page: OpenPage) -> Page:
    """Open the default story, wide."""
    return open_page(page_file("hwasong-11")).page


@pytest.fixture
def story(map_documents: dict[str, MapDocument]) -> MapDocument:
    """Return the map of the default story."""
    return map_documents["hwasong-11"]


@pytest.fixture
def aloud(page: Page) -> Locator:
    """Return the live region."""
    region = page.locator(".aloud")
    expect(region).to_have_attribute("role", "status")
    return region


def takeaway(story: MapDocument) -> str:
    """Return the takeaway as the page opens, as it is said after other words."""
    return story.text("takeaway").removesuffix(".")


def test_nothing_is_said_until_something_is_switched(page: Page, aloud: Locator, story: MapDocument) -> None:
    """A missile is said with its band; a kind of sites, and a flat circle, by its name."""
    expect(aloud).to_be_empty()
    switch = page.locator("[data-does='missile'][value='hwasong-11na']")
    switch.click()
    expect(aloud).to_contain_text(f"{story.text(f'missile:{NA}')}, {story.text(f'band:{NA}')}: shown. At least one of")
    switch.click()
    expect(aloud).to_have_text(f"{story.text(f'missile:{NA}')}, {story.text(f'band:{NA}')}: hidden. {takeaway(story)}")
    switch = page.locator("[data-does='kind'][value='us_base']")
    switch.click()
    expect(aloud).to_have_text("US base: hidden")
    switch.click()
    expect(aloud).to_have_text("US base: shown")
    choose(page, "naive=1")
    expect(aloud).to_have_text("What a flat circle would have shown: shown")


def test_an_origin_is_said_and_a_year_with_the_band_of_then(page: Page, aloud: Locator, story: MapDocument) -> None:
    pick(page, "origin", "sinpung-dong")
    expect(aloud).to_contain_text("Rings drawn from: Sinpung-dong Missile Operating Base. All 20 US and")
    pick(page, "origin", "")
    sites = len(story.selection.origins)
    expect(aloud).to_have_text(f"Rings drawn from: At least one of {sites} sites. {takeaway(story)}")
    series = story.text(f"missile:{SERIES}")
    pick(page, "as-of", "2021")
    expect(aloud).to_contain_text(f"As known at the end of 2021. {series}, no such")
    pick(page, "as-of", "")
    expect(aloud).to_have_text(
        f"As known on {story.text('ui:by_now')}. {series}, {story.text(f'band:{SERIES}')}. {takeaway(story)}"
    )


def test_which_figures_count_is_said_with_the_band_that_they_leave(
    page: Page, aloud: Locator, story: MapDocument
) -> None:
    series = story.text(f"missile:{SERIES}")
    pick(page, "figures", "low")
    expect(aloud).to_contain_text(f"Which figures: Lowest only. {series}, {limits(story, SERIES)[0]}. 17 of 20 US and")
    page.locator("[data-does='missile'][value='hwasong-11na']").click()
    expect(aloud).to_contain_text(f"{story.text(f'missile:{NA}')}, {limits(story, NA)[0]}: shown")
    number = page.locator("#figures .useless").first.get_attribute("value") or ""
    pick(page, "figures", number)
    expect(aloud).to_contain_text(f"Which figures: {number} ")
    expect(aloud).to_contain_text(f"{series}, no such figure")
    pick(page, "figures", "band")
    expect(aloud).to_contain_text(f"{series}, {story.text(f'band:{SERIES}')}")


def test_a_pin_is_said_when_it_is_put_moved_and_taken_away(page: Page, aloud: Locator) -> None:
    page.locator(".put-pin").press("Enter")
    expect(aloud).to_have_text(re.compile(r"^Pin at [\d.]+° N, [\d.]+° E\. \d+ ± \d+ km from .+: within every"))
    choose(page, "pin=-77.04,38.9")
    expect(aloud).to_have_text(re.compile(r"^Pin at Washington, DC \(38\.90° N, 77\.04° W\)\. .+: beyond every"))
    page.locator(".put-pin").click()
    expect(aloud).to_have_text("Pin at Washington, DC (38.90° N, 77.04° W): hidden")


def test_a_tab_is_said_once_and_the_number_of_results(page: Page, aloud: Locator) -> None:
    tab(page, "sites")
    expect(aloud).to_have_text("Tab open: Sites")
    pick(page, "origin", "sinpung-dong")
    tab(page, "sites")
    expect(aloud).to_contain_text("Rings drawn from")
    page.locator("#finder").fill("ㅅㅍㄷ")
    expect(aloud).to_have_text(re.compile("^Results: [1-9]$"))
    page.locator("#finder").fill("zzz")
    expect(aloud).to_have_text("Results: 0. Nothing found")


def test_the_view_from_a_site_is_said_and_the_way_back(page: Page, aloud: Locator) -> None:
    choose(page, "from=sinpung-dong")
    expect(aloud).to_contain_text("Seen from Sinpung-dong Missile Operating Base")
    before = aloud.text_content()
    page.locator("[data-does='farther']").click()
    expect(aloud).not_to_have_text(before or "")
    page.locator("[data-does='back']").click()
    expect(aloud).to_have_text("Map of range rings and reported sites")


SAID = {
    "id": ("Bahasa: Bahasa Indonesia", "Pangkalan militer AS: disembunyikan"),
    "ko": ("언어: 한국어", "미군 기지: 숨김"),
    "ja": ("言語: 日本語", "米軍基地：非表示"),
}


def test_it_speaks_the_language_of_the_page(page: Page, aloud: Locator) -> None:
    switch = page.locator("[data-does='kind'][value='us_base']")
    for language, (said, hidden) in SAID.items():
        speak(page, language)
        expect(aloud).to_have_text(said)
        switch.click()
        expect(aloud).to_have_text(hidden)
        switch.click()
