"""Embed a logo: a small PNG or SVG picture that neither runs nor fetches anything."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

from mapgen.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

MAX_BYTES = 50_000
_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = "{http://www.w3.org/2000/svg}"
_ACTIVE = frozenset("script foreignObject iframe handler listener".split())
_STRANGE = re.compile(r"<!(?:DOCTYPE|ENTITY)|<\?(?!xml\s)", re.IGNORECASE)
_CSS_OUTSIDE = re.compile(r"""url\(\s*["']?\s*(?!#)|@import|image-set\(|\\""", re.IGNORECASE)


def embed(path: Path, file: str) -> tuple[str, list[Problem]]:
    """Return a picture as a ``data:`` address, and what is wrong with it.

    It is shown by ``<img>``, where browsers run no script of an SVG picture and fetch nothing for it; what would do
    either is refused all the same.

    Parameters
    ----------
    path : pathlib.Path
        The picture.
    file : str
        The theme file as the user knows it, for the problems.

    Returns
    -------
    str
        The address; empty if there are problems.
    list of Problem
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = f"{path.name} cannot be read: {error.strerror}; give a file beside the theme's"
        return "", [Problem(file, "logo", reason)]
    problems = [Problem(file, "logo", f"{path.name} {reason}") for reason in dict.fromkeys(_faults(content))]
    media_type = "png" if content.startswith(_PNG) else "svg+xml"
    address = f"data:image/{media_type};base64,{base64.b64encode(content).decode('ascii')}"
    return "" if problems else address, problems


def _faults(content: bytes) -> Iterator[str]:
    if len(content) > MAX_BYTES:
        yield f"has {len(content):,} bytes; make it {MAX_BYTES:,} at most"
    elif content.startswith(_PNG):
        if content[12:16] != b"IHDR" or not content.rstrip(b"\0").endswith(b"IEND\xaeB`\x82"):
            yield "is a broken PNG picture; save it anew"
    else:
        yield from _svg_faults(content)


def _svg_faults(content: bytes) -> Iterator[str]:
    from xml.etree import ElementTree  # a build without a logo need not load it

    try:
        text = content.decode("utf-8-sig")
        if _STRANGE.search(text):
            yield "holds a DOCTYPE, an entity or a processing instruction; save it as plain SVG"
            return
        root = ElementTree.fromstring(text)
    except (ValueError, ElementTree.ParseError):
        yield "is neither a PNG picture nor an SVG picture in UTF-8; save it as one of them"
        return
    if root.tag != f"{_SVG}svg":
        yield "is XML, but no SVG picture; save it as plain SVG"
        return
    for element in root.iter():
        yield from _element_faults(element)


def _element_faults(element: Element) -> Iterator[str]:
    name = str(element.tag).rpartition("}")[2]
    if name in _ACTIVE:
        yield f"holds <{name}>; take it out"
    if name == "style" and _CSS_OUTSIDE.search("".join(element.itertext())):
        yield "has a style that refers to something outside it; take it out"
    for key, value in element.attrib.items():
        attribute = key.rpartition("}")[2]
        if attribute.lower().startswith("on") or "javascript:" in value.lower():
            yield f"has a script in {attribute} of <{name}>; take it out"
        elif (attribute in ("href", "src") and not value.strip().startswith("#")) or _CSS_OUTSIDE.search(value):
            yield f"refers to something outside it in {attribute} of <{name}>; take it out"
        elif attribute == "attributeName" and value.rpartition(":")[2].strip().lower() == "href":
            yield f"changes an address in <{name}>; take it out"
