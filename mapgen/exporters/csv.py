"""Write what reaches what on a map as CSV, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from mapgen.reach.report import as_csv
from mapgen.reach.rule import reaches

if TYPE_CHECKING:
    from mapgen.document.compose import MapDocument

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(document: MapDocument) -> bytes:
    """Return the lines of ``mapgen reach --format csv``, UTF-8 encoded.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\r\n")
    rows = csv.reader(io.StringIO(as_csv(list(reaches(document.selection))), newline=""))
    lines.writerows([_neutral(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8")


def _neutral(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
