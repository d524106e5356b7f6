"""Hold the rectangles that are taken on a figure, and find those near another in a time that does not grow with all."""

from __future__ import annotations

import math
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

CELL = 24.0  # units: about a symbol, or the height of a label


class Box(NamedTuple):
    """A rectangle that is taken, in units of the figure, y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle, x and y."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def gap_to(self, x: float, y: float) -> float:
        """Measure the distance to a point; 0 inside."""
        return math.hypot(max(self.left - x, x - self.right, 0.0), max(self.top - y, y - self.bottom, 0.0))

    def overlaps(self, other: Box) -> bool:
        """Return whether two boxes share more than an edge."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom


class Boxes:
    """Boxes by the cells of a grid that they reach into."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = {}

    def add(self, box: Box) -> None:
        """Take a box in."""
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append(box)

    def near(self, box: Box) -> list[Box]:
        """Return each box that overlaps another one, and some beside it; a large one several times."""
        return [held for cell in _cells(box) for held in self._cells.get(cell, ())]

    def copy(self) -> Boxes:
        """Return the same boxes, to which others can be added."""
        boxes = Boxes()
        boxes._cells = {cell: list(held) for cell, held in self._cells.items()}
        return boxes


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = [math.floor(edge / CELL) for edge in box]
    return product(range(left, right + 1), range(top, bottom + 1))
