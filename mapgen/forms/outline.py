"""Read the outlines of letters from the SVG that typst writes, and write them as the data of one path."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mapgen.figure.plain_svg import SVG

if TYPE_CHECKING:
    from collections.abc import Iterator

STEPS = 100
"""Steps in a unit that the corners of letters are rounded to: a thousandth of the size of small words."""
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

    def path(self, x: float, y: float) -> str:
        """Return the data of one path for all letters, which begin at a place on the baseline; y downwards."""
        return "".join(
            piece for left, up, shape in self.letters for piece in _moved(shape, round((x + left) * STEPS),
                                                                          round((y - up) * STEPS))
        )  # fmt: skip


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


def _moved(shape: str, left: int, top: int) -> Iterator[str]:
    """Yield the path data of a letter at a place, in relative steps; typst's own are relative too, with y upwards."""
    x = y = start_x = start_y = 0.0
    now = begin = (0, 0)
    is_first = True
    for name, text in _COMMAND.findall(shape):
        numbers = [float(number) for number in _NUMBER.findall(text)]
        if name == "Z":
            x, y, now = start_x, start_y, begin
            yield "z"
            continue
        if name == "M":
            x, y = numbers
            continue
        points = [(x + dx, y + dy) for dx, dy in _steps(name, numbers)]
        x, y = points[-1]
        ends = [(left + round(px * STEPS), top - round(py * STEPS)) for px, py in points]
        if name == "m":
            start_x, start_y = x, y
            yield _written("M", ends) if is_first else _written("m", [(ends[0][0] - now[0], ends[0][1] - now[1])])
            now = begin = ends[0]
            is_first = False
        else:
            yield _written(name, [(px - now[0], py - now[1]) for px, py in ends])
            now = ends[-1]


def _steps(name: str, numbers: list[float]) -> list[tuple[float, float]]:
    if name in "hv":
        return [(numbers[0], 0.0) if name == "h" else (0.0, numbers[0])]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _written(name: str, points: list[tuple[int, int]]) -> str:
    values = (
        [points[0][0]] if name == "h" else [points[0][1]] if name == "v" else [v for point in points for v in point]
    )
    return name + " ".join(map(_number, values)).replace(" -", "-")


def _number(value: int) -> str:
    text = f"{value / STEPS:g}"
    return text.replace("0.", ".", 1) if abs(value) < STEPS else text
