"""The arguments and options that commands share."""

from __future__ import annotations

import click

story_argument = click.argument("story", default="hwasong-11")
data_option = click.option(
    "--data", "data_dirs", metavar="DIR", multiple=True, help="Lay a folder of your own over the packaged data."
)
missile_option = click.option(
    "--missile", "missiles", metavar="ID", multiple=True, help="Show this missile instead of the story's."
)
origin_option = click.option(
    "--origin", "origins", metavar="ID", multiple=True, help="Start from this site instead of the story's."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
