"""A map in Arabic reads from right to left in every form."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import xml.etree.ElementTree as ET
import zipfile
from functools import cache
from typing import TYPE_CHECKING, Any

import pptx
import pypdf
import pytest

import mapgen
from mapgen.catalog.load import load_catalog
from mapgen.figure.plain_svg import SVG
from mapgen.locale import isolated, whole_isolates
from tests.paths import SMALL

if TYPE_CHECKING:
    from collections.abc import Callable

    from mapgen.catalog.model import Catalog

    Exported = Callable[[str], bytes]

TITLE = "مدى الطائرات الورقية"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MARKS = "\u2066\u2067\u2068\u2069"


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> mapgen.MapDocument:
    folder = tmp_path_factory.mktemp("arabic") / "data"
    shutil.copytree(SMALL, folder)
    story = folder / "stories" / "small.toml"
    text = story.read_text("utf-8").replace('["en", "ko"]', '["en", "ar"]')
    text = re.sub(r'^ko = "연은.*$', f'ar = "{TITLE}"', text, flags=re.MULTILINE)
    story.write_text(re.sub(r"^ko = .*\n", "", text, flags=re.MULTILINE), "utf-8")
    return mapgen.build_map(load_catalog(folder), "small", language="ar")


@pytest.fixture(scope="module")
def exported(document: mapgen.MapDocument) -> Exported:
    """Return a function that writes the document in a form, once for all tests."""
    return cache(lambda form: mapgen.export(document, form))


def test_lines_of_the_drawing_run_to_the_left_from_its_right_edge(exported: Exported) -> None:
    root = ET.fromstring(exported("svg"))
    (title,) = root.findall(f"{SVG}g[@id='title']/{SVG}text[@font-size='27']")
    assert (title.get("x"), title.get("text-anchor"), title.text) == ("1028.0", "end", f"\u2068{TITLE}\u2069")
    texts = ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]
    arabic = [text for text in texts if re.search("[ء-ي]", text) and TITLE not in text]
    assert len(arabic) > 5
    assert [text for text in arabic if "\u2067" not in text] == []
    assert [text for text in texts if text.count("\u2069") != sum(map(text.count, "\u2066\u2067\u2068"))] == []


def test_letters_that_join_have_no_space_between_them(exported: Exported) -> None:
    drawing = exported("svg").decode()
    assert 'font-weight="700"' in drawing
    assert "letter-spacing" not in drawing
    with zipfile.ZipFile(io.BytesIO(exported("pptx"))) as deck:
        assert b"spc=" not in deck.read("ppt/slides/slide1.xml")


def test_only_a_page_that_may_run_to_the_left_has_the_styles_for_it(
    document: mapgen.MapDocument, small: Catalog
) -> None:
    pages = [mapgen.export(each, "html") for each in (document, mapgen.build_map(small, "small"))]
    assert [b"[dir=rtl]" in page for page in pages] == [True, False]


def test_the_swatch_of_the_key_is_at_the_right_of_its_words(exported: Exported) -> None:
    root = ET.fromstring(exported("svg"))
    (key,) = root.findall(f"{SVG}g[@id='key']")
    assert [each.get("x") for each in key.iter(f"{SVG}text")][:2] == ["-46", "-46"]
    assert "translate(-34 0)" in [each.get("transform") for each in key.iter(f"{SVG}g")]
    words = next("".join(each.itertext()) for each in key.iter(f"{SVG}text"))
    assert words == "2\u2067\u2068Kite-1\u2069 300–500 كم\u2069"  # the mark comes first: it stands at the left


def test_paragraphs_and_tables_of_slides_run_to_the_left(exported: Exported) -> None:
    deck: Any = pptx.Presentation(io.BytesIO(exported("pptx")))
    for slide in deck.slides:
        own = [each for shape in slide.shapes if shape.shape_type != 6 for each in shape._element.iter(f"{DRAWING}pPr")]
        words = [each for each in own if each.getparent().find(f".//{DRAWING}hlinkClick") is None]
        assert words
        assert {(each.get("rtl"), each.get("algn")) for each in words} == {("1", "r")}
        assert {each.get("algn") for each in own} == {"r"}  # addresses run to the right, in paragraphs of their own
        assert {each.get("rtl") for each in slide._element.iter(f"{DRAWING}tblPr")} <= {"1"}
        notes = slide.notes_slide.notes_text_frame._txBody
        assert {each.get("rtl") for each in notes.iter(f"{DRAWING}pPr")} == {"1"}


def test_the_report_and_the_brief_say_their_direction(document: mapgen.MapDocument) -> None:
    report = pypdf.PdfReader(io.BytesIO(mapgen.export(document, "pdf")))
    assert report.trailer["/Root"]["/ViewerPreferences"]["/Direction"] == "/R2L"  # type: ignore[index]
    brief = mapgen.export(document, "md").decode()
    assert brief.startswith(f'<div dir="rtl">\n\n# \u2068{TITLE}\u2069\n')
    assert brief.endswith("\n</div>\n")


def test_names_in_tables_and_maps_are_without_marks(document: mapgen.MapDocument) -> None:
    rows = list(csv.reader(io.StringIO(mapgen.export(document, "csv", table="sites").decode())))
    features = json.loads(mapgen.export(document, "geojson"))
    assert not [cell for row in rows for cell in row if set(cell) & set(MARKS)]
    assert not set(json.dumps(features, ensure_ascii=False)) & set(MARKS)
    assert features["title"] == TITLE


def test_an_isolate_that_is_cut_into_lines_is_whole_on_each() -> None:
    text = f"See {isolated('א ב ג')} and {isolated('ד')}"
    lines = text.replace("א ב", "א\nב").split("\n")
    assert list(whole_isolates(lines)) == ["See \u2068א\u2069", "\u2068ב ג\u2069 and \u2068ד\u2069"]


def test_the_parts_of_a_reference_have_the_comma_of_the_language(catalog: Catalog) -> None:
    arabic = mapgen.build_map(catalog, "gulf", language="ar")
    drawing = mapgen.export(arabic, "svg").decode()
    assert "\u2068Arms Control Now\u2069، \u206814 مارس 2016\u2069؛ 9 " in drawing
    brief = mapgen.export(arabic, "md").decode()
    assert re.search("\u2068Arms Control Now\u2069، \u20682016\u2069", brief)
    page = mapgen.export(arabic, "html").decode()
    assert '</cite><span data-t="form:comma">، </span><span class="year">2016</span>' in page
    english = mapgen.export(mapgen.build_map(catalog, "gulf", language="en"), "svg").decode()
    assert "Arms Control Now, 14 March 2016; 9 " in english


def test_a_source_in_arabic_is_in_order_in_a_report_that_runs_to_the_right(catalog: Catalog) -> None:
    report = mapgen.export(mapgen.build_map(catalog, "gulf", language="es"), "pdf")
    pages = pypdf.PdfReader(io.BytesIO(report)).pages
    assert "23 de septiembre de 2017. https://amp.dw." in "".join(
        page.extract_text(extraction_mode="layout")
        for page in pages  # as it stands on paper
    )
