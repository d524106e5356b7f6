"""Tell for which rings a flat circle would mislead, and by how much."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from mapgen.geodesy.planar_circle import flat_circle_error_km
from mapgen.layers._layer import Layer

if TYPE_CHECKING:
    from mapgen.selection.resolve import Selection

FEW = 12  # points tell already where the error is far below what is worth saying
WORTH_SAYING = 0.01  # of the radius: up to about 5,000 km from Korea a flat circle is nearly right


def build(selection: Selection) -> Layer:
    """Return the largest error in km of a flat circle, by radius, by origin, where it exceeds a hundredth."""
    bands = [selection.bands[missile.id] for missile in selection.missiles if missile.id in selection.bands]
    radii = sorted({km for band in bands for km in (band.low_km, band.high_km) if km is not None})

    @cache
    def errors(lat: float) -> dict[str, int]:
        """Measure once for each latitude: the longitude changes nothing."""
        doubtful = [km for km in radii if flat_circle_error_km(0.0, lat, radius_km=km, count=FEW) > km / 200]
        found = {km: flat_circle_error_km(0.0, lat, radius_km=km) for km in doubtful}
        return {f"{km:.12g}": round(off) for km, off in found.items() if off > WORTH_SAYING * km}

    return Layer(packed={"naive": {site.id: errors(site.position[1]) for site in selection.origins if site.position}})
