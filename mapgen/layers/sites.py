"""Mark the sites: origins, places, and those whose location is not public (listed, never drawn)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mapgen.layers._layer import GEOJSON, Layer

if TYPE_CHECKING:
    from mapgen.model import Site
    from mapgen.resolve import Selection


def build(selection: Selection) -> Layer:
    """Return the sites as GeoJSON features with all that the catalog holds of them."""
    roles = (("origin", selection.origins), ("place", selection.places), ("listed", selection.listed))
    features = [_feature(site, role) for role, sites in roles for site in sites]
    return Layer({"mapgen-sites": (GEOJSON, {"type": "FeatureCollection", "features": features})})


def _feature(site: Site, role: str) -> dict[str, Any]:
    record = site.model_dump(by_alias=True, exclude_none=True, exclude={"id", "lon", "lat"})
    geometry = {"type": "Point", "coordinates": [site.lon, site.lat]} if site.position else None
    return {"type": "Feature", "id": site.id, "properties": {**record, "role": role}, "geometry": geometry}
