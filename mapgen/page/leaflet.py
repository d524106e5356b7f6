"""Hand out Leaflet 1.9.4 as text to inline, from the package that carries it, checked byte for byte."""

from __future__ import annotations

import hashlib
import re
from importlib.resources import files

from mapgen.errors import AssetError

SHA256 = {
    "leaflet.js": "db49d009c841f5ca34a888c96511ae936fd9f5533e90d8b2c4d57596f4e5641a",
    "leaflet.css": "a7837102824184820dfa198d1ebcd109ff6d0ff9a2672a074b9a1b4d147d04c6",
}
"""Digests of the files in django-js-lib-leaflet 1.9.4.1; leaflet.js is the one that leafletjs.com publishes."""


def script() -> str:
    """Return Leaflet's script, without the source map that developer tools would go and fetch."""
    return re.sub(r"\n?//# sourceMappingURL=\S*\s*$", "\n", _read("leaflet.js").decode("utf-8"))


def style() -> str:
    """Return Leaflet's style sheet without its images: this page draws its own symbols, and has no layers control."""
    css = _read("leaflet.css").decode("utf-8").replace("\r\n", "\n")
    return re.sub(r"url\(images/[^)]+\)", "none", css)


def _read(name: str) -> bytes:
    content = files("js_lib_leaflet").joinpath("static", "js_lib_leaflet", name).read_bytes()
    if hashlib.sha256(content).hexdigest() != SHA256[name]:
        msg = (
            f"{name} of django-js-lib-leaflet is not the file of Leaflet 1.9.4; reinstall django-js-lib-leaflet 1.9.4.1"
        )
        raise AssetError(msg)
    return content
