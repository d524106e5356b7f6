"""``mapgen export``: write a map in another format."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mapgen.cli._dates import as_of_option
from mapgen.cli._options import check_title, data_option, missile_option, origin_option, story_argument
from mapgen.cli._output import remark
from mapgen.errors import MapgenError

if TYPE_CHECKING:
    from collections.abc import Callable

    from mapgen.document.compose import MapDocument

TABLES = ("reach", "ranges", "sites", "sources")


@click.command()
@story_argument
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, help="File to write; its ending names the format."
)
@data_option
@click.option("--lang", "language", metavar="TAG", help="Language of titles and names, e.g. ko.")
@missile_option
@origin_option
@click.option("--title", metavar="TEXT", callback=check_title, help="Title of the map.  [default: the story's]")
@as_of_option
@click.option("--theme", metavar="NAME|FILE", default="desk", help="Colours and fonts.  [default: desk]")
@click.option("--table", type=click.Choice(TABLES), help="For .csv: which table.  [default: reach]")
@click.option("--bom", is_flag=True, default=None, help="For .csv: begin with the mark by which Excel knows UTF-8.")
@click.option("--template", metavar="FILE", help="For .pptx: a presentation whose layouts, colours and fonts to take.")
@click.option(
    "--since",
    metavar="PAGE",
    help="For .pptx, .pdf, .md and --pack: say what has changed since PAGE, an earlier .html page.",
)
@click.option(
    "--view", type=click.Choice(["map", "azimuthal"]), help="For .svg and .png: what to draw.  [default: map]"
)
@click.option("--from", "centre", metavar="ID", help="For .svg, .png and .pptx: the site of the azimuthal view.")
@click.option(
    "--size",
    metavar="SIZE",
    help="For .svg and .png: a4, letter, 16:9, square or, in pixels, 1600x1200; for .pdf: a4 or letter.",
)
@click.option(
    "--outlines", is_flag=True, default=None, help="For .svg: letters as paths, for readers without the fonts."
)
@click.option("--width", type=int, metavar="PIXELS", help="For .png: its width.  [default: 2400 on the longer side]")
@click.option("--scale", type=float, metavar="NUMBER", help="For .png: pixels for each unit, in place of a width.")
@click.option("--pack", is_flag=True, help="Write all formats, and a page that links them, into the folder of -o.")
def export(story: str, output: Path, data_dirs: tuple[str, ...], pack: bool, **given: Any) -> None:
    """Write the map of STORY in the format of FILE's ending, such as .svg, .geojson, .kml or .md.

    \b
    mapgen export -o map.svg
    mapgen export long-range -o rings.kmz --lang ko
    mapgen export --missile hwasong-11ga -o reach.csv --bom
    mapgen export -o briefing.pptx --template house.pptx --since last-year.html
    mapgen export --pack -o briefing/
    mapgen export -o view.png --view azimuthal --from chiha-ri --size a4
    """  # noqa: D301  (click keeps the lines after a backspace)
    from mapgen import pipeline

    options = {name: value for name in OPTIONS if (value := given.pop(name)) is not None}
    if pack:
        _pack(output, options, lambda: pipeline.build_map(pipeline.load_catalog(*data_dirs), story, **given))
        return
    format_ = pipeline.format_of(output)
    document = pipeline.build_map(pipeline.load_catalog(*data_dirs), story, **given)
    content = pipeline.export(document, format_, **options)
    pipeline.write(output, content)
    remark(f"{output}: {len(content) / 1000:,.1f} kB")


def _pack(output: Path, options: dict[str, Any], build: Callable[[], MapDocument]) -> None:
    from mapgen import packing, pipeline
    from mapgen.forms.contents import INDEX

    since = options.pop("since", None)
    if options:
        names = ", ".join(f"--{pipeline.spoken(name)}" for name in options)
        msg = f"{names}: a pack holds every format as it is by itself; leave the option out, or write the one format"
        raise MapgenError(msg)
    packing.check_folder(output)
    files = packing.pack(build(), since=since)
    packing.write_folder(output, files)
    remark(f"{output}: {len(files)} files, {sum(map(len, files.values())) / 1000:,.0f} kB")
    remark(f"open it: {shlex.quote(str(output / INDEX))} in any browser")


OPTIONS = ("table", "bom", "template", "since", "view", "centre", "size", "outlines", "width", "scale")
"""The options of single formats: keyword arguments of their ``render``."""
