"""Turn the HTML of a description into text, with the web addresses that it links to."""

from __future__ import annotations

import re

from mapgen.records.web_address import address_fault
from mapgen.web.html import Tag, pieces

BREAKS = frozenset("br p div li tr h1 h2 h3 h4 table ul ol".split())
UNSEEN = frozenset(("script", "style"))


def plain(markup: str) -> tuple[str, list[str]]:
    """Return the visible text of HTML, and the addresses of its links.

    Parameters
    ----------
    markup : str
        HTML, or text without any.

    Returns
    -------
    tuple
        The text, a paragraph a line, and the http and https addresses in their order.
    """
    parts: list[str] = []
    links: list[str] = []
    unseen = False
    for piece in pieces(markup):
        if isinstance(piece, Tag):
            unseen = piece.name in UNSEEN and not piece.ends
            parts += ["\n"] if piece.name in BREAKS else []
            address = piece.attributes.get("href", "").strip()
            links += [] if address_fault(address) else [address]
        elif not unseen:
            parts.append(piece if "<" in markup else piece.replace("\n", "\n"))
    lines = (re.sub(r"[^\S\n]+", " ", line).strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line), list(dict.fromkeys(links))
