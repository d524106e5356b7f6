"""Embed a logo: a small PNG or SVG picture that neither runs nor fetches anything."""

from __future__ import annotations

import base64
import re
import struct
import zlib
from typing import TYPE_CHECKING

from mapgen.errors import FileError, Problem, shown
from mapgen.records.files import read_file
from mapgen.web.css import ANIMATED_ATTRIBUTES, STYLING_ATTRIBUTES, addresses

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from xml.etree.ElementTree import Element

MAX_BYTES = 50_000
MAX_PIXELS = 2_000
_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = "{http://www.w3.org/2000/svg}"
_ACTIVE = frozenset("script foreignObject iframe handler listener".split())
_ADDRESSES = ("href", "src")
_STYLES = frozenset({"style", *STYLING_ATTRIBUTES, *ANIMATED_ATTRIBUTES})
"""The attributes that hold CSS; in any other, url() is a text."""
_STRANGE = re.compile(r"<!(?:DOCTYPE|ENTITY)|<\?(?!xml\s)", re.IGNORECASE)


def embed(folder: Path, name: str, file: str) -> tuple[str, list[Problem]]:
    """Return a picture as a ``data:`` address, and what is wrong with it.

    The page shows it in an ``<img>``, where browsers run no script of an SVG picture and fetch nothing for it. A
    picture with a script or an outside address is refused nevertheless.

    Parameters
    ----------
    folder : pathlib.Path
        The folder of the theme file.
    name : str
        File name of the picture, which must be in that folder.
    file : str
        The theme file as messages name it.

    Returns
    -------
    str
        The address; empty if there are problems.
    list of Problem
    """
    path = folder / name
    if path.name != name or name == "..":
        return "", [Problem(file, "logo", f"{shown(name)} is not beside the theme's file; copy the picture there")]
    try:
        content = read_file(path, MAX_BYTES)
    except FileError as error:
        return "", [Problem(file, "logo", f"{shown(name)[1:-1]} {error}")]
    problems = [Problem(file, "logo", f"{path.name} {reason}") for reason in dict.fromkeys(_faults(content))]
    media_type = "png" if content.startswith(_PNG) else "svg+xml"
    address = f"data:image/{media_type};base64,{base64.b64encode(content).decode('ascii')}"
    return "" if problems else address, problems


def _faults(content: bytes) -> Iterator[str]:
    if content.startswith(_PNG):
        yield from _png_faults(content)
    else:
        yield from _svg_faults(content)


def _png_faults(content: bytes) -> Iterator[str]:
    """Yield what is wrong with a PNG: a damaged chunk (https://www.w3.org/TR/png/#5DataRep), or too many pixels."""
    try:
        chunks = list(_chunks(content))
        width, height = struct.unpack(">II", chunks[0][1][:8])
        if chunks[0][0] != b"IHDR" or chunks[-1] != (b"IEND", b"") or not width * height:
            raise ValueError
        if max(width, height) > MAX_PIXELS:
            yield f"is {width:,} by {height:,} pixels; make it {MAX_PIXELS:,} by {MAX_PIXELS:,} at most"
            return
        # A pixel takes at most 8 bytes and a line one more; an interlaced picture has up to twice the lines.
        unpacked = zlib.decompressobj()
        data = b"".join(body for kind, body in chunks if kind == b"IDAT")
        unpacked.decompress(data, 8 * width * height + 2 * height + 100)
        if not unpacked.eof:
            raise ValueError
    except (ValueError, IndexError, struct.error, zlib.error):
        yield "is a broken PNG picture; save it anew"


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the kind and the body of each chunk of a PNG; only zeros may follow the last chunk."""
    position = len(_PNG)
    while True:
        length, kind = struct.unpack_from(">I4s", content, position)
        body = content[position + 8 : position + 8 + length]
        (crc,) = struct.unpack_from(">I", content, position + 8 + length)
        if crc != zlib.crc32(kind + body):
            raise ValueError
        yield kind, body
        position += 12 + length
        if kind == b"IEND":
            if content[position:].strip(b"\0"):
                raise ValueError
            return


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
    if name == "style" and (fault := _style_fault("".join(element.itertext()))):
        yield f"has a style that {fault}"
    for key, value in element.attrib.items():
        attribute = key.rpartition("}")[2]
        if attribute.lower().startswith("on") or _is_script(attribute, value):
            yield f"has a script in {attribute} of <{name}>; take it out"
        elif fault := _value_fault(key, attribute, value):
            what, advice = fault.split(";")
            yield f"{what} in {attribute} of <{name}>;{advice}"
        elif attribute == "attributeName" and value.rpartition(":")[2].strip().lower() == "href":
            yield f"changes an address in <{name}>; take it out"


def _is_script(attribute: str, value: str) -> bool:
    """Return whether a value that may become an address is a script; browsers ignore blanks in its scheme."""
    plain = re.sub(r"[\x00-\x20]", "", value).lower()
    return attribute in (*_ADDRESSES, *_STYLES) and "javascript:" in plain


def _value_fault(key: str, attribute: str, value: str) -> str:
    if attribute in _ADDRESSES:
        return _address_fault(value.strip())
    return _style_fault(value) if key in _STYLES else ""


def _style_fault(style: str) -> str:
    return next((fault for address in addresses(style) if (fault := _address_fault(address))), "")


def _address_fault(address: str) -> str:
    """Return what is wrong with an address that does not lead to a part of the picture itself."""
    if address.startswith("#"):
        return ""
    if address[:5].lower() == "data:":
        return "holds another file; draw it with shapes, or save the whole as PNG"
    return "refers to something outside it; take it out"
