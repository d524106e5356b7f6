"""Fit a static figure with its title, key and footnotes to a sheet: A4, letter, 16:9, a square, or any size."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mapgen.errors import MapgenError
from mapgen.figure.basemap_shapes import NO_COASTS
from mapgen.figure.map import WIDTH, static_map, svg
from mapgen.figure.plain_svg import Size, natural_size, plain_svg

if TYPE_CHECKING:
    from mapgen.document.compose import MapDocument
    from mapgen.figure.context import StaticMap

NAMED = {
    "a4": (210.0, 297.0, "mm"),
    "letter": (8.5, 11.0, "in"),
    "16:9": (1600.0, 900.0, ""),
    "square": (1200.0, 1200.0, ""),
}
"""Width, height and unit of the sheets that have names; paper is turned to the side that the map needs."""
VIEWS = ("map", "azimuthal")
WIDEST = 2400.0
"""Greatest width of a map in units: words on it are then small."""
FLATTEST = 0.38
"""Least height of a map on a sheet, as a share of its width; on a flatter sheet it is drawn with more units."""
_OWN = re.compile(r"(\d{2,5})x(\d{2,5})")


@dataclass(frozen=True)
class Sheet:
    """Width and height of a sheet in its unit: ``mm``, ``in``, or pixels where that is empty."""

    width: float
    height: float
    unit: str
    turns: bool = False


def sheet_for(size: str) -> Sheet:
    """Read the name of a sheet, or its size in pixels.

    Raises
    ------
    MapgenError
        If it is neither.
    """
    if size.lower() in NAMED:
        width, height, unit = NAMED[size.lower()]
        return Sheet(width, height, unit, turns=bool(unit))
    found = _OWN.fullmatch(size)
    if not found or not 0.2 <= int(found[1]) / int(found[2]) <= 5:
        known = ", ".join(NAMED)
        msg = f"--size {size}: is no size; write {known}, or pixels such as 1600x1200, no side five times the other"
        raise MapgenError(msg)
    return Sheet(float(found[1]), float(found[2]), "")


def drawing(
    document: MapDocument, *, view: str = "map", centre: str | None = None, size: str | None = None
) -> tuple[StaticMap, str]:
    """Draw a map for other programs than browsers.

    Parameters
    ----------
    document : MapDocument
    view : {"map", "azimuthal"}, optional
    centre : str, optional
        Id of the drawn site in the middle of the azimuthal view; by default the origin that is labelled first.
    size : str, optional
        See `sheet_for`; by default the drawing is as large as it needs.

    Returns
    -------
    StaticMap
    str
        SVG: see `plain_svg`.

    Raises
    ------
    MapgenError
        If the view or the size is unknown, no drawn site has the id, or a centre is given for a map.
    """
    if view not in VIEWS:
        msg = f"--view {view}: is none; write {' or '.join(VIEWS)}"
        raise MapgenError(msg)
    if view == "map" and centre is not None:
        msg = f"--from {centre}: the map is not drawn from one site; add --view azimuthal"
        raise MapgenError(msg)
    middle = (centre or first_origin(document)) if view == "azimuthal" else None
    figure = static_map(document, centre=middle)
    if size is None:
        return figure, plain_svg(figure)
    sheet = sheet_for(size)
    width, height = _sheet_size(figure)
    if sheet.turns and width > height:
        sheet = Sheet(sheet.height, sheet.width, sheet.unit)
    if middle is None:
        figure = _fitted(document, sheet)
        width, height = _sheet_size(figure)
    share = sheet.height / sheet.width
    wide, high = max(width, height / share), max(height, width * share)
    outer = (f"{sheet.width:g}{sheet.unit}", f"{sheet.height:g}{sheet.unit}")
    return figure, plain_svg(figure, size=Size(wide, high, *outer))


def first_origin(document: MapDocument) -> str:
    """Return the id of the origin whose name is placed first on the map."""
    origins = {site.id for site in document.selection.origins}
    order = {feature["id"]: feature["properties"]["label_order"] for feature in document.sites}
    return min(origins, key=lambda id_: order[id_])


def _sheet_size(figure: StaticMap) -> tuple[float, float]:
    """Return width and height of a figure with its title, key and notes: its land and its labels do not matter."""
    return natural_size(svg(replace(figure, coasts=NO_COASTS), labels=[]))


def _fitted(document: MapDocument, sheet: Sheet) -> StaticMap:
    """Choose how high and how wide in units the map is, so that it fills the sheet with its title, key and notes."""
    width = WIDTH
    while True:
        figure = static_map(document, width=width, ratio=0.6)
        whole, high = _sheet_size(figure)
        ratio = (whole * sheet.height / sheet.width - (high - figure.projection.height)) / width
        if ratio >= FLATTEST or width >= WIDEST:
            return static_map(document, width=width, ratio=max(ratio, 0.2))
        width += 200.0
