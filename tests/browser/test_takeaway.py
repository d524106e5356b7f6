"""The takeaway under the title says what Python says, for any choice, in every language; it is heard and drawn too."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from mapgen.errors import MapgenError
from mapgen.locale import locale_of
from mapgen.reach.takeaway import takeaway
from mapgen.reach.takeaway_words import sentence
from mapgen.selection.as_of import as_of
from mapgen.selection.resolve import resolve
from tests.browser.driver import LANGUAGES, choose, pick, run, speak

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mapgen import MapDocument
    from mapgen.catalog.model import Catalog
    from mapgen.selection.resolve import Selection
    from tests.browser.conftest import LendingPage, OpenPage
    from tests.conftest import PageFile

CHOICES = 40
SAID = """(state, takeaway, every) => every.map(({ missiles, ...choice }) => {
  Object.assign(state.chosen, { origins: [], asOf: null, ...choice, missiles: new Set(missiles) });
  return { values: takeaway.of(state.chosen), words: takeaway.sentence(state.chosen) };
})"""


def random_choices(whole: Selection) -> Iterator[tuple[dict[str, Any], Selection]]:
    """Yield choices of missiles, origins, year and language, each with what is then on the map."""
    draw = random.Random(14)
    ids = [missile.id for missile in whole.missiles]
    for number in range(CHOICES):
        missiles = draw.sample(ids, draw.choice([0, 1, 1, 1, 2, 4]))
        year = draw.choice([None, None, 2021, 2023, 2025])
        try:
            then = as_of(whole, f"{year}-12-31") if year else whole
        except MapgenError:
            continue  # no origin had been reported by then
        origins = draw.sample(then.origins, min(draw.choice([0, 0, 1, 2]), len(then.origins)))
        choice = {"missiles": missiles, "asOf": year, "language": LANGUAGES[number % len(LANGUAGES)]}
        kept = tuple(site for site in then.origins if site in origins) if origins else then.origins
        yield {**choice, "origins": [site.id for site in origins]}, replace(then, origins=kept)


@pytest.mark.parametrize("story", ["hwasong-11", "long-range"])
def test_the_browser_says_what_python_says_of_random_choices(
    story: str, lending_page: LendingPage, catalog: Catalog
) -> None:
    page = lending_page(story)
    given = list(random_choices(resolve(catalog, catalog.stories[story])))
    said = run(page, SAID, "core/state.js", "rules/takeaway.js", given=[choice for choice, _ in given])
    for each, (choice, selection) in zip(said, given, strict=True):
        found, values = takeaway(selection, choice["missiles"]), each["values"]
        assert values["missiles"] == list(found.missiles)
        assert sorted(values["origins"]) == sorted(found.origins if found.missiles else ())
        assert [(group["answer"], tuple(group["places"])) for group in values["groups"]] == [
            (group.answer, group.places) for group in found.groups
        ]
        assert values["isAllInHigh"] == found.is_all_in_high
        if choice["asOf"] is None:  # of an earlier year the browser knows no qualifier such as "about"
            assert each["words"] == sentence(found, selection, locale_of(choice["language"]))


def test_it_follows_the_switches_aloud_and_comes_back(
    page_file: PageFile, open_page: OpenPage, map_documents: dict[str, MapDocument]
) -> None:
    page, document = open_page(page_file("hwasong-11")).page, map_documents["hwasong-11"]
    line = page.locator(".takeaway")
    expect(line).to_have_text(document.text("takeaway"))
    page.locator("[data-does='missile'][value='hwasong-11ra']").check()
    expect(line).to_contain_text("At least one of 2 missiles: ")
    expect(page.locator(".aloud")).to_contain_text("At least one of 2 missiles: ")
    choose(page, "missiles=hwasong-11-series&figures=low&origin=sinpung-dong")
    expect(line).to_contain_text("the lowest published figure (380 km) of Sinpung-dong Missile Operating Base")
    pick(page, "figures", "band")
    pick(page, "origin", "")
    speak(page, "ko")
    expect(line).to_have_text(document.text("takeaway", "ko"))


def test_with_nothing_switched_on_all_say_so(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11")).page
    choose(page, "missiles=")
    expect(page.locator(".takeaway")).to_have_text("No missile is switched on.")
    expect(page.locator(".map-empty p").first).to_have_text("No missile is switched on.")
    expect(page.locator(".map-empty p").nth(1)).to_contain_text("There is a ring for Hwasong-11 series, ")
    expect(page.locator(".aloud")).to_contain_text("No missile is switched on.")


def test_where_the_positions_decide_no_figure_is_blamed(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11")).page
    choose(page, "origin=yeongjeo-dong&figures=low")
    expect(page.locator(".takeaway")).to_contain_text(
        "lie at the edge of the lowest published figure (380 km) of Yeongjeo-dong missile base, so it depends on the "
        "exact positions; 18 lie beyond."
    )
    marker = page.locator(".leaflet-marker-icon[aria-label*='Camp Casey']").first
    expect(marker).to_have_attribute(
        "aria-label", re.compile("383 km from Yeongjeo-dong, depends on the exact positions")
    )
    expect(page.locator(".then")).to_have_text(
        "The text describes the map as of 23 November 2026, before any choice was changed."
    )
