"""Figures are true: distances and bearings from the centre, what is inside, where lines end, copies of the world."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from mapgen.figure.basemap_shapes import coasts_of, outlines
from mapgen.geodesy.projections import EDGE, MERCATOR_LIMIT, Azimuthal, Mercator
from mapgen.geodesy.rings import range_area, union_area
from mapgen.layers._window import CELL
from tests.effort import examples

GEOD = Geod(ellps="WGS84")
WIDTH = 1000.0
BELT_UNITS = 1.0  # points nearer to an outline than this are not asked: a drawn edge is straight
CENTRES = [
    (0.0, 90.0),
    (30.0, -90.0),
    (0.0, 89.9),
    (0.0, 0.0),
    (0.0, 35.0),
    (-180.0, 10.0),
    (179.9, 0.0),
    (180.0, -65.0),
    (125.75, 39.03),
    (-54.25, -39.03),
    (0.0, -70.0),
]
centres = st.tuples(st.floats(-180, 180), st.floats(-90, 90)) | st.sampled_from(CENTRES)
limits = st.floats(100, 18_000)


@pytest.fixture(scope="module")
def land(base: dict[str, Any]) -> tuple[Any, Any]:
    """Return the land of the whole base map, and its coast, prepared for questions of distance."""
    whole = coasts_of(base, (-180, -90, 180, 90)).land
    coast = shapely.boundary(whole)
    shapely.prepare([whole, coast])
    return whole, coast


def scattered(count: int, seed: int = 3) -> tuple[np.ndarray, np.ndarray]:
    """Return longitudes and latitudes spread evenly over the globe."""
    random = np.random.default_rng(seed)
    return random.uniform(-180, 180, count), np.degrees(np.arcsin(random.uniform(-1, 1, count)))


def around(centre: tuple[float, float], limit_km: float, count: int = 4_000) -> tuple[np.ndarray, np.ndarray]:
    """Return longitudes and latitudes of points scattered over a disc."""
    random = np.random.default_rng(5)
    azimuths, kms = random.uniform(0, 360, count), limit_km * np.sqrt(random.uniform(0, 1, count))
    lons, lats, _ = GEOD.fwd(np.full(count, centre[0]), np.full(count, centre[1]), azimuths, 1000 * kms)
    return np.asarray(lons), np.asarray(lats)


def kilometres(position: tuple[float, float], lons: Any, lats: Any) -> Any:
    """Measure the geodesics from a position to others."""
    count = len(lons)
    return np.asarray(GEOD.inv(np.full(count, position[0]), np.full(count, position[1]), lons, lats)[2]) / 1000


def azimuthal(centre: tuple[float, float], limit_km: float) -> Azimuthal:
    return Azimuthal(*centre, limit_km=limit_km, width=WIDTH)


def wrongly_drawn(figure: Azimuthal | Mercator, area: Any, lons: Any, lats: Any, inside: Any) -> list[Any]:
    """Return the points on the wrong side of a drawn outline, but for a belt along it and the edge of the figure."""
    spots = figure.points(list(zip(lons.tolist(), lats.tolist(), strict=True)))
    seen = np.array([spot is not None for spot in spots])
    xy = np.array([spot for spot in spots if spot]).reshape(-1, 2)
    points = shapely.points(xy)
    outline = shapely.boundary(area)
    shapely.prepare([area, outline])
    clear = ~shapely.dwithin(outline, points, BELT_UNITS)
    wrong = (shapely.contains(area, points) != inside[seen]) & clear
    return list(zip(lons[seen][wrong], lats[seen][wrong], strict=True))


# --- Azimuthal ----------------------------------------------------------------------------------------------------


@settings(max_examples=examples(300), deadline=None)
@given(centre=centres, limit_km=limits, azimuth=st.floats(0, 360), part=st.floats(0.001, 0.999))
def test_distance_and_bearing_from_the_centre_are_those_of_the_geodesic(
    centre: tuple[float, float], limit_km: float, azimuth: float, part: float
) -> None:
    figure = azimuthal(centre, limit_km)
    lon, lat, _ = GEOD.fwd(*centre, azimuth, 1000 * part * limit_km)
    true_azimuth, _, metres = GEOD.inv(*centre, lon, lat)
    (spot,) = figure.points([(lon, lat)])
    assert spot is not None
    east, north = spot[0] - WIDTH / 2, WIDTH / 2 - spot[1]
    assert math.hypot(east, north) * figure.unit_km == pytest.approx(metres / 1000, rel=1e-3)
    assert math.hypot(east, north) * figure.unit_km == pytest.approx(part * limit_km, rel=1e-6, abs=1e-6)
    bearing = math.degrees(math.atan2(east, north))
    assert (bearing - true_azimuth + 180) % 360 - 180 == pytest.approx(0, abs=1e-4)


@settings(max_examples=examples(100), deadline=None)
@given(centre=centres, limit_km=limits, azimuth=st.floats(0, 360), beyond=st.floats(1.0001, 1.1))
def test_what_lies_beyond_the_limit_is_not_in_the_figure(
    centre: tuple[float, float], limit_km: float, azimuth: float, beyond: float
) -> None:
    lon, lat, _ = GEOD.fwd(*centre, azimuth, 1000 * beyond * limit_km)
    assert azimuthal(centre, limit_km).points([(lon, lat)]) == [None]


@settings(max_examples=examples(60), deadline=None)
@given(centre=centres, limit_km=limits, middle=centres, radius_km=st.floats(50, 19_000))
def test_a_cap_covers_what_lies_within_its_radius(
    centre: tuple[float, float], limit_km: float, middle: tuple[float, float], radius_km: float
) -> None:
    figure = azimuthal(centre, limit_km)
    lons, lats = around(centre, limit_km, 500)
    kms = kilometres(middle, lons, lats)
    drawn = figure.area(range_area(*middle, max_km=radius_km))
    unclear = abs(kms - radius_km) < 3 * BELT_UNITS * figure.unit_km
    assert not wrongly_drawn(figure, drawn, lons[~unclear], lats[~unclear], kms[~unclear] <= radius_km)


@pytest.mark.parametrize("limit_km", [100.0, 1_000.0, 6_000.0, 18_000.0])
@pytest.mark.parametrize("centre", CENTRES)
def test_a_cap_about_the_centre_is_a_disc(centre: tuple[float, float], limit_km: float) -> None:
    figure = azimuthal(centre, limit_km)
    drawn = figure.area(range_area(*centre, max_km=0.8 * limit_km))
    difference = shapely.symmetric_difference(drawn, figure.disc(0.8 * limit_km))
    stray = 2 * 0.1 / (0.8 * limit_km)  # the ring's own tolerance is 0.1 km
    assert difference.area < (1e-3 + stray) * drawn.area
    assert shapely.get_num_interior_rings(shapely.get_parts(drawn)).sum() == 0


@pytest.mark.parametrize("centre", CENTRES)
def test_a_union_covers_what_lies_within_reach_of_a_point(centre: tuple[float, float]) -> None:
    middles, radius_km = [(170.0, 60.0), (-175.0, 80.0), (125.0, 39.0), (20.0, -85.0)], 3_500.0
    figure = azimuthal(centre, 18_000)
    lons, lats = around(centre, 18_000)
    kms = np.min([kilometres(middle, lons, lats) for middle in middles], axis=0)
    clear = abs(kms - radius_km) > 3 * figure.unit_km
    drawn = figure.area(union_area(middles, max_km=radius_km))
    assert not wrongly_drawn(figure, drawn, lons[clear], lats[clear], kms[clear] <= radius_km)


@pytest.mark.parametrize("limit_km", [800.0, 3_000.0, 18_000.0])
@pytest.mark.parametrize("centre", CENTRES)
def test_land_is_where_it_is(
    base: dict[str, Any], land: tuple[Any, Any], centre: tuple[float, float], limit_km: float
) -> None:
    figure = azimuthal(centre, limit_km)
    whole, coast = land
    lons, lats = around(centre, limit_km, 1_000)
    away = ~shapely.dwithin(coast, shapely.points(lons, lats), 0.2)  # degrees: a long edge is straight in lon/lat
    inside = shapely.contains_xy(whole, lons, lats)
    drawn = figure.area(coasts_of(base, figure.bounds).land, 0.5)
    assert not wrongly_drawn(figure, drawn, lons[away], lats[away], inside[away])


@settings(max_examples=examples(60), deadline=None)
@given(centre=centres, limit_km=limits)
def test_its_bounds_hold_the_whole_figure(centre: tuple[float, float], limit_km: float) -> None:
    west, south, east, north = azimuthal(centre, limit_km).bounds
    lons, lats = around(centre, limit_km, 300)
    assert np.all((west - 1e-9 <= lons) & (lons <= east + 1e-9) & (south <= lats) & (lats <= north))


@settings(max_examples=examples(100), deadline=None)
@given(centre=centres, limit_km=limits, middle=centres, radius_km=st.floats(50, 19_000))
def test_lines_end_at_the_limit_and_never_cut_across(
    centre: tuple[float, float], limit_km: float, middle: tuple[float, float], radius_km: float
) -> None:
    figure = azimuthal(centre, limit_km)
    drawn = figure.lines(outlines(range_area(*middle, max_km=radius_km)))
    for line in filter(shapely.get_num_coordinates, shapely.get_parts(drawn)):
        points = shapely.get_coordinates(shapely.segmentize(line, 20.0))
        from_centre = np.hypot(*(points - WIDTH / 2).T)
        assert from_centre.max(initial=0) <= WIDTH / 2 + 1e-6
        east, north = (points - WIDTH / 2).T * [[1], [-1]]
        azimuths, metres = np.degrees(np.arctan2(east, north)), 1000 * figure.unit_km * from_centre
        count = len(points)
        lons, lats, _ = GEOD.fwd(np.full(count, centre[0]), np.full(count, centre[1]), azimuths, metres)
        away = kilometres(middle, lons, lats)
        assert np.abs(away - radius_km).max() < 0.5 + 2 * figure.unit_km


# --- Mercator -----------------------------------------------------------------------------------------------------


def test_the_frame_is_mercator() -> None:
    frame = Mercator(100.0, -40.0, 200.0, 60.0, WIDTH)
    (spot,) = frame.points([(150.0, 60.0)])
    assert spot == pytest.approx((500.0, 0.0), abs=1e-9)
    rise = math.asinh(math.tan(math.radians(60))) + math.asinh(math.tan(math.radians(40)))
    assert frame.height == pytest.approx(WIDTH * rise / math.radians(100))
    assert frame.points([(-170.0, -40.0)])[0] == pytest.approx((900.0, frame.height))
    assert frame.points([(99.0, 0.0), (-159.0, 0.0), (150.0, 61.0)]) == [None, None, None]


def test_a_frame_across_180_degrees_shows_an_area_whole() -> None:
    frame = Mercator(150.0, -30.0, 210.0, 30.0, WIDTH)
    drawn = frame.area(range_area(179.9, 0.0, max_km=2_000))
    assert shapely.get_num_geometries(drawn) == 1
    assert shapely.get_num_interior_rings(shapely.get_parts(drawn)[0]) == 0
    x = shapely.bounds(drawn)[[0, 2]]
    assert x.mean() == pytest.approx(WIDTH * 29.9 / 60, abs=0.1)
    line = frame.lines(outlines(range_area(179.9, 0.0, max_km=2_000)))
    seam = shapely.LineString([(500, 0), (500, frame.height)])
    assert shapely.intersection(line, seam).length == 0
    assert shapely.get_num_coordinates(shapely.intersection(line, seam)) == 2


def test_a_frame_wider_than_the_world_repeats_what_it_shows() -> None:
    frame = Mercator(-50.0, -60.0, 330.0, 78.0, WIDTH)
    lines = frame.lines(outlines(range_area(-40.0, 0.0, max_km=500)))
    assert len(shapely.get_parts(shapely.line_merge(lines))) == 2
    assert shapely.get_num_geometries(frame.area(range_area(-40.0, 0.0, max_km=500))) == 2
    assert frame.points([(-40.0, 0.0)]) == [pytest.approx((WIDTH * 10 / 380, frame.points([(0.0, 0.0)])[0][1]))]  # type: ignore[index]


@settings(max_examples=examples(60), deadline=None)
@given(
    middle=centres,
    radius_km=st.floats(100, 19_000),
    west=st.floats(-180, 179),
    wide=st.floats(5, 400),
    south=st.floats(-85, 70),
    high=st.floats(4, 100),
)
def test_a_cap_in_a_frame_covers_what_lies_within_its_radius(
    middle: tuple[float, float], radius_km: float, west: float, wide: float, south: float, high: float
) -> None:
    frame = Mercator(west, south, west + wide, min(south + high, MERCATOR_LIMIT), WIDTH)
    random = np.random.default_rng(1)
    lons = random.uniform(frame.west, frame.east, 400)
    lats = random.uniform(frame.south, frame.north, 400)
    turned = (lons + 180) % 360 - 180
    kms = kilometres(middle, turned, lats)
    clear = abs(kms - radius_km) > 3 * frame.unit_km + 0.5
    drawn = frame.area(range_area(*middle, max_km=radius_km))
    assert not wrongly_drawn(frame, drawn, turned[clear], lats[clear], kms[clear] <= radius_km)


def test_an_area_over_the_pole_ends_with_the_map() -> None:
    frame = Mercator(-180.0, 0.0, 180.0, 89.0, WIDTH).stretched(1.0)
    assert frame.north <= MERCATOR_LIMIT
    ring = range_area(10.0, 80.0, max_km=2_000)
    assert shapely.bounds(frame.area(ring))[[0, 1, 2]] == pytest.approx([-EDGE, 0.0, WIDTH + EDGE], abs=EDGE)
    assert shapely.bounds(frame.lines(outlines(ring)))[1] > 0


def test_nothing_in_the_frame_is_an_empty_area() -> None:
    frame = Mercator(0.0, 0.0, 10.0, 10.0, WIDTH)
    assert frame.area(range_area(100.0, 0.0, max_km=300)).is_empty
    assert frame.lines(outlines(range_area(100.0, 0.0, max_km=300))).is_empty
    assert frame.lines([]).is_empty


def test_land_in_a_frame_is_where_it_is(base: dict[str, Any]) -> None:
    frame = Mercator(-54.0, -75.0, 316.0, 83.0, WIDTH)
    land = coasts_of(base, frame.bounds).land
    lons, lats = scattered(1_000)
    inside = shapely.contains_xy(land, lons, lats)
    assert not wrongly_drawn(frame, frame.area(land, 0.5), lons, lats, inside)


def test_no_coast_is_drawn_where_the_outlines_were_cut(base: dict[str, Any]) -> None:
    frame = Mercator(90.0, 10.0, 200.0, 75.0, WIDTH)
    coast = shapely.boundary(frame.area(coasts_of(base, frame.bounds).land))
    across = [(lon, 40.0) for lon in range(95, 200, CELL)]
    along = [(120.0, lat) for lat in range(15, 75, CELL)]
    meridians = [shapely.LineString([(x, 0.0), (x, frame.height)]) for x, _ in np.array(frame.points(across))]
    parallels = [shapely.LineString([(0.0, y), (WIDTH, y)]) for _, y in np.array(frame.points(along))]
    for seam in (*meridians, *parallels):
        # where cells of two levels meet, a coast may have a short step at the seam, no more
        assert shapely.intersection(coast, seam.buffer(0.05)).length < 0.01 * seam.length
