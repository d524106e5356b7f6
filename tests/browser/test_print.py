"""On paper: a landscape page with the map as seen, its key and what is switched on; a second one with the rest."""

from __future__ import annotations

import io
import re
import unicodedata
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.browser.driver import MAP, limits, pick, run, speak
from tests.effort import THOROUGH
from tools.label_truth import SETTLE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from mapgen.document.compose import MapDocument
    from tests.browser.conftest import OpenPage
    from tests.conftest import PageFile

PAPERS = {"A4": (297, 210), "Letter": (279.4, 215.9)}  # landscape, in mm
MM_PER_POINT = 25.4 / 72
RADICALS = str.maketrans({"⻑": "長", "⻄": "西", "⻘": "青", "⻯": "竜"})  # Unicode does not fold these back
CONTROLS = ("origin", "print", "skip", "find", "any_answer", "which_source", "show_rings")
PRINT = "(name) => dispatchEvent(new Event(name))"
VIEW = f"""() => {{
  const map = {MAP};
  const bounds = map.getBounds();
  return {{
    places: [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth(), map.getZoom()],
    rest: [map.options.minZoom, map.options.zoomSnap, String(map.options.maxBounds), location.hash,
           [...document.querySelector(".page").children].map((child) => child.className).join()],
  }};
}}"""
# The drawings, which are most of what a PDF holds, but for the names of sites, which say what part of the map is shown.
HIDE_DRAWINGS = """() => {
  const sheet = new CSSStyleSheet();
  const names = ".labels .of-site { visibility: visible; stroke: none; }";
  sheet.replaceSync(`@media print { svg { visibility: hidden; } ${names} }`);
  document.adoptedStyleSheets.push(sheet);
}"""
BOX = "(element) => element.getBoundingClientRect().toJSON()"
BACKGROUND = "getComputedStyle(document.body).backgroundColor"


def printed(page: Page, paper: str) -> PdfReader:
    """Print as the browser's own dialog does, without drawings, which take a second to read."""
    page.evaluate(HIDE_DRAWINGS)
    return PdfReader(io.BytesIO(page.pdf(format=paper, landscape=True)))


def squeezed(text: str) -> str:
    """Return the letters and digits of a text, small and without variants: a PDF has its own blanks and dots."""
    plain = unicodedata.normalize("NFKC", text.translate(RADICALS)).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def words(pdf: PdfReader) -> str:
    """Return the text of every page."""
    return squeezed("".join(page.extract_text() for page in pdf.pages))


def texts_expected(document: MapDocument, language: str) -> Iterator[str]:
    """Write what must be on the sheet: title, day, and of what is switched on the name, band and publications."""
    selection = document.selection

    def say(key: str) -> str:
        return document.texts[language].get(key) or document.texts["en"][key]

    yield say("title")
    yield say("ui:as_of")
    for missile in selection.missiles:
        if missile.id in selection.shown:
            yield say(f"missile:{missile.id}")
            yield say(f"band:{missile.id}")
            for figure in missile.ranges:
                yield figure.quote or ""
                source = selection.sources[figure.source]
                yield source.title or ""
                yield source.container_title or source.publisher or ""
    for kind in {site.kind for site in selection.origins}:
        yield say(f"kind:{kind}")


PRINTS = [
    ("hwasong-11", {"en": "A4", "ja": "Letter"}),
    ("long-range", {"id": "Letter", "ko": "A4"}),
    *([("hwasong-11", {"id": "A4", "ko": "Letter"}), ("long-range", {"en": "Letter", "ja": "A4"})] if THOROUGH else []),
]


@pytest.mark.thorough
@pytest.mark.parametrize(("story", "papers"), PRINTS)
def test_two_pages_at_most_on_either_paper_in_every_language(
    story: str, papers: dict[str, str], page_file: PageFile, open_page: OpenPage, map_documents: dict[str, MapDocument]
) -> None:
    """Each language is printed once, each story and each paper twice."""
    page, document = open_page(page_file(story), dark=True).page, map_documents[story]
    for language, paper in papers.items():
        speak(page, language)
        pdf = printed(page, paper)
        assert len(pdf.pages) <= 2, (language, paper)
        box = pdf.pages[0].mediabox
        assert (box.width * MM_PER_POINT, box.height * MM_PER_POINT) == pytest.approx(PAPERS[paper], abs=1)
        found = words(pdf)
        for text in texts_expected(document, language):
            assert squeezed(text) in found, (language, paper, text)
        for key in CONTROLS:
            assert squeezed(document.texts[language][f"ui:{key}"]) not in found, (language, paper, key)
    expect(page.locator(".sheet")).to_have_count(0)


@pytest.mark.thorough
@pytest.mark.parametrize("story", ["hwasong-11", *(["long-range"] if THOROUGH else [])])
def test_sheet_follows_the_choice_and_the_rest_follows_it(story: str, page_file: PageFile, open_page: OpenPage) -> None:
    """With every missile on, the first page has no room for all their figures: the rest follows."""
    page = open_page(page_file(story)).page
    page.locator("[data-does='every'][value='all']").click()
    page.evaluate(PRINT, "beforeprint")
    sheet = page.locator(".sheet")
    switches = page.locator(".key [data-does='missile']").count()
    expect(sheet.locator(".sheet-key [data-missile]")).to_have_count(switches)
    figures, shown = page.locator("#pane-ranges tbody tr").count(), sheet.locator(".sheet-figures > li").count()
    assert 0 < shown < figures
    expect(page.locator(".sheet-second .sheet-figures > li")).to_have_count(figures - shown)
    headings = page.locator(".sheet-second h2 ~ h3").count()
    assert headings == page.locator(".sheet-second .sheet-reach").count() > 1
    page.evaluate(PRINT, "afterprint")
    page.locator("[data-does='every'][value='none']").click()
    page.locator("[data-does='missile']").first.check()
    page.evaluate(PRINT, "beforeprint")
    expect(sheet.locator(".sheet-key [data-missile]")).to_have_count(1)


@pytest.mark.thorough
@pytest.mark.parametrize("language", ["ko", *(["en"] if THOROUGH else [])])
def test_sheet_says_which_figures_it_shows_and_of_what_day(
    language: str, page_file: PageFile, open_page: OpenPage, map_documents: dict[str, MapDocument]
) -> None:
    """Map, key and figures follow the reader's switches, which are named below the map."""
    page = open_page(page_file("hwasong-11")).page
    speak(page, language)
    document = map_documents["hwasong-11"]
    texts, lowest = document.texts[language], limits(document, "hwasong-11-series", language)[0]
    sheet = page.locator(".sheet")
    pick(page, "figures", "low")
    page.evaluate(PRINT, "beforeprint")
    expect(sheet.locator(".sheet-map > .sub")).to_have_text(f"{texts['ui:figures'].rstrip('?')}: {texts['ui:lowest']}")
    expect(sheet.locator(".sheet-key [data-missile] .value")).to_contain_text(lowest)
    expect(sheet.locator(".sheet-missile .band")).to_have_text(lowest)
    page.evaluate(PRINT, "afterprint")
    year = max(run(page, "(bands) => bands.years()", "rules/bands.js")) - 1
    by_then = texts["ui:by_end_of"].replace("{year}", str(year))
    pick(page, "figures", "band")
    pick(page, "as-of", str(year))
    page.locator("[data-does='missile'][value='hwasong-11ga']").check()
    page.evaluate(PRINT, "beforeprint")
    expect(sheet.locator(".sheet-map > .sub")).to_have_text(f"{texts['ui:reported_by']}: {by_then}")
    expect(sheet.locator(".kicker")).to_have_text(texts["ui:as_of_year"].replace("{year}", str(year)))
    years = sheet.locator(".sheet-figures .year").all_text_contents()
    assert years
    assert all(int(each) <= year for each in years)


def test_each_mark_on_the_sheet_has_its_source_there(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("long-range")).page
    page.evaluate(PRINT, "beforeprint")
    for sheet in page.locator(".sheet, .sheet-second").all():
        marks = {int(mark) for mark in sheet.locator("sup a").all_text_contents()}
        listed = sheet.locator(".sheet-sources > li").evaluate_all("(all) => all.map((entry) => entry.value)")
        assert sorted(marks) == listed


def test_paper_is_light_and_the_page_is_whole_again_afterwards(stepless_page: Path, open_page: OpenPage) -> None:
    page = open_page(stepless_page, dark=True).page
    page.locator("#tab-sites").click()
    page.locator("details.site summary").first.click()
    page.locator(".theme").focus()
    before = page.evaluate(VIEW)
    page.evaluate(PRINT, "beforeprint")
    page.emulate_media(media="print")
    assert page.evaluate(BACKGROUND) == "rgb(255, 255, 255)"
    expect(page.locator(".sheet .folium-map")).to_be_visible()
    expect(page.locator(".page")).to_be_hidden()
    page.emulate_media(media="screen")
    page.evaluate(PRINT, "afterprint")
    after = page.evaluate(VIEW)
    assert after["places"] == pytest.approx(before["places"], abs=0.02)  # Leaflet keeps whole pixels
    assert after["rest"] == before["rest"]
    expect(page.locator(".theme")).to_be_focused()
    expect(page.locator("details.site[open]")).to_have_count(1)


def assert_map_is_printed(page: Page) -> None:
    """Check that the sheet shows the map, with the outer ring whole and large, and put the sheet away."""
    page.evaluate(PRINT, "beforeprint")
    rim = page.locator(".sheet .folium-map").evaluate(BOX)
    ring = page.locator(".sheet .folium-map path.ring.high").first.evaluate(BOX)
    assert rim["left"] < ring["left"] < ring["right"] < rim["right"]
    assert rim["top"] < ring["top"] < ring["bottom"] < rim["bottom"]
    assert ring["height"] > 0.4 * rim["height"]
    page.evaluate(PRINT, "afterprint")


def test_the_map_is_printed_from_a_narrow_page(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11"), width=899, height=480).page
    assert_map_is_printed(page)


def test_the_map_is_printed_from_a_frame_of_every_width(page_file: PageFile, open_page: OpenPage) -> None:
    """And where the key gets shorter, its place is the map's."""
    page = open_page(page_file("hwasong-11"), width=1280, height=480, address="embed").page
    assert_map_is_printed(page)
    page.set_viewport_size({"width": 360, "height": 480})
    page.evaluate(SETTLE)
    assert_map_is_printed(page)
    page.set_viewport_size({"width": 360, "height": 700})
    page.evaluate(SETTLE)
    before = page.evaluate(f"{MAP}.getSize().y")
    page.locator(".embed-key").evaluate("(key) => { key.style.height = '200px'; }")
    page.wait_for_function(f"() => {MAP}.getSize().y === document.querySelector('.folium-map').clientHeight")
    assert page.evaluate(f"{MAP}.getSize().y") != before


@pytest.mark.thorough
@pytest.mark.parametrize("language", ["ja", *(["id"] if THOROUGH else [])])
def test_the_map_is_printed_as_it_is_seen(
    language: str, page_file: PageFile, open_page: OpenPage, map_documents: dict[str, MapDocument]
) -> None:
    """No less of it, in the reader's language, with the rings and the figures that the reader chose."""
    page = open_page(page_file("hwasong-11")).page
    page.evaluate("location.hash = 'at=38.50,127.00,6&origin=sinpung-dong&figures=low'")
    page.wait_for_function(f"{MAP}.getZoom() === 6")
    speak(page, language)
    seen = page.evaluate(VIEW)["places"]
    page.evaluate(PRINT, "beforeprint")
    west, south, east, north, _ = page.evaluate(VIEW)["places"]
    assert west <= seen[0] + 0.02
    assert south <= seen[1] + 0.02
    assert east >= seen[2] - 0.02
    assert north >= seen[3] - 0.02
    expect(page.locator(".sheet .ring.faint")).not_to_have_count(0)
    texts = map_documents["hwasong-11"].texts
    labels = page.locator(".sheet .labels .of-site").all_text_contents()
    named = {texts[language].get(key, text) for key, text in texts["en"].items() if key.startswith("label:")}
    assert len(labels) > 5
    assert set(labels) <= named
    page.evaluate(PRINT, "afterprint")
    found = words(printed(page, "A4"))
    assert [label for label in labels if squeezed(label) not in found] == []
    assert squeezed(texts[language]["ui:lowest"]) in found


@pytest.mark.parametrize("width", [400, 1000, 1440])
def test_on_paper_the_map_has_the_size_to_which_it_was_fitted(
    width: int, stepless_page: Path, open_page: OpenPage
) -> None:
    """Whatever the width of the window: paper has its own."""
    page = open_page(stepless_page, width=width).page
    page.evaluate(PRINT, "beforeprint")
    fitted = page.evaluate(f"[{MAP}.getSize().x, {MAP}.getSize().y]")
    for paper_width in (1062, 1000):
        page.set_viewport_size({"width": paper_width, "height": 733})
        page.emulate_media(media="print")
        assert page.locator(".folium-map").evaluate("(map) => [map.clientWidth, map.clientHeight]") == fitted


def test_the_view_from_a_site_is_printed(stepless_page: Path, open_page: OpenPage) -> None:
    page = open_page(stepless_page).page
    page.evaluate("location.hash = 'from=north-base&origin=north-base&lang=ko'")
    title = page.locator(".azimuthal-title")
    title.wait_for()
    said = title.text_content() or ""
    assert squeezed(said) in words(printed(page, "Letter"))
    assert title.text_content() == said
    expect(page.locator(".stage .azimuthal")).to_be_visible()


def test_without_scripts_everything_is_printed(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11"), javascript=False).page
    pdf = PdfReader(io.BytesIO(page.pdf(format="A4")))
    assert len(pdf.pages) > 3
    expect(page.locator(".switches")).to_be_hidden()


def test_an_answer_is_printed_once_with_the_places_that_have_it(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11")).page
    page.evaluate(PRINT, "beforeprint")
    answers = page.locator(".sheet-reach > li")
    expect(answers).to_have_count(3)
    expect(answers.nth(0)).to_have_text(re.compile(r"^within every figure · Camp Carroll 329 km · "))
    expect(answers.nth(1)).to_have_text(
        "depends on the figure · Commander Fleet Activities Chinhae 422 km · Gimhae Air Base 432 km"
    )
    expect(answers.nth(2)).to_have_text("depends on the exact positions · Gwangju Air Base 383 km")
