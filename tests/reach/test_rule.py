"""The reach table holds the true distances and both uncertainties, and the verdicts are those of the rule."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from mapgen.catalog.load import load_story
from mapgen.reach.rule import (
    VERDICTS,
    Reach,
    decimals,
    margin,
    reach_table,
    reaches,
    stance,
    strongest_verdicts,
    verdict,
)
from mapgen.records.bands import Band
from mapgen.records.model import RangeFigure
from mapgen.selection.resolve import resolve

if TYPE_CHECKING:
    from mapgen.catalog.model import Catalog


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


def test_bands_are_those_of_the_missiles_on_the_map_and_a_flown_one_has_no_low_limit(small: Catalog) -> None:
    first, second = small.missiles["kite-1"], small.missiles["kite-2"]
    flown = second.model_copy(update={"ranges": tuple(each for each in first.ranges if each.kind == "flown")})
    bare = second.model_copy(update={"id": "kite-3", "ranges": ()})
    catalog = replace(small, missiles={**small.missiles, "kite-2": flown, "kite-3": bare})
    table = reach_table(resolve(catalog, load_story(catalog, "small"), missiles=["kite-2", "kite-1", "kite-3"]))
    assert table["bands"] == {
        "kite-2": {"low_km": None, "high_km": 420.0, "floor": "flown"},
        "kite-1": {"low_km": 300.0, "high_km": 500.0},
    }


def test_a_map_without_places_has_an_empty_row_for_each_origin(catalog: Catalog) -> None:
    story = load_story(catalog, "hwasong-11")
    story = story.model_validate({**story.model_dump(by_alias=True), "places": {}})
    table = reach_table(resolve(catalog, story, origins=["sunan", "hodo"]))
    assert (table["places"], table["distance_km"], table["uncertainty_km"]) == ([], [[], []], [[], []])


# --- The rule -----------------------------------------------------------------------------------------------------

KM = st.floats(min_value=0, max_value=20_000).map(lambda km: round(km, 3))
FLOORS: st.SearchStrategy[Any] = st.sampled_from([None, "flown", "at-least"])


def band(low_km: float | None, high_km: float, floor: Any = None) -> Band:
    """Return a band of made-up figures."""
    return Band(low_km, high_km, (), (), floor)


@pytest.mark.parametrize(
    ("distance_km", "uncertainty_km", "given", "reach", "margin_km"),
    [
        (100, 5, band(380, 800), "within", 275),
        (375, 5, band(380, 800), "within", 0),
        (375.001, 5, band(380, 800), "depends", 0.001),
        (380, 0, band(380, 380), "within", 0),
        (380.001, 0, band(380, 380), "beyond", 0.001),
        (600, 5, band(380, 800), "depends", 205),
        (805, 5, band(380, 800), "depends", 0),
        (805.001, 5, band(380, 800), "beyond", 0.001),
        (900, 5, band(380, 800, "flown"), "depends", 525),
        (9_000, 5, band(380, 800, "at-least"), "depends", 8_625),
        (375, 5, band(380, 380, "at-least"), "within", 0),
        (381, 0, band(380, 380, "at-least"), "depends", 1),
        (100, 5, band(None, 450, "flown"), "depends", None),
        (455.001, 5, band(None, 450, "flown"), "depends", None),
    ],
)
def test_the_rule(distance_km: float, uncertainty_km: float, given: Band, reach: str, margin_km: float | None) -> None:
    assert verdict(distance_km, uncertainty_km, given) == reach
    assert margin(distance_km, uncertainty_km, given) == margin_km


@given(KM, KM, KM, KM, st.sampled_from(["flown", "at-least"]))
def test_nothing_is_beyond_a_floor(
    distance_km: float, uncertainty_km: float, low_km: float, span_km: float, floor: str
) -> None:
    """The sources say how far at least, not how far at most; what is within stays within."""
    limit, least = band(low_km, low_km + span_km), band(low_km, low_km + span_km, floor)
    plain = verdict(distance_km, uncertainty_km, limit)
    assert verdict(distance_km, uncertainty_km, least) == ("depends" if plain == "beyond" else plain)


@given(KM, KM, KM, KM, KM, FLOORS)
def test_the_rule_is_monotone_and_more_uncertainty_never_settles_it(
    distance_km: float, uncertainty_km: float, low_km: float, span_km: float, more_km: float, floor: Any
) -> None:
    given = band(low_km, low_km + span_km, floor)
    here = verdict(distance_km, uncertainty_km, given)
    farther = verdict(distance_km + more_km, uncertainty_km, given)
    assert VERDICTS.index(farther) >= VERDICTS.index(here)
    assert verdict(distance_km, uncertainty_km + more_km, given) in (here, "depends")
    without_low = verdict(distance_km, uncertainty_km, band(None, low_km + span_km, floor))
    assert without_low == ("beyond" if here == "beyond" else "depends")
    assert (margin(distance_km, uncertainty_km, given) or 0) >= 0


@given(KM, KM, KM, KM, FLOORS)
def test_the_margin_is_how_far_the_verdict_stands(
    distance_km: float, uncertainty_km: float, low_km: float, span_km: float, floor: Any
) -> None:
    """Any smaller change of the distance leaves it; a larger one, in one of both directions, does not."""
    given = band(low_km, low_km + span_km, floor)
    here = verdict(distance_km, uncertainty_km, given)
    stands_km = margin(distance_km, uncertainty_km, given)
    assert stands_km is not None
    moved = [
        [verdict(distance_km + sign * change_km, uncertainty_km, given) for sign in (1, -1)]
        for change_km in (stands_km - 0.002, stands_km + 0.002)
    ]
    assert stands_km < 0.002 or moved[0] == [here, here]
    assert moved[1] != [here, here]


@pytest.mark.parametrize(
    ("distance_km", "uncertainty_km", "given", "places"),
    [
        (500, 5, band(380, 800), 0),
        (9.96, 0.5, band(380, 800), 1),
        (390.4, 5.4, band(400, 400), 0),
        (394.4, 5.4, band(400, 400), 1),  # as whole numbers the margin would be 0 km
        (394.4, 6.4, band(400, 400), 1),  # as whole numbers 394 ± 6 lies within 400
        (399.999, 0, band(400, 400), 3),
    ],
)
def test_distances_have_the_decimals_that_their_answer_needs(
    distance_km: float, uncertainty_km: float, given: Band, places: int, catalog: Catalog
) -> None:
    missile, site = next(iter(catalog.missiles.values())), next(iter(catalog.sites.values()))
    numbers = (distance_km, uncertainty_km, given)
    answer = Reach(missile, site, site, *numbers, reach=verdict(*numbers), margin_km=margin(*numbers))
    assert decimals(answer) == places


@pytest.mark.parametrize(
    ("low_km", "high_km", "kind", "qualifier", "says"),
    [
        (600, 600, "estimated", None, "reaches"),
        (510, 510, "estimated", None, "reaches"),
        (505, 505, "estimated", None, "open"),  # the position decides
        (489, 489, "estimated", None, "short"),
        (489, 489, "claimed", "up-to", "short"),
        (489, 489, "estimated", "at-least", "open"),
        (489, 489, "flown", None, "open"),
        (600, 600, "flown", None, "reaches"),
        (300, 700, "estimated", None, "open"),
    ],
)
def test_what_one_figure_says_of_a_place_at_500_km(
    low_km: float, high_km: float, kind: Any, qualifier: Any, says: str
) -> None:
    figure = RangeFigure(low_km=low_km, high_km=high_km, kind=kind, qualifier=qualifier, source="x")
    assert stance(figure, 500.0, 10.0) == says


# --- Both stories -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["hwasong-11", "long-range"])
def test_every_verdict_is_that_of_an_independent_computation(catalog: Catalog, name: str) -> None:
    """Distances by geographiclib, bands and the rule straight from the records and from the design's words."""
    selection = resolve(catalog, load_story(catalog, name))
    found = list(reaches(selection))
    with_figures = [missile for missile in selection.missiles if missile.ranges]
    assert [(reach.origin.id, reach.missile.id, reach.place.id) for reach in found] == [
        (origin.id, missile.id, place.id)
        for origin in selection.origins
        for missile in with_figures
        for place in selection.places
    ]
    for reach in found:
        from_, to = reach.origin, reach.place
        km = Geodesic.WGS84.Inverse(from_.lat, from_.lon, to.lat, to.lon)["s12"] / 1000
        assert reach.distance_km == pytest.approx(km, abs=0.000501)
        unsure_km = (from_.uncertainty_km or 0) + (to.uncertainty_km or 0)
        counted = [figure for figure in reach.missile.ranges if figure.sets_band and figure.verified]
        counted = counted or list(reach.missile.ranges)
        lows = [figure.low_km for figure in counted if figure.kind != "flown"]
        high_km = max(figure.high_km for figure in counted)
        setters = [figure for figure in counted if figure.high_km == high_km]
        is_floor = all(figure.kind == "flown" or figure.qualifier == "at-least" for figure in setters)
        if lows and km + unsure_km <= min(lows):
            expected = "within"
        elif km - unsure_km > high_km and not is_floor:
            expected = "beyond"
        else:
            expected = "depends"
        assert reach.reach == expected, reach
        sides = {stance_: reach.figures(stance_) for stance_ in ("reaches", "short", "open")}
        assert sum(map(len, sides.values())) == len(counted)
        if reach.reach == "within":
            assert not sides["short"]
            assert all(figure.kind == "flown" for figure in sides["open"])
        if reach.reach == "beyond":
            assert not sides["reaches"]
    assert {"within", "depends"} <= {reach.reach for reach in found}


def test_the_strongest_verdict_counts_and_then_the_nearest_origin(catalog: Catalog) -> None:
    found = list(reaches(resolve(catalog, load_story(catalog, "hwasong-11"))))
    best = strongest_verdicts(found)
    assert len({(reach.missile.id, reach.place.id) for reach in best}) == len(best)
    for each in best:
        rivals = [reach for reach in found if reach.missile is each.missile and reach.place is each.place]
        strongest = min(VERDICTS.index(reach.reach) for reach in rivals)
        nearest = min(reach.distance_km for reach in rivals if VERDICTS.index(reach.reach) == strongest)
        assert (VERDICTS.index(each.reach), each.distance_km) == (strongest, nearest)
