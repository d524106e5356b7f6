"""Read GeoPackages and Shapefiles: each feature with a point or a small area is a row."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from mapgen.errors import FileError, Problem, shown
from mapgen.importers._geometry import of_shape
from mapgen.importers._reading import MAX_ROWS, Reading, Row, columns_of, too_many, unread

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENDINGS = (".gpkg", ".shp")
PARTS = (".dbf", ".shx", ".prj")
"""What a Shapefile has beside it."""


def recognises(head: bytes) -> bool:
    """Return whether the beginning of a file looks like one of these formats."""
    return head.startswith((b"SQLite format 3", b"\x00\x00\x27\x0a"))


def read(path: Path, file: str) -> Reading:
    """Return a row for each feature of each layer.

    Parameters
    ----------
    path : pathlib.Path
    file : str
        How the user knows the file.

    Returns
    -------
    Reading
        Positions are in WGS84, from whatever system the layer has.
    """
    absent = [ending for ending in PARTS if path.suffix.lower() == ".shp" and not _beside(path, ending)]
    if absent:
        return unread(file, f"has no {absent[0]} beside it; copy all parts of the Shapefile into one folder")
    from mapgen.catalog.frames import read_layers

    try:
        layers = read_layers(path)
    except FileError as error:
        return unread(file, str(error))
    count = sum(len(frame) for _, frame in layers)
    if count > MAX_ROWS:
        return too_many(file, count, "features")
    if not count:
        return unread(file, "holds no feature; export it again")
    rows: list[Row] = []
    problems: list[Problem] = []
    for where, cells, shape in _features(layers):
        try:
            position, spread_km = _position(shape)
            rows.append(Row(where, cells, position, spread_km))
        except FileError as error:
            problems.append(Problem(file, where, str(error)))
    return Reading(rows=tuple(rows), columns=columns_of(rows), problems=tuple(problems))


def _beside(path: Path, ending: str) -> bool:
    return any(path.with_suffix(each).exists() for each in (ending, ending.upper()))


def _features(layers: list[tuple[str, Any]]) -> Iterator[tuple[str, dict[str, str], Any]]:
    for layer, frame in layers:
        for number, (shape, values) in enumerate(
            zip(frame.geometry, frame.drop(columns="geometry").to_dict("records"), strict=True), start=1
        ):
            cells = {str(key): text for key, value in values.items() if (text := _text(value))}
            name = next((text for key, text in cells.items() if key.lower() == "name"), "")
            head = f"layer {layer!r}, " if len(layers) > 1 else ""
            yield f"{head}feature {number}" + (f" {shown(name)}" if name else ""), cells, shape


def _position(shape: Any) -> tuple[tuple[float, float], float]:
    if shape is None or shape.is_empty:
        msg = "has no geometry; give it a point"
        raise FileError(msg)
    return of_shape(shape)


def _text(value: Any) -> str:
    if isinstance(value, datetime.datetime) and value == value:
        return value.date().isoformat()
    if value is None or value != value:
        return ""
    return f"{value:.12g}" if isinstance(value, float) else str(value).strip()
