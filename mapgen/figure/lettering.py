"""The labels of a static figure: what they say, how wide they are, and where their lines break."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Line = NDArray[np.float64]

ANCHORS = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""Share of a label's width that is to the left of its anchor, by value of SVG's ``text-anchor``."""
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


@dataclass(frozen=True)
class Label:
    """Words to be placed in the figure.

    Attributes
    ----------
    text : str
        One line, or several separated by line breaks.
    shorter : tuple of str
        Other forms of the text, tried in this order where there is no room for it.
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
        Distance from the point to the label, in units.
    spots : tuple of (float, float)
        For the name of an area, the places where its middle may be; it then has no point.
    leads : bool
        Whether a leader line may connect it with its point.
    is_callout : bool
        Whether it is a callout of the story, whose leader line may be long; without one it stands beside its point.
    must : bool
        Whether it stands in any case, if need be at the end of a long leader line.
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
    spots: tuple[tuple[float, float], ...] = ()
    leads: bool = False
    is_callout: bool = False
    must: bool = False
    lines: tuple[Line, ...] = ()
    spacing: float = 0.0
    dotted: bool = False
    bold: bool = False
    shorter: tuple[str, ...] = ()

    @property
    def width(self) -> float:
        """The estimated width of its longest line, in units: no font can be measured when a figure is written."""
        return max(width_of(line, self.size, self.spacing, bold=self.bold) for line in self.text.split("\n"))

    @property
    def height(self) -> float:
        """The height of its lines, in units."""
        return 1.2 * self.size * (self.text.count("\n") + 1)

    @property
    def forms(self) -> list[Label]:
        """The label in each of its forms, the preferred one first."""
        return [replace(self, text=text) for text in (self.text, *self.shorter)]


@dataclass(frozen=True)
class Placed:
    """A label in its place: its first line is anchored at (x, y) on the baseline and turned clockwise by degrees.

    A leader line goes from (x, y) at its symbol to (x, y) at the words.
    """

    label: Label
    x: float
    y: float
    anchor: str = "middle"
    turn: float = 0.0
    leader: tuple[tuple[float, float], tuple[float, float]] | None = None


def width_of(text: str, size: float, spacing: float = 0.0, *, bold: bool = False) -> float:
    """Estimate the width of words in units, as in a rather wide sans-serif font (DejaVu Sans)."""
    widths = sum(_width_of_one(character) for character in text)
    return size * (widths * (BOLDER if bold else 1.0) + spacing * len(text))


@cache
def _width_of_one(character: str) -> float:
    """Estimate the width of a character as a multiple of the font size; Hangul, kana and Han are 1 wide."""
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0.0
    if character in NARROW:
        return 0.35
    if unicodedata.bidirectional(character) == "AL":
        return 0.52
    return 0.95 if character in WIDE else 0.72 if character.isupper() else 0.62


def wrap(words: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Break words into lines that are at most `width` units wide.

    Lines break at spaces and, in Chinese and Japanese, between characters. (Korean has spaces between its words.) A
    piece that is too long for a line is broken where it must be, but before no sign that may not begin a line.
    """
    lines: list[str] = []
    for word in words.split(" "):
        gap = " "
        for piece in (part for whole in BREAKS.split(word) if whole for part in _parts(whole, size, width, bold=bold)):
            if lines and width_of(f"{lines[-1]}{gap}{piece}", size, bold=bold) <= width:
                lines[-1] += f"{gap}{piece}"
            else:
                lines.append(piece)
            gap = ""
    return lines


def _parts(word: str, size: float, width: float, *, bold: bool) -> list[str]:
    """Cut a word into parts that are no wider than a line, before no sign that may not begin one; most words are one.

    A part of nothing but such signs is wider, if it must be.
    """
    if width_of(word, size, bold=bold) <= width:
        return [word]
    parts = []
    while word:
        end = _fitting(word, size, width, bold=bold)
        if end < len(word):
            places = (*range(end, 0, -1), *range(end + 1, len(word)))
            end = next((at for at in places if word[at] not in CLOSING), len(word))
        parts.append(word[:end])
        word = word[end:]
    return parts


def _fitting(words: str, size: float, width: float, *, bold: bool) -> int:
    """Return how many of the first characters are no wider than a line; at least one."""
    ends = range(1, len(words))
    return next((end for end in ends if width_of(words[: end + 1], size, bold=bold) > width), len(words))


def cut(words: str, size: float, width: float, *, bold: bool = False) -> str:
    """Return words that are at most `width` units wide: if need be their beginning, with an ellipsis."""
    if width_of(words, size, bold=bold) <= width:
        return words
    room = max(width - width_of("…", size, bold=bold), size)
    return f"{words[: _fitting(words, size, room, bold=bold)].rstrip()}…"


def balanced(words: str, size: float, width: float) -> list[str]:
    """Break words into as few lines as possible, of lengths as equal as possible."""
    count = len(wrap(words, size, width))
    return next(lines for part in range(10, 21) if len(lines := wrap(words, size, width * part / 20)) <= count)
