"""The tool that builds the base map, on a tiny hand-made topology."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("pycountry", reason="needs the extra `basemap`")

import numpy as np
from shapely import LineString, Point, box

from mapgen.geodesy.outlines import decode_line, decode_polygons
from tools.basemap.cells import Level, Sources, build_cells
from tools.basemap.cities import build_cities
from tools.basemap.countries import _by_code, _cells, _with_islets, code_of
from tools.basemap.packages import WORLD_ATLAS, check_integrity
from tools.basemap.shapes import tidy
from tools.basemap.topology import arc_users, areas, decode_arcs, simplify_arcs
from tools.build_basemap import to_json, to_lines

# Two unit squares side by side at 120 E 30 N, a third over the antimeridian. Arc 0 parts the first two.
TOPOLOGY: dict[str, Any] = {
    "type": "Topology",
    "transform": {"scale": [0.5, 0.5], "translate": [-180, 0]},
    "arcs": [
        [[602, 60], [0, 2]],
        [[602, 62], [-2, 0], [0, -2], [2, 0]],
        [[602, 60], [2, 0], [0, 1], [0, 1], [-2, 0]],
        [[719, 0], [-718, 0], [0, 2], [718, 0], [0, -2]],
    ],
    "objects": {
        "countries": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "id": "408", "properties": {"name": "West"}, "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "id": "410", "properties": {"name": "East"}, "arcs": [[[2, -1]]]},
                {"type": "Polygon", "properties": {"name": "Far"}, "arcs": [[3]]},
            ],
        }
    },
}


def test_arcs_are_decoded_and_unbroken() -> None:
    """Steps are summed up, scaled and shifted; the antimeridian is passed, not jumped over."""
    arcs = decode_arcs(TOPOLOGY)
    assert arcs[0].tolist() == [[121, 30], [121, 31]]
    assert arcs[3][:, 0].tolist() == [179.5, 180.5, 180.5, 179.5, 179.5]


def test_areas_are_assembled_and_cut_at_the_antimeridian() -> None:
    """Arcs are joined forwards and backwards; what passes 180 goes on at -180."""
    found = areas(TOPOLOGY, decode_arcs(TOPOLOGY), "countries")
    assert found["408", "West"].equals(box(120, 30, 121, 31))
    assert found["410", "East"].equals(box(121, 30, 122, 31))
    assert found[None, "Far"].equals(box(179.5, 0, 180, 1).union(box(-180, 0, -179.5, 1)))


def test_simplifying_keeps_the_ends_of_arcs() -> None:
    """The point in the middle of a straight side goes; where arcs meet, nothing moves."""
    arcs = decode_arcs(TOPOLOGY)
    simple = simplify_arcs(arcs, [0.01, 0.01, 0.02, 0.02])
    assert [len(arc) for arc in simple] == [2, 4, 4, 5]
    assert all((new[[0, -1]] == old[[0, -1]]).all() for new, old in zip(simple, arcs, strict=True))


def test_each_arc_has_its_own_tolerance() -> None:
    """A bend of 0.25 degree stays or goes, and the order of the arcs is kept."""
    bend = np.array([[0, 0], [1, 0.25], [2, 0]])
    simple = simplify_arcs([bend, bend + 5, bend + 10], [0.1, 0.5, 0.1])
    assert [len(arc) for arc in simple] == [3, 2, 3]
    assert [arc[0, 0] for arc in simple] == [0, 5, 10]


def test_arc_users_name_both_sides() -> None:
    """Only the arc between two countries has two; without an id, the name stands for the country."""
    users = arc_users(TOPOLOGY, "countries")
    assert users == {index: frozenset(ids) for index, ids in enumerate([{"408", "410"}, {"408"}, {"410"}, {"Far"}])}


def test_cells_hold_land_and_borders_and_come_out_the_same_again() -> None:
    """Land is united and cut along the edges of cells; a border has the codes of both countries."""
    level = Level(0.01, 0.001, 1.0, 1.0, 0.01)
    lake, river = box(121.2, 30.2, 121.6, 30.6), LineString([(119.5, 30.5), (120.5, 30.5)])
    sources = Sources(TOPOLOGY, code_of, [lake], [river], [])
    cells = build_cells(sources, level)
    assert list(cells) == ["-180 0", "115 30", "120 30", "175 0"]
    assert decode_polygons(cells["120 30"]["land"], 0.01).equals(box(120, 30, 122, 31))
    (line,) = cells["120 30"]["borders"]["KP-KR"]
    assert decode_line(line, 0.01) == [(121, 30), (121, 31)]
    assert decode_polygons(cells["120 30"]["lakes"], 0.01).bounds == pytest.approx(lake.bounds)
    assert [len(cells[key]["rivers"]) for key in ("115 30", "120 30")] == [1, 1]
    assert to_lines(cells) == to_lines(build_cells(sources, level))


def test_cities_are_sorted_into_cells_with_the_names_whose_language_is_certain() -> None:
    """Of several names in Hangul the shortest is taken; Han letters are Chinese or Japanese and left out."""
    city = {"name": "Seoul", "longitude": 126.978, "latitude": 37.566, "population": 10_349_312}
    names = ["서울", "서울특별시", "ソウル", "首爾", "Séoul"]
    cells = build_cities([{**city, "alternatenames": names}])
    assert cells == {"125 35": [[126.98, 37.57, 10349, {"en": "Seoul", "ko": "서울", "ja": "ソウル"}]]}


def test_tidy_drops_islets_and_puddles() -> None:
    """Below the limit both go; what stays is on the grid."""
    land = box(0, 0, 1, 1).difference(box(0.5, 0.5, 0.503, 0.503)).union(box(2, 2, 2.003, 2.003))
    assert tidy(land, 0.001, 1.5).equals(box(0, 0, 1, 1))
    assert tidy(Point(131.862, 37.243).buffer(0.003), 0.001, 1.5).area > 0


def test_wrong_package_is_refused() -> None:
    """The message gives both digests and says what to do."""
    with pytest.raises(ValueError, match=r"this is not world-atlas@2\.0\.2: .* fetch it again"):
        check_integrity(b"something else", WORLD_ATLAS)


def test_json_is_sorted_and_has_a_line_for_each_key() -> None:
    """A change in one section changes one line."""
    assert to_json({"b": [1, 2], "a": {"d": 1, "c": "é"}}, 1) == '{\n"a":{"c":"\\u00e9","d":1},\n"b":[1,2]\n}'


def test_each_country_has_a_shape_and_an_islet_below_the_grid_is_kept() -> None:
    """An islet of 100 m becomes the cell of the grid that it lies in; Crimea goes to both."""
    mainland, islet = box(125, 38, 126, 39), box(124.3301, 38.4401, 124.3311, 38.4411)
    shape = _with_islets(mainland, mainland.union(islet))
    assert shape.equals(mainland.union(box(124.33, 38.44, 124.34, 38.45)))
    assert _cells(Point(180, -90)).bounds == (179.99, -90, 180, -89.99)
    shapes = _by_code({("643", "Russia"): box(33, 45, 34, 46), ("804", "Ukraine"): box(30, 48, 31, 49)})
    assert shapes["UA"].equals(box(33, 45, 34, 46).union(box(30, 48, 31, 49)))
    assert shapes["RU"].equals(box(33, 45, 34, 46))
