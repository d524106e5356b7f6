"""Draw the range rings: for each missile and limit the union over all origins, and each origin's own ring."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import shapely

from mapgen.errors import GeometryError
from mapgen.geodesy.bearings import stays_inside
from mapgen.geodesy.rings import union_area
from mapgen.layers._layer import Layer, collection
from mapgen.selection.resolve import basis, union_basis

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mapgen.records.bands import Band
    from mapgen.records.model import Missile
    from mapgen.selection.resolve import Selection

TOLERANCE_KM = 0.45
"""Largest distance of a union from the true outline, in km, with rounding: under a pixel in Korea at zoom 8."""

GRID_DEGREES = 1e-3
"""Step of the grid that the vertices of a union are rounded to, in degrees."""

ROUNDING_KM = 0.0788
"""Largest shift of a vertex by rounding, in km: half the diagonal of a square of 0.001 degrees at the equator."""

STRAY_KM = TOLERANCE_KM - ROUNDING_KM
"""Largest distance of vertices and edges from the true outline before they are rounded, in km."""

EDGE_SHARE = 0.9
"""The edges of `union_area` deviate by less than this share of the tolerance that it is given."""


def build(selection: Selection) -> Layer:
    """Return the rings as GeoJSON features.

    An origin's own ring is its Point and ``radius_km``; the browser draws the geodesic ring around it, which keeps the
    file small.
    """

    @cache
    def area(radius_km: float, origins: tuple[str, ...]) -> dict[str, Any]:
        """Draw each radius once: several missiles have the same one."""
        drawn = frozenset(origins)
        points = tuple(site.position for site in selection.origins if site.id in drawn and site.position)
        return _written(_united(points, radius_km))

    features = [
        feature
        for missile in selection.drawn
        for feature in _features(selection, missile, selection.bands[missile.id], area)
    ]
    return Layer({"ranges": collection(features)})


def _features(
    selection: Selection, missile: Missile, band: Band, area: Callable[[float, tuple[str, ...]], dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    limits = [("high", band.high_km, band.high_figures, band.floor)]
    if band.low_km is not None:
        limits.insert(0, ("low", band.low_km, band.low_figures, None))
    origins = selection.origins_of(missile)
    bases = {site.id: basis(missile, site) for site in origins}
    for bound, radius_km, figures, floor in limits:
        properties = {
            "missile": missile.id,
            "bound": bound,
            "radius_km": int(radius_km) if radius_km == int(radius_km) else radius_km,
            "kind": "flown" if floor == "flown" else "estimated",
            "sources": list(dict.fromkeys(missile.ranges[index].source for index in figures)),
            **({"floor": floor} if floor else {}),
        }
        together = union_basis(missile, origins)
        try:
            union = area(radius_km, tuple(bases))
        except GeometryError as error:
            msg = f"{missile.id}: a ring of {radius_km:g} km cannot be drawn: {error}"
            raise GeometryError(msg) from error
        yield _feature({**properties, "origin": None, "basis": together}, union)
        for site in origins:
            point = {"type": "Point", "coordinates": [site.lon, site.lat]}
            yield _feature({**properties, "origin": site.id, "basis": bases[site.id]}, point)


def _feature(properties: dict[str, Any], geometry: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


@lru_cache(maxsize=256)  # a map that is built again has the same ones
def _united(points: tuple[tuple[float, float], ...], radius_km: float) -> Any:
    """Draw a union with few vertices.

    Where straight edges run inside the true ring, the vertices are placed outside it by the allowed distance. An edge
    can then be longer: it runs from outside to inside, and never farther away than allowed.
    """
    if all(stays_inside(lat, radius_km + STRAY_KM) for _, lat in points):
        area = union_area(points, max_km=radius_km + STRAY_KM, tolerance_km=2 * STRAY_KM / EDGE_SHARE)
    else:
        area = union_area(points, max_km=radius_km, tolerance_km=STRAY_KM / EDGE_SHARE)
    return shapely.orient_polygons(shapely.set_precision(area, GRID_DEGREES))


def _written(on_grid: Any) -> dict[str, Any]:
    return {"type": on_grid.geom_type, "coordinates": _rounded(shapely.geometry.mapping(on_grid)["coordinates"])}


def _rounded(value: Any) -> Any:
    """Write coordinates as they are on the grid, not with a double's seventeen digits."""
    return [_rounded(part) for part in value] if isinstance(value, (tuple, list)) else round(value, 3)
