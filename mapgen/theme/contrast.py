"""Measure the contrast of two colours as WCAG 2.2 defines it."""

from __future__ import annotations

TEXT = 4.5
"""Least contrast ratio of text smaller than 18 pt: WCAG 2.2, success criterion 1.4.3 (AA)."""
GRAPHICS = 3.0
"""Least contrast ratio of lines and shapes that carry meaning: WCAG 2.2, success criterion 1.4.11 (AA)."""


def contrast(colour: str, other: str) -> float:
    """Return the contrast ratio of two colours.

    Parameters
    ----------
    colour, other : str
        Colours in sRGB as six hexadecimal digits, e.g. ``#b3301c``.

    Returns
    -------
    float
        From 1 (equal colours) to 21 (black and white); https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio.
    """
    darker, lighter = sorted((_luminance(colour), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance, 0 to 1; https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
