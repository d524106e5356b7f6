"""Write what reaches what on a map as CSV, for a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.reach.report import as_csv
from mapgen.reach.rule import reaches

if TYPE_CHECKING:
    from mapgen.document.compose import MapDocument


def render(document: MapDocument) -> bytes:
    """Return the lines of ``mapgen reach --format csv``, UTF-8 encoded."""
    return as_csv(list(reaches(document.selection))).encode("utf-8")
