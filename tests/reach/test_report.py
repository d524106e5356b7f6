"""`mapgen reach` gives the same values as a table, as CSV and as JSON."""

from __future__ import annotations

import csv
import io
import json
import shutil
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from mapgen.cli import main
from mapgen.reach.points import point_of
from mapgen.reach.report import COLUMNS, WORDS, as_table, csv_cell
from mapgen.reach.rule import Reach, decimals, reaches
from mapgen.selection.resolve import resolve
from tests.paths import SMALL

if TYPE_CHECKING:
    from pathlib import Path

    from mapgen.catalog.model import Catalog

KEYS = ["missile", "origin", "place", "distance_km", "uncertainty_km", "low_km", "high_km", "reach"]


def printed(*arguments: str) -> str:
    """Run a command that must succeed, and return what it prints."""
    result = CliRunner().invoke(main, ["reach", *arguments])
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout_bytes.decode()


def records(*arguments: str) -> list[dict[str, Any]]:
    """Return what the command prints as JSON."""
    found: list[dict[str, Any]] = json.loads(printed(*arguments, "--format", "json"))
    return found


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-x", "@SUM(A1)", "\tx", "\rx", "＝1+1", "-3.5"])
def test_csv_makes_a_formula_a_text(text: str) -> None:
    assert csv_cell(text) == f"'{text}"


@pytest.mark.parametrize(("value", "cell"), [("a=b", "a=b"), ("", ""), (None, ""), (-3.5, "-3.5"), (420.0, "420")])
def test_csv_leaves_other_texts_and_numbers_as_they_are(value: float | str | None, cell: str) -> None:
    assert csv_cell(value) == cell


def test_csv_of_a_source_whose_id_is_a_formula(tmp_path: Path) -> None:
    """In an array of CSL-JSON an id may be any text."""
    shutil.copytree(SMALL, tmp_path / "data")
    formula = '=HYPERLINK("https://a.example")'
    (tmp_path / "data/sources.json").write_text(json.dumps([{"id": formula, "type": "report", "title": "A report"}]))
    missile = tmp_path / "data/missiles/kite-1.toml"
    missile.write_text(missile.read_text("utf-8").replace('"small-report"', json.dumps(formula)), "utf-8")
    found = printed("small", "--data", str(tmp_path / "data"), "--missile", "kite-1", "--format", "csv")
    cells = [cell for row in csv.reader(io.StringIO(found)) for cell in row]
    assert [cell for cell in cells if formula in cell]
    assert all(cell.startswith(("'=", "small-news ")) for cell in cells if formula in cell)


@pytest.mark.parametrize("story", ["hwasong-11", "long-range"])
def test_json_is_what_the_contract_says_origin_by_origin(story: str, catalog: Catalog) -> None:
    found = records(story)
    selection = resolve(catalog, catalog.stories[story])
    assert {tuple(record) for record in found} == {tuple(KEYS)}
    assert list(dict.fromkeys(record["origin"] for record in found)) == [site.id for site in selection.origins]
    assert len(found) == len(list(reaches(selection)))
    assert {record["reach"] for record in found} == {"within", "depends", "beyond"}


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["long-range"],
        ["--missile", "kn-18", "--origin", "sunan", "--origin", "hodo"],
        ["--as-of", "2021-04-01"],
    ],
)
def test_csv_holds_the_values_of_json(arguments: list[str]) -> None:
    text = printed(*arguments, "--format", "csv")
    assert text.count("\n") == text.count("\r\n")
    rows = list(csv.DictReader(io.StringIO(text)))
    found = records(*arguments)
    assert list(rows[0]) == list(COLUMNS)
    assert len(rows) == len(found)
    for row, record in zip(rows, found, strict=True):
        for key, value in record.items():
            if isinstance(value, float):
                assert float(row[key]) == value
            else:
                assert row[key] == (value or "")
        assert row["basis"] in (
            "reported: a source places this missile here",
            "illustrative: no source places this missile here",
        )


@pytest.mark.parametrize("story", ["hwasong-11", "long-range"])
def test_the_table_holds_the_values_of_json(story: str, catalog: Catalog) -> None:
    """Of an origin that is asked for, each row; the columns are parted by two blanks."""
    origin = {"hwasong-11": "hodo", "long-range": "sinpung-dong"}[story]
    table = printed(story, "--origin", origin)
    cells = [[part.strip() for part in line.strip().split("  ") if part.strip()] for line in table.splitlines()]
    said = {tuple(row[:6]) for row in cells}
    for reach in reaches(resolve(catalog, catalog.stories[story], origins=[origin])):
        basis = "reported" if reach.missile.id in catalog.sites[origin].missiles else "illustrative"
        begins = (
            reach.place.name,
            WORDS[reach.reach],
            number(reach.distance_km, reach),
            number(reach.uncertainty_km, reach),
        )
        ends = f"{catalog.sites[origin].name} ({basis})"
        assert any(row[:4] == begins and row[5] == ends for row in said if len(row) >= 6), (begins, ends)


def number(value: float, reach: Reach) -> str:
    """Write a number as the table does: with as many decimals as the answer needs."""
    text = f"{value:,.{decimals(reach)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def test_without_an_origin_the_table_gives_the_strongest_answer_and_says_so(catalog: Catalog) -> None:
    selection = resolve(catalog, catalog.stories["hwasong-11"])
    table = printed("--missile", "hwasong-11-series")
    assert f"for each place the one of {len(selection.origins)} origins with the strongest answer" in table
    rows = [line for line in table.splitlines() if any(f"  {word}  " in line for word in WORDS.values())]
    assert len(rows) == len(selection.places)
    assert "reaches: UNN (Ukrainian National News); left open: Bloomberg Technoz" in table
    assert "; the uncertainty of the positions decides\n" in printed("--missile", "hwasong-11ra")


def test_a_missile_without_figures_is_named() -> None:
    assert "\nPukguksong-4: no published figure\n" in printed("--missile", "kn-18", "--missile", "pukguksong-4")


def test_korean_names_stand_in_line(catalog: Catalog) -> None:
    """A wide character takes two columns of a terminal."""
    selection = resolve(catalog, catalog.stories["hwasong-11"], missiles=["kn-18"], origins=["sunan"])
    found = list(reaches(selection))
    names = ["서울", "평택 Humphreys 기지", "Osan"]
    renamed = [
        replace(reach, place=replace(point_of(catalog, reach.place.id), name=name))
        for reach, name in zip(found, names, strict=False)
    ]
    table = as_table(selection, renamed, date="2026-11-23", strongest_only=False)
    lines = [line for line in table.splitlines() if any(f"  {word}  " in line for word in WORDS.values())]
    assert len(lines) == 3
    starts = set()
    for line, name in zip(lines, names, strict=True):
        verdict = next(word for word in WORDS.values() if f"  {word}" in line)
        before = line[: line.index(f"  {verdict}") + 2]
        assert before.strip() == name
        starts.add(sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in before))
    assert len(starts) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["hwasong-1"], "unknown story 'hwasong-1'; did you mean 'hwasong-11'?\n"),
        (["--origin", "sunann"], "unknown site 'sunann'; did you mean 'sunan'?\n"),
        (["--missile", "kn-1"], "unknown missile 'kn-1'; did you mean 'kn-18' or 'kn-14' or 'kn-25'?\n"),
    ],
)
def test_unknown_names_are_refused(arguments: list[str], message: str) -> None:
    result = CliRunner().invoke(main, ["reach", *arguments])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.split("did you mean")[0] == message.split("did you mean")[0]


def test_all_unknown_names_are_named_at_once() -> None:
    words = ["--missile", "nosuch", "--missile", "nosuch2", "--origin", "x", "--place", "y", "--place", "999,0"]
    result = CliRunner().invoke(main, ["reach", *words])
    assert (result.exit_code, result.stdout) == (1, "")
    assert [line.split(";")[0] for line in result.stderr.splitlines()] == [
        "unknown site 'y'",
        "'999,0': lon 999 is off the globe",
        "unknown missile 'nosuch'",
        "unknown missile 'nosuch2'",
        "unknown site 'x'",
    ]
