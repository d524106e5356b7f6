"""Range areas are right at every radius and place, and refuse what has no ring."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely.geometry import Point, Polygon

from mapgen.errors import GeometryError
from mapgen.geodesy.bearings import stays_inside
from mapgen.geodesy.limits import MAX_RADIUS_KM
from mapgen.geodesy.rings import distance_km, range_area, union_area
from tests.effort import examples

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Mask = NDArray[np.bool_]

TOLERANCE_KM = 0.1
SLACK_KM = TOLERANCE_KM
ON_THE_RING_KM = 0.001
MERCATOR_LIMIT = 85.0511
MAX_VERTICES = 2_500
WGS84 = Geod(ellps="WGS84")
QUARTER_MERIDIAN_KM = 10_001.965729  # of WGS84 (NIMA TR8350.2: 10 001 965.7293 m)

lons = st.one_of(st.floats(-180, 180), st.sampled_from([-180.0, -179.999, -90.0, 0.0, 90.0, 179.999, 180.0]))
lats = st.one_of(st.floats(-90, 90), st.sampled_from([-90.0, -89.999, -60.0, 0.0, 60.0, 89.999, 90.0]))
radii = st.one_of(st.floats(1, MAX_RADIUS_KM), st.sampled_from([1.0, 800.0, 10_001.966, 15_000.0, MAX_RADIUS_KM]))
seeds = st.integers(0, 2**32 - 1)
tolerances = st.one_of(st.floats(0.001, 20), st.sampled_from([0.001, 0.1, 0.4]))
reproducibly = settings(deadline=None, derandomize=True, max_examples=examples(500))


def scattered(lon: float, lat: float, radius_km: float, seed: int) -> tuple[Array, Array]:
    """Return 200 points: half anywhere on Earth, half within 5 km of a ring."""
    draw = np.random.default_rng(seed)
    anywhere_lon, anywhere_lat = draw.uniform(-180, 180, 100), np.degrees(np.arcsin(draw.uniform(-1, 1, 100)))
    azimuths, metres = draw.uniform(0, 360, 100), 1000 * np.clip(radius_km + draw.uniform(-5, 5, 100), 0, 20_000)
    near_lon, near_lat, _ = WGS84.fwd(np.full(100, lon), np.full(100, lat), azimuths, metres)
    return np.concatenate([anywhere_lon, near_lon]), np.concatenate([anywhere_lat, near_lat])


def true_km(lon: float, lat: float, lons: Array, lats: Array) -> Array:
    """Measure with pyproj itself."""
    metres = WGS84.inv(np.full(len(lons), lon), np.full(len(lons), lat), lons, lats)[2]
    return np.asarray(metres) / 1000


def rings(area: Any) -> list[Array]:
    """Return the coordinates of every ring of an area."""
    polygons = shapely.get_parts(area)
    return [np.array(ring.coords) for polygon in polygons for ring in (polygon.exterior, *polygon.interiors)]


def is_on_the_frame(points: Array) -> Mask:
    """Tell which points lie on the antimeridian or at a pole: where an area is cut, not where it ends."""
    frame: Mask = (np.abs(points[:, 0]) == 180) | (np.abs(points[:, 1]) == 90)
    return frame


def assert_is_sound(area: Any) -> None:
    """Assert that an area is a valid region of the lon/lat box, cut as RFC 7946 has it, and not too finely drawn."""
    assert area.geom_type in ("Polygon", "MultiPolygon")
    assert area.is_valid
    assert not area.is_empty
    west, south, east, north = area.bounds
    assert -180 <= west <= east <= 180
    assert -90 <= south <= north <= 90
    for ring in rings(area):
        jumps = np.abs(np.diff(ring[:, 0])) > 180
        at_a_pole = np.abs(ring[:-1, 1]) == 90
        assert not (jumps & ~at_a_pole).any()
    assert shapely.get_num_coordinates(area) <= MAX_VERTICES


@given(lon=lons, lat=lats, radius_km=radii, seed=seeds)
@example(lon=2.5, lat=90.0, radius_km=3_000.0, seed=0)
@example(lon=0.0, lat=0.0, radius_km=10_001.965729, seed=0)
@example(lon=126.26, lat=39.45, radius_km=15_000.0, seed=0)
@reproducibly
def test_an_area_holds_what_lies_within_its_radius_and_nothing_else(
    lon: float, lat: float, radius_km: float, seed: int
) -> None:
    area = range_area(lon, lat, max_km=radius_km)
    assert_is_sound(area)
    lons, lats = scattered(lon, lat, radius_km, seed)
    beyond_km = true_km(lon, lat, lons, lats) - radius_km
    inside = shapely.intersects_xy(area, lons, lats)
    clear = np.abs(beyond_km) > SLACK_KM
    assert (inside == (beyond_km <= 0))[clear].all()


@given(lon=lons, lat=lats, radius_km=st.floats(1, 3_000))
@example(lon=126.26, lat=39.45, radius_km=800.0)
@reproducibly
def test_edges_lie_inside_a_ring_where_we_say_so(lon: float, lat: float, radius_km: float) -> None:
    assume(stays_inside(lat, radius_km))
    for ring in rings(range_area(lon, lat, max_km=radius_km, tolerance_km=1.0)):
        framed = is_on_the_frame(ring)
        middles = ((ring[:-1] + ring[1:]) / 2)[~(framed[:-1] & framed[1:])]
        assert (distance_km(lon, lat, middles[:, 0], middles[:, 1]) <= radius_km + 1e-6).all()


@pytest.mark.parametrize(("lat", "radius_km"), [(39.45, 8_500.0), (70.0, 2_500.0), (-85.0, 500.0)])
def test_edges_leave_a_ring_that_is_wide_or_near_a_pole(lat: float, radius_km: float) -> None:
    assert not stays_inside(lat, radius_km)


def mercator(lats: Array) -> Array:
    """Return ordinates of Web Mercator, in radians."""
    return np.asarray(np.arctanh(np.sin(np.radians(lats))))


@given(lon=lons, lat=lats, radius_km=radii, tolerance_km=tolerances)
@example(lon=2.5, lat=90.0, radius_km=3_000.0, tolerance_km=0.1)
@example(lon=-2.5, lat=-90.0, radius_km=19_900.0, tolerance_km=0.1)
@example(lon=-137.7, lat=0.0, radius_km=QUARTER_MERIDIAN_KM, tolerance_km=0.001)
@example(lon=77.0, lat=-80.231999, radius_km=10_014.808178, tolerance_km=3.7)
@settings(reproducibly, max_examples=examples(700))
def test_every_vertex_lies_on_the_ring_and_every_edge_within_the_tolerance(
    lon: float, lat: float, radius_km: float, tolerance_km: float
) -> None:
    """Both where edges are straight in lon/lat, as in GeoJSON, and where they are in Mercator, as on the page."""

    def strays(points: Array) -> Array:
        return np.abs(true_km(lon, lat, points[:, 0], points[:, 1]) - radius_km)

    for ring in rings(range_area(lon, lat, max_km=radius_km, tolerance_km=tolerance_km)):
        on_frame = is_on_the_frame(ring)
        drawn = ~(on_frame[:-1] & on_frame[1:])
        starts, ends = ring[:-1][drawn], ring[1:][drawn]
        assert (strays(np.concatenate([starts, ends])) <= ON_THE_RING_KM).all()  # also where they are cut
        south, north = (mercator(np.clip(side[:, 1], -89.9999999, 89.9999999)) for side in (starts, ends))
        for part in (0.1, 0.3, 0.5, 0.7, 0.9):
            points = starts + part * (ends - starts)
            assert (strays(points) <= tolerance_km).all()
            points[:, 1] = np.degrees(np.arcsin(np.tanh(south + part * (north - south))))
            assert (strays(points[np.abs(points[:, 1]) <= MERCATOR_LIMIT]) <= tolerance_km).all()


@pytest.mark.parametrize("case", range(examples(100)))
def test_no_point_of_thousands_is_on_the_wrong_side(case: int) -> None:
    draw = np.random.default_rng(case)
    lon, lat = draw.uniform(-180, 180), np.degrees(np.arcsin(draw.uniform(-1, 1)))
    radius_km = draw.uniform(1, MAX_RADIUS_KM)
    area = range_area(lon, lat, max_km=radius_km)
    shapely.prepare(area)
    points = [scattered(lon, lat, radius_km, seed) for seed in range(20)]
    lons, lats = (np.concatenate(parts) for parts in zip(*points, strict=True))
    beyond_km = true_km(lon, lat, lons, lats) - radius_km
    inside = shapely.intersects_xy(area, lons, lats)
    assert len(lons) == 4_000
    assert not ((inside != (beyond_km <= 0)) & (np.abs(beyond_km) > TOLERANCE_KM)).any()


def test_exteriors_run_counter_clockwise_and_holes_clockwise() -> None:
    areas = [
        range_area(125.75, 39.02, max_km=800),
        range_area(125.75, 39.02, max_km=16_000),
        range_area(-175.0, 39.02, max_km=16_000),
        range_area(179.0, 0.0, max_km=16_000),
        range_area(179.0, 60.0, max_km=4_500),
        range_area(0.0, -90.0, min_km=1_000, max_km=2_000),
        range_area(125.75, 39.02, min_km=300, max_km=800),
        union_area([(0, 0), (90, 0), (180, 0), (-90, 0)], max_km=9_000),
    ]
    polygons = [polygon for area in areas for polygon in shapely.get_parts(area)]
    assert all(polygon.exterior.is_ccw for polygon in polygons)
    assert not any(hole.is_ccw for polygon in polygons for hole in polygon.interiors)
    assert sum(len(polygon.interiors) for polygon in polygons) >= 4


@given(lon=lons, lat=lats, radius_km=radii, share=st.floats(0.01, 0.99), seed=seeds)
@reproducibly
def test_a_band_holds_what_lies_between_its_radii(
    lon: float, lat: float, radius_km: float, share: float, seed: int
) -> None:
    min_km = share * radius_km
    area = range_area(lon, lat, min_km=min_km, max_km=radius_km)
    assert area.is_valid
    for limit_km in (min_km, radius_km):
        lons, lats = scattered(lon, lat, limit_km, seed)
        distances_km = true_km(lon, lat, lons, lats)
        clear = np.minimum(np.abs(distances_km - min_km), np.abs(distances_km - radius_km)) > SLACK_KM
        between = (distances_km > min_km) & (distances_km < radius_km)
        assert (shapely.intersects_xy(area, lons, lats) == between)[clear].all()


@given(points=st.lists(st.tuples(lons, lats), min_size=1, max_size=5), radius_km=radii, seed=seeds)
@example(points=[(179.0, 80.0), (-179.0, 80.0), (0.0, 85.0)], radius_km=2_000.0, seed=0)
@settings(reproducibly, max_examples=examples(300))
def test_a_union_holds_what_lies_within_the_radius_of_any_point(
    points: list[tuple[float, float]], radius_km: float, seed: int
) -> None:
    area = union_area(points, max_km=radius_km)
    assert area.is_valid
    assert area.geom_type in ("Polygon", "MultiPolygon")
    for lon, lat in points:
        lons, lats = scattered(lon, lat, radius_km, seed)
        distances_km = np.array([true_km(*point, lons, lats) for point in points])
        clear = np.abs(distances_km - radius_km).min(axis=0) > SLACK_KM
        within = (distances_km <= radius_km).any(axis=0)
        assert (shapely.intersects_xy(area, lons, lats) == within)[clear].all()


def test_a_union_does_not_depend_on_the_order_or_the_names_of_its_points() -> None:
    draw = np.random.default_rng(0)
    points = [
        (float(lon), float(lat))
        for lon, lat in zip(draw.uniform(-180, 180, 30), draw.uniform(-90, 90, 30), strict=True)
    ]
    area = union_area([*points, (180, 10), (0, 90)], max_km=1_500)
    for _ in range(3):
        shuffled = [points[place] for place in draw.permutation(30)]
        again = union_area([(-180, 10), *shuffled, (77, 90), points[0]], max_km=1_500)
        assert shapely.to_wkb(again) == shapely.to_wkb(area)


@pytest.mark.parametrize("radius_km", [50.0, 800.0, 5_000.0, 19_000.0])
@pytest.mark.parametrize(("lon", "lat", "spread"), [(0, 0, 90), (127, 39, 2), (180, 50, 4), (0, 89, 3)])
def test_a_union_of_many_discs_holds_what_it_should(lon: float, lat: float, spread: float, radius_km: float) -> None:
    draw = np.random.default_rng(1)
    lons = (draw.normal(lon, spread, 60) + 180) % 360 - 180
    points = list(zip(lons.tolist(), np.clip(draw.normal(lat, spread, 60), -90, 90).tolist(), strict=True))
    area = union_area(points, max_km=radius_km)
    assert area.is_valid
    assert all(ring.is_ccw for ring in (polygon.exterior for polygon in shapely.get_parts(area)))
    samples = [scattered(*point, radius_km, seed) for seed, point in enumerate(points[: examples(20)])]
    lons, lats = (np.concatenate(parts) for parts in zip(*samples, strict=True))
    beyond_km = np.min([true_km(*point, lons, lats) for point in points], axis=0) - radius_km
    inside = shapely.intersects_xy(area, lons, lats)
    assert not ((inside != (beyond_km <= 0)) & (np.abs(beyond_km) > TOLERANCE_KM)).any()


def test_a_hole_is_kept_where_it_is_deeper_than_the_tolerance_and_none_is_a_sliver() -> None:
    corners = [(0.0, 0.0), (1.0, 0.0), (0.5, 0.866)]
    middle_km = depth_of_the_middle_km(corners)
    for depth_km in np.linspace(-0.3, 0.3, 61):
        area = union_area(corners, max_km=middle_km - depth_km)
        holes = [Polygon(hole) for polygon in shapely.get_parts(area) for hole in polygon.interiors]
        if abs(depth_km) > TOLERANCE_KM:
            assert len(holes) == (depth_km > 0)
        assert all(hole.area * 111**2 > 0.02 * TOLERANCE_KM**2 for hole in holes)


def depth_of_the_middle_km(corners: list[tuple[float, float]]) -> float:
    """Return how far the place between three points is that is farthest from all of them, in km."""
    lons, lats = np.meshgrid(np.linspace(0.4, 0.6, 201), np.linspace(0.2, 0.4, 201))
    nearest = np.min([distance_km(*corner, lons, lats) for corner in corners], axis=0)
    return float(nearest.max())


@pytest.mark.parametrize("pole", [90.0, -90.0])
@pytest.mark.parametrize("lat", [0.0, 39.45, -70.0, 89.0])
@pytest.mark.parametrize("past_km", [-0.5, -0.0005, -0.00005, 0.0, 0.00005, 0.0005, 0.5])
def test_a_ring_through_a_pole_is_drawn(lat: float, pole: float, past_km: float) -> None:
    """The one ring that is neither around the pole nor beside it."""
    radius_km = float(distance_km(126.26, lat, 0, pole)) + past_km
    area = range_area(126.26, lat, max_km=radius_km)
    assert_is_sound(area)
    lons, lats = scattered(126.26, lat, radius_km, 7)
    beyond_km = true_km(126.26, lat, lons, lats) - radius_km
    clear = np.abs(beyond_km) > SLACK_KM
    assert (shapely.intersects_xy(area, lons, lats) == (beyond_km <= 0))[clear].all()


def test_a_disc_around_a_pole_is_one_polygon_up_to_the_pole() -> None:
    area = range_area(0, 90, max_km=1_000)
    assert area.geom_type == "Polygon"
    assert area.bounds[::2] == (-180, 180)
    assert area.bounds[3] == 90
    assert area.contains(Point(100, 89.999))


def test_a_disc_across_the_antimeridian_is_cut_in_two() -> None:
    area = range_area(179, 10, max_km=500)
    west, east = sorted(shapely.get_parts(area), key=lambda part: float(part.bounds[0]))
    assert west.bounds[0] == -180
    assert east.bounds[2] == 180


def test_a_finer_tolerance_draws_more_vertices_and_a_coarser_one_fewer() -> None:
    counts = [
        shapely.get_num_coordinates(range_area(126, 39, max_km=5_000, tolerance_km=tolerance))
        for tolerance in (0.01, 0.1, 1.0)
    ]
    assert counts == sorted(counts, reverse=True)
    assert len(set(counts)) == 3


def test_the_area_of_a_small_disc_is_that_of_a_circle() -> None:
    area = range_area(126, 39, max_km=100, tolerance_km=0.001)
    metres2, _ = WGS84.geometry_area_perimeter(shapely.orient_polygons(area))
    assert metres2 == pytest.approx(math.pi * 100_000**2, rel=1e-4)


@given(lon1=lons, lat1=lats, lon2=lons, lat2=lats)
@reproducibly
def test_distance_is_symmetric_and_never_beyond_half_the_meridian(
    lon1: float, lat1: float, lon2: float, lat2: float
) -> None:
    there, back = distance_km(lon1, lat1, lon2, lat2), distance_km(lon2, lat2, lon1, lat1)
    assert there == pytest.approx(back, abs=1e-6)
    assert 0 <= there <= 2 * QUARTER_MERIDIAN_KM + 1e-6


@pytest.mark.parametrize(
    ("start", "end", "km"),
    [
        ((0, 90), (0, -90), 2 * QUARTER_MERIDIAN_KM),
        ((0, 0), (0, 90), QUARTER_MERIDIAN_KM),
        ((0, 0), (1, 0), 111.319490793),  # a degree of the equator: 6378.137 km * pi / 180
        ((-180, 10), (180, 10), 0.0),
        ((-73.8, 40.6), (-0.5, 51.6), 5_551.759400),  # JFK to LHR in the documentation of GeographicLib: 5551759.400 m
    ],
)
def test_known_distances(start: tuple[float, float], end: tuple[float, float], km: float) -> None:
    assert distance_km(*start, *end) == pytest.approx(km, abs=1e-6)


def test_a_distance_of_scalars_is_a_float_and_arrays_are_broadcast() -> None:
    assert type(distance_km(126, 39, 127, 37)) is float
    lons, lats = np.array([127.0, 130.0, 180.0]), np.array([37.0, 33.0, -90.0])
    matrix = distance_km(np.array([[126.0], [125.0]]), np.array([[39.0], [40.0]]), lons, lats)
    assert matrix.shape == (2, 3)
    for row, (lon, lat) in zip(matrix, [(126, 39), (125, 40)], strict=True):
        assert [distance_km(lon, lat, *point) for point in zip(lons, lats, strict=True)] == row.tolist()
    assert distance_km([], [], [], []).shape == (0,)


@pytest.mark.parametrize(
    ("lon", "lat"), [(math.nan, 0), (0, math.nan), (math.inf, 0), (0, -math.inf), (0, 91), (181, 0), (-180.001, 0)]
)
def test_a_position_off_the_map_is_refused(lon: float, lat: float) -> None:
    attempts: list[Callable[[], object]] = [
        lambda: range_area(lon, lat, max_km=100),
        lambda: union_area([(126, 39), (lon, lat)], max_km=100),
        lambda: distance_km(126, 39, lon, lat),
        lambda: distance_km([0, lon], [0, lat], 0, 0),
    ]
    for attempt in attempts:
        with pytest.raises(GeometryError, match=r"position .* is outside \[-180, 180\] x \[-90, 90\] degrees"):
            attempt()


@pytest.mark.parametrize(
    ("min_km", "max_km"),
    [(0, 0), (0, -1), (-1, 100), (100, 100), (200, 100), (0, 19_900.1), (0, math.nan), (math.nan, 100), (0, math.inf)],
)
def test_a_radius_without_a_ring_is_refused(min_km: float, max_km: float) -> None:
    with pytest.raises(GeometryError, match=r"0 <= min_km < max_km <= 19,900 km"):
        range_area(126, 39, min_km=min_km, max_km=max_km)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: range_area(181, 0, max_km=9),
            "position (lon 181.0, lat 0.0) is outside [-180, 180] x [-90, 90] degrees",
        ),
        (
            lambda: distance_km([0, 1], [0, math.nan], 0, 0),
            "position (lon 1.0, lat nan) is outside [-180, 180] x [-90, 90] degrees",
        ),
        (
            lambda: range_area(0, 0, max_km=20_000),
            "radii must satisfy 0 <= min_km < max_km <= 19,900 km, not 0.0 and 20000",
        ),
        (
            lambda: range_area(0, 0, max_km=800, tolerance_km=0.0005),
            "tolerance_km must be finite and at least 0.001, not 0.0005",
        ),
        (lambda: union_area([], max_km=100), "the union of no points has no area; give at least one"),
    ],
)
def test_a_message_holds_the_value_and_the_limit(call: Callable[[], object], message: str) -> None:
    with pytest.raises(GeometryError) as raised:
        call()
    assert str(raised.value) == message


@pytest.mark.parametrize("tolerance_km", [0, -1, math.nan, math.inf])
def test_a_tolerance_that_is_none_is_refused(tolerance_km: float) -> None:
    with pytest.raises(GeometryError, match=r"tolerance_km must be finite and at least 0\.001"):
        range_area(126, 39, max_km=100, tolerance_km=tolerance_km)


@pytest.mark.parametrize("radius_km", [50.0, 1_500.0, 19_000.0])
def test_a_union_of_a_thousand_discs_all_over_the_earth(radius_km: float) -> None:
    """Around both poles and the antimeridian at once: it holds what it should, and no slivers."""
    draw = np.random.default_rng(11)
    lons, lats = draw.uniform(-180, 180, 1_000), np.degrees(np.arcsin(draw.uniform(-1, 1, 1_000)))
    lons[:40], lats[:20], lats[20:40] = (
        draw.uniform(179.5, 180, 40),
        draw.uniform(89, 90, 20),
        draw.uniform(-90, -89, 20),
    )
    area = union_area(list(zip(lons.tolist(), lats.tolist(), strict=True)), max_km=radius_km)
    assert area.is_valid
    count = examples(1_000)
    places = draw.uniform(-180, 180, count), np.degrees(np.arcsin(draw.uniform(-1, 1, count)))
    nearest = distance_km(places[0][:, None], places[1][:, None], lons[None, :], lats[None, :]).min(axis=1)
    clear = np.abs(nearest - radius_km) > SLACK_KM
    assert (shapely.intersects_xy(area, *places) == (nearest <= radius_km))[clear].all()
    for ring in shapely.get_rings(shapely.get_parts(area)):
        assert shapely.Polygon(ring).area > 1e-9


def test_the_union_of_no_points_is_refused() -> None:
    with pytest.raises(GeometryError, match="give at least one"):
        union_area([], max_km=100)


AREA: Any = range_area
UNION: Any = union_area
DISTANCE: Any = distance_km


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: AREA("a", 0, max_km=1), "lon must be numbers that fit on Earth, not 'a'"),
        (lambda: AREA("5", 0, max_km=1), "lon must be numbers that fit on Earth, not '5'"),
        (lambda: AREA(0, [1, 2], max_km=1), r"lat must be one number, not \[1, 2\]"),
        (lambda: AREA(None, 0, max_km=1), "lon must be numbers that fit on Earth, not None"),
        (lambda: AREA(0, 0, max_km="5"), "max_km must be numbers that fit on Earth, not '5'"),
        (lambda: AREA(0, 0, max_km=5, min_km=[1]), "min_km must be one number"),
        (lambda: AREA(0, 0, max_km=5, tolerance_km="x"), "tolerance_km must be numbers"),
        (lambda: AREA(10**400, 0, max_km=1), "lon must be numbers that fit on Earth"),
        (lambda: UNION([(0, 0, 0)], max_km=1), r"points must be pairs of lon and lat, not \[\(0, 0, 0\)\]"),
        (lambda: UNION([0, 1], max_km=1), "points must be pairs of lon and lat"),
        (lambda: UNION([(0, 0), (1,)], max_km=1), "points must be numbers that fit on Earth"),
        (lambda: UNION([("a", 0)], max_km=1), "points must be numbers that fit on Earth"),
        (lambda: UNION(5, max_km=1), "points must be pairs of lon and lat, not 5"),
        (lambda: UNION("ab", max_km=1), "points must be pairs of lon and lat, not 'ab'"),
        (lambda: UNION([(0, 0)], max_km=None), "max_km must be numbers that fit on Earth, not None"),
        (lambda: DISTANCE("a", 0, 0, 0), "lon1 must be numbers that fit on Earth, not 'a'"),
        (lambda: DISTANCE([0, 1], [0, 1, 2], 0, 0), "must be single numbers, or arrays of one shape"),
    ],
)
def test_what_is_no_number_is_a_geometry_error(call: Callable[[], object], says: str) -> None:
    with pytest.raises(GeometryError, match=says):
        call()
