"""Choose what the map shows when it opens: the rings switched on, and the sites."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np
from shapely import get_coordinates
from shapely.geometry import shape

if TYPE_CHECKING:
    from mapgen.selection.resolve import Selection

FULL_TURN = 300.0
"""Rings wider than this, in degrees of longitude, are shown on a map of the whole world."""
MARGIN = 1.0
"""Space around sites that no ring surrounds, in degrees."""
WORLD_LAT = (-60.0, 78.0)
"""Latitudes of a map of the whole world, in degrees: beyond them Mercator enlarges little but ice."""


def view_of(selection: Selection, ranges: dict[str, Any]) -> dict[str, Any]:
    """Fit the opening view.

    Parameters
    ----------
    selection : Selection
    ranges : dict
        The FeatureCollection of the ranges layer; its unions of the missiles switched on are fitted.

    Returns
    -------
    dict
        ``bounds`` [[west, south], [east, north]] in WGS84 degrees, east possibly above 180; the story's own ``center``
        [lon, lat] and ``zoom`` where it has them; and ``from``, the site that an azimuthal view is seen from.
    """
    rings = [
        shape(feature["geometry"])
        for feature in ranges["features"]
        if feature["properties"]["origin"] is None and feature["properties"]["missile"] in selection.shown
    ]
    origins = np.array([site.position for site in selection.origins], dtype=float)
    corners = np.concatenate([get_coordinates(rings), origins - MARGIN, origins + MARGIN])
    middle = median(origins[:, 0].tolist())  # NumPy's own would load numpy.ma
    lons = (corners[:, 0] - middle + 180.0) % 360.0 - 180.0 + middle  # unrolled around the origins
    west, east = float(lons.min()), float(lons.max())
    south, north = float(corners[:, 1].min()), float(corners[:, 1].max())
    if east - west > FULL_TURN:
        west, east = middle - 180.0, middle + 180.0
        south, north = WORLD_LAT
    bounds = [[round(west, 2), round(max(south, -80.0), 2)], [round(east, 2), round(min(north, 83.0), 2)]]
    own = selection.story.view.model_dump(include={"center", "zoom"}, exclude_none=True)
    return {"bounds": bounds, **own, **_centre(selection)}


def _centre(selection: Selection) -> dict[str, str]:
    """Return the site that the map is seen from when it opens, if its view is azimuthal."""
    view = selection.story.view
    if view.kind == "mercator":
        return {}
    drawn = [site.id for site in (*selection.origins, *selection.places)]
    return {"from": view.site if view.site in drawn else drawn[0]}
