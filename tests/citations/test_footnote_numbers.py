"""Sources are numbered in the order a reader meets them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from mapgen.catalog.load import load_story
from mapgen.citations.footnote_numbers import public_item
from mapgen.records.csl import Source
from mapgen.selection.resolve import resolve

if TYPE_CHECKING:
    from mapgen.catalog.model import Catalog


@pytest.mark.parametrize("name", ["hwasong-11", "long-range"])
def test_sources_are_numbered_from_one_without_gaps_and_all_are_known(catalog: Catalog, name: str) -> None:
    numbers = resolve(catalog, load_story(catalog, name)).numbers
    assert list(numbers.values()) == list(range(1, len(numbers) + 1))
    assert set(numbers) <= set(catalog.sources)


def test_the_article_comes_first_then_the_figures_missile_by_missile_then_the_sites(catalog: Catalog) -> None:
    story = load_story(catalog, "hwasong-11")
    selection = resolve(catalog, story)
    numbers = selection.numbers
    texts = " ".join(text for _, text in story.marked_texts)
    of_the_text = [*story.sources, *(claim.source for claim in story.claims), *re.findall(r"\[@([^]]+)]", texts)]
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
    numbers = selection.numbers
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


def test_what_researchers_keep_is_in_no_export() -> None:
    item = {"id": "example", "type": "report", "title": "T", "note": "seen", "custom": {"internal_note": "scan 3 of 7"}}
    assert public_item(Source.model_validate(item)) == {key: item[key] for key in ("id", "type", "title", "note")}
