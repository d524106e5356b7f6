"""Flatten the path data of a symbol into polygons, for shapes that have straight edges only."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

from shapely import MultiPolygon, Polygon

_TOKEN = re.compile(r"[a-zA-Z]|[-+]?(?:\d+\.?\d*|\.\d+)")
_COUNTS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}
_STEPS = 24
"""Edges of a curve; of a circle of two arcs 48."""


def polygons(path: str) -> MultiPolygon:
    """Return the areas of a path; a curve becomes a line with many edges, an arc one of a circle.

    Parameters
    ----------
    path : str
        Path data of SVG, as in ``vocab/symbol.toml``.
    """
    rings = [ring for ring in _rings(path) if len(ring) > 2]
    return MultiPolygon([Polygon(ring) for ring in rings])


def _rings(path: str) -> Iterator[list[tuple[float, float]]]:
    points: list[tuple[float, float]] = []
    for letter, numbers in _commands(path):
        x, y = points[-1] if points else (0.0, 0.0)
        is_step = letter.islower()
        origin = (x, y) if is_step else (0.0, 0.0)
        name = letter.lower()
        if name == "m":
            if len(points) > 1:
                yield points
            points = [_at(origin, numbers)]
        elif name == "z":
            yield points
            points = points[:1]
        elif name == "h":
            points.append((origin[0] + numbers[0], y))
        elif name == "v":
            points.append((x, origin[1] + numbers[0]))
        elif name == "a":
            points.extend(
                _arc((x, y), _at(origin, numbers[5:]), numbers[0], large=numbers[3] > 0, sweep=numbers[4] > 0)
            )
        elif name in ("c", "s", "q", "t"):
            controls = [_at(origin, numbers[at : at + 2]) for at in range(0, len(numbers), 2)]
            points.extend(_bezier([(x, y), *controls], step / _STEPS) for step in range(1, _STEPS + 1))
        else:
            points.append(_at(origin, numbers))
    if len(points) > 1:
        yield points


def _commands(path: str) -> Iterator[tuple[str, list[float]]]:
    tokens = _TOKEN.findall(path)
    letter, at = "", 0
    while at < len(tokens):
        if tokens[at].isalpha():
            letter, at = tokens[at], at + 1
        elif letter in "mM":
            letter = "l" if letter == "m" else "L"  # further pairs of a moveto are linetos (SVG 2, 9.3.3)
        count = _COUNTS[letter.lower()]
        yield letter, [float(token) for token in tokens[at : at + count]]
        at += count


def _at(origin: tuple[float, float], numbers: list[float]) -> tuple[float, float]:
    return origin[0] + numbers[0], origin[1] + numbers[1]


def _bezier(points: list[tuple[float, float]], share: float) -> tuple[float, float]:
    """De Casteljau's construction."""
    while len(points) > 1:
        points = [(ax + (bx - ax) * share, ay + (by - ay) * share) for (ax, ay), (bx, by) in pairwise(points)]
    return points[0]


def _arc(
    start: tuple[float, float], end: tuple[float, float], radius: float, *, large: bool, sweep: bool
) -> list[tuple[float, float]]:
    """Return the points of an arc of a circle (SVG 2, B.2.4)."""
    (ax, ay), (bx, by) = start, end
    chord = math.hypot(bx - ax, by - ay)
    if not chord:
        return []
    radius = max(radius, chord / 2)
    rise = math.sqrt(radius**2 - (chord / 2) ** 2) * (-1 if large == sweep else 1)
    middle = ((ax + bx) / 2 - rise * (by - ay) / chord, (ay + by) / 2 + rise * (bx - ax) / chord)
    first = math.atan2(ay - middle[1], ax - middle[0])
    turn = math.atan2(by - middle[1], bx - middle[0]) - first
    turn = turn % (2 * math.pi) if sweep else -(-turn % (2 * math.pi))
    turns = [first + turn * step / _STEPS for step in range(1, _STEPS + 1)]
    return [(middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle)) for angle in turns]
