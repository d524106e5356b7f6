"""The KML of a map keeps to what Google Earth fills and draws rightly, and says what the document says."""

from __future__ import annotations

import io
import shutil
import zipfile
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import shapely
from lxml import etree

import mapgen
from mapgen.catalog.load import load_catalog
from mapgen.forms.areas import area_of
from tests.hostile import STORY, write_catalog
from tests.paths import SMALL

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from mapgen.catalog.model import Catalog

SPACE = "{http://www.opengis.net/kml/2.2}"
ALLOWED = set(
    "kml Document name description LookAt longitude latitude altitude heading tilt range Style LineStyle PolyStyle "
    "IconStyle LabelStyle BalloonStyle color width outline scale text Folder visibility Placemark Snippet styleUrl "
    "ExtendedData Data value MultiGeometry Polygon LineString Point tessellate outerBoundaryIs innerBoundaryIs "
    "LinearRing coordinates".split()
)


@pytest.fixture(scope="module")
def document(small: Catalog) -> mapgen.MapDocument:
    """Return a map whose rings hold the South Pole and cross the antimeridian."""
    return mapgen.build_map(small, "small")


@pytest.fixture(scope="module")
def root(document: mapgen.MapDocument) -> Any:
    return etree.fromstring(mapgen.export(document, "kml"))


def corners(element: Any) -> list[tuple[float, float]]:
    return [tuple(map(float, pair.split(","))) for pair in element.text.split()]  # type: ignore[misc]


def rings(root: Any) -> list[Any]:
    return [place for place in root.iter(f"{SPACE}Placemark") if place.find(f"{SPACE}MultiGeometry") is not None]


def polygons(place: Any) -> list[Any]:
    found = []
    for polygon in place.iter(f"{SPACE}Polygon"):
        outer, *inner = [corners(ring) for ring in polygon.iter(f"{SPACE}coordinates")]
        found.append(shapely.Polygon(outer, inner))
    return found


def test_only_the_elements_of_a_plain_map_are_used(root: Any) -> None:
    assert {element.tag.removeprefix(SPACE) for element in root.iter()} <= ALLOWED


def test_every_filled_piece_is_narrow_valid_and_short_of_the_poles(root: Any) -> None:
    for place in rings(root):
        for piece in polygons(place):
            west, south, east, north = piece.bounds
            assert east - west <= 170
            assert south >= -89.99
            assert north <= 89.99
            assert piece.is_valid
            assert piece.exterior.is_ccw
            edges = shapely.get_coordinates(piece.exterior)
            assert abs(edges[1:] - edges[:-1]).max() <= 1.0001


def test_the_pieces_of_a_ring_make_up_its_area(root: Any, document: mapgen.MapDocument) -> None:
    drawn = {}
    for place in rings(root):
        data = {each.get("name"): each[0].text for each in place.iter(f"{SPACE}Data")}
        drawn[data["missile"], data.get("origin"), data["bound"]] = shapely.union_all(polygons(place))
    assert len(drawn) == len(document.ranges)
    for feature in document.ranges:
        properties = feature["properties"]
        missing = shapely.symmetric_difference(
            drawn[properties["missile"], properties["origin"], properties["bound"]], area_of(feature)
        )
        assert missing.area < 5  # square degrees: the last hundredth of a degree at the pole, and rounding


def test_the_outline_runs_apart_from_the_fill_and_not_along_cuts(root: Any) -> None:
    assert {each.text for each in root.iter(f"{SPACE}outline")} == {"0"}
    for line in root.iter(f"{SPACE}LineString"):
        assert line.findtext(f"{SPACE}tessellate") == "1"
        points = corners(line.find(f"{SPACE}coordinates"))
        assert not [1 for one, two in pairwise(points) if abs(one[0]) == 180 and one[0] == two[0]]
        assert max(abs(lat) for _, lat in points) < 90


def test_a_balloon_says_the_figure_with_its_quote_and_its_source(root: Any) -> None:
    balloon = rings(root)[0].findtext(f"{SPACE}description")
    assert "300–500 km, Institute of Islands, 2024 [2]: “a range of 300 to 500 kilometres”" in balloon
    assert '<a href="https://example.org/small-report">' in balloon


def test_only_what_the_page_opens_with_is_switched_on(catalog: Catalog) -> None:
    document = mapgen.build_map(catalog)
    root = etree.fromstring(mapgen.export(document, "kml"))
    on = [place for place in rings(root) if place.findtext(f"{SPACE}visibility") == "1"]
    data = [{each.get("name"): each[0].text for each in place.iter(f"{SPACE}Data")} for place in on]
    assert {each["missile"] for each in data} == set(document.selection.shown)
    assert not [each for each in data if each.get("origin")]


def test_the_kmz_holds_the_kml_with_a_fixed_date(document: mapgen.MapDocument) -> None:
    with zipfile.ZipFile(io.BytesIO(mapgen.export(document, "kmz"))) as archive:
        assert archive.namelist() == ["doc.kml"]
        assert archive.read("doc.kml") == mapgen.export(document, "kml")
        assert archive.getinfo("doc.kml").date_time == (1980, 1, 1, 0, 0, 0)


def test_hostile_texts_are_text_in_the_xml_and_in_the_balloons(tmp_path: Path) -> None:
    write_catalog(tmp_path)
    content = mapgen.export(mapgen.build_map(load_catalog(tmp_path), STORY), "kml")
    root = etree.fromstring(content)
    assert {element.tag.removeprefix(SPACE) for element in root.iter()} <= ALLOWED
    balloons = [etree.HTML(each.text) for each in root.iter(f"{SPACE}description") if each.text]
    tags = {element.tag for balloon in balloons for element in balloon.iter()}
    assert tags <= {"html", "body", "p", "a"}
    assert {name for balloon in balloons for each in balloon.iter() for name in each.attrib} <= {"href"}


def test_a_ring_that_is_a_floor_says_so(tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "data")
    missile = tmp_path / "data" / "missiles" / "kite-1.toml"
    missile.write_text(missile.read_text("utf-8").replace("420", "620"), "utf-8")
    document = mapgen.build_map(load_catalog(tmp_path / "data"), "small")
    names = {each.findtext(f"{SPACE}name") for each in rings(etree.fromstring(mapgen.export(document, "kml")))}
    assert [name for name in names if "flown: 620 km" in name]
    with zipfile.ZipFile(io.BytesIO(mapgen.export(document, "pptx"))) as deck:
        assert b"flown: 620 km" in deck.read("ppt/slides/slide1.xml")
