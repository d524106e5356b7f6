"""Counted texts are right in every language: forms by the plural rules of Unicode CLDR, or for just one number."""

from __future__ import annotations

import re

import pytest
from babel.plural import to_python

from mapgen.locale import locale_of
from mapgen.locale.faults import _counted_fault, _plural_faults
from mapgen.locale.plurals import category, form
from mapgen.resources import languages

NUMBERS = (0, 1, 2, 5, 11, 100)
ARABIC = {
    "zero": "n = 0",
    "one": "n = 1",
    "two": "n = 2",
    "few": "n % 100 = 3..10",
    "many": "n % 100 = 11..99",
}
RUSSIAN = {
    "one": "v = 0 and i % 10 = 1 and i % 100 != 11",
    "few": "v = 0 and i % 10 = 2..4 and i % 100 != 12..14",
    "many": "v = 0 and i % 10 = 0 or v = 0 and i % 10 = 5..9 or v = 0 and i % 100 = 11..14",
}


@pytest.mark.parametrize("rules", [ARABIC, RUSSIAN, {"one": "i = 1 and v = 0"}, {"one": "n = 0,1 or i = 7..9,12"}, {}])
def test_categories_agree_with_babel(rules: dict[str, str]) -> None:
    chosen = to_python(rules)
    assert [category(n, rules) for n in range(1500)] == [chosen(n) for n in range(1500)]


def test_a_form_for_just_one_number_comes_first() -> None:
    forms = {"=0": "none", "one": "a single one", "other": "{n}"}
    assert [form(forms, n, {"one": "n = 1"}) for n in (0, 1, 2)] == ["none", "a single one", "{n}"]


@pytest.mark.parametrize("tag", languages())
@pytest.mark.parametrize("key", sorted(locale_of("en").counted))
def test_every_counted_text_is_filled_for_every_number(tag: str, key: str) -> None:
    locale = locale_of(tag)
    for n in NUMBERS:
        places = set(re.findall(r"\{(\w+)\}", " ".join(locale.counted[key].values())))
        numbers = {name: n for name in ("n", "total", "more") if name in places}
        text = locale.count(key, dict.fromkeys(places - set(numbers), "a word"), **numbers or {"n": n})
        assert text
        assert not re.search(r"[{}]", text)
        assert not re.search(r"\b1 (sites|rows|sources|figures|missiles)\b", text)
        assert n == 1 or not re.search(r"\b[02-9]\d* (site|row|source|figure|missile)\b", text)


@pytest.mark.parametrize(
    ("tag", "none", "single", "several"),
    [
        ("en", "No site", "From 1 site", "At least one of 11 sites"),
        ("id", "Tidak ada lokasi", "Dari 1 lokasi", "Sedikitnya satu dari 11 lokasi"),
        ("ko", "장소 없음", "장소 1곳에서", "11곳 가운데 한 곳 이상"),
        ("ja", "場所なし", "1か所から", "11か所のうち少なくとも1か所"),
    ],
)
def test_one_site_is_not_one_of_several(tag: str, none: str, single: str, several: str) -> None:
    locale = locale_of(tag)
    assert [locale.count("all_origins", n=n) for n in (0, 1, 11)] == [none, single, several]


def test_the_total_decides_the_form() -> None:
    assert locale_of("en").count("sites_kept", n=1, total=2) == "1 of 2 sites"
    assert locale_of("en").count("sites_kept", n=0, total=1) == "0 of 1 site"


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("{n} sites", "must be a table of forms, with other among them"),
        ({"one": "{n} site"}, "must be a table of forms, with other among them"),
        (
            {"singular": "x", "other": "{n}"},
            "has the form 'singular'; write a plural category of CLDR, or a number such as =1",
        ),
        ({"one": "", "other": "{n}"}, "has an empty form 'one'; write it, or take it out"),
        ({"one": "{x}", "other": "{n}"}, "has the open places {x}, which English lacks"),
        ({"other": "sites"}, "has the open places none; it needs {n}"),
        ({"=1": "the site", "other": "{n} sites"}, None),
    ],
)  # fmt: skip
def test_a_form_that_cannot_stand_there_is_refused(value: object, fault: str | None) -> None:
    assert _counted_fault(value, {"one": "{n} site", "other": "{n} sites"}) == fault


def test_a_rule_that_is_none_is_refused() -> None:
    assert dict(_plural_faults({"one": "n is 1", "ones": "n = 1", "few": "n % 100 = 3..10"})) == {
        "plural.one": 'is no plural rule of CLDR; write one such as "n % 10 = 1 and n % 100 != 11"',
        "plural.ones": "is no plural category of CLDR; did you mean 'one'?",
    }
