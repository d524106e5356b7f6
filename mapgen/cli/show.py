"""``mapgen show``: show one record of the catalog."""

from __future__ import annotations

import click

from mapgen.cli._options import data_option, json_option
from mapgen.cli._output import echo_json, echo_result


@click.command()
@click.argument("id_", metavar="ID")
@data_option
@json_option
def show(id_: str, data_dirs: tuple[str, ...], as_json: bool) -> None:
    """Show one missile, site, source or story with its figures, claims and quotes.

    \b
    mapgen show hwasong-11ga
    mapgen show sinpung-dong --json
    """  # noqa: D301  (click keeps the lines after a backspace)
    from mapgen.catalog.describe import find, in_words, with_amendments
    from mapgen.catalog.load import load_catalog

    catalog = load_catalog(*data_dirs)
    record = find(catalog, id_)
    if as_json:
        echo_json(with_amendments(catalog, record))
    else:
        echo_result(in_words(catalog, record))
