"""Read spreadsheets of Excel: the values that formulas had when the file was saved, and dates as dates."""

from __future__ import annotations

import datetime
import io
import re
import warnings
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mapgen.errors import FileError, Problem
from mapgen.importers._links import links_of
from mapgen.importers._reading import MAX_ROWS, Reading, too_many, unread
from mapgen.importers._table import column_name, rows_of
from mapgen.records.archives import checked, unpacked
from mapgen.records.files import FILE_BYTES, read_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mapgen.importers._links import Links

ENDINGS = (".xlsx", ".xlsm")
LINK = re.compile(r'=\s*HYPERLINK\(\s*"((?:[^"]|"")+)"\s*[,)]', re.IGNORECASE)
UNREADABLE = "is not a spreadsheet that can be read; save it as XLSX again, or as CSV"


def recognises(head: bytes) -> bool:
    """Return whether the beginning of a file looks like such a spreadsheet."""
    return head.startswith(b"PK") and (b"xl/" in head or b"[Content_Types].xml" in head)


def read(path: Path, file: str) -> Reading:
    """Return the rows of the sheets of a spreadsheet.

    Parameters
    ----------
    path : pathlib.Path
    file : str
        How the user knows the file.

    Returns
    -------
    Reading
        Hidden and empty sheets are passed over, with a note. A formula whose value was never saved is a problem.
    """
    try:
        content = read_file(path, FILE_BYTES)
        has_formulas = _looked_at(content)
        grids, links, notes = _grids(content)
        unsaved = list(_unsaved(content, grids, links)) if has_formulas else []
    except FileError as error:
        return unread(file, str(error))
    if not grids:
        return unread(file, "holds no sheet with cells; check the file")
    several = len(grids) > 1
    readings = [
        rows_of(file, grid, f"sheet {name!r}, " if several else "", links[name]) for name, grid in grids.items()
    ]
    rows = tuple(row for reading in readings for row in reading.rows)
    if len(rows) > MAX_ROWS:
        return too_many(file, len(rows))
    lost = [
        Problem(file, f"sheet {sheet!r}, {cell}" if several else cell, "holds a formula whose value was never saved; "
                "open the file in a spreadsheet program, and save it")
        for sheet, cell in unsaved
    ]  # fmt: skip
    problems = (*(problem for reading in readings for problem in reading.problems), *lost)
    columns = tuple(dict.fromkeys(column for reading in readings for column in reading.columns))
    note = "read with the values that formulas had when it was saved" if has_formulas else "read as a spreadsheet"
    return replace(readings[0], rows=rows, columns=columns, problems=problems, notes=(note, *notes))


def _looked_at(content: bytes) -> bool:
    """Return whether a spreadsheet has formulas, and refuse one that is not safe to read.

    Raises
    ------
    FileError
    """
    archive = checked(content)
    has_formulas = False
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            data = unpacked(archive, name)
            if b"<!DOCTYPE" in data[:2_000] or b"<!ENTITY" in data[:2_000]:
                msg = "declares XML entities, which mapgen does not read; save it as a new file"
                raise FileError(msg)
            has_formulas |= name.startswith("xl/worksheets/") and (b"<f>" in data or b"<f " in data)
    return has_formulas


def _grids(content: bytes) -> tuple[dict[str, list[list[str]]], dict[str, Links], list[str]]:
    """Return the cells of each sheet as texts, its links, and notes on the sheets that are passed over."""
    grids: dict[str, list[list[str]]] = {}
    links: dict[str, Links] = {}
    notes: list[str] = []
    archive = checked(content)
    for sheet in _sheets(content, values=True):
        if sheet.sheet_state != "visible":
            notes.append(f"the hidden sheet {sheet.title!r} is not read")
            continue
        grid = [[_text(value) for value in row] for row in _rows(sheet)]
        while grid and not any(grid[-1]):
            grid.pop()
        if grid:
            grids[sheet.title] = grid
            links[sheet.title] = links_of(archive, sheet._worksheet_path)
    return grids, links, notes


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    """Yield the values of each row, of at most as many rows as anyone has."""
    try:
        yield from sheet.iter_rows(max_row=MAX_ROWS + 100, values_only=True)
    except Exception:  # openpyxl raises what its parsers raise
        raise FileError(UNREADABLE) from None


def _sheets(content: bytes, *, values: bool) -> list[Any]:
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl leaves out: drawings, rules for input
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=values)
        return list(book.worksheets)
    except Exception:  # openpyxl raises what its parsers raise
        raise FileError(UNREADABLE) from None


def _unsaved(content: bytes, grids: dict[str, list[list[str]]], links: dict[str, Links]) -> Iterator[tuple[str, str]]:
    """Yield sheet and cell of each formula without a value: programs that only write files leave it out.

    The addresses of formulas that are links are added to the links of their sheet.
    """
    for sheet in _sheets(content, values=False):
        grid = grids.get(sheet.title, [])
        for row, (values, formulas) in enumerate(zip(grid, _rows(sheet), strict=False), start=1):
            for column, (value, formula) in enumerate(zip(values, formulas, strict=False)):
                if not value and isinstance(formula, str) and formula.startswith("="):
                    yield sheet.title, f"row {row}, {column_name(column)}"
                elif value and isinstance(formula, str) and (link := LINK.match(formula)):
                    links[sheet.title][row - 1, column] = link[1].replace('""', '"')


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ", "minutes")
    if isinstance(value, float):
        return f"{value:.12g}"
    return str(value).strip()
