"""Read the dates of CSL-JSON: one day, month or year, or the first and the last of a range."""

from __future__ import annotations

import calendar
import datetime
import re
from functools import lru_cache
from itertools import pairwise
from typing import Annotated, Any

from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from mapgen.errors import shown
from mapgen.records.fields import PARTIAL_DATE, Many, Record

_DAY = r"\d{4}-(?!2[1-4])\d\d?(?:-\d\d?)?"
_IMPOSSIBLE = re.compile(rf"{_DAY}|(?:{_DAY}|\d{{4}})/(?:{_DAY}|\d{{4}})")
"""What is meant as one or two dates of ISO 8601; if it were that, `CslDate` would have read it."""


class CslDate(Record):
    """A CSL date: numbers in `date-parts`, or free words in `literal` or `raw`.

    A `raw` that is a date of ISO 8601, or a range of two, is read as such: it becomes `date-parts`.
    """

    date_parts: Many[Many[int | str]] | None = Field(default=None, alias="date-parts")
    literal: str | None = None
    raw: str | None = None
    season: int | str | None = None
    circa: bool | int | str | None = None

    @property
    def iso(self) -> str | None:
        """The date, or the first of a range, as 2025, 2025-08 or 2025-08-20; None where it is only words."""
        return _iso(self.date_parts[0]) if self.date_parts else None

    @property
    def last_iso(self) -> str | None:
        """The date, or the last of a range, in the same form."""
        return _iso(self.date_parts[-1]) if self.date_parts else None

    @property
    def interval(self) -> str | None:
        """A date as `iso`; a range as ISO 8601 and biblatex have it, 2024-09-24/2024-09-26."""
        return self.iso if self.iso == self.last_iso else f"{self.iso}/{self.last_iso}"

    @property
    def words(self) -> str | None:
        """The free words of a date without numbers."""
        return None if self.date_parts else self.literal or self.raw

    @model_validator(mode="before")
    @classmethod
    def _reads_iso(cls, value: Any) -> Any:
        if not isinstance(value, dict) or not isinstance(value.get("raw"), str) or value.get("date-parts"):
            return value
        parts = _parts_of(value["raw"].strip())
        others = {key: part for key, part in value.items() if key != "raw"}
        return {**others, "date-parts": parts} if parts else value

    @model_validator(mode="after")
    def _exists(self) -> CslDate:
        dates = self.date_parts or ()
        for parts in dates:
            try:
                _first_day(parts)
            except (ValueError, OverflowError):
                msg = f"{shown([*parts])} is not a date; write [[2025, 8, 20]], [[2025, 8]] or [[2025]]"
                raise PydanticCustomError("date", msg) from None
        if len(dates) > 2:
            msg = f"holds {len(dates)} dates; write one, or the first and the last"
            raise PydanticCustomError("date", msg)
        for first, last in pairwise(dates):
            if _first_day(first).isoformat() > last_day(_iso(last)):
                msg = f"ends on {_iso(last)}, before it begins on {_iso(first)}; write the first date, then the last"
                raise PydanticCustomError("date", msg)
        return self


def _tells_a_time(date: CslDate) -> CslDate:
    """Refuse a date that says nothing, and one whose words are a day that does not exist."""
    words = date.words or ""
    if not date.date_parts and not words.strip():
        msg = "says no date; write [[2025, 8, 20]], [[2025, 8]] or [[2025]] as date-parts, or words as literal"
    elif not date.date_parts and not date.literal and _IMPOSSIBLE.fullmatch(words.strip()):
        msg = f"{shown(words)} is not a date that exists; correct it, or write words as literal"
    elif date.season is not None and re.fullmatch(r"\s*-?\d+\s*", str(date.season)) and not _is_season(date.season):
        msg = f"season is {shown(date.season)}; write 1 for spring, 2 for summer, 3 for autumn or 4 for winter"
    else:
        return date
    raise PydanticCustomError("date", "{msg}", {"msg": msg})


def _is_season(season: int | str) -> bool:
    """Return whether a number is a season, as CSL has it or as ISO 8601 does."""
    return str(season).strip() in ("1", "2", "3", "4", "21", "22", "23", "24")


SourceDate = Annotated[CslDate, AfterValidator(_tells_a_time)]
"""The date of a source: numbers, or words that say something."""


def last_day(date: str) -> str:
    """Return the last day of a date of the form 2025, 2025-08 or 2025-08-20."""
    year, month, day = [*date.split("-"), "", ""][:3]
    month = month or "12"
    return f"{year}-{month}-{day or calendar.monthrange(int(year), int(month))[1]}"


def first_day(date: str) -> str:
    """Return the first day of a date of the form 2025, 2025-08 or 2025-08-20."""
    return f"{date}-01-01"[: len("2025-01-01")]


def _first_day(parts: tuple[int | str, ...]) -> datetime.date:
    year, *others = (int(part) for part in parts)
    month, day = [*others, *[1] * (2 - len(others))]
    return datetime.date(year, month, day)


@lru_cache(maxsize=10_000)  # a build asks some twenty times for the date of each source
def _iso(parts: tuple[int | str, ...]) -> str:
    year, *others = (int(part) for part in parts)
    return "-".join([f"{year:04d}", *(f"{part:02d}" for part in others)])


def _parts_of(words: str) -> list[list[int]] | None:
    """Read 2020-03-17, 2020-03, 2020, 20200317, a date with a time, and two of them with a slash between; else None."""
    first, slash, last = words.partition("/")
    begin = _moment(first)
    if begin is None or not slash:
        return [begin] if begin else None
    end = _moment(last)
    if PARTIAL_DATE.fullmatch(first) and re.fullmatch(r"\d\d(-\d\d)?", last) and len(last) < len(first) - 4:
        end = _moment(first[: -len(last)] + last)  # ISO 8601 leaves out what both share: 2020-03-17/19
    return [begin, end] if end and begin <= end else None


def _moment(text: str) -> list[int] | None:
    try:
        if match := PARTIAL_DATE.fullmatch(text):
            parts = [int(part) for part in match.groups() if part]
            _first_day(tuple(parts))
            return parts
        if re.fullmatch(r"\d{4}-\d{3}", text):
            day = datetime.datetime.strptime(text, "%Y-%j").date()
        elif re.fullmatch(r"\d{4}-?W\d\d", text):
            return None  # a whole week
        else:
            day = datetime.datetime.fromisoformat(text).date()
    except ValueError:
        return None
    return [day.year, day.month, day.day]
