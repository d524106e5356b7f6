"""Choose the cells of the base map that a map shows in detail: the story's window, and the ground around its sites."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from mapgen.geodesy.limits import KM_PER_DEGREE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mapgen.selection.resolve import Selection

    Cell = tuple[int, int]  # its west and south edge in degrees

CELL = 5
"""Width and height of a cell in degrees."""
LONG_KM = 4_000.0
"""Rings wider than this are shown on a coarse world, with detail only near the sites."""
WIDEST_DEG = 100.0
"""A window is not wider than this, in degrees of longitude."""
ROOM = (0.14, 0.06)
"""How far a window goes on beyond the rings at each side, as shares of their width and height: screens are wide."""
NEAR_DEG = 1.2
"""Ground as near to a site as this is shown in detail, in degrees."""
LAST_LAT = 85.0
"""The square map ends here, north and south."""


def window(selection: Selection) -> tuple[list[Cell], list[Cell]]:
    """Choose the cells.

    Parameters
    ----------
    selection : Selection

    Returns
    -------
    tuple of list
        The cells of the window, none where the rings are long; and the cells near the drawn sites.
    """
    sites = [site.position for site in (*selection.origins, *selection.places) if site.position]
    near = sorted({cell for lon, lat in sites for cell in _around(lon, lat)})
    farthest_km = reach_km(selection)
    origins = [site.position for site in selection.origins if site.position]
    if farthest_km > LONG_KM:
        return [], near
    return _within(*_bounds(origins, farthest_km)), near


def reach_km(selection: Selection) -> float:
    """Return the radius of the largest ring that the map opens with, in km."""
    return max((band.high_km for id_, band in selection.bands.items() if id_ in selection.shown), default=0.0)


def _around(lon: float, lat: float) -> Iterator[Cell]:
    for x in (lon - NEAR_DEG, lon + NEAR_DEG):
        for y in (lat - NEAR_DEG, lat + NEAR_DEG):
            yield cell_of(x, y)


def cell_of(lon: float, lat: float) -> Cell:
    """Return the cell that a position lies in."""
    x, y = (math.floor(value / CELL) * CELL for value in ((lon + 180) % 360 - 180, max(-90.0, min(89.9, lat))))
    return x, y


def _bounds(origins: Iterable[tuple[float, float]], farthest_km: float) -> tuple[float, float, float, float]:
    """Return west, south, east and north of the rings, with room around; east may be above 180."""
    places = list(origins)
    middle = sorted(lon for lon, _ in places)[len(places) // 2]
    high = farthest_km / KM_PER_DEGREE + 1
    lats = [lat for _, lat in places]
    south, north = max(-LAST_LAT, min(lats) - high), min(LAST_LAT, max(lats) + high)
    wide = high / max(0.1, math.cos(math.radians(max(abs(south), abs(north)))))
    lons = [(lon - middle + 180) % 360 - 180 + middle for lon, _ in places]
    west, east = min(lons) - wide, max(lons) + wide
    aside, above = ROOM[0] * (east - west), ROOM[1] * (north - south)
    return west - aside, south - above, east + aside, north + above


def cells_of(frame: tuple[float, float, float, float]) -> list[Cell]:
    """Return the cells of a frame: west, south, east and north in degrees, east possibly above 180."""
    return _within(*frame)


def _within(west: float, south: float, east: float, north: float) -> list[Cell]:
    """Return the cells of a box, none of a box that is too wide to be shown in detail."""
    if east - west > 2 * WIDEST_DEG:
        return []
    spare = max(0.0, (east - west - WIDEST_DEG) / 2)
    columns = range(math.floor((west + spare) / CELL), math.ceil((east - spare) / CELL))
    rows = range(math.floor(max(south, -LAST_LAT) / CELL), math.ceil(min(north, LAST_LAT) / CELL))
    return sorted({cell_of(column * CELL + 1, row * CELL + 1) for column in columns for row in rows})


def boxes(cells: Iterable[Cell]) -> list[list[int]]:
    """Join cells into boxes [west, south, east, north]: neighbours in a row, then equal rows on one another."""
    rows: list[list[int]] = []
    for west, south in sorted(cells, key=lambda cell: (cell[1], cell[0])):
        if rows and rows[-1][1] == south and rows[-1][2] == west:
            rows[-1][2] += CELL
        else:
            rows.append([west, south, west + CELL, south + CELL])
    joined: list[list[int]] = []
    for row in rows:
        below = next((box for box in joined if (box[0], box[2], box[3]) == (row[0], row[2], row[1])), None)
        if below:
            below[3] = row[3]
        else:
            joined.append(row)
    return joined
