"""Every mistake of a file is named at once, in a time that grows with its size and no faster."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from mapgen.catalog.load import load_catalog, read_catalog
from mapgen.checks.lint import lint
from mapgen.errors import DataError, Problem, suggestion
from tests.catalog.test_load import MISSILE, SITE, SOURCE, STORY, lay

if TYPE_CHECKING:
    from pathlib import Path

HALF = "holds half a character (a lone surrogate); write the whole one"


def said(root: Path) -> list[str]:
    """Return the problems of a data folder, without the folder's own name."""
    return [str(problem).removeprefix(f"{root}/") for problem in DataError(read_catalog(root)[1]).problems]


def of_sources(root: Path, *items: dict[str, Any]) -> list[str]:
    """Return the problems of an array of sources, given what each has beside the required keys."""
    given = [{**SOURCE, "id": f"source-{index}", **item} for index, item in enumerate(items)]
    (root / "sources.json").write_text(json.dumps(given), "utf-8")
    return [problem.removeprefix("sources.json: ") for problem in said(root)]


def test_a_mistake_in_one_key_hides_none_in_another(tmp_path: Path) -> None:
    broken = SITE.replace('"KR"', '"Qatar"').replace("reference_place", "US base").replace('"city"', '"ctiy"')
    lay(tmp_path, sites__example=broken + 'missiles = ["kn-52"]\n')
    assert said(tmp_path) == [
        "sites/example.toml: country: 'Qatar' does not fit; write the ISO 3166-1 alpha-2 code, e.g. KP",
        "sites/example.toml: kind: unknown site kind 'US base'; did you mean 'us_base'?",
        "sites/example.toml: missiles[0]: unknown missile 'kn-52'; did you mean 'kn-25' or 'kn-21' or 'kn-02'?",
        "sites/example.toml: status: unknown status 'ctiy'; did you mean 'city' or 'active'?",
    ]


def test_a_key_that_is_unknown_does_not_hide_a_wrong_position(tmp_path: Path) -> None:
    lay(tmp_path, sites__example=SITE.replace("lon = 127", "lon = -127") + "colour = 1\n")
    assert [line.partition(": ")[2][:12] for line in said(tmp_path)] == ["colour: unkn", "lon, lat: lo"]


def test_a_status_is_for_the_records_that_its_term_names(tmp_path: Path) -> None:
    lay(tmp_path, missiles__example=MISSILE.replace('"operational"', '"capital"'))
    lay(tmp_path, sites__example_place=SITE.replace('"city"', '"operational"'))
    missile, site = said(tmp_path)
    assert missile == (
        "missiles/example.toml: status: 'capital' is no status of a missile; known: development, operational, unknown"
    )
    assert site.startswith("sites/example-place.toml: status: 'operational' is no status of a site; ")
    own = '[retired]\nlabels = { en = "Retired" }\n'
    lay(tmp_path, vocab__status=own, missiles__example=MISSILE.replace('"operational"', '"retired"'))
    lay(tmp_path, sites__example_place=SITE.replace('"city"', '"retired"'))
    assert said(tmp_path) == []


def test_every_term_is_named_where_none_is_near(tmp_path: Path) -> None:
    lay(tmp_path, sites__example=SITE.replace('"city"', '"qqq"'))
    (line,) = said(tmp_path)
    assert line.endswith(", tenant_on_rok_base, unknown, us_base_outside_korea")
    assert "..." not in line


@pytest.mark.parametrize(
    ("item", "path"),
    [
        ({"custom": {"mine": "a\ud800"}}, "custom.mine"),
        ({"custom": {"mine\ud800": "a"}}, "custom"),
        ({"issued": {"literal": "a\udc00"}}, "issued.literal"),
        ({"issued": {"raw": "a\udc00"}}, "issued.raw"),
        ({"author": [{"family": "\udc00"}]}, "author[0].family"),
        ({"note": "\udc00"}, "note"),
    ],
)
def test_half_a_character_is_named_wherever_it_is(item: dict[str, Any], path: str, tmp_path: Path) -> None:
    (line,) = of_sources(tmp_path, item)
    assert line.startswith(f"source-0.{path}")
    assert line.endswith(f": {HALF}")


def test_places_with_numbers_of_any_length_are_sorted_by_value() -> None:
    paths = ["a[10]", f"a[{'9' * 5000}]", "a[2]", f"a[{'8' * 5000}]", "a[02]"]
    ordered = [problem.path for problem in DataError([Problem("f", path, "m") for path in paths]).problems]
    assert ordered[:3] == ["a[02]", "a[2]", "a[10]"] or ordered[:3] == ["a[2]", "a[02]", "a[10]"]
    assert ordered[3:] == [f"a[{'8' * 5000}]", f"a[{'9' * 5000}]"]


def test_a_language_is_read_in_the_ways_that_libraries_write_it(tmp_path: Path) -> None:
    written = {"English": "en", "eng": "en", "en_US": "en-US", "ko-kr": "ko-KR", "fre": "fr", "zh-hant": "zh-Hant"}
    assert of_sources(tmp_path, *({"language": text} for text in (*written, "", "gsw"))) == []
    sources = load_catalog(tmp_path).sources
    found = [sources[f"source-{index}"].language for index in range(len(written) + 2)]
    assert found == [*written.values(), None, "gsw"]


def test_a_language_that_is_none_is_refused_with_the_right_tag(tmp_path: Path) -> None:
    assert of_sources(tmp_path, {"language": "eng; kor"}, {"language": "jp"}, {"language": "Klingon"}) == [
        "source-0.language: 'eng; kor' names several languages; write that of the quotes, 'en' or 'ko'",
        "source-1.language: 'jp' is not a language tag; write 'ja'",
        "source-2.language: 'Klingon' is not a language tag; write one such as en, ko or zh-Hant",
    ]


def test_texts_and_words_have_a_length_that_a_page_can_show(tmp_path: Path) -> None:
    lay(tmp_path, missiles__long=MISSILE.replace("Example missile", "a " * 251))
    lay(tmp_path, missiles__word=MISSILE.replace("Example missile", "a" * 201))
    lay(
        tmp_path,
        missiles__notes=MISSILE.replace('family = "example"', 'family = "example"\nnotes = "' + "a " * 10_001 + '"'),
    )
    assert said(tmp_path) == [
        "missiles/long.toml: name: has 502 letters; 500 at most: shorten it",
        "missiles/notes.toml: notes: has 20,002 letters; 20,000 at most: shorten it",
        "missiles/word.toml: name: holds a word of 201 letters, and 200 is the most; part it by blanks",
    ]


def test_languages_without_blanks_and_addresses_may_have_longer_words(tmp_path: Path) -> None:
    lay(tmp_path, sites__example_place=SITE + f'names = {{ ja = "{"火星" * 150}", th = "{"กรุงเทพ" * 40}" }}\n')
    lay(
        tmp_path,
        missiles__example=MISSILE.replace(
            'family = "example"', f'family = "example"\nnotes = "https://example.org/{"a" * 500}"'
        ),
    )
    assert said(tmp_path) == []


def test_a_name_of_an_author_has_its_limit_too(tmp_path: Path) -> None:
    assert of_sources(
        tmp_path, {"author": [{"literal": "a" * 5000}]}, {"URL": f"https://example.org/{'a' * 2000}"}
    ) == ["source-0.author[0].literal: holds a word of 5,000 letters, and 200 is the most; part it by blanks"]


def test_the_time_of_a_check_grows_with_the_data_and_no_faster(tmp_path: Path) -> None:
    quoted = [
        ", ".join(f'"{name}-{index}-exampel"' for index in range(3000)) for name in ("source", "missile", "shown")
    ]
    (tmp_path / "sources.json").write_text(
        json.dumps([{**SOURCE, "id": f"source-{index}-example"} for index in range(5000)]), "utf-8"
    )
    lay(
        tmp_path,
        missiles__example=MISSILE.replace('family = "example"', f'family = "example"\nother_sources = [{quoted[0]}]'),
    )
    story = STORY.replace('["example"]', f"[{quoted[1]}]") + f"shown = [{quoted[2]}]\n"
    lay(tmp_path, stories__example=story, sites__example_place=SITE)
    started = time.process_time()
    assert len(said(tmp_path)) == 9000
    assert time.process_time() - started < 8


def test_a_chain_of_attribution_of_any_length_is_followed_once(tmp_path: Path) -> None:
    links = [{"custom": {"seen_via": f"source-{index + 1}"}} for index in range(5000)]
    started = time.process_time()
    assert len(of_sources(tmp_path, *links)) == 1
    links[-1] = {"custom": {"seen_via": "source-4998"}}
    assert [line.partition(".")[0] for line in of_sources(tmp_path, *links)] == ["source-4998", "source-4999"]
    assert time.process_time() - started < 8


def test_tens_of_thousands_of_unknown_ids_are_named_at_once(tmp_path: Path) -> None:
    """The first hundred have a suggestion each; the problems are sorted with a key that is made once for each."""
    ids = [f"base-{index}" for index in range(30_000)]
    lay(tmp_path, stories__example=STORY.replace('["example-place"]', json.dumps(ids)))
    started = time.process_time()
    lines = said(tmp_path)
    assert time.process_time() - started < 5
    assert [line for line in lines if "ids[29999]" in line] == [
        "stories/example.toml: origins.ids[29999]: unknown site 'base-29999'; correct it"
    ]


def test_an_object_of_thousands_of_keys_is_refused_at_once(tmp_path: Path) -> None:
    started = time.process_time()
    (line,) = of_sources(tmp_path, {f"title-{index}": index for index in range(50_000)})
    assert line == "holds an object of 50,003 keys, and 1,000 is the most; a source has some dozens"
    lay(tmp_path, missiles__example=MISSILE + "".join(f"low_km_{index} = 1\n" for index in range(20_000)))
    assert "missiles/example.toml: has 19,900 more problems; correct these first" in said(tmp_path)
    assert time.process_time() - started < 8


def test_the_nearest_of_many_names_is_found() -> None:
    names = [f"{word}-base-{index}" for index in range(1000) for word in ("missile", "air")]
    assert suggestion("misile-base-77", names).startswith("did you mean 'missile-base-77'")


def test_a_figure_without_a_ring_is_refused_by_the_check_with_the_way_to_record_it(tmp_path: Path) -> None:
    lay(tmp_path, missiles__example=MISSILE.replace("500.5", "19_950"))
    message = "missiles/example.toml: ranges[0].high_km: a ring of 19,950 km cannot be drawn; for a range that reaches "
    assert said(tmp_path) == [message + 'everywhere write 19900 with qualifier = "at-least"']
    lay(tmp_path, missiles__example=MISSILE.replace("500.5", "19_900"))
    assert said(tmp_path) == []


def test_a_position_that_is_surer_than_its_decimals_is_advised_against(tmp_path: Path) -> None:
    lay(tmp_path, sites__example=SITE.replace("uncertainty_km = 1", "uncertainty_km = 0"))
    (advice,) = [str(each) for each in lint(load_catalog(tmp_path)) if each.path == "uncertainty_km"]
    assert advice == (
        f"{tmp_path}/sites/example.toml: uncertainty_km: 0 is less than two decimals leave open; write 0.8 or more"
    )


def test_ids_that_would_break_a_style_sheet_or_mean_something_else_are_refused(tmp_path: Path) -> None:
    term = '["depot.old"]\nlabels = { en = "Depot" }\nsymbol = "dot"\nrank = 9\n'
    lay(tmp_path, vocab__x="", sites__several=SITE)
    (tmp_path / "vocab" / "x.toml").rename(tmp_path / "vocab" / "site_kind.toml").write_text(term, "utf-8")
    assert said(tmp_path) == [
        "sites/several.toml: the id 'several' is a word that the page uses for something else; rename the file",
        "vocab/site_kind.toml: depot.old: is not a term's id; use small letters, digits and underscores",
    ]


@pytest.mark.parametrize("depth", [250, 480, 900])
@pytest.mark.parametrize(("start", "end"), [("[", "]"), ("{a=", "}")])
def test_a_value_that_is_nested_hundreds_deep_is_one_problem(start: str, end: str, depth: int, tmp_path: Path) -> None:
    nested = f"{start * depth}1{end * depth}"
    for key in ("name", "names", "ranges", "first_seen"):
        kept = "\n".join(line for line in MISSILE.splitlines() if not line.startswith(f"{key} ="))
        lay(tmp_path, missiles__example=f"{key} = {nested}\n{kept}\n")
        assert [line for line in said(tmp_path) if line.startswith("missiles/example.toml: ")], key
    for key in ("title", "author", "issued", "custom", "id"):
        (line, *_) = of_sources(tmp_path, {key: json.loads(nested.replace("=", '":').replace("{a", '{"a'))})
        assert line, key
