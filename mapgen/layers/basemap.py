"""Lay the land under the map: the coarse world, the story's window in detail, and the names on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mapgen.catalog.base_names import read_borders
from mapgen.layers._cells import read_part, world_part
from mapgen.layers._layer import Layer
from mapgen.layers._names import names
from mapgen.layers._window import cells_of, window
from mapgen.resources import folder

if TYPE_CHECKING:
    from mapgen.selection.resolve import Selection

WINDOW_CHARACTERS = 42_000
"""The longest text of the window's cells: about half as many bytes in the page."""
WIDE_CHARACTERS = 120_000
"""The longest text of a window that is too wide for every level but the coarsest."""
NEAR_CHARACTERS = 60_000
"""The longest text of the cells near sites that are finer than the window, or outside it."""
FRAME_CHARACTERS = 300_000
"""The longest text of the cells of a picture, which no page carries."""


def build(selection: Selection) -> Layer:
    """Return the outlines in parts, each drawn over the one before, and the names in the languages of the story."""
    wide, near = window(selection)
    rest = sorted({*wide} - {*near})
    found = [
        read_part(rest, WINDOW_CHARACTERS, selection.borders, most=WIDE_CHARACTERS),
        read_part(near, NEAR_CHARACTERS, selection.borders),
    ]
    parts = [world_part(selection.borders), *(part for part in found if part)]
    detailed = {cell for cells, part in zip((rest, near), found, strict=True) if part for cell in cells}
    return Layer(packed={"basemap": {"parts": parts, "labels": names(selection, detailed, is_near=bool(wide))}})


def outlines(frame: tuple[float, float, float, float]) -> dict[str, Any]:
    """Return the outlines for a frame (west, south, east, north; in degrees), without names, as `build` packs them."""
    borders = read_borders([(folder("geodata"), "geodata")], [])
    part = read_part(cells_of(frame), FRAME_CHARACTERS, borders)
    return {"parts": [world_part(borders), *([part] if part else [])]}
