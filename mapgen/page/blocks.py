"""List the data of a page: those that programs can read back out of it, and those of its scripts (docs/page.md)."""

from __future__ import annotations

from itertools import compress
from typing import TYPE_CHECKING, Any

from mapgen.citations.footnote_numbers import public_item
from mapgen.citations.stencils import stencils
from mapgen.page.embed import embed_code

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mapgen.document.compose import MapDocument

GEOJSON = "application/geo+json"
JSON = "application/json"
ON_NO_PAGE = (
    *("ui:accessed", "ui:changes", "ui:content_hash", "ui:layer_", "ui:pack_", "ui:reported_own", "ui:ring_area"),
    *("ui:take_origins", "ui:uncertainty"),
)
"""What keys of texts begin with that only other forms than the page write."""
MOST_FEATURES = 4_000
"""The most rings that are features of their own: at some 210 bytes each, they take less than a megabyte."""


def blocks(document: MapDocument) -> dict[str, tuple[str, Any]]:
    """Return the media type and the JSON-ready data of each block, by the id of its element."""
    sources = [public_item(source) for source in document.selection.cited]
    return {
        **{f"mapgen-{name}": (GEOJSON, features) for name, features in document.features.items()},
        "mapgen-ranges": (GEOJSON, joined(document.features["ranges"])),
        "mapgen-reach": (JSON, document.reach),
        "mapgen-sources": (JSON, sources),
        "mapgen-story": (JSON, document.story),
    }


def packed_data(document: MapDocument) -> dict[str, Any]:
    """Return the data that only the page's own scripts need, by name, in an order that packs a kilobyte smaller."""
    first = {"citations": stencils(document.selection.cited), "figures": document.packed["figures"]}
    return {**first, **document.packed, "embed": embed_code(document), "texts": _read_there(document.packed["texts"])}


def _read_there(columns: dict[str, Sequence[str | None]]) -> dict[str, Sequence[str | None]]:
    """Leave out of the columns of texts what only other forms write."""
    kept = [not str(key).startswith(ON_NO_PAGE) for key in columns["keys"]]
    return {name: list(compress(column, kept)) for name, column in columns.items()}


def joined(ranges: dict[str, Any]) -> dict[str, Any]:
    """Join the rings that differ only in their origin, if there are very many: their properties are most of the page.

    Parameters
    ----------
    ranges : dict
        FeatureCollection: unions (``origin`` null), and a Point for each origin.

    Returns
    -------
    dict
        The same, or one whose ``origin`` is a list and whose geometry is a MultiPoint in the same order.
    """
    features = ranges["features"]
    if len(features) <= MOST_FEATURES:
        return ranges
    groups: dict[tuple[str | bool, ...], list[dict[str, Any]]] = {}
    for feature in features:
        own = feature["properties"]
        shared = (own["missile"], own["bound"], own["basis"], own["origin"] is None)
        groups.setdefault(shared, []).append(feature)
    return {**ranges, "features": [_together(group) for group in groups.values()]}


def _together(rings: list[dict[str, Any]]) -> dict[str, Any]:
    first = rings[0]
    if first["properties"]["origin"] is None:
        return first
    origins = [ring["properties"]["origin"] for ring in rings]
    points = [ring["geometry"]["coordinates"] for ring in rings]
    properties = {**first["properties"], "origin": origins}
    return {**first, "properties": properties, "geometry": {"type": "MultiPoint", "coordinates": points}}
