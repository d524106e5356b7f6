"""Tell for which rings a flat circle would mislead, and by how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.geodesy.planar_circle import flat_circle_error_km
from mapgen.layers._layer import Layer

if TYPE_CHECKING:
    from mapgen.selection.resolve import Selection

FEW = 12
"""Number of points of a first look: enough to see that a planar circle is nearly right."""

WORTH_SAYING = 0.01
"""Share of the radius from which on the error is told; up to about 5,000 km from Korea it is smaller."""


def build(selection: Selection) -> Layer:
    """Return the largest error in km of a flat circle, by radius, by origin, where it exceeds a hundredth."""
    bands = [selection.bands[missile.id] for missile in selection.missiles if missile.id in selection.bands]
    radii = sorted({km for band in bands for km in (band.low_km, band.high_km) if km is not None})
    errors = {}
    for site in selection.origins:
        if site.position:
            doubtful = [km for km in radii if flat_circle_error_km(*site.position, radius_km=km, count=FEW) > km / 200]
            found = {km: flat_circle_error_km(*site.position, radius_km=km) for km in doubtful}
            errors[site.id] = {f"{km:.12g}": round(off) for km, off in found.items() if off > WORTH_SAYING * km}
    return Layer(packed={"naive": errors})
