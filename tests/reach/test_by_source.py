"""`mapgen reach` answers for a place that a user names, and for each source by itself."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from mapgen.cli import main
from mapgen.geodesy import distance_km
from mapgen.reach.by_source import by_source
from mapgen.reach.points import points_of
from mapgen.reach.rule import reaches, verdict
from mapgen.records.bands import band_of
from mapgen.selection.resolve import resolve
from tests.paths import SMALL

if TYPE_CHECKING:
    from mapgen.catalog.model import Catalog


def printed(*arguments: str) -> str:
    """Run a command on the small catalog that must succeed, and return what it prints."""
    result = CliRunner().invoke(main, ["reach", "small", "--data", str(SMALL), *arguments])
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout_bytes.decode()


def records(*arguments: str) -> list[dict[str, Any]]:
    """Return what the command prints as JSON."""
    found: list[dict[str, Any]] = json.loads(printed(*arguments, "--format", "json"))
    return found


def test_a_place_stands_in_for_those_of_the_story(small: Catalog) -> None:
    found = records("--place", "128,36", "--place", "bay-city", "--place", "128.001,36")
    assert {record["place"] for record in found} == {"128.00,36.00", "bay-city"}
    site = small.sites[found[0]["origin"]]
    assert site.position
    assert found[0]["distance_km"] == round(distance_km(*site.position, 128, 36), 3)
    assert found[0]["uncertainty_km"] == site.uncertainty_km
    assert "lon 128, lat 36" in printed("--place", "128,36")


def test_a_place_of_the_story_that_is_named_gets_the_answers_it_has() -> None:
    assert records("--place", "bay-city") == [record for record in records() if record["place"] == "bay-city"]


@pytest.mark.parametrize("text", ["200,10", "x,y", "nowhere"])
def test_a_place_that_is_none_is_refused(text: str) -> None:
    result = CliRunner().invoke(main, ["reach", "--place", text])
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)


def test_each_figure_answers_as_if_it_were_the_only_one(catalog: Catalog) -> None:
    selection = resolve(catalog, catalog.stories["hwasong-11"])
    answers = list(by_source(selection, reaches(selection)))
    assert len(answers) == sum(len(each.missile.ranges) for each in reaches(selection))
    for answer in answers:
        band = band_of(answer.reach.missile.model_copy(update={"ranges": (answer.figure,)}))
        assert band
        assert answer.reach.reach == verdict(answer.reach.distance_km, answer.reach.uncertainty_km, band)
        if answer.figure.kind == "flown":
            assert answer.reach.reach == "depends", "a distance that was flown is a floor, not a range"


def test_no_figure_that_counts_contradicts_the_band(catalog: Catalog) -> None:
    selection = resolve(catalog, catalog.stories["hwasong-11"])
    for reach in reaches(selection):
        said = {each.reach.reach for each in by_source(selection, [reach]) if each.sets_limit}
        assert {"within": "beyond", "beyond": "within"}.get(reach.reach) not in said


def test_by_source_names_the_source_in_every_format(small: Catalog) -> None:
    found = records("--by-source")
    rows = list(csv.DictReader(io.StringIO(printed("--by-source", "--format", "csv"))))
    table = printed("--by-source")
    assert len(rows) == len(found) > 0
    assert [*rows[0]] == [*found[0]]
    for record in found:
        source = small.sources[record["source"]]
        assert record["publication"] == source.publication
        assert f"{source.publication} [{source.id}]" in table
    assert {row["sets_limit"] for row in rows} <= {"yes", "no"}


def test_points_are_asked_for_once(small: Catalog) -> None:
    assert [each.id for each in points_of(small, ["1,2", "bay-city", "1.000,2"])] == ["1.00,2.00", "bay-city"]
