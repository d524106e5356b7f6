"""``mapgen check``: list the problems of the data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mapgen.cli._options import data_option
from mapgen.cli._output import counted, echo

if TYPE_CHECKING:
    from mapgen.catalog.model import Catalog


@click.command()
@data_option
@click.option("--strict", is_flag=True, help="Count advice as problems too.")
@click.option(
    "--archive",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Look for the quotes in the texts of their sources: DIR/SOURCE-ID.txt or .html.",
)
def check(data_dirs: tuple[str, ...], strict: bool, archive: Path | None) -> None:
    """Check the data and list every problem at once, with what to do about it.

    \b
    mapgen check
    mapgen check --data my-data --strict
    mapgen check --strict --archive articles
    """  # noqa: D301  (click keeps the lines after a backspace)
    from mapgen.catalog.load import load_catalog
    from mapgen.checks.lint import bare_stories, checked, lint
    from mapgen.checks.quotes.match import archive_problems, count
    from mapgen.errors import DataError

    catalog = load_catalog(*data_dirs)
    found = lint(catalog)
    problems, archived = archive_problems(catalog, archive) if archive else ([], 0)
    problems = [*bare_stories(catalog), *problems]
    if problems or (strict and found):
        raise DataError([*problems, *(found if strict else [])])
    for problem in found:
        echo(f"advice: {problem}", err=True)
    for answered in checked(catalog):
        echo(f"note: {answered}", err=True)
    figures = count(catalog)
    echo(
        f"no problems: {len(catalog.missiles)} missiles with {figures.figures} figures, {len(catalog.sites)} sites, "
        f"{len(catalog.sources)} sources, {len(catalog.stories)} stories{_of_the_user(catalog)}; {figures}"
        + (f"; {counted(archived, 'source')} compared with the archived text" if archive else "")
    )


def _of_the_user(catalog: Catalog) -> str:
    """Count the records of the user's own folders, and name the packaged ones that they amend."""
    nouns = {"missiles": "missile", "sites": "site", "sources": "source", "stories": "story"}
    own = ", ".join(counted(len(ids), noun) for name, noun in nouns.items() if (ids := catalog.own.get(name)))
    amended = ", ".join(sorted(catalog.amendments))
    return (f"; yours: {own}" if own else "") + (f"; amended: {amended}" if amended else "")
