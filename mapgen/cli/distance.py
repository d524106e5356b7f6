"""``mapgen distance``: measure how far one place lies from another."""

from __future__ import annotations

from functools import partial

import click

from mapgen.cli._options import data_option, json_option
from mapgen.cli._output import echo_json, echo_result


@click.command(context_settings={"ignore_unknown_options": True})  # a western longitude begins with a minus
@click.argument("start", metavar="PLACE")
@click.argument("end", metavar="PLACE")
@data_option
@json_option
def distance(start: str, end: str, data_dirs: tuple[str, ...], as_json: bool) -> None:
    """Measure the geodesic from one PLACE to another: km and bearing, with the uncertainty of both positions.

    A PLACE is the id of a site, or LON,LAT in decimal degrees.

    \b
    mapgen distance sinpung-dong seoul
    mapgen distance sunan 144.8,13.45
    mapgen distance -157.95,21.35 seoul --json
    """  # noqa: D301  (click keeps the lines after a backspace)
    from mapgen.catalog.load import load_catalog
    from mapgen.errors import all_at_once
    from mapgen.reach import distance as measuring
    from mapgen.reach.points import point_of

    catalog = load_catalog(*data_dirs)
    found = measuring.measure(*all_at_once(partial(point_of, catalog, place) for place in (start, end)))
    if as_json:
        echo_json(measuring.as_json(found))
    else:
        echo_result(measuring.in_words(found))
