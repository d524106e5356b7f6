"""Read the distances in a text, in the numerals and units of ten languages and a few more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

from mapgen.checks.quotes.numerals import DIGITS, numeral_value, token_pattern, token_values
from mapgen.checks.quotes.wording import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

MILE_KM, NAUTICAL_MILE_KM, FOOT_KM = 1.609344, 1.852, 0.0003048
"""Kilometres in a mile and a foot (yard and pound agreement of 1959) and in a nautical mile (BIPM); all exact."""
MAX_ROUNDING = 0.01
"""A distance that was converted to km may be rounded by at most this share of it."""

UNITS = {
    1.0: r"""
        km kms kilomet(?:er|re)s? kilom(?:è|e)tres? kil(?:ó|o)metros? quil(?:ô|o)metros? chilometr[oi] kilometern?
        км километр(?:а|у|ом|е|ы|ов|ам|ами|ах)? 킬로(?:미터)? キロ(?:メートル)? 公里 千米
        کیلو\ ?متر(?:ا|ات|ی|ها|های)?{end} کم{end} کلم{end}
        """,
    MILE_KM: r"""
        mi miles? mil millas? milles miglia миля мили миль милям милями 마일 マイル 英里 哩
        (?:میل|امیال|مایل)(?:ا|ی)?{end}
        """,
    NAUTICAL_MILE_KM: r"""
        nm nmi nautical\ miles? mil\ laut millas?\ n(?:á|a)uticas? milles?\ (?:marins?|nautiques?)
        морск(?:ая|ие|их)\ мил[яиь]
        해리 海里 海浬 浬
        (?:میل|امیال)\ بحریة?{end} مایل\ دریایی{end}
        """,
    0.001: r"m met(?:er|re)s? mètres? metros? м метр(?:а|ов)? 미터 メートル 米 公尺 متر(?:ا|ی)?{end}",
    FOOT_KM: r"ft feet foot 피트 フィート 英尺 (?:قدم|اقدام|فوت)(?:ا|ی)?{end}",
}
"""Regular expressions of the words for each unit as `folded` writes them, by the unit's length in kilometres.

``{end}`` is the end of a word in the Arabic script: "کم" begins many.
"""
_END = r"(?![\u0621-\u06d3])"

FILLERS = r"(?:\s?(?:여|餘|余|多|-?odd|-?plus|\+)\s?)?"
"""What may come between a number and its unit: "1300여㎞", "1000多公里", "900-odd km"."""
LINKS = """
    to and or till until through hingga sampai dengan dan atau s.d. s/d 에서 부터 내지 와 과 및 또는
    から ないし および と 至 到 或 和 与 及
    a al y o e et ou à au до и или от الی و او حتی تا یا bis und
    """.split()
NEAR = """
    about around some approximately roughly nearly up at least as far sekitar kurang lebih 약 최대 최소
    約 およそ 最大 约 cerca de unos environ près около примерно نحو حوالی تقریبا حدود بین
    """.split()


@dataclass(frozen=True)
class Quantity:
    """A number in a text, and its unit.

    Attributes
    ----------
    values : tuple of float
        The number, in its unit; several values if the writing is ambiguous ("1.300").
    km_per_unit : float or None
        Length of the unit in kilometres; None if no known unit of length follows the number.
    unit : str
        The word for the unit, or else the word that follows the number; empty if no word follows.
    span : tuple of int
        Start and end of the number in the text that `folded` returns.
    """

    values: tuple[float, ...]
    km_per_unit: float | None
    unit: str
    span: tuple[int, int]

    @property
    def km(self) -> tuple[float, ...]:
        """The possible values in kilometres; a number that no word follows is taken to be in kilometres."""
        if self.km_per_unit is None and self.unit:
            return ()
        return tuple(value * (self.km_per_unit or 1.0) for value in self.values)

    def is_km(self, km: float) -> bool:
        """Return whether this equals a number of kilometres, allowing for rounding.

        A number in kilometres may only lose decimals (908.2 is 908). A number in another unit may also be rounded to
        the tens, hundreds or thousands that `km` ends in, by at most 1 % (5,000 miles are 8,047, 8,050 or 8,000 km).
        """
        place = 10.0 ** -len(f"{km:.10f}".rstrip("0").partition(".")[2])
        if self.km_per_unit not in (None, 1.0):
            while place < 1000 and km % (10 * place) == 0:
                place *= 10
            slack = max(0.5, min(place / 2, MAX_ROUNDING * km)) if place >= 1 else place / 2
        else:
            slack = place / 2
        return any(abs(value - km) <= slack + 1e-6 for value in self.km)


def quantities(text: str, language: str | None = None) -> list[Quantity]:
    """List the numbers of a text in their order; `Quantity.is_km` compares them with a distance.

    Parameters
    ----------
    text : str
        Any text.
    language : str, optional
        Language tag of the text. It decides whether 1.300 is above a thousand; without it, both readings are kept.

    Returns
    -------
    list of Quantity
        Speeds, areas and numbers in names ("KN-23") are left out; so are numbers in words that no unit follows.
    """
    found = list(_linked(folded(text), (language or "").partition("-")[0].lower()))
    return [quantity for quantity in found if quantity is not None]


def distances(text: str, language: str | None = None) -> list[Quantity]:
    """List the distances of a text: its numbers with a unit of length or, if no number has one, the bare numbers.

    A bare number comes from a cell of a table, or was cut off from its unit. No word follows it (see `Quantity.unit`).
    """
    found = quantities(text, language)
    return [each for each in found if each.km_per_unit] or [each for each in found if not each.unit]


def _linked(text: str, language: str) -> Iterator[Quantity | None]:
    """Give each number its unit: its own, else that of the number after it that it is linked to ("380 to 800 km")."""
    after: Quantity | None = None
    result: list[Quantity | None] = []
    for values, in_words, (start, end) in reversed(list(numerals(text, language))):
        quantity = _measured(text, values, (start, end))
        if quantity is None and after is not None and _link().fullmatch(text, end, after.span[0]):
            quantity = Quantity(values, after.km_per_unit, after.unit, (start, end))
        elif quantity is None and not in_words and not _OTHER.match(text, end):
            word = _WORD.match(text, end)
            quantity = Quantity(values, None, word[1] if word else "", (start, end))
        after = quantity
        result.append(quantity)
    return reversed(result)


def _measured(text: str, values: tuple[float, ...], span: tuple[int, int]) -> Quantity | None:
    unit = _unit().match(text, span[1])
    if unit is None or _OTHER.match(text, span[1]) or _SPEED_BEFORE.search(text, max(0, span[0] - 4), span[0]):
        return None
    name = str(unit.lastgroup)
    return Quantity(values, list(UNITS)[int(name[1:])], unit[name], span)


def unit_at(text: str, start: int) -> tuple[float, int] | None:
    """Return the length in km of the unit that begins at a place of a text, and its end; None if none is known."""
    found = _bare_unit().match(text, start)
    return (list(UNITS)[int(str(found.lastgroup)[1:])], found.end()) if found else None


def numerals(text: str, language: str) -> Iterator[tuple[tuple[float, ...], bool, tuple[int, int]]]:
    """Yield the numerals of a text.

    Parameters
    ----------
    text : str
        As `folded` returns it.
    language : str
        Primary language subtag, or empty.

    Yields
    ------
    tuple
        The possible values, whether the numeral has no digits, and its start and end in the text.
    """
    tokens = list(token_pattern(language).finditer(text))
    index = 0
    while index < len(tokens):
        run = [tokens[index]]
        for token in tokens[index + 1 : index + 12]:
            digits_twice = DIGITS.match(run[-1][0]) and DIGITS.match(token[0])
            if digits_twice or not _JOINT.fullmatch(text, run[-1].end(), token.start()):
                break
            run.append(token)
        parts = [token_values(token[0], language) for token in run]
        for length in range(len(run), 0, -1):
            goes_on = length < len(run) and any(multiplies for _, multiplies, _ in parts[length])
            values = set() if goes_on else {numeral_value(reading) for reading in product(*parts[:length])}
            if known := sorted(value for value in values if value is not None):
                in_words = not any(DIGITS.match(token[0]) for token in run[:length])
                yield tuple(known), in_words, (run[0].start(), run[length - 1].end())
                break
        else:
            length = 1
        index += length


_JOINT = re.compile(r"\s?|-|\s(?:and|y|et)\s|\sو\s?")
_WORD = re.compile(r"[\s-]?([^\W\d_]+)")
_OTHER = re.compile(
    r"""[\s-]?(?:km|kilomet(?:er|re)s?|miles?|м|км|m|킬로미터|キロ(?:メートル)?|公里|کیلو\s?مترا?|کم)
    (?:\s?مربع|\s(?:فی|در|بر)\s(?:ال)?ساع[ةت]|[23²³]|\s?/\s?[^\W\d_]|\s(?:per|an)\s|\s?(?:毎時|на\sчас|в\sчас))""",
    re.VERBOSE,
)
"""A speed or an area, which begins like a distance but is not one."""
_SPEED_BEFORE = re.compile(r"(?:시속|초속|時速|秒速)\s?$")


@cache
def _unit() -> re.Pattern[str]:
    """Return the pattern of any known unit, and of what may come between it and a number."""
    return re.compile(FILLERS + _bare_unit().pattern)


@cache
def _bare_unit() -> re.Pattern[str]:
    """Return the pattern of any known unit; the name of the group that matched gives its place in `UNITS`."""
    words = [re.split(r"(?<!\\)\s+", given.strip().replace("{end}", _END)) for given in UNITS.values()]
    groups = [f"(?P<u{index}>{'|'.join(sorted(each, key=len, reverse=True))})" for index, each in enumerate(words)]
    longest_first = "|".join([groups[2], groups[0], groups[1], *groups[3:]])  # "mil laut" before "mil"
    # Words of scripts without spaces may follow directly ("km이상"); Latin or Cyrillic letters would be another word.
    return re.compile(rf"[\s-]?(?:{longest_first})(?![a-zà-ÿа-яё0-9²³])")


@cache
def _link() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in sorted({*LINKS, *NEAR}, key=len, reverse=True))
    return re.compile(rf"(?:\s|[-‐‑‒–—―~∼〜,،、/·・]|{words})+")
