"""``mapgen new``: start a data folder."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from mapgen.cli._output import remark


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Make DIR: a small, complete data folder to start from, with a missile, a base, a place, a source and a story.

    Every record is made up, and says in comments what to write there.

    \b
    mapgen new my-data
    mapgen new ~/maps/gulf
    """  # noqa: D301  (click keeps the lines after a backspace)
    from mapgen.intake.folder import check_empty, write_files
    from mapgen.intake.starter import STORY, starter_files

    check_empty(folder)
    files = starter_files()
    write_files(folder, files)
    for name in files:
        remark(f"{folder / name}")
    data = shlex.quote(str(folder))
    remark(f"check it: mapgen check --data {data}")
    remark(f"build it: mapgen build {STORY} --data {data} --open")
    remark(f"add your sites to it: mapgen import sites.csv -o {data}")
