"""Hold what a format's `read` returns: rows of cells as text, or publications as items of CSL-JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mapgen.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MAX_ROWS = 20_000
"""The most rows of one file: each becomes a file of its own."""
DECIMALS = 2
"""Of positions in degrees: about a kilometre, the level of an installation."""
MAX_NOTES = 50
"""The most notes of one file: nobody reads more."""


@dataclass(frozen=True)
class Row:
    """A row of a table, or a place of a map.

    Attributes
    ----------
    place : str
        Where it is in the file, e.g. ``row 7``.
    cells : mapping of str to str
        Text by the name of the column; without the cells that are empty.
    position : tuple of float, optional
        Longitude and latitude in degrees, where the format has a geometry.
    spread_km : float
        How far the place reaches from that position; 0 for a point.
    links : mapping of str to str
        The address to which a cell leads, by column, where the format has such links.
    """

    place: str
    cells: Mapping[str, str]
    position: tuple[float, float] | None = None
    spread_km: float = 0.0
    links: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reading:
    """What a file holds.

    Attributes
    ----------
    rows : tuple of Row
    items : tuple
        Publications: the place in the file, and the item of CSL-JSON.
    columns : tuple of str
        Names of the columns in their order.
    problems : tuple of Problem
        What could not be read, with its place.
    notes : tuple of str
        What the user should know, e.g. the encoding.
    untaken : tuple of str
        What of the publications has no place in their items, with its place in the file.
    """

    rows: tuple[Row, ...] = ()
    items: tuple[tuple[str, dict[str, Any]], ...] = ()
    columns: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    untaken: tuple[str, ...] = ()


def unread(file: str, message: str, place: str = "") -> Reading:
    """Return the reading of a file that cannot be read."""
    return Reading(problems=(Problem(file, place, message),))


def too_many(file: str, count: int, what: str = "rows") -> Reading:
    """Return the reading of a file that holds more than anyone wants as files."""
    return unread(file, f"has {count:,} {what}, and {MAX_ROWS:,} is the most; take the part that your map needs")


def few(notes: Sequence[str]) -> tuple[str, ...]:
    """Return notes once each, and of many the first, with the number of the others."""
    once = [*dict.fromkeys(notes)]
    more = len(once) - MAX_NOTES
    return (*once[:MAX_NOTES], *([f"and {more:,} more of this kind"] if more > 0 else []))


def columns_of(rows: list[Row]) -> tuple[str, ...]:
    """Return the names of all columns that rows have, in the order in which they come."""
    return tuple(dict.fromkeys(column for row in rows for column in row.cells))
