"""``mapgen export``: every format says what the map says, as other programs read it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import geopandas
import numpy as np
import pybtex.database
import pytest
import rispy
from click.testing import CliRunner

import mapgen
from mapgen import plugins
from mapgen.cli import main
from mapgen.geodesy.rings import distance_km
from mapgen.reach.report import as_csv
from mapgen.reach.rule import reaches
from tests.paths import ROOT, SMALL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mapgen.document.compose import MapDocument

FORMS = ", ".join(f".{name}" for name in sorted(plugins.discover("mapgen.exporters")))


@pytest.fixture
def document(small_map: MapDocument) -> MapDocument:
    return small_map


def exported(path: Path, *options: str) -> bytes:
    result = CliRunner().invoke(main, ["export", "small", "--data", str(SMALL), "-o", str(path), *options])
    assert result.exit_code == 0, result.output
    content = path.read_bytes()
    assert result.output == f"{path}: {len(content) / 1000:,.1f} kB\n"
    return content


def test_geojson_holds_every_ring_as_an_area_and_every_site(document: MapDocument, tmp_path: Path) -> None:
    exported(tmp_path / "map.geojson")
    frame = geopandas.read_file(tmp_path / "map.geojson")
    rings, sites = frame[frame["layer"] == "ranges"], frame[frame["layer"] == "sites"]
    assert len(rings) == len(document.ranges)
    assert set(rings.geom_type) <= {"Polygon", "MultiPolygon"}
    assert rings.is_valid.all()
    assert list(sites["id"]) == [site.id for site in document.selection.sites]
    positions = [site.position for site in document.selection.sites]
    assert [None if point is None else (point.x, point.y) for point in sites.geometry] == positions


def test_the_rings_of_geojson_have_their_radius_and_their_footnotes(document: MapDocument) -> None:
    read = json.loads(mapgen.export(document, "geojson"))
    origins = {site.id: site for site in document.selection.origins}
    own = [each["properties"] | each["geometry"] for each in read["features"] if each["properties"].get("origin")]
    assert own
    for ring in own:
        assert ring["footnotes"] == [document.numbers[id_] for id_ in ring["sources"]]
        site = origins[ring["origin"]]
        assert site.position
        if ring["type"] == "Polygon":
            corners = np.array(ring["coordinates"][0])
            lons, lats = corners[(np.abs(corners) < (180, 90)).all(axis=1)].T  # where it is cut it is nearer
            assert distance_km(*site.position, lons, lats) == pytest.approx(ring["radius_km"], abs=0.02)


def test_csv_has_the_lines_of_reach_and_the_names_behind_them(document: MapDocument, tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(tmp_path / "reach.csv").decode())))
    lines = list(csv.DictReader(io.StringIO(as_csv(list(reaches(document.selection))))))
    assert len(rows) > 1
    assert [{key: row[key] for key in lines[0]} for row in rows] == lines
    assert {row["origin"]: row["origin_name"] for row in rows} == {
        site.id: document.text(f"site:{site.id}") for site in document.selection.origins
    }


def test_the_sources_come_in_the_order_of_their_numbers(document: MapDocument, tmp_path: Path) -> None:
    ids = list(document.numbers)
    assert [item["id"] for item in json.loads(exported(tmp_path / "sources.json"))] == ids
    assert [item["id"] for item in rispy.loads(exported(tmp_path / "sources.ris").decode())] == ids
    read = pybtex.database.parse_string(exported(tmp_path / "sources.bib").decode(), "bibtex")
    assert list(read.entries) == ids


@pytest.mark.parametrize("form", FORMS.replace(".html, ", "").replace(".", "").split(", "))
def test_the_same_story_gives_the_same_bytes(
    form: str, document: MapDocument, small_form: Callable[[str], bytes], tmp_path: Path
) -> None:
    again = mapgen.export(document, form, width=300) if form == "png" else small_form(form)
    options = ["--width", "300"] if form == "png" else []
    assert exported(tmp_path / f"MAP.{form.upper()}", *options) == again


@pytest.mark.parametrize("name", ["map.docx", "map", ".svg"])
def test_an_unknown_ending_is_answered_with_the_known_ones(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    result = CliRunner().invoke(main, ["export", "no-such-story", "-o", str(path)])
    assert (result.exit_code, result.stderr) == (
        1,
        f"-o {path}: the name must end in one of {FORMS}: it names the format\n",
    )
    assert not path.exists()


def test_a_folder_is_no_file_to_write(tmp_path: Path) -> None:
    (tmp_path / "maps.svg").mkdir()
    result = CliRunner().invoke(main, ["export", "-o", str(tmp_path / "maps.svg")])
    expected = f"{tmp_path / 'maps.svg'}: is not a file; give the name of the file to write\n"
    assert (result.exit_code, result.stderr) == (1, expected)


def test_an_option_of_another_form_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "map.svg"
    result = CliRunner().invoke(main, ["export", "-o", str(path), "--table", "sites"])
    assert (result.exit_code, result.stderr) == (1, "--table: a .svg file has no such option; it is for .csv\n")
    assert not path.exists()


def test_a_file_must_be_named() -> None:
    result = CliRunner().invoke(main, ["export"])
    assert result.exit_code == 2
    assert result.stderr.endswith("Error: Missing option '-o' / '--output'.\n")


def test_build_names_export_for_other_forms() -> None:
    result = CliRunner().invoke(main, ["build", "-o", "my map.svg"])
    expected = (
        "-o my map.svg: build writes HTML, so the name must end in .html; "
        "for other formats: mapgen export -o 'my map.svg'\n"
    )
    assert (result.exit_code, result.stderr) == (1, expected)


def test_a_build_loads_no_other_form_no_progress_bar_and_no_citation_processor(tmp_path: Path) -> None:
    program = (
        "import sys; from mapgen.cli import main; "
        "main(['build', 'small', '--data', sys.argv[1], '-o', 'map.html'], standalone_mode=False); "
        "print(sorted(name for name in sys.modules if name.startswith('mapgen.exporters.')), "
        "sorted({'citeproc', 'lxml', 'mapgen.citations.bibliography', 'rich'} & {*sys.modules}))"
    )
    command = [sys.executable, "-c", program, str(SMALL)]
    run = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": str(ROOT), "PATH": ""}, capture_output=True, text=True, check=True
    )
    assert run.stdout.splitlines()[-1] == "['mapgen.exporters.html'] []"
    assert run.stderr == ""
