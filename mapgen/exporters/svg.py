"""Write a map as a standalone static figure in the frame of its story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.figure.map import opening_map, svg

if TYPE_CHECKING:
    from mapgen.document.compose import MapDocument


def render(document: MapDocument) -> bytes:
    """Return the figure, UTF-8 encoded."""
    return svg(opening_map(document)).encode("utf-8")
