"""The reach table holds the true distances and both uncertainties, nothing more."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from pyproj import Geod

from mapgen.catalog import load_story
from mapgen.reach import reach_table
from mapgen.resolve import resolve

if TYPE_CHECKING:
    from mapgen.catalog import Catalog


@pytest.mark.parametrize("name", ["hwasong-11", "long-range"])
def test_every_distance_is_that_of_pyproj_and_every_uncertainty_the_sum_of_both(catalog: Catalog, name: str) -> None:
    selection = resolve(catalog, load_story(catalog, name))
    table = reach_table(selection)
    geod = Geod(ellps="WGS84")
    assert table["origins"] == [site.id for site in selection.origins]
    assert table["places"] == [site.id for site in selection.places]
    assert len(table["distance_km"]) == len(table["uncertainty_km"]) == len(selection.origins)
    rows = zip(selection.origins, table["distance_km"], table["uncertainty_km"], strict=True)
    for origin, distances_km, uncertainties_km in rows:
        for place, distance_km, uncertainty_km in zip(selection.places, distances_km, uncertainties_km, strict=True):
            metres = geod.inv(origin.lon, origin.lat, place.lon, place.lat)[2]
            assert distance_km == pytest.approx(metres / 1000, abs=0.000501)
            assert origin.uncertainty_km
            assert place.uncertainty_km
            assert uncertainty_km == pytest.approx(origin.uncertainty_km + place.uncertainty_km, abs=1e-9)


def test_numbers_are_rounded_to_the_metre_and_read_back_as_json(catalog: Catalog) -> None:
    table = reach_table(resolve(catalog, load_story(catalog, "long-range")))
    assert json.loads(json.dumps(table, allow_nan=False)) == table
    for row in (*table["distance_km"], *table["uncertainty_km"]):
        assert [round(number, 3) for number in row] == row


def test_bands_are_those_of_the_missiles_on_the_map_and_a_flown_one_has_no_low_limit(catalog: Catalog) -> None:
    missiles = ["kn-18", "hwasong-11-series", "pukguksong-4"]
    table = reach_table(resolve(catalog, load_story(catalog, "hwasong-11"), missiles=missiles))
    assert table["bands"] == {
        "kn-18": {"low_km": None, "high_km": 450.0},
        "hwasong-11-series": {"low_km": 380.0, "high_km": 800.0},
    }


def test_a_map_without_places_has_an_empty_row_for_each_origin(catalog: Catalog) -> None:
    story = load_story(catalog, "hwasong-11")
    story = story.model_validate({**story.model_dump(by_alias=True), "places": {}})
    table = reach_table(resolve(catalog, story, origins=["sunan", "hodo"]))
    assert (table["places"], table["distance_km"], table["uncertainty_km"]) == ([], [[], []], [[], []])
