"""Find the addresses that a browser would fetch for a style sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

STYLING_ATTRIBUTES = frozenset(
    "clip-path cursor fill filter marker marker-start marker-mid marker-end mask mask-image shape-inside stroke".split()
)
"""Attributes of SVG whose values are CSS: https://www.w3.org/TR/SVG2/styling.html#PresentationAttributes."""
ANIMATED_ATTRIBUTES = frozenset("from to by values".split())
"""Attributes of an SVG animation that hold the new values of another attribute."""
# A part of https://www.w3.org/TR/css-syntax-3/#tokenization. Possessive quantifiers (*+, ++) prevent backtracking.
_ESCAPE = r"\\(?:[0-9a-fA-F]{1,6}\s?|[^\n0-9a-fA-F])"
_TOKEN = re.compile(
    rf"""
    (?P<comment>/\*(?:[^*]|\*(?!/))*+(?:\*/|\Z))
    | (?P<string>"(?:[^"\\\n]|\\.)*+"? | '(?:[^'\\\n]|\\.)*+'?)
    | (?P<name>@?(?:[\w-]|[^\x00-\x7f]|{_ESCAPE})++)(?P<call>\()?
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_MAY_FETCH = re.compile(r"\\|@import|(?:url|src|image|image-set|cross-fade)\(", re.IGNORECASE)
"""What a style sheet with an address must contain: an escape, or one of these names as it is."""
_PLAIN_URL = re.compile(rf"\s*+(?!['\"])((?:[^)\\]|{_ESCAPE})*+)\)?")
_TAKING_ADDRESSES = frozenset("url src image image-set -webkit-image-set cross-fade -webkit-cross-fade".split())
_TAKING_THE_UNKNOWN = frozenset("var attr env".split())
"""Functions whose value only the browser knows."""


def addresses(style: str) -> Iterator[str]:
    """Yield each address in a style sheet, or in the value of one property, that a browser may fetch.

    Parameters
    ----------
    style : str

    Yields
    ------
    str
        The address, with escapes resolved. For an ``@import``, the complete rule; for ``url(var(...))`` and the like,
        the inner function, because its address cannot be known. Comments and other strings are skipped.
    """
    if not _MAY_FETCH.search(style):
        return
    style = re.sub(r"\r\n?|\f", "\n", style)
    position, calls, taking = 0, [""], 0
    while found := _TOKEN.match(style, position):
        position = found.end()
        name = _resolved(found["name"] or "").lower()
        if name in ("@import", "@namespace"):
            position = _after(";", style, position)
            if name == "@import":  # the address of a namespace is only a name
                yield style[found.start() : position]
        elif found["call"] and name == "url" and (plain := _PLAIN_URL.match(style, position)):
            position = plain.end()
            yield _resolved(plain[1]).strip()
        elif found["call"] or found["other"] == "(":
            calls.append(name)
            taking += name in _TAKING_ADDRESSES
            if taking and name in _TAKING_THE_UNKNOWN:
                yield f"{name}()"
        elif found["string"] and calls[-1] in _TAKING_ADDRESSES:
            yield _resolved(found["string"].strip("'\"")).strip()
        elif found["other"] == ")" and len(calls) > 1:
            taking -= calls.pop() in _TAKING_ADDRESSES


def stays_inside(address: str) -> bool:
    """Return whether an address in a style refers to a part of the same document, or is a ``data:`` address."""
    return address.startswith("#") or address[:5].lower() == "data:"


def _after(mark: str, text: str, position: int) -> int:
    """Return the place after the next mark, else the end of the text."""
    found = text.find(mark, position)
    return len(text) if found < 0 else found + 1


def _resolved(text: str) -> str:
    """Return a text with its escapes resolved; an escaped line end is removed."""
    if "\\" not in text:
        return text
    return re.sub(r"\\(?:([0-9a-fA-F]{1,6})\s?|(\n)|(.))", _character, text, flags=re.DOTALL)


def _character(escape: re.Match[str]) -> str:
    if escape[1]:
        code = int(escape[1], 16)
        return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"
    return escape[3] or ""
