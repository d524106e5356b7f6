"""The rings that the browser draws are exact: what PROJ says of them is the measure."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pytest
import shapely
from pyproj import Geod

from tests.browser.driver import MAP, move_map, run, settle

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from mapgen.catalog.model import Catalog
    from tests.browser.conftest import LendingPage, OpenPage

GEOD = Geod(ellps="WGS84")
METRE_KM = 0.001
PIXEL_KM = f"{MAP}.distance(...[400, 401].map((y) => {MAP}.containerPointToLatLng([400, y]))) / 1000"
SYMBOL = "parseFloat(document.querySelector('.folium-map').style.getPropertyValue('--symbol'))"
HEIGHTS = "(all) => all.map((path) => path.getBBox().height)"
DESTINATIONS = (
    "(geodesy, cases) => cases.map(([lon, lat, km, azimuth]) => geodesy.destination(lon, lat, azimuth, km * 1000))"
)
DISC = "(geodesy, [lon, lat, km]) => geodesy.disc(lon, lat, km)"


class Disc(NamedTuple):
    """A disc to draw, and places that it holds and does not hold."""

    lon: float
    lat: float
    km: float
    holds: tuple[tuple[float, float], ...]
    lacks: tuple[tuple[float, float], ...]


NORTH, SOUTH = (0.0, 89.9999), (0.0, -89.9999)
DISCS = {
    "no pole": Disc(125.28, 40.32, 800, ((125.28, 40.32), (126.98, 37.57)), (NORTH, SOUTH, (139.69, 35.69))),
    "over the antimeridian": Disc(179.5, 52.0, 1500, ((179.9, 52.0), (-170.0, 52.0), (165.0, 52.0)), (NORTH, SOUTH)),
    "at the equator": Disc(0.0, 0.0, 3000, ((20.0, 10.0), (-26.0, 0.0)), (NORTH, SOUTH, (30.0, 0.0), (180.0, 0.0))),
    "north pole": Disc(
        125.28, 40.32, 8500, (NORTH, (30.0, 60.0), (-122.0, 48.0)), (SOUTH, (-74.0, 40.7), (149.0, -60.0))
    ),
    "south pole": Disc(-60.0, -50.0, 6000, (SOUTH, (-60.0, -10.0), (120.0, -85.0)), (NORTH, (125.0, 40.0))),
    "far over the north pole": Disc(
        125.28, 40.32, 14000, (NORTH, (-74.0, 40.7), (-60.0, 20.0)), (SOUTH, (-60.0, -40.0))
    ),
    "both poles": Disc(125.28, 10.0, 15000, (NORTH, SOUTH, (-60.0, 60.0)), ((-54.72, -10.0), (-40.0, 0.0))),
    "all but the antipode": Disc(125.28, 40.32, 19900, (NORTH, SOUTH, (-60.0, -40.0), (0.0, 0.0)), ((-54.72, -40.32),)),
    "both poles from the equator": Disc(0.0, 0.0, 12000, (NORTH, SOUTH, (100.0, 0.0)), ((180.0, 0.0), (-120.0, 0.0))),
    "centre on the north pole": Disc(0.0, 90.0, 2000, (NORTH, (77.0, 75.0), (-120.0, 73.0)), (SOUTH, (0.0, 70.0))),
    "centre on the south pole": Disc(50.0, -90.0, 11000, (SOUTH, (-20.0, 5.0)), (NORTH, (-20.0, 12.0))),
}


@pytest.fixture(scope="module")
def cases() -> list[tuple[float, float, float, float]]:
    """Draw 200 rays (lon, lat, km, azimuth), the awkward ones first."""
    draw = random.Random(2)
    awkward = [
        (lon, lat, km, azimuth)
        for lon, lat in ((0.0, 90.0), (125.0, -90.0), (180.0, 10.0), (-180.0, 60.0), (0.0, 0.0), (125.28, 40.32))
        for km, azimuth in ((19_900.0, 0.0), (19_900.0, 271.5), (10_001.965, 0.0), (800.0, 180.0), (0.5, 90.0))
    ]
    drawn = [
        (draw.uniform(-180, 180), draw.uniform(-90, 90), draw.uniform(1, 19_900), draw.uniform(0, 360))
        for _ in range(200 - len(awkward))
    ]
    return awkward + drawn


def missed_km(lon: Any, lat: Any, other_lon: Any, other_lat: Any) -> Any:
    """Return the distances between pairs of points in km."""
    wrapped = (np.asarray(lon) + 180) % 360 - 180
    return np.asarray(GEOD.inv(wrapped, lat, other_lon, other_lat)[2]) / 1000


@pytest.fixture
def page(lending_page: LendingPage) -> Page:
    """Return a page, whose own functions are put to the test."""
    return lending_page("long-range")


def test_destinations_agree_with_proj(page: Page, cases: list[tuple[float, float, float, float]]) -> None:
    lons, lats, kms, azimuths = np.array(cases).T
    expected_lons, expected_lats, _ = GEOD.fwd(lons, lats, azimuths, kms * 1000)
    found = np.array(run(page, DESTINATIONS, "geo/geodesy.js", given=cases))
    assert found.shape == (200, 2)
    assert np.max(missed_km(found[:, 0], found[:, 1], expected_lons, expected_lats)) < METRE_KM


def area_of(polygons: list[list[list[list[float]]]]) -> Any:
    """Assemble what the browser fills, by the even-odd rule over each polygon's rings, in running longitudes."""
    areas = []
    for shell, *holes in polygons:
        areas.append(shapely.Polygon(shell, holes))
    return shapely.union_all(areas)


def test_discs_are_exact_and_hold_what_they_should(page: Page) -> None:
    for name, disc in DISCS.items():
        drawn = run(page, DISC, "geo/geodesy.js", given=[disc.lon, disc.lat, disc.km])
        line = np.array(drawn["line"])
        count = len(line)
        distances = missed_km(line[:, 0], line[:, 1], np.full(count, disc.lon), np.full(count, disc.lat))
        assert np.max(np.abs(distances - disc.km)) < METRE_KM, name
        assert np.max(np.abs(np.diff(line[:, 0]))) < 180, name  # no jump over the map
        area = area_of(drawn["polygons"])
        for places, held in ((disc.holds, True), (disc.lacks, False)):
            for lon, lat in places:
                copies = [shapely.Point(lon + turn, lat) for turn in (-720, -360, 0, 360, 720)]
                assert any(area.covers(copy) for copy in copies) == held, (name, lon, lat)


def test_random_discs_hold_exactly_the_points_within_their_radius(
    page: Page, cases: list[tuple[float, float, float, float]]
) -> None:
    """Every kind of disc, wherever it lies: a point is inside if and only if it is near enough."""
    draw = random.Random(5)
    points = np.array([(draw.uniform(-180, 180), np.degrees(np.arcsin(draw.uniform(-1, 1)))) for _ in range(150)])
    checked = 0
    for lon, lat, km, _ in cases[30:90]:
        area = area_of(run(page, DISC, "geo/geodesy.js", given=[lon, lat, km])["polygons"])
        shapely.prepare(area)
        distances = missed_km(points[:, 0], points[:, 1], np.full(150, lon), np.full(150, lat))
        inside = np.zeros(150, dtype=bool)
        for turn in (-720, -360, 0, 360, 720):
            inside |= shapely.contains_xy(area, points[:, 0] + turn, points[:, 1])
        clear = np.abs(distances - km) > 15  # straight edges of half a degree's azimuth stray a little
        assert (inside == (distances < km))[clear].all(), (lon, lat, km)
        checked += int(clear.sum())
    assert checked > 8000


def test_discs_of_uncertainty_have_their_true_size_where_they_are_wider_than_a_symbol(
    steps_page: Path, open_page: OpenPage, small: Catalog
) -> None:
    """Of two bases that lie near each other none, and nearer the one whose position is less certain."""
    page = open_page(steps_page, width=800).page
    sites = [small.sites["south-base"], small.sites["north-base"]]
    shown = []
    for zoom in (6, 8):
        move_map(page, f"setView([-49.35, 69.4], {zoom}, {{ animate: false }})")
        settle(page)
        pixel_km, symbol = page.evaluate(PIXEL_KM), page.evaluate(SYMBOL)
        discs = [height for height in page.locator("path.uncertainty").evaluate_all(HEIGHTS) if height]
        wide = [2 * (site.uncertainty_km or 0) / pixel_km for site in sites]
        assert sorted(discs) == pytest.approx([pixels for pixels in wide if pixels > symbol], rel=0.03), zoom
        shown.append(len(discs))
    assert shown == [0, 1]
