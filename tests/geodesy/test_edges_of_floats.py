"""Range areas are valid and right for every centre and radius that a double can hold; geographiclib is the measure."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mapgen.errors import GeometryError
from mapgen.geodesy import distance_km, range_area, union_area
from mapgen.geodesy.limits import LEAST_WIDTH_KM, MAX_RADIUS_KM
from tests.effort import examples

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

WGS84 = Geodesic.WGS84
TOLERANCE_KM = 0.1
VERTEX_KM = 0.001
QUARTER_KM = 10_001.965729
MAX_PARTS = 3
MAX_VERTICES = 20_000

signs = st.sampled_from([-1.0, 1.0])
tiny = st.floats(-300, -3).map(lambda power: 10.0**power)
whole = st.sampled_from([0.0, math.nextafter(0, 1), 2.8e-14, 1e-13, 1e-12, 1e-10, 1e-9])
small = st.one_of(tiny, whole)
lons = st.builds(
    lambda sign, value: sign * value,
    signs,
    st.one_of(st.floats(0, 180), small, small.map(lambda off: 180 - off), st.just(math.nextafter(180, 0))),
)
lats = st.builds(
    lambda sign, value: sign * value,
    signs,
    st.one_of(st.floats(0, 90), small, small.map(lambda off: 90 - off), st.just(math.nextafter(90, 0))),
)
radii = st.one_of(
    st.floats(1, MAX_RADIUS_KM),
    st.floats(-8, 4.29).map(lambda power: 10.0**power),
    st.sampled_from([2e-9, 1e-6, 0.001, QUARTER_KM, MAX_RADIUS_KM]),
)
widths = st.one_of(st.floats(-8.9, 0).map(lambda power: 10.0**power), st.just(LEAST_WIDTH_KM * 1.01))
thoroughly = settings(deadline=None, derandomize=True, max_examples=examples(300))


def around(lon: float, lat: float, kms: list[float]) -> tuple[Array, Array]:
    """Return points at distances from a centre, in eight directions."""
    ends = [WGS84.Direct(lat, lon, azimuth, km * 1000) for km in kms for azimuth in range(7, 360, 45)]
    return np.array([end["lon2"] for end in ends]), np.array([end["lat2"] for end in ends])


def km_between(lon: float, lat: float, lons: Array, lats: Array) -> Array:
    """Measure with geographiclib."""
    return np.array([WGS84.Inverse(lat, lon, y, x)["s12"] / 1000 for x, y in zip(lons, lats, strict=True)])


def assert_is_sound(area: Any) -> None:
    """Assert that an area is valid, runs as RFC 7946 has it, and is in few parts and not too many vertices."""
    assert area.is_valid, shapely.is_valid_reason(area)
    polygons = shapely.get_parts(area)
    assert all(polygon.exterior.is_ccw for polygon in polygons)
    assert not any(hole.is_ccw for polygon in polygons for hole in polygon.interiors)
    assert len(polygons) <= MAX_PARTS
    assert shapely.get_num_coordinates(area) <= MAX_VERTICES
    west, south, east, north = area.bounds
    assert -180 <= west <= east <= 180
    assert -90 <= south <= north <= 90


def assert_vertices_are_right(area: Any, lon: float, lat: float, limits_km: list[float]) -> None:
    """Assert that each vertex, but for those where the area is cut, is on one of its rings."""
    points = shapely.get_coordinates(area)
    points = points[(np.abs(points[:, 0]) != 180) & (np.abs(points[:, 1]) != 90)]
    points = points[:: max(1, len(points) // 40)]
    if len(points):
        off_km = np.abs(km_between(lon, lat, *points.T)[:, None] - np.array(limits_km)).min(axis=1)
        assert off_km.max() <= VERTEX_KM


def assert_holds(area: Any, lon: float, lat: float, min_km: float, max_km: float) -> None:
    """Assert that points clear of the limits are inside or outside as their distance says."""
    tolerance_km = min(TOLERANCE_KM, max((max_km - min_km) / 4, VERTEX_KM)) if min_km else TOLERANCE_KM
    kms = [max_km + 2 * tolerance_km, max_km - 2 * tolerance_km, (min_km + max_km) / 2, min_km - 2 * tolerance_km]
    lons, lats = around(lon, lat, [km for km in kms if 0 < km < 19_950])
    km = km_between(lon, lat, lons, lats)
    clear = np.minimum(np.abs(km - max_km), np.abs(km - min_km) if min_km else np.inf) > tolerance_km + VERTEX_KM
    assert (shapely.intersects_xy(area, lons, lats) == ((km <= max_km) & (km >= min_km)))[clear].all()


@given(lon=lons, lat=lats, max_km=radii)
@example(lon=179.9999999999, lat=0.0, max_km=1.0)
@example(lon=-179.9999999999, lat=-4.12, max_km=0.827)
@example(lon=180.0, lat=math.nextafter(90, 0), max_km=MAX_RADIUS_KM)
@example(lon=1e-300, lat=1e-300, max_km=2e-9)
@thoroughly
def test_a_disc_is_valid_and_right_wherever_its_centre_is(lon: float, lat: float, max_km: float) -> None:
    area = range_area(lon, lat, max_km=max_km)
    assert_is_sound(area)
    assert_vertices_are_right(area, lon, lat, [max_km])
    assert_holds(area, lon, lat, 0.0, max_km)


@given(lon=lons, lat=lats, max_km=radii, width_km=widths)
@example(lon=179.9999999999, lat=0.0, max_km=1.0, width_km=0.5)
@example(lon=179.9999999999, lat=-4.12, max_km=0.827, width_km=0.773)
@example(lon=0.0, lat=90.0, max_km=1.0, width_km=1.0 - 1e-5)
@example(lon=0.0, lat=0.0, max_km=QUARTER_KM + 1e-4, width_km=2e-4)
@example(lon=180.0, lat=0.0, max_km=MAX_RADIUS_KM, width_km=1e-8)
@thoroughly
def test_a_band_is_valid_and_right_however_narrow(lon: float, lat: float, max_km: float, width_km: float) -> None:
    min_km = max_km - width_km
    if min_km < LEAST_WIDTH_KM or max_km - min_km < LEAST_WIDTH_KM:
        min_km = max_km / 2 if max_km > 2.1 * LEAST_WIDTH_KM else 0.0
    area = range_area(lon, lat, min_km=min_km, max_km=max_km)
    assert_is_sound(area)
    assert_vertices_are_right(area, lon, lat, [min_km, max_km])
    assert_holds(area, lon, lat, min_km, max_km)


@pytest.mark.parametrize("past_km", [-0.0006, -0.0003, -1e-5, 0.0, 1e-5, 0.0003, 0.0006])
@pytest.mark.parametrize("width_km", [1e-8, 1e-5, 0.0002, 0.0006])
@pytest.mark.parametrize("lat", [0.0, 39.45, -89.9999])
def test_a_band_that_touches_a_pole_stays_in_one_part(lat: float, width_km: float, past_km: float) -> None:
    max_km = float(distance_km(126.26, lat, 0, -90)) + past_km
    area = range_area(126.26, lat, min_km=max_km - width_km, max_km=max_km)
    assert_is_sound(area)
    assert area.is_valid


@given(points=st.lists(st.tuples(lons, lats), min_size=2, max_size=4), max_km=radii)
@example(points=[(179.9999999999, 0.0), (-179.9999999999, 0.0)], max_km=1.0)
@example(points=[(180.0, 90.0), (-180.0, -90.0)], max_km=QUARTER_KM)
@settings(thoroughly, max_examples=examples(150))
def test_a_union_is_valid_and_right_wherever_its_points_are(points: list[tuple[float, float]], max_km: float) -> None:
    area = union_area(points, max_km=max_km)
    assert area.is_valid
    assert all(polygon.exterior.is_ccw for polygon in shapely.get_parts(area))
    for point in points:
        lons, lats = around(*point, [km for km in (max_km + 0.2, max_km - 0.2) if 0 < km < 19_950])
        km = np.min([km_between(*each, lons, lats) for each in points], axis=0)
        clear = np.abs(km - max_km) > TOLERANCE_KM + VERTEX_KM
        assert (shapely.intersects_xy(area, lons, lats) == (km <= max_km))[clear].all()


def test_a_union_keeps_no_needless_vertex_where_the_map_is_cut() -> None:
    draw = np.random.default_rng(0)
    points = [(float(180 - abs(lon)), float(lat)) for lon, lat in draw.normal(0, 5, (500, 2))]
    area = union_area(points, max_km=600)
    for ring in shapely.get_rings(shapely.get_parts(area)):
        on_seam = np.abs(np.asarray(ring.coords)[:-1, 0]) == 180
        assert not (on_seam & np.roll(on_seam, 1) & np.roll(on_seam, -1)).any()


def test_a_disc_on_the_antimeridian_is_the_same_by_either_name() -> None:
    named = [range_area(lon, 10.0, max_km=500) for lon in (180.0, -180.0, math.nextafter(180, 0))]
    assert len({shapely.to_wkb(area) for area in named}) == 1


@pytest.mark.parametrize(("min_km", "max_km"), [(0.0, 1e-10), (1e-10, 1.0), (500.0, math.nextafter(500.0, 501))])
def test_what_is_narrower_than_a_micrometre_is_refused(min_km: float, max_km: float) -> None:
    with pytest.raises(GeometryError, match="a micrometre"):
        range_area(0, 0, min_km=min_km, max_km=max_km)


def test_a_union_that_the_library_cannot_draw_is_an_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise shapely.errors.GEOSException("TopologyException")

    monkeypatch.setattr(shapely, "union_all", fail)
    with pytest.raises(GeometryError, match="the union of 2 areas of 5 km cannot be drawn"):
        union_area([(0, 0), (1, 1)], max_km=5)


@given(lon1=lons, lat1=lats, lon2=lons, lat2=lats)
@example(lon1=0.0, lat1=0.0, lon2=180.0, lat2=0.0)
@example(lon1=125.28, lat1=40.32, lon2=-54.71, lat2=-40.32)
@example(lon1=0.0, lat1=0.5, lon2=179.7, lat2=-0.5)
@thoroughly
def test_distances_are_right_to_a_metre_antipodes_included(lon1: float, lat1: float, lon2: float, lat2: float) -> None:
    expected_km = WGS84.Inverse(lat1, lon1, lat2, lon2)["s12"] / 1000
    assert abs(distance_km(lon1, lat1, lon2, lat2) - expected_km) < VERTEX_KM
