"""Leave out the line ends of HTML that mean nothing: of each a browser makes a node, which it never shows."""

from __future__ import annotations

import re

# Elements around which blanks are not shown: blocks, parts of lists and tables, shapes of a drawing.
_NAMES = """
main section article header footer div p
h1 h2 h3 h4 ul ol li dl dt dd details summary option table caption thead tbody tr
th td defs g path rect line circle polygon clipPath text symbol
""".split()
_TAG = rf"</?(?:{'|'.join(_NAMES)})\b"
_AFTER_OR_BEFORE = re.compile(rf"({_TAG}[^>]*>)\n+|\n+(?={_TAG})")


def tight(page: str) -> str:
    """Return a page without the line ends before and after tags of blocks.

    Parameters
    ----------
    page : str
        A complete HTML document, in which ``<`` and ``>`` within values and scripts are escaped, or make no such tag.

    Returns
    -------
    str
        The same document to a reader.
    """
    return _AFTER_OR_BEFORE.sub(r"\1", page)
