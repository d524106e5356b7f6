"""List the data of a map that programs can read back out of the page (docs/page.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mapgen.citations.numbering import public_item

if TYPE_CHECKING:
    from mapgen.document.compose import MapDocument

GEOJSON = "application/geo+json"
JSON = "application/json"


def blocks(document: MapDocument) -> dict[str, tuple[str, Any]]:
    """Return the media type and the JSON-ready data of each block, by the id of its element."""
    sources = [public_item(source) for source in document.selection.cited]
    return {
        **{f"mapgen-{name}": (GEOJSON, features) for name, features in document.features.items()},
        "mapgen-reach": (JSON, document.reach),
        "mapgen-sources": (JSON, sources),
        "mapgen-story": (JSON, document.story),
    }
