"""Read Leaflet 1.9.4 from the package that contains it, check it byte for byte, and return it as text to inline."""

from __future__ import annotations

import hashlib
import re
from importlib.resources import files

from mapgen.errors import AssetError

SHA256 = {
    "leaflet.js": "db49d009c841f5ca34a888c96511ae936fd9f5533e90d8b2c4d57596f4e5641a",
    "leaflet.css": "a7837102824184820dfa198d1ebcd109ff6d0ff9a2672a074b9a1b4d147d04c6",
}
"""SHA-256 of the files in django-js-lib-leaflet 1.9.4.1. Its leaflet.js equals the one from leafletjs.com."""


def script() -> str:
    """Return Leaflet's script, without the reference to a source map, which developer tools would fetch."""
    return re.sub(r"\n?//# sourceMappingURL=\S*\s*$", "\n", _read("leaflet.js").decode("utf-8"))


def script_run_at_once() -> str:
    """Return Leaflet's script with its one large function in parentheses.

    Browsers take them for a sign that the function runs at once, and read it once instead of twice.
    """
    return re.sub(r"\(this,(function\(.*\})\);\n$", r"(this,(\1));\n", script(), count=1, flags=re.DOTALL)


def style() -> str:
    """Return Leaflet's style sheet without its images: the page draws its own symbols and has no layers control."""
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
