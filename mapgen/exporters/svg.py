"""Write a map as a static figure for drawing programs, in the frame of its story or as seen from one of its sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.figure.sizes import drawing

if TYPE_CHECKING:
    from mapgen.document.compose import MapDocument


def render(document: MapDocument, *, view: str = "map", centre: str | None = None, size: str | None = None) -> bytes:
    """Return the figure, UTF-8 encoded; the arguments are those of `mapgen.figure.sizes.drawing`."""
    return drawing(document, view=view, centre=centre, size=size)[1].encode("utf-8")
