"""The band of a missile is what its published figures leave open, and no number is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mapgen.records.bands import band_of, sets_limit
from mapgen.records.model import Missile

if TYPE_CHECKING:
    from mapgen.catalog.model import Catalog


def missile(*figures: dict[str, Any]) -> Missile:
    """Return a missile with these figures."""
    return Missile.model_validate(
        {
            "id": "example",
            "name": "Example",
            "family": "example",
            "class": "srbm",
            "status": "operational",
            "ranges": [{"source": "somewhere", **figure} for figure in figures],
        }
    )


def figure(low_km: float, high_km: float, kind: str = "estimated", **more: Any) -> dict[str, Any]:
    """Return a figure as its file has it."""
    return {"low_km": low_km, "high_km": high_km, "kind": kind, **more}


def limits(*figures: dict[str, Any]) -> tuple[float | None, float]:
    """Return the limits of the band of these figures."""
    band = band_of(missile(*figures))
    assert band
    return band.low_km, band.high_km


def test_a_missile_without_figures_has_no_band() -> None:
    assert band_of(missile()) is None


def test_a_single_figure_is_the_whole_band() -> None:
    band = band_of(missile(figure(450, 450)))
    assert band
    assert (band.low_km, band.high_km, band.low_figures, band.high_figures) == (450, 450, (0,), (0,))
    assert band.floor is None
    assert not band.flown_only


def test_the_band_runs_from_the_lowest_to_the_highest_of_estimates_and_claims() -> None:
    assert limits(figure(400, 600), figure(380, 500, "claimed"), figure(450, 800, "claimed")) == (380, 800)
    assert limits(figure(400, 600), figure(700, 900)) == (
        400,
        900,
    )  # the gap between two sources is no reason to choose


def test_figures_that_set_a_limit_are_named_all_of_them() -> None:
    band = band_of(missile(figure(400, 800), figure(400, 600), figure(500, 800, "claimed")))
    assert band
    assert (band.low_figures, band.high_figures) == ((0, 1), (0, 2))


def test_a_longer_flight_is_a_floor_for_the_high_limit_and_never_sets_the_low_one() -> None:
    band = band_of(missile(figure(600, 700), figure(200, 900, "flown"), figure(100, 100, "flown")))
    assert band
    assert (band.low_km, band.high_km) == (600, 900)
    assert (band.low_figures, band.high_figures, band.floor) == ((0,), (1,), "flown")


def test_a_shorter_flight_changes_nothing() -> None:
    assert limits(figure(600, 700), figure(200, 300, "flown")) == (600, 700)


def test_a_limit_that_was_both_flown_and_estimated_is_no_floor() -> None:
    band = band_of(missile(figure(800, 800, "flown"), figure(600, 800)))
    assert band
    assert (band.high_figures, band.floor) == ((1,), None)


def test_flights_alone_have_no_low_limit() -> None:
    band = band_of(missile(figure(200, 300, "flown"), figure(450, 450, "flown")))
    assert band
    assert (band.low_km, band.high_km, band.low_figures, band.high_figures) == (None, 450, (), (1,))
    assert band.flown_only
    assert band.floor == "flown"


@pytest.mark.parametrize("apart", [{"sets_band": False}, {"verified": False}, {"sets_band": False, "verified": False}])
def test_a_figure_set_apart_or_not_re_checked_sets_no_limit_where_another_exists(apart: dict[str, Any]) -> None:
    assert limits(figure(100, 9_000, **apart), figure(400, 600)) == (400, 600)
    assert limits(figure(400, 600), figure(100, 9_000, "flown", **apart)) == (400, 600)
    assert limits(figure(100, 9_000, **apart), figure(450, 450, "flown")) == (None, 450)


@pytest.mark.parametrize("apart", [{"sets_band": False}, {"verified": False}])
def test_a_figure_set_apart_or_not_re_checked_is_the_band_where_there_is_no_other(apart: dict[str, Any]) -> None:
    assert limits(figure(400, 600, **apart)) == (400, 600)
    assert limits(figure(400, 600, **apart), figure(300, 900, verified=False)) == (300, 900)


def test_the_figures_that_stand_keep_their_place_in_the_record() -> None:
    band = band_of(missile(figure(1, 2, sets_band=False), figure(3, 4, verified=False), figure(400, 600)))
    assert band
    assert (band.low_figures, band.high_figures) == ((2,), (2,))


def test_figures_set_apart_or_not_verified_set_no_limit_where_others_can() -> None:
    mixed = missile(figure(1, 2, sets_band=False), figure(3, 4, verified=False), figure(5, 6), figure(1, 1, "flown"))
    assert [sets_limit(mixed, each) for each in mixed.ranges] == [False, False, True, True]
    alone = missile(figure(1, 2, sets_band=False), figure(3, 4, verified=False))
    assert [sets_limit(alone, each) for each in alone.ranges] == [True, True]


def test_bands_of_records(small: Catalog) -> None:
    found = {id_: band_of(small.missiles[id_]) for id_ in ("kite-1", "kite-2")}
    assert {id_: band and (band.low_km, band.high_km) for id_, band in found.items()} == {
        "kite-1": (300, 500),
        "kite-2": (5_500, 6_100),
    }
    assert band_of(small.missiles["kite-1"].model_copy(update={"ranges": ()})) is None


def test_no_packaged_band_holds_a_number_that_no_source_gives(catalog: Catalog) -> None:
    for record in catalog.missiles.values():
        band = band_of(record)
        assert (band is None) == (not record.ranges)
        if band:
            assert band.low_km in (None, *(figure.low_km for figure in record.ranges if figure.kind != "flown"))
            assert {record.ranges[index].low_km for index in band.low_figures} <= {band.low_km}
            assert {record.ranges[index].high_km for index in band.high_figures} == {band.high_km}
