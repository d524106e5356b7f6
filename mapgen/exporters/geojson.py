"""Write the rings and the sites of a map as GeoJSON (RFC 7946), for a geographic information system."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import shapely

from mapgen.forms.areas import area_of, ring_properties

if TYPE_CHECKING:
    from mapgen.document.compose import MapDocument

DECIMALS = 4
"""Of coordinates in degrees: 11 m at most, where rings may stray by 100 m."""


def render(document: MapDocument) -> bytes:
    """Return one FeatureCollection, UTF-8 encoded: every ring as an area, then every site as a point.

    A feature has the properties that it has in the page, and its ``layer``; a ring has the footnote numbers of its
    sources too. A site whose position is not public has no geometry.
    """
    rings = [_ring(feature, document) for feature in document.ranges]
    sites = [_site(feature, document) for feature in document.sites]
    collection = {
        "type": "FeatureCollection",
        "title": document.title,
        "date": document.date,
        "content_hash": document.content_hash,
        "features": [*rings, *sites],
    }
    return f"{json.dumps(collection, ensure_ascii=False, allow_nan=False, separators=(',', ':'))}\n".encode()


def _ring(feature: dict[str, Any], document: MapDocument) -> dict[str, Any]:
    properties = {"layer": "ranges", **ring_properties(feature, document)}
    area = area_of(feature)
    geometry = {"type": area.geom_type, "coordinates": _rounded(shapely.geometry.mapping(area)["coordinates"])}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _site(feature: dict[str, Any], document: MapDocument) -> dict[str, Any]:
    name = document.text(f"site:{feature['id']}")
    return {**feature, "properties": {"layer": "sites", **feature["properties"], "name": name}}


def _rounded(value: Any) -> Any:
    return [_rounded(part) for part in value] if isinstance(value, (tuple, list)) else round(value, DECIMALS)
