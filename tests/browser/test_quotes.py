"""Every quote leads to its source, and where the browser can find them, to the very words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from tests.browser.driver import run

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from mapgen.catalog.model import Catalog
    from tests.browser.conftest import LendingPage

URL = "https://example.org/report"
DIRECTIVE = "#:~:text="
ADDRESSES = "(quotes, given) => given.map(([source, words]) => quotes.address(source, words) ?? null)"


@pytest.fixture
def page(lending_page: LendingPage) -> Page:
    """Return the default map, whose own functions are put to the test."""
    return lending_page("hwasong-11")


def addresses(page: Page, quotes: list[tuple[dict[str, Any], str]]) -> list[str | None]:
    """Ask the page for the address of each quote of a source."""
    found: list[str | None] = run(page, ADDRESSES, "rules/quotes.js", given=quotes)
    return found


def test_a_link_leads_to_the_quoted_words(page: Page) -> None:
    """By a text fragment, in which a comma, a hyphen and an ampersand have meanings of their own."""
    expected = {
        "a range of 420 kilometers": "a%20range%20of%20420%20kilometers",
        "Hwasong-11, KN-23 & others": "Hwasong%2D11%2C%20KN%2D23%20%26%20others",
        "100% sure? #1": "100%25%20sure%3F%20%231",
        "about … 800 km": "about,800%20km",
        "one … two … three": "one,three",
        "… in the end": "in%20the%20end",
        "“in quotation marks”": "in%20quotation%20marks",
        '  "and" blanks ': "and%22%20blanks",
        "사거리 690㎞": "사거리%20690%E3%8E%9E",
        "モバイル…800km程度": "モバイル,800km程度",
        "<b>": "%3Cb%3E",
    }
    found = addresses(page, [({"URL": URL, "type": "webpage"}, words) for words in expected])
    assert found == [f"{URL}{DIRECTIVE}{directive}" for directive in expected.values()]


def test_where_there_are_no_words_to_find_the_link_leads_to_the_page(page: Page) -> None:
    web_page = {"URL": URL, "type": "webpage"}
    quotes = [
        *((web_page, words) for words in ("", "  ", "…", "“”")),
        ({**web_page, "type": "dataset"}, "the words"),
        *(({**web_page, "URL": f"{URL}{end}"}, "the words") for end in (".pdf", ".PDF?page=2", "#part-2")),
    ]
    assert addresses(page, quotes) == [source["URL"] for source, _ in quotes]


def test_a_source_without_an_address_has_no_link(page: Page) -> None:
    assert addresses(page, [({"type": "report"}, "the words")]) == [None]


def test_every_quote_of_the_catalog_can_be_read_back_from_its_link(page: Page, catalog: Catalog) -> None:
    figures = [figure for missile in catalog.missiles.values() for figure in missile.ranges]
    claims = [claim for site in catalog.sites.values() for claim in site.claims]
    quoted = [(each.source, each.quote) for each in figures] + [(each.source, each.quote) for each in claims]
    quotes = [(catalog.sources[id_].model_dump(mode="json", by_alias=True), words) for id_, words in quoted if words]
    directed = 0
    for (source, words), found in zip(quotes, addresses(page, quotes), strict=True):
        assert (found or "").startswith(source.get("URL") or "")
        _, _, directive = (found or "").partition(DIRECTIVE)
        if directive:
            directed += 1
            ends = directive.split(",")
            assert len(ends) <= 2
            assert not set("-& ") & set(directive)
            assert all(unquote(end) in words for end in ends)
    assert directed > 300
