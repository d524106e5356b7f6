"""Write the sources of a map as RIS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.citations.ris import ris

if TYPE_CHECKING:
    from mapgen.document.compose import MapDocument


def render(document: MapDocument) -> bytes:
    """Return the references in citation order, UTF-8 encoded."""
    return ris(document.selection.cited).encode("utf-8")
