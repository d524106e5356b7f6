"""What the page's scripts compute of the Earth agrees with Python and with geographiclib, at the antipode too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from pyproj import Geod

from mapgen.geodesy.bearings import half_rings
from tests.browser.driver import run

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from playwright.sync_api import Page

    from tests.browser.conftest import LendingPage

    Array = NDArray[np.float64]

WGS84 = Geodesic.WGS84
TOLERANCE_KM = 0.1
METRE_KM = 0.001
MERCATOR_LIMIT = 85.0511
QUARTER_KM = 10_001.965729
EACH = "(module, cases) => cases.map((given) => module.{}(...given))"


@pytest.fixture
def page(lending_page: LendingPage) -> Page:
    """Return a page, whose own functions are put to the test."""
    return lending_page("long-range")


def call(page: Page, module: str, function: str, cases: list[Any]) -> list[Any]:
    """Call a function of a module with each of several lists of arguments."""
    found: list[Any] = run(page, EACH.format(function), f"geo/{module}.js", given=cases)
    return found


def away_km(lon: float, lat: float, points: Array) -> Array:
    """Measure from a centre to points with pyproj, which is a hundred times as fast as geographiclib."""
    x, y = points.T
    return np.asarray(Geod(ellps="WGS84").inv(np.full(len(x), lon), np.full(len(x), lat), x, y)[2]) / 1000


def centres(count: int, seed: int) -> list[tuple[float, float]]:
    """Draw positions all over the Earth."""
    draw = np.random.default_rng(seed)
    lats = np.degrees(np.arcsin(draw.uniform(-1, 1, count)))
    return list(zip(draw.uniform(-180, 180, count).tolist(), lats.tolist(), strict=True))


def test_rings_choose_the_same_bearings_as_in_python(page: Page) -> None:
    draw = np.random.default_rng(0)
    cases = [[lat, float(draw.uniform(1, 19_900)), TOLERANCE_KM] for _, lat in centres(60, 0)]
    cases += [[90.0, 3_000.0, 0.1], [-90.0, 19_900.0, 0.1], [0.0, QUARTER_KM, 0.1], [40.32, 4.0, 0.1]]
    for (lat, km, tolerance_km), found in zip(cases, call(page, "bearings", "halfRing", cases), strict=True):
        expected = half_rings(np.array([lat]), np.array([km]), tolerance_km)[0]
        assert found == pytest.approx(expected.tolist(), abs=1e-9)


def drawn(line: Array) -> Array:
    """Return points along a line's edges: straight in lon/lat and, up to its limit, in Mercator's projection."""
    starts, ends = line[:-1], line[1:]
    level = (np.abs(starts[:, 1]) < MERCATOR_LIMIT) & (np.abs(ends[:, 1]) < MERCATOR_LIMIT)
    south, north = (np.arctanh(np.sin(np.radians(side[level, 1]))) for side in (starts, ends))
    points = []
    for part in (0.25, 0.5, 0.75):
        points.append(starts + part * (ends - starts))
        lats = np.degrees(np.arcsin(np.tanh(south + part * (north - south))))
        points.append(np.column_stack([starts[level, 0] + part * (ends - starts)[level, 0], lats]))
    return np.concatenate([line, *points])


def test_edges_of_a_ring_stay_within_a_tenth_of_a_kilometre(page: Page) -> None:
    draw = np.random.default_rng(3)
    cases = [[*centre, float(draw.uniform(1, 19_900))] for centre in centres(20, 3)]
    cases += [[125.28, 40.32, km] for km in (4.0, 800.0, 8_500.0, 15_000.0, 19_900.0)] + [[0.0, 90.0, 3_000.0]]
    for (lon, lat, km), disc in zip(cases, call(page, "geodesy", "disc", cases), strict=True):
        assert np.abs(away_km(lon, lat, drawn(np.array(disc["line"]))) - km).max() < TOLERANCE_KM, (lon, lat, km)


def test_distances_are_right_to_a_metre_antipodes_included(page: Page) -> None:
    draw = np.random.default_rng(1)
    cases = [
        [125.28, 40.32, -54.71, -40.32], [0.0, 0.0, 180.0, 0.0], [0.0, 0.0, 179.5, 0.0], [0.0, 0.0, 179.39, 0.0],
        [0.0, 90.0, 0.0, -90.0], [10.0, -90.0, -170.0, 89.9], [0.0, 30.0, 180.0, -30.0], [0.0, 0.5, 179.7, -0.5],
        [0.0, 1e-10, 179.3, -1e-10], [5.0, 5.0, 5.0, 5.0], [0.0, 0.0, -179.9, 1e-9],
    ]  # fmt: skip
    for lon, lat in centres(1_000, 1):
        spread = 10 ** draw.uniform(-9, 0.7)
        opposite = (lon + 180 + draw.normal(0, spread) + 180) % 360 - 180
        cases.append([lon, lat, float(opposite), float(np.clip(-lat + draw.normal(0, spread), -90, 90))])
    for (lon1, lat1, lon2, lat2), (azimuth, metres) in zip(cases, call(page, "geodesy", "inverse", cases), strict=True):
        assert metres == pytest.approx(WGS84.Inverse(lat1, lon1, lat2, lon2)["s12"], abs=1.0)
        end = WGS84.Direct(lat1, lon1, azimuth, metres)  # several azimuths may be as good: each leads there
        assert WGS84.Inverse(end["lat2"], end["lon2"], lat2, lon2)["s12"] < 1.0


@pytest.mark.parametrize("km", [QUARTER_KM - 0.01, QUARTER_KM, QUARTER_KM + 0.01, 10_001.98, 10_002.5])
@pytest.mark.parametrize("lat", [0.0, 0.0001, -0.0002])
def test_a_disc_that_ends_at_the_poles_is_not_inside_out(page: Page, lat: float, km: float) -> None:
    polygons = call(page, "geodesy", "disc", [[10.0, lat, km]])[0]["polygons"]
    for (lon, there), inside in (
        ((10.0, 0.0), True),
        ((60.0, 40.0), True),
        ((-170.0, 0.0), False),
        ((150.0, 30.0), False),
    ):
        crossed = sum(holds(ring, lon + turn, there) for rings in polygons for ring in rings for turn in (-360, 0, 360))
        assert (crossed % 2 == 1) == inside


def holds(ring: list[list[float]], lon: float, lat: float) -> bool:
    """Tell whether a ring holds a point, by counting what lies north of it."""
    crossed = 0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        crossed += (x1 > lon) != (x2 > lon) and y1 + (lon - x1) / (x2 - x1) * (y2 - y1) > lat
    return crossed % 2 == 1


def unions() -> list[list[Any]]:
    """Return points and radii: clustered, scattered, around a pole and the antimeridian, one place named twice."""
    draw = np.random.default_rng(6)
    cases: list[list[Any]] = []
    for _ in range(10):
        near = [[round(float(draw.normal(127, 1)), 2), round(float(draw.normal(40, 1)), 2)] for _ in range(5)]
        far = [[round(lon, 2), round(lat, 2)] for lon, lat in centres(3, int(draw.integers(1000)))]
        cases += [[near, float(draw.uniform(100, 15_000))], [far, float(draw.uniform(100, 12_000))]]
    polar = [[178.0, 84.0], [-177.0, 86.0], [30.0, 88.0], [0.0, 90.0], [90.0, 90.0]]
    return [*cases, [polar, 900.0], [polar, 5_000.0], [[[180.0, 10.0], [-180.0, 10.0], [179.0, 11.0]], 500.0]]


def test_the_outline_of_several_origins_is_closed_and_inside_none_of_them(page: Page) -> None:
    cases = unions()
    for (points, km), union in zip(cases, call(page, "union", "shape", cases), strict=True):
        assert union["lines"]
        vertices = np.array([place for line in union["lines"] for place in line])
        nearest_km = np.min([away_km(lon, lat, vertices) for lon, lat in points], axis=0)
        assert np.abs(nearest_km - km).max() < METRE_KM
        ends = np.array([end for line in union["lines"] for end in (line[0], line[-1])])
        for index, end in enumerate(ends):
            assert away_km(end[0], end[1], np.delete(ends, index, axis=0)).min() < 2 * METRE_KM, (points, km)
