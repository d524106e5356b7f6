"""``mapgen list``: list the records of the catalog."""

from __future__ import annotations

import click

from mapgen.cli._options import data_option, json_option
from mapgen.cli._output import echo_json, echo_result


@click.command("list")
@click.argument("kind", type=click.Choice(["missiles", "sites", "sources", "stories", "terms"]))
@data_option
@json_option
def list_(kind: str, data_dirs: tuple[str, ...], as_json: bool) -> None:
    """List the records of the catalog, or the terms that records may use, each in a line.

    With --data, the records of your own folders are marked and counted at the end.

    \b
    mapgen list missiles
    mapgen list sites --json
    mapgen list terms
    """  # noqa: D301  (click keeps the lines after a backspace)
    from mapgen.catalog.describe import record_lines, records_of, term_lines, terms_of
    from mapgen.catalog.load import load_catalog

    catalog = load_catalog(*data_dirs)
    if as_json:
        echo_json(terms_of(catalog) if kind == "terms" else records_of(catalog, kind))
        return
    for line in term_lines(catalog) if kind == "terms" else record_lines(catalog, kind):
        echo_result(line)
