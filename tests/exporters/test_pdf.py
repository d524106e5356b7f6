"""The PDF of a map is tagged, linked, in reading order, and says what the document says; read with pypdf."""

from __future__ import annotations

import io
import re
import sys
import zlib
from typing import TYPE_CHECKING, Any

import pypdf
import pytest

import mapgen
from mapgen.errors import MapgenError
from mapgen.exporters import pdf
from mapgen.forms.cff import without_hints
from mapgen.forms.pdf_objects import packed

if TYPE_CHECKING:
    from collections.abc import Callable

    from mapgen.catalog.model import Catalog


@pytest.fixture(scope="module")
def document(small_map: mapgen.MapDocument) -> mapgen.MapDocument:
    """Return a map whose rings hold the South Pole and cross the antimeridian."""
    return small_map


@pytest.fixture(scope="module")
def content(small_form: Callable[[str], bytes]) -> bytes:
    return small_form("pdf")


@pytest.fixture(scope="module")
def reader(content: bytes) -> Any:
    return pypdf.PdfReader(io.BytesIO(content))


def words(reader: Any) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_the_text_comes_in_the_order_in_which_it_is_read(reader: Any, document: mapgen.MapDocument) -> None:
    text = words(reader)
    parts = [
        "How far the kites fly",
        "As known on 30 June 2025",
        "The Kite-1 flew in a test.",
        "Ranges",
        "a range of 300 to 500 kilometres",
        "Reach",
        "beyond every figure",
        "Sources",
        "The bases of an island. Institute of Islands, 3 May 2024.",
        document.content_hash,
    ]
    places = [text.rindex(part) if part == parts[-1] else text.index(part) for part in parts]
    assert places == sorted(places)


def test_it_is_tagged_with_its_language_and_the_words_for_its_picture(reader: Any) -> None:
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid" in root["/Metadata"].get_data()
    (figure,) = [each for each in elements(root["/StructTreeRoot"]) if each.get("/S") == "/Figure"]
    assert "Kite-1: 300–500 km, reported" in figure["/Alt"]


def elements(node: Any) -> list[Any]:
    held = node.get("/K", [])
    children = held.get_object() if hasattr(held, "get_object") else held
    found = [node]
    for child in children if isinstance(children, list) else [children]:
        each = child.get_object()
        if isinstance(each, dict):
            found += elements(each)
    return found


def test_every_source_is_linked(reader: Any, document: mapgen.MapDocument) -> None:
    actions = [note.get_object().get("/A") for page in reader.pages for note in page.get("/Annots", [])]
    links = {action["/URI"] for action in actions if action and "/URI" in action}
    assert links == {source.url for source in document.selection.cited}


def test_its_properties_are_ours(reader: Any, document: mapgen.MapDocument) -> None:
    assert (reader.metadata.title, reader.metadata.author) == (document.title, "mapgen")
    assert document.content_hash in reader.metadata["/Keywords"]


def test_it_is_written_on_letter_paper_on_request(document: mapgen.MapDocument) -> None:
    page = pypdf.PdfReader(io.BytesIO(mapgen.export(document, "pdf", size="letter"))).pages[0]
    assert (float(page.mediabox.width), float(page.mediabox.height)) == (612, 792)


def test_other_sizes_are_refused(document: mapgen.MapDocument) -> None:
    with pytest.raises(MapgenError) as caught:
        mapgen.export(document, "pdf", size="square")
    assert str(caught.value) == "--size square: a .pdf file is written on a4 or letter"


def test_a_language_is_set_in_its_own_letters(small: Catalog) -> None:
    written: Any = pypdf.PdfReader(io.BytesIO(mapgen.export(mapgen.build_map(small, "small", language="ko"), "pdf")))
    assert "연은 얼마나 멀리 나는가" in words(written)
    fonts = {str(font.get_object()["/BaseFont"]) for font in written.pages[0]["/Resources"]["/Font"].values()}
    assert [name for name in fonts if "CJKkr" in name]
    assert not [name for name in fonts if "CJKjp" in name]


def test_letters_that_no_font_has_are_said_with_a_package(small: Catalog) -> None:
    korean = mapgen.build_map(small, "small", language="ko")
    with pytest.raises(MapgenError) as caught:
        pdf._fonts(korean, {"DejaVu Sans"})
    assert str(caught.value) == (
        "no font of the theme that is installed here has the letters of ko; install one, e.g. Noto Sans CJK "
        "(on Debian and Ubuntu the package fonts-noto-cjk)"
    )


def test_without_typst_the_way_to_install_it_is_said(
    document: mapgen.MapDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MapgenError) as caught:
        mapgen.export(document, "pdf")
    assert str(caught.value) == (
        "a .pdf file is set with typst, which is not installed; install it beside mapgen: "
        "pip install 'mapgen[briefing]'"
    )


def test_packing_keeps_every_object(
    content: bytes, monkeypatch: pytest.MonkeyPatch, document: mapgen.MapDocument
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(pdf, "packed", lambda given, decimals: (asked.append(decimals), given)[1])  # type: ignore[func-returns-value]
    plain = mapgen.export(document, "pdf")
    assert packed(plain, *asked) == content
    assert len(content) < 0.8 * len(plain)
    before, after = (pypdf.PdfReader(io.BytesIO(each)) for each in (plain, packed(plain, 9)))
    count = int(re.findall(rb"xref\n0 (\d+)", plain)[0])
    for number in range(1, count):
        one, two = (reader.get_object(pypdf.generic.IndirectObject(number, 0, reader)) for reader in (before, after))
        assert plainly(one) == plainly(two)


def test_numbers_are_shortened_outside_matrices_and_strings() -> None:
    matrix = b"q 0.52217156 0 0 -0.5221716 88.769165 587.0342 cm "
    drawn = matrix + b".98039216 scn 12.34567 7.0004 l (1.23456\\)2.34567) Tj S\nQ"
    data = zlib.compress(drawn)
    file = b"%%PDF-1.7\n1 0 obj\n<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream\nendobj\n" % (len(data), data)
    table = b"xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n"
    whole = file + table + b"trailer\n<</Size 2>>\nstartxref\n%d\n%%%%EOF" % len(file)
    stream = re.findall(rb"stream\n(.*?)\nendstream", packed(whole, 2), re.DOTALL)[0]
    assert zlib.decompress(stream) == (matrix + b"0.98 scn 12.35 7 l (1.23456\\)2.34567) Tj S\nQ")


def plainly(value: Any) -> Any:
    """Return an object of a PDF without the reader that it belongs to."""
    if isinstance(value, pypdf.generic.IndirectObject):
        return value.idnum
    if isinstance(value, pypdf.generic.StreamObject):
        data = without_hints(value.get_data()) if value.get("/Subtype") == "/CIDFontType0C" else value.get_data()
        return re.sub(rb"-?\d*\.?\d+", lambda number: b"%.4f" % (round(float(number[0]), 4) or 0.0), data)
    if isinstance(value, dict):
        return {key: plainly(each) for key, each in value.items()}
    return [plainly(each) for each in value] if isinstance(value, list) else value


def test_another_file_is_not_packed() -> None:
    assert packed(b"%PDF-1.7 nothing") == b"%PDF-1.7 nothing"
