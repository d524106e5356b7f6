"""Sources in the three citation styles and the four languages, compared with texts kept in ``golden/``.

To accept a change: look at the difference, then run ``python -m tests.test_bibliography``, which writes the files anew.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from citeproc import SCHEMA_PATH
from lxml import etree

from mapgen.catalog.load import load_catalog
from mapgen.citations.bibliography import LOCALES, bibliography, styles
from mapgen.errors import UnknownNameError
from mapgen.records.csl import Source
from mapgen.resources import folder, languages
from tests.paths import GOLDEN

if TYPE_CHECKING:
    from mapgen.catalog.model import Catalog

STYLES = ("apa", "chicago-author-date", "ieee")
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
    parts = (f"{tag}\n" + "\n".join(bibliography(chosen(catalog), style, tag)) for tag in LOCALES)
    return "\n\n".join(parts) + "\n"


def test_the_styles_are_the_three() -> None:
    assert styles() == list(STYLES)


def test_every_language_of_the_page_has_a_locale() -> None:
    assert set(LOCALES) == set(languages())


@pytest.mark.parametrize("style", STYLES)
def test_a_style_is_valid_csl_and_says_whose_work_it_is(style: str) -> None:
    path = folder("geodata") / "styles" / f"{style}.csl"
    schema = etree.RelaxNG(etree.parse(SCHEMA_PATH))
    assert schema.validate(etree.parse(path)), schema.error_log
    assert "mapgen's own small style" in path.read_text("utf-8")


@pytest.mark.parametrize("style", STYLES)
def test_a_handful_of_sources_reads_as_kept(catalog: Catalog, style: str) -> None:
    assert text(catalog, style) == (GOLDEN / f"citations-{style}.txt").read_text("utf-8")


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("style", STYLES)
def test_every_packaged_source_can_be_cited(catalog: Catalog, style: str, language: str) -> None:
    """With its title, its address last, and no stray marks; a warning of citeproc-py would fail this."""
    sources = list(catalog.sources.values())
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
