"""``mapgen build``: make the map of a story."""

from __future__ import annotations

import shlex
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mapgen.cli._dates import as_of_option, date_option, day_of_build
from mapgen.cli._options import check_title, data_option, missile_option, origin_option, story_argument
from mapgen.cli._output import counted, remark
from mapgen.errors import MapgenError

if TYPE_CHECKING:
    from mapgen.document.compose import MapDocument


@click.command()
@story_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write.  [default: output/STORY.html]")
@data_option
@click.option("--lang", metavar="TAG", help="Language in which the page opens, e.g. ko.  [default: the story's first]")
@missile_option
@origin_option
@click.option("--title", metavar="TEXT", callback=check_title, help="Title of the map.  [default: the story's]")
@as_of_option
@date_option
@click.option(
    "--theme", metavar="NAME|FILE", default="desk", help="Theme: colours and fonts, by name or file.  [default: desk]"
)
@click.option("--open", "open_it", is_flag=True, help="Open the map in a browser.")
def build(
    story: str,
    output: Path | None,
    data_dirs: tuple[str, ...],
    lang: str | None,
    missiles: tuple[str, ...],
    origins: tuple[str, ...],
    title: str | None,
    as_of: str | None,
    date: str | None,
    theme: str,
    open_it: bool,
) -> None:
    """Build the map of STORY (an id, or the path of a story file) as one HTML file.

    The file needs no network: it contains everything that it shows.

    \b
    mapgen build
    mapgen build long-range -o briefing.html --lang ko
    mapgen build my-story.toml --data my-data --theme plain
    mapgen build --as-of 2024-06-01 -o then.html
    mapgen build --missile hwasong-12 --origin sunan --title "From the airport"
    """  # noqa: D301  (click keeps the lines after a backspace)
    _check_output(output)
    from mapgen.catalog.load import load_story
    from mapgen.layers._shortfall import shortfall
    from mapgen.pipeline import build_map, export, load_catalog, write
    from mapgen.progress import Progress

    start = time.perf_counter()
    with Progress() as progress:
        progress.step("reading the data")
        catalog = load_catalog(*data_dirs)
        progress.step("drawing the rings")
        told = load_story(catalog, story)
        document = build_map(
            catalog,
            told,
            language=lang,
            missiles=missiles,
            origins=origins,
            theme=theme,
            date=date or day_of_build(told.as_of),
            as_of=as_of,
            title=title,
        )
        progress.step("writing the page")
        content = export(document, "html")
        path = output or Path("output") / f"{document.selection.story.id}.html"
        write(path, content)
    remark(f"{path}: {len(content) / 1000:,.0f} kB; {_contents(document)}; {time.perf_counter() - start:.1f} s")
    for lacking in shortfall(document.selection, document.packed["basemap"]["parts"]):
        remark(f"base map: {lacking}")
    remark(f"open it: {shlex.quote(str(path))} in any browser, or build with --open")
    remark(f"embed it: mapgen embed {shlex.quote(str(path))}")
    if open_it:
        click.launch(str(path.resolve()))


def _contents(document: MapDocument) -> str:
    """Say how much is on the map: ``1 missile, 2 origins``."""
    selection = document.selection
    return ", ".join(
        [
            counted(len(selection.missiles), "missile"),
            counted(len(selection.origins), "origin"),
            counted(len(selection.places), "place"),
            f"{len(selection.listed)} listed only",
            counted(len(document.numbers), "source"),
        ]
    )


def _check_output(path: Path | None) -> None:
    """Refuse a path that does not end in .html before anything is built.

    Raises
    ------
    MapgenError
    """
    if path is None or path.suffix.lower() == ".html":
        return
    is_other = path.suffix and path.suffix.lower() != ".htm"
    others = f"; for other formats: mapgen export -o {shlex.quote(str(path))}" if is_other else ""
    msg = f"-o {path}: build writes HTML, so the name must end in .html{others}"
    raise MapgenError(msg)
