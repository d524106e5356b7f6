"""Draw SVG as a PNG picture with the machine's own fonts; the only module that knows resvg."""

from __future__ import annotations

import html
import re
import unicodedata

from mapgen.errors import MapgenError

_NO_CHARACTER = "\U0010fffd"
"""A character for private use: no font has it, so its picture is that of any character that the fonts lack."""
_UNSEEN = frozenset("Cc Cf Mn Me Zl Zp Zs".split())
"""Unicode categories that have no picture of their own: control and format characters, combining marks, spaces."""
_SAMPLE = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><text x="8" y="28" {}>{}</text></svg>'


def png(
    svg: str,
    families: str = "",
    *,
    width: int | None = None,
    scale: float | None = None,
    asked: str = "--card draws",
    install: str = "resvg-py",
) -> bytes:
    """Draw a picture.

    Parameters
    ----------
    svg : str
        A complete SVG file that refers to nothing outside it.
    families : str, optional
        Value of CSS ``font-family``: the fonts in which each character of its texts must be drawable.
    width : int, optional
        Width in pixels; by default that of the SVG.
    scale : float, optional
        Pixels for each unit of the SVG, in place of a width.
    asked : str, optional
        What was asked for, as the message begins that resvg is not installed.
    install : str, optional
        What pip is to install then.

    Returns
    -------
    bytes
        PNG.

    Raises
    ------
    MapgenError
        If resvg is not installed, resvg refuses the picture, or no font has one of the characters.
    """
    try:
        from resvg_py import svg_to_bytes
    except ImportError:
        msg = f"{asked} with resvg-py, which is not installed; install it beside mapgen: pip install {install}"
        raise MapgenError(msg) from None

    def drawn(character: str) -> bytes:
        style = f'font-size="20" font-family="{html.escape(families)}"'
        return bytes(svg_to_bytes(svg_string=_SAMPLE.format(style, html.escape(character))))

    used = characters(svg)
    blank = {drawn(" "), drawn(_NO_CHARACTER)} if used else set()
    missing = "".join(character for character in used if drawn(character) in blank)
    if missing:
        msg = (
            f"no font here can draw {missing[:40]!r}; install one that can, e.g. Noto Sans CJK for Korean and Japanese"
            " (on Debian and Ubuntu the package fonts-noto-cjk; for other scripts fonts-noto-core)"
        )
        raise MapgenError(msg)
    try:
        return bytes(svg_to_bytes(svg_string=svg, width=width, zoom=scale, dpi=96.0, skip_system_fonts=not used))
    except ValueError as error:
        msg = f"the picture cannot be drawn: {error}; build the page anew"
        raise MapgenError(msg) from None


def characters(svg: str) -> list[str]:
    """Return the visible characters of the texts in a picture, sorted, without repeats."""
    words = "".join(re.findall(r"<text\b.*?</text>", svg, re.DOTALL))
    text = html.unescape(re.sub(r"<[^>]*>", "", words))
    return sorted(character for character in set(text) if unicodedata.category(character) not in _UNSEEN)
