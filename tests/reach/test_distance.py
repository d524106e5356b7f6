"""`mapgen distance` says how far and in which direction, and no more surely than the positions allow."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from mapgen.cli import main
from mapgen.errors import MapgenError
from mapgen.geodesy import distance_km
from mapgen.reach.distance import measure, rounded
from mapgen.reach.points import HOW, Point, point_of
from tests.paths import SMALL

if TYPE_CHECKING:
    from click.testing import Result

    from mapgen.catalog.model import Catalog


def run(*arguments: str) -> Result:
    """Run the command on the small catalog."""
    return CliRunner().invoke(main, ["distance", *arguments, "--data", str(SMALL)])


def point(lon: float, lat: float, uncertainty_km: float = 0.0) -> Point:
    """Return a point without a name."""
    return Point("", "", lon, lat, uncertainty_km)


def test_distance_between_sites_adds_both_uncertainties(small: Catalog) -> None:
    first, second = small.sites["north-base"], small.sites["bay-city"]
    found = json.loads(run("north-base", "bay-city", "--json").stdout)
    assert first.position
    assert second.position
    assert found["distance_km"] == round(distance_km(*first.position, *second.position), 3)
    assert found["uncertainty_km"] == (first.uncertainty_km or 0) + (second.uncertainty_km or 0)
    assert [found[end]["id"] for end in ("from", "to")] == ["north-base", "bay-city"]
    assert 0 <= found["bearing_deg"] < 360


@pytest.mark.parametrize(
    ("places", "line"),
    [
        (("0,0", "0,10"), "1,106 km, both positions taken as exact\nbearing 0°\n"),
        (("-157.95,21.35", "-157.95,11.35"), "1,107 km, both positions taken as exact\nbearing 180°\n"),
        (("127,37.5", "127,37.52"), "2.2 km, both positions taken as exact\nbearing 0°\n"),
        (("127.0012 , 37.4999", "127,37.5"), "0.0 km, both positions taken as exact\nbearing: any; "),
        (("10,10", "-170,-10"), "bearing: any; as far as the positions are known, the places may lie on opposite "),
        (("20,90", "127,37.5"), "bearing: every direction from there is south\n"),
        (("20,-90", "127,37.5"), "bearing: every direction from there is north\n"),
    ],
)  # fmt: skip
def test_positions_are_written_as_lon_lat(places: tuple[str, str], line: str) -> None:
    result = run(*places)
    assert (result.exit_code, result.stderr) == (0, "")
    assert line in result.stdout


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("37.5,127", "'37.5,127': lat 127 is off the globe; lat runs from -90 to 90: are lon and lat swapped?"),
        ("232,37", "'232,37': lon 232 is off the globe; lon runs from -180 to 180: if it is counted from 0 to 360, write -128"),  # noqa: E501
        ("126E,37", "'126E,37' is not a position; " + HOW),
        ("126,5,37,2", "'126,5,37,2' is not a position; " + HOW),
        ("127", "'127' is not a position; " + HOW),
        ("nan,inf", "'nan,inf' is not a position; " + HOW),
        ("sinpung-donk", "unknown site 'sinpung-donk'; did you mean 'sinpung-dong'"),
    ],
)  # fmt: skip
def test_a_place_that_is_none_is_refused_in_a_line(text: str, message: str) -> None:
    for places in ((text, "north-base"), ("north-base", text)):
        result = run(*places)
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
        assert result.stderr.startswith(message)


def test_a_site_whose_location_is_not_public_has_no_distance(catalog: Catalog) -> None:
    hidden = next(site for site in catalog.sites.values() if site.position is None)
    with pytest.raises(MapgenError, match=f"^{hidden.id}: its location is not public; name another site, or write LON"):
        point_of(catalog, hidden.id)


def test_a_position_is_as_fine_as_a_pin_of_the_page(small: Catalog) -> None:
    assert point_of(small, "-0.001,37.567") == Point("0.00,37.57", "lon 0, lat 37.57", 0.0, 37.57, 0.0)


def test_the_bearing_is_as_sure_as_the_circle_of_the_place_is_wide_from_the_start() -> None:
    near = measure(point(0, 0), point(1, 0, 50))
    assert near.bearing == 90.0
    assert near.bearing_uncertainty == pytest.approx(26.7, abs=0.1)  # arcsin(50 / 111.3)
    assert measure(point(0, 0), point(20, 0, 50)).bearing_uncertainty == pytest.approx(1.4, abs=0.1)


@pytest.mark.parametrize(
    "end",
    [(0.0, 0.0, 0.0), (0.3, 0.0, 40.0), (180.0, 0.0, 0.0), (179.8, 0.0, 40.0), (-179.9, 0.1, 40.0)],
)
def test_there_is_no_bearing_where_every_one_is_possible(end: tuple[float, float, float]) -> None:
    found = measure(point(0, 0), point(*end))
    assert (found.bearing, found.bearing_uncertainty) == (None, None)


def test_the_distance_of_antipodes_is_half_the_way_round() -> None:
    assert measure(point(30, 0), point(-150, 0)).km == pytest.approx(20_003.931, abs=0.001)


@pytest.mark.parametrize(
    ("value", "uncertainty", "said"),
    [
        (623.4, 4, ("623", "4")),
        (623.4, 25, ("623", "25")),
        (623.4, 40, ("620", "40")),
        (623.4, 96, ("620", "100")),
        (1234.5, 105, ("1,230", "110")),
        (623.4, 0.8, ("623", "1")),
        (623.4, 0, ("623", "0")),
        (19_950, 360, ("20,000", "400")),
    ],
)
def test_numbers_are_rounded_as_far_as_the_uncertainty_bears(
    value: float, uncertainty: float, said: tuple[str, str]
) -> None:
    assert rounded(value, uncertainty) == said


def test_below_ten_km_a_decimal_is_kept_where_the_uncertainty_bears_it() -> None:
    assert rounded(2.34, 0.8, most_decimals=1) == ("2.3", "0.8")
    assert rounded(2.34, 4, most_decimals=1) == ("2", "4")
