"""Write a table of a map as CSV, for a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from mapgen.forms.tables import EMPTY
from mapgen.forms.tables import table as table_of
from mapgen.reach.report import csv_cell

if TYPE_CHECKING:
    from mapgen.document.compose import MapDocument


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
    lines.writerows([csv_cell(cell) for cell in row.values()] for row in rows)
    return text.getvalue().encode("utf-8-sig" if bom else "utf-8")
