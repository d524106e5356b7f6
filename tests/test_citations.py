"""Every number leads to its source, and where it can, to the very words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest

from mapgen.catalog import load_story
from mapgen.citations import link, number_sources
from mapgen.csl import Source
from mapgen.resolve import resolve

if TYPE_CHECKING:
    from mapgen.catalog import Catalog

PAGE = "https://example.org/report"


def source(**more: Any) -> Source:
    """Return a web page as a source."""
    return Source.model_validate({"id": "example", "type": "webpage", "title": "Example", "URL": PAGE, **more})


@pytest.mark.parametrize(
    ("quote", "directive"),
    [
        ("a range of 420 kilometers", "a%20range%20of%20420%20kilometers"),
        ("Hwasong-11, KN-23 & others", "Hwasong%2D11%2C%20KN%2D23%20%26%20others"),
        ("100% sure? #1", "100%25%20sure%3F%20%231"),
        ("about … 800 km", "about,800%20km"),
        ("one … two … three", "one,three"),
        ("… in the end", "in%20the%20end"),
        ("“in quotation marks”", "in%20quotation%20marks"),
        ('  "and" blanks ', "and%22%20blanks"),
        ("사거리 690㎞", "사거리%20690%E3%8E%9E"),
        ("モバイル…800km程度", "モバイル,800km程度"),
        ("<b>", "%3Cb%3E"),
    ],
)
def test_a_link_leads_to_the_quoted_words(quote: str, directive: str) -> None:
    """By a text fragment, in which a comma, a hyphen and an ampersand have meanings of their own."""
    assert link(source(), quote) == f"{PAGE}#:~:text={directive}"


@pytest.mark.parametrize("quote", [None, "", "  ", "…", "“”"])
def test_without_words_a_link_leads_to_the_page(quote: str | None) -> None:
    assert link(source(), quote) == PAGE


@pytest.mark.parametrize(
    "more",
    [
        {"type": "dataset"},
        {"URL": "https://example.org/report.pdf"},
        {"URL": "https://example.org/report.PDF?page=2"},
        {"URL": "https://example.org/report#part-2"},
    ],
)
def test_where_a_browser_cannot_find_words_the_link_leads_to_the_page(more: dict[str, str]) -> None:
    assert link(source(**more), "the words") == more.get("URL", PAGE)


def test_a_source_without_an_address_has_no_link() -> None:
    assert link(Source.model_validate({"id": "a", "type": "report", "title": "A"}), "the words") is None


def test_every_quote_of_the_catalog_can_be_read_back_from_its_link(catalog: Catalog) -> None:
    quoted = [
        (catalog.sources[figure.source], figure.quote)
        for missile in catalog.missiles.values()
        for figure in missile.ranges
        if figure.quote
    ]
    found = 0
    for cited, quote in quoted:
        address, _, directive = (link(cited, quote) or "").partition("#:~:text=")
        assert cited.url is None or cited.url.startswith(address)
        if directive:
            found += 1
            ends = directive.split(",")
            assert len(ends) <= 2
            assert not set("-& ") & set(directive)
            assert all(unquote(end) in quote for end in ends)
    assert found > 150


@pytest.mark.parametrize("name", ["hwasong-11", "long-range"])
def test_sources_are_numbered_from_one_without_gaps_and_all_are_known(catalog: Catalog, name: str) -> None:
    numbers = number_sources(resolve(catalog, load_story(catalog, name)))
    assert list(numbers.values()) == list(range(1, len(numbers) + 1))
    assert set(numbers) <= set(catalog.sources)


def test_the_article_comes_first_then_the_figures_missile_by_missile_then_the_sites(catalog: Catalog) -> None:
    selection = resolve(catalog, load_story(catalog, "hwasong-11"))
    numbers = number_sources(selection)
    of_the_text = ["bloomberg-technoz-seed", "csis-sinpung-dong"]  # the article, then the marks of the summary
    of_two_missiles = [
        id_
        for missile in selection.missiles[:2]
        for id_ in (*(figure.source for figure in missile.ranges), missile.status_source)
        if id_
    ]
    expected = list(dict.fromkeys([*of_the_text, *of_two_missiles]))
    assert list(numbers)[: len(expected)] == expected
    assert len(expected) > 5
    of_figures = {figure.source for missile in selection.missiles for figure in missile.ranges}
    of_statuses = {missile.status_source for missile in selection.missiles}
    of_sites = {claim.source for site in selection.sites for claim in site.claims}
    only_of_sites = of_sites - of_figures - of_statuses - set(of_the_text)
    assert min(numbers[id_] for id_ in only_of_sites) > max(numbers[id_] for id_ in of_figures)


def test_everything_on_the_map_has_a_number_and_nothing_else(catalog: Catalog) -> None:
    selection = resolve(catalog, load_story(catalog, "hwasong-11"), missiles=["hwasong-12"], origins=["sinpung-dong"])
    numbers = number_sources(selection)
    missile = catalog.missiles["hwasong-12"]
    assert {figure.source for figure in missile.ranges} <= set(numbers)
    for site in selection.sites:
        assert {claim.source for claim in site.claims} <= set(numbers)
        assert site.position_source is None or site.position_source in numbers
        assert all(set(contradiction.sources) <= set(numbers) for contradiction in site.contradictions)
    elsewhere = {claim.source for claim in catalog.sites["honolulu"].claims} | {
        figure.source for figure in catalog.missiles["taepodong-1"].ranges
    }
    assert elsewhere - set(numbers)
