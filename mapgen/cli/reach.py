"""``mapgen reach``: say which missile reaches which place."""

from __future__ import annotations

import click

from mapgen.cli._dates import as_of_option
from mapgen.cli._options import data_option, format_option, missile_option, origin_option, story_argument
from mapgen.cli._output import echo, echo_json


@click.command()
@story_argument
@format_option("table", "csv", "json", explained="Format of the output.")
@data_option
@missile_option
@origin_option
@as_of_option
def reach(
    story: str,
    format_: str,
    data_dirs: tuple[str, ...],
    missiles: tuple[str, ...],
    origins: tuple[str, ...],
    as_of: str | None,
) -> None:
    """Say which places of STORY each missile reaches, according to every published figure.

    The table shows for each place the best origin only or, with --origin, each origin given; csv and json show all.

    \b
    mapgen reach
    mapgen reach long-range --origin sinpung-dong
    mapgen reach --missile hwasong-11ga --format csv
    mapgen reach --as-of 2021-01-01 --format json
    """  # noqa: D301  (click keeps the lines after a backspace)
    from mapgen.pipeline import load_catalog, select
    from mapgen.reach.report import as_csv, as_json, as_table
    from mapgen.reach.rule import best_cases, reaches

    selection = select(load_catalog(*data_dirs), story, missiles=missiles, origins=origins, as_of=as_of)
    found = list(reaches(selection))
    if format_ == "json":
        echo_json(as_json(found))
    elif format_ == "csv":
        echo(as_csv(found), nl=False)
    else:
        shown = found if origins else best_cases(found)
        echo(as_table(selection, shown, date=selection.date, best_only=not origins), nl=False)
