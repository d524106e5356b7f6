"""Slides, report and brief say what has changed since an earlier page of the map."""

from __future__ import annotations

import io
import json
import re
from typing import TYPE_CHECKING, Any

import pptx
import pypdf
import pytest

import mapgen
from mapgen import packing
from mapgen.errors import MapgenError
from mapgen.forms.changes import changes
from mapgen.forms.contents import contents
from mapgen.packing import pack
from mapgen.pipeline import formats_with

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def document(small_map: mapgen.MapDocument) -> mapgen.MapDocument:
    return small_map


@pytest.fixture
def page(small_form: Callable[[str], bytes], tmp_path: Path) -> Path:
    path = tmp_path / "earlier.html"
    path.write_bytes(small_form("html"))
    return path


def rewritten(page: Path, name: str, change: Any) -> None:
    """Change a block of a page, as if it had been built from other data."""

    def block(found: re.Match[str]) -> str:
        content = json.loads(found[2])
        change(content)
        return f"{found[1]}{json.dumps(content)}</script>"

    text = page.read_text("utf-8")
    page.write_text(re.sub(rf'(id="mapgen-{name}">)(.*?)</script>', block, text, flags=re.DOTALL), "utf-8")


def test_a_page_of_the_same_data_has_no_changes(document: mapgen.MapDocument, page: Path) -> None:
    assert changes(document, page).lines == ()
    brief = mapgen.export(document, "md", since=page).decode()
    assert "## What changed\n\nCompared with this map as of 30 June 2025\n\nNothing that the map says is" in brief


def test_a_pack_says_them_in_each_form_that_can_and_on_its_page(
    document: mapgen.MapDocument, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a form itself says of them is tested below."""
    rewritten(page, "reach", lambda reach: reach["bands"]["kite-1"].update(high_km=450))
    monkeypatch.setattr(packing, "export", lambda _, form, **options: json.dumps([form, options], default=str).encode())
    files = pack(document, since=page)
    for form in formats_with("since"):
        assert json.loads(files[f"small.{form}"]) == [form, {"since": str(page)}]
    assert json.loads(files["small.geojson"]) == ["geojson", {}]
    index = files["index.html"].decode()
    assert "<h2>What changed</h2>" in index
    assert '<td dir="auto">300–450 km</td>' in index
    assert "<h2>What changed</h2>" not in contents(document, files).decode()


def test_a_pack_refuses_a_page_that_is_none_before_it_writes_a_form(
    document: mapgen.MapDocument, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packing, "export", pytest.fail)
    with pytest.raises(MapgenError, match="cannot be read"):
        pack(document, since=tmp_path / "nothing.html")


def test_each_kind_of_change_is_said_with_its_footnotes(document: mapgen.MapDocument, page: Path) -> None:
    def limits(reach: dict[str, Any]) -> None:
        reach["bands"]["kite-1"]["high_km"] = 450
        reach["bands"]["old-kite"] = {"low_km": None, "high_km": 90, "floor": "flown"}
        del reach["bands"]["kite-2"]

    def places(sites: dict[str, Any]) -> None:
        north, south, city = sites["features"]
        north["properties"]["status"] = "once-known"
        south["geometry"]["coordinates"] = [70.0, -49.6]
        sites["features"].append({**city, "id": "old-town", "properties": {"name": "Old Town", "status": "reference"}})

    def sources(items: list[dict[str, Any]]) -> None:
        items[1] |= {"id": "older", "title": "An older report"}

    rewritten(page, "reach", limits)
    rewritten(page, "sites", places)
    rewritten(page, "sources", sources)
    lines = [(each.kind, each.what, each.before, each.now, each.numbers) for each in changes(document, page).lines]
    assert lines == [
        ("Ranges", "Kite-1", "300–450 km", "300–500 km", (2,)),
        ("Ranges", "Kite-2", "–", "new: 5,500–6,100 km", (3,)),
        ("Ranges", "old-kite", "flown at least 90 km", "no longer on the map", ()),
        ("Sites", "North base", "once-known", "Reported active", ()),
        ("Sites", "South base", "-49.60, 70.00", "-49.60, 69.60", ()),
        ("Sites", "Old Town", "reference", "no longer on the map", ()),
        ("Sources", "The bases of an island", "–", "new", (2,)),
        ("Sources", "An older report", "cited", "no longer on the map", ()),
    ]


def test_an_answer_that_is_another_is_said(document: mapgen.MapDocument, page: Path) -> None:
    rewritten(page, "reach", lambda reach: reach["bands"]["kite-1"].update(high_km=9000))
    answers = [each for each in changes(document, page).lines if each.kind == "Reach"]
    assert [(each.what, each.before, each.now) for each in answers] == [
        ("Bay City, Kite-1", "depends", "beyond every figure")
    ]


def test_the_slide_comes_before_the_sources_and_names_its_own(document: mapgen.MapDocument, page: Path) -> None:
    rewritten(page, "reach", lambda reach: reach["bands"]["kite-1"].update(high_km=450))
    deck: Any = pptx.Presentation(io.BytesIO(mapgen.export(document, "pptx", since=page)))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[-2:] == ["What changed", "Sources"]
    (table,) = [shape.table for shape in deck.slides[len(titles) - 2].shapes if shape.has_table]
    assert [cell.text_frame.text for cell in table.rows[1].cells] == [
        "Kite-1\vRanges", "300–450\N{NO-BREAK SPACE}km", "300–500\N{NO-BREAK SPACE}km 2"
    ]  # fmt: skip
    assert "[2] The bases of an island." in deck.slides[len(titles) - 2].notes_slide.notes_text_frame.text


def test_the_report_has_the_same_table(document: mapgen.MapDocument, page: Path) -> None:
    rewritten(page, "reach", lambda reach: reach["bands"]["kite-1"].update(high_km=450))
    report = pypdf.PdfReader(io.BytesIO(mapgen.export(document, "pdf", since=page)))
    text = " ".join(" ".join(each.extract_text() for each in report.pages).split())
    assert "What changed Compared with this map as of 30 June 2025" in text
    assert "300–450 km 300–500 km" in text


@pytest.mark.parametrize("form", ["pptx", "pdf", "md"])
def test_each_form_refuses_what_is_no_page(form: str, document: mapgen.MapDocument, tmp_path: Path) -> None:
    (tmp_path / "no.html").write_text("")
    with pytest.raises(MapgenError, match=r"is no page that mapgen built; name an earlier \.html page of this map$"):
        mapgen.export(document, form, since=tmp_path / "no.html")


@pytest.mark.parametrize(
    "content",
    ["", "<html></html>", '<script id="mapgen-story">[]</script>', '<script id="mapgen-story">{"id":'],
    ids=len,
)
def test_what_is_no_page_is_refused(content: str, document: mapgen.MapDocument, tmp_path: Path) -> None:
    path = tmp_path / "no.html"
    path.write_text(content)
    with pytest.raises(MapgenError) as caught:
        changes(document, path)
    assert str(caught.value) == (
        f"--since {path}: is no page that mapgen built; name an earlier .html page of this map"
    )


def test_a_page_of_another_story_and_no_file_are_refused(document: mapgen.MapDocument, page: Path) -> None:
    rewritten(page, "story", lambda story: story.update(id="other"))
    with pytest.raises(MapgenError, match=r"is a page of the story 'other'; name one of 'small'"):
        changes(document, page)
    with pytest.raises(MapgenError, match=r"^--since gone\.html: "):
        changes(document, "gone.html")
