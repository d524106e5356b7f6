"""Decide whether words read as the name of their own symbol: templates/js/rules/naming.js has the same rule."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mapgen.figure.boxes import Box

    Spot = tuple[float, float]

CLEAR = 4.0
"""Units by which words are nearer to their own symbol than to another one; less where the two nearly touch."""
APART = 3.0
"""Units that a leader line, and words at its end, keep from the edge of another symbol."""


def is_told_apart(box: Box, own: Spot, others: Iterable[Spot]) -> bool:
    """Return whether words in a box read as the name of their own symbol: no other one is nearer, nor as near.

    Parameters
    ----------
    box : Box
    own : tuple of float
        The middle of their symbol.
    others : iterable of tuple of float
        The middles of all other symbols.

    Returns
    -------
    bool
    """
    near = box.gap_to(*own)
    return all(box.gap_to(*other) >= near + min(CLEAR, math.dist(own, other) / 2) for other in others)


def is_led_apart(box: Box, line: tuple[Spot, Spot], own: Spot, others: Iterable[Spot], half: float) -> bool:
    """Return whether a leader line leads from its own symbol, and neither it nor the words come near another.

    Parameters
    ----------
    box : Box
        Of the words.
    line : tuple of two points
        From the edge of the symbol to the box.
    own : tuple of float
    others : iterable of tuple of float
    half : float
        Half the width of a symbol.

    Returns
    -------
    bool
    """
    start, end = line
    return all(
        begins_apart(start, own, [other])
        and box.gap_to(*other) >= half + APART
        and _gap_to_line(start, end, other) >= min(half + APART, math.dist(start, other)) - 0.01
        for other in others
    )


def begins_apart(start: Spot, own: Spot, others: Iterable[Spot]) -> bool:
    """Return whether a leader line that starts at a point belongs to its own symbol: no other one is nearer to it."""
    near = math.dist(start, own)
    return all(math.dist(start, other) >= near + min(CLEAR, math.dist(own, other) / 2) for other in others)


def _gap_to_line(start: Spot, end: Spot, point: Spot) -> float:
    """Measure the distance from the line between two points to a third."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    part = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / (dx * dx + dy * dy or 1.0)
    at = max(0.0, min(1.0, part))
    return math.dist((start[0] + at * dx, start[1] + at * dy), point)
