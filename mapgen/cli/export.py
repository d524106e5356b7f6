"""``mapgen export``: write a map in another form."""

from __future__ import annotations

from pathlib import Path

import click

from mapgen.cli._dates import as_of_option
from mapgen.cli._options import data_option, missile_option, origin_option, story_argument
from mapgen.cli._output import echo


@click.command()
@story_argument
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help="File to write; its ending says the form."
)
@data_option
@click.option("--lang", metavar="TAG", help="Language of titles and names, e.g. ko.")
@missile_option
@origin_option
@as_of_option
@click.option("--theme", metavar="NAME|FILE", default="desk", help="Colours and fonts.  [default: desk]")
def export(
    story: str,
    output: Path,
    data_dirs: tuple[str, ...],
    lang: str | None,
    missiles: tuple[str, ...],
    origins: tuple[str, ...],
    as_of: str | None,
    theme: str,
) -> None:
    """Write the map of STORY in the form that the ending of FILE names, such as .svg, .geojson, .csv or .bib.

    \b
    mapgen export -o map.svg
    mapgen export long-range -o rings.geojson --lang ko
    mapgen export --missile hwasong-11ga -o reach.csv
    """  # noqa: D301  (click keeps the lines after a backspace)
    from mapgen import pipeline

    format_ = pipeline.format_of(output)
    document = pipeline.build_map(
        pipeline.load_catalog(*data_dirs),
        story,
        language=lang,
        missiles=missiles,
        origins=origins,
        theme=theme,
        as_of=as_of,
    )
    content = pipeline.export(document, format_)
    pipeline.write(output, content)
    echo(f"{output}: {len(content) / 1000:,.1f} kB")
