"""The base map holds what pages draw: valid outlines of the whole world, both Koreas, both names of the sea."""

from __future__ import annotations

import json
import math
import tomllib
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import pytest
import shapely
from shapely import MultiPolygon, Point, box

from mapgen.catalog.base_names import read_borders
from mapgen.geodesy.outlines import decode_line, decode_polygons, encode_line, encode_polygons
from tests.paths import GEODATA

if TYPE_CHECKING:
    from mapgen.errors import Problem

LevelName = Literal["fine", "medium", "broad"]
SCALES: dict[LevelName, float] = {"fine": 0.0025, "medium": 0.0025, "broad": 0.01}
FOLDER = GEODATA / "basemap"
WORLD: dict[str, Any] = json.loads((FOLDER / "world.json").read_text("ascii"))
COUNTRIES: dict[str, Any] = json.loads((FOLDER / "countries.json").read_text("ascii"))
LABELS: list[dict[str, Any]] = tomllib.loads((FOLDER / "labels.toml").read_text("utf-8"))["labels"]
WORLD_LAND = decode_polygons(WORLD["land"], WORLD["scale"])


@cache
def cells(level: str) -> dict[str, Any]:
    """Return the cells of a level by their west and south edge."""
    lines = (FOLDER / f"{level}.cells").read_text("utf-8").splitlines()
    return {key: json.loads(text) for key, _, text in (line.partition("\t") for line in lines)}


def cell_at(lon: float, lat: float, level: LevelName = "fine") -> dict[str, Any]:
    """Return the cell that holds a position, empty where there is nothing."""
    found: dict[str, Any] = cells(level).get(f"{math.floor(lon / 5) * 5} {math.floor(lat / 5) * 5}", {})
    return found


def land_at(lon: float, lat: float, level: LevelName = "fine") -> MultiPolygon:
    """Return the land of the cell that holds a position."""
    return decode_polygons(cell_at(lon, lat, level).get("land", []), SCALES[level])


def country(code: str) -> MultiPolygon:
    """Return the shape of a country."""
    return decode_polygons(COUNTRIES["countries"][code], COUNTRIES["scale"])


def test_sizes_stay_small() -> None:
    """The cells travel in the wheel, the world in every page."""
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) <= 6_000_000
    assert (FOLDER / "world.json").stat().st_size <= 40_000


@pytest.mark.parametrize("level", SCALES)
def test_land_is_valid_counter_clockwise_and_inside_its_cell(level: LevelName) -> None:
    """Rounding has left no crossing; cut edges lie on the edges of the cell to the digit."""
    keys = [key for key, cell in cells(level).items() if "land" in cell]
    for key in keys[::7]:
        west, south = map(int, key.split())
        land = decode_polygons(cells(level)[key]["land"], SCALES[level])
        assert land.is_valid, key
        assert all(part.exterior.is_ccw for part in land.geoms), key
        assert box(west, south, west + 5, south + 5).covers(shapely.set_precision(land, SCALES[level])), key


def test_world_is_valid_and_whole() -> None:
    assert WORLD_LAND.is_valid
    assert WORLD_LAND.bounds[:3] == (-180, -90, 180)


@pytest.mark.parametrize(
    ("name", "lon", "lat"),
    [
        ("Pyongyang", 125.75, 39.03),
        ("Seoul", 126.98, 37.57),
        ("Ulleungdo", 130.86, 37.5),
        ("Baengnyeongdo", 124.66, 37.97),
        ("Yeonpyeong", 125.693, 37.668),
        ("Okinawa", 127.8, 26.4),
        ("Bahrain", 50.55, 26.1),
        ("Hormuz", 56.46, 27.06),
        ("Malta", 14.42, 35.9),
        ("Tarawa", 173.03, 1.35),
        ("McMurdo", 166.7, -77.84),
    ],
)
def test_land_is_land(name: str, lon: float, lat: float) -> None:
    """Places anywhere stand on dry ground, on islands too, or within a pixel of it."""
    assert land_at(lon, lat).distance(Point(lon, lat)) < 0.006, name


def test_sea_is_sea() -> None:
    """The middles of the seas are wet, at every scale."""
    for lon, lat in ((123.5, 36.0), (134.6, 40.0), (51.0, 28.0), (-37.0, 29.0)):
        assert not land_at(lon, lat).intersects(Point(lon, lat))
        assert not WORLD_LAND.intersects(Point(lon, lat))


def test_world_has_the_large_lands_of_both_sides_of_the_antimeridian() -> None:
    """Nothing is lost where the source is stitched over 180 degrees, nor around the pole."""
    for lon, lat in [(37.62, 55.75), (179.0, 67.5), (-175.0, 66.8), (20.0, 5.0), (0.0, -89.0), (-99.0, 39.5)]:
        assert WORLD_LAND.contains(Point(lon, lat))


def test_dokdo_is_kept_though_it_is_tiny() -> None:
    """Named islets survive the limit of size, where the grid can draw them at all."""
    levels: tuple[LevelName, ...] = ("fine", "medium")
    for level in levels:
        assert land_at(131.865, 37.242, level).distance(Point(131.865, 37.242)) < 2 * SCALES[level]


@pytest.mark.parametrize(
    ("name", "lon", "lat"),
    [("Guam", 144.78, 13.45), ("Oahu", -157.97, 21.48), ("Maui", -156.3, 20.77), ("Kauai", -159.53, 22.05)],
)
def test_small_islands_that_matter_are_in_the_world(name: str, lon: float, lat: float) -> None:
    """Stories look at them, though they are near or below the limit of size."""
    assert WORLD_LAND.contains(Point(lon, lat)), name


def test_borders_say_whose_they_are() -> None:
    """The Military Demarcation Line is the border of the two Koreas; neighbours elsewhere are named too."""
    (line,) = cell_at(127, 38)["borders"]["KP-KR"]
    lons, lats = zip(*decode_line(line, SCALES["fine"]), strict=True)
    assert (min(lons) > 125, max(lats) < 38.8) == (True, True)
    assert "CN-KP" in cell_at(127, 42)["borders"]
    assert {"MX-US", "KP-KR", "ES-FR"} <= WORLD["borders"].keys()


def test_disputed_borders_are_in_the_cells() -> None:
    """A pair that is misspelt would be drawn as any other border."""
    pairs = {pair for level in SCALES for cell in cells(level).values() for pair in cell.get("borders", ())}
    pairs |= WORLD["borders"].keys()
    problems: list[Problem] = []
    for rule in read_borders([(GEODATA, "geodata")], problems):
        assert rule.pair in pairs, rule
    assert problems == []


def test_lakes_rivers_and_provinces_are_there() -> None:
    """Each in the cell that it runs through."""
    assert cell_at(132.4, 45.0)["lakes"]  # Khanka
    assert cell_at(127.0, 38.0)["provinces"]
    assert cell_at(45.0, 33.0)["rivers"]  # Tigris and Euphrates
    assert not any("provinces" in cell for cell in cells("broad").values())


def test_cities_have_names_that_say_their_language() -> None:
    """GeoNames gives no language: a name in Hangul is Korean, one in Katakana Japanese."""
    names = next(names for _, _, _, names in cells("cities")["50 25"] if names["en"] == "Manama")
    assert names["ko"] == "마나마"
    assert names["ja"] == "マナーマ"


def test_every_country_has_a_name_and_a_place() -> None:
    """Taiwan and Kosovo among them; the place lies in the country."""
    places = json.loads((FOLDER / "places.json").read_text("ascii"))
    names = cells("names")
    assert {"TW", "BH", "KP", "SS"} <= places.keys()
    for code, (_, spots) in places.items():
        assert code in names["en"], code
        if code in COUNTRIES["countries"] and code not in ("MV", "TV", "KI"):
            assert country(code).distance(Point(spots[0])) < 0.1, code
    assert names["ko"]["BH"] == "바레인"


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
        assert set(label) <= {"kind", "lon", "lat", "rank", "min_zoom", "max_zoom", "names", "extent", "country"}, label
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
