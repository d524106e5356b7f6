"""What the reader takes away: links, pictures and data; each file is saved as a reader does it, and opened again."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
import zlib
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest
import shapely
from playwright.sync_api import expect
from resvg_py import svg_to_bytes
from shapely.geometry import shape

import mapgen
from mapgen.page.embed import read_page, snippet
from tests.browser.conftest import READY
from tests.browser.driver import block, choose, run, serious, speak
from tests.effort import THOROUGH

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Frame, Page

    from tests.browser.conftest import AxeViolations, LendingPage, OpenPage
    from tests.conftest import PageFile

SVG = "{http://www.w3.org/2000/svg}"
KML = "{http://www.opengis.net/kml/2.2}"
MISSILE, SITE = "hwasong-11-series", "sinpung-dong"
HOST = '<!doctype html><html lang="en" data-mapgen-ready="true"><title>An article</title><body><h1>An article</h1>{}'
FRAME = '<iframe src="map.html" title="A map" width="900" height="700" {}></iframe>'
CLIPBOARD = "() => { navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }; }"
NO_WIDER = "(box) => box.scrollWidth <= box.clientWidth"
NAMES = "(all) => all.map((each) => each.getAttribute('aria-label'))"
DRAWN = {"svg", "title", "defs", "clipPath", "g", "path", "rect", "circle", "line", "text", "tspan", "textPath"}


def open_box(page: Page | Frame) -> None:
    """Open "Share and save"."""
    page.locator("[data-does='share']:visible").first.click()
    expect(page.locator(".take-box")).to_be_visible()


def save(page: Page, value: str, *, everything: bool = False, frame: Frame | None = None) -> bytes:
    """Save a file with a button of the box, and return what is in it."""
    where = frame or page
    if not where.locator(".take-box[open]").count():
        open_box(where)
    where.locator(f".take-box input[value='{'all' if everything else 'now'}']").check()
    with page.expect_download() as waiting:
        where.locator(f".take-box button[value='{value}']").click()
    return waiting.value.path().read_bytes()


def size_of(png: bytes) -> tuple[int, int]:
    """Return width and height of a PNG."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def is_blank(png: bytes) -> bool:
    """Return whether all rows of a PNG are the same."""
    chunks, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            chunks += png[at + 8 : at + 8 + length]
        at += 12 + length
    width, _ = size_of(png)
    rows = zlib.decompress(chunks)
    step = len(rows) // size_of(png)[1]
    assert step >= width
    return len({rows[start : start + step] for start in range(0, len(rows), step)}) < 20


def words(picture: bytes) -> str:
    """Return all words of a picture in SVG, with single blanks."""
    root = ElementTree.fromstring(picture)
    return " ".join(" ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text")).split())


def rows(content: bytes) -> list[dict[str, str]]:
    """Return the rows of a table."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


# --- Pictures -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("story", "address", "dark"),
    [
        ("hwasong-11", "", False),
        ("hwasong-11", f"from={SITE}", True),
        ("long-range", "lang=ko&from=map", True),
        ("long-range", "lang=ja&pin=-74,40.7", False),
    ],
)
def test_a_picture_says_what_the_page_says(
    story: str, address: str, dark: bool, page_file: PageFile, open_page: OpenPage
) -> None:
    opened = open_page(page_file(story), dark=dark)
    page = opened.page
    choose(page, address)
    said = words(save(page, "SVG"))
    for selector in (".head .kicker", ".head h1", ".head .takeaway"):
        expected = " ".join((page.locator(selector).text_content() or "").split())
        assert re.sub(r"\s", "", expected) in re.sub(r"\s", "", said), selector
    for key in ("story_id", "content_hash"):
        assert (page.locator(f".foot [data-t='{key}']").text_content() or "") in said
    view = ".azimuthal" if page.locator(".azimuthal").is_visible() else ".folium-map"
    for label in page.locator(f"{view} .labels text.of-site").all_text_contents():
        assert label in said
    assert (opened.requests, opened.problems) == ([], [])


def test_a_picture_stands_by_itself(page_file: PageFile, open_page: OpenPage) -> None:
    """It has all that it refers to, and another program draws it."""
    page = open_page(page_file("hwasong-11")).page
    choose(page, f"origin={SITE}&missiles=hwasong-11ga,hwasong-11na&naive=1")
    picture = save(page, "SVG").decode("utf-8")
    root = ElementTree.fromstring(picture)
    names = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert names <= DRAWN
    ids = {element.get("id") for element in root.iter()} - {None}
    linked = set(re.findall(r'(?:href="|url\()#([\w-]+)', picture))
    assert linked <= ids
    styles = {element.get("style") for element in root.iter()} - {None}
    assert all(re.fullmatch(r"mix-blend-mode: \w+;", style or "") for style in styles)
    assert "var(" not in picture
    assert "class=" not in picture
    width, height = map(int, re.findall(r'viewBox="0 0 (\d+) (\d+)"', picture)[0])
    assert size_of(bytes(svg_to_bytes(svg_string=picture))) == (width, height)


@pytest.mark.parametrize(("width", "height", "scale"), [(1000, 640, 2), (390, 844, 4)])
def test_pixels_are_as_many_as_asked(
    width: int, height: int, scale: int, stepless_page: Path, open_page: OpenPage
) -> None:
    opened = open_page(stepless_page, width=width, height=height)
    picture = ElementTree.fromstring(save(opened.page, "SVG"))
    png = save(opened.page, f"PNG {scale}×")
    assert size_of(png) == tuple(scale * int(picture.get(name) or 0) for name in ("width", "height"))
    assert not is_blank(png)
    assert (opened.requests, opened.problems) == ([], [])


def test_a_picture_follows_the_switches(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11")).page
    choose(page, "missiles=hwasong-11ga&hide=us_base&figures=high")
    said = words(save(page, "SVG"))
    assert (page.locator(".takeaway").text_content() or "") in said
    assert (page.locator("[data-kind='us_base'] label").text_content() or "").strip() not in said
    assert "Which figures: Highest only" in said


def test_there_is_no_picture_of_a_map_out_of_sight(stepless_page: Path, open_page: OpenPage) -> None:
    page = open_page(stepless_page, width=390, height=600, address="embed").page
    page.locator(".embed-more").click()
    open_box(page)
    page.locator(".take-box [value='SVG']").click()
    expect(page.locator(".take-status")).to_contain_text("No picture")


# --- Data ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("story", ["hwasong-11", "long-range"])
def test_all_rings_and_citations_are_those_that_the_command_writes(
    story: str, map_documents: dict[str, mapgen.MapDocument], page_file: PageFile, open_page: OpenPage
) -> None:
    page, document = open_page(page_file(story)).page, map_documents[story]
    assert_rings_are_those_written(json.loads(save(page, "ranges GeoJSON", everything=True)), document)
    for value, form in (("sources BibTeX", "bib"), ("sources RIS", "ris")):
        cited = mapgen.export(document, form)
        assert save(page, value, everything=True) == cited
        assert 0 < len(save(page, value)) < len(cited)


def assert_rings_are_those_written(saved: dict[str, Any], document: mapgen.MapDocument) -> None:
    """Check that rings in GeoJSON are those of the command, but for what a pixel does not show."""
    written = json.loads(mapgen.export(document, "geojson"))
    rings = [each for each in written["features"] if each["properties"]["layer"] == "ranges"]
    assert {key: saved[key] for key in ("title", "date", "content_hash")} == {
        "title": document.title,
        "date": document.date,
        "content_hash": document.content_hash,
    }
    assert [each["properties"] for each in saved["features"]] == [each["properties"] for each in rings]
    for mine, theirs in zip(saved["features"], rings, strict=True):
        areas = [shape(each["geometry"]) for each in (mine, theirs)]
        assert areas[0].is_valid, shapely.is_valid_reason(areas[0])
        assert areas[0].symmetric_difference(areas[1]).area < 0.002 * areas[1].area


def test_rings_as_shown_are_those_on_the_map(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11")).page
    every = json.loads(save(page, "ranges GeoJSON", everything=True))["features"]
    unions = [
        each for each in every if each["properties"]["missile"] == MISSILE and each["properties"]["origin"] is None
    ]
    by_bound = {each["properties"]["bound"]: each for each in unions}
    shown = json.loads(save(page, "ranges GeoJSON"))["features"]
    assert {each["properties"]["bound"]: each for each in shown} == by_bound
    choose(page, f"origin={SITE},hodo&figures=low")
    shown = json.loads(save(page, "ranges GeoJSON"))["features"]
    assert [(each["properties"]["origin"], each["properties"]["bound"]) for each in shown] == [
        (SITE, "low"),
        ("hodo", "low"),
    ]
    choose(page, "missiles=")
    assert json.loads(save(page, "ranges GeoJSON"))["features"] == []


AREA = "(areas, rows) => rows.map(([lon, lat, km]) => areas.disc([lon, lat], km))"


@pytest.mark.thorough
def test_areas_are_valid_wherever_a_ring_lies(lending_page: LendingPage) -> None:
    """At the antimeridian, around one pole and both, and where the ring beyond both poles lies on the antimeridian.

    Each longitude meets each latitude and each radius, and these meet each other; `make thorough` meets all three.
    """
    from mapgen.geodesy.rings import range_area

    page = lending_page("hwasong-11")
    asked = [
        (lon, lat, km)
        for x, lon in enumerate((-180, -179.9, -90.5, 0, 10, 127, 179.9, 180))
        for y, lat in enumerate((-90, -60, 0, 39, 89.9))
        for z, km in enumerate((50, 800, 3000, 9000, 13000, 15000, 18000))
        if THOROUGH or (x + y + z) % 5 == 0
    ]
    found = run(page, AREA, "geo/areas.js", given=asked)
    for (lon, lat, km), geometry in zip(asked, found, strict=True):
        area = shape(geometry)
        assert area.is_valid, (lon, lat, km, shapely.is_valid_reason(area))
        true = range_area(lon, lat, max_km=km)
        assert area.symmetric_difference(true).area < 0.005 * true.area + 0.01, (lon, lat, km)
        west, south, east, north = area.bounds
        assert (west, south) >= (-180, -90)
        assert (east, north) <= (180, 90)
        polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        assert all(shapely.LinearRing(polygon[0]).is_ccw for polygon in polygons), (lon, lat, km)


def test_sites_are_saved_in_three_forms(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11")).page
    choose(page, "hide=us_base")
    given = block(page, "sites")["features"]
    for everything in (True, False):
        kept = [each for each in given if everything or (each["geometry"] and each["properties"]["kind"] != "us_base")]
        ids = [each["id"] for each in kept]
        saved = json.loads(save(page, "sites GeoJSON", everything=everything))
        assert [each["id"] for each in saved["features"]] == ids
        assert [each["geometry"] for each in saved["features"]] == [each["geometry"] for each in kept]
        assert [row["site"] for row in rows(save(page, "sites CSV", everything=everything))] == ids
        kml = ElementTree.fromstring(save(page, "sites KML", everything=everything))
        places = [point.text for point in kml.iter(f"{KML}coordinates")]
        positions = [each["geometry"]["coordinates"] for each in kept if each["geometry"]]
        assert places == [f"{lon:g},{lat:g}" for lon, lat in positions]


def test_rings_in_kml_are_areas_and_lines(stepless_page: Path, open_page: OpenPage) -> None:
    """A ring around a pole, which those of the Kite-2 are, is a line: Google Earth fills no area that holds one."""
    page = open_page(stepless_page).page
    kml = ElementTree.fromstring(save(page, "ranges KML", everything=True))
    rings = json.loads(save(page, "ranges GeoJSON", everything=True))["features"]
    marks = list(kml.iter(f"{KML}Placemark"))
    styles = {f"#{style.get('id')}" for style in kml.iter(f"{KML}Style")}
    filled = set()
    for mark, ring in zip(marks, rings, strict=True):
        assert mark.findtext(f"{KML}styleUrl") in styles
        assert mark.find(f".//{KML}LineString") is not None
        if mark.find(f".//{KML}Polygon") is not None:
            filled.add(ring["properties"]["missile"])
    assert filled == {"kite-1"}


@pytest.mark.parametrize("story", ["hwasong-11", "long-range"])
def test_figures_are_a_table(
    story: str, map_documents: dict[str, mapgen.MapDocument], page_file: PageFile, open_page: OpenPage
) -> None:
    """Some are claims of the owner; a missile's only figure sets the limit even if it is not verified."""
    page = open_page(page_file(story)).page
    written = rows(mapgen.export(map_documents[story], "csv", table="ranges"))
    saved = rows(save(page, "ranges CSV", everything=True))
    same = ("missile", "missile_name", "figure", "kind", "sets_limit", "source", "footnote", "publisher", "url")
    assert [[row[name] for name in same] for row in saved] == [[row[name] for name in same] for row in written]
    shown = rows(save(page, "ranges CSV"))
    assert {row["missile"] for row in shown} == set(map_documents[story].selection.shown)


def test_sources_are_csl_json(stepless_page: Path, open_page: OpenPage) -> None:
    page = open_page(stepless_page).page
    given = block(page, "sources")
    assert json.loads(save(page, "sources CSL-JSON", everything=True)) == given
    kinds = {each["properties"]["kind"] for each in block(page, "sites")["features"]}
    choose(page, f"hide={','.join(sorted(kinds))}&figures=1")
    assert json.loads(save(page, "sources CSL-JSON")) == given[:1]


# --- Links --------------------------------------------------------------------------------------------------------


def test_the_link_leads_to_what_is_shown(stepless_page: Path, open_page: OpenPage) -> None:
    page = open_page(stepless_page).page
    page.evaluate(CLIPBOARD)
    choose(page, "origin=north-base&embed")
    open_box(page)
    page.locator(".take-box [value='link']").click()
    expect(page.locator(".take-status")).to_contain_text("Copied.")
    link = page.evaluate("copied")
    assert link == page.url.split("#")[0] + "#origin=north-base"
    expect(page.locator(".take-code")).to_have_text(link)
    expect(page.locator(".take-status")).to_contain_text("send the file along")


def test_the_code_is_that_of_the_command(stepless_page: Path, open_page: OpenPage) -> None:
    page = open_page(stepless_page).page
    page.evaluate(CLIPBOARD)
    choose(page, "origin=north-base")
    open_box(page)
    page.locator(".take-box [value='embed']").click()
    expect(page.locator(".take-status")).to_contain_text("Copied.")
    path = stepless_page
    assert page.evaluate("copied") == snippet(read_page(path), f"{path.name}#origin=north-base")


# --- The box ------------------------------------------------------------------------------------------------------


def test_the_box_is_used_with_keys(stepless_page: Path, open_page: OpenPage) -> None:
    page = open_page(stepless_page).page
    opener = page.locator(".head [data-does='share']")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".take-box")).to_be_visible()
    assert page.evaluate("document.activeElement.closest('.take-box') !== null")
    page.keyboard.press("Escape")
    expect(page.locator(".take-box")).to_be_hidden()
    expect(opener).to_be_focused()


def test_the_box_speaks_the_readers_language_and_fits(
    all_states_page: Path, open_page: OpenPage, axe_violations: AxeViolations
) -> None:
    page = open_page(all_states_page, width=320, height=640).page
    for language in ("en", "ko", "ja", "id"):
        speak(page, language)
        open_box(page)
        box = page.locator(".take-box").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320, language
        assert page.locator(".take-box").evaluate(NO_WIDER), language
        names = page.locator(".take-box dd button").evaluate_all(NAMES)
        assert len(set(names)) == 9, language
        if language == "en":  # in the others only the words differ
            assert serious(axe_violations(page, within=".take-box")) == []
        page.keyboard.press("Escape")


def test_the_opener_adds_no_line_to_the_head(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11"), width=1366, height=768).page
    for language in ("en", "ko", "ja"):
        speak(page, language)
        kicker = page.locator(".head .kicker").bounding_box()
        assert kicker
        assert kicker["height"] < 24, language


# --- Frames -------------------------------------------------------------------------------------------------------


def framed(open_page: OpenPage, folder: Path, path: Path, inner: str) -> tuple[Page, Frame]:
    """Open an article with the map in a frame."""
    (folder / "map.html").write_bytes(path.read_bytes())
    (folder / "host.html").write_text(HOST.format(inner), "utf-8")
    page = open_page(folder / "host.html", width=1100).page
    frame = page.frames[1]
    frame.locator(READY).wait_for(state="attached")
    return page, frame


def test_a_picture_is_saved_from_a_frame_that_allows_it(
    tmp_path: Path, stepless_page: Path, open_page: OpenPage
) -> None:
    inner = FRAME.format('sandbox="allow-scripts allow-downloads allow-popups"')
    page, frame = framed(open_page, tmp_path, stepless_page, inner)
    assert not is_blank(save(page, "PNG 2×", frame=frame))


@pytest.mark.provokes
def test_a_frame_that_allows_no_files_says_so(tmp_path: Path, stepless_page: Path, open_page: OpenPage) -> None:
    page, frame = framed(open_page, tmp_path, stepless_page, FRAME.format('sandbox="allow-scripts"'))
    got: list[Any] = []
    page.on("download", lambda download: got.append(download))
    open_box(frame)
    frame.locator(".take-box [value='SVG']").click()
    expect(frame.locator(".take-status")).to_contain_text("the frame around this map lacks allow-downloads")
    expect(frame.locator(".take-status a")).to_have_attribute("href", re.compile(r"map\.html"))
    frame.locator(".take-close").click()
    frame.locator("#tab-reach").click()
    frame.locator("#pane-reach .save").first.click()
    expect(frame.locator(".frame-note")).to_contain_text("the frame around this map lacks allow-downloads")
    frame.page.keyboard.press("Escape")
    expect(frame.locator(".frame-note")).to_be_hidden()
    assert got == []
