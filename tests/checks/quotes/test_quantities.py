"""Distances are read out of words in the habits of eight languages; `quotes.toml` holds the cases."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapgen.checks.quotes.numerals import COMMA_GROUPS, POINT_GROUPS
from mapgen.checks.quotes.quantities import Quantity, distances, quantities
from tests.paths import TESTS

ROWS = tomllib.loads((TESTS / "quotes.toml").read_text("utf-8"))
reproducibly = settings(deadline=None, derandomize=True, max_examples=150)
LANGUAGES = ("en", "id", "ko", "ja", "zh", "es", "fr", "ru", "ar", "fa")
MARKS = ("", " ", "\u00a0", "\u2009", "\u202f")
UNITS = {
    "en": "km", "id": "kilometer", "ko": "킬로미터", "ja": "キロ", "zh": "公里", "es": "kilómetros", "fr": "kilomètres",
    "ru": "км", "ar": "كيلومتر", "fa": "کیلومتر",
}  # fmt: skip


def holds(language: str | None, km: float, words: str) -> bool:
    """Tell whether a number of kilometres is in the words."""
    return any(quantity.is_km(km) for quantity in distances(words, language))


def test_there_are_cases_in_every_language() -> None:
    assert sum(len(rows) for rows in ROWS.values()) >= 120
    for rows in ROWS.values():
        assert {language for language, _, _ in rows} == {*LANGUAGES}


@pytest.mark.parametrize(("language", "km", "words"), ROWS["right"])
def test_a_number_is_found_in_the_words_that_carry_it(language: str, km: float, words: str) -> None:
    assert holds(language, km, words)


@pytest.mark.parametrize(("language", "km", "words"), ROWS["wrong"])
def test_a_number_is_not_found_in_words_that_do_not_carry_it(language: str, km: float, words: str) -> None:
    assert not holds(language, km, words)


def test_without_a_language_either_reading_stands() -> None:
    (quantity,) = quantities("1.300 km")
    assert quantity == Quantity((1.3, 1300.0), 1.0, "km", (0, 5))


def test_a_word_in_the_place_of_a_unit_is_named() -> None:
    assert [(number.values, number.km_per_unit, number.unit) for number in quantities("500 leagues", "en")] == [
        ((500.0,), None, "leagues")
    ]


@reproducibly
@given(st.text(), st.sampled_from([None, "", "en-GB", "tlh", *LANGUAGES]))
def test_any_text_can_be_read(text: str, language: str | None) -> None:
    quantities(text, language)
    distances(text, language)


@reproducibly
@given(st.text(alphabet="0123456789.,'’ -~万千百十만천백십천 kmキロ公里двеtwohndra²٣", max_size=40))
def test_any_heap_of_digits_and_multipliers_can_be_read(text: str) -> None:
    for quantity in quantities(text):
        assert quantity.values
        assert 0 <= quantity.span[0] < quantity.span[1]


@reproducibly
@given(
    st.integers(1, 20_000),
    st.sampled_from(LANGUAGES),
    st.sampled_from(["", " ", "\u00a0", "\u2009", "\u202f", "habit"]),
)
def test_a_number_in_any_habit_is_read_back(km: int, language: str, mark: str) -> None:
    if mark == "habit":
        mark = "." if language in POINT_GROUPS else ","
    words = f"{km:,}".replace(",", mark)
    assert holds(language, km, f"({words} {UNITS[language]})")
    assert not holds(language, km + 1, f"({words} {UNITS[language]})")


@reproducibly
@given(st.integers(1, 20_000), st.sampled_from(["만천", "万千", "萬千"]))
def test_a_number_with_multipliers_is_read_back(km: int, scales: str) -> None:
    myriads, rest = divmod(km, 10_000)
    thousands, rest = divmod(rest, 1000)
    words = (f"{myriads}{scales[0]}" if myriads else "") + (f"{thousands}{scales[1]}" if thousands else "")
    assert holds("ko", km, f"약 {words}{rest or ''}km")


@reproducibly
@given(st.integers(1, 12_000), st.sampled_from([("miles", 1.609344), ("nautical miles", 1.852), ("해리", 1.852)]))
def test_what_is_converted_is_read_back(count: int, unit: tuple[str, float]) -> None:
    word, km = unit
    assert holds("en", round(count * km), f"some {count:,} {word} away")
    assert not holds("en", round(count * km * 1.02) + 1, f"some {count:,} {word} away")


def test_the_habits_of_the_pages_own_languages_are_known() -> None:
    assert {"en", "ko", "ja", "zh"} <= COMMA_GROUPS
    assert {"id", "fr", "ru"} <= POINT_GROUPS
