"""The Reach tab says what Python says of every origin, place and missile; it sorts, filters, saves and speaks."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

import mapgen
from mapgen.locale import locale_of
from mapgen.reach.report import as_csv, as_json, csv_cell
from mapgen.reach.rule import reaches, strongest_verdicts
from mapgen.selection.resolve import resolve
from tests.browser.driver import CLICK, block, choose, hit_line, open_site, pick, run, serious, speak, start_over, tab
from tests.effort import THOROUGH

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from mapgen import MapDocument
    from mapgen.catalog.model import Catalog
    from mapgen.reach.rule import Stance
    from mapgen.selection.resolve import Selection
    from tests.browser.conftest import AxeViolations, LendingPage, OpenPage
    from tests.conftest import PageFile

ROWS = "#pane-reach tbody tr:not(.reason)"
# Every record with its margin and reasons, as the browser works them out.
EVERYTHING = """(state, reach, bands) => {
  const missiles = new Set(bands);
  return reach.all({ ...state.chosen, missiles }).map((record) => {
    const { sides, position } = reach.reasons(record);
    const numbers = Object.values(sides).map((side) => [...side]);
    const basis = reach.basis(record.missile, record.origin);
    return { record, margin: reach.marginOf(record), numbers, position, basis, wording: reach.wording(record) };
  });
}"""
WORDS = {
    "en": ("Reach", "within every figure", "329 km ± 7 km"),
    "id": ("Terjangkau", "dalam semua angka", "329 km ± 7 km"),
    "ko": ("도달", "모든 수치 안", "329km ± 7km"),
    "ja": ("到達", "すべての数値の内", "329km ± 7km"),
}


@pytest.fixture
def page(page_file: PageFile, open_page: OpenPage) -> Page:
    """Open the default story, wide, at its Reach tab."""
    page = open_page(page_file("hwasong-11")).page
    tab(page, "reach")
    return page


def selection_of(catalog: Catalog, story: str) -> Selection:
    """Resolve a packaged story."""
    return resolve(catalog, catalog.stories[story])


def names(page: Page) -> list[str]:
    """Return the places of the table in their order."""
    found: list[str] = page.locator(f"{ROWS} th > span").all_inner_texts()
    return found


def distances(page: Page) -> list[float]:
    """Return the distances of the table in km, in their order."""
    return [
        float(text.split(" ")[0].replace(",", "")) for text in page.locator(f"{ROWS} td:nth-child(3)").all_inner_texts()
    ]


@pytest.mark.parametrize("story", ["hwasong-11", "long-range"])
def test_the_browser_agrees_with_python_everywhere(story: str, lending_page: LendingPage, catalog: Catalog) -> None:
    page = lending_page(story)
    bands = [*block(page, "reach")["bands"]]
    said: list[dict[str, Any]] = run(page, EVERYTHING, "core/state.js", "rules/reach.js", given=bands)
    expected = list(reaches(selection_of(catalog, story)))
    sources = [source["id"] for source in block(page, "sources")]
    assert [each["record"] for each in said] == as_json(expected)
    assert {each["record"]["reach"] for each in said} >= {"within", "beyond"}
    for each, reach in zip(said, expected, strict=True):
        assert each["margin"] == pytest.approx(reach.margin_km, abs=1e-9)
        sides = [reach.figures(stance) for stance in ("reaches", "short", "open")]
        named = [list(dict.fromkeys(figure.source for figure in figures)) for figures in sides]
        assert [[sources[number - 1] for number in numbers] for numbers in each["numbers"]] == named
        assert each["position"] == reach.position_decides
        assert each["wording"] == f"ui:{reach.wording}"
        assert each["basis"] == ("reported" if reach.missile.id in reach.origin.missiles else "illustrative")


def test_the_table_opens_with_the_strongest_answer_for_each_place_and_headers_sort_it(
    page: Page, catalog: Catalog
) -> None:
    """By keyboard too; each header says how it sorts."""
    selection = selection_of(catalog, "hwasong-11")
    best = strongest_verdicts(reaches(selection, selection.shown))
    assert names(page) == [reach.place.name for reach in best]
    expect(page.locator(f"{ROWS} td:nth-child(2)")).to_have_count(len(best))
    for row, reach in zip(page.locator(ROWS).all(), best, strict=True):
        expect(row.locator("td").first).to_have_class(reach.reach)
        label = reach.origin.labels.get("en") or reach.origin.name
        expect(row.locator("th small")).to_have_text(f"from {label}")
    header = page.locator("#pane-reach th[data-sort='distance']")
    header.locator("button").focus()
    page.keyboard.press("Enter")
    expect(header).to_have_attribute("aria-sort", "ascending")
    assert distances(page) == sorted(distances(page))
    page.keyboard.press("Space")
    expect(header).to_have_attribute("aria-sort", "descending")
    assert distances(page) == sorted(distances(page), reverse=True)
    expect(header.locator("button")).to_be_focused()
    page.locator("#pane-reach th[data-sort='place'] button").click()
    assert names(page) == sorted(names(page), key=str.lower)
    expect(header).to_have_attribute("aria-sort", "none")


def test_what_is_so_in_all_rows_is_said_once_in_the_head_of_the_table(page: Page) -> None:
    caption = page.locator("#pane-reach caption")
    expect(caption).to_have_text(re.compile(r"^Places of interest, each .* · no source puts it here$"))
    expect(page.get_by_role("table", name=re.compile("no source puts it here$"))).to_have_count(1)
    expect(page.locator(f"{ROWS} th small", has_text="puts it here")).to_have_count(0)
    choose(page, "tab=reach&missiles=hwasong-11-series,hwasong-11ga&origin=hodo")  # now it is not the same in all
    expect(caption).to_have_text("Places of interest, from Hodo Peninsula test site")
    expect(page.locator(f"{ROWS} th small", has_text="· no source puts it here")).to_have_count(20)
    expect(page.locator(f"{ROWS} th small", has_text="· a source puts it here")).to_have_count(20)
    start_over(page)
    pick(page, "origin", "hodo")
    expect(caption).to_have_text("Places of interest, from Hodo Peninsula test site · no source puts it here")
    expect(page.locator(ROWS)).to_have_count(20)
    page.locator("[data-does='missile'][value='hwasong-11ga']").check()
    expect(page.locator(ROWS)).to_have_count(40)
    expect(page.locator(f"{ROWS} th small", has_text="KN-23").first).to_contain_text("· a source puts it here")
    expect(page.locator(".key [data-missile='hwasong-11ga'] small")).to_have_text("a source puts it here")
    expect(page.locator(".key [data-missile='hwasong-11-series'] small")).to_have_text("no source puts it here")
    pick(page, "origin", "")
    expect(page.locator(".key [data-missile='hwasong-11ga'] small")).to_have_text("source: 4 of 20 sites")


def test_what_depends_names_its_sources_on_demand_and_filters_keep_what_is_asked_for(page: Page) -> None:
    reason = page.locator("#pane-reach .reason").first
    expect(reason.locator("p").first).to_be_hidden()
    reason.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(reason).to_contain_text("In reach by: UNN (Ukrainian National News)")
    expect(reason).to_contain_text("Left open by: Bloomberg Technoz")
    reason.locator("sup a").first.click()
    expect(page.locator("#tab-sources")).to_have_attribute("aria-selected", "true")
    tab(page, "reach")
    page.locator("#reach-answer").select_option("depends")
    expect(page.locator("#pane-reach [role='status']")).to_have_text("3 of 20 rows")
    assert {cell.inner_text() for cell in page.locator(f"{ROWS} td:nth-child(2)").all()} == {
        "depends on the figure",
        "depends on the exact positions",
    }
    page.locator("#reach-find").fill("chinhae")
    expect(page.locator(ROWS)).to_have_count(1)
    page.locator("#reach-answer").select_option("")
    page.locator("#reach-find").fill("오산")  # a name counts in every language
    assert names(page) == ["Osan Air Base"]
    page.locator("#reach-find").fill("nowhere at all")
    expect(page.locator("#pane-reach [role='status']")).to_have_text("0 of 20 rows")


def saved(page: Page, format_: str) -> str:
    """Save the table, and return what is in the file."""
    with page.expect_download() as waiting:
        page.locator(f"#pane-reach .save[value='{format_}']").click()
    assert waiting.value.suggested_filename == f"hwasong-11-reach.{format_}"
    return waiting.value.path().read_bytes().decode()


def test_what_is_saved_is_what_the_command_prints(page: Page, catalog: Catalog) -> None:
    for origins in ([], ["hodo"]):
        pick(page, "origin", "".join(origins))
        selection = resolve(catalog, catalog.stories["hwasong-11"], origins=origins)
        expected = list(reaches(selection, ["hwasong-11-series"]))
        assert saved(page, "csv") == as_csv(expected), origins
        assert json.loads(saved(page, "json")) == as_json(expected), origins


def test_cells_of_the_saved_csv_are_those_of_python(lending_page: LendingPage) -> None:
    """A text that a spreadsheet would take for a formula, in both; quoted where it must be."""
    values = ["=1+1", '-x, "y"', "@a\r\nb", "\tx", "＋1", "a=b", "", None, -3.5, 420, "한국"]
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerow([csv_cell(value) for value in values])
    found = run(
        lending_page("hwasong-11"), "({ cell }, values) => values.map(cell).join()", "core/csv.js", given=values
    )
    assert f"{found}\r\n" == text.getvalue()


SIDES = "(all) => all.map((each) => each.getBoundingClientRect()).map(({ left, right }) => [left, right])"


def test_the_table_speaks_each_language_and_fits_a_phone(
    page_file: PageFile, open_page: OpenPage, catalog: Catalog
) -> None:
    page = open_page(page_file("hwasong-11"), width=360, height=740).page
    pane, camp = tab(page, "reach"), catalog.sites["camp-carroll"]
    for language, (name, within, distance) in WORDS.items():
        speak(page, language)
        expect(page.locator("#tab-reach")).to_have_text(name)
        row = page.locator(ROWS).first
        expect(row.locator("th > span")).to_have_text(camp.names.get(language, camp.name))
        expect(row.locator("td").nth(0)).to_have_text(within)
        expect(row.locator("td").nth(1)).to_have_text(distance)
        pane.locator("details").evaluate_all("(all) => all.forEach((details) => { details.open = true; })")
        sides = pane.locator("th, td, input, select, button").evaluate_all(SIDES)
        assert len(sides) > 60
        assert min(left for left, _ in sides) >= 0, language
        assert max(right for _, right in sides) <= 360, language
        assert page.evaluate("document.documentElement.scrollWidth") == 360, language
        assert "{" not in pane.inner_text(), language


def test_numbers_follow_the_language(page_file: PageFile, open_page: OpenPage, catalog: Catalog) -> None:
    selection = selection_of(catalog, "long-range")
    (tokyo,) = (each for each in strongest_verdicts(reaches(selection, selection.shown)) if each.place.id == "tokyo")
    english, indonesian = (locale_of(tag).km(round(tokyo.distance_km)) for tag in ("en", "id"))
    page = open_page(page_file("long-range")).page
    tab(page, "reach")
    cell = page.locator(f"{ROWS}:has-text('Tokyo') td:nth-child(3)").first
    expect(cell).to_contain_text(english)
    speak(page, "id")
    expect(page.locator(f"{ROWS} td:nth-child(3)", has_text=indonesian).first).to_be_attached()


def test_without_javascript_the_table_stands_there(page_file: PageFile, open_page: OpenPage, catalog: Catalog) -> None:
    page = open_page(page_file("hwasong-11"), javascript=False).page
    selection = selection_of(catalog, "hwasong-11")
    best = strongest_verdicts(reaches(selection, selection.shown))
    expect(page.locator("#pane-reach")).to_be_visible()
    expect(page.locator(ROWS)).to_have_count(len(best))
    for row, reach in zip(page.locator(ROWS).all(), best, strict=True):
        expect(row.locator("th")).to_contain_text(reach.place.name)
        expect(row.locator("td").first).to_have_class(reach.reach)
    said: dict[Stance, str] = {"reaches": "In reach by", "short": "Out of reach by", "open": "Left open by"}
    first = next(reach for reach in best if reach.reach == "depends")
    expected = []
    for stance, words in said.items():
        numbers = dict.fromkeys(str(selection.numbers[figure.source]) for figure in first.figures(stance))
        expected += [words + " ".join(numbers)] if numbers else []
    depends = page.locator(f"{ROWS} td.depends small").first
    expect(depends).to_contain_text(" ".join(expected))
    expect(page.locator("#reach-find")).to_be_hidden()


def test_rings_and_sites_say_whether_a_source_puts_the_missile_there(
    page: Page, catalog: Catalog, map_documents: dict[str, MapDocument]
) -> None:
    """A ring of one origin speaks of that origin; a site names the rings that no source supports."""
    popup = page.locator(".leaflet-popup")
    hit_line(page, page.locator("path.hit").first)
    expect(popup.locator(".basis")).to_have_text(map_documents["hwasong-11"].text("basis:hwasong-11-series"))
    page.keyboard.press("Escape")
    expect(popup).to_have_count(0)
    placed = map_documents["hwasong-11"].selection.origins
    elsewhere = next(site.id for site in placed if "hwasong-11-series" not in site.missiles)
    pick(page, "origin", elsewhere)
    ring(page).evaluate(CLICK)
    name = catalog.sites[elsewhere].name
    expect(popup.locator(".basis")).to_have_text(f"{name}: illustrative: no source places this missile here")
    pick(page, "origin", "hodo")
    page.locator("[data-does='missile'][value='hwasong-11-series']").uncheck()
    page.locator("[data-does='missile'][value='hwasong-11ga']").check()
    ring(page).evaluate(CLICK)
    name = catalog.sites["hodo"].name
    expect(popup.last.locator(".basis")).to_have_text(f"{name}: reported: a source places this missile here")
    page.keyboard.press("Escape")
    start_over(page)
    popup = open_site(page, "hodo")
    said = popup.locator("dt:has-text('illustrative: no source places this missile here') + dd")
    expect(said).to_contain_text("Hwasong-11 series")
    expect(said).not_to_contain_text("Hwasong-11Ga")
    popup = open_site(page, "osan-air-base")
    expect(popup.locator("dt", has_text="no source puts it here")).to_have_count(0)


def ring(page: Page) -> Locator:
    """Return the first ring that can be clicked."""
    return page.locator("path.hit").first


@pytest.mark.thorough
@pytest.mark.parametrize(("width", "dark"), [(360, True), *([(1280, False)] if THOROUGH else [])])
def test_axe_finds_nothing(
    width: int, dark: bool, page_file: PageFile, open_page: OpenPage, axe_violations: AxeViolations
) -> None:
    page = open_page(page_file("long-range"), width=width, dark=dark).page
    page.locator("[data-does='missile']").last.check()
    pane = tab(page, "reach")
    pane.locator("details").evaluate_all("(all) => all.forEach((details) => { details.open = true; })")
    pane.locator("[data-sort='margin'] button").click()
    assert serious(axe_violations(page, within="#pane-reach")) == []


def test_a_map_of_one_origin_names_it_and_one_without_places_has_no_row(
    catalog: Catalog, tmp_path: Path, open_page: OpenPage
) -> None:
    story = catalog.stories["hwasong-11"]
    story = story.model_validate({**story.model_dump(by_alias=True), "places": {}, "notes": []})
    path = tmp_path / "one.html"
    path.write_bytes(mapgen.export(mapgen.build_map(catalog, story, origins=["hodo"]), "html"))
    for javascript in (True, False):
        page = open_page(path, javascript=javascript).page
        expect(page.locator("#pane-reach caption")).to_have_text("Places of interest, from Hodo Peninsula test site")
        expect(page.locator(ROWS)).to_have_count(0)


def test_where_a_story_pairs_missiles_with_their_sites_the_browser_draws_and_tells_only_those(
    catalog: Catalog, tmp_path: Path, open_page: OpenPage
) -> None:
    story = catalog.stories["hwasong-11"]
    origins = {**story.origins.model_dump(by_alias=True), "pairing": "reported"}
    story = story.model_validate({**story.model_dump(by_alias=True), "origins": origins})
    document = mapgen.build_map(catalog, story)
    path = tmp_path / "paired.html"
    path.write_bytes(mapgen.export(document, "html"))
    page = open_page(path).page
    missiles = [missile.id for missile in document.selection.missiles if missile.id in document.selection.bands]
    said = run(page, EVERYTHING, "core/state.js", "rules/reach.js", given=missiles)
    assert [each["record"] for each in said] == as_json(list(reaches(document.selection)))
    assert {each["basis"] for each in said} == {"reported"}
    drawn = run(
        page,
        """({ chosen }, rings, missiles) => rings
          .shown({ ...chosen, missiles: new Set(missiles) })
          .map(({ feature }) => [feature.properties.missile, ...feature.from])""",
        "core/state.js",
        "rules/rings.js",
        given=missiles,
    )
    expected = {
        missile.id: [site.id for site in document.selection.origins_of(missile)] for missile in document.selection.drawn
    }
    assert {missile: from_ for missile, *from_ in drawn} == expected
    without = next(id_ for id_ in missiles if id_ not in expected)
    row = page.locator(f".key [data-missile='{without}'] small")
    expect(row).to_have_text("no ring: no source places this missile here")
