"""``mapgen serve``: show a map in a browser, and build it again at each change."""

from __future__ import annotations

import gc
import signal
import threading
from functools import partial
from typing import TYPE_CHECKING

import click

from mapgen.cli._options import data_option, story_argument
from mapgen.cli._output import counted, echo

if TYPE_CHECKING:
    from mapgen.serve.preview import State

PORT = 8000


@click.command()
@story_argument
@data_option
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="Port; 0 takes any that is free."
)
@click.option("--lang", metavar="TAG", help="Language in which the page opens, e.g. ko.  [default: the story's first]")
@click.option("--theme", metavar="NAME|FILE", default="desk", help="Colours and fonts.  [default: desk]")
@click.option("--open", "open_it", is_flag=True, help="Open the preview in a browser.")
def serve(story: str, data_dirs: tuple[str, ...], port: int, lang: str | None, theme: str, open_it: bool) -> None:
    """Show the map of STORY on this machine, on 127.0.0.1, and build it again whenever its data change.

    Problems of the data are shown above the last good map. Ctrl-C ends it.

    \b
    mapgen serve
    mapgen serve example --data my-data
    mapgen serve my-story.toml --port 8080 --open
    """  # noqa: D301  (click keeps the lines after a backspace)
    from mapgen.serve.preview import Preview
    from mapgen.serve.server import Server, run
    from mapgen.serve.watch import watched

    build = partial(_page, story, data_dirs, lang, theme)
    server = Server(Preview(build, watched(data_dirs, story, theme), _tell), port)
    gc.enable()  # `mapgen.cli.run` turned it off, for commands that end soon
    if threading.current_thread() is threading.main_thread():
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, signal.default_int_handler)  # in place of the one that ends the process at once

    def started() -> None:
        echo(f"{server.url} shows {story}, and follows its data; Ctrl-C ends it")
        if open_it:
            click.launch(server.url)

    run(server, started)
    echo("stopped")


def _page(story: str, data_dirs: tuple[str, ...], lang: str | None, theme: str) -> bytes:
    """Build the page, as `mapgen build` does."""
    from mapgen.catalog.load import load_story
    from mapgen.cli._dates import day_of_build
    from mapgen.pipeline import build_map, export, load_catalog

    catalog = load_catalog(*data_dirs)
    told = load_story(catalog, story)
    document = build_map(catalog, told, language=lang, theme=theme, date=day_of_build(told.as_of))
    return export(document, "html")


def _tell(state: State) -> None:
    """Say in the terminal what a build came to."""
    for problem in state.problems:
        echo(problem, err=True)
    if state.problems:
        shown = "the last good map stays" if state.page else "there is no map yet"
        echo(f"{counted(len(state.problems), 'problem')}; {shown}", err=True)
    else:
        echo(f"built: {len(state.page) / 1000:,.0f} kB; {state.seconds:.1f} s")
