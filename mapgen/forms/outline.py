"""Read the outlines of letters from the SVG that typst writes, and write them as the data of one path."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from mapgen.figure.plain_svg import SVG

if TYPE_CHECKING:
    from collections.abc import Iterator

STEPS = 100
"""Steps in a unit that the corners of letters are rounded to: a thousandth of the size of small words."""
COARSE = 5
"""The same for halos, whose curves become straight lines: their wide strokes hide it, and a report is half as large."""
_HREF = "{http://www.w3.org/1999/xlink}href"
_COMMAND = re.compile(r"([a-zA-Z])([^a-zA-Z]*)")
_NUMBER = re.compile(r"-?[\d.]+")


@dataclass(frozen=True)
class Outline:
    """Letters that are set: their width in units, and the place and the path data of each; y upwards."""

    width: float
    letters: tuple[tuple[float, float, str], ...]

    @property
    def shapes(self) -> list[str]:
        """The path data of the letters, without their places."""
        return [shape for _, _, shape in self.letters]

    def path(self, x: float, y: float, steps: int = STEPS) -> str:
        """Return the data of one path for all letters, which begin at a place on the baseline; y downwards."""
        return "".join(
            piece for left, up, shape in self.letters for piece in _Pen(x + left, y - up, steps).moved(shape)
        )

    def apart(self, x: float, y: float, steps: int) -> Iterator[tuple[float, float, str]]:
        """Yield the place of each letter that is drawn, and the data of its path from there; y downwards."""
        for left, up, shape in self.letters:
            if path := _alone(shape, steps):
                yield x + left, y - up, path


def outline(page: bytes) -> Outline:
    """Read a page of typst's SVG, on which letters are symbols that are used in their places."""
    root = ET.fromstring(page)
    shapes = {f"#{each.get('id')}": each[0].get("d", "") for each in root.iter(f"{SVG}symbol") if len(each)}
    width = float(root.get("viewBox", "0 0 0 0").split()[2])
    letters = [
        (left + float(use.get("x", "0")), up + float(use.get("y", "0")), shapes[use.get(_HREF, "")])
        for left, up, use in _uses(root, 0.0, 0.0)
        if use.get(_HREF, "") in shapes
    ]
    return Outline(width, tuple(letters))


def _uses(element: ET.Element, left: float, up: float) -> Iterator[tuple[float, float, ET.Element]]:
    """Yield each use of a symbol, with the place of the groups that it is in."""
    for child in element:
        if child.tag == f"{SVG}use":
            yield left, up, child
        elif child.tag == f"{SVG}g":
            x, y = _place(child.get("transform", ""))
            yield from _uses(child, left + x, up - y)


def _place(transform: str) -> tuple[float, float]:
    """Return where a group is; typst turns the y axis of letters in the same step."""
    numbers = [float(number) for number in _NUMBER.findall(transform)]
    if transform.startswith("matrix"):
        return numbers[4], numbers[5]
    return (numbers[0], numbers[1] if len(numbers) > 1 else 0.0) if transform.startswith("translate") else (0.0, 0.0)


@dataclass(frozen=True)
class _Pen:
    """Write the outline of a letter at a place, in relative steps; typst's own are relative too, with y upwards."""

    left: float
    top: float
    steps: int

    def moved(self, shape: str) -> Iterator[str]:
        """Yield the commands of the outline."""
        now = begin = (0, 0)
        is_first = True
        for command, points in _commands(shape):
            name = command
            if name == "Z":
                now = begin
                yield "z"
            else:
                ends = [self._end(point) for point in points]
                if self.steps <= COARSE and name != "m":
                    name, ends = "l", ends[-1:]
                first = name == "m" and is_first
                yield self._written("M", ends) if first else self._written(name, [_less(end, now) for end in ends])
                now = ends[-1]
                if name == "m":
                    begin, is_first = now, False

    def _end(self, point: tuple[float, float]) -> tuple[int, int]:
        return round((self.left + point[0]) * self.steps), round((self.top - point[1]) * self.steps)

    def _written(self, name: str, points: list[tuple[int, int]]) -> str:
        places = {"h": (0,), "v": (1,)}.get(name, (0, 1))
        numbers = [_number(point[place], self.steps) for point in points for place in places]
        return name + " ".join(numbers).replace(" -", "-")


@lru_cache(maxsize=2048)
def _alone(shape: str, steps: int) -> str:
    """Return the data of a letter's path from its own place: a letter comes again and again."""
    return "".join(_Pen(0.0, 0.0, steps).moved(shape))


@lru_cache(maxsize=2048)
def _commands(shape: str) -> list[tuple[str, list[tuple[float, float]]]]:
    """Return the commands of an outline, each with the points that it leads through; y upwards."""
    at = start = (0.0, 0.0)
    commands = []
    for name, text in _COMMAND.findall(shape):
        numbers = [float(number) for number in _NUMBER.findall(text)]
        if name == "M":
            at = (numbers[0], numbers[1])
            continue
        points = [(at[0] + dx, at[1] + dy) for dx, dy in _steps(name, numbers)] if name != "Z" else []
        at = points[-1] if points else start
        start = at if name == "m" else start
        commands.append((name, points))
    return commands


@lru_cache(maxsize=8192)
def _number(value: int, steps: int) -> str:
    text = f"{value / steps:g}"
    return text.replace("0.", ".", 1) if abs(value) < steps else text


def _less(end: tuple[int, int], now: tuple[int, int]) -> tuple[int, int]:
    return end[0] - now[0], end[1] - now[1]


def _steps(name: str, numbers: list[float]) -> list[tuple[float, float]]:
    if name in "hv":
        return [(numbers[0], 0.0) if name == "h" else (0.0, numbers[0])]
    return list(zip(numbers[::2], numbers[1::2], strict=True))
