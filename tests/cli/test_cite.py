"""The sources of a map as CSL-JSON and BibTeX are read back as they were, and `cite` keeps the numbers of the page."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from pybtex.database import parse_string

import mapgen
from mapgen.catalog.reader import Loader, read_sources
from mapgen.citations.bibliography import bibliography
from mapgen.citations.bibtex import bibtex
from mapgen.cli import main
from mapgen.records.csl import Source
from mapgen.records.rich_text import plain

if TYPE_CHECKING:
    from pathlib import Path

    from mapgen.catalog.model import Catalog

ZOTERO: dict[str, Any] = {
    "id": "kimRanges2025",
    "citation-key": "kimRanges2025",
    "type": "article-journal",
    "title": "100% of {ranges} & costs_in $: ~5 #1 ^2 \\ done",
    "shortTitle": "Ranges",
    "author": [
        {"family": "Kim", "given": "Ann, the Younger", "suffix": "Jr."},
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van den"},
        {"literal": "Ministry of Roads and Bridges"},
    ],
    "container-title": "Journal of A & B",
    "issued": {"date-parts": [["2025", "8"]], "season": "3"},
    "accessed": {"date-parts": [["2026", "11", "23"]]},
    "URL": "https://example.org/a_b?x=1%20&y={z}#part",
    "language": "ko-KR",
    "note": "Citation Key: kimRanges2025",
    "custom": {"source_type": "press", "archive_url": "https://archive.example.org/1"},
}


def source(**changes: Any) -> Source:
    """Return a source with every habit of Zotero, but for the changes."""
    return Source.model_validate({**ZOTERO, **changes})


def printed(*arguments: str) -> str:
    """Run a command that must succeed, and return what it prints."""
    result = CliRunner().invoke(main, arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def latex(text: str) -> str:
    """Read LaTeX's escapes and leave out its braces."""
    text = re.sub(r"\\text(it|bf|superscript|subscript|sc)(?={)", "", text)
    for command, letter in (
        (r"\textbackslash{}", "\0"), (r"\textasciitilde{}", "~"), (r"\textasciicircum{}", "^"),
        (r"\textbraceleft{}", r"\{"), (r"\textbraceright{}", r"\}"),
    ):  # fmt: skip
        text = text.replace(command, letter)
    text = re.sub(r"(?<!\\)[{}]", "", text)
    return re.sub(r"\\([{}&%$#_])", r"\1", text).replace("\0", "\\")


# --- CSL-JSON -----------------------------------------------------------------------------------------------------


def without_internal_note(source: Source) -> Source:
    """Return a source as it is exported: what researchers keep is in no export."""
    return source.model_copy(update={"custom": source.custom.model_copy(update={"internal_note": None})})


@pytest.mark.parametrize("story", ["hwasong-11", "long-range"])
def test_csl_json_is_read_back_as_the_same_sources(story: str, catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "sources.json"
    path.write_text(printed("cite", story, "--format", "csl-json"), "utf-8")
    loader = Loader[Source]()
    read_sources(loader, path, "sources.json")
    assert loader.problems == []
    cited = list(mapgen.build_map(catalog, story).numbers)
    assert list(loader.records.items()) == [(id_, without_internal_note(catalog.sources[id_])) for id_ in cited]


def test_what_zotero_exports_loads(tmp_path: Path) -> None:
    """Dates in text, a season, a citation key, a short title under its old name."""
    path = tmp_path / "sources.json"
    path.write_text(json.dumps([ZOTERO]), "utf-8")
    loader = Loader[Source]()
    read_sources(loader, path, "sources.json")
    assert loader.problems == []
    found = loader.records["kimRanges2025"]
    assert found.issued is not None
    assert found.issued.iso == "2025-08"
    assert found.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True) == ZOTERO


# --- BibTeX -------------------------------------------------------------------------------------------------------


def test_bibtex_of_every_packaged_source_is_read_back(catalog: Catalog) -> None:
    sources = list(catalog.sources.values())
    entries = parse_string(bibtex(sources), "bibtex").entries
    assert list(entries) == [source.id for source in sources]
    for source in sources:
        entry = entries[source.id]
        assert latex(entry.fields["title"]) == " ".join(source.title.split())
        assert entry.fields["url"] == source.url
        assert entry.fields.get("date") == (source.issued.iso if source.issued else None)
        assert entry.fields.get("urldate") == (source.accessed.iso if source.accessed else None)
        assert len(entry.persons.get("author", ())) == len(source.author)
        assert entry.fields["langid"]


def test_bibtex_escapes_what_latex_takes_for_commands() -> None:
    entry = parse_string(bibtex([source()]), "bibtex").entries["kimRanges2025"]
    assert entry.type == "article"
    assert latex(entry.fields["title"]) == ZOTERO["title"]
    assert latex(entry.fields["journal"]) == "Journal of A & B"
    assert entry.fields["url"] == "https://example.org/a_b?x=1%20&y=%7Bz%7D#part"
    assert entry.fields["langid"] == "korean"
    assert entry.fields["note"] == "Citation Key: kimRanges2025 Archived: https://archive.example.org/1"
    kim, berg, ministry = entry.persons["author"]
    assert (kim.last_names, kim.lineage_names) == (["Kim"], ["Jr."])
    assert latex(" ".join(kim.first_names)) == "Ann, the Younger"
    assert (berg.prelast_names, berg.last_names) == (["van", "den"], ["Berg"])
    assert ministry.last_names == ["{Ministry of Roads and Bridges}"]


def test_bibtex_keys_are_unique_whatever_the_ids() -> None:
    ids = ["a b", "A-b", "a,b", "é", "%"]
    keys = list(parse_string(bibtex(source(id=id_) for id_ in ids), "bibtex").entries)
    assert keys == ["a-b", "A-b-2", "a-b-3", "source", "source-2"]


@pytest.mark.parametrize(
    ("type_", "kind", "field"),
    [
        ("report", "techreport", "institution"),
        ("book", "book", "publisher"),
        ("chapter", "incollection", "booktitle"),
        ("webpage", "misc", "howpublished"),
        ("dataset", "misc", "publisher"),
        ("legislation", "misc", "publisher"),
    ],
)
def test_bibtex_entry_types(type_: str, kind: str, field: str) -> None:
    (entry,) = parse_string(bibtex([source(type=type_, publisher="P")]), "bibtex").entries.values()
    assert entry.type == kind
    assert field in entry.fields


def entry_of(**changes: Any) -> Any:
    """Write a source and one after it, and return its entry as pybtex reads it; the one after must be whole."""
    first = Source.model_validate({"id": "first", "type": "report", "title": "T", **changes})
    entries = parse_string(bibtex([first, source()]), "bibtex").entries
    assert list(entries) == ["first", "kimRanges2025"]
    assert entries["kimRanges2025"].fields["url"]
    return entries["first"]


LONE = ["Set {A of ranges", "Set A} of ranges", "}{", "{a} {b", "\\", "\\{", "a \\", "100 %", "{\\}", "<i>a {</i> b }"]


@pytest.mark.parametrize("words", LONE)
def test_bibtex_is_whole_whatever_braces_a_text_holds(words: str) -> None:
    """In every field that holds words: a title, a name, a note, a number."""
    entry = entry_of(
        **{"title": words, "note": words, "publisher": words, "container-title": words, "author": [
            {"literal": words}, {"family": words, "given": words, "suffix": words, "non-dropping-particle": words}],
           "volume": words, "page": words, "edition": words, "DOI": f"10.1000/{words.replace(' ', '')}",
           "URL": f"https://example.org/{words.replace(' ', '')}",
           "custom": {"archive_url": f"https://example.org/{words.replace(' ', '')}"}}
    )  # fmt: skip
    assert latex(entry.fields["title"]) == plain(words)
    assert len(entry.persons["author"]) == 2


def test_bibtex_carries_what_the_item_has() -> None:
    item = {
        "type": "article-journal", "volume": 3, "issue": "2", "page": "12–19", "DOI": "https://doi.org/10.1000/a_b",
        "editor": [{"family": "Lee", "given": "A."}], "edition": "2nd", "publisher-place": "Seoul", "ISSN": "1234-5678",
        "collection-title": "Studies", "language": "ko", "event-title": "A Meeting",
    }  # fmt: skip
    fields = entry_of(**item).fields
    expected = {
        "volume": "3", "number": "2", "pages": "12--19", "doi": "10.1000/a_b", "edition": "2nd", "address": "Seoul",
        "issn": "1234-5678", "series": "Studies", "language": "korean", "langid": "korean", "eventtitle": "A Meeting",
    }  # fmt: skip
    assert {key: fields[key] for key in expected} == expected
    assert [person.last_names for person in entry_of(**item).persons["editor"]] == [["Lee"]]


def test_bibtex_carries_the_number_of_a_report_and_the_chapter_of_a_book() -> None:
    report = entry_of(number="RR-12", genre="Research report").fields
    assert (report["number"], report["type"]) == ("RR-12", "Research report")
    chapter = entry_of(
        **{"type": "chapter", "container-title": "A Book", "chapter-number": "4", "ISBN": "978-1"}
    ).fields
    assert (chapter["booktitle"], chapter["chapter"], chapter["isbn"]) == ("A Book", "4", "978-1")


@pytest.mark.parametrize(
    ("issued", "date", "year"),
    [
        ({"date-parts": [[2024, 9, 24], [2024, 9, 26]]}, "2024-09-24/2024-09-26", "2024"),
        ({"date-parts": [[2020, 5], [2020, 6]]}, "2020-05/2020-06", "2020"),
        ({"date-parts": [[2020, 3, 17], [2020, 3, 17]]}, "2020-03-17", "2020"),
        ({"raw": "2020-03-17"}, "2020-03-17", "2020"),
    ],
)
def test_bibtex_writes_a_range_of_dates_as_biblatex_has_it(issued: dict[str, Any], date: str, year: str) -> None:
    fields = entry_of(issued=issued).fields
    assert (fields["date"], fields["year"]) == (date, year)


def test_bibtex_sets_the_typography_of_a_title() -> None:
    title = '<i>Hwasong-11</i> <b>b</b> 10<sup>3</sup> CO<sub>2</sub> <sc>Kn</sc> <span class="nocase">iPhone</span>'
    written = r"\textit{Hwasong-11} \textbf{b} 10\textsuperscript{3} CO\textsubscript{2} \textsc{Kn} {iPhone}"
    assert entry_of(title=title).fields["title"] == f"{{{written}}}"
    assert latex(entry_of(title="Ranges < 300 km and > 500 km").fields["title"]) == "Ranges < 300 km and > 500 km"


def test_no_export_carries_what_researchers_keep() -> None:
    item = source(custom={"internal_note": "scan 3 of 7"})
    assert "scan 3 of 7" not in bibtex([item])


# --- The command --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("style", [None, "ieee"])
def test_text_has_the_numbers_of_the_page(style: str | None, catalog: Catalog) -> None:
    document = mapgen.build_map(catalog, "long-range", language="ko")
    options = ["--style", style] if style else []
    lines = printed("cite", "long-range", "--lang", "ko", *options).splitlines()
    entries = bibliography([catalog.sources[id_] for id_ in document.numbers], style or "apa", "ko")
    assert lines == [f"[{document.numbers[id_]}] {entry}" for id_, entry in zip(document.numbers, entries, strict=True)]


def test_text_opens_in_the_language_of_the_story() -> None:
    assert "Retrieved November" in printed("cite").splitlines()[0]


def test_an_unknown_style_is_refused() -> None:
    result = CliRunner().invoke(main, ["cite", "--style", "mla"])
    assert result.exit_code == 1
    assert result.stderr == "unknown style 'mla'; known: apa, chicago-author-date, ieee\n"


def test_a_style_of_what_has_none_is_a_wrong_use() -> None:
    result = CliRunner().invoke(main, ["cite", "--style", "apa", "--format", "bibtex"])
    assert result.exit_code == 2
    assert "--style is for text, and bibtex has none; leave one of them out" in result.stderr


def test_the_map_cites_itself(catalog: Catalog) -> None:
    document = mapgen.build_map(catalog, date="2026-11-24")
    citation = document.texts["en"]["ui:citation"]
    for part in (document.title, "24 November 2026", "hwasong-11", document.content_hash, mapgen.__version__):
        assert part in citation
    page = mapgen.export(document, "html").decode()
    assert f'<span id="citation" data-t="ui:citation">{citation}</span>' in page
