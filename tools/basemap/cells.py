"""Cut the detailed base map into cells of five degrees, so that a page takes only those that it shows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely import MultiPolygon, Polygon, box

from mapgen.geodesy.outlines import decode_line, encode_line, encode_polygons
from tools.basemap.shapes import area_km2, is_named, polygons
from tools.basemap.topology import arc_users, areas, decode_arcs, simplify_arcs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

CELL = 5
"""Width and height of a cell in degrees."""


ISLET_TOLERANCES = 8
"""Outlines narrower than this many times the tolerance are not simplified."""


@dataclass(frozen=True)
class Level:
    """How fine the cells of one file are.

    Attributes
    ----------
    scale, tolerance : float
        The grid, and how far an outline may be off, in degrees.
    islet_km2, lake_km2 : float
        Smaller islands and lakes are left out.
    faint : float or None
        How far rivers and the lines of provinces may be off, in degrees; they are left out where it is None.
    """

    scale: float
    tolerance: float
    islet_km2: float
    lake_km2: float
    faint: float | None


LEVELS = {  # Leaflet zoom 8, the deepest: 0.0055 degrees a pixel
    "fine": Level(0.0025, 0.004, 0.3, 10.0, 0.012),
    "medium": Level(0.0025, 0.016, 8.0, 400.0, None),
    "broad": Level(0.01, 0.03, 30.0, 400.0, None),
}


@dataclass(frozen=True)
class Sources:
    """What the cells are made of: ``countries-10m``, and areas and lines in lon/lat, WGS84."""

    countries: dict[str, Any]
    code: Callable[[str], str]
    lakes: list[Any]
    rivers: list[Any]
    provinces: list[Any]


def build_cells(sources: Sources, level: Level) -> dict[str, dict[str, Any]]:
    """
    Build the cells of a level.

    Parameters
    ----------
    sources
        The outlines.
    level
        How fine they are to be.

    Returns
    -------
    dict
        By the west and south edge of a cell, such as ``125 35``, what is in it: ``land``, ``lakes``, ``rivers`` and
        ``provinces``, and ``borders`` by the codes of the two countries.
    """
    countries = sources.countries
    exact = decode_arcs(countries)
    arcs = simplify_arcs(exact, [0.0 if _is_islet(arc, level) else level.tolerance for arc in exact])
    land = shapely.union_all(list(areas(countries, arcs, "countries").values()))
    cells: dict[str, dict[str, Any]] = defaultdict(dict)
    for key, part in _cut(_large(land, level), level.scale):
        cells[key]["land"] = encode_polygons(part, level.scale)
    for key, pair, line in _borders(countries, arcs, sources.code):
        cells[key].setdefault("borders", {}).setdefault(pair, []).extend(_encoded([line], level.scale))
    for key, lake in _lakes(sources.lakes, level):
        cells[key].setdefault("lakes", []).append(lake)
    if level.faint:
        for name, lines in (("rivers", sources.rivers), ("provinces", sources.provinces)):
            simple = [line.simplify(level.faint) for line in lines]
            for key, line in _cut_lines(simple):
                cells[key].setdefault(name, []).extend(_encoded([line], level.scale))
    return {key: cells[key] for key in sorted(cells, key=lambda key: [int(part) for part in key.split()])}


def _is_islet(arc: Any, level: Level) -> bool:
    """Return whether an arc is a whole outline so small that simplifying would distort it."""
    return bool((arc[0] == arc[-1]).all() and np.ptp(arc, axis=0).max() < ISLET_TOLERANCES * level.tolerance)


def _large(land: Any, level: Level) -> Any:
    """Return the land on the grid, without its islets and the smallest of its holes."""
    kept = [
        Polygon(part.exterior, [hole for hole in part.interiors if area_km2(Polygon(hole)) >= level.islet_km2])
        for part in polygons(shapely.set_precision(land, level.scale))
        if area_km2(part) >= level.islet_km2 or is_named(part, level.scale)
    ]
    return MultiPolygon(kept)


def _cut(
    area: Any, scale: float, bounds: tuple[int, int, int, int] = (-180, -90, 180, 90)
) -> Iterator[tuple[str, Any]]:
    """Halve an area again and again until each part is as small as a cell; yield the key and the part of each."""
    west, south, east, north = bounds
    if area.is_empty:
        return
    columns, rows = (east - west) // CELL, (north - south) // CELL
    if columns == rows == 1:
        parts = polygons(shapely.union_all(polygons(area), grid_size=scale))  # parts rounded apart may overlap
        if parts:
            yield f"{west} {south}", MultiPolygon(parts)
        return
    if columns >= rows:
        middle = west + columns // 2 * CELL
        halves = [(west, south, middle, north), (middle, south, east, north)]
    else:
        middle = south + rows // 2 * CELL
        halves = [(west, south, east, middle), (west, middle, east, north)]
    for half in halves:
        yield from _cut(_within(area, half, scale), scale, half)


def _within(area: Any, bounds: tuple[int, int, int, int], scale: float) -> Any:
    parts = polygons(area)
    near = [part for part in parts if shapely.box(*part.bounds).intersects(box(*bounds))]
    cut = shapely.intersection(np.array(near, dtype=object), box(*bounds), grid_size=scale)
    return MultiPolygon([part for each in cut for part in polygons(each)])


def _borders(countries: dict[str, Any], arcs: list[Any], code: Callable[[str], str]) -> Iterator[tuple[str, str, Any]]:
    """Yield each border of two countries cut into cells: key, codes, line."""
    for index, ids in arc_users(countries, "countries").items():
        if len(ids) == 2:
            pair = "-".join(sorted(code(id_) for id_ in ids))
            for key, line in _cut_lines([shapely.LineString(arcs[index])]):
                yield key, pair, line


def _cut_lines(lines: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """Cut lines into cells; yield the key and each part."""
    for line in lines:
        for west, south in _cells_of(line.bounds):
            cut = shapely.clip_by_rect(line, west, south, west + CELL, south + CELL)
            for part in shapely.get_parts(cut):
                if part.geom_type == "LineString" and not part.is_empty:
                    yield f"{west} {south}", part


def _cells_of(bounds: tuple[float, float, float, float]) -> Iterator[tuple[int, int]]:
    west, south, east, north = bounds
    for x in range(int(west // CELL) * CELL, int(np.ceil(east)), CELL):
        for y in range(int(south // CELL) * CELL, int(np.ceil(north)), CELL):
            yield x, y


def _encoded(lines: Iterable[Any], scale: float) -> list[str]:
    """Encode lines, without those that the grid makes a point."""
    texts = [encode_line(line.coords, scale) for line in lines]
    return [text for text in texts if len(decode_line(text, scale)) > 1]


def _lakes(lakes: list[Any], level: Level) -> Iterator[tuple[str, list[str]]]:
    """Yield each lake that is large enough, whole, for each cell that it touches."""
    for lake in lakes:
        if area_km2(lake) < level.lake_km2:
            continue
        for part in polygons(shapely.set_precision(lake.simplify(2 * level.tolerance), level.scale)):
            islands = [hole for hole in part.interiors if area_km2(Polygon(hole)) >= level.lake_km2]
            (rings,) = encode_polygons(Polygon(part.exterior, islands), level.scale)
            for west, south in _cells_of(part.bounds):
                if part.intersects(box(west, south, west + CELL, south + CELL)):
                    yield f"{west} {south}", rings
