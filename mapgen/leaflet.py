"""Hand out Leaflet 1.9.4 as text to inline, from the package that carries it, checked byte for byte."""

from __future__ import annotations

import base64
import hashlib
import re
from importlib.resources import files

from mapgen.errors import AssetError

SHA256 = {
    "leaflet.js": "db49d009c841f5ca34a888c96511ae936fd9f5533e90d8b2c4d57596f4e5641a",
    "leaflet.css": "a7837102824184820dfa198d1ebcd109ff6d0ff9a2672a074b9a1b4d147d04c6",
    "images/layers.png": "1dbbe9d028e292f36fcba8f8b3a28d5e8932754fc2215b9ac69e4cdecf5107c6",
    "images/layers-2x.png": "066daca850d8ffbef007af00b06eac0015728dee279c51f3cb6c716df7c42edf",
    "images/marker-icon.png": "574c3a5cca85f4114085b6841596d62f00d7c892c7b03f28cbfa301deb1dc437",
}
"""Digests of the files in django-js-lib-leaflet 1.9.4.1; leaflet.js is the one that leafletjs.com publishes."""


def script() -> str:
    """Return Leaflet's script, without the source map that developer tools would go and fetch."""
    return re.sub(r"\n?//# sourceMappingURL=\S*\s*$", "\n", _read("leaflet.js").decode("utf-8"))


def style() -> str:
    """Return Leaflet's style sheet, its images inlined as data URIs."""
    css = _read("leaflet.css").decode("utf-8").replace("\r\n", "\n")
    return re.sub(r"url\((images/[^)]+)\)", lambda match: f"url({_data_uri(match[1])})", css)


def _data_uri(name: str) -> str:
    return f"data:image/png;base64,{base64.b64encode(_read(name)).decode('ascii')}"


def _read(name: str) -> bytes:
    content = files("js_lib_leaflet").joinpath("static", "js_lib_leaflet", *name.split("/")).read_bytes()
    if hashlib.sha256(content).hexdigest() != SHA256[name]:
        msg = (
            f"{name} of django-js-lib-leaflet is not the file of Leaflet 1.9.4; reinstall django-js-lib-leaflet 1.9.4.1"
        )
        raise AssetError(msg)
    return content
