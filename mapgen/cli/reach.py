"""``mapgen reach``: say which missile reaches which place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from mapgen.cli._dates import as_of_option
from mapgen.cli._options import data_option, format_option, missile_option, origin_option, story_argument
from mapgen.cli._output import echo_json, echo_result

if TYPE_CHECKING:
    from collections.abc import Callable


@click.command()
@story_argument
@format_option("table", "csv", "json", explained="Format of the output.")
@click.option(
    "--place",
    "places",
    metavar="ID|LON,LAT",
    multiple=True,
    help="Ask for this site or position instead of the story's places; repeatable.",
)
@click.option("--by-source", "each_source", is_flag=True, help="Answer for each published figure by itself.")
@data_option
@missile_option
@origin_option
@as_of_option
def reach(
    story: str,
    format_: str,
    places: tuple[str, ...],
    each_source: bool,
    data_dirs: tuple[str, ...],
    missiles: tuple[str, ...],
    origins: tuple[str, ...],
    as_of: str | None,
) -> None:
    """Say which places of STORY each missile reaches, according to every published figure.

    The table shows for each place the origin with the strongest answer or, with --origin, each origin given; csv and
    json show all.

    \b
    mapgen reach
    mapgen reach long-range --origin sinpung-dong
    mapgen reach --place camp-humphreys --place 129.36,36.03
    mapgen reach --missile hwasong-11ga --by-source
    mapgen reach --as-of 2021-01-01 --format json
    """  # noqa: D301  (click keeps the lines after a backspace)
    from mapgen.errors import all_at_once
    from mapgen.pipeline import load_catalog, select
    from mapgen.reach import by_source, report
    from mapgen.reach.points import points_of
    from mapgen.reach.rule import reaches, strongest_verdicts

    catalog = load_catalog(*data_dirs)
    calls: list[Callable[[], Any]] = [
        partial(points_of, catalog, places),
        partial(select, catalog, story, missiles=missiles, origins=origins, as_of=as_of),
    ]
    asked, selection = all_at_once(calls)
    found = list(reaches(selection, places=asked or None))
    if format_ == "table" and not origins:
        found = strongest_verdicts(found)
    figures = list(by_source.by_source(selection, found)) if each_source else []
    if format_ == "json":
        echo_json(by_source.as_records(figures) if each_source else report.as_json(found))
    elif format_ == "csv":
        echo_result(by_source.as_lines_of_csv(figures) if each_source else report.as_csv(found), nl=False)
    elif each_source:
        echo_result(by_source.as_tables(selection, figures), nl=False)
    else:
        echo_result(report.as_table(selection, found, date=selection.date, strongest_only=not origins), nl=False)
