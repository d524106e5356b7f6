"""The languages of the page say the same things with the same open places, and nothing that is never said."""

from __future__ import annotations

import re
import tomllib
from typing import Any, get_args, get_type_hints

import pytest

from mapgen.catalog.load import load_catalog
from mapgen.locale import gaps, language_problems
from mapgen.records.model import RangeFigure
from mapgen.resources import folder, languages
from tests.paths import ROOT

SAID = [*(ROOT / "mapgen").rglob("*.py"), *folder("templates").rglob("*.js"), *folder("templates").rglob("*.j2")]
CODE = "\n".join(path.read_text("utf-8") for path in SAID)
FORMATS = "\n".join(
    (ROOT / "mapgen" / name).read_text("utf-8") for name in ("locale/language.py", "selection/words.py")
)
NAMED = re.compile(r"\bui:([a-z_]*[a-z])\b")
# Where keys stand in quotes: looked up in Python, or gone through in a loop of a template or of Python.
LISTED = re.compile(r"\bui\[.*?\]|\{% for .*?%\}|\bfor \w+ in \(.*?\)")
QUOTED = re.compile(r"""["']([a-z_]+)["']""")
# What the code puts together: a text for whether a source places a missile there, and for what an answer depends on.
BUILT = {"reported", "illustrative", "basis_reported", "basis_illustrative", "on_figure", "on_positions"} | {
    f"depends_{ground}" for ground in ("floor", "figure", "positions")
}


def read(language: str) -> dict[str, Any]:
    """Return a language file."""
    data: dict[str, Any] = tomllib.loads((folder("templates") / "lang" / f"{language}.toml").read_text("utf-8"))
    return data


def unused(keys: set[str]) -> set[str]:
    """Return the words of the page that no template or code speaks."""
    listed = {key for keys in LISTED.findall(CODE) for key in QUOTED.findall(keys)}
    return keys - set(NAMED.findall(CODE)) - listed - BUILT


def unused_formats(keys: set[str]) -> set[str]:
    """Return the patterns for numbers and dates that nothing writes; a source's qualifier makes two."""
    (qualifiers,) = (get_args(part) for part in get_args(get_type_hints(RangeFigure)["qualifier"]) if get_args(part))
    named = {qualifier.replace("-", "_") for qualifier in qualifiers}
    return keys - set(QUOTED.findall(FORMATS)) - named - {f"{name}_span" for name in named}


def test_english_is_whole() -> None:
    assert len(read("en")["format"]["months"]) == 12
    assert language_problems("en") == []


@pytest.mark.parametrize("language", languages())
def test_each_language_says_what_it_says_with_the_same_open_places(language: str) -> None:
    """Gaps are allowed, and `mapgen check --strict` names them: tests/locale/test_language.py."""
    assert language_problems(language) == []


@pytest.mark.parametrize(
    "language", sorted({tag for story in load_catalog().stories.values() for tag in story.languages})
)
def test_the_languages_of_the_packaged_stories_have_no_gaps(language: str) -> None:
    assert gaps(language) == []


def test_nothing_is_written_that_is_never_said() -> None:
    english = read("en")
    assert unused(set(english["ui"])) == set()
    assert unused_formats(set(english["format"])) == set()


def test_everything_that_is_said_is_written() -> None:
    assert set(NAMED.findall(CODE)) - {*read("en")["ui"], *read("en")["counted"]} == set()


def test_a_key_that_nothing_says_is_seen() -> None:
    assert unused({"made_up", "close", "beyond"}) == {"made_up"}
    assert unused_formats({"made_up", "about_span", "km"}) == {"made_up"}
