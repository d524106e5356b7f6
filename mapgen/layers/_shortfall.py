"""Say where a page's base map has less detail than a map of its kind should have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mapgen.layers._window import LAST_LAT, LONG_KM, cell_of, reach_km, window

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mapgen.layers._window import Cell
    from mapgen.selection.resolve import Selection


def shortfall(selection: Selection, parts: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Compare the detail that a map should have with that which its page carries.

    Parameters
    ----------
    selection : Selection
    parts : sequence of mapping
        The parts of the base map, as `mapgen.layers.basemap` packs them.

    Returns
    -------
    tuple of str
        A sentence for each kind of ground that is coarse or absent; none for a map that has what it should.
    """
    sites = [(site.name, site.position) for site in (*selection.origins, *selection.places) if site.position]
    polar = [name for name, (_, lat) in sites if abs(lat) > LAST_LAT]
    coarse = [name for name, (lon, lat) in sites if abs(lat) <= LAST_LAT and not _covered(cell_of(lon, lat), parts)]
    wide, near = window(selection)
    found = []
    if polar:
        found.append(f"beyond {LAST_LAT:g} degrees, where the flat map ends: {', '.join(polar)}")
    if coarse:
        found.append(f"coasts are coarse, because a page has no room for more, around: {', '.join(coarse)}")
    has_window = bool(wide) and all(_covered(cell, parts) for cell in {*wide} - {*near})
    if reach_km(selection) <= LONG_KM and not has_window:
        found.append("coasts are coarse except around the sites: the rings are too wide for more detail in a page")
    return tuple(found)


def _covered(cell: Cell, parts: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether a part with more detail than the world has this cell."""
    return any(
        west <= cell[0] < east and south <= cell[1] < north
        for part in parts
        for west, south, east, north in part["cover"]
    )
