"""Read published ranges as tables have them: all of a cell is understood, or the cell is refused."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from mapgen.checks.quotes.quantities import unit_at
from mapgen.checks.quotes.wording import folded
from mapgen.errors import CellError, shown
from mapgen.intake.range_words import Token, tokens

MAX_KM = 45_000.0
"""Somewhat more than the circumference of the Earth; `mapgen check` knows how large a ring can be."""
MIN_ROUNDED_KM = 10.0
"""From here on, a distance that was converted from another unit loses its decimals."""
MAX_ROUNDING = 0.05
"""The most by which a distance may be off that is the same in a second unit, and ends in zeros."""
GROUPED = re.compile(r"\d[.,'’\s]\d{3}(?!\d)")
"""Digits in groups of three."""
LETTERS = {
    "number": "n", "unit": "u", "qualifier": "q", "open": "(", "close": ")",
    "range": "-", "list": "/", "comma": ",", "spread": "±",
}  # fmt: skip
_MEASURE = "q*nq*u?q*"
_MEASURES = rf"{_MEASURE}(?:(?:[,/]+|[-±]){_MEASURE})*"
CELL = re.compile(rf"(?:\(q*\))?{_MEASURES}(?:\(q*\)|[,/]?\({_MEASURES}\)q*(?:[-,/±]{_MEASURES})?)*|\({_MEASURES}\)")
"""What may follow what in a cell, a letter for each part: ``qn-nu(n-nu)`` is "about 300 to 500 km (190-310 mi)"."""


@dataclass
class Measure:
    """A distance in a cell.

    Attributes
    ----------
    number : Token
    joint : str
        What joins it to the one before: ``-``, ``/`` or ``,`` for a list, ``±``, or nothing.
    in_brackets : bool
    qualifiers : list of str
    unit_km : float or None
        Length of its unit; None if no unit follows.
    """

    number: Token
    joint: str
    in_brackets: bool
    qualifiers: list[str] = field(default_factory=list)
    unit_km: float | None = None

    @property
    def km(self) -> float:
        """The distance; a comma before three digits groups them: no range is given in metres that way."""
        return max(self.number.values) * (self.unit_km or 1.0)


def figure(text: str, unit: str = "", *, decimal_comma: bool = False) -> dict[str, Any]:
    """Return the figure of a cell, as a record has it.

    Parameters
    ----------
    text : str
        E.g. ``380-800 km``, ``at least 13,000 km``, ``500±50 km`` or ``약 600km``.
    unit : str, optional
        The unit that the column's name has, for cells without one.
    decimal_comma : bool, optional
        Whether the table writes 1,5 for one and a half, and so 1.300 for a thousand.

    Returns
    -------
    dict
        ``low_km``, ``high_km`` and, if the words say so, ``qualifier`` and ``kind``.

    Raises
    ------
    CellError
        If any part of the text is not understood, or it may mean two things.
    """
    measures, kinds = _measures(text, unit, decimal_comma=decimal_comma)
    main = _in_one_unit(measures, text)
    low, high = (_rounded(km, main[0].unit_km) for km in _limits(main, text))
    qualifier = _qualifier(main, text)
    more = {"qualifier": qualifier, "kind": kinds[0] if kinds else ""}
    return {"low_km": plain(low), "high_km": plain(high), **{key: word for key, word in more.items() if word}}


def distance(text: str, unit: str = "km", *, decimal_comma: bool = False) -> float | int:
    """Return the km of a cell with one number, to a tenth and never less.

    Raises
    ------
    CellError
        If the text is anything else.
    """
    measures, kinds = _measures(text, unit, decimal_comma=decimal_comma)
    if len(measures) > 1 or measures[0].qualifiers or kinds:
        raise CellError(f"{shown(text)} is more than one number")
    return plain(math.ceil(round(measures[0].km * 10, 6)) / 10)


def plain(value: float) -> float | int:
    """Return a number without decimals if it has none, and with one at most."""
    rounded = round(value, 1)
    return int(rounded) if rounded == int(rounded) else rounded


def _unclear(text: str) -> CellError:
    return CellError(f"{shown(text)} is not understood; write it as 380-800 km")


def _measures(text: str, unit: str, *, decimal_comma: bool) -> tuple[list[Measure], list[str]]:
    """Return the distances of a cell with their units, and the kinds that its words name."""
    parts = tokens(text, "de" if decimal_comma else "")
    kinds = list(dict.fromkeys(part.name for part in parts if part.sort == "kind"))
    if len(kinds) > 1:
        raise CellError(f"{shown(text)} is of two kinds, {' and '.join(kinds)}; write one")
    measures = _arranged([part for part in _settled(parts) if part.sort not in ("kind", "neutral")], text)
    _check_one_reading(measures, text)
    _give_units(measures, unit, text)
    if not all(measure.km <= MAX_KM for measure in measures):
        raise CellError(f"{shown(text)} is more than the way around the Earth; correct it")
    return measures, kinds


def _settled(parts: list[Token]) -> list[Token]:
    """Return the parts with each "until" as what it is in its place: a dash between two numbers, or a qualifier."""
    numbers = [index for index, part in enumerate(parts) if part.sort == "number"]
    result: list[Token] = []
    for index, part in enumerate(parts):
        before, after = (any(sign * number > sign * index for number in numbers) for sign in (-1, 1))
        if part.sort != "until":
            result.append(part)
        elif before and after and result[-1].sort != "joint":
            result.append(Token("joint", "range"))
        elif after or len(numbers) == 1:
            result.append(Token("qualifier", "up-to"))
    return result


def _arranged(parts: list[Token], text: str) -> list[Measure]:
    """Return the distances of a cell, if its parts follow each other as they may."""
    shape = "".join(LETTERS[part.name if part.sort == "joint" else part.sort] for part in parts)
    if not CELL.fullmatch(shape):
        raise _unclear(text)
    measures: list[Measure] = []
    waiting: list[str] = []
    joint, is_after = "", False
    has_brackets = not shape.startswith("(n")
    for at, (part, letter) in enumerate(zip(parts, shape, strict=True)):
        in_brackets = has_brackets and shape.count("(", 0, at) > shape.count(")", 0, at)
        if letter == "n":
            measures.append(Measure(part, joint, in_brackets, waiting))
            waiting, joint = [], ""
        elif letter == "u":
            measures[-1].unit_km = part.values[0]
        elif letter == "q":
            owner = next(each for each in reversed(measures) if each.in_brackets == in_brackets) if is_after else None
            (owner.qualifiers if owner else waiting).append(part.name)
        elif letter == ")" and measures:
            measures[-1].qualifiers += waiting
            waiting = []
        else:
            joint = letter if letter in "-/,±" else ""
        is_after = letter in "nu)" or (is_after and letter == "q")
    return measures


def _check_one_reading(measures: list[Measure], text: str) -> None:
    """Refuse numbers that may be others: 13.000, 5 mil, 1-1.5万, 1, 300 and 1/2."""
    for number in (measure.number for measure in measures):
        if len(number.values) > 1 and "," not in number.name:
            low, high = (f"{value:,.10g}" for value in sorted(number.values))
            raise CellError(f"{shown(text)} may be {low} or {high} km; write thousands without a mark")
    if any(measure.number.name.endswith("mil") and not measure.unit_km for measure in measures):
        raise CellError(f"{shown(text)} may be miles or thousands; write the number in full, and its unit")
    for first, second in pairwise(measures):
        if first.unit_km or not second.joint:
            continue
        if second.joint == "," or (second.joint == "/" and max(*first.number.values, *second.number.values) < 10):
            raise CellError(f"{shown(text)} may be one number or two; write it as 380-800 km")
        if _shares_thousands(first.number, second.number):
            raise CellError(f"{shown(text)} may mean thousands both times or once; write both numbers in full")


def _shares_thousands(first: Token, second: Token) -> bool:
    """Return whether the thousands of the second number may be meant of the first: 1-1.5万, 10-12,000."""
    by_word = re.search(r"[^\W\d]", second.name)
    has_scale = max(first.values) >= 100 and re.search(r"[^\W\d]", first.name)
    if has_scale or not (by_word or GROUPED.search(second.name)):
        return False
    return max(first.values) * (100 if by_word else 1000) <= max(second.values)


def _give_units(measures: list[Measure], unit: str, text: str) -> None:
    """Give each distance its unit: its own, else that of one that it is joined to, else that of the column."""
    for first, second in [*reversed(list(pairwise(measures))), *pairwise(measures)]:
        if second.joint and first.in_brackets == second.in_brackets:
            first.unit_km = first.unit_km or second.unit_km
            second.unit_km = second.unit_km or first.unit_km
    of_column = unit_at(folded(unit), 0)
    for measure in measures:
        if measure.unit_km is None and measure.in_brackets:
            raise _unclear(text)
        measure.unit_km = measure.unit_km or (of_column[0] if of_column else 1.0)


def _in_one_unit(measures: list[Measure], text: str) -> list[Measure]:
    """Return the distances without those that say the same in a second unit: the unit given first counts."""
    main: list[Measure] = []
    second: list[Measure] = []
    for measure in measures:
        is_other = bool(main) and measure.unit_km != main[-1].unit_km
        if is_other and (measure.in_brackets or measure.joint in ("/", ",") or second):
            if second and second[-1].unit_km != measure.unit_km:  # 310 mi; 270 nmi
                main, second = _matched(main, second, text), []
            second.append(measure)
        elif measure.in_brackets or (is_other and measure.joint == "-" and _converts(main[-1], measure)):
            raise _unclear(text)
        else:
            main = [*_matched(main, second, text), measure]
            second = []
    return _matched(main, second, text)


def _matched(main: list[Measure], second: list[Measure], text: str) -> list[Measure]:
    """Return the distances if the last of them are the same as those in a second unit."""
    if len(second) > len(main):
        raise _unclear(text)
    for one, other in zip(main[len(main) - len(second) :], second, strict=True):
        if not _converts(one, other):
            both = " and ".join(f"{plain(_rounded(each.km, each.unit_km)):,}" for each in (one, other))
            raise CellError(f"{shown(text)} contradicts itself: it says {both} km; correct it")
        one.qualifiers += [name for name in other.qualifiers if name != "about"]
    return main


def _converts(one: Measure, other: Measure) -> bool:
    """Return whether a distance is another one, rounded to the place in which it ends."""
    number = f"{max(other.number.values):.6f}".rstrip("0")
    whole, _, decimals = number.partition(".")
    place = 10.0 ** (-len(decimals) if decimals else len(whole) - len(whole.rstrip("0")))
    return abs(one.km - other.km) <= min(place / 2 * (other.unit_km or 1.0), MAX_ROUNDING * one.km) + 1e-9


def _limits(main: list[Measure], text: str) -> tuple[float, float]:
    """Return the lowest and the highest of the distances of a cell, in km."""
    joints = {measure.joint for measure in main[1:]}
    first, last = main[0].km, main[-1].km
    if len(main) > 2 and joints & {"-", "±"}:
        raise _unclear(text)
    if "±" in joints:
        if last >= first:
            raise _unclear(text)
        return first - last, first + last
    if "-" in joints and last < first:
        raise CellError(f"{shown(text)} goes from the higher to the lower; write the lower number first")
    return min(measure.km for measure in main), max(measure.km for measure in main)


def _qualifier(main: list[Measure], text: str) -> str:
    """Return the qualifier of a figure: "at least 300, at most 500" has none, and a limit is stronger than about."""
    names = {name for measure in main for name in measure.qualifiers}
    if len(main) > 1 and "at-least" in main[0].qualifiers and "up-to" in main[-1].qualifiers:
        names -= {"at-least", "up-to"}
    if {"at-least", "up-to"} <= names:
        raise CellError(f"{shown(text)} says at least and at most; write the lower and the higher number")
    return next((name for name in ("at-least", "up-to", "about") if name in names), "")


def _rounded(km: float, unit_km: float | None) -> float:
    return km if unit_km == 1.0 or km < MIN_ROUNDED_KM else float(round(km))
