"""Say for which rings a planar circle would mislead, and by how many kilometres."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from mapgen.geodesy.planar_circle import planar_circle_error_km
from mapgen.layers._layer import Layer

if TYPE_CHECKING:
    from mapgen.selection.resolve import Selection

FEW = 12
"""Number of points of a first, quick measurement, which sorts out the radii with a small error."""
WORTH_SAYING = 0.01
"""Least error to report, as a share of the radius: around Korea, circles up to about 5,000 km stay below it."""


def build(selection: Selection) -> Layer:
    """Return the largest error of a planar circle in km, by origin and radius, where it exceeds 1 % of the radius."""
    bands = [selection.bands[missile.id] for missile in selection.missiles if missile.id in selection.bands]
    radii = sorted({km for band in bands for km in (band.low_km, band.high_km) if km is not None})

    @cache
    def errors(lat: float) -> dict[str, int]:
        """Measure once for each latitude: the longitude changes nothing."""
        doubtful = [km for km in radii if planar_circle_error_km(0.0, lat, radius_km=km, count=FEW) > km / 200]
        found = {km: planar_circle_error_km(0.0, lat, radius_km=km) for km in doubtful}
        return {f"{km:.12g}": round(off) for km, off in found.items() if off > WORTH_SAYING * km}

    return Layer(packed={"naive": {site.id: errors(site.position[1]) for site in selection.origins if site.position}})
