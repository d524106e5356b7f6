"""Find room for the labels of a static figure: none covers another or a symbol or misnames one; else it is left out."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from mapgen.figure.boxes import Box, Boxes
from mapgen.figure.lettering import ANCHORS, Label, Placed
from mapgen.figure.naming import APART, CLEAR, begins_apart, is_led_apart, is_told_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from mapgen.figure.lettering import Line
    from mapgen.figure.naming import Spot

STEP = 8.0
"""Distance between two positions that are tried along a line, in units of the figure."""
GAP = 2.5
"""Space kept free at both ends of a label, in units of the figure."""
HALF = 6.0
"""Half the width of a symbol, in units of the figure."""
DOT = 3.0
"""Radius of the dot of a city, in units of the figure."""
STRAIGHT = 0.95
"""A stretch of a line takes a label if the straight distance of its ends is at least this share of its length."""
LEADERS = (14.0, 24.0, 36.0, 50.0, 66.0)
"""Lengths of a leader line that are tried, in units of the figure."""
FAR_LEADERS = (*LEADERS, 90.0, 115.0, 145.0, 180.0)
"""Those of a label that must stand."""
CALLOUTS = (50.0, 70.0, 90.0, 115.0, 145.0, 180.0)
"""Those of a callout, which stands clear of the names."""
TURNS = tuple(turn * math.pi / 8 for turn in range(16))
"""Directions of a leader line that are tried."""
FINE_TURNS = tuple(turn * math.pi / 24 for turn in range(48))
"""Those of a callout."""


@dataclass
class Sheet:
    """What is taken on a figure: its edge, all boxes, the symbols among them, the named symbols, and leader lines."""

    holds: Callable[[Box], bool]
    symbols: Boxes = field(default_factory=Boxes)
    occupied: Boxes = field(default_factory=Boxes)
    words: Boxes = field(default_factory=Boxes)
    named: list[tuple[Box, Spot, bool]] = field(default_factory=list)

    def is_free(self, box: Box) -> bool:
        """Return whether words may stand in a box."""
        return self.holds(box) and not any(map(box.overlaps, self.occupied.near(box)))

    def take(self, spot: Placed, boxes: Iterable[Box]) -> None:
        """Take the room of a label that has been placed, and of its leader line."""
        label, (words, *others) = spot.label, [*boxes]
        for box in (words, *others, *(_box_at(*at, 2.0) for at in _samples(spot.leader))):
            self.occupied.add(box)
            self.words.add(box)
        if label.dotted:
            self.symbols.add(_box_at(label.x, label.y, DOT))
        if label.reach:
            self.named.append((words, (label.x, label.y), spot.leader is not None))

    def others(self, own: Spot, around: Box) -> Iterator[Spot]:
        """Yield the middles of the symbols, all but one's own, that reach into a box."""
        return (other for box in self.symbols.near(around) if math.dist(other := box.middle, own) > 1e-6)


def place(
    labels: Iterable[Label],
    width: float,
    height: float,
    taken: Iterable[Box],
    holds: Callable[[Box], bool] | None = None,
) -> list[Placed]:
    """Place labels in a figure, the most important first.

    Parameters
    ----------
    labels : iterable of Label
    width, height : float
        Size of the figure in units.
    taken : iterable of Box
        Symbols, which no label may cover.
    holds : callable, optional
        Whether a box is inside a figure that is no rectangle.

    Returns
    -------
    list of Placed
        The labels that found room.
    """
    sheet = Sheet(holds or _inside(Box(2, 2, width - 2, height - 2)))
    for box in taken:
        sheet.symbols.add(box)
        sheet.occupied.add(box)
    placed = []
    for label in sorted(labels, key=lambda label: label.priority):
        spot = _find(label, sheet, height)
        if spot:
            placed.append(spot[0])
            sheet.take(*spot)
    return placed


def _inside(edge: Box) -> Callable[[Box], bool]:
    return lambda box: (
        edge.left <= box.left and box.right <= edge.right and edge.top <= box.top and box.bottom <= edge.bottom
    )


def _find(label: Label, sheet: Sheet, height: float) -> tuple[Placed, list[Box]] | None:
    if label.is_callout and label.leads:
        return _led(label, (label.x, label.y), CALLOUTS, sheet)
    for form in label.forms:
        spot = _on_line(form, sheet, height) if label.lines else None
        spot = spot or (_in_area(form, sheet) if label.spots else None)
        if spot := spot or (_at_point(form, sheet) if label.reach else None):
            return spot
    if label.spots and label.leads:
        return _led_out(label, sheet)
    own = (label.x, label.y)
    led = _led(label, own, LEADERS, sheet) if label.leads else None
    return led or (_led(label, own, FAR_LEADERS, sheet, alone=True) if label.must and label.reach else None)


def _at_point(label: Label, sheet: Sheet) -> tuple[Placed, list[Box]] | None:
    """Find a free place for a label beside its point, nearer to it than to any other symbol."""
    own = (label.x, label.y)
    if label.dotted and not _is_dot_free(own, sheet):
        return None
    width, height = label.width, label.height
    for dx, dy, anchor in _around(height, label.reach):
        x, top = label.x + dx, label.y + dy - height / 2
        left = x - width * ANCHORS[anchor]
        box = Box(left - GAP, top, left + width + GAP, top + height)
        words = Box(left, top, left + width, top + height)
        if not sheet.is_free(box):
            continue
        reach = words.gap_to(*own) + CLEAR
        if is_told_apart(words, own, sheet.others(own, _wider(words, reach))):
            return Placed(label, x, top + 0.92 * label.size, anchor), [box]
    return None


def _is_dot_free(at: Spot, sheet: Sheet) -> bool:
    """Return whether the dot of a city, put there, leaves every label that stands the name of its own symbol."""
    return sheet.is_free(_box_at(*at, DOT)) and all(
        words.gap_to(*at) > HALF + APART if leads else is_told_apart(words, own, [at])
        for words, own, leads in sheet.named
    )


def _around(height: float, reach: float) -> list[tuple[float, float, str]]:
    """List the positions of a label around its point: right, left, at the corners, above and below."""
    far, up = 0.7 * reach, 0.7 * reach + height / 2
    corners = [(dx, dy, anchor) for dx, anchor in ((far, "start"), (-far, "end")) for dy in (-up, up)]
    over = [(0.0, dy * (reach + height / 2), "middle") for dy in (-1, 1)]
    return [(reach, 0.0, "start"), (-reach, 0.0, "end"), *corners, *over]


def _led(
    label: Label, own: Spot, lengths: Iterable[float], sheet: Sheet, *, alone: bool = False
) -> tuple[Placed, list[Box]] | None:
    """Find a free place at the end of a leader line, the shortest line first.

    `alone`: let the line start at the middle of the symbol and pass other symbols; for labels that must be placed.
    """
    half = 0.0 if alone or not label.reach else HALF
    turns = FINE_TURNS if label.is_callout else TURNS
    if not alone:  # in a crowd of symbols, most directions lead nowhere whatever the length
        turns = tuple(turn for turn in turns if _leads(turn, own, half, sheet))
    for form in label.forms:
        for length in lengths:
            for turn in turns:
                cos, sin = math.cos(turn), math.sin(turn)
                line = (
                    (own[0] + cos * half, own[1] + sin * half),
                    (own[0] + cos * (half + length), own[1] + sin * (half + length)),
                )
                spot, box = _at_end(form, line, cos, sin)
                if not sheet.is_free(box) or _is_crossed(line, sheet):
                    continue
                around = _wider(Box(*map(min, *line, box[:2]), *map(max, *line, box[2:])), 2 * HALF + APART)
                if alone or is_led_apart(box, line, own, sheet.others(own, around), HALF):
                    return spot, [box]
    return None


def _leads(turn: float, own: Spot, half: float, sheet: Sheet) -> bool:
    """Return whether a leader line in a direction begins nearer to its own symbol than to any other."""
    start = (own[0] + math.cos(turn) * half, own[1] + math.sin(turn) * half)
    return begins_apart(start, own, sheet.others(own, _box_at(*start, half + CLEAR)))


def _at_end(label: Label, line: tuple[Spot, Spot], cos: float, sin: float) -> tuple[Placed, Box]:
    """Put words at the end of a leader line: beside it, or above or below a steep one."""
    (_, (x, y)), (width, height) = line, (label.width, label.height)
    if abs(cos) > 0.3:
        anchor, at, top = ("start", x + 2, y - height / 2) if cos > 0 else ("end", x - 2, y - height / 2)
    else:
        anchor, at, top = "middle", x, y if sin > 0 else y - height
    left = at - width * ANCHORS[anchor]
    placed = Placed(label, at, top + 0.92 * label.size, anchor, leader=line)
    return placed, Box(left - GAP, top, left + width + GAP, top + height)


def _is_crossed(line: tuple[Spot, Spot], sheet: Sheet) -> bool:
    """Return whether words or another leader line lie on a line."""
    return any(other.gap_to(*at) == 0 for at in [*_samples(line)][:-1] for other in sheet.words.near(_box_at(*at, 1.0)))


def _samples(line: tuple[Spot, Spot] | None) -> Iterator[Spot]:
    if line is None:
        return
    (x, y), (to_x, to_y) = line
    count = math.ceil(math.dist(*line) / 4)
    for index in range(count):
        yield x + (to_x - x) * index / count, y + (to_y - y) * index / count


def _in_area(label: Label, sheet: Sheet) -> tuple[Placed, list[Box]] | None:
    """Find a free spot inside an area."""
    for x, y in label.spots:
        top, across = y - label.height / 2, label.width / 2
        box = Box(x - across - GAP, top, x + across + GAP, top + label.height)
        if sheet.is_free(box):
            return Placed(label, x, top + 0.92 * label.size), [box]
    return None


def _led_out(label: Label, sheet: Sheet) -> tuple[Placed, list[Box]] | None:
    """Find the nearest place outside its area for a name; one that must stand may lie far, or begin among symbols."""
    inside = [spot for spot in label.spots if sheet.holds(_box_at(*spot, 1.0))]
    clear = [spot for spot in inside if not any(sheet.others(spot, _box_at(*spot, HALF + APART)))]
    starts = ((False, clear), (True, inside)) if label.must else ((False, clear),)
    for length in FAR_LEADERS if label.must else LEADERS:
        for alone, spots in starts:
            for spot in spots:
                if found := _led(label, spot, (length,), sheet, alone=alone):
                    return found
    return None


def _on_line(label: Label, sheet: Sheet, height: float) -> tuple[Placed, list[Box]] | None:
    """Find the free stretch of the label's lines that scores best: straight, level, and low in the figure."""
    need = int(np.ceil((label.width + 14) / STEP))
    half = 0.7 * label.size
    best: tuple[float, Placed, list[Box]] | None = None
    for samples in (_sampled(line) for line in label.lines):
        starts = np.arange(0, max(len(samples) - need, 0), 2)
        runs, rises = (samples[starts + need] - samples[starts]).T
        chords = np.hypot(runs, rises)
        low = 0.6 * samples[starts + need // 2, 1] / height
        scores = 3 * chords / (need * STEP) + np.abs(runs) / np.maximum(chords, 1e-9) + low
        for index in np.argsort(-scores, kind="stable"):
            if best and scores[index] <= best[0]:
                break
            if chords[index] < STRAIGHT * need * STEP:
                continue
            stretch = samples[starts[index] : starts[index] + need + 1].tolist()
            boxes = [_box_at(x, y, half) for x, y in stretch]
            if all(map(sheet.is_free, boxes)):
                best = (scores[index], _along(label, stretch[need // 2], runs[index], rises[index]), boxes)
                break
    return (best[1], best[2]) if best else None


def _along(label: Label, middle: Spot, run: float, rise: float) -> Placed:
    """Turn a label along a stretch of a line, which runs through the middle of its letters; none stands on its head."""
    turn = float(np.degrees(np.arctan2(rise, run)))
    turn = turn - 180 if turn > 90 else turn + 180 if turn < -90 else turn
    down, drop = np.radians(turn), 0.35 * label.size
    return Placed(label, float(middle[0] - drop * np.sin(down)), float(middle[1] + drop * np.cos(down)), turn=turn)


def _sampled(line: Line) -> Line:
    """Return points at even steps along a line."""
    lengths = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    steps = np.arange(0, lengths[-1], STEP)
    return np.column_stack([np.interp(steps, lengths, line[:, axis]) for axis in (0, 1)])


def _box_at(x: float, y: float, half: float) -> Box:
    return Box(x - half, y - half, x + half, y + half)


def _wider(box: Box, by: float) -> Box:
    return Box(box.left - by, box.top - by, box.right + by, box.bottom + by)
