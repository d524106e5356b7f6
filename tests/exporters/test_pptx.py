"""The slides of a map are whole, editable, described, and say what the document says; read with python-pptx."""

from __future__ import annotations

import io
import os
import re
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pptx
import pytest
import shapely
from pptx.util import Inches

import mapgen
from mapgen.errors import MapgenError
from mapgen.slides.symbol import polygons

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mapgen.catalog.model import Catalog

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def opened(content: bytes) -> Any:
    return pptx.Presentation(io.BytesIO(content))


def every(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        yield shape
        if hasattr(shape, "shapes"):
            yield from every(shape.shapes)


def texts(slide: Any) -> str:
    frames = [shape.text_frame.text for shape in every(slide.shapes) if shape.has_text_frame]
    cells = [cell.text_frame.text for s in slide.shapes if s.has_table for row in s.table.rows for cell in row.cells]
    return "\n".join(frames + cells)


@pytest.fixture(scope="module")
def document(small_map: mapgen.MapDocument) -> mapgen.MapDocument:
    """Return a map whose rings hold the South Pole and cross the antimeridian."""
    return small_map


@pytest.fixture(scope="module")
def content(small_form: Callable[[str], bytes]) -> bytes:
    return small_form("pptx")


@pytest.fixture(scope="module")
def deck(content: bytes) -> Any:
    return opened(content)


def test_the_slides_are_wide_and_in_the_order_of_a_briefing(deck: Any) -> None:
    assert deck.slide_width * 9 == deck.slide_height * 16
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles == ["How far the kites fly", "North base", "Ranges", "Reach", "Sources"]


def test_each_ring_symbol_and_label_is_one_named_shape(deck: Any) -> None:
    names = [shape.name for shape in every(deck.slides[0].shapes)]
    for name in ("Kite-1, 300 km", "Kite-1, 500 km", "Kite-2, 5,500 km", "Kite-2, 6,100 km", "Land", "Sea"):
        assert names.count(name) == 1
    assert "Bay City" in names


def test_a_band_is_one_shape_with_its_hole(deck: Any) -> None:
    (band,) = [shape for shape in every(deck.slides[1].shapes) if shape.name == "Kite-1, 500 km, area"]
    moves = band._element.findall(f".//{DRAWING}moveTo")
    assert len(moves) == 2
    assert not [element.tag for element in band._element.iter(f"{DRAWING}arcTo", f"{DRAWING}cubicBezTo")]


def test_a_ring_of_the_azimuthal_view_has_its_radius(deck: Any) -> None:
    shapes = {shape.name: shape for shape in every(deck.slides[1].shapes)}
    unit = shapes["Sea"].width / (2 * 8000)  # the view ends at 8,000 km
    for name, km in (("Kite-1, 300 km", 300), ("Kite-2, 6,100 km", 6100)):
        assert shapes[name].width / 2 / unit == pytest.approx(km, abs=0.5)


def test_no_line_breaks_between_a_number_and_its_unit(deck: Any) -> None:
    words = "\n".join(map(texts, deck.slides))
    assert "300–500\u00a0km" in words
    assert [line for line in words.split("\n") if re.search(r"\d km\b", line) and "±" in line] == []


def test_what_means_something_is_described_and_the_rest_is_decoration(deck: Any) -> None:
    for slide in deck.slides:
        for shape in every(slide.shapes):
            properties = shape._element._nvXxPr.cNvPr
            assert bool(properties.get("descr")) != bool(list(properties.iter(DECORATIVE))), shape.name
    (ring,) = [shape for shape in every(deck.slides[0].shapes) if shape.name == "Kite-1, 500 km"]
    described = ring._element._nvXxPr.cNvPr.get("descr")
    assert described == "Kite-1, 500 km; reported: sources place it at every site; Sources: 2"


def test_ids_are_not_used_twice_on_a_slide(deck: Any) -> None:
    for slide in deck.slides:
        ids = [shape.shape_id for shape in every(slide.shapes)]
        assert len(ids) == len(set(ids))


def test_figures_and_answers_are_tables_of_text(deck: Any) -> None:
    figures, reach = deck.slides[2], deck.slides[3]
    assert "Ministry of Defence, Island News, 2025 1 “flew about 420 kilometres”" in texts(figures)
    assert "Bay City" in texts(reach)
    assert "beyond every figure" in texts(reach)


def test_the_notes_of_each_slide_name_its_sources(deck: Any, document: mapgen.MapDocument) -> None:
    notes = [slide.notes_slide.notes_text_frame.text for slide in deck.slides]
    assert "[2] The bases of an island. Institute of Islands, 3 May 2024. https://example.org/small-report" in notes[0]
    assert "[3] A. Berg." in notes[2]
    assert all(document.content_hash in note for note in notes)


def test_the_sources_are_numbered_and_linked(deck: Any, document: mapgen.MapDocument) -> None:
    slide = deck.slides[4]
    links = [
        run.hyperlink.address
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.hyperlink.address
    ]
    assert links == [source.url for source in document.selection.cited]


def test_words_carry_their_language_and_an_east_asian_font(small: Catalog) -> None:
    deck = opened(mapgen.export(mapgen.build_map(small, "small", language="ko"), "pptx"))
    assert deck.slides[0].shapes.title.text_frame.text == "연은 얼마나 멀리 나는가"
    runs = list(deck.slides[0]._element.iter(f"{DRAWING}rPr"))
    assert {"ko-KR"} <= {run.get("lang") for run in runs} <= {"ko-KR", "en-US"}
    assert {each.get("typeface") for run in runs for each in run.iter(f"{DRAWING}ea")} == {"Malgun Gothic"}


def test_outlines_that_cross_themselves_are_mended(catalog: Catalog) -> None:
    deck = opened(mapgen.export(mapgen.build_map(catalog, "gulf", language="ar"), "pptx"))
    groups = [shape for slide in deck.slides for shape in slide.shapes if hasattr(shape, "shapes")]
    assert "Land" in {shape.name for group in groups for shape in group.shapes}


def test_the_properties_are_ours(deck: Any, document: mapgen.MapDocument) -> None:
    properties = deck.core_properties
    assert (properties.author, properties.last_modified_by, properties.title) == ("mapgen", "mapgen", document.title)
    assert document.content_hash in properties.keywords
    assert properties.created.isoformat()[:10] == document.date


def test_every_file_in_it_has_the_fixed_date(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_template_gives_its_size_and_layouts_and_loses_its_slides(
    document: mapgen.MapDocument, tmp_path: Path
) -> None:
    template = pptx.Presentation()
    template.slide_width, template.slide_height = Inches(10), Inches(7.5)
    template.slides.add_slide(template.slide_layouts[0]).shapes.title.text = "Old"
    template.save(str(tmp_path / "house.pptx"))
    deck = opened(mapgen.export(document, "pptx", template=tmp_path / "house.pptx"))
    assert (deck.slide_width, deck.slide_height) == (Inches(10), Inches(7.5))
    assert deck.slides[0].shapes.title.text_frame.text == "How far the kites fly"
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width


def refusal(document: mapgen.MapDocument, path: Path) -> str:
    """Return what is said of a template, without its name."""
    with pytest.raises(MapgenError) as caught:
        mapgen.export(document, "pptx", template=path)
    assert str(caught.value).startswith(f"--template {path}: ")
    return str(caught.value).removeprefix(f"--template {path}: ")


DAMAGED = "is no PowerPoint file, or a damaged one; open it in PowerPoint, and save it as .pptx"


def test_a_template_that_is_no_presentation_is_refused(document: mapgen.MapDocument, tmp_path: Path) -> None:
    path = tmp_path / "house.pptx"
    for content in (b"", b"not a zip", zipped_nothing()):
        path.write_bytes(content)
        assert refusal(document, path) == DAMAGED


def test_a_template_that_cannot_be_read_is_named_with_the_reason(document: mapgen.MapDocument, tmp_path: Path) -> None:
    advice = "check the path and its permissions"
    assert refusal(document, tmp_path / "none.pptx") == f"cannot be read: No such file or directory; {advice}"
    assert refusal(document, tmp_path) == f"cannot be read: Is a directory; {advice}"


def test_a_pipe_or_a_device_is_no_template(document: mapgen.MapDocument, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pptx")
    for path in (tmp_path / "pipe.pptx", Path("/dev/zero")):
        assert refusal(document, path) == "is a pipe or a device, not a file; save its content as a file"


def altered(change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Return python-pptx's own template with its parts changed, or left out for None."""
    written, made = io.BytesIO(), io.BytesIO()
    pptx.Presentation().save(written)
    with zipfile.ZipFile(written) as held, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as into:
        for name in held.namelist():
            if (part := change(name, held.read(name))) is not None:
                into.writestr(name, part)
    return made.getvalue()


@pytest.mark.parametrize(
    "part",
    [
        "[Content_Types].xml", "_rels/.rels", "ppt/presentation.xml", "ppt/_rels/presentation.xml.rels",
        "ppt/slideLayouts/", "ppt/slideMasters/", "ppt/slideMasters/slideMaster1.xml",
    ],
)  # fmt: skip
@pytest.mark.parametrize("content", [None, b"", b"<a/>"])
def test_a_damaged_template_is_refused_in_words(
    part: str, content: bytes | None, document: mapgen.MapDocument, tmp_path: Path
) -> None:
    path = tmp_path / "house.pptx"
    path.write_bytes(altered(lambda name, held: content if name.startswith(part) else held))
    assert refusal(document, path) == DAMAGED


def test_a_template_that_would_unpack_to_far_more_than_its_size_is_refused(
    document: mapgen.MapDocument, tmp_path: Path
) -> None:
    path = tmp_path / "house.pptx"
    path.write_bytes(altered(lambda name, held: held + b" " * 30_000_000 if name == "docProps/app.xml" else held))
    assert refusal(document, path) == (
        "holds 'docProps/app.xml', which unpacks to over 200 times its size; export it again"
    )


@pytest.mark.parametrize("width", ["1", "99999999"])
def test_slides_of_no_size_of_paper_are_refused(width: str, document: mapgen.MapDocument, tmp_path: Path) -> None:
    path = tmp_path / "house.pptx"
    path.write_bytes(altered(lambda _, held: held.replace(b'cx="9144000" cy=', f'cx="{width}" cy='.encode())))
    assert refusal(document, path) == (
        "has slides of another size than PowerPoint's; give them sides of 1 to 56 inches"
    )


def zipped_nothing() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("a.txt", "a")
    return content.getvalue()


def test_without_python_pptx_the_way_to_install_it_is_said(
    document: mapgen.MapDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pptx", None)
    with pytest.raises(MapgenError) as caught:
        mapgen.export(document, "pptx")
    assert str(caught.value) == (
        "a .pptx file is written with python-pptx, which is not installed; install it beside mapgen: "
        "pip install 'mapgen[briefing]'"
    )


@pytest.mark.parametrize(
    ("path", "area"),
    [("M0-6.6 6.4 5H-6.4Z", 74.24), ("M-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0Z", 78.3), ("M0-5a5 5 0 0 1 5 5L0 0Z", 19.6)],
)
def test_a_symbol_is_flattened_into_its_area(path: str, area: float) -> None:
    flat = polygons(path)
    assert flat.area == pytest.approx(area, rel=0.005)
    assert shapely.is_valid(flat)
