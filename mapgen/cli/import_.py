"""``mapgen import``: make records of spreadsheets, maps and libraries."""

from __future__ import annotations

import shlex
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mapgen.cli._output import counted, echo, remark
from mapgen.errors import all_at_once, shown

if TYPE_CHECKING:
    from mapgen.intake.work import Imported


@click.command("import")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--output", metavar="DIR", required=True, type=click.Path(path_type=Path), help="Data folder.")
@click.option("--map", "maps", metavar="COLUMN=KEY", multiple=True, help="Say what a column holds; repeatable.")
@click.option("--set", "sets", metavar="KEY=VALUE", multiple=True, help="Fill the empty cells of a key; repeatable.")
@click.option("--skip", is_flag=True, help="Leave out what cannot be taken, instead of writing nothing.")
@click.option("--replace", is_flag=True, help="Write over records of DIR that differ.")
def import_(
    files: tuple[Path, ...], output: Path, maps: tuple[str, ...], sets: tuple[str, ...], skip: bool, replace: bool
) -> None:
    """Turn each FILE (a spreadsheet, a map, a reference library) into records in DIR: sites, missiles and sources.

    A FILE may be CSV, XLSX, KML, KMZ, GeoJSON, GPKG, Shapefile, CSL-JSON (Zotero), BibTeX or RIS.

    \b
    mapgen import bases.xlsx missiles.csv -o my-data
    mapgen import map.kmz -o my-data --map folder=kind --set status=unknown
    mapgen import library.json -o my-data
    """  # noqa: D301  (click keeps the lines after a backspace)
    from mapgen.intake.columns import chosen_keys
    from mapgen.intake.folder import check_folder, write_files
    from mapgen.intake.run import import_files
    from mapgen.intake.work import Options

    given = all_at_once(partial(chosen_keys, *each) for each in ((maps, "--map"), (sets, "--set")))
    keys, fixed = map(dict, given)
    options = Options(keys, fixed, skip=skip, overwrite=replace)
    check_folder(output, "-o")
    imported = import_files(files, output, options)
    if imported.files:
        write_files(output, imported.files)
    for problem in imported.left_out:
        echo(f"not taken: {problem}", err=True)
    for line in _closing(imported, output):
        remark(line)


def _closing(imported: Imported, output: Path) -> list[str]:
    """Say what was read, what was written, and what is next."""
    data = shlex.quote(str(output))
    counts = [counted(count, kind) for kind, count in imported.counts.items() if count]
    written = ", ".join(counts) or "nothing new"
    lines = [*imported.notes, f"{output}: wrote {written}; {imported.kept:,} there already, unchanged"]
    if imported.left_out:
        lines.append(f"not taken: {len(imported.left_out):,}, named above")
    gaps = ", ".join(f"{key} ({count:,})" for key, count in imported.gaps.items())
    if gaps:
        lines.append(f"missing: {gaps}; write them into the files, or import with --set KEY=VALUE --replace")
    if imported.unknown:
        terms = ", ".join(f"{key} {shown(term)} ({count:,})" for (key, term), count in imported.unknown.items())
        lines.append(f"no such terms: {terms}; mapgen list terms names those there are, {output}/vocab/ may add others")
    lines.append(f"next: mapgen check --data {data}")
    if imported.story:
        lines.append(f"then: mapgen build {imported.story} --data {data} --open")
    return lines
