"""Read tables as text: cells separated by commas, semicolons, tabs or bars, in any common encoding."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from mapgen.errors import FileError
from mapgen.importers._decode import decode
from mapgen.importers._reading import MAX_ROWS, Reading, too_many, unread
from mapgen.importers._table import rows_of
from mapgen.records.files import FILE_BYTES, read_file

if TYPE_CHECKING:
    from pathlib import Path

ENDINGS = (".csv", ".tsv", ".tab", ".txt")
SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
SAMPLE_LINES = 100


def recognises(head: bytes) -> bool:
    """Return whether the beginning of a file looks like such a table: its first line has a separator."""
    first = head.partition(b"\n")[0]
    return any(mark.encode() in first for mark in SEPARATORS) and head.lstrip()[:1] not in (b"{", b"[", b"<", b"@")


def read(path: Path, file: str) -> Reading:
    """Return the rows of a table.

    Parameters
    ----------
    path : pathlib.Path
    file : str
        How the user knows the file.

    Returns
    -------
    Reading
        Its notes say encoding and separator.
    """
    try:
        text, encoding = decode(read_file(path, FILE_BYTES))
    except FileError as error:
        return unread(file, str(error))
    separator, table = _separator(text)
    if line := _open_quote(text, separator, len(text) - len(table)):
        message = "begins a cell with a quote that closes no cell; close it at the end of the cell, or take it out"
        return unread(file, message, f"line {line}")
    try:
        grid = list(csv.reader(io.StringIO(table, newline=""), delimiter=separator))
    except csv.Error as error:
        return unread(file, f"cannot be read as a table: {error}; save it as CSV again")
    if len(grid) > MAX_ROWS + 100:
        return too_many(file, len(grid) - 1)
    note = f"read as {encoding}, cells separated by {SEPARATORS[separator]}"
    if not encoding.startswith("utf"):
        note += "; if names look wrong, save it as UTF-8"
    reading = rows_of(file, grid)
    return replace(reading, notes=(note,))


def _separator(text: str) -> tuple[str, str]:
    """Return the separator of a table, and the table without the line in which Excel names it."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5 and first.strip()[4] in SEPARATORS:
        return first.strip()[4], rest
    return max(SEPARATORS, key=lambda separator: _agreement(text, separator)), text


def _open_quote(text: str, separator: str, start: int) -> int | None:
    """Return the line of the first quote that takes later rows into its cell; None if there is none.

    It is never closed, or by a quote that opens another cell; a right cell of several lines ends with a quote.
    """
    mark = re.escape(separator)
    quoted = re.compile(rf'(?<![^{mark}\r\n])"([^"]*+(?:""[^"]*+)*+)("(?=[ \t]*(?:[{mark}\r\n]|\Z)))?')
    for cell in quoted.finditer(text, start):
        if cell[2] is None and ("\n" in cell[1] or "\r" in cell[1] or cell.end() == len(text)):
            return len(re.findall(r"\r\n|\r|\n", text[: cell.start()])) + 1
    return None


def _agreement(text: str, separator: str) -> tuple[int, int]:
    """Return in how many rows a separator makes the same number of cells, above one, and that number."""
    lines = text.splitlines(keepends=True)[:SAMPLE_LINES]
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if row)
    except csv.Error:
        return 0, 0
    several = {width: count for width, count in widths.items() if width > 1}
    width = max(several, key=lambda each: (several[each], each), default=0)
    return several.get(width, 0), width
