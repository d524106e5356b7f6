"""Going back to a day leaves what had been reported by then, and nothing that rests on later words."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import mapgen
from mapgen.checks.lint import lint
from mapgen.cli import main
from mapgen.errors import MapgenError
from mapgen.pipeline import select
from mapgen.records.bands import band_of
from mapgen.records.csl import Source, issued_after, issued_by
from mapgen.records.csl_dates import last_day
from mapgen.selection.as_of import as_of
from mapgen.selection.resolve import resolve
from tests.paths import SMALL

if TYPE_CHECKING:
    from mapgen.catalog.model import Catalog
    from mapgen.selection.resolve import Selection

DAYS = ["2019-08-01", "2021-04-01", "2024-09-19", "2026-11-22"]


@pytest.fixture
def selection(catalog: Catalog) -> Selection:
    """Return the default story, resolved."""
    return resolve(catalog, catalog.stories["hwasong-11"])


@pytest.mark.parametrize(
    ("date", "day"),
    [("2025", "2025-12-31"), ("2025-04", "2025-04-30"), ("2024-02", "2024-02-29"), ("2025-08-20", "2025-08-20")],
)
def test_a_date_counts_from_its_last_day(date: str, day: str) -> None:
    assert last_day(date) == day


def test_a_source_is_as_old_as_it_says_else_as_the_day_it_was_read() -> None:
    def source(**dates: object) -> Source:
        return Source.model_validate({"id": "x", "type": "report", "title": "X", **dates})

    issued, read = {"date-parts": ((2024, 5),)}, {"date-parts": ((2026, 11, 3),)}
    assert issued_by(source(issued=issued, accessed=read)) == "2024-05-31"
    assert issued_by(source(issued={"literal": "spring"}, accessed=read)) == "2026-11-03"
    assert issued_by(source(accessed=read)) == "2026-11-03"
    assert issued_by(source()) is None


@pytest.mark.parametrize("day", DAYS)
def test_nothing_later_is_left(day: str, selection: Selection) -> None:
    then = as_of(selection, day)
    for missile in (*then.missiles, *then.mentioned):
        for figure in missile.ranges:
            assert (issued_by(then.sources[figure.source]) or "9999") <= day
        assert then.bands.get(missile.id) == band_of(missile)
    for site in then.sites:
        assert last_day(site.first_reported or "0001") <= day
        assert all((issued_by(then.sources[claim.source]) or "9999") <= day for claim in site.claims)
    assert set(then.shown) <= set(then.bands)
    assert then.shown


def test_a_later_day_only_adds(selection: Selection) -> None:
    before = None
    for then in (as_of(selection, day) for day in DAYS):
        figures = {(missile.id, figure) for missile in then.missiles for figure in missile.ranges}
        held = (figures, {site.id for site in then.sites})
        if before:
            assert before[0] <= held[0]
            assert before[1] <= held[1]
        before = held


def test_the_day_of_the_story_changes_nothing_that_has_a_date(selection: Selection) -> None:
    then = as_of(selection, "2030-01-01")
    assert then.bands == selection.bands
    assert then.sites == selection.sites


def test_bands_are_drawn_from_what_is_left(selection: Selection) -> None:
    then = as_of(selection, "2021-03-26")
    assert {site.id for site in then.origins} < {site.id for site in selection.origins}
    assert "sinpung-dong" not in {site.id for site in then.origins}
    assert then.story.summary == {}
    assert then.story.claims == ()
    assert len(then.numbers) < len(selection.numbers)
    assert "hwasong-11-series" not in then.bands
    assert then.shown == (next(missile.id for missile in then.missiles if missile.id in then.bands),)


@pytest.mark.parametrize(
    ("day", "message"),
    [
        (
            "2019-06-06",
            "no range figure had been reported by 2019-06-06; the first is of 2019-06-07: name that day or a later one",
        ),
        (
            "1950-01-01",
            "no origin had been reported by 1950-01-01; the first is of 1986-12-31: name that day or a later one",
        ),
    ],
)
def test_a_day_before_everything_says_so(day: str, message: str, selection: Selection) -> None:
    with pytest.raises(MapgenError, match=f"^hwasong-11: {re.escape(message)}$"):
        as_of(selection, day)


def test_the_first_day_that_the_message_names_works(selection: Selection) -> None:
    assert as_of(selection, "2019-06-07").bands


def test_the_map_speaks_of_the_day(catalog: Catalog, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1738540800")  # the day of the build is not the day it speaks of
    result = CliRunner().invoke(main, ["build", "--as-of", "2021-04-01"])
    assert (result.exit_code, result.stderr) == (0, "")
    page = Path("output/hwasong-11.html").read_text("utf-8")
    assert "As known on 1 April 2021" in page
    assert "Sinpung" not in page
    assert "no published figure" in page
    assert mapgen.build_map(catalog, as_of="2030-01-01").date == "2026-11-23"  # no map knows more than its story


@pytest.mark.parametrize("command", ["build", "reach"])
@pytest.mark.parametrize("day", ["soon", "2026-02-30", "2026"])
def test_a_day_that_is_none_is_refused(command: str, day: str) -> None:
    result = CliRunner().invoke(main, [command, "--as-of", day])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"--as-of: {day!r} is not a date; write a day such as 2026-11-23\n"


def later(catalog: Catalog, issued: str) -> Catalog:
    """Return the catalog with one more figure of a missile, from a source issued on a date."""
    source = Source.model_validate({"id": "later", "type": "report", "title": "Later", "issued": {"raw": issued}})
    missile = catalog.missiles["hwasong-11-series"]
    figure = missile.ranges[0].model_copy(update={"source": "later", "low_km": 5.0, "high_km": 3333.0, "quote": None})
    changed = missile.model_copy(update={"ranges": (*missile.ranges, figure)})
    missiles = {**catalog.missiles, missile.id: changed}
    return replace(catalog, sources={**catalog.sources, "later": source}, missiles=missiles)


@pytest.mark.parametrize(
    ("issued", "is_kept"),
    [
        ("2026-11-23", True),
        ("2026-11-24", False),
        ("2026-11", True),  # the story's day lies in it
        ("2026", True),
        ("2026-12", False),
        ("2026-11-20/2026-11-24", False),  # out on its last day
    ],
)
def test_what_was_issued_after_the_day_of_the_story_is_left_out(catalog: Catalog, issued: str, is_kept: bool) -> None:
    selection = select(later(catalog, issued))
    assert (selection.bands["hwasong-11-series"].high_km == 3333) == is_kept
    assert ("later" in selection.numbers) == is_kept
    assert selection.date == "2026-11-23"


def test_a_later_day_asked_for_moves_the_day_as_far_as_the_data_reach(catalog: Catalog) -> None:
    more = later(catalog, "2026-11-27")
    assert select(more, as_of="2026-11-26").date == "2026-11-23"
    then = select(more, as_of="2030-01-01")
    assert (then.date, then.bands["hwasong-11-series"].high_km) == ("2026-11-27", 3333)
    assert mapgen.build_map(more, as_of="2030-01-01").text("ui:as_of") == "As known on 27 November 2026"


def test_the_date_of_a_page_decides_what_is_on_it(catalog: Catalog) -> None:
    more = later(catalog, "2026-11-27")
    assert select(more, date="2026-11-28").bands["hwasong-11-series"].high_km == 3333
    before = select(more, date="2025-10-01")
    assert before.date == "2025-10-01"
    assert not any(issued_after(source, "2025-10-01") for source in before.cited if source.id == "later")
    assert all(not issued_after(before.sources[f.source], "2025-10-01") for m in before.missiles for f in m.ranges)


def test_a_source_read_after_the_day_counts_where_nothing_says_when_it_was_issued(catalog: Catalog) -> None:
    source = Source.model_validate({"id": "x", "type": "report", "title": "X", "accessed": {"raw": "2026-11-28"}})
    assert issued_after(source, "2026-11-23") is None
    assert select(catalog).bands == resolve(catalog, catalog.stories["hwasong-11"]).bands


def test_check_says_what_a_story_leaves_out(catalog: Catalog) -> None:
    more = later(catalog, "2026-11-27")
    index = len(more.missiles["hwasong-11-series"].ranges) - 1
    assert (
        f"geodata/stories/hwasong-11.toml: as_of: ranges[{index}] of missile hwasong-11-series is issued 2026-11-27, "
        "after the story's day 2026-11-23, and is left out; move as_of"
    ) in [str(problem) for problem in lint(more)]
    assert not any(problem.path == "as_of" for problem in lint(catalog))


def test_check_names_the_sites_first_reported_after_the_day(small: Catalog) -> None:
    assert advice_on_day(small, "2025-06") == []  # the story's day lies in it
    (advice,) = advice_on_day(small, "2025-07")
    assert advice == (
        f"{SMALL}/stories/small.toml: as_of: site north-base is first reported 2025-07, "
        "after the story's day 2025-06-30, and is left out; move as_of"
    )


def advice_on_day(catalog: Catalog, first_reported: str) -> list[str]:
    """Return what lint says of the stories' days, with another first report of a site."""
    site = catalog.sites["north-base"].model_copy(update={"first_reported": first_reported})
    changed = replace(catalog, sites={**catalog.sites, site.id: site})
    return [str(problem) for problem in lint(changed) if problem.path == "as_of"]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ('as_of = "2001-01-01"', "no range figure had been reported by 2001-01-01; the first is of 2024-05-03"),
        ('as_of = "2024-04-30"\norigins = { ids = ["north-base"] }', "no origin had been reported by 2024-04-30"),
    ],
)
def test_check_refuses_the_story_that_build_refuses_and_in_the_same_words(
    changed: str, message: str, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    shutil.copytree(SMALL, data)
    story = data / "stories" / "small.toml"
    text = re.sub(r"^as_of = .*$", "", story.read_text("utf-8"), flags=re.MULTILINE)
    if "origins" in changed:
        text = text.replace('[origins]\nids = ["north-base", "south-base"]\n', "")
    story.write_text(f"{changed}\n{text}", "utf-8")
    checked = CliRunner().invoke(main, ["check", "--data", str(data)])
    built = CliRunner().invoke(main, ["build", "small", "--data", str(data), "-o", str(tmp_path / "map.html")])
    assert (checked.exit_code, built.exit_code) == (1, 1)
    assert f"small: {message}" in built.stderr
    assert f"stories/small.toml: as_of: {message}" in checked.stderr
    assert not (tmp_path / "map.html").exists()
