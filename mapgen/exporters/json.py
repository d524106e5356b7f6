"""Write the sources of a map as CSL-JSON, which Zotero imports."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from mapgen.citations.footnote_numbers import public_item

if TYPE_CHECKING:
    from mapgen.document.compose import MapDocument


def render(document: MapDocument) -> bytes:
    """Return the items in citation order, UTF-8 encoded."""
    items = [public_item(source) for source in document.selection.cited]
    return f"{json.dumps(items, ensure_ascii=False, indent=2)}\n".encode()
