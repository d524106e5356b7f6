"""Find room for the labels of a static figure: none covers another or a symbol, and one without room is left out."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from mapgen.figure.boxes import Box, Boxes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Line = NDArray[np.float64]

STEP = 8.0
"""Distance between two positions that are tried along a line, in units of the figure."""
ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""Share of a label's width that is to the left of its anchor, by value of SVG's ``text-anchor``."""
NEARBY = sorted(
    ((float(dx), float(dy), "middle") for dy in range(-42, 43, 14) for dx in range(-48, 49, 24)),
    key=lambda shift: (shift[0] ** 2 + shift[1] ** 2, shift),
)
"""Offsets (dx, dy, in units) at which the name of an area is tried, nearest first: an area has no exact point."""
GAP = 2.5
"""Space kept free at both ends of a label, in units of the figure."""
ANYHOW = 100
"""A label with a lower priority number (a more important one) may be nearer to another symbol than to its own."""
NEAR = 6.0
"""Symbols nearer to each other than this, in units, cover each other: a label need not tell them apart."""
DOT = 3.0
"""Radius of the dot of a city, in units of the figure."""
NARROW = " .,:;!'’|·-/()[]fijlrtIJ"
WIDE = "mwMW@%—…"
BOLDER = 1.13
"""Width of bold words, as a multiple of the width of the same words in regular weight."""
SCRIPTS = "\u3001-\u30ff\u3400-\u9fff\uff01-\uff60"
"""Characters of scripts without spaces between words: kana, Chinese characters and their punctuation."""
CLOSING = "、。，．・：；？！ー々」』）］〉》】ぁぃぅぇぉっゃゅょァィゥェォッャュョ%),.:;!?"
"""Characters that never begin a line."""
OPENING = "「『（［〈《【("
"""Characters that never end a line."""
BREAKS = re.compile(rf"(?<![{OPENING}])(?:(?<=[{SCRIPTS}])|(?=[{SCRIPTS}]))(?![{CLOSING}])")
STRAIGHT = 0.95
"""A stretch of a line takes a label if the straight distance of its ends is at least this share of its length."""


@dataclass(frozen=True)
class Label:
    """Words to be placed in the figure.

    Attributes
    ----------
    text : str
        One line, or several separated by line breaks.
    style : str
        Class of the text, e.g. ``of-site``.
    size : float
        Font size in units of the figure.
    tag : str
        Language of the words.
    priority : float
        The lowest is placed first.
    x, y : float
        The point it belongs to.
    reach : float
        Distance from the point to the label, in units; 0 for the name of an area, which is written on the point.
    lines : tuple of ndarray
        The lines, each of shape (n, 2), along which the label may be written; it then has no point.
    spacing : float
        Space between letters, as a multiple of the font size.
    dotted : bool
        Whether a dot marks the point, if the label finds room.
    bold : bool
        Whether its letters are bold.
    """

    text: str
    style: str
    size: float
    tag: str
    priority: float
    x: float = 0.0
    y: float = 0.0
    reach: float = 0.0
    lines: tuple[Line, ...] = ()
    spacing: float = 0.0
    dotted: bool = False
    bold: bool = False

    @property
    def width(self) -> float:
        """The estimated width of its longest line, in units: no font can be measured when a figure is written."""
        return max(width_of(line, self.size, self.spacing, bold=self.bold) for line in self.text.split("\n"))


@dataclass(frozen=True)
class Placed:
    """A label in its place: its first line is anchored at (x, y) on the baseline and turned clockwise by degrees."""

    label: Label
    x: float
    y: float
    anchor: str = "middle"
    turn: float = 0.0


def width_of(text: str, size: float, spacing: float = 0.0, *, bold: bool = False) -> float:
    """Estimate the width of words in units, as in a rather wide sans-serif font (DejaVu Sans)."""
    widths = sum(_width_of_one(character) for character in text)
    return size * (widths * (BOLDER if bold else 1.0) + spacing * len(text))


@cache
def _width_of_one(character: str) -> float:
    """Estimate the width of a character as a multiple of the font size; Hangul, kana and Han are 1 wide."""
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if unicodedata.combining(character):
        return 0.0
    if character in NARROW:
        return 0.35
    return 0.95 if character in WIDE else 0.72 if character.isupper() else 0.62


def wrap(words: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Break words into lines that are at most `width` units wide.

    Lines break at spaces and, in Chinese and Japanese, between characters. (Korean has spaces between its words.) A
    piece that is too long and cannot be broken gets a line of its own.
    """
    lines: list[str] = []
    for word in words.split(" "):
        gap = " "
        for piece in filter(None, BREAKS.split(word)):
            if lines and width_of(f"{lines[-1]}{gap}{piece}", size, bold=bold) <= width:
                lines[-1] += f"{gap}{piece}"
            else:
                lines.append(piece)
            gap = ""
    return lines


def balanced(words: str, size: float, width: float) -> list[str]:
    """Break words into as few lines as possible, of lengths as equal as possible."""
    count = len(wrap(words, size, width))
    return next(lines for part in range(10, 21) if len(lines := wrap(words, size, width * part / 20)) <= count)


def place(labels: Iterable[Label], width: float, height: float, taken: Iterable[Box]) -> list[Placed]:
    """Place labels in a figure, the most important first.

    Parameters
    ----------
    labels : iterable of Label
    width, height : float
        Size of the figure in units.
    taken : iterable of Box
        Rectangles that no label may cover.

    Returns
    -------
    list of Placed
        The labels that found room.
    """
    sheet = Box(2, 2, width - 2, height - 2)
    symbols, placed = Boxes(), []
    for box in taken:
        symbols.add(box)
    occupied = symbols.copy()
    for label in sorted(labels, key=lambda label: label.priority):
        spot = _on_line(label, sheet, occupied) if label.lines else _at_point(label, sheet, occupied, symbols)
        if spot:
            placed.append(spot[0])
            for box in spot[1]:
                occupied.add(box)
    return placed


def _at_point(label: Label, sheet: Box, occupied: Boxes, symbols: Boxes) -> tuple[Placed, list[Box]] | None:
    """Find a free place for a label beside its point, not nearer to another symbol than to its own."""
    dot = [Box(label.x - DOT, label.y - DOT, label.x + DOT, label.y + DOT)] if label.dotted else []
    if not all(_is_free(box, sheet, occupied) for box in dot):
        return None
    count = label.text.count("\n") + 1
    width, height = label.width, 1.2 * label.size * count
    for dx, dy, anchor in _around(height, label.reach) if label.reach else NEARBY:
        x, top = label.x + dx, label.y + dy - height / 2
        left = x - width * ANCHORS[anchor]
        box = Box(left - GAP, top, left + width + GAP, top + height)
        is_anyhow = label.priority < ANYHOW or not label.reach
        if _is_free(box, sheet, occupied) and (is_anyhow or _is_told_apart(label, box, symbols)):
            return Placed(label, x, top + 0.92 * label.size, anchor), [box, *dot]
    return None


def _is_told_apart(label: Label, box: Box, symbols: Boxes) -> bool:
    """Return whether no symbol of another is nearer to the words than their own."""
    own = box.gap_to(label.x, label.y)
    around = Box(box.left - own, box.top - own, box.right + own, box.bottom + own)  # beyond it, the gap is larger
    return not any(
        box.gap_to(x, y) < own and math.hypot(x - label.x, y - label.y) > NEAR
        for x, y in (other.middle for other in symbols.near(around))
    )


def _around(height: float, reach: float) -> list[tuple[float, float, str]]:
    """List the positions of a label around its point: right, left, at the corners, above and below."""
    far, up = 0.7 * reach, 0.7 * reach + height / 2
    corners = [(dx, dy, anchor) for dx, anchor in ((far, "start"), (-far, "end")) for dy in (-up, up)]
    over = [(0.0, dy * (reach + height / 2), "middle") for dy in (-1, 1)]
    return [(reach, 0.0, "start"), (-reach, 0.0, "end"), *corners, *over]


def _on_line(label: Label, sheet: Box, occupied: Boxes) -> tuple[Placed, list[Box]] | None:
    """Find the free stretch of the label's lines that scores best: straight, level, and low in the figure."""
    need = int(np.ceil((label.width + 14) / STEP))
    half = 0.7 * label.size
    best: tuple[float, Placed, list[Box]] | None = None
    for samples in (_sampled(line) for line in label.lines):
        for start in range(0, len(samples) - need, 2):
            stretch = samples[start : start + need + 1]
            run, rise = stretch[-1] - stretch[0]
            chord = float(np.hypot(run, rise))
            x, y = stretch[need // 2]
            score = 3 * chord / (need * STEP) + abs(run) / max(chord, 1e-9) + 0.6 * y / sheet.bottom
            if chord < STRAIGHT * need * STEP or (best and score <= best[0]):
                continue
            boxes = [Box(px - half, py - half, px + half, py + half) for px, py in stretch]
            if all(_is_free(box, sheet, occupied) for box in boxes):
                turn = float(np.degrees(np.arctan2(rise, run)))
                turn = turn - 180 if turn > 90 else turn + 180 if turn < -90 else turn
                down = np.radians(turn)
                drop = 0.35 * label.size  # so that the line runs through the middle of the letters
                at = Placed(label, float(x - drop * np.sin(down)), float(y + drop * np.cos(down)), turn=turn)
                best = (score, at, boxes)
    return (best[1], best[2]) if best else None


def _sampled(line: Line) -> Line:
    """Return points at even steps along a line."""
    lengths = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    steps = np.arange(0, lengths[-1], STEP)
    return np.column_stack([np.interp(steps, lengths, line[:, axis]) for axis in (0, 1)])


def _is_free(box: Box, sheet: Box, occupied: Boxes) -> bool:
    inside = sheet.left <= box.left and box.right <= sheet.right and sheet.top <= box.top and box.bottom <= sheet.bottom
    return inside and not any(box.overlaps(other) for other in occupied.near(box))
