"""Write a map as GeoPackage (OGC 12-128r18), one table a layer, with the styles in which QGIS opens it."""

from __future__ import annotations

import sqlite3
import struct
from contextlib import closing
from typing import TYPE_CHECKING, Any

import shapely

from mapgen.forms.areas import area_of, ring_properties
from mapgen.forms.brief import Brief
from mapgen.forms.qgis import styles
from mapgen.forms.tables import TABLES
from mapgen.resources import folder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mapgen.document.compose import MapDocument
    from mapgen.forms.tables import Row

APPLICATION_ID = 0x47504B47
"""The letters GPKG."""
USER_VERSION = 10300
"""GeoPackage 1.3."""
WGS84 = 4326


def render(document: MapDocument) -> bytes:
    """Return the database: layers ``rings`` and ``sites``, tables ``ranges``, ``reach``, ``sources`` and ``about``.

    It is written with SQLite alone, so that it holds no clock: its dates are the day that the map speaks of.
    """
    with closing(sqlite3.connect(":memory:")) as base:
        base.execute("PRAGMA temp_store = MEMORY")  # no file besides the one that the user names
        base.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        base.execute(f"PRAGMA user_version = {USER_VERSION}")
        base.executescript((folder("templates") / "forms" / "gpkg.sql").read_text("utf-8"))
        moment = f"{document.date}T00:00:00.000Z"
        rings = [_ring(feature, document) for feature in document.ranges]
        _add(base, moment, "rings", document.text("ui:ranges"), rings, [area_of(each) for each in document.ranges])
        sites = TABLES["sites"](document)
        positions = [site.position for site in document.selection.sites]
        points = [None if at is None else shapely.Point(at) for at in positions]
        _add(base, moment, "sites", document.text("ui:sites"), sites, points)
        for name in ("ranges", "reach", "sources"):
            _add(base, moment, name, name, TABLES[name](document))
        _add(base, moment, "about", document.title, _about(document))
        _add_styles(base, moment, document)
        base.commit()
        base.execute("VACUUM")
        return base.serialize()


def _ring(feature: dict[str, Any], document: MapDocument) -> Row:
    given = ring_properties(feature, document)
    together = document.text("ui:all_origins")
    columns = ("missile", "name", "origin", "bound", "radius_km", "basis", "kind", "floor")
    return {
        **{key: given.get(key) for key in columns},
        "origin_name": document.text(f"site:{given['origin']}") if given["origin"] else together,
        "sources": " ".join(given["sources"]),
        "footnotes": " ".join(map(str, given["footnotes"])),
    }


def _about(document: MapDocument) -> list[Row]:
    brief = Brief(document)
    said = {
        "title": document.title,
        "takeaway": brief.takeaway,
        "summary": brief.summary_text,
        "as_of": document.date,
        "story": document.selection.story.id,
        "content_hash": document.content_hash,
        "language": brief.language,
        "provenance": "\n".join(brief.provenance),
    }
    return [{"key": key, "value": value} for key, value in said.items() if value]


def _add(
    base: sqlite3.Connection,
    moment: str,
    name: str,
    described: str,
    rows: Sequence[Row],
    shapes: Sequence[Any] | None = None,
) -> None:
    """Create a table, fill it, and enter it in the contents, unless it has no rows; with shapes it is a layer."""
    if not rows:
        return
    columns = {key: _type([row[key] for row in rows]) for key in rows[0]}
    geometry = {"geom": "GEOMETRY"} if shapes is not None else {}
    spec = ", ".join(f'"{key}" {kind}' for key, kind in {**geometry, **columns}.items())
    base.execute(f'CREATE TABLE "{name}" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {spec})')
    values = [
        (*([_blob(shapes[index])] if shapes is not None else []), *row.values()) for index, row in enumerate(rows)
    ]
    places = ", ".join("?" * (len(columns) + len(geometry)))
    base.executemany(f'INSERT INTO "{name}" VALUES (NULL, {places})', values)
    kind = "features" if shapes is not None else "attributes"
    drawn = [shape for shape in shapes or () if shape is not None]
    box = shapely.total_bounds(drawn).tolist() if drawn else [None] * 4
    entry = (name, kind, name, described, moment, *box, WGS84 if geometry else 0)
    base.execute("INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", entry)
    if geometry:
        kind = "POINT" if all(shape.geom_type == "Point" for shape in drawn) else "MULTIPOLYGON"
        base.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)", (name, kind, WGS84))


def _type(values: Sequence[object]) -> str:
    given = {type(value) for value in values if value is not None}
    return "INTEGER" if given == {int} else "REAL" if given and given <= {int, float} else "TEXT"


def _blob(shape: Any) -> bytes | None:
    """Return a geometry in GeoPackage's binary form: a header with its envelope, then WKB."""
    if shape is None:
        return None
    whole = shapely.MultiPolygon([shape]) if shape.geom_type == "Polygon" else shape
    body = shapely.to_wkb(whole, byte_order=1)
    if whole.geom_type == "Point":
        return struct.pack("<2sBBi", b"GP", 0, 0b00000001, WGS84) + bytes(body)
    west, south, east, north = whole.bounds
    return struct.pack("<2sBBi4d", b"GP", 0, 0b00000011, WGS84, west, east, south, north) + bytes(body)


def _add_styles(base: sqlite3.Connection, moment: str, document: MapDocument) -> None:
    """Add the table from which QGIS takes the style of each layer, one default for each."""
    for layer, qml in styles(document).items():
        row = ("", "", layer, "geom", "mapgen", qml, "", 1, document.title, "", None, moment)
        base.execute(f"INSERT INTO layer_styles VALUES (NULL, {', '.join('?' * len(row))})", row)
