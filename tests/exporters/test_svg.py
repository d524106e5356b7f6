"""The SVG of a map needs no style sheet: other programs than browsers draw it, and it opens in layers."""

from __future__ import annotations

import io
import sys
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image
from resvg_py import svg_to_bytes

import mapgen
from mapgen.errors import MapgenError, UnknownNameError
from mapgen.figure.map import static_map, svg
from mapgen.figure.plain_svg import INKSCAPE, SVG
from mapgen.figure.sizes import sheet_for
from mapgen.figure.stylesheet import Stylesheet
from mapgen.forms.pictures import repacked

if TYPE_CHECKING:
    from collections.abc import Callable

    from mapgen.catalog.model import Catalog

ALLOWED = {"svg", "title", "defs", "clipPath", "g", "rect", "circle", "path", "line", "text", "tspan"}
NO_SIZE = "is no size; write a4, letter, 16:9, square, or pixels such as 1600x1200, no side five times the other"
LAYERS = ["base", "rings", "sites", "labels", "title", "key"]


@pytest.fixture(scope="module")
def document(small_map: mapgen.MapDocument) -> mapgen.MapDocument:
    """Return a map whose rings hold the South Pole and cross the antimeridian."""
    return small_map


@pytest.fixture(scope="module")
def root(small_form: Callable[[str], bytes]) -> ET.Element:
    return ET.fromstring(small_form("svg"))


def picture(content: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    return np.asarray(Image.open(io.BytesIO(content)).convert("RGB"))


def test_only_plain_elements_and_attributes_are_used(root: ET.Element) -> None:
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= ALLOWED
    names = {name for element in root.iter() for name in element.attrib}
    assert not names & {"class", "style", "paint-order", "href"}
    assert not [element for element in root.iter() if "(" in element.get("stroke-dasharray", "")]


def test_the_top_level_groups_are_named_layers(root: ET.Element) -> None:
    groups = [element for element in root if element.tag == f"{SVG}g"]
    assert [group.get("id") for group in groups] == LAYERS
    assert {group.get(f"{INKSCAPE}groupmode") for group in groups} == {"layer"}
    assert [group.get(f"{INKSCAPE}label") for group in groups] == [
        "Base map", "Ranges", "Sites", "Labels", "Title", "Key",
    ]  # fmt: skip


def test_each_label_lies_on_its_halo(root: ET.Element) -> None:
    (labels,) = [group for group in root if group.get("id") == "labels"]
    texts = list(labels.iter(f"{SVG}text"))
    halos, words = texts[::2], texts[1::2]
    assert ["".join(halo.itertext()) for halo in halos] == ["".join(word.itertext()) for word in words]
    assert all(halo.get("stroke") and halo.get("aria-hidden") for halo in halos)
    assert not [word for word in words if word.get("stroke")]


def test_every_ring_site_and_footnote_of_the_figure_is_in_its_layer(
    root: ET.Element, document: mapgen.MapDocument
) -> None:
    figure = static_map(document)
    layers = {group.get("id"): group for group in root if group.tag == f"{SVG}g"}
    lines = [mark for mark in figure.marks if not mark.points]
    assert len(list(layers["rings"].iter(f"{SVG}path"))) == 2 * len(figure.ranges) + len(lines)
    assert len([each for each in layers["sites"].iter(f"{SVG}g") if each.get("transform", "")[:9] == "translate"]) == (
        len(figure.sites) + 1
    )  # and the map's own place on the sheet
    key = "".join(layers["key"].itertext())
    assert "Kite-1 300–500 km2" in key
    assert document.content_hash in key


def test_the_picture_is_that_of_the_figure_with_its_style_sheet(small: Catalog) -> None:
    document = mapgen.build_map(small, "small", missiles=["kite-1"])
    figure = svg(static_map(document)).replace(":is(.ring, .open-edge).ring-1", ".ring.ring-1")  # unknown to resvg
    one = picture(bytes(svg_to_bytes(svg_string=figure)))
    two = picture(bytes(svg_to_bytes(svg_string=mapgen.export(document, "svg").decode())))
    assert one.shape == two.shape
    assert (np.abs(one.astype(int) - two.astype(int)).max(axis=2) > 48).mean() < 0.02


@pytest.mark.parametrize(
    ("size", "width", "height"),
    [("a4", 210 / 25.4, 297 / 25.4), ("letter", 8.5, 11), ("16:9", 16, 9), ("square", 1, 1), ("800x1200", 2, 3)],
)
def test_a_sheet_has_the_proportions_of_its_name(size: str, width: float, height: float) -> None:
    sheet = sheet_for(size)
    assert sheet.width / sheet.height == pytest.approx(width / height, rel=0.005)


@pytest.mark.parametrize("view", ["map", "azimuthal"])
@pytest.mark.parametrize(("size", "width", "height"), [("a4", 210, 297), ("16:9", 16, 9), ("800x1200", 2, 3)])
def test_a_drawing_fills_its_sheet(
    size: str, width: float, height: float, view: str, document: mapgen.MapDocument
) -> None:
    root = ET.fromstring(mapgen.export(document, "svg", size=size, view=view))
    left, top, wide, high = map(float, root.get("viewBox", "").split())
    ratio = max(width, height) / min(width, height)
    assert max(wide, high) / min(wide, high) == pytest.approx(ratio, rel=0.005)
    paper = root.find(f"{SVG}g[@id='base']/{SVG}rect")
    assert paper is not None
    assert [float(paper.get(name, "0")) for name in ("x", "y", "width", "height")] == [left, top, wide, high]


def test_the_view_from_a_site_is_round(document: mapgen.MapDocument) -> None:
    root = ET.fromstring(mapgen.export(document, "svg", view="azimuthal", centre="bay-city"))
    assert root.find(f".//{SVG}clipPath/{SVG}circle") is not None
    assert "Seen from Bay City" in root.findtext(f"{SVG}title", "")


def test_the_text_is_in_fonts_for_its_language(small: Catalog) -> None:
    root = ET.fromstring(mapgen.export(mapgen.build_map(small, "small", language="ko"), "svg"))
    families = [each.get("font-family", "") for each in root.iter(f"{SVG}text")]
    assert all(stack.find(" KR") < stack.find(" JP") for stack in families)
    assert not [stack for stack in families if "system-ui" in stack]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"size": "a9"}, f"--size a9: {NO_SIZE}"),
        ({"size": "100x9000"}, f"--size 100x9000: {NO_SIZE}"),
        ({"view": "globe"}, "--view globe: is none; write map or azimuthal"),
        ({"centre": "bay-city"}, "--from bay-city: the map is not drawn from one site; add --view azimuthal"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_said(options: dict[str, str], message: str, document: mapgen.MapDocument) -> None:
    with pytest.raises(MapgenError) as caught:
        mapgen.export(document, "svg", **options)
    assert str(caught.value) == message


def test_an_unknown_centre_is_answered_with_the_known_ones(document: mapgen.MapDocument) -> None:
    with pytest.raises(UnknownNameError, match="unknown drawn site 'bay'"):
        mapgen.export(document, "svg", view="azimuthal", centre="bay")


def test_the_picture_keeps_each_pixel_in_fewer_bytes(small_form: Callable[[str], bytes]) -> None:
    drawn = bytes(svg_to_bytes(svg_string=small_form("svg").decode(), width=600, skip_system_fonts=True))
    smaller = repacked(drawn)
    assert (picture(smaller) == picture(drawn)).all()
    assert len(smaller) < 0.75 * len(drawn)


def test_the_picture_has_the_width_that_is_asked_for(root: ET.Element, document: mapgen.MapDocument) -> None:
    assert picture(mapgen.export(document, "png", width=300)).shape[1] == 300
    natural = float(root.get("width", ""))
    assert picture(mapgen.export(document, "png", scale=0.25)).shape[1] == natural // 4


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"width": 8}, "--width 8: a picture is between 16 and 10,000 pixels wide"),
        ({"scale": 9.0}, "--scale 9: a scale is between 0.05 and 8"),
        ({"scale": float("nan")}, "--scale nan: a scale is between 0.05 and 8"),
        ({"width": 800, "scale": 2.0}, "--width and --scale: both say how large the picture is; leave one out"),
    ],
)
def test_a_picture_of_no_size_is_refused(options: dict[str, float], message: str, document: mapgen.MapDocument) -> None:
    with pytest.raises(MapgenError) as caught:
        mapgen.export(document, "png", **options)
    assert str(caught.value) == message


def test_without_resvg_the_way_to_install_it_is_said(
    document: mapgen.MapDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    with pytest.raises(MapgenError) as caught:
        mapgen.export(document, "png")
    assert str(caught.value) == (
        "a .png file is drawn with resvg-py, which is not installed; install it beside mapgen: "
        "pip install 'mapgen[briefing]'"
    )


@pytest.mark.parametrize(
    ("tag", "style", "around", "expected"),
    [
        ("path", "ring high", (), {"stroke": "red", "stroke-width": "2"}),
        ("path", "edge high", (), {"stroke": "blue"}),
        ("text", "", ("key",), {"font-weight": "400", "font-style": "normal", "font-size": "13", "font-family": "A"}),
        ("text", "sea", ("key",), {"font-weight": "700", "font-style": "italic", "font-size": "9", "font-family": "B"}),
        ("path", "kind-a.b", (), {"fill": "green"}),
    ],
)
def test_the_more_exact_rule_of_a_sheet_holds(
    tag: str, style: str, around: tuple[str, ...], expected: dict[str, str]
) -> None:
    stylesheet = Stylesheet(
        ".ring { stroke: blue; stroke-width: 2px } :is(.ring, .edge).high { stroke: blue; } .ring.high { stroke: red }"
        " .key text.sea { font: italic 700 9px B } .key text { font: 13px A } .kind-a\\.b { fill: green; }"
    )
    assert stylesheet.paint(tag, style, around) == expected


def test_only_the_title_is_said_to_be_korean(catalog: Catalog) -> None:
    """A browser would give the letters wider spaces than other programs do."""
    drawing = mapgen.export(mapgen.build_map(catalog, "hwasong-11", language="ko"), "svg").decode()
    root = ET.fromstring(drawing)
    assert root.get("lang") is None
    assert [each.tag for each in root.iter() if each.get("lang") == "ko"] == [f"{SVG}title"]
    japanese = ET.fromstring(mapgen.export(mapgen.build_map(catalog, "hwasong-11", language="ja"), "svg"))
    assert japanese.get("lang") == "ja"  # says which forms Han letters have
