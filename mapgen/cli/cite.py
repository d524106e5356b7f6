"""``mapgen cite``: print the sources of a map."""

from __future__ import annotations

import click

from mapgen.cli._options import data_option, format_option, story_argument
from mapgen.cli._output import echo_json, echo_result


@click.command()
@story_argument
@click.option(
    "--style", metavar="NAME", help="Citation style of the text: apa, chicago-author-date or ieee.  [default: apa]"
)
@format_option(
    "text", "csl-json", "bibtex", "ris", explained="A numbered list, or a format that Zotero, LaTeX or EndNote imports."
)
@data_option
@click.option("--lang", metavar="TAG", help="Language of dates and terms, e.g. ko.  [default: the story's first]")
def cite(story: str, style: str | None, format_: str, data_dirs: tuple[str, ...], lang: str | None) -> None:
    """Print the sources that the map of STORY cites, with the numbers that they have on the map.

    \b
    mapgen cite
    mapgen cite long-range --style ieee --lang ja
    mapgen cite --format bibtex > sources.bib
    """  # noqa: D301  (click keeps the lines after a backspace)
    from mapgen.citations.footnote_numbers import public_item
    from mapgen.pipeline import load_catalog, select

    if style and format_ != "text":
        msg = f"--style is for text, and {format_} has none; leave one of them out"
        raise click.UsageError(msg)
    selection = select(load_catalog(*data_dirs), story, language=lang)
    sources = selection.cited
    if format_ == "csl-json":
        echo_json([public_item(source) for source in sources])
    elif format_ == "bibtex":
        from mapgen.citations.bibtex import bibtex

        echo_result(bibtex(sources), nl=False)
    elif format_ == "ris":
        from mapgen.citations.ris import ris

        echo_result(ris(sources), nl=False)
    else:
        from mapgen.citations.bibliography import bibliography

        for number, entry in enumerate(bibliography(sources, style or "apa", selection.language), start=1):
            echo_result(f"[{number}] {entry}")
