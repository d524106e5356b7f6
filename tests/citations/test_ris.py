"""RIS is read back by a reader that is not ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import rispy
from click.testing import CliRunner

from mapgen.citations.ris import KINDS, ris
from mapgen.cli import main
from mapgen.importers import ris as reader
from mapgen.records.csl import Source

if TYPE_CHECKING:
    from pathlib import Path

    from mapgen.catalog.model import Catalog


def read_back(**item: Any) -> dict[str, Any]:
    """Write one source, and return what the reader makes of it."""
    source = Source.model_validate({"id": "x", "type": "report", "title": "T", **item})
    (entry,) = rispy.loads(ris([source]))
    return dict(entry)


def test_every_packaged_source_is_read_back(catalog: Catalog) -> None:
    sources = list(catalog.sources.values())
    entries = rispy.loads(ris(sources))
    assert [entry["id"] for entry in entries] == [source.id for source in sources]
    for source, entry in zip(sources, entries, strict=True):
        assert entry["title"] == " ".join(source.plain_title.split())
        assert entry["urls"] == [source.url]
        assert len(entry.get("authors", [])) == len(source.author)
        assert entry.get("year") == (source.issued.iso[:4] if source.issued and source.issued.iso else None)


def test_names_keep_their_particles_and_suffixes() -> None:
    authors = [
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van den"},
        {"family": "La Fontaine", "given": "Jean", "dropping-particle": "de"},
        {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
        {"family": "김", "given": "정민"},
        {"name": "Example Institute"},
    ]
    assert read_back(author=authors)["authors"] == [
        "van den Berg, Jan", "La Fontaine, Jean de", "King, Martin Luther, Jr.", "김, 정민", "Example Institute",
    ]  # fmt: skip


def test_dates_and_ranges_of_dates() -> None:
    assert read_back(issued={"raw": "2020-03-17"})["date"] == "2020/03/17/"
    assert read_back(issued={"raw": "2020-05/2020-06"})["date"] == "2020/05//2020-05 to 2020-06"
    assert read_back(issued={"literal": "spring 2022"})["date"] == "///spring 2022"


def test_the_fields_of_an_article() -> None:
    item = {
        "type": "article-journal", "title": "On <i>Ranges</i> < 300 km", "container-title": "Journal", "volume": 3,
        "issue": "2", "page": "12–19", "DOI": "https://doi.org/10.1000/a_b", "ISSN": "1234-5678", "note": "For readers",
        "publisher-place": "Seoul", "custom": {"internal_note": "scan 3 of 7"},
    }  # fmt: skip
    entry = read_back(**item)
    expected = {
        "type_of_reference": "JOUR", "title": "On Ranges < 300 km", "secondary_title": "Journal", "volume": "3",
        "number": "2", "start_page": "12", "end_page": "19", "doi": "10.1000/a_b", "issn": "1234-5678",
        "place_published": "Seoul", "notes": ["For readers"],
    }  # fmt: skip
    assert {key: entry[key] for key in expected} == expected
    assert "scan 3 of 7" not in str(entry)


def test_a_text_on_several_lines_ends_no_field() -> None:
    assert read_back(title="A\nER  - \nTY  - B")["title"] == "A ER - TY - B"


def test_the_command_writes_it() -> None:
    result = CliRunner().invoke(main, ["cite", "--format", "ris"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert rispy.loads(result.stdout)[0]["id"] == "bloomberg-technoz-seed"


@pytest.mark.parametrize("type_", KINDS)
def test_a_type_that_is_written_is_read_back(type_: str, tmp_path: Path) -> None:
    file = tmp_path / "library.ris"
    file.write_text(ris([Source.model_validate({"id": "x", "type": type_, "title": "T"})]), "utf-8")
    ((_, item),) = reader.read(file, file.name).items
    assert item["type"] == {"post": "post-weblog"}.get(type_, type_)  # RIS has one type for both


def test_types_that_only_others_write_are_read(tmp_path: Path) -> None:
    file = tmp_path / "library.ris"
    file.write_text("".join(f"TY  - {kind}\nTI  - T\nER  - \n" for kind in ("WEB", "GOVDOC", "EJOUR", "GEN")), "utf-8")
    types = [item["type"] for _, item in reader.read(file, file.name).items]
    assert types == ["webpage", "report", "article-journal", "document"]
