"""The sources of a map as CSL-JSON and BibTeX are read back as they were, and `cite` keeps the numbers of the page."""

from __future__ import annotations

import json
import re
import subprocess
import sys
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
from mapgen.resources import folder

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
    for command, letter in ((r"\textbackslash{}", "\0"), (r"\textasciitilde{}", "~"), (r"\textasciicircum{}", "^")):
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
        assert entry.fields["urldate"] == (source.accessed.iso if source.accessed else None)
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


def test_a_build_does_without_the_citation_processor() -> None:
    code = """
import sys, mapgen
mapgen.export(mapgen.build_map(mapgen.load_catalog()), "html")
print(sorted({"citeproc", "lxml", "mapgen.citations.bibliography", "mapgen.citations.bibtex"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=folder("geodata").parent, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_the_map_cites_itself(catalog: Catalog) -> None:
    document = mapgen.build_map(catalog, date="2026-11-24")
    citation = document.texts["en"]["ui:citation"]
    for part in (document.title, "24 November 2026", "hwasong-11", document.content_hash, mapgen.__version__):
        assert part in citation
    page = mapgen.export(document, "html").decode()
    assert f'<span id="citation" data-t="ui:citation">{citation}</span>' in page
