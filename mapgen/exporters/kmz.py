"""Write a map as KMZ: the KML, zipped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.exporters import kml
from mapgen.forms.zips import zipped

if TYPE_CHECKING:
    from mapgen.document.compose import MapDocument


def render(document: MapDocument) -> bytes:
    """Return the archive; Google Earth reads its first file."""
    return zipped({"doc.kml": kml.render(document)})
