"""The GeoPackage of a map is read by GDAL and SQLite, opens styled in QGIS, and says what the document says."""

from __future__ import annotations

import resource
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import geopandas
import pyogrio
import pytest
from lxml import etree

import mapgen
from mapgen.forms.areas import area_of

if TYPE_CHECKING:
    from pathlib import Path

    from mapgen.catalog.model import Catalog


@pytest.fixture(scope="module")
def document(small: Catalog) -> mapgen.MapDocument:
    return mapgen.build_map(small, "small")


@pytest.fixture(scope="module")
def path(document: mapgen.MapDocument, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gpkg") / "map.gpkg"
    path.write_bytes(mapgen.export(document, "gpkg"))
    return path


def test_each_layer_is_a_table(path: Path) -> None:
    assert dict(pyogrio.list_layers(path)) == {
        "rings": "MultiPolygon",
        "sites": "Point",
        "layer_styles": None,
        "ranges": None,
        "reach": None,
        "sources": None,
        "about": None,
    }


def test_every_ring_is_an_area_with_its_footnotes(path: Path, document: mapgen.MapDocument) -> None:
    frame = geopandas.read_file(path, layer="rings")
    assert frame.crs == "EPSG:4326"
    assert frame.is_valid.all()
    assert len(frame) == len(document.ranges)
    for row, feature in zip(frame.itertuples(), document.ranges, strict=True):
        properties = feature["properties"]
        assert (row.missile, row.bound, row.radius_km) == tuple(
            properties[key] for key in ("missile", "bound", "radius_km")
        )
        assert row.footnotes == " ".join(str(document.numbers[id_]) for id_ in properties["sources"])
        assert row.geometry.equals(area_of(feature))


def test_a_site_without_a_position_has_no_point(catalog: Catalog, tmp_path: Path) -> None:
    document = mapgen.build_map(catalog)
    (tmp_path / "map.gpkg").write_bytes(mapgen.export(document, "gpkg"))
    frame = geopandas.read_file(tmp_path / "map.gpkg", layer="sites")
    positions = [site.position for site in document.selection.sites]
    assert [None if point is None else (point.x, point.y) for point in frame.geometry] == positions


def test_numbers_are_numbers(path: Path) -> None:
    reach = geopandas.read_file(path, layer="reach")
    assert reach["distance_km"].dtype == "float64"
    assert geopandas.read_file(path, layer="ranges")["high_km"].tolist() == [500.0, 420.0, 6100.0]


def test_the_database_is_whole_and_says_what_it_is(path: Path, document: mapgen.MapDocument) -> None:
    with closing(sqlite3.connect(path)) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        assert base.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
        about = dict(base.execute("SELECT key, value FROM about"))
        assert about["content_hash"] == document.content_hash
        dates = {row[0] for row in base.execute("SELECT last_change FROM gpkg_contents")}
        assert dates == {"1980-01-01T00:00:00.000Z", "2025-06-30T00:00:00.000Z"}


def test_qgis_finds_one_default_style_for_each_layer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as base:
        rows = base.execute(
            "SELECT f_table_name, f_geometry_column, useAsDefault, styleQML FROM layer_styles"
        ).fetchall()
    assert [row[:3] for row in rows] == [("rings", "geom", 1), ("sites", "geom", 1)]
    for *_, qml in rows:
        root = etree.fromstring(qml.encode())
        rules = [rule.get("symbol") for rule in root.iter("rule")]
        assert rules
        assert rules == [symbol.get("name") for symbol in root.iter("symbol")]


def test_it_is_made_without_any_other_file(catalog: Catalog) -> None:
    """SQLite would else compact it in the folder for temporary files, which may be full."""
    document = mapgen.build_map(catalog, "hwasong-11")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, before[1]))
    try:
        assert mapgen.export(document, "gpkg").startswith(b"SQLite format 3")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
