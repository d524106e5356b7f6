"""Cut the cell of a range into numbers, units and words that mapgen knows; what it does not know is an error."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from mapgen.checks.quotes.quantities import numerals, unit_at
from mapgen.checks.quotes.wording import folded
from mapgen.errors import CellError, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

QUALIFIERS = {
    "at-least": (
        "at least|over|more than|exceeding|in excess of|greater than|above|beyond|upwards of|no less than|"
        "not less than|minimum|min|or more|or greater|or above|and above|and more|and over|and up|plus|-plus|"
        "이상|넘는|초과|최소|以上|超|超过|超過|至少|lebih dari|sedikitnya|setidaknya|minimal|tidak kurang dari|"
        "atau lebih|más de|al menos|o más|no menos de|mais de|plus de|au moins|mehr als|mindestens|более|больше|"
        "свыше|не менее|не меньше|и более|على الأقل|أكثر من|ما لا يقل عن|>|≥|⩾|>="
    ),
    "up-to": (
        "at most|maximum|max|less than|fewer than|under|below|within|no more than|not more than|not exceeding|"
        "not over|or less|or under|or below|최대|이하|이내|미만|最大|最多|最远|最遠|以下|以内|未満|未满|不到|不超过|"
        "maksimal|maksimum|kurang dari|tidak lebih dari|máximo|como máximo|menos de|no más de|moins de|"
        "au maximum|maximal|weniger als|не более|не больше|не свыше|менее|меньше|максимум|أقل من|لا يزيد عن|<|≤|⩽|<="
    ),
    "about": (
        "about|approximately|approx|around|roughly|nearly|almost|close to|some|circa|ca|c|or so|odd|-odd|≈|≃|≅|"
        "약|여|정도|내외|거의|約|约|およそ|程度|前後|左右|大约|大約|近|餘|余|多|sekitar|kira-kira|kurang lebih|hampir|"
        "unos|casi|cerca de|aproximadamente|alrededor de|environ|près de|etwa|rund|около|примерно|почти|"
        "приблизительно|حوالي|نحو|تقريبا"
    ),
}
"""The words for each qualifier, before or after a number."""
UNTIL = "up to|hingga|sampai dengan|sampai|hasta|jusqu'à|jusqu’à|bis zu|bis|до|حتى|까지|まで"
"""Words that say how far at most beside one number, and mean no more than a dash between two."""
JOINTS = {
    "range": (
        "to|till|until|through|s.d.|s/d|에서|부터|내지|から|ないし|至|到|a|al|à|au|الى|إلى|تا|...|..|‐|‑|‒|–|—|―|−|-"
    ),
    "list": "and|or|및|또는|와|과|および|と|或|和|与|及|dan|atau|y|o|e|et|ou|и|или|و|او|یا|und|oder|;|/|·|・|=",
    "comma": ",|、|،",
    "spread": "±|+/-|+-|plus or minus|plus/minus|plus minus",
}
KINDS = {
    "estimated": "estimated|estimate|est|추정|推定|估计|perkiraan|estimado|estimada|estimé|оценка|оценочно|تقديري",
    "claimed": "claimed|declared|주장|公称|diklaim|declarado|declarada|заявленная|заявлено|المعلن",
    "flown": "flown",
}
"""Words that say of which kind a figure is."""
NEUTRAL = (
    "range|ranges|of|is|between|from|distance|reach|radius|사거리|사정거리|비행거리|거리|의|射程|航程|距離|飛行距離|飞行距离|"
    "の|で|は|은|는|从|從|the|jangkauan|jarak|antara|dari|alcance|entre|desde|de|portée|reichweite|von|zwischen|от|между|дальность|"
    "дальностью|المدى|مدى|من|بين|:"
)
"""Words that change nothing."""
TO = frozenset("a al à au".split())
"""Words that join two numbers, and change nothing elsewhere: "a range of 500 km"."""
SYMBOLS = frozenset("> ≥ ⩾ >= < ≤ ⩽ <= ≈ ≃ ≅".split())
"""Qualifiers that stand before a number only."""
FOOTNOTES = re.compile(r"(?<=[^\W_]|[.)+\]])\s?\[(?:\d{1,3}|[a-z]|note \d+)\]|[*†‡]+\s*$")
"""Marks of notes, as they are copied from encyclopedias and reports."""
MAX_LENGTH = 300
"""The most characters of a cell that is read as a range."""
TILDES = "~∼〜"
NOT_NUMERALS = re.compile("이(?=[상하내])|사(?=거리|정거리)")
"""The beginnings of Korean words that are numbers elsewhere."""

Sort = Literal["number", "unit", "joint", "until", "qualifier", "kind", "neutral", "open", "close"]


@dataclass(frozen=True)
class Token:
    """A part of a cell: a number, a unit, or a word.

    Attributes
    ----------
    sort : str
    name : str
        Which joint, qualifier or kind; of a number, its text.
    values : tuple of float
        What a number may be, or the length of a unit in km.
    """

    sort: Sort
    name: str = ""
    values: tuple[float, ...] = ()


def tokens(text: str, language: str) -> list[Token]:
    """Return all parts of a cell.

    Parameters
    ----------
    text : str
    language : str
        Whose habit decides whether 1.300 is above a thousand; empty if that is not known.

    Returns
    -------
    list of Token

    Raises
    ------
    CellError
        If any part is not understood, or the text has no number.
    """
    if len(text) > MAX_LENGTH:
        raise CellError(f"{shown(text)} is longer than any range; write the range alone, and the rest among the notes")
    words = FOOTNOTES.sub("", folded(text)).rstrip(" .,;")
    found = {
        start: Token("number", words[start:end], values)
        for values, _, (start, end) in numerals(NOT_NUMERALS.sub("\uffff", words), language)
    }
    if not found:
        raise CellError(f"{shown(text)} is no distance; write it as 380-800 km")
    if strange := next((sign for sign in text if unicodedata.category(sign) == "No"), None):
        raise CellError(f"{shown(text)}: {shown(strange)} is not understood; write the number in plain digits")
    result: list[Token] = []
    at = 0
    while at < len(words):
        ends_line = words[at] == "\n" and result and result[-1].sort in ("number", "unit", "close")
        if words[at].isspace() and not ends_line:
            at += 1
            continue
        step = _next(words, at, found, result)
        if step is None:
            raise CellError(_unknown(text, words[at:], result))
        token, at = step
        result.append(token)
    return result


def _next(words: str, at: int, found: dict[int, Token], before: list[Token]) -> tuple[Token, int] | None:
    """Return the part that begins at a place, and its end."""
    last = before[-1].sort if before else ""
    is_after = last in ("number", "unit", "close")
    if last in ("number", "qualifier") and (unit := unit_at(words, at)):
        return Token("unit", values=(unit[0],)), unit[1]
    if last == "number" and words[at] == "(" and (unit := unit_at(words, at + 1)) and words[unit[1] :][:1] == ")":
        return Token("unit", values=(unit[0],)), unit[1] + 1
    if words[at] in "()":
        return Token("open" if words[at] == "(" else "close"), at + 1
    if words[at] in TILDES:
        return Token("joint", "range") if is_after else Token("qualifier", "about"), at + 1
    if number := found.get(at):
        return number, at + len(number.name)
    if match := _words().match(words, at):
        word = " ".join(match[0].split())
        token = _vocabulary().get(word) or _vocabulary()[word.removesuffix(".")]
        if word in TO and not is_after:
            return Token("neutral"), match.end()
        return None if word in SYMBOLS and is_after else (token, match.end())
    if words[at] == "\n":
        return Token("joint", "list"), at + 1
    return (Token("qualifier", "at-least"), at + 1) if words[at] == "+" and is_after else None


def _unknown(text: str, rest: str, before: list[Token]) -> str:
    """Say which part of a cell is not understood."""
    word = re.match(r"\w+|.", rest, re.DOTALL)
    what = word[0] if word else rest
    if before and before[-1].sort == "number" and what.isalpha():
        return f"{shown(text)} has no unit of length: {shown(what)} is none; write it as 380-800 km"
    advice = "write the range alone, as 380-800 km, and the rest among the notes"
    return f"{shown(text)}: {shown(what)} is not understood; {advice}"


def _entries() -> Iterator[tuple[str, Token]]:
    yield from ((word, Token("neutral")) for word in NEUTRAL.split("|"))
    yield from ((word, Token("until")) for word in UNTIL.split("|"))
    tables: tuple[tuple[Sort, dict[str, str]], ...] = (("joint", JOINTS), ("kind", KINDS), ("qualifier", QUALIFIERS))
    for sort, table in tables:
        for name, words in table.items():
            yield from ((word, Token(sort, name)) for word in words.split("|"))


@cache
def _vocabulary() -> dict[str, Token]:
    return {folded(word): token for word, token in _entries()}


@cache
def _words() -> re.Pattern[str]:
    """Return the pattern of the known words, the longest first."""
    longest = sorted(_vocabulary(), key=len, reverse=True)
    return re.compile("|".join(_pattern(word) for word in longest))


def _pattern(word: str) -> str:
    """Return the pattern of a word: where words have blanks between, it ends there, and one letter follows no digit."""
    pattern = r"\s+".join(re.escape(part) for part in word.split())
    if not word[-1].isalpha() or re.search("[\u1100-\u11ff\u3040-\u9fff\uac00-\ud7af]", word[-1]):
        return pattern
    alone = r"(?<!\d)" if len(word) == 1 else ""
    return rf"{alone}{pattern}(?![a-zà-ÿа-яё\u0621-\u06d3])\.?"
