"""Let folium compose the Leaflet map; the only module that knows folium and branca."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import folium
from branca.element import Figure

MAP_ID = "mapgen"  # branca draws ids from os.urandom: ours must be the same in every build
ZOOM_LIMITS = (1, 8)  # what the outlines can bear: at zoom 8 a pixel is half a kilometre, as fine as they are


@dataclass(frozen=True)
class LeafletMap:
    """What folium rendered: the element of the map, and the script that sets it up.

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
    # nothing from a CDN; on the instance, for the class attribute would change every map of the process
    fmap.default_js, fmap.default_css = [], []
    fmap._id = MAP_ID
    figure = Figure()
    fmap.add_to(figure)
    figure.render()
    return LeafletMap(element=figure.html.render().strip(), script=figure.script.render().strip())
