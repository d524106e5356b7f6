"""The page speaks each language wholly: texts, numbers, dates, names on the map, and says where it cannot."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from mapgen.locale import locale_of
from mapgen.locale.plurals import category
from mapgen.resources import languages
from tests.browser.driver import LANGUAGES, labels, ring_labels, settle, speak, tab, texts

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from mapgen import MapDocument
    from mapgen.catalog.model import Catalog
    from tests.browser.conftest import LendingPage, OpenPage
    from tests.conftest import PageFile

RANGES_TAB = {"en": "Ranges", "id": "Jangkauan", "ko": "사거리", "ja": "射程"}
COUNTRY = {"en": "Australia", "id": "Australia", "ko": "오스트레일리아", "ja": "オーストラリア"}
# Each text by its key, and the language that the page says it is in.
SPOKEN = """(prefix) => [...document.querySelectorAll(`[data-t^="${prefix}"]`)].map((element) => [
  element.dataset.t, element.textContent, element.closest("[lang]").lang,
])"""


@pytest.fixture
def page(page_file: PageFile, open_page: OpenPage) -> Page:
    """Open the story of the long ranges."""
    return open_page(page_file("long-range")).page


def test_switching_the_language_changes_every_text_and_back_leaves_no_trace(
    page: Page, catalog: Catalog, map_documents: dict[str, MapDocument]
) -> None:
    page.locator(".key [aria-description]").first.wait_for(state="attached")
    settle(page)
    before = page.locator("#panel").inner_html()
    for language in (*LANGUAGES[1:], "en"):
        speak(page, language)
        assert_speaks(page, language, catalog, map_documents["long-range"])
        assert_names_are_in_the_language_or_say_that_they_are_not(page, language, catalog)
        assert_no_text_of_the_page_is_missing(page, language)
    page.wait_for_function("(before) => document.querySelector('#panel').innerHTML === before", arg=before)


def assert_speaks(page: Page, language: str, catalog: Catalog, document: MapDocument) -> None:
    """Check title, panel and labels of the page in a language."""
    (shown,) = document.selection.shown
    title = catalog.stories["long-range"].title[language]
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page).to_have_title(title)
    expect(page.locator("h1")).to_have_text(title)
    expect(page.locator(".kicker")).to_have_text(document.text("ui:as_of", language))
    expect(page.locator("#tab-ranges")).to_have_text(RANGES_TAB[language])
    expect(page.locator(".summary:visible")).to_have_attribute("lang", language)
    expect(page.locator(f"[value='{language}'][data-does='speak']")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-does='speak'][aria-pressed='true']")).to_have_count(1)
    assert texts(page, ".of-ring") == sorted(ring_labels(document, shown, language))
    assert COUNTRY[language] in texts(page, ".of-country")
    mark = page.locator(".summary:visible sup a").first
    expect(mark).to_have_text("1")


def assert_names_are_in_the_language_or_say_that_they_are_not(page: Page, language: str, catalog: Catalog) -> None:
    """Check that a name no source gives in a language stands in English, marked as English for whoever listens."""
    for prefix, records in (("site", catalog.sites), ("missile", catalog.missiles)):
        spoken = page.evaluate(SPOKEN, f"{prefix}:")
        assert spoken
        for key, text, tag in spoken:
            record = records[key.partition(":")[2]]
            expected = language if language in record.names else "en"
            assert (text, tag) == (record.names.get(expected, record.name), expected), key


def assert_no_text_of_the_page_is_missing(page: Page, language: str) -> None:
    """Check that the page's own words exist in a language: none falls back, in the panel or in labels."""
    for prefix in ("ui:", "class:", "kind:", "status:", "range:", "figure:", "band:", "basis:"):
        spoken = page.evaluate(SPOKEN, prefix)
        assert {tag for _, _, tag in spoken} == {language}, prefix
        assert all(text.strip() for _, text, _ in spoken), prefix
    assert {label.lang for label in labels(page, ".of-country")} == {""}


def test_readers_of_other_languages_are_told_that_claims_are_in_english_and_whose_they_are(
    page_file: PageFile, open_page: OpenPage, catalog: Catalog
) -> None:
    """Who is cited is named in each language."""
    page = open_page(page_file("hwasong-11")).page
    tab(page, "sources")
    for language in LANGUAGES:
        speak(page, language)
        for name in ("ranges", "sites"):
            told = tab(page, name).locator(".in-english")
            expect(told, f"{name} in {language}").to_be_visible(visible=language != "en")
        tab(page, "sources")
        named = [claim.said_by.get(language, claim.said_by["en"]) for claim in catalog.stories["hwasong-11"].claims]
        assert page.locator(".chain strong").all_inner_texts() == named


def test_numbers_dates_and_names_of_markers_follow_the_language(
    page: Page, catalog: Catalog, map_documents: dict[str, MapDocument]
) -> None:
    """The day is that of a source, whose entry is filled in the language of the moment."""
    figure = tab(page, "ranges").locator("#missile-hwasong-15 .band strong")
    english, indonesian = (map_documents["long-range"].text("band:hwasong-15", tag) for tag in ("en", "id"))
    assert "," in english
    assert "." in indonesian
    expect(figure).to_have_text(english)
    day = (
        tab(page, "sources").locator("li:has(time[datetime='2017-08-10'])").first.locator("time[datetime='2017-08-10']")
    )
    speak(page, "ko")
    expect(day).to_have_text("2017년 8월 10일")
    marker = page.locator(".site-marker[data-site='sinpung-dong']").first
    expect(marker).to_have_attribute("aria-label", re.compile(f"^{catalog.sites['sinpung-dong'].names['ko']}, "))
    assert "도쿄" in texts(page, ".of-site")  # one that has room
    speak(page, "id")
    expect(day).to_have_text("10 Agustus 2017")
    expect(figure).to_have_text(indonesian)


@pytest.mark.parametrize(
    "tag", [tag for tag in languages() if locale_of(tag).counted.keys() - locale_of(tag).english_counts]
)
def test_plural_categories_of_the_browser_are_those_of_python(tag: str, lending_page: LendingPage) -> None:
    """The page counts by `Intl.PluralRules`, Python by the rules in the file of the language."""
    counted = "(tag) => Array.from({ length: 201 }, (_, n) => new Intl.PluralRules(tag).select(n))"
    assert lending_page("long-range").evaluate(counted, tag) == [category(n, locale_of(tag).plural) for n in range(201)]
