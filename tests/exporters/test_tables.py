"""The tables of a map, as CSV and in the GeoPackage, say what the document says, with names beside ids."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

import mapgen
from mapgen.errors import UnknownNameError
from mapgen.forms.tables import TABLES, table

if TYPE_CHECKING:
    from mapgen.catalog.model import Catalog


@pytest.fixture(scope="module")
def document(small: Catalog) -> mapgen.MapDocument:
    return mapgen.build_map(small, "small")


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def test_the_table_of_ranges_has_each_figure_with_who_said_it(document: mapgen.MapDocument) -> None:
    rows = read(mapgen.export(document, "csv", table="ranges"))
    said = [(row["missile"], row["figure"], row["quote"], row["publisher"], row["footnote"]) for row in rows]
    assert said == [
        ("kite-1", "300–500 km", "a range of 300 to 500 kilometres", "Institute of Islands", "2"),
        ("kite-1", "about 420 km", "flew about 420 kilometres", "Island News", "1"),
        ("kite-2", "5,500–6,100 km", "some 5,500 to 6,100 kilometres", "Journal of Ranges", "3"),
    ]
    assert (rows[1]["kind"], rows[1]["kind_name"], rows[1]["said_by"]) == (
        "flown",
        "Flown in a test",
        "Ministry of Defence",
    )


def test_the_table_of_sites_has_names_and_positions(document: mapgen.MapDocument) -> None:
    rows = read(mapgen.export(document, "csv", table="sites"))
    assert [(row["site"], row["name"], row["role"], row["lon"], row["lat"]) for row in rows] == [
        ("north-base", "North base", "origin", "69.2", "-49.1"),
        ("south-base", "South base", "origin", "69.6", "-49.6"),
        ("bay-city", "Bay City", "place", "147.1", "-42.8"),
    ]
    assert (rows[1]["missiles"], rows[1]["missile_names"]) == ("kite-1 kite-2", "Kite-1; Kite-2")


def test_the_table_of_sources_is_numbered_as_the_page_is(document: mapgen.MapDocument) -> None:
    rows = read(mapgen.export(document, "csv", table="sources"))
    assert {row["source"]: int(row["footnote"]) for row in rows} == dict(document.numbers)
    assert rows[2]["authors"] == "A. Berg"


def test_names_are_in_the_language_of_the_map(small: Catalog) -> None:
    korean = mapgen.build_map(small, "small", language="ko")
    assert [row["name"] for row in table(korean, "sites")] == ["북기지", "남기지", "베이시티"]


def test_a_byte_order_mark_is_written_on_request_only(document: mapgen.MapDocument) -> None:
    plain, marked = (mapgen.export(document, "csv", table="sites", bom=bom) for bom in (False, True))
    assert marked == b"\xef\xbb\xbf" + plain


def test_a_map_without_places_has_the_header_of_the_reach_table_alone(small: Catalog) -> None:
    story = small.stories["small"].model_copy(update={"places": type(small.stories["small"].places)()})
    content = mapgen.export(mapgen.build_map(small, story), "csv")
    assert content.startswith(b"missile,origin,place,distance_km")
    assert read(content) == []


def test_an_unknown_table_is_answered_with_the_known_ones(document: mapgen.MapDocument) -> None:
    with pytest.raises(UnknownNameError, match="unknown table 'site'"):
        table(document, "site")


@pytest.mark.parametrize("name", TABLES)
def test_every_row_of_a_table_has_the_same_columns(name: str, document: mapgen.MapDocument) -> None:
    rows = table(document, name)
    assert rows
    assert {tuple(row) for row in rows} == {tuple(rows[0])}
