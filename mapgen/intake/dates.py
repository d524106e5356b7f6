"""Read dates as tables have them, and leave alone those that may be two different days."""

from __future__ import annotations

import datetime
import re

from mapgen.errors import CellError, shown
from mapgen.intake.words import AS_ASCII

MONTHS = {
    month: number
    for words in (
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "january february march april may june july august september october november december",
        "januari februari maret april mei juni juli agustus september oktober november desember",
        "ene feb mar abr may jun jul ago sep oct nov dic",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    )
    for number, month in enumerate(words.split(), start=1)
} | {"sept": 9}
CENTURY_TURNS = 50
"""Years of two digits below it are after 2000, the others before: 84 is 1984."""
FORM = "write it as 2025-08-20, 2025-08 or 2025"
_YEAR_FIRST = re.compile(
    r"(\d{4})(?:[-/.년年]\s?(\d{1,2})(?:[-/.월月]\s?(\d{1,2})[일日]?|[월月]?)|[년年]?)\.?(?:[t ]\d{1,2}:.*)?"
)
_COMPACT = re.compile(r"(19|20)(\d\d)(\d\d)(\d\d)")
_DAY_MONTH_NAME = re.compile(
    r"(?:(\d{1,2})\.?[\s-]+(?:de\s+)?)?([^\W\d_]+)\.?[\s,-]+(?:de\s+)?(\d{4}|\d\d)(?:\s?г\.?)?"
)
_MONTH_NAME_DAY = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d\d)(?: \d{1,2}:.*)?")


def date(text: str, *, day_first: bool | None = None) -> str:
    """Return a date in the form 2025, 2025-08 or 2025-08-20.

    Parameters
    ----------
    text : str
        E.g. ``9-Apr-84``, ``20.08.2025`` or ``2025년 8월 20일``.
    day_first : bool, optional
        Whether 03/04/2025 is in April; without it, such a date is refused.

    Returns
    -------
    str

    Raises
    ------
    CellError
        If the text is no date, or may be two.
    """
    words = text.translate(AS_ASCII).strip().casefold()
    year, month, day = _parts(words, text, day_first)
    try:
        datetime.date(year, month or 1, day or 1)
    except ValueError:
        raise CellError(f"{shown(text)} is no date; {FORM}") from None
    return "-".join([f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part)])


def says_day_first(texts: list[str]) -> bool | None:
    """Return whether the dates of a column have the day first, from one that can be read in one way only."""
    found = [match for text in texts if (match := _NUMBERS.fullmatch(text.translate(AS_ASCII).strip()))]
    if any("." in match[0].partition(" ")[0] for match in found) or any(int(match[1]) > 12 for match in found):
        return True
    return False if any(int(match[2]) > 12 for match in found) else None


def _parts(words: str, text: str, day_first: bool | None) -> tuple[int, int | None, int | None]:
    if match := _COMPACT.fullmatch(words):
        return int(match[1] + match[2]), int(match[3]), int(match[4])
    if match := _YEAR_FIRST.fullmatch(words):
        return int(match[1]), _number(match[2]), _number(match[3])
    if (match := _DAY_MONTH_NAME.fullmatch(words)) and match[2] in MONTHS:
        return _year(match[3]), MONTHS[match[2]], _number(match[1])
    if (match := _MONTH_NAME_DAY.fullmatch(words)) and match[1] in MONTHS:
        return int(match[3]), MONTHS[match[1]], int(match[2])
    if match := _NUMBERS.fullmatch(words):
        first, second = int(match[1]), int(match[2])
        if day_first is None and first != second and max(first, second) <= 12:
            msg = f"{shown(text)} may be day {first} of month {second} or day {second} of month {first}; {FORM}"
            raise CellError(msg)
        day, month = (second, first) if day_first is False or (day_first is None and second > 12) else (first, second)
        return _year(match[3]), month, day
    raise CellError(f"{shown(text)} is no date; {FORM}")


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < CENTURY_TURNS else 1900)
