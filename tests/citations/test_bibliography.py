"""Sources in the three citation styles and the four languages, compared with texts kept in ``golden/``.

To accept a change: look at the difference, then run ``python -m tests.test_bibliography``, which writes the files anew.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from citeproc import SCHEMA_PATH
from lxml import etree

from mapgen.catalog.load import load_catalog
from mapgen.citations.bibliography import bibliography, styles
from mapgen.errors import UnknownNameError
from mapgen.records.csl import Source
from mapgen.resources import folder
from tests.effort import THOROUGH
from tests.paths import GOLDEN

if TYPE_CHECKING:
    from mapgen.catalog.model import Catalog

STYLES = ("apa", "chicago-author-date", "ieee")
LANGUAGES = ("en", "id", "ko", "ja")  # those of the golden texts
PACKAGED = (
    "38north-cmi", "ap-sino-ri", "csis-bases-update-2", "kyodo-glossary-icbm", "aju-kn-24-2020", "fnk-bases-json",
    "acw-cmi",
)  # fmt: skip
OWN = [
    {"id": "book", "type": "book", "title": "A Book & More", "publisher": "Press", "issued": {"date-parts": [[2020]]},
     "author": [{"family": "Berg", "given": "Ann-Marie", "non-dropping-particle": "van den"}]},
    {"id": "chapter", "type": "chapter", "title": "Is It So?", "container-title": "A Book", "page": "12-19",
     "author": [{"literal": "Institute of Things"}], "issued": {"date-parts": [["2021", "3"]]}},
    {"id": "post", "type": "post-weblog", "title": "A post", "container-title": "A Blog",
     "issued": {"raw": "spring 2022"}, "URL": "https://example.org/post?a=1&b=2"},
    {"id": "law", "type": "legislation", "title": "An Act", "publisher": "A Parliament",
     "issued": {"date-parts": [[2019, 5, 1]]}},
    {"id": "journal", "type": "article-journal", "title": "On Ranges", "container-title": "Journal of Ranges",
     "volume": "3", "issue": 2, "page": "1-20", "author": [{"family": "Kim", "given": "A."}],
     "issued": {"date-parts": [[2018, 12, 1], [2019, 1, 2]]}},
    {"id": "bare", "type": "webpage", "title": "[A page without a headline]"},
]  # fmt: skip


def chosen(catalog: Catalog) -> list[Source]:
    """Return a handful of packaged sources, and one of each kind that the packaged ones lack."""
    return [*(catalog.sources[id_] for id_ in PACKAGED), *map(Source.model_validate, OWN)]


def text(catalog: Catalog, style: str) -> str:
    """Write the chosen sources in every language."""
    parts = (f"{tag}\n" + "\n".join(bibliography(chosen(catalog), style, tag)) for tag in LANGUAGES)
    return "\n\n".join(parts) + "\n"


def test_the_styles_are_the_three() -> None:
    assert styles() == list(STYLES)


def test_a_language_has_dates_of_its_own_where_citeproc_knows_it_and_else_english_ones(catalog: Catalog) -> None:
    source = [catalog.sources["ap-sino-ri"]]
    spoken = {tag: bibliography(source, "apa", tag)[0] for tag in ("en", "de", "xx")}
    assert spoken["xx"] == spoken["en"] != spoken["de"]


@pytest.mark.parametrize("style", STYLES)
def test_a_style_is_valid_csl_and_says_whose_work_it_is(style: str) -> None:
    path = folder("geodata") / "styles" / f"{style}.csl"
    schema = etree.RelaxNG(etree.parse(SCHEMA_PATH))
    assert schema.validate(etree.parse(path)), schema.error_log
    assert "mapgen's own small style" in path.read_text("utf-8")


@pytest.mark.parametrize("style", STYLES)
def test_a_handful_of_sources_reads_as_kept(catalog: Catalog, style: str) -> None:
    assert text(catalog, style) == (GOLDEN / f"citations-{style}.txt").read_text("utf-8")


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("turn", "style", "language"),
    [(0, "apa", "en"), (1, "chicago-author-date", "ko"), (2, "ieee", "ja"), (3, "apa", "id")],
)
def test_every_packaged_source_can_be_cited(catalog: Catalog, turn: int, style: str, language: str) -> None:
    """With its title, its address last, and no stray marks; a warning of citeproc-py would fail this.

    The sources take turns at the styles and languages; `make thorough` writes each in all of these.
    """
    sources = list(catalog.sources.values())
    sources = sources if THOROUGH else sources[turn::4]
    entries = bibliography(sources, style, language)
    assert len(entries) == len(sources)
    for source, entry in zip(sources, entries, strict=True):
        title = " ".join(source.title.split())
        assert title.rstrip(".") in entry
        assert entry.endswith(f" {source.url}")
        around = entry.removesuffix(source.url or "")
        for words in filter(None, (title, source.container_title, source.publisher)):
            around = around.replace(words, "X")
        assert not re.search(r"None|<|>|\(\)|\[\]|  | [,.]|,,|,\.|[^.]\.\.(?!\.)|: ?\.|\.,$", around), entry


def test_text_is_text_whatever_the_source_says() -> None:
    source = Source.model_validate({"id": "x", "type": "webpage", "title": '<b onclick="x">A & B</b>'})
    for style in STYLES:
        assert '<b onclick="x">A & B</b>' in bibliography([source], style)[0]


def cited(style: str, language: str = "en", **changes: Any) -> str:
    """Cite one source that is no more than its changes."""
    item = {"id": "x", "type": "webpage", "title": "T", "issued": {"date-parts": [[2020]]}, **changes}
    return bibliography([Source.model_validate(item)], style, language)[0]


@pytest.mark.parametrize(
    ("name", "apa", "chicago", "ieee"),
    [
        ({"family": "Kim", "given": "Jeong-min"}, "Kim, J.-M.", "Kim, Jeong-min.", "J.-M. Kim,"),
        ({"family": "hooks", "given": "bell"}, "hooks, b.", "hooks, bell.", "b. hooks,"),
        (
            {"family": "Berg", "given": "Jan", "non-dropping-particle": "van den"},
            "van den Berg, J.", "Berg, Jan van den.", "J. van den Berg,",
        ),
        (
            {"family": "La Fontaine", "given": "Jean", "dropping-particle": "de"},
            "La Fontaine, J. de.", "La Fontaine, Jean de.", "J. de La Fontaine,",
        ),
        (
            {"family": "Assad", "given": "Bashar", "non-dropping-particle": "al-"},
            "al-Assad, B.", "al-Assad, Bashar.", "B. al-Assad,",
        ),
        (
            {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
            "King, M. L., Jr.", "King, Martin Luther, Jr.", "M. L. King Jr.,",
        ),
        ({"family": "김", "given": "정민"}, "김정민.", "김정민.", "김정민,"),
        ({"family": "山田", "given": "太郎"}, "山田太郎.", "山田太郎.", "山田太郎,"),
        ({"family": "さとう", "given": "はなこ"}, "さとう はなこ.", "さとう はなこ.", "さとう はなこ,"),
        ({"family": "محفوظ", "given": "نجيب"}, "محفوظ, نجيب.", "محفوظ, نجيب.", "نجيب محفوظ,"),
        ({"family": "לוי", "given": "דוד"}, "לוי, דוד.", "לוי, דוד.", "דוד לוי,"),
        ({"family": "Иванов", "given": "Иван"}, "Иванов, И.", "Иванов, Иван.", "И. Иванов,"),
        ({"family": "ใจดี", "given": "สมชาย"}, "ใจดี, สมชาย.", "ใจดี, สมชาย.", "สมชาย ใจดี,"),
        ({"name": "Example Institute"}, "Example Institute.", "Example Institute.", "Example Institute,"),
        ({"literal": "Yahoo!"}, "Yahoo! (", "Yahoo! 2", "Yahoo!, “"),
    ],
)  # fmt: skip
def test_names_of_every_script_in_every_style(name: dict[str, str], apa: str, chicago: str, ieee: str) -> None:
    written = [cited(style, author=[name]) for style in STYLES]
    assert [entry[: len(start)] for entry, start in zip(written, (apa, chicago, ieee), strict=True)] == [
        apa, chicago, ieee,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("dates", "apa", "chicago", "ieee"),
    [
        ([[2024, 9, 24], [2024, 9, 26]], "T. (2024, September 24–26).", "2024. “T.” September 24–26.",
         "“T,” Sept. 24–26, 2024."),
        ([[2024, 9, 30], [2024, 10, 2]], "T. (2024, September 30–October 2).", "2024. “T.” September 30–October 2.",
         "“T,” Sept. 30–Oct. 2, 2024."),
        ([[2019, 12, 30], [2020, 1, 2]], "T. (2019, December 30–2020, January 2).",
         "2019–2020. “T.” December 30–January 2.", "“T,” Dec. 30, 2019–Jan. 2, 2020."),
        ([[2020, 5], [2020, 6]], "T. (2020, May–June).", "2020. “T.” May–June.", "“T,” May–June 2020."),
        ([[2020], [2023]], "T. (2020–2023).", "2020–2023. “T.”", "“T,” 2020–2023."),
        ([[2020], [2021, 3]], "T. (2020–2021, March).", "2020–2021. “T.” March.", "“T,” 2020–Mar. 2021."),
        ([[2020, 3, 17], [2020, 3, 17]], "T. (2020, March 17).", "2020. “T.” March 17.", "“T,” Mar. 17, 2020."),
    ],
)  # fmt: skip
def test_a_range_of_dates_says_once_what_both_share(dates: list[list[int]], apa: str, chicago: str, ieee: str) -> None:
    assert [cited(style, issued={"date-parts": dates}) for style in STYLES] == [apa, chicago, ieee]


@pytest.mark.parametrize(
    ("language", "days", "months"),
    [
        ("id", "T. (24–26 September 2024).", "T. (Mei–Juni 2020)."),
        ("ko", "T. (2024년 9월 24일–26일).", "T. (2020년 5월–6월)."),
        ("ja", "T. (2024年9月24日–26日).", "T. (2020年5月–6月)."),
    ],
)
def test_a_range_of_dates_in_other_languages(language: str, days: str, months: str) -> None:
    assert cited("apa", language, issued={"raw": "2024-09-24/2024-09-26"}) == days
    assert cited("apa", language, issued={"raw": "2020-05/2020-06"}) == months


@pytest.mark.parametrize(
    "title", ["Is it so?", "No!", "なぜか。", "何？", "هل؟", "And so on…", "Is it “so?”", "Well..."]
)
def test_a_title_with_its_own_point_gets_no_other(title: str) -> None:
    assert cited("apa", title=title) == f"{title} (2020)."
    assert cited("chicago-author-date", title=title) == f"2020. “{title}”"
    assert cited("ieee", title=title) == f"“{title}” 2020."
    assert cited("chicago-author-date", "ja", title=title) == f"2020. 「{title}」"


def test_a_publication_with_its_own_point_gets_no_other() -> None:
    changes: dict[str, Any] = {"container-title": "Who Knows?", "author": [{"literal": "A"}]}
    entry = cited("apa", **changes)
    assert entry == "A. (2020). T. Who Knows?"


@pytest.mark.parametrize("style", STYLES)
def test_the_markup_of_a_title_is_not_printed(style: str) -> None:
    title = '<i>Hwasong-11</i>: <span class="nocase">iPhone</span> 10<sup>3</sup> km, < 300 km and > 500 km'
    assert "Hwasong-11: iPhone 10³ km, < 300 km and > 500 km" in cited(style, title=title)


def test_ids_that_differ_by_case_are_two_sources() -> None:
    pair = [Source.model_validate({"id": id_, "type": "webpage", "title": id_ * 3}) for id_ in ("a", "A")]
    assert [entry[:3] for entry in bibliography(pair, "apa")] == ["aaa", "AAA"]


def test_no_sources_make_no_bibliography() -> None:
    assert bibliography([], "ieee") == []


def test_an_unknown_style_is_named_with_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match=r"^unknown style 'mla'; known: apa, chicago-author-date, ieee$"):
        bibliography([], "mla")


if __name__ == "__main__":
    for name in STYLES:
        (GOLDEN / f"citations-{name}.txt").write_text(text(load_catalog(), name), "utf-8")
