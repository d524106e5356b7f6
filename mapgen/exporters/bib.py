"""Write the sources of a map as BibTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.citations.bibtex import bibtex

if TYPE_CHECKING:
    from mapgen.document.compose import MapDocument


def render(document: MapDocument) -> bytes:
    """Return the entries in citation order, UTF-8 encoded."""
    return bibtex(document.selection.cited).encode("utf-8")
