"""Remove line ends of HTML that have no meaning: a browser would make an invisible text node of each."""

from __future__ import annotations

import re

# Elements around which spaces are not shown: blocks, parts of lists and tables, shapes of a drawing.
_NAMES = """
main section article header footer div p
h1 h2 h3 h4 ul ol li dl dt dd details summary option table caption thead tbody tr
th td defs g path rect line circle polygon clipPath text symbol use
""".split()
_TAG = re.compile(rf"</?(?:{'|'.join(_NAMES)})\b")
_LINE_ENDS = re.compile(r"\n+")


def tight(page: str) -> str:
    """Return a page without the line ends before and after the tags of blocks.

    Parameters
    ----------
    page : str
        A complete HTML document. ``<`` and ``>`` in values and scripts must be escaped or not form one of the tags.

    Returns
    -------
    str
        A document that looks the same to a reader.
    """

    def kept(ends: re.Match[str]) -> str:
        before = page.rfind("<", 0, ends.start())
        is_after = page.find(">", before) == ends.start() - 1 and _TAG.match(page, before)
        return "" if is_after or _TAG.match(page, ends.end()) else ends[0]

    return _LINE_ENDS.sub(kept, page)
