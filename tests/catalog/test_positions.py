"""A right position is never refused, and a wrong one is caught with the slip that explains it."""

from __future__ import annotations

import csv
import tomllib
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely
from click.testing import CliRunner
from pyproj import Geod

from mapgen.catalog.countries import countries_at, ground_of, is_country
from mapgen.catalog.positions import Doubt, country_doubt, position_doubt
from mapgen.cli import main
from mapgen.records.model import Site
from tests.catalog.test_load import SITE, lay
from tests.effort import examples
from tests.paths import GEODATA, TESTS

if TYPE_CHECKING:
    from pathlib import Path


def rows(name: str) -> list[dict[str, str]]:
    """Read a table of places beside this file."""
    with (TESTS / "catalog" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def site(lon: float, lat: float, country: str | None, **more: Any) -> Site:
    """Return a site with a position that is good to a kilometre."""
    given = {"id": "example", "name": "Example", "kind": "us_base", "status": "active", "position_note": "by hand"}
    return Site.model_validate({**given, "lon": lon, "lat": lat, "country": country, "uncertainty_km": 1, **more})


def grave(lon: float, lat: float, country: str | None, **more: Any) -> str:
    """Return why a position is refused."""
    doubt = position_doubt(site(lon, lat, country, **more))
    assert doubt
    assert doubt.grave
    return doubt.message


@pytest.mark.parametrize("place", rows("places.csv"), ids=lambda place: place["name"])
def test_a_right_position_is_taken_under_every_country_that_holds_or_claims_it(place: dict[str, str]) -> None:
    for code in place["countries"].split():
        assert position_doubt(site(float(place["lon"]), float(place["lat"]), code)) is None, code


@pytest.mark.parametrize("place", rows("wrong_places.csv"), ids=lambda place: place["name"])
def test_a_wrong_position_is_caught_with_its_likely_cause(place: dict[str, str]) -> None:
    assert place["says"] in grave(float(place["lon"]), float(place["lat"]), place["country"])


def test_there_are_many_of_both() -> None:
    assert len(rows("places.csv")) > 200
    assert len(rows("wrong_places.csv")) > 60


def test_the_distance_is_geodesic_also_by_the_poles() -> None:
    geod = Geod(ellps="WGS84")
    rng = np.random.default_rng(20261128)
    for code, south, north in (("SJ", 70, 89), ("AQ", -75, -50), ("KP", 20, 60), ("US", -20, 40)):
        ground = ground_of(code)
        outline = shapely.segmentize(ground.parts, 0.05)
        coast = shapely.get_coordinates(outline)
        for lon, lat in zip(rng.uniform(-180, 180, 8), rng.uniform(south, north, 8), strict=True):
            found = ground.distance_km(lon, lat)
            if found == 0:
                continue
            lons, lats = np.full(len(coast), lon), np.full(len(coast), lat)
            true_km = geod.inv(lons, lats, coast[:, 0], coast[:, 1])[2].min() / 1000
            assert found == pytest.approx(true_km, rel=0.004, abs=0.3), (code, lon, lat)


@pytest.mark.thorough
def test_a_place_near_a_polar_coast_is_not_refused() -> None:
    geod = Geod(ellps="WGS84")
    for code in ("AQ", "GL", "SJ", "CA", "RU"):
        coast = shapely.get_coordinates(ground_of(code).parts)
        coast = coast[np.abs(coast[:, 1]) < 89.9][:: 1544 // examples(8)]
        for azimuth in (0, 120, 240):
            lons, lats, _ = geod.fwd(
                coast[:, 0], coast[:, 1], np.full(len(coast), azimuth), np.full(len(coast), 20_000.0)
            )
            for lon, lat in zip(lons, lats, strict=True):
                assert position_doubt(site(lon, lat, code)) is None, (code, lon, lat)


def test_a_place_at_sea_says_so_and_needs_no_country() -> None:
    for lon, lat in ((125.18, 32.12), (-30.0, 45.0), (179.99, 0.0), (0.0, 0.0)):  # the first is Ieodo
        assert position_doubt(site(lon, lat, None, at_sea=True)) is None
    assert position_doubt(site(125.18, 32.12, "KR", at_sea=True)) is None
    assert "lies 1," in grave(-30.0, 45.0, "FR", at_sea=True)
    assert grave(127.5, 36.5, None, at_sea=True) == (
        "lon 127.5, lat 36.5 is said to be at sea, and lies in KR; "
        "check it, take at_sea out, or say in position_checked why it is right"
    )


def test_a_place_on_land_needs_a_country(tmp_path: Path) -> None:
    lay(tmp_path, sites__example=SITE.replace('country = "KR"\n', ""))
    result = CliRunner().invoke(main, ["check", "--data", str(tmp_path)])
    assert "sites/example.toml: country: is missing; add it (ISO 3166-1 alpha-2)\n" in result.stderr


def test_an_islet_that_no_outline_has_is_advice() -> None:
    doubt = position_doubt(site(-119.1, 32.45, "US"))
    assert doubt == Doubt(
        "lon -119.1, lat 32.45 lies 72 km outside US, the declared country; it lies at sea: check lon, lat and "
        "country, write at_sea = true, or say in position_checked why it is right",
        grave=False,
    )


def test_an_editor_can_say_that_a_position_was_checked_and_why(tmp_path: Path) -> None:
    wrong = SITE.replace('country = "KR"', 'country = "KP"')
    lay(tmp_path, sites__example=wrong)
    result = CliRunner().invoke(main, ["check", "--data", str(tmp_path)])
    assert result.exit_code == 1
    lay(tmp_path, sites__example=wrong + 'position_checked = "an exclave, by treaty"\n')
    result = CliRunner().invoke(main, ["check", "--strict", "--data", str(tmp_path)])
    assert f"note: {tmp_path}/sites/example.toml: lon, lat: lon 127, lat 37.5 lies" in result.stderr
    assert "outside KP, the declared country; checked: an exclave, by treaty\n" in result.stderr
    assert "an exclave" not in CliRunner().invoke(main, ["check"]).stderr


def test_a_code_that_is_none_of_iso_is_refused_with_the_right_one() -> None:
    assert country_doubt(site(127, 37.5, "KR")) is None
    assert country_doubt(site(21.15, 42.66, "XK")) is None
    assert country_doubt(site(0, 51.5, "UK")) == "'UK' is no country of ISO 3166-1; write its alpha-2 code, e.g. GB"
    assert country_doubt(site(0, 0, "XZ")) == (
        "'XZ' is no country of ISO 3166-1; for a place at sea leave country out and write at_sea = true"
    )


def test_the_table_of_disputes_names_countries_and_places_that_exist() -> None:
    table = tomllib.loads((GEODATA / "basemap" / "sovereignty.toml").read_text("utf-8"))
    codes = {code for entry in table["disputed"] for code in entry["countries"]}
    codes |= (
        set(table["islands"]) | set(table["territories"]) | {c for held in table["territories"].values() for c in held}
    )
    assert all(map(is_country, codes))
    for entry in table["disputed"]:
        assert len(entry["countries"]) > 1
        assert entry["countries"] == sorted(entry["countries"])
        for west, south, east, north in entry.get("boxes", ()):
            assert -180 <= west < east <= 180
            assert -90 <= south < north <= 90


def test_what_lies_there_names_all_who_hold_or_claim_it() -> None:
    assert countries_at(34.1, 44.95) == ["RU", "UA"]
    assert countries_at(127, 37.5) == ["KR"]
    assert countries_at(-30, 30) == []
