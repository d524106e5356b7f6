"""Write a table of a map as CSV, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from mapgen.forms.tables import EMPTY
from mapgen.forms.tables import table as table_of

if TYPE_CHECKING:
    from mapgen.document.compose import MapDocument

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def render(document: MapDocument, *, table: str = "reach", bom: bool = False) -> bytes:
    """Return a table, UTF-8 encoded.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.

    Parameters
    ----------
    document : MapDocument
    table : str, optional
        ``reach``: the lines of ``mapgen reach --format csv``, and names, kinds and publishers. Or ``ranges``, ``sites``
        or ``sources``.
    bom : bool, optional
        Whether the file begins with the mark by which Excel knows UTF-8.
    """
    rows = table_of(document, table)
    header = list(rows[0]) if rows else EMPTY.get(table, [])
    text = io.StringIO()
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(header)
    lines.writerows([_neutral(_plain(cell)) for cell in row.values()] for row in rows)
    return text.getvalue().encode("utf-8-sig" if bom else "utf-8")


def _plain(cell: str | float | None) -> str:
    return "" if cell is None else f"{cell:.12g}" if isinstance(cell, float) else str(cell)


def _neutral(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) and not _is_number(cell) else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
