"""Lay the land under the map: coastlines, borders of East Asia, and the names on them."""

from __future__ import annotations

import json
import math
import tomllib
from typing import TYPE_CHECKING

from mapgen.layers._layer import Layer
from mapgen.resources import folder

if TYPE_CHECKING:
    from mapgen.resolve import Selection


KM_PER_DEGREE = 111.0  # of a great circle: near enough to choose a map


def build(selection: Selection) -> Layer:
    """Return the outlines as stored, and the labels in the languages of the story.

    A Mercator map whose rings and sites all lie in the window of the detailed outlines ends there (``limits``); the
    azimuthal view has the whole world all the same.
    """
    base = folder("geodata") / "basemap"
    outlines = json.loads((base / "basemap.json").read_text("utf-8"))
    labels = tomllib.loads((base / "labels.toml").read_text("utf-8"))["labels"]
    west, south, east, north = outlines["detail"]["window"]
    if _fits(selection, (west, south, east, north)):
        outlines["limits"] = [[south, west], [north, east]]
    spoken = [
        {**label, "names": {tag: name for tag, name in label["names"].items() if tag in selection.story.languages}}
        for label in labels
    ]
    return Layer(packed={"basemap": {**outlines, "labels": spoken}})


def _fits(selection: Selection, window: tuple[float, float, float, float]) -> bool:
    """Return whether everything the map can show lies in a window (west, south, east, north in WGS84 degrees)."""
    west, south, east, north = window
    bands = [selection.bands[missile.id] for missile in selection.missiles if missile.id in selection.bands]
    reach_km = max((band.high_km for band in bands), default=0.0)
    reaches = [(site, reach_km) for site in selection.origins] + [(site, 0.0) for site in selection.places]
    for site, km in reaches:
        lon, lat = site.position or (0.0, 0.0)
        high = km / KM_PER_DEGREE
        farthest_lat = min(abs(lat) + high, 89.0)
        wide = high / math.cos(math.radians(farthest_lat))
        if not (west <= lon - wide and lon + wide <= east and south <= lat - high and lat + high <= north):
            return False
    return True
