"""Read GeoJSON, the export of Overpass included: each feature with a point or a small area is a row."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from mapgen.errors import FileError, Problem, shown
from mapgen.importers._decode import decode
from mapgen.importers._geometry import place
from mapgen.importers._reading import MAX_ROWS, Reading, Row, columns_of, too_many, unread
from mapgen.records.files import FILE_BYTES, read_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENDINGS = (".geojson", ".json")
WGS84 = ("CRS84", "EPSG::4326", "EPSG:4326", "EPSG::4979")


def recognises(head: bytes) -> bool:
    """Return whether the beginning of a file looks like GeoJSON: an object, not an array."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" and b"Feature" in head


def read(path: Path, file: str) -> Reading:
    """Return a row for each feature; its properties are the cells.

    Parameters
    ----------
    path : pathlib.Path
    file : str
        How the user knows the file.

    Returns
    -------
    Reading
        Lines, large areas and features without a geometry are problems.
    """
    try:
        data = json_of(path)
        features = list(_features(data))
    except FileError as error:
        return unread(file, str(error))
    if len(features) > MAX_ROWS:
        return too_many(file, len(features), "features")
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, feature in enumerate(features, start=1):
        cells = _cells(feature)
        where = f"feature {number}" + (f" {shown(cells['name'])}" if cells.get("name") else "")
        try:
            position, spread_km = _position(feature)
            rows.append(Row(where, cells, position, spread_km))
        except FileError as error:
            problems.append(Problem(file, where, str(error)))
    if not features:
        return unread(file, "holds no feature; export it again")
    return Reading(rows=tuple(rows), columns=columns_of(rows), problems=tuple(problems))


def json_of(path: Path) -> Any:
    """Return what a file of JSON holds.

    Raises
    ------
    FileError
    """
    text = decode(read_file(path, FILE_BYTES))[0]
    try:
        data = json.loads(text, object_pairs_hook=_once)
        if "\\ud" in text.lower():
            json.dumps(data, ensure_ascii=False).encode()  # a lone surrogate is no text
    except json.JSONDecodeError as error:
        where, what = f"line {error.lineno}, column {error.colno}", error.msg.removesuffix(" at")
        msg = f"is not valid JSON: {where}: {what}; export it again"
        raise FileError(msg) from None
    except (ValueError, RecursionError):
        msg = "is not JSON that mapgen can read; export it again"
        raise FileError(msg) from None
    return data


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object, and refuse one with a key that is written twice, of which a parser keeps the last."""
    found = dict(pairs)
    if len(found) < len(pairs):
        key = Counter(name for name, _ in pairs).most_common(1)[0][0]
        start = json.dumps(dict(pairs[:1]), ensure_ascii=False)[:-1]
        msg = f"has the key {shown(key)} twice in the object that starts {start[:60]}; take one out"
        raise FileError(msg)
    return found


def _features(data: Any) -> Iterator[dict[str, Any]]:
    """Yield the features of a document.

    Raises
    ------
    FileError
        If it is no GeoJSON, or its coordinates are in another system than WGS84.
    """
    if not isinstance(data, dict):
        msg = "is no GeoJSON; export it as a FeatureCollection"
        raise FileError(msg)
    crs = json.dumps(data.get("crs")) if data.get("crs") else ""
    if crs and not any(known in crs for known in WGS84):
        msg = "has coordinates in another system than WGS84; export it in EPSG:4326"
        raise FileError(msg)
    if data.get("type") == "FeatureCollection" and isinstance(data.get("features"), list):
        yield from (each if isinstance(each, dict) else {} for each in data["features"])
    elif data.get("type") == "Feature":
        yield data
    else:
        msg = "is no GeoJSON; export it as a FeatureCollection"
        raise FileError(msg)


def _position(feature: dict[str, Any]) -> tuple[tuple[float, float], float]:
    geometry = feature.get("geometry")
    parts = geometry.get("geometries") if isinstance(geometry, dict) else None
    if isinstance(geometry, dict) and geometry.get("type") == "GeometryCollection" and isinstance(parts, list):
        geometry = parts[0] if len(parts) == 1 else geometry
    if not isinstance(geometry, dict) or not isinstance(geometry.get("type"), str):
        msg = "has no geometry; give it a point"
        raise FileError(msg)
    return place(geometry["type"], geometry.get("coordinates"))


def _cells(feature: dict[str, Any]) -> dict[str, str]:
    """Return the properties as texts; those that hold objects are left as JSON."""
    properties = feature.get("properties")
    cells = {}
    for key, value in (properties if isinstance(properties, dict) else {}).items():
        if value is None or value == "":
            continue
        cells[str(key)] = value.strip() if isinstance(value, str) else _text(value)
    return cells


def _text(value: Any) -> str:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    return json.dumps(value, ensure_ascii=False)
