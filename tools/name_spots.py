"""Find where the names of countries and seas may stand with their middle inside: geodata/basemap/spots.json."""

from __future__ import annotations

import json
import math
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import shapely
import shapely.affinity
from shapely import Point, box

from mapgen.geodesy.outlines import decode_polygons

FOLDER = Path(__file__).parents[1] / "geodata" / "basemap"
COUNT = 9
"""Spots of an area, the one of labels.toml among them."""
LARGE = 0.4
"""A part of a country has spots if its area is at least this share of the largest part's: Borneo, not Alaska."""
FINE = 60
"""Columns and rows of the grid in which spots are searched."""
SHORE = 0.6
"""Of the largest distance to the edge of the area: a spot farther inside than this gains nothing by it."""


def spots_of(area: Any, *given: tuple[float, float], count: int = COUNT) -> list[list[float]]:
    """Spread spots over an area: far from its edge and far from one another.

    Parameters
    ----------
    area : shapely geometry
        In degrees.
    *given : tuple of float
        Lon and lat of the spots to begin with.
    count : int, optional
        How many to find at most.

    Returns
    -------
    list of list of float
        Lon and lat in tenths of a degree, the nearest to the first spot first.
    """
    west, south, east, north = area.bounds
    own = given[0]
    grid = np.array(
        [(round(x, 1), round(y, 1)) for x in np.linspace(west, east, FINE) for y in np.linspace(south, north, FINE)]
    )
    inside = grid[shapely.contains_xy(area, grid[:, 0], grid[:, 1])]
    edge = shapely.distance(shapely.points(inside), shapely.boundary(area))
    depth = np.minimum(edge / (SHORE * edge.max()), 1.0)
    scale = np.array([math.cos(math.radians(own[1])), 1.0])
    found = list(given)
    apart = np.min([np.hypot(*((inside - spot) * scale).T) for spot in given], axis=0)
    while len(found) < count and apart.max() > 0:
        best = int(np.argmax(apart * depth))
        if edge[best] == 0 or apart[best] == 0:
            break
        found.append((float(inside[best][0]), float(inside[best][1])))
        apart = np.minimum(apart, np.hypot(*((inside - found[-1]) * scale).T))
    away = {spot: math.hypot((spot[0] - own[0]) * scale[0], spot[1] - own[1]) for spot in found}
    return [list(spot) for spot in sorted(found, key=lambda spot: (away[spot], spot))]


def _size(part: Any) -> float:
    """Measure a part of a country in square degrees of the equator, about."""
    return float(part.area) * math.cos(math.radians(part.centroid.y))


def spots(labels: list[dict[str, Any]], shapes: dict[str, Any]) -> dict[str, Any]:
    """Find the spots of all names.

    Returns
    -------
    dict
        By English name: the ``country``, for a country, and by ``lon,lat`` of the label in labels.toml its ``spots``.
    """
    countries = {code: decode_polygons(value, shapes["scale"]) for code, value in shapes["countries"].items()}
    land = shapely.union_all(list(countries.values()))
    found: dict[str, Any] = {}
    for label in labels:
        own = (label["lon"], label["lat"])
        key = f"{own[0]:g},{own[1]:g}"
        if label["kind"] == "sea":
            water = box(*label["extent"]).difference(shapely.union(land, shapely.affinity.translate(land, 360.0)))
            found[key] = {"spots": [[round((lon + 180) % 360 - 180, 2), lat] for lon, lat in spots_of(water, own)]}
        elif label["kind"] == "country":
            code = next((code for code, shape in countries.items() if shape.contains(Point(own))), None)
            is_continent = label["names"]["en"] in {"Europe", "Africa"}
            if code is None or is_continent:
                continue
            parts = {_size(part): part for part in countries[code].geoms}
            area = shapely.MultiPolygon([part for size, part in parts.items() if size >= LARGE * max(parts)])
            same = [(each["lon"], each["lat"]) for each in labels if each["names"]["en"] == label["names"]["en"]]
            found[key] = {"country": code, "spots": spots_of(area, own, *(spot for spot in same if spot != own))}
    return found


def main() -> None:
    """Write spots.json."""
    labels = tomllib.loads((FOLDER / "labels.toml").read_text("utf-8"))["labels"]
    shapes = json.loads((FOLDER / "countries.json").read_text("ascii"))
    lines = [f'"{key}": {json.dumps(value)}' for key, value in spots(labels, shapes).items()]
    (FOLDER / "spots.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", "ascii")


if __name__ == "__main__":
    main()
