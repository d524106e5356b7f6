"""A language is one file: English fills its gaps, `check` names them, and what does not fit is refused in words."""

from __future__ import annotations

import re
import sys
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

import mapgen
from mapgen.checks import lint
from mapgen.cli import main
from mapgen.document.texts import texts
from mapgen.errors import DataError, shown
from mapgen.locale import GAP, gaps, language, language_problems, locale_of
from mapgen.locale import languages as of_a_catalog
from mapgen.locale.bidi import runs_left
from mapgen.pipeline import select
from mapgen.resources import languages
from tests.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from mapgen.catalog.model import Catalog

NEW = "tlh"


@pytest.fixture
def speak(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[dict[str, Any]], None]]:
    """Return a function that adds a language: what its file holds, without the file."""
    read = language.read_language

    def add(data: dict[str, Any]) -> None:
        monkeypatch.setattr(language, "read_language", lambda tag: data if tag == NEW else read(tag))
        for module in (lint, of_a_catalog):
            monkeypatch.setattr(module, "languages", lambda: (*languages(), NEW))
        locale_of.cache_clear()

    yield add
    locale_of.cache_clear()


def test_english_fills_the_gaps_of_a_language(speak: Callable[[dict[str, Any]], None]) -> None:
    speak({"name": "Esperanto", "format": {"km": "{n} kilometroj", "group": "."}, "ui": {"close": "Fermi"}})
    spoken = locale_of(NEW)
    assert (spoken.km(1300), spoken.ui["close"], spoken.ui["sites"]) == ("1.300 kilometroj", "Fermi", "Sites")
    assert spoken.date("2025-08-20") == "20 August 2025"


def test_a_count_that_english_says_follows_the_plurals_of_english(speak: Callable[[dict[str, Any]], None]) -> None:
    """In French, none is singular; the file has one of the texts only."""
    own = {"title_missiles": {"one": "{n} missile", "other": "{n} missiles"}}
    speak({"name": "Français", "counted": own, "plural": {"one": "n = 0,1"}})
    spoken = locale_of(NEW)
    assert [spoken.count("title_missiles", n=n) for n in (0, 1, 2)] == ["0 missile", "1 missile", "2 missiles"]
    assert [spoken.count("title_sites", n=n) for n in (0, 1, 2)] == ["0 sites", "1 site", "2 sites"]


def test_a_number_stays_on_one_line_with_its_unit() -> None:
    assert locale_of("es").unbroken("hasta 2.500 km, 3 kmz") == "hasta 2.500\u00a0km, 3 kmz"
    assert locale_of("ar").unbroken("نحو 966 كم") == "نحو 966\u00a0كم"
    assert locale_of("ja").unbroken("約966km") == "約966km"


def test_a_text_with_a_word_of_another_language_is_left_to_english(
    speak: Callable[[dict[str, Any]], None], catalog: Catalog
) -> None:
    """Not "1.300 kilometroj" beside "about 1,300 km" in one sentence: a text is in one language, and says in which."""
    speak({"name": "Esperanto", "format": {"km": "{n} kilometroj", "group": "."}, "ui": {"story": "Rakonto"}})
    story = catalog.stories["long-range"].model_copy(update={"languages": (NEW,)})
    written = texts(select(catalog, story), "2026-11-23", "0" * 12)
    assert written[NEW]["story_id"] == "Rakonto long-range"
    assert {key: text for key, text in written[NEW].items() if GAP in text} == {}
    assert "ui:close" not in written[NEW]
    assert written["en"]["ui:close"] == "Close"
    assert not any(key.startswith("date:") for key in written[NEW])
    assert written[NEW]["form:km"] == "{n} kilometroj"


def test_a_page_in_a_language_with_gaps_says_what_is_in_english(
    speak: Callable[[dict[str, Any]], None], catalog: Catalog
) -> None:
    speak({"name": "Esperanto", "ui": {"sites": "Lokoj"}})
    story = catalog.stories["long-range"].model_copy(update={"languages": (NEW,)})
    page = mapgen.export(mapgen.build_map(catalog, story), "html").decode()
    assert f'<html lang="{NEW}"' in page
    assert '<span data-t="ui:sites">Lokoj</span>' in page
    assert '<span data-t="ui:ranges" lang="en">Ranges</span>' in page
    assert '<option value="low" data-t="ui:lowest" lang="en">Lowest only</option>' in page
    assert '<caption lang="en">' in page
    assert GAP not in page


def test_check_names_the_gaps_of_a_language_that_a_story_speaks(
    speak: Callable[[dict[str, Any]], None], tmp_path: Path
) -> None:
    english = locale_of("en")
    form, ui = ({key: words for key, words in table.items() if key != "close"} for table in (english.form, english.ui))
    speak({"name": "Esperanto", "format": form, "ui": ui, "counted": english.counted})
    assert gaps(NEW) == [("ui.close", "Close")]
    said = "templates/lang/tlh.toml: ui.close: is missing: the page says 'Close'; write it"
    (tmp_path / "stories").mkdir()
    story = (ROOT / "geodata" / "stories" / "long-range.toml").read_text("utf-8")
    story = re.sub(r"^languages = .*", f'languages = ["{NEW}"]', story, flags=re.MULTILINE)
    (tmp_path / "stories" / "long-range.toml").write_text(
        re.sub(r"^en = ", f"{NEW} = ", story, flags=re.MULTILINE), "utf-8"
    )
    data = ["--data", str(tmp_path)]
    strict = CliRunner().invoke(main, ["check", "--strict", *data])
    assert (strict.exit_code, strict.stderr.strip()) == (1, said)
    lenient = CliRunner().invoke(main, ["check", *data])
    assert CliRunner().invoke(main, ["check", "--strict"]).exit_code == 0, "no packaged story speaks it"
    assert (lenient.exit_code, lenient.stderr.strip()) == (0, f"advice: {said}")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({}, "name: is missing; write what the language calls itself"),
        ({"name": "E", "nmae": "E"}, "nmae: unknown key; did you mean 'name'?"),
        ({"name": "E", "countries": "KP"}, 'countries: must be a list of ISO 3166-1 codes, e.g. ["KP", "KR"]'),
        ({"name": "E", "ui": "x"}, "ui: must be a table of keys and texts, as in en.toml"),
        ({"name": "E", "ui": {"clsoe": "x"}}, "ui.clsoe: unknown key; did you mean 'close'?"),
        ({"name": "E", "ui": {"close": 1}}, "ui.close: must have the form that it has in English: 'Close'"),
        ({"name": "E", "ui": {"close": ""}}, "ui.close: is empty; write it, or take the key out to have it in English"),
        ({"name": "E", "format": {"km": "{m} km"}}, "format.km: has the open places {m}; it needs {n}"),
        ({"name": "E", "format": {"km": "km"}}, "format.km: has the open places none; it needs {n}"),
        (
            {"name": "E", "format": {"months": ["1"]}},
            f"format.months: must have the form that it has in English: {shown(list(locale_of('en').form['months']))}",
        ),
    ],
)
def test_a_language_that_does_not_fit_is_refused(
    data: dict[str, Any], message: str, speak: Callable[[dict[str, Any]], None]
) -> None:
    speak(data)
    assert [str(problem) for problem in language_problems(NEW)] == [f"templates/lang/tlh.toml: {message}"]
    with pytest.raises(DataError, match="templates/lang/tlh"):
        locale_of(NEW)
    result = CliRunner().invoke(main, ["check"])
    assert (result.exit_code, result.stderr.strip()) == (1, f"templates/lang/tlh.toml: {message}")


def test_every_letter_that_runs_left_is_seen() -> None:
    letters = [chr(code) for code in range(sys.maxunicode + 1)]
    leftward = [each for each in letters if unicodedata.bidirectional(each) in ("R", "AL")]
    assert all(map(runs_left, leftward))
    assert not runs_left("Hwasong 화성 火星 Хвасон ٠١٢")  # the Arabic digits run from left to right
