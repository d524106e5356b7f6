"""Folders are laid over the packaged data, and what may be written in more than one way is read in each."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pycountry
import pytest

from mapgen.catalog.load import load_catalog, load_story
from mapgen.errors import DataError, UnknownNameError
from mapgen.records.model import Story
from tests.paths import GEODATA

if TYPE_CHECKING:
    from mapgen.catalog.model import Catalog

MISSILE = """\
name = "Example missile"
family = "example"
class = "srbm"
status = "operational"

[[ranges]]
low_km = 300
high_km = 500.5
kind = "estimated"
source = "38north-jan-2022"
"""
SITE = """\
name = "Example place"
kind = "reference_place"
country = "KR"
lon = 127
lat = 37.5
uncertainty_km = 1
position_note = "derived: by hand"
status = "city"
"""
STORY = """\
title = { en = "Example" }
as_of = 2026-11-23
languages = ["en"]
missiles = ["example"]
origins = { ids = ["example-place"] }
"""
SOURCE = {"id": "example-report", "type": "report", "title": "Example"}


def lay(root: Path, **files: str | bytes) -> Path:
    """Write files into a data folder; two underscores stand for a slash, one for a hyphen, none for a suffix."""
    for name, content in files.items():
        path = root / (name.replace("__", "/").replace("_", "-") + ".toml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def test_a_new_id_adds_and_the_same_id_replaces(catalog: Catalog, tmp_path: Path) -> None:
    lay(tmp_path, missiles__example=MISSILE, missiles__kn_25=MISSILE, sites__example_place=SITE, stories__example=STORY)
    (tmp_path / "sources.json").write_text(json.dumps([SOURCE, {**SOURCE, "id": "38north-jan-2022"}]), "utf-8")
    laid = load_catalog(tmp_path)
    assert set(laid.missiles) - set(catalog.missiles) == {"example"}
    assert laid.missiles["kn-25"].name == "Example missile"
    assert set(laid.sites) - set(catalog.sites) == {"example-place"}
    assert set(laid.sources) - set(catalog.sources) == {"example-report"}
    assert laid.sources["38north-jan-2022"].title == "Example"
    unchanged = set(catalog.missiles) - {"kn-25"}
    assert all(laid.missiles[id_] == catalog.missiles[id_] for id_ in unchanged)


def test_the_last_folder_has_the_last_word(tmp_path: Path) -> None:
    first = lay(tmp_path / "first", missiles__example=MISSILE)
    second = lay(tmp_path / "second", missiles__example=MISSILE.replace("Example missile", "Second"))
    assert load_catalog(first, second).missiles["example"].name == "Second"
    assert load_catalog(second, str(first)).missiles["example"].name == "Example missile"


def test_a_later_folder_can_mend_an_earlier_one_but_not_hide_what_does_not_load(tmp_path: Path) -> None:
    broken = lay(tmp_path / "broken", missiles__example=MISSILE.replace("300", "900"))
    mended = lay(tmp_path / "mended", missiles__example=MISSILE)
    with pytest.raises(DataError, match="low_km 900 is above high_km"):
        load_catalog(broken, mended)
    dangling = lay(tmp_path / "dangling", stories__example=STORY.replace('"example-place"', '"sunan"'))
    with pytest.raises(DataError, match=r"missiles\[0\]: unknown missile 'example'"):
        load_catalog(dangling)
    assert load_catalog(dangling, mended).stories["example"].missiles == ("example",)


def test_a_term_of_ones_own_can_be_used_and_drawn(tmp_path: Path) -> None:
    term = '[depot]\nlabels = { en = "Depot" }\nsymbol = "dot"\ncolour = "#000000"\ncolour_dark = "#ffffff"\nrank = 9\n'
    (tmp_path / "vocab").mkdir()
    (tmp_path / "vocab" / "site_kind.toml").write_text(term, "utf-8")
    lay(tmp_path, sites__example=SITE.replace("reference_place", "depot"))
    laid = load_catalog(tmp_path)
    assert laid.vocabulary.site_kind["depot"].labels == {"en": "Depot"}
    assert "missile_base" in laid.vocabulary.site_kind


@pytest.mark.parametrize("date", ["2026-11-23", '"2026-11-23"'])
def test_a_date_may_be_toml_s_own_or_text(date: str, tmp_path: Path) -> None:
    lay(tmp_path, stories__example=STORY.replace("2026-11-23", date), missiles__example=MISSILE)
    lay(tmp_path, sites__example_place=SITE + f"first_reported = {date}\n")
    laid = load_catalog(tmp_path)
    assert laid.stories["example"].as_of == laid.sites["example-place"].first_reported == "2026-11-23"
    datetime.date.fromisoformat(laid.stories["example"].as_of)


@pytest.mark.parametrize("date", ["2025", "2025-08"])
def test_a_date_may_be_as_coarse_as_it_is_known(date: str, tmp_path: Path) -> None:
    lay(tmp_path, sites__example=SITE + f'first_reported = "{date}"\n')
    assert load_catalog(tmp_path).sites["example"].first_reported == date


def test_files_of_windows_editors_are_read(tmp_path: Path) -> None:
    lay(tmp_path, missiles__example=b"\xef\xbb\xbf" + MISSILE.replace("\n", "\r\n").encode())
    (tmp_path / "sources.json").write_bytes(b"\xef\xbb\xbf" + json.dumps([SOURCE]).encode())
    laid = load_catalog(tmp_path)
    assert laid.missiles["example"].ranges[0].high_km == 500.5
    assert "example-report" in laid.sources


def test_a_source_may_carry_every_variable_of_csl_and_dates_as_zotero_writes_them(tmp_path: Path) -> None:
    item = {
        **SOURCE,
        "author": [{"family": "Kim", "given": "A", "non-dropping-particle": "de"}, {"literal": "CSIS"}],
        "issued": {"date-parts": [["2025", 8, "20"]]},
        "accessed": {"date-parts": [[2025, 8]], "season": "summer"},
        "volume": 3,
        "categories": ["a", "b"],
        "custom": {"seen_as": "in print"},
    }
    (tmp_path / "sources.json").write_text(json.dumps([item]), "utf-8")
    source = load_catalog(tmp_path).sources["example-report"]
    assert source.issued
    assert source.accessed
    assert (source.issued.iso, source.accessed.iso) == ("2025-08-20", "2025-08")
    dumped = source.model_dump(mode="json", by_alias=True, exclude_none=True)
    assert {key: dumped[key] for key in item} == item


def test_json_nested_beyond_every_parser_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    (tmp_path / "sources.json").write_text("[" * 200_000, "utf-8")
    with pytest.raises(DataError, match=r"sources\.json: is nested too deeply; simplify it"):
        load_catalog(tmp_path)
    deep = {**SOURCE, "keyword": json.loads("[" * 300 + "]" * 300)}
    (tmp_path / "sources.json").write_text(json.dumps([deep]), "utf-8")
    with pytest.raises(DataError, match=r"example-report\.keyword.*: is nested too deeply; simplify it"):
        load_catalog(tmp_path)


def test_names_of_folders_are_shown_as_a_user_would_write_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path / "mine", missiles__example="x")
    monkeypatch.chdir(tmp_path)
    for given in ("mine", "mine/", "./mine", Path("mine")):
        with pytest.raises(DataError, match=r"^mine/missiles/example\.toml: end of document: "):
            load_catalog(given)


def test_every_problem_of_every_folder_is_reported_at_once(tmp_path: Path) -> None:
    lay(tmp_path / "a", missiles__example=MISSILE.replace("srbm", "srmb"))
    lay(tmp_path / "b", sites__example_place=SITE.replace("KR", "Korea"))
    with pytest.raises(DataError) as caught:
        load_catalog(tmp_path / "a", tmp_path / "b", tmp_path / "none")
    found = [Path(problem.file).relative_to(tmp_path).as_posix() for problem in caught.value.problems]
    assert found == ["a/missiles/example.toml", "b/sites/example-place.toml", "none"]


def test_a_story_is_found_by_id_read_from_a_path_or_taken_as_it_is(catalog: Catalog, tmp_path: Path) -> None:
    story = load_story(catalog, "long-range")
    assert story is catalog.stories["long-range"]
    assert load_story(catalog, story) == story
    path = GEODATA / "stories" / "long-range.toml"
    assert load_story(catalog, path) == load_story(catalog, str(path)) == story
    copy = tmp_path / "copy.toml"
    copy.write_bytes(path.read_bytes())
    assert load_story(catalog, copy).id == "copy"


def test_a_story_that_does_not_fit_the_catalog_is_refused_however_it_comes(catalog: Catalog) -> None:
    story = catalog.stories["long-range"].model_dump(by_alias=True)
    with pytest.raises(DataError, match=r"^long-range: missiles\[0\]: unknown missile 'kn-52'; did you mean 'kn-25'"):
        load_story(catalog, Story.model_validate({**story, "missiles": ["kn-52"], "shown": []}))
    with pytest.raises(UnknownNameError, match="unknown story 'short-range'; did you mean 'long-range'"):
        load_story(catalog, "short-range")


def test_records_are_frozen(catalog: Catalog) -> None:
    with pytest.raises(ValueError, match="frozen"):
        catalog.missiles["kn-25"].name = "Other"  # type: ignore[misc]


def test_the_countries_known_are_those_of_iso_3166_1_and_kosovo() -> None:
    outlines = set(json.loads((GEODATA / "basemap" / "countries.json").read_text("utf-8"))["countries"])
    assert outlines == {country.alpha_2 for country in pycountry.countries} | {"XK"}
