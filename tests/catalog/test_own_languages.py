"""A folder of the user brings a language of its own; English fills its gaps, and `check` names them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import mapgen
from mapgen.cli import main
from mapgen.errors import DataError
from mapgen.locale import gaps, locale_of
from mapgen.resources import languages
from tests.paths import SMALL

if TYPE_CHECKING:
    from pathlib import Path

    from mapgen.catalog.model import Catalog

PERSIAN = """\
name = "فارسی"
dir = "rtl"

[format]
km = "{n} کیلومتر"

[ui]
sites = "مکان‌ها"
"""
STORY = """\
title = { en = "A story", fa = "یک داستان" }
as_of = "2026-11-23"
languages = ["fa", "en"]
missiles = ["kite-1", "kite-2"]
origins = { ids = ["north-base"] }
places = { ids = ["bay-city"] }
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """Return a folder with a language that the package lacks, and a story in it."""
    for name, text in (("lang/fa.toml", PERSIAN), ("stories/mine.toml", STORY)):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def loaded(folder: Path) -> Catalog:
    """Load the small catalog with a folder laid over it."""
    return mapgen.load_catalog(SMALL, folder)


def test_a_story_may_speak_the_language_and_english_fills_its_gaps(mine: Path) -> None:
    document = mapgen.build_map(loaded(mine), "mine")
    assert document.text("ui:sites", "fa") == "مکان‌ها"
    assert document.text("ui:sources", "fa") == locale_of("en").ui["sources"]
    assert document.selection.locale().km(300) == "300 کیلومتر"
    page = mapgen.export(document, "html").decode("utf-8")
    assert '<html lang="fa" dir="rtl">' in page
    assert (
        'dir="rtl"' not in mapgen.export(mapgen.build_map(loaded(mine), "mine", language="en"), "html").decode()[:200]
    )
    assert "فارسی" in page


def test_every_form_of_the_map_speaks_it(mine: Path) -> None:
    document = mapgen.build_map(loaded(mine), "mine")
    for name in ("svg", "geojson", "csv", "md", "gpkg"):
        assert mapgen.export(document, name)
    assert "یک داستان" in mapgen.export(document, "svg").decode("utf-8")


def test_a_map_of_other_missiles_speaks_it_too(mine: Path) -> None:
    document = mapgen.build_map(loaded(mine), "mine", missiles=["kite-1"])
    assert document.title


def test_check_names_each_gap(mine: Path) -> None:
    result = CliRunner().invoke(main, ["check", "--data", str(SMALL), "--data", str(mine)])
    assert result.exit_code == 0
    missing = re.findall(rf"advice: {mine}/lang/fa\.toml: (\S+): is missing: the page says", result.stderr)
    english = {
        f"{table}.{key}"
        for table, each in (("ui", locale_of("en").ui), ("format", locale_of("en").form))
        for key in each
    }
    assert english - {*missing} == {"ui.sites", "format.km"}


def test_a_file_of_a_packaged_language_replaces_only_what_it_says(tmp_path: Path) -> None:
    (tmp_path / "lang").mkdir()
    (tmp_path / "lang" / "ko.toml").write_text('[ui]\nsites = "장소들"\n', "utf-8")
    known = mapgen.load_catalog(tmp_path).languages
    assert known.tags == languages()
    assert known.locale("ko").ui == {**locale_of("ko").ui, "sites": "장소들"}
    assert known.locale("ko").name == locale_of("ko").name
    assert [path for _, path, _ in known.gaps()] == [path for path, _ in gaps("ko")]
    assert mapgen.load_catalog().languages.locale("ko") == locale_of("ko")


def test_a_later_folder_speaks_over_an_earlier_one(mine: Path, tmp_path: Path) -> None:
    later = tmp_path / "later"
    (later / "lang").mkdir(parents=True)
    (later / "lang" / "fa.toml").write_text('[ui]\nsites = "جاها"\n', "utf-8")
    locale = mapgen.load_catalog(SMALL, mine, later).languages.locale("fa")
    assert (locale.ui["sites"], locale.name, locale.direction) == ("جاها", "فارسی", "rtl")


def test_a_language_that_no_folder_brings_is_refused(mine: Path) -> None:
    (mine / "lang" / "fa.toml").unlink()
    with pytest.raises(DataError, match=r"languages\[0\]: the page does not speak 'fa'"):
        loaded(mine)


def test_a_changed_file_is_read_again(mine: Path) -> None:
    loaded(mine)
    (mine / "lang" / "fa.toml").write_text(PERSIAN.replace("مکان‌ها", "جاها"), "utf-8")
    assert mapgen.build_map(loaded(mine), "mine").text("ui:sites", "fa") == "جاها"
