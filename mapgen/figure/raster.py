"""Draw SVG as a PNG picture with the machine's own fonts; the only module that knows resvg."""

from __future__ import annotations

import html
import re
import unicodedata

from mapgen.errors import MapgenError

_NO_CHARACTER = "\U0010fffd"  # for private use: no font has it, so it looks as what a font lacks does
_UNSEEN = frozenset("Cc Cf Mn Me Zl Zp Zs".split())  # control and format characters, blanks, marks on others
_SAMPLE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><text x="8" y="28" {}>{}</text></svg>'


def png(svg: str, families: str) -> bytes:
    """Draw a picture.

    Parameters
    ----------
    svg : str
        Complete, with nothing outside it.
    families : str
        Its fonts, as CSS has them, for the check that each character can be drawn.

    Returns
    -------
    bytes
        PNG, in the size that the SVG gives.

    Raises
    ------
    MapgenError
        If resvg is not installed, refuses the picture, or a character would be left out for want of a font.
    """
    try:
        from resvg_py import svg_to_bytes
    except ImportError:
        msg = "--card draws with resvg-py, which is not installed; install it beside mapgen: pip install resvg-py"
        raise MapgenError(msg) from None

    def drawn(character: str) -> bytes:
        style = f'font-size="20" font-family="{html.escape(families)}"'
        return bytes(svg_to_bytes(svg_string=_SAMPLE.format(style, html.escape(character))))

    blank = {drawn(" "), drawn(_NO_CHARACTER)}
    missing = "".join(character for character in characters(svg) if drawn(character) in blank)
    if missing:
        msg = (
            f"no font here can draw {missing[:40]!r}; install one that can, e.g. Noto Sans CJK for Korean and Japanese"
        )
        raise MapgenError(msg)
    try:
        return bytes(svg_to_bytes(svg_string=svg))
    except ValueError as error:
        msg = f"the picture cannot be drawn: {error}; build the page anew"
        raise MapgenError(msg) from None


def characters(svg: str) -> list[str]:
    """Return the characters that the texts of a picture show, sorted, each once."""
    words = "".join(re.findall(r"<text\b.*?</text>", svg, re.DOTALL))
    text = html.unescape(re.sub(r"<[^>]*>", "", words))
    return sorted(character for character in set(text) if unicodedata.category(character) not in _UNSEEN)
