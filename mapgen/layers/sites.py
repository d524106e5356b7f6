"""Mark the sites: origins, places, and those whose location is not public (listed, never drawn)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mapgen.layers._layer import GEOJSON, Layer

if TYPE_CHECKING:
    from collections.abc import Callable

    from mapgen.model import Site
    from mapgen.resolve import Selection


def build(selection: Selection) -> Layer:
    """Return the sites as GeoJSON features with all that the catalog holds of them, and the order of their labels."""
    roles = (("origin", selection.origins), ("place", selection.places), ("listed", selection.listed))
    order = {site.id: index for index, site in enumerate(sorted(selection.sites, key=_newest_first(selection)))}
    features = [_feature(site, role, order[site.id]) for role, sites in roles for site in sites]
    return Layer({"mapgen-sites": (GEOJSON, {"type": "FeatureCollection", "features": features})})


def _newest_first(selection: Selection) -> Callable[[Site], tuple[int, bool, int, str]]:
    """Sort by kind, then what is in use before what is not, then the latest reported: that is what readers look for."""
    words = selection.vocabulary

    def key(site: Site) -> tuple[int, bool, int, str]:
        reported = int((site.first_reported or "0000").replace("-", "").ljust(8, "0"))
        return (words.site_kind[site.kind].rank, words.status[site.status].faded, -reported, site.id)

    return key


def _feature(site: Site, role: str, label_order: int) -> dict[str, Any]:
    record = site.model_dump(by_alias=True, exclude_none=True, exclude={"id", "lon", "lat"})
    geometry = {"type": "Point", "coordinates": [site.lon, site.lat]} if site.position else None
    properties = {**record, "role": role, "label_order": label_order}
    return {"type": "Feature", "id": site.id, "properties": properties, "geometry": geometry}
