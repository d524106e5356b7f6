"""Define what an overlay hands to the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

GEOJSON = "application/geo+json"
JSON = "application/json"


@dataclass(frozen=True)
class Layer:
    """One overlay as plain data; the browser's half of it is ``templates/js/map/layers/<name>.js``.

    Attributes
    ----------
    blocks : mapping of str to (str, object)
        Media type and JSON-ready data by the id of the element that carries them in the page, to be read back.
    packed : mapping of str to object
        JSON-ready data by name that only the page's own scripts read; the page carries them compressed.
    """

    blocks: Mapping[str, tuple[str, Any]] = field(default_factory=dict)
    packed: Mapping[str, Any] = field(default_factory=dict)
