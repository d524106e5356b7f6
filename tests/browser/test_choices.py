"""The reader's choices: which figures count, what had been reported by when, several origins, a pin of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely
from playwright.sync_api import expect
from pyproj import Geod

from mapgen.errors import MapgenError
from mapgen.reach.rule import verdict
from mapgen.records.bands import band_of
from mapgen.selection.as_of import as_of
from mapgen.selection.resolve import resolve
from tests.browser.driver import choice, limits, pick, ring_labels, run, speak, tab, texts

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from mapgen import MapDocument
    from mapgen.catalog.model import Catalog
    from mapgen.selection.resolve import Selection
    from tests.browser.conftest import LendingPage, OpenPage
    from tests.conftest import PageFile

GEOD = Geod(ellps="WGS84")
BANDS = """(state, bands, choice) => {
  const chosen = { ...state.chosen, ...choice };
  return Object.fromEntries(state.story.missiles.map(({ id }) => [id, bands.of(id, chosen)]));
}"""
NUMBERS = "(bands, missile) => bands.figures.get(missile).map(({ source }) => source)"
RECORDS = """(state, reach, { missiles = state.chosen.missiles, ...choice }) => {
  return reach.all({ ...state.chosen, ...choice, missiles: new Set(missiles) });
}"""


def selection_of(catalog: Catalog, story: str) -> Selection:
    """Resolve a packaged story."""
    return resolve(catalog, catalog.stories[story])


def bands(page: Page, choices: dict[str, Any]) -> dict[str, Any]:
    """Return the band of each missile as the browser works it out for some choices."""
    found: dict[str, Any] = run(page, BANDS, "core/state.js", "rules/bands.js", given=choices)
    return found


def records(page: Page, choices: dict[str, Any]) -> list[dict[str, Any]]:
    """Return every record of the reach table as the browser works it out for some choices."""
    found: list[dict[str, Any]] = run(page, RECORDS, "core/state.js", "rules/reach.js", given=choices)
    return found


def pin_of(page: Page) -> tuple[float, float]:
    """Return where the reader's pin is."""
    lon, lat = map(float, (choice(page, "pin") or "").split(","))
    return lon, lat


def key_value(page: Page, missile: str) -> str:
    """Read what the key says of a missile, without its footnote marks."""
    return page.locator(f".key [data-missile='{missile}'] .value a").first.inner_text()


@pytest.mark.parametrize("story", ["hwasong-11", "long-range"])
def test_bands_agree_with_python_at_the_end_of_every_year(
    story: str, lending_page: LendingPage, catalog: Catalog
) -> None:
    page = lending_page(story)
    selection = selection_of(catalog, story)
    years = run(page, "(bands) => bands.years()", "rules/bands.js")
    assert len(years) >= 5
    compared = 0
    for year in [None, *years]:
        try:
            then = as_of(selection, f"{year}-12-31") if year else selection
        except MapgenError:
            continue  # no origin had been reported by then
        drawn = bands(page, {"asOf": year})
        for missile in then.missiles:
            band, found = then.bands.get(missile.id), drawn[missile.id]
            if missile.id not in selection.bands:
                continue
            assert (band is None) == (found is None), (year, missile.id)
            if band:
                assert (found["low"], found["high"], found["floor"]) == (band.low_km, band.high_km, band.floor)
                compared += 1
    assert compared > 20


def test_lowest_and_highest_are_the_limits_of_the_band(
    page_file: PageFile, open_page: OpenPage, catalog: Catalog, map_documents: dict[str, MapDocument]
) -> None:
    page = open_page(page_file("hwasong-11")).page
    document, series = map_documents["hwasong-11"], "hwasong-11-series"
    _, highest = limits(document, series)
    low_km = document.selection.bands[series].low_km
    low, high = (bands(page, {"figures": which}) for which in ("low", "high"))
    for missile in selection_of(catalog, "hwasong-11").missiles:
        if band := band_of(missile):
            assert (low[missile.id] or {}).get("high") == band.low_km
            assert high[missile.id]["high"] == band.high_km
    pick(page, "figures", "high")
    assert texts(page, ".of-ring") == [ring_labels(document, series)[1]]
    assert key_value(page, series) == highest
    expect(page.locator(".leaflet-rings-pane path.ring")).to_have_count(1)
    pick(page, "figures", "low")
    assert texts(page, ".of-ring") == [ring_labels(document, series)[0]]
    found = {(record["low_km"], record["high_km"]) for record in records(page, {"figures": "low"})}
    assert found == {(low_km, low_km)}
    pick(page, "figures", "band")
    assert key_value(page, series) == document.text(f"band:{series}")


def test_one_source_alone_and_each_tick_of_a_ruler_says_which_figure_it_is(
    page_file: PageFile, open_page: OpenPage, catalog: Catalog
) -> None:
    page = open_page(page_file("hwasong-11")).page
    missile = catalog.missiles["hwasong-11ga"]
    titles = page.locator("#missile-hwasong-11ga .ruler .tick > title").all_text_contents()
    assert len(titles) == len(missile.ranges)
    for title, each in zip(titles, missile.ranges, strict=True):
        source = catalog.sources[each.source]
        assert f"{each.high_km:,.0f} km" in title
        assert str(source.container_title or source.publisher or source.title) in title
        assert not source.issued or not source.issued.iso or title.endswith(source.issued.iso[:4])
    numbers = run(page, NUMBERS, "rules/bands.js", given="hwasong-11ga")
    of_series = {each.source for each in catalog.missiles["hwasong-11-series"].ranges}
    figure = next(index for index, each in enumerate(missile.ranges) if each.source not in of_series)
    pick(page, "figures", str(numbers[figure]))
    own = [each for number, each in zip(numbers, missile.ranges, strict=True) if number == numbers[figure]]
    band = bands(page, {"figures": numbers[figure]})["hwasong-11ga"]
    assert band["high"] == max(each.high_km for each in own)
    expect(page.locator(".key [data-missile='hwasong-11-series'] .value")).to_have_text("no such figure")
    expect(page.locator(".leaflet-rings-pane path.ring")).to_have_count(0)
    unseen = page.locator("#missile-hwasong-11ga .figures tbody tr.unseen")
    expect(unseen).to_have_count(len(missile.ranges) - len(own))
    assert f"figures={numbers[figure]}" in page.evaluate("location.hash")
    speak(page, "id")
    assert "km" in (page.locator("#missile-hwasong-11ga .ruler .tick > title").first.text_content() or "")


def test_what_had_been_reported_by_then(page_file: PageFile, open_page: OpenPage, catalog: Catalog) -> None:
    page = open_page(page_file("hwasong-11")).page
    then = as_of(selection_of(catalog, "hwasong-11"), "2021-12-31")
    pick(page, "as-of", "2021")
    expect(page.locator(".kicker")).to_have_text("As known at the end of 2021")
    markers = page.locator(".site-marker").evaluate_all("(all) => all.map((each) => each.dataset.site)")
    assert set(markers) == {site.id for site in (*then.origins, *then.places)}
    together = page.locator("#origin option[value='']")
    expect(together).to_have_text(f"At least one of {len(then.origins)} sites")
    tab(page, "reach")
    page.locator("[data-does='missile'][value='hwasong-11ga']").check()
    found = records(page, {"asOf": 2021, "missiles": ["hwasong-11ga"]})
    assert {record["origin"] for record in found} == {site.id for site in then.origins}
    assert {record["place"] for record in found} == {site.id for site in then.places}
    speak(page, "ko")
    expect(page.locator(".kicker")).to_have_text("2021년 말 현재 알려진 내용")
    pick(page, "as-of", "")
    expect(page.locator(".kicker")).to_have_text("2026년 11월 23일 현재 알려진 내용")
    everywhere = selection_of(catalog, "hwasong-11").origins
    expect(together).to_have_text(f"{len(everywhere)}곳 가운데 한 곳 이상")


@pytest.mark.parametrize("km", [380, 5_500, 12_000])
def test_a_union_drawn_by_the_browser_holds_what_it_should(lending_page: LendingPage, km: int) -> None:
    """Some origins of the long-range story, and ones around a pole and the antimeridian: each place is held or not."""
    page = lending_page("long-range")
    points = [[125.28, 40.32], [129.7, 41.3], [179.0, 70.0], [-178.0, 52.0]]
    drawn = run(page, "(union, [points, km]) => union.shape(points, km)", "geo/union.js", given=[points, km])
    draw = np.random.default_rng(1)
    lons, lats = draw.uniform(-180, 180, 600), np.degrees(np.arcsin(draw.uniform(-1, 1, 600)))
    kms = np.min(
        [np.asarray(GEOD.inv(np.full(600, lon), np.full(600, lat), lons, lats)[2]) / 1000 for lon, lat in points],
        axis=0,
    )
    held = np.zeros(600, dtype=bool)
    for disc in drawn["discs"]:
        for shell, *holes in disc["polygons"]:
            area = shapely.Polygon(shell, holes)
            for turn in (-720, -360, 0, 360, 720):
                held |= shapely.contains_xy(area, lons + turn, lats)
    clear = np.abs(kms - km) > 15
    assert (held == (kms < km))[clear].all()
    # the outline: on the ring of one of them, and inside no other
    outline = np.array([place for line in drawn["lines"] for place in line])
    wrapped = (outline[:, 0] + 180) % 360 - 180
    away = np.min(
        [
            np.asarray(GEOD.inv(np.full(len(outline), lon), np.full(len(outline), lat), wrapped, outline[:, 1])[2])
            / 1000
            for lon, lat in points
        ],
        axis=0,
    )
    assert np.abs(away - km).max() < 0.005
    assert len(outline) > 300


def test_several_origins(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11")).page
    pane = tab(page, "sites")
    for site in ("sinpung-dong", "hodo"):
        pane.locator(f"#site-{site} summary").click()
        pane.locator(f"#site-{site} [data-does='origin']").click()
    assert choice(page, "origin") == "sinpung-dong,hodo"
    expect(page.locator("#origin option:checked")).to_have_text("2 chosen sites")
    expect(page.locator(".leaflet-areas-pane path.area")).to_have_count(2)
    tab(page, "reach")
    expect(page.locator("#pane-reach caption")).to_contain_text("one of 2 sites")
    found = records(page, {"origins": ["sinpung-dong", "hodo"]})
    assert {record["origin"] for record in found} == {"sinpung-dong", "hodo"}
    tab(page, "sites")
    pane.locator("#site-hodo [data-does='origin']").click()
    expect(page.locator("#origin option:checked")).to_have_text("Sinpung-dong Missile Operating Base")


def test_a_pin_gets_the_same_answer(lending_page: LendingPage, catalog: Catalog) -> None:
    """Distances within a metre of PROJ, verdicts by the rule of Python, near and far and over the antimeridian."""
    page = lending_page("long-range")
    selection = selection_of(catalog, "long-range")
    for lon, lat in ((139.69, 35.69), (-77.04, 38.91), (-179.99, -17.5), (0.0, 90.0), (-54.0, -39.0)):
        answers = [record for record in records(page, {"pin": [lon, lat]}) if record["place"] == "pin"]
        assert len(answers) == len(selection.origins) * len(selection.shown)
        for answer in answers:
            site = catalog.sites[answer["origin"]]
            assert site.position
            metres = GEOD.inv(*site.position, lon, lat)[2]
            if metres > 19_900_000:
                continue
            assert abs(answer["distance_km"] * 1000 - metres) < 1
            assert answer["uncertainty_km"] == site.uncertainty_km
            band = selection.bands[answer["missile"]]
            assert (answer["low_km"], answer["high_km"]) == (band.low_km, band.high_km)
            assert answer["reach"] == verdict(answer["distance_km"], answer["uncertainty_km"], band)


def test_a_pin_is_put_moved_and_taken_away_by_mouse_and_keyboard(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11")).page
    button = page.locator(".put-pin")
    expect(button).to_have_accessible_name("Drop a pin: what reaches it?")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    pin = page.locator(".leaflet-marker-pane .pin")
    expect(pin).to_be_focused()
    expect(page.locator(".callout .verdict")).to_contain_text("km from")
    before = pin_of(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    after = pin_of(page)
    assert after[0] > before[0]
    assert after[1] > before[1]
    page.mouse.click(200, 600)
    moved = pin_of(page)
    assert moved[0] < before[0]
    speak(page, "ja")
    expect(pin).to_have_attribute("aria-label", f"ピン 北緯{moved[1]:.2f}°, 東経{moved[0]:.2f}°")
    pin.focus()
    page.keyboard.press("Delete")
    expect(pin).to_have_count(0)
    expect(button).to_have_attribute("aria-pressed", "false")


def test_the_choices_survive_in_the_address(page_file: PageFile, open_page: OpenPage) -> None:
    address = "origin=hodo,sinpo&figures=low&by=2022&pin=127.00,37.50&missiles=hwasong-11ga&tab=reach"
    opened = open_page(page_file("hwasong-11"), address=address)
    page = opened.page
    expect(page.locator("#figures")).to_have_value("low")
    expect(page.locator("#as-of")).to_have_value("2022")
    expect(page.locator("#origin option:checked")).to_have_text("2 chosen sites")
    assert set(page.evaluate("location.hash")[1:].split("&")) == set(address.split("&"))
    assert not opened.problems
