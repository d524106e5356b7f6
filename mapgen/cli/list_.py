"""``mapgen list``: list the records of the catalog."""

from __future__ import annotations

import click

from mapgen.cli._options import data_option, json_option
from mapgen.cli._output import echo, echo_json


@click.command("list")
@click.argument("kind", type=click.Choice(["missiles", "sites", "sources", "stories"]))
@data_option
@json_option
def list_(kind: str, data_dirs: tuple[str, ...], as_json: bool) -> None:
    """List the records of the catalog, each in a line.

    \b
    mapgen list missiles
    mapgen list sites --json
    """  # noqa: D301  (click keeps the lines after a backspace)
    from mapgen.catalog.describe import as_record, one_line
    from mapgen.catalog.load import load_catalog

    records = sorted(getattr(load_catalog(*data_dirs), kind).items())
    if as_json:
        echo_json([as_record(record) for _, record in records])
        return
    width = max((len(id_) for id_, _ in records), default=0)
    for id_, record in records:
        echo(f"{id_:{width}}  {one_line(record)}")
