"""Compose the Leaflet map with folium; this is the only module that knows folium and branca."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import folium
from branca.element import Figure

MAP_ID = "mapgen"
"""Id of the map. branca would make a random one, but a build must always give the same bytes."""
ZOOM_LIMITS = (1, 8)
"""Least and greatest zoom. At zoom 8 a pixel is half a kilometre, which is the resolution of the outlines."""


@dataclass(frozen=True)
class LeafletMap:
    """The parts that folium rendered: the element of the map, and the script that sets it up.

    Attributes
    ----------
    element : str
        HTML of the map's empty ``div``.
    script : str
        JavaScript that creates the Leaflet map in it, as a global variable of the same name as its id.
    """

    element: str
    script: str


def leaflet_map(view: dict[str, Any]) -> LeafletMap:
    """Compose a map without tiles and without a single link.

    Parameters
    ----------
    view : dict
        Opening view as `mapgen.document.view.view_of` returns it.

    Returns
    -------
    LeafletMap
    """
    (west, south), (east, north) = view["bounds"]
    lon, lat = view.get("center", [(west + east) / 2, (south + north) / 2])
    min_zoom, max_zoom = ZOOM_LIMITS
    fmap = folium.Map(
        location=[lat, lon],
        zoom_start=view.get("zoom", 5),
        tiles=None,
        attribution_control=False,
        world_copy_jump=False,
        zoom_control=False,
        zoom_snap=0.25,
        zoom_delta=0.5,
        wheel_px_per_zoom_level=120,
        minZoom=min_zoom,
        maxZoom=max_zoom,
    )
    # Nothing is loaded from a CDN. Set on the instance: the class attribute would change every map of the process.
    fmap.default_js, fmap.default_css = [], []
    fmap._id = MAP_ID
    figure = Figure()
    fmap.add_to(figure)
    figure.render()
    return LeafletMap(element=figure.html.render().strip(), script=figure.script.render().strip())
