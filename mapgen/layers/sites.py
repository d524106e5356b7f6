"""Mark the sites: origins, places, and sites without a public location (listed, never drawn)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mapgen.layers._layer import Layer, collection

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mapgen.records.model import Site
    from mapgen.selection.resolve import Selection

BRIEF = ("name", "kind", "country", "status", "uncertainty_km", "first_reported", "status_as_of", "missiles")
DETAILS = (
    "operator",
    "position_source",
    "position_note",
    "uncertainty_km",
    "first_reported",
    "missiles",
    "aliases",
    "claims",
    "contradictions",
    "notes",
)


def build(selection: Selection) -> Layer:
    """Return the sites as short GeoJSON features, and for their cards everything that the catalog says of them."""
    roles = (("origin", selection.origins), ("place", selection.places), ("listed", selection.listed))
    order = {site.id: index for index, site in enumerate(sorted(selection.sites, key=_newest_first(selection)))}
    features = [_feature(site, role, order[site.id]) for role, sites in roles for site in sites]
    return Layer(
        features={"sites": collection(features)},
        packed={
            "evidence": {site.id: _evidence(site, selection.numbers) for site in selection.sites},
            "faded": [site.id for site in selection.sites if selection.vocabulary.status[site.status].faded],
        },
    )


def _newest_first(selection: Selection) -> Callable[[Site], tuple[int, bool, int, str]]:
    """Return a sort key, most important first: the kind of site, then sites in use, then the latest reported."""
    words = selection.vocabulary

    def key(site: Site) -> tuple[int, bool, int, str]:
        reported = int((site.first_reported or "0000").replace("-", "").ljust(8, "0"))
        return (words.site_kind[site.kind].rank, words.status[site.status].faded, -reported, site.id)

    return key


def _feature(site: Site, role: str, label_order: int) -> dict[str, Any]:
    record = site.model_dump(include=set(BRIEF), exclude_none=True)
    geometry = {"type": "Point", "coordinates": [site.lon, site.lat]} if site.position else None
    properties = {**record, "role": role, "label_order": label_order}
    return {"type": "Feature", "id": site.id, "properties": properties, "geometry": geometry}


def _evidence(site: Site, numbers: Mapping[str, int]) -> dict[str, Any]:
    """Return what the card of a site says, with footnote numbers for its sources."""
    record = site.model_dump(include=set(DETAILS), exclude_none=True, exclude_defaults=True)
    for claim in record.get("claims", ()):
        claim["source"] = numbers[claim["source"]]
        claim.pop("internal_note", None)
    for contradiction in record.get("contradictions", ()):
        contradiction["sources"] = [numbers[id_] for id_ in contradiction["sources"]]
    if site.position_source:
        record["position_source"] = numbers[site.position_source]
    return record
