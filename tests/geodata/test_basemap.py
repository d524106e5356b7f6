"""The base map holds what the page draws: valid outlines, both Koreas, both names of the sea."""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from typing import Any

import pytest
from shapely import MultiPolygon, Point, box

from mapgen.geodesy.outlines import decode_line, decode_polygons, encode_line, encode_polygons
from tests.paths import GEODATA

FOLDER = GEODATA / "basemap"
BASEMAP: dict[str, Any] = json.loads((FOLDER / "basemap.json").read_text("ascii"))
COUNTRIES: dict[str, Any] = json.loads((FOLDER / "countries.json").read_text("ascii"))
LABELS: list[dict[str, Any]] = tomllib.loads((FOLDER / "labels.toml").read_text("utf-8"))["labels"]
DETAIL = decode_polygons(BASEMAP["detail"]["land"], BASEMAP["detail"]["scale"])
WORLD = decode_polygons(BASEMAP["world"]["land"], BASEMAP["world"]["scale"])
WINDOW = BASEMAP["detail"]["window"]


def country(code: str) -> MultiPolygon:
    """Return the shape of a country."""
    return decode_polygons(COUNTRIES["countries"][code], COUNTRIES["scale"])


def detail_lines(key: str) -> list[list[tuple[float, float]]]:
    """Return the decoded lines of the detail section."""
    return [decode_line(line, BASEMAP["detail"]["scale"]) for line in BASEMAP["detail"][key]]


def test_sizes_stay_small_enough_to_embed() -> None:
    """The base map is embedded in every page; the country shapes travel in the wheel."""
    assert (FOLDER / "basemap.json").stat().st_size <= 60_000
    assert (FOLDER / "countries.json").stat().st_size <= 400_000


@pytest.mark.parametrize("section", ["detail", "world"])
def test_land_is_valid_and_counter_clockwise(section: str) -> None:
    """Rounding has left no crossing; exteriors run counter-clockwise, holes clockwise."""
    land = {"detail": DETAIL, "world": WORLD}[section]
    assert land.is_valid
    assert all(part.exterior.is_ccw for part in land.geoms)
    assert not any(hole.is_ccw for part in land.geoms for hole in part.interiors)


def test_detail_ends_exactly_on_the_window() -> None:
    """Cut edges lie on the window to the digit, so that the page can leave them unstroked."""
    assert DETAIL.bounds == tuple(WINDOW)
    west, south, east, north = (round(edge / BASEMAP["detail"]["scale"]) for edge in WINDOW)
    for polygon in BASEMAP["detail"]["land"]:
        for x, y in decode_line(polygon[0], 1):
            assert west <= x <= east
            assert south <= y <= north


def test_world_leaves_the_window_out() -> None:
    """The two sections share edges, but no area."""
    assert WORLD.intersection(box(*WINDOW)).area == pytest.approx(0, abs=1e-9)
    assert WORLD.bounds[:3] == (-180, -90, 180)
    assert WORLD.bounds[3] <= 90


@pytest.mark.parametrize(
    ("name", "lon", "lat"),
    [
        ("Pyongyang", 125.75, 39.03),
        ("Seoul", 126.98, 37.57),
        ("Tokyo", 139.69, 35.69),
        ("Jeju", 126.55, 33.4),
        ("Ulleungdo", 130.86, 37.5),
        ("Baengnyeongdo", 124.66, 37.97),
        ("Yeonpyeong", 125.693, 37.668),
        ("Okinawa", 127.8, 26.4),
        ("Taipei", 121.53, 25.05),
    ],
)
def test_land_is_land(name: str, lon: float, lat: float) -> None:
    """ReferenceIndex places stand on dry ground."""
    assert DETAIL.contains(Point(lon, lat)), name


def test_sea_is_sea() -> None:
    """The middles of the seas are wet, in both sections."""
    assert not DETAIL.intersects(Point(123.5, 36.0))
    assert not DETAIL.intersects(Point(134.6, 40.0))
    assert not WORLD.intersects(Point(-37.0, 29.0))


def test_world_has_the_large_lands_of_both_sides_of_the_antimeridian() -> None:
    """Nothing is lost where the source is stitched over 180 degrees, nor around the pole."""
    for lon, lat in [(37.62, 55.75), (179.0, 67.5), (-175.0, 66.8), (20.0, 5.0), (0.0, -89.0), (-99.0, 39.5)]:
        assert WORLD.contains(Point(lon, lat))


def test_dokdo_is_kept_though_it_is_tiny() -> None:
    """Named islets survive the limit of size."""
    assert DETAIL.distance(Point(131.865, 37.242)) < 0.01


@pytest.mark.parametrize(
    ("name", "lon", "lat"),
    [("Guam", 144.78, 13.45), ("Oahu", -157.97, 21.48), ("Maui", -156.3, 20.77), ("Kauai", -159.53, 22.05)],
)
def test_small_islands_that_matter_are_in_the_world(name: str, lon: float, lat: float) -> None:
    """Stories look at them, though they are near or below the limit of size."""
    assert WORLD.contains(Point(lon, lat)), name


def test_demarcation_line_runs_from_coast_to_coast() -> None:
    """It is one line near 38 N, its ends on the shores of the Yellow Sea and of the East Sea."""
    (line,) = detail_lines("mdl")
    lons, lats = zip(*line, strict=True)
    assert min(lons) == pytest.approx(126.67, abs=0.05)
    assert max(lons) == pytest.approx(128.36, abs=0.05)
    assert min(lats) > 37.6
    assert max(lats) < 38.8
    assert all(DETAIL.boundary.distance(Point(end)) < 0.002 for end in (line[0], line[-1]))


def test_demarcation_line_is_not_a_border() -> None:
    """No border passes over the inner part of the line."""
    (line,) = detail_lines("mdl")
    border_positions = {position for border in detail_lines("borders") for position in border}
    assert not border_positions & set(line)


def test_borders_stay_within_the_window() -> None:
    """Borders are cut like the land, and there are some."""
    assert len(BASEMAP["detail"]["borders"]) >= 10
    assert all(box(*WINDOW).covers(Point(position)) for line in detail_lines("borders") for position in line)


def test_every_country_shape_is_valid() -> None:
    """Even the tiniest territory has a shape that says where it is."""
    for code in COUNTRIES["countries"]:
        shape = country(code)
        assert shape.is_valid, code
        assert shape.area > 0, code


def test_countries_tell_the_koreas_apart() -> None:
    """Pyongyang is in one, Seoul in the other."""
    pyongyang, seoul = Point(125.75, 39.03), Point(126.98, 37.57)
    assert country("KP").contains(pyongyang)
    assert not country("KP").contains(seoul)
    assert country("KR").contains(seoul)


def test_crimea_is_in_both_shapes() -> None:
    """A check of positions takes no side."""
    simferopol = Point(34.1, 44.95)
    assert country("UA").contains(simferopol)
    assert country("RU").contains(simferopol)


def test_guam_and_taiwan_have_shapes() -> None:
    """Places that stories name are there."""
    assert country("GU").contains(Point(144.79, 13.5))
    assert country("TW").contains(Point(121.0, 23.8))


def test_labels_speak_each_language_of_the_packaged_stories() -> None:
    """No label falls back on another language."""
    stories = [tomllib.loads(path.read_text("utf-8")) for path in (GEODATA / "stories").glob("*.toml")]
    spoken = {tag for story in stories for tag in story["languages"]}
    for label in LABELS:
        assert set(label["names"]) >= spoken, label
        assert all(name.strip() for name in label["names"].values()), label


def test_labels_are_well_formed() -> None:
    """Kinds, ranks and positions are of the kind that the page knows."""
    for label in LABELS:
        assert set(label) <= {"kind", "lon", "lat", "rank", "min_zoom", "max_zoom", "names", "extent"}, label
        assert label["kind"] in {"country", "sea", "city"}, label
        assert label["rank"] in {1, 2, 3, 4}, label
        assert abs(label["lon"]) <= 180, label
        assert abs(label["lat"]) <= 90, label
        assert label.get("min_zoom", 0) <= label.get("max_zoom", 20), label


def test_a_name_stands_once_at_any_zoom() -> None:
    """A name may stand twice only where the zooms of the two labels do not meet."""
    zooms: dict[str, list[int]] = defaultdict(list)
    for label in LABELS:
        zooms[label["names"]["en"]] += range(label.get("min_zoom", 0), label.get("max_zoom", 20) + 1)
    assert not [name for name, found in zooms.items() if len(found) != len(set(found))]


def test_the_sea_between_korea_and_japan_has_both_names() -> None:
    """In each language, the one usual there comes first."""
    (sea,) = [label["names"] for label in LABELS if "Sea of Japan" in label["names"]["en"]]
    expected = {
        "en": "East Sea\nSea of Japan",
        "id": "Laut Timur\nLaut Jepang",
        "ko": "동해\n일본해",
        "ja": "日本海\n東海",
    }
    assert sea == sea | expected
    assert all(len(names.split("\n")) == 2 for names in sea.values())


def test_lines_come_back_as_they_went() -> None:
    """Encoding drops repeated positions and nothing else."""
    line = [(1.5, -2.25), (1.5, -2.25), (1.0, 0.0), (-3.25, 4.0)]
    text = encode_line(line, 0.25)
    assert text == "KPBQ`@_@"  # 6 -9, -2 9, -17 16
    assert decode_line(text, 0.25) == line[1:]


def test_encoding_is_the_published_one() -> None:
    """The example in Google's description of the format, whose latitudes come first."""
    line = [(38.5, -120.2), (40.7, -120.95), (43.252, -126.453)]
    text = encode_line(line, 1e-5)
    assert text == "_p~iF~ps|U_ulLnnqC_mqNvxq`@"
    assert decode_line(text, 1e-5) == [pytest.approx(position) for position in line]


def test_polygons_come_back_as_they_went() -> None:
    """Holes and parts survive, rings are not closed in the file."""
    area = MultiPolygon([box(0, 0, 10, 10).difference(box(2, 2, 4, 4)), box(20, 0, 21, 1)])
    values = encode_polygons(area, 0.5)
    assert [len(decode_line(ring, 0.5)) for polygon in values for ring in polygon] == [4, 4, 4]
    assert decode_polygons(values, 0.5).equals(area)
