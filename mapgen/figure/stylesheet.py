"""Read the style sheet of a figure for programs that draw without CSS: which paint an element with its classes has."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from mapgen.templating import environment

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from mapgen.figure.context import StaticMap

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_EITHER = re.compile(r":is\(([^()]*)\)")
_PART = re.compile(r"(?P<dot>\.?)(?P<name>(?:[\w-]|\\.)+)")
_FONT = re.compile(r"(?P<words>(?:[a-z]+ |\d{3} )*)(?P<size>[\d.]+)px (?P<family>.+)", re.DOTALL)


@dataclass(frozen=True)
class _Rule:
    """A selector, from the outermost element to the one that is painted, with what it says."""

    steps: tuple[tuple[str, frozenset[str]], ...]
    paint: tuple[tuple[str, str], ...]
    order: int

    @property
    def weight(self) -> tuple[int, int, int]:
        """What decides between rules: classes, element names, then the later one (CSS Selectors 4, 17)."""
        return sum(len(classes) for _, classes in self.steps), sum(bool(tag) for tag, _ in self.steps), self.order


class Stylesheet:
    """A style sheet of simple selectors: element names, classes, ``:is()`` and descendants.

    Parameters
    ----------
    css : str
        The sheet. What else it holds is not understood.
    """

    def __init__(self, css: str) -> None:
        self._rules = sorted(_rules(css), key=lambda rule: rule.weight)
        self._paint = cache(self._worked_out)

    def paint(self, tag: str, style: str, around: Sequence[str] = ()) -> dict[str, str]:
        """Return the paint of an element, by names of SVG's attributes.

        Parameters
        ----------
        tag : str
            Name of the element.
        style : str
            Its classes.
        around : sequence of str, optional
            The classes of the elements that it is in, from the outermost.
        """
        return dict(self._paint(tag, style, tuple(around)))

    def _worked_out(self, tag: str, style: str, around: tuple[str, ...]) -> dict[str, str]:
        path = [("", frozenset(each.split())) for each in around] + [(tag, frozenset(style.split()))]
        return {name: value for rule in self._rules if _fits(rule.steps, path) for name, value in rule.paint}


def stylesheet_of(drawn: StaticMap) -> Stylesheet:
    """Return the style sheet of a standalone figure."""
    return Stylesheet(environment().get_template("static_map_standalone.css.j2").render(figure=drawn))


def _fits(steps: Sequence[tuple[str, frozenset[str]]], path: Sequence[tuple[str, Collection[str]]]) -> bool:
    (*outer, own), (*around, element) = steps, path
    if not _is(own, element):
        return False
    left = iter(around)
    return all(any(_is(step, each) for each in left) for step in outer)


def _is(step: tuple[str, frozenset[str]], element: tuple[str, Collection[str]]) -> bool:
    return step[0] in ("", element[0]) and step[1] <= set(element[1])


def _rules(css: str) -> Iterator[_Rule]:
    for order, (selectors, body) in enumerate(_RULE.findall(css)):
        paint = tuple(pair for declared in body.split(";") if declared.strip() for pair in _declared(declared))
        for selector in _apart(selectors):
            steps = tuple(_step(compound) for compound in selector.split())
            yield _Rule(steps, paint, order)


def _apart(selectors: str) -> Iterator[str]:
    """Yield the selectors of a list; those with ``:is()`` once for each of its choices."""
    hidden = _EITHER.sub(lambda found: found[0].replace(",", "\0"), selectors)
    for selector in hidden.split(","):
        parts = _EITHER.split(selector.replace("\0", ","))
        choices = [part.split(",") if index % 2 else [part] for index, part in enumerate(parts)]
        for chosen in product(*choices):
            yield "".join(piece.strip() if index % 2 else piece for index, piece in enumerate(chosen)).strip()


def _step(compound: str) -> tuple[str, frozenset[str]]:
    found = [(match["dot"], match["name"].replace("\\", "")) for match in _PART.finditer(compound)]
    return next((name for dot, name in found if not dot), ""), frozenset(name for dot, name in found if dot)


def _declared(declaration: str) -> Iterator[tuple[str, str]]:
    name, _, value = declaration.partition(":")
    name, value = name.strip(), value.strip()
    font = _FONT.fullmatch(value) if name == "font" else None
    if not font:
        yield name, value.removesuffix("px") if re.fullmatch(r"-?[\d.]+px", value) else value
        return
    words = font["words"].split()
    yield "font-weight", next((word for word in words if word.isdigit()), "400")
    yield "font-style", "italic" if "italic" in words else "normal"
    yield "font-size", font["size"]
    yield "font-family", font["family"]
