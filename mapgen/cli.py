"""The command line: each command parses, makes one call and prints."""

from __future__ import annotations

import datetime
import gc
import io
import json
import os
import shlex
import sys
import time
from pathlib import Path
from typing import Any

import click

from mapgen import __version__
from mapgen.errors import MapgenError

DEFAULT_STORY = "hwasong-11"
data_option = click.option(
    "--data", "data_dirs", metavar="DIR", multiple=True, help="Lay a folder of your own over the packaged data."
)
missile_option = click.option(
    "--missile", "missiles", metavar="ID", multiple=True, help="Show this missile instead of the story's."
)
origin_option = click.option(
    "--origin", "origins", metavar="ID", multiple=True, help="Start from this site instead of the story's."
)
as_of_option = click.option("--as-of", metavar="YYYY-MM-DD", help="Show only what had been reported by that day.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


class _Group(click.Group):
    """Turn every MapgenError, and what the system refuses, into words on stderr and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):  # names are Korean, and JSON is UTF-8, whatever the locale
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise  # the reader of a pipe has gone: click ends quietly
        except MapgenError as error:
            message = str(error)
        except OSError as error:
            message = f"{error.filename or 'mapgen'}: {error.strerror or error}; check the path and its permissions"
        click.echo(message, err=True)
        return ctx.exit(1)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mapgen")
def main() -> None:
    """Make standalone HTML maps of published missile ranges and reported sites, each number tied to its source."""


@main.command()
@click.argument("story", default=DEFAULT_STORY)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="File to write.  [default: output/STORY.html]")
@data_option
@click.option("--lang", metavar="TAG", help="Language the page opens in, e.g. ko.")
@missile_option
@origin_option
@as_of_option
@click.option("--date", metavar="YYYY-MM-DD", help="Day the page speaks of.  [default: the story's as_of]")
@click.option("--theme", metavar="NAME|FILE", default="desk", help="Colours and fonts.  [default: desk]")
@click.option("--open", "open_it", is_flag=True, help="Open the map in a browser.")
def build(
    story: str,
    output: Path | None,
    data_dirs: tuple[str, ...],
    lang: str | None,
    missiles: tuple[str, ...],
    origins: tuple[str, ...],
    as_of: str | None,
    date: str | None,
    theme: str,
    open_it: bool,
) -> None:
    """Build the map of STORY (an id, or the path of a story file) as one sealed HTML file.

    \b
    mapgen build
    mapgen build long-range -o briefing.html --lang ko
    mapgen build my-story.toml --data my-data --theme plain
    mapgen build my-story.toml --data my-data
    mapgen build --as-of 2024-06-01 -o then.html
    """  # noqa: D301  (click keeps the lines after a backspace)
    from mapgen.pipeline import build_map, export, load_catalog, write
    from mapgen.progress import Progress

    start = time.perf_counter()
    options: dict[str, Any] = {"missiles": missiles, "origins": origins, "date": _day(date), "as_of": _then(as_of)}
    with Progress() as progress:
        progress.step("reading the data")
        catalog = load_catalog(*data_dirs)
        progress.step("drawing the rings")
        document = build_map(catalog, story, language=lang, theme=theme, **options)
        progress.step("writing the page")
        content = export(document, "html")
        path = output or Path("output") / f"{document.selection.story.id}.html"
        write(path, content)
    selection = document.selection
    counts = ", ".join(
        [
            _counted(len(selection.missiles), "missile"),
            _counted(len(selection.origins), "origin"),
            _counted(len(selection.places), "place"),
            f"{len(selection.listed)} listed only",
            _counted(len(document.numbers), "source"),
        ]
    )
    click.echo(f"{path}: {len(content) / 1000:,.0f} kB; {counts}; {time.perf_counter() - start:.1f} s")
    click.echo(f"open it: {shlex.quote(str(path))} in any browser, or build with --open")
    click.echo(f"embed it: mapgen embed {shlex.quote(str(path))}")
    if open_it:
        click.launch(str(path.resolve()))


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--url", metavar="URL", help="Where FILE will be on the web.  [default: beside the page that embeds it]")
@click.option("--height", type=click.IntRange(200, 2000), default=520, show_default=True, help="Height in pixels.")
@click.option("--card", is_flag=True, help="Draw a social card beside FILE, and print its tags too.")
def embed(file: Path, url: str | None, height: int, card: bool) -> None:
    """Print the HTML that shows FILE, a map that was built, inside another page.

    \b
    mapgen embed output/hwasong-11.html
    mapgen embed output/hwasong-11.html --card --url https://example.org/maps/hwasong-11.html
    """  # noqa: D301  (click keeps the lines after a backspace)
    from mapgen.embed import address, read_page, snippet

    page, src = read_page(file), address(file, url)
    if card:
        from mapgen.card import picture, tags
        from mapgen.pipeline import write

        image = file.with_suffix(".png")
        content = picture(page)
        write(image, content)
        click.echo(tags(page, image, url))
        click.echo(f"{image}: {len(content) / 1000:,.0f} kB", err=True)
    click.echo(snippet(page, src, height=height))


@main.command()
@data_option
@click.option("--strict", is_flag=True, help="Count advice as problems too.")
@click.option(
    "--archive",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Seek the quotes in the texts of their sources: DIR/SOURCE-ID.txt or .html.",
)
def check(data_dirs: tuple[str, ...], strict: bool, archive: Path | None) -> None:
    """Check the data and list every problem at once, with what to do about it.

    \b
    mapgen check
    mapgen check --data my-data --strict
    mapgen check --strict --archive articles
    """  # noqa: D301  (click keeps the lines after a backspace)
    from mapgen.advice import advise
    from mapgen.catalog import load_catalog
    from mapgen.errors import DataError
    from mapgen.quotes.lock import archive_problems, count

    catalog = load_catalog(*data_dirs)
    advice = advise(catalog)
    problems, archived = archive_problems(catalog, archive) if archive else ([], 0)
    if problems or (strict and advice):
        raise DataError([*problems, *(advice if strict else [])])
    for problem in advice:
        click.echo(f"advice: {problem}", err=True)
    figures = count(catalog)
    click.echo(
        f"no problems: {len(catalog.missiles)} missiles with {figures.figures} figures, {len(catalog.sites)} sites, "
        f"{len(catalog.sources)} sources, {len(catalog.stories)} stories; {figures}"
        + (f"; {_counted(archived, 'source')} compared with the archived text" if archive else "")
    )


@main.command("list")
@click.argument("kind", type=click.Choice(["missiles", "sites", "sources", "stories"]))
@data_option
@json_option
def list_(kind: str, data_dirs: tuple[str, ...], as_json: bool) -> None:
    """List what the catalog holds, one line a record.

    \b
    mapgen list missiles
    mapgen list sites --json
    """  # noqa: D301  (click keeps the lines after a backspace)
    from mapgen.catalog import load_catalog
    from mapgen.show import as_record, one_line

    records = sorted(getattr(load_catalog(*data_dirs), kind).items())
    if as_json:
        _echo_json([as_record(record) for _, record in records])
        return
    width = max((len(id_) for id_, _ in records), default=0)
    for id_, record in records:
        click.echo(f"{id_:{width}}  {one_line(record)}")


@main.command()
@click.argument("id_", metavar="ID")
@data_option
@json_option
def show(id_: str, data_dirs: tuple[str, ...], as_json: bool) -> None:
    """Show one missile, site, source or story with its figures, claims and quotes.

    \b
    mapgen show hwasong-11ga
    mapgen show sinpung-dong --json
    """  # noqa: D301  (click keeps the lines after a backspace)
    from mapgen.catalog import load_catalog
    from mapgen.show import as_record, find, in_words

    catalog = load_catalog(*data_dirs)
    record = find(catalog, id_)
    if as_json:
        _echo_json(as_record(record))
    else:
        click.echo(in_words(catalog, record))


@main.command()
@click.argument("story", default=DEFAULT_STORY)
@click.option("--style", metavar="NAME", help="apa, chicago-author-date or ieee, for text.  [default: apa]")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "csl-json", "bibtex"]),
    default="text",
    show_default=True,
    help="A numbered list, or what Zotero or LaTeX imports.",
)
@data_option
@click.option("--lang", metavar="TAG", help="Language of dates and terms, e.g. ko.  [default: the story's first]")
def cite(story: str, style: str | None, format_: str, data_dirs: tuple[str, ...], lang: str | None) -> None:
    """Print the sources that the map of STORY cites, under the numbers they have on it.

    \b
    mapgen cite
    mapgen cite long-range --style ieee --lang ja
    mapgen cite --format bibtex > sources.bib
    """  # noqa: D301  (click keeps the lines after a backspace)
    from mapgen.catalog import load_catalog, load_story
    from mapgen.citations import number_sources, source_items
    from mapgen.resolve import resolve

    if style and format_ != "text":
        msg = f"--style is for text, and {format_} has none; leave one of them out"
        raise click.UsageError(msg)
    catalog = load_catalog(*data_dirs)
    selection = resolve(catalog, load_story(catalog, story), language=lang)
    sources = [catalog.sources[id_] for id_ in number_sources(selection)]
    if format_ == "csl-json":
        _echo_json(source_items(selection))
    elif format_ == "bibtex":
        from mapgen.bibtex import bibtex

        click.echo(bibtex(sources), nl=False)
    else:
        from mapgen.bibliography import bibliography

        for number, entry in enumerate(bibliography(sources, style or "apa", selection.language), start=1):
            click.echo(f"[{number}] {entry}")


@main.command()
@click.argument("story", default=DEFAULT_STORY)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="How to print it.",
)
@data_option
@missile_option
@origin_option
@as_of_option
def reach(
    story: str,
    format_: str,
    data_dirs: tuple[str, ...],
    missiles: tuple[str, ...],
    origins: tuple[str, ...],
    as_of: str | None,
) -> None:
    """Say which places of STORY each missile reaches, by every published figure.

    The table gives for each place the best of all origins, or each that is asked for; csv and json give every one.

    \b
    mapgen reach
    mapgen reach long-range --origin sinpung-dong
    mapgen reach --missile hwasong-11ga --format csv
    mapgen reach --as-of 2021-01-01 --format json
    """  # noqa: D301  (click keeps the lines after a backspace)
    from mapgen.pipeline import day_of, load_catalog, select
    from mapgen.reach import best_cases, reaches
    from mapgen.reachlist import as_csv, as_json, as_table

    day = _then(as_of)
    selection = select(load_catalog(*data_dirs), story, missiles=missiles, origins=origins, as_of=day)
    found = list(reaches(selection))
    if format_ == "json":
        _echo_json(as_json(found))
    elif format_ == "csv":
        click.echo(as_csv(found), nl=False)
    else:
        shown = found if origins else best_cases(found)
        date = day_of(selection.story, day)
        click.echo(as_table(selection, shown, date=date, best_only=not origins), nl=False)


def _then(given: str | None) -> str | None:
    """Return the day of --as-of in full."""
    return _full_date("--as-of", given) if given is not None else None


def _full_date(name: str, given: str) -> str:
    try:
        return datetime.date.fromisoformat(given).isoformat()
    except ValueError:
        msg = f"{name}: {given!r} is not a date; write a day such as 2026-11-23"
        raise MapgenError(msg) from None


def _day(given: str | None) -> str | None:
    """Return the day to build for: as given, else of SOURCE_DATE_EPOCH (reproducible-builds.org), else None."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return _full_date("--date", given)
    try:
        return datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC).date().isoformat() if epoch else None
    except (ValueError, OverflowError, OSError):
        msg = f"SOURCE_DATE_EPOCH: {epoch!r} is not a date; it must be a number of seconds"
        raise MapgenError(msg) from None


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _echo_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def run() -> None:
    """Run the command line as a process of its own.

    It is short: the garbage collector would take a tenth of its time, and another tenth on the way out, to free next to
    nothing that is not freed anyway.
    """
    gc.disable()
    try:
        main()
    finally:
        gc.freeze()
