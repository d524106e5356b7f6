"""Write a map as a picture, without a browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mapgen.errors import MapgenError
from mapgen.figure.raster import png
from mapgen.figure.sizes import drawing
from mapgen.forms.letters import lettered
from mapgen.forms.pictures import repacked

if TYPE_CHECKING:
    from mapgen.document.compose import MapDocument

LONGEST = 2400
"""The longer side in pixels, if nothing else is said."""
MOST = 10_000
"""Greatest width in pixels."""


def render(
    document: MapDocument,
    *,
    view: str = "map",
    centre: str | None = None,
    size: str | None = None,
    width: int | None = None,
    scale: float | None = None,
) -> bytes:
    """Return the picture: what the SVG shows.

    Its letters become paths first: resvg sets a whole line in another font if the first lacks one of its letters.

    Parameters
    ----------
    document : MapDocument
    view, centre, size
        See `mapgen.figure.sizes.drawing`.
    width : int, optional
        Width in pixels; by default the longer side has 2400.
    scale : float, optional
        Pixels for each unit of the drawing, in place of a width.

    Raises
    ------
    MapgenError
        If both are given or one is out of bounds, resvg or typst is not installed, or no font has a letter.
    """
    if width is not None and scale is not None:
        msg = "--width and --scale: both say how large the picture is; leave one out"
        raise MapgenError(msg)
    if width is not None and not 16 <= width <= MOST:
        msg = f"--width {width}: a picture is between 16 and {MOST:,} pixels wide"
        raise MapgenError(msg)
    if scale is not None and not 0.05 <= scale <= 8:
        msg = f"--scale {scale:g}: a scale is between 0.05 and 8"
        raise MapgenError(msg)
    _, svg = drawing(document, view=view, centre=centre, size=size)
    pixels = None if scale is not None else width or _width(svg)
    drawn = lettered(svg, asked="a .png file")
    return repacked(png(drawn, width=pixels, scale=scale, asked="a .png file is drawn", install="'mapgen[briefing]'"))


def _width(svg: str) -> int:
    """Return the width of a picture whose longer side is `LONGEST`."""
    found = re.search(r'viewBox="\S+ \S+ (\S+) (\S+)"', svg)
    wide, high = (float(side) for side in found.groups()) if found else (1.0, 1.0)
    return round(LONGEST * min(1.0, wide / high))
