"""Tabulate the distances and uncertainties that decide what reaches what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from mapgen.geodesy import distance_km

if TYPE_CHECKING:
    from mapgen.resolve import Selection


def reach_table(selection: Selection) -> dict[str, Any]:
    """Tabulate each origin against each place.

    Parameters
    ----------
    selection : Selection
        Its origins and places, all with a public position.

    Returns
    -------
    dict
        ``origins`` and ``places`` (site ids), ``distance_km`` (geodesic, WGS84) and ``uncertainty_km`` (the sum of both
        positions' uncertainty) as origins x places matrices, rounded to the metre, and ``bands`` by missile id with
        ``low_km`` (None where only flown distances are known) and ``high_km``.
    """
    origins, places = selection.origins, selection.places
    positions = [np.array([site.position for site in sites], dtype=float).reshape(-1, 2) for sites in (origins, places)]
    (lon1, lat1), (lon2, lat2) = positions[0].T[:, :, None], positions[1].T[:, None, :]
    return {
        "origins": [site.id for site in origins],
        "places": [site.id for site in places],
        "distance_km": np.round(distance_km(lon1, lat1, lon2, lat2), 3).tolist(),
        "uncertainty_km": [
            [round((origin.uncertainty_km or 0.0) + (place.uncertainty_km or 0.0), 3) for place in places]
            for origin in origins
        ],
        "bands": {
            missile.id: {"low_km": band.low_km, "high_km": band.high_km}
            for missile in selection.missiles
            if (band := selection.bands.get(missile.id))
        },
    }
