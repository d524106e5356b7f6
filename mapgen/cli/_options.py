"""Define the arguments and options that several commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from mapgen.errors import MapgenError

if TYPE_CHECKING:
    from collections.abc import Callable

story_argument = click.argument("story", default="hwasong-11")
data_option = click.option(
    "--data",
    "data_dirs",
    metavar="DIR",
    multiple=True,
    help="Add a folder of your own to the packaged data; repeatable.",
)
missile_option = click.option(
    "--missile",
    "missiles",
    metavar="ID",
    multiple=True,
    help="Use this missile instead of the story's; repeatable.",
)
origin_option = click.option(
    "--origin",
    "origins",
    metavar="ID",
    multiple=True,
    help="Use this site as an origin instead of the story's; repeatable.",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def check_title(_: click.Context, option: click.Parameter, given: str | None) -> str | None:
    """Refuse a title that would not fit into a story."""
    if given is None:
        return None
    from mapgen.records.fields import line_fault

    if fault := line_fault(given):
        msg = f"{option.opts[0]}: {fault}"
        raise MapgenError(msg)
    return given


def format_option(*names: str, explained: str) -> Callable[[Any], Any]:
    """Return the option ``--format``; the first format is the default."""
    choice = click.Choice(names)
    return click.option("--format", "format_", type=choice, default=names[0], show_default=True, help=explained)
