"""Dates of sources: one, a range, or words; ISO 8601 in `raw` is a date."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from mapgen.records.csl import Source, issued_by
from mapgen.records.csl_dates import CslDate


def issued(**date: Any) -> str | None:
    """Return the day by which a source of this date had surely been published."""
    return issued_by(Source.model_validate({"id": "x", "type": "report", "title": "T", "issued": date}))


@pytest.mark.parametrize(
    ("raw", "interval"),
    [
        ("2020", "2020"),
        ("2020-03", "2020-03"),
        (" 2020-03-17 ", "2020-03-17"),
        ("20200317", "2020-03-17"),
        ("2020-077", "2020-03-17"),
        ("2020-W12-2", "2020-03-17"),
        ("2020-03-17T23:59:00Z", "2020-03-17"),
        ("2020-03-17 10:00", "2020-03-17"),
        ("2020/2023", "2020/2023"),
        ("2020-03/2020-05", "2020-03/2020-05"),
        ("2020-03/05", "2020-03/2020-05"),
        ("2020-03-17/2020-03-19", "2020-03-17/2020-03-19"),
        ("2020-03-17/19", "2020-03-17/2020-03-19"),
        ("2020-03-17/04-02", "2020-03-17/2020-04-02"),
        ("2020-03-17/2020-03-17", "2020-03-17"),
    ],
)
def test_a_raw_date_of_iso_8601_is_read(raw: str, interval: str) -> None:
    date = CslDate.model_validate({"raw": raw})
    assert (date.interval, date.words, date.raw) == (interval, None, None)


@pytest.mark.parametrize(
    "words", ["spring 2022", "2020-13", "2020-02-30", "2020/..", "2020/03", "2020-W12", "2023/2020"]
)
def test_other_raw_words_stay_words(words: str) -> None:
    date = CslDate.model_validate({"raw": words})
    assert (date.interval, date.words) == (None, words)


@pytest.mark.parametrize(
    ("date", "says"),
    [
        ({"raw": "2026-02-30"}, "'2026-02-30' is not a date that exists; correct it, or write words as literal"),
        ({"raw": "2026-13"}, "'2026-13' is not a date that exists"),
        ({"raw": "2026-05-01/2026-04-31"}, "'2026-05-01/2026-04-31' is not a date that exists"),
        ({"raw": "2026/2020"}, "'2026/2020' is not a date that exists"),
        (
            {"raw": " "},
            "says no date; write [[2025, 8, 20]], [[2025, 8]] or [[2025]] as date-parts, or words as literal",
        ),
        ({"date-parts": []}, "says no date"),
        ({"literal": ""}, "says no date"),
        ({"season": 1}, "says no date"),
        ({"circa": True}, "says no date"),
        ({"date-parts": [[2026]], "season": 9}, "season is 9; write 1 for spring, 2 for summer, 3 for autumn or 4"),
        ({"date-parts": [[2026]], "season": "0"}, "season is '0'; write 1 for spring"),
    ],
)
def test_a_date_of_a_source_that_says_nothing_is_refused(date: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError) as raised:
        issued(**date)
    assert raised.value.errors()[0]["msg"].startswith(says)


@pytest.mark.parametrize(
    "date",
    [
        {"raw": "spring 2022"},
        {"raw": "2020/.."},
        {"raw": "2024-21"},
        {"literal": "2026-02-30"},
        {"date-parts": [["2025"]], "season": "1", "literal": ""},
        {"date-parts": [[2025]], "season": ""},
        {"date-parts": [[2025]], "season": "Spring"},
        {"date-parts": [[2025]], "raw": "2026-02-30"},
    ],
)
def test_a_date_of_a_source_may_have_words(date: dict[str, Any]) -> None:
    issued(**date)


def test_a_literal_date_stays_words_whatever_it_looks_like() -> None:
    date = CslDate.model_validate({"literal": "2020-03-17"})
    assert (date.interval, date.words) == (None, "2020-03-17")


@pytest.mark.parametrize(
    ("parts", "interval"),
    [
        ([[2024, 9, 24], [2024, 9, 26]], "2024-09-24/2024-09-26"),
        ([["2020", "5"], ["2020", "6"]], "2020-05/2020-06"),
        ([[2020, 3, 17], [2020, 3, 17]], "2020-03-17"),
        ([[98]], "0098"),
    ],
)
def test_a_range_is_an_interval_of_iso_8601_and_two_equal_dates_are_one(parts: list[list[Any]], interval: str) -> None:
    assert CslDate.model_validate({"date-parts": parts}).interval == interval


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ([[2024, 9, 26], [2024, 9, 24]], "ends on 2024-09-24, before it begins on 2024-09-26; write the first date"),
        ([[2024], [2025], [2026]], "holds 3 dates; write one, or the first and the last"),
    ],
)
def test_a_range_that_is_none_is_reported(parts: list[list[int]], says: str) -> None:
    with pytest.raises(ValidationError) as raised:
        CslDate.model_validate({"date-parts": parts})
    assert says in raised.value.errors()[0]["msg"]


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ({"date-parts": [[2020], [2023]]}, "2023-12-31"),
        ({"date-parts": [[2024, 9, 24], [2024, 9, 26]]}, "2024-09-26"),
        ({"date-parts": [[2020, 1], [2020, 2]]}, "2020-02-29"),
        ({"raw": "2020-03-17"}, "2020-03-17"),
        ({"raw": "2020/2023"}, "2023-12-31"),
        ({"literal": "2020-03-17"}, None),
    ],
)
def test_a_source_counts_from_the_last_day_of_its_range(date: dict[str, Any], day: str | None) -> None:
    assert issued(**date) == day
