"""The letters of a language come before those of others that write with Han letters."""

from __future__ import annotations

import pytest

from mapgen.theme.model import families_for

FAMILIES = ("system-ui", "Noto Sans CJK KR", "Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Sans CJK TC", "sans-serif")


@pytest.mark.parametrize(
    ("language", "first"),
    [("ja", "JP"), ("ko", "KR"), ("zh", "SC"), ("zh-Hans", "SC"), ("zh-TW", "TC"), ("ja-JP", "JP")],
)
def test_the_families_for_a_language_come_first(language: str, first: str) -> None:
    ordered = families_for(language, FAMILIES)
    assert ordered[1] == f"Noto Sans CJK {first}"
    assert sorted(ordered) == sorted(FAMILIES)
    assert (ordered[0], ordered[-1]) == (FAMILIES[0], FAMILIES[-1])


@pytest.mark.parametrize("language", ["en", "id", ""])
def test_for_other_languages_the_order_is_the_theme_s(language: str) -> None:
    assert families_for(language, FAMILIES) == list(FAMILIES)
