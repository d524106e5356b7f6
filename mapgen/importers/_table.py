"""Turn a grid of cells into rows: find the header, name the columns, and what does not fit it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mapgen.errors import Problem
from mapgen.importers._reading import MAX_ROWS, Reading, Row, too_many, unread
from mapgen.records.characters import is_blank

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NUMBER = re.compile(r"[-+]?\d+([.,]\d+)?")
HEADER_WITHIN = 20
"""Among how many rows the header is sought: titles may stand above it."""


def rows_of(
    file: str, grid: Sequence[Sequence[str]], sheet: str = "", links: Mapping[tuple[int, int], str] | None = None
) -> Reading:
    """Return the rows of a grid of cells.

    Parameters
    ----------
    file : str
        How the user knows the file.
    grid : sequence of sequences of str
        The cells of each row.
    sheet : str, optional
        Put before the number of each row, e.g. ``sheet 'Bases', ``.
    links : mapping of tuple to str, optional
        The address to which a cell leads, by the indices of row and column in the grid.

    Returns
    -------
    Reading
        Rows without any cell are left out; one with more cells than the header has is a problem.
    """
    width = max((len(_trimmed(row)) for row in grid[: 10 * HEADER_WITHIN]), default=0)
    at = next((index for index, row in enumerate(grid[:HEADER_WITHIN]) if 2 * sum(map(_holds, row)) > width), None)
    if at is None:
        return unread(file, "is empty; it needs a row with the names of the columns, and rows below it", sheet[:-2])
    header = [cell.strip() for cell in _trimmed(grid[at])]
    if any(NUMBER.fullmatch(cell) for cell in header):
        why = "holds numbers where the names of the columns are needed; put a row with the names above it"
        return unread(file, why, f"{sheet}row {at + 1}")
    names, links = _names(header), links or {}
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, cells in enumerate(grid[at + 1 :], start=at + 2):
        filled = {name: cell.strip() for name, cell in zip(names, cells, strict=False) if _holds(cell)}
        over = len(_trimmed(cells)) - len(header)
        if over > 0:
            what = (
                f"has {len(_trimmed(cells))} cells, and the header {len(header)}; put texts with separators in quotes"
            )
            problems.append(Problem(file, f"{sheet}row {number}", what))
        elif filled:
            linked = {
                name: links[number - 1, index] for index, name in enumerate(names) if (number - 1, index) in links
            }
            rows.append(Row(f"{sheet}row {number}", filled, links=linked))
    if len(rows) > MAX_ROWS:
        return too_many(file, len(rows))
    return Reading(rows=tuple(rows), columns=tuple(names), problems=tuple(problems))


def column_name(index: int) -> str:
    """Return how a spreadsheet names a column: A to Z, AA and so on."""
    name = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        name = chr(ord("A") + letter) + name
    return f"column {name}"


def _names(header: list[str]) -> list[str]:
    """Return a name for each column: a second one of the same name, and one without a name, has its letter."""
    names: list[str] = []
    for index, name in enumerate(header):
        names.append(column_name(index) if not name else f"{name} ({column_name(index)})" if name in names else name)
    return names


def _holds(cell: str) -> bool:
    return not is_blank(cell)


def _trimmed(row: Sequence[str]) -> Sequence[str]:
    """Return a row without the empty cells at its end."""
    end = len(row)
    while end and not _holds(row[end - 1]):
        end -= 1
    return row[:end]
