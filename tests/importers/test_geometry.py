"""A point is taken as it is, a small area by its middle, anywhere on the globe; what is unclear is refused."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mapgen.errors import FileError
from mapgen.geodesy.rings import distance_km
from mapgen.importers import geojson, kml
from mapgen.importers._geometry import place

if TYPE_CHECKING:
    from pathlib import Path

FIJI = [[179.95, -16.5], [-179.95, -16.5], [-179.95, -16.45], [179.95, -16.45], [179.95, -16.5]]


def around(lon: float, lat: float, corners: list[tuple[float, float]]) -> list[list[float]]:
    """Return the corners of an area given by their bearings in degrees and their distances in km, roughly."""
    east, north = math.radians(lon), math.radians(lat)
    ring = []
    for bearing, km in corners:
        turn, far = math.radians(bearing), km / 6371
        up = math.sin(north) * math.cos(far) + math.cos(north) * math.sin(far) * math.cos(turn)
        side = math.atan2(math.sin(turn) * math.sin(far) * math.cos(north), math.cos(far) - math.sin(north) * up)
        turned = math.degrees(east + side)
        ring.append([(turned + 180) % 360 - 180, math.degrees(math.asin(max(-1.0, min(1.0, up))))])
    return [*ring, ring[0]]


def test_an_area_across_the_date_line_has_its_middle_there() -> None:
    (lon, lat), spread_km = place("Polygon", [FIJI])
    assert abs(lon) == 180
    assert lat == pytest.approx(-16.475, abs=0.0051)
    assert spread_km == pytest.approx(6.3, abs=0.11)


def test_an_area_around_a_pole_has_its_middle_there() -> None:
    for sign in (1, -1):
        square = [[lon, sign * 89.95] for lon in (0, 90, 180, -90, 0)]
        (_, lat), spread_km = place("Polygon", [square])
        assert (lat, spread_km) == (sign * 90, 5.6)


shapes = st.lists(
    st.tuples(st.integers(0, 359), st.floats(0.5, 8)), min_size=3, max_size=8, unique_by=lambda each: each[0]
)


@given(st.floats(-180, 180), st.one_of(st.floats(-90, 90), st.floats(89.8, 90), st.floats(-90, -89.8)), shapes)
def test_the_circle_of_an_area_covers_its_corners(lon: float, lat: float, corners: list[tuple[float, float]]) -> None:
    ring = around(lon, lat, sorted(corners))
    (middle_lon, middle_lat), spread_km = place("Polygon", [ring])
    assert (round(middle_lon, 2), round(middle_lat, 2)) == (middle_lon, middle_lat)
    reach = [float(distance_km(middle_lon, middle_lat, *corner)) for corner in ring]
    assert max(reach) <= spread_km + 1e-6
    assert spread_km <= max(reach) + 0.1 + 1e-6
    assert float(distance_km(lon, lat, middle_lon, middle_lat)) < 9  # among the corners, but for the rounding


@given(st.integers(-8000, 8000), st.integers(-17900, 17900), shapes)
def test_the_date_line_changes_no_area(lat: int, lon: int, corners: list[tuple[float, float]]) -> None:
    (here_lon, here_lat), here_km = place("Polygon", [around(lon / 100, lat / 100, sorted(corners))])
    (there_lon, there_lat), there_km = place("Polygon", [around(180, lat / 100, sorted(corners))])
    turned = (here_lon - lon / 100 + 180 - there_lon + 180) % 360 - 180
    assume(abs(turned) < 0.005 and abs(here_lat - there_lat) < 0.005)  # not where rounding may go either way
    assert here_km == pytest.approx(there_km, abs=0.1001)


def test_a_large_area_is_refused_on_both_sides_of_the_date_line() -> None:
    wide = [[179, -17], [-179, -17], [-179, -16], [179, -16], [179, -17]]
    with pytest.raises(FileError, match="is an area 240 km across, and a site is a point; draw a point in its place"):
        place("Polygon", [wide])


@pytest.mark.parametrize(
    ("kind", "coordinates"),
    [
        ("Point", "12"),
        ("Point", ["1", "2"]),
        ("Point", [True, False]),
        ("Point", [1]),
        ("Point", [125, 7, 39, 0]),
        ("Point", {"0": 1, "1": 2}),
        ("Point", None),
        ("Point", [10**400, 2]),
        ("Polygon", [["12", "34", "56", "12"]]),
        ("Polygon", [[[True, False], [1, 0], [1, 1], [True, False]]]),
        ("Polygon", [[]]),
        ("Polygon", []),
        ("Polygon", {}),
        ("MultiPolygon", [5]),
    ],
)
def test_coordinates_that_are_no_numbers_are_refused(kind: str, coordinates: Any) -> None:
    with pytest.raises(FileError, match=f"has a {kind.lower()} without proper coordinates; correct it"):
        place(kind, coordinates)


@given(
    st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=3), st.lists, max_leaves=20)
)
def test_no_coordinates_break_the_reading(coordinates: Any) -> None:
    for kind in ("Point", "MultiPoint", "Polygon", "MultiPolygon"):
        try:
            (lon, lat), _ = place(kind, coordinates)
        except FileError:
            continue
        assert abs(lon) <= 180
        assert abs(lat) <= 90


# --- KML ----------------------------------------------------------------------------------------------------------


def read_kml(folder: Path, geometry: str) -> list[str] | tuple[tuple[float, float] | None, float]:
    """Return the position of a placemark, or what is said of it."""
    path = folder / "map.kml"
    path.write_text(f'<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark>{geometry}</Placemark></kml>', "utf-8")
    reading = kml.read(path, "map.kml")
    return [str(problem) for problem in reading.problems] or (reading.rows[0].position, reading.rows[0].spread_km)


def point(text: str) -> str:
    return f"<Point><coordinates>{text}</coordinates></Point>"


def area(*corners: str) -> str:
    ring = f"<LinearRing><coordinates>{' '.join(corners)}</coordinates></LinearRing>"
    return f"<Polygon><outerBoundaryIs>{ring}</outerBoundaryIs></Polygon>"


@pytest.mark.parametrize("text", ["125.7,39.0", " 125.7 , 39.0 ", "125.7,39.0,0", "\n125.7,39,12.5\n", "1.257e2,39"])
def test_a_point_of_kml_is_longitude_latitude_and_height(tmp_path: Path, text: str) -> None:
    assert read_kml(tmp_path, point(text)) == ((125.7, 39.0), 0.0)


@pytest.mark.parametrize("text", ["125,7 39,0", "125.7 39.0", "125.7,39.0 125.8,39.0"])
def test_a_point_of_kml_with_two_positions_is_refused(tmp_path: Path, text: str) -> None:
    said = f"has a point with 2 positions, '{text}'; write one, with decimal points, as 125.7,39.0"
    assert read_kml(tmp_path, point(text)) == [f"map.kml: placemark 1: {said}"]


@pytest.mark.parametrize("text", ["", "125,7,39,0", "125.7", "1_2,39", "125.7,x", "١٢٥,٣٩", "nan,39"])
def test_a_point_of_kml_without_two_numbers_is_refused(tmp_path: Path, text: str) -> None:
    said = ["map.kml: placemark 1: has a point without proper coordinates; correct it"]
    assert read_kml(tmp_path, point(text)) == said


def test_several_shapes_of_kml_are_refused_unless_one_is_a_point_or_all_are_areas(tmp_path: Path) -> None:
    west = area("52,32", "52.02,32", "52.02,32.02", "52,32.02", "52,32")
    east = area("52.04,32", "52.06,32", "52.06,32.02", "52.04,32.02", "52.04,32")
    line = "<LineString><coordinates>52,32 53,33</coordinates></LineString>"
    one = point("52.1,32.1")
    assert read_kml(tmp_path, f"<MultiGeometry>{west}{one}{line}</MultiGeometry>") == ((52.1, 32.1), 0.0)
    assert read_kml(tmp_path, f"<MultiGeometry>{west}{east}</MultiGeometry>")[0] in ((52.01, 32.01), (52.05, 32.01))
    cases = [(one + point("52,33"), "several points"), (f"{one}<MultiGeometry>{one}</MultiGeometry>", "several points")]
    cases += [(west + line, "several shapes"), (line + west, "several shapes")]
    for several, what in cases:
        said = f"is {what}, and a site is a point; draw a point in its place"
        assert read_kml(tmp_path, f"<MultiGeometry>{several}</MultiGeometry>") == [f"map.kml: placemark 1: {said}"]


def test_an_area_of_kml_across_the_date_line_has_its_middle_there(tmp_path: Path) -> None:
    found = read_kml(tmp_path, area(*(f"{lon},{lat},0" for lon, lat in FIJI)))
    assert found == place("Polygon", [FIJI])


# --- GeoJSON ------------------------------------------------------------------------------------------------------


def said_of(folder: Path, text: str) -> list[str]:
    path = folder / "map.geojson"
    path.write_text(text, "utf-8")
    return [str(problem) for problem in geojson.read(path, "map.geojson").problems]


def test_a_key_that_is_written_twice_is_refused(tmp_path: Path) -> None:
    feature = '{"type": "Feature", "properties": {"name": "Reed", "name": "Clay"}, "geometry": null}'
    said = 'has the key \'name\' twice in the object that starts {"name": "Reed"; take one out'
    assert said_of(tmp_path, feature) == [f"map.geojson: {said}"]


def test_a_collection_of_something_else_is_refused(tmp_path: Path) -> None:
    feature = {"type": "Feature", "properties": {}, "geometry": {"type": "GeometryCollection", "geometries": [5]}}
    assert said_of(tmp_path, json.dumps(feature)) == ["map.geojson: feature 1: has no geometry; give it a point"]
