"""What trying the page brought up: ids, names, input methods, wide windows, no scripts, what the Reach tab saves."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

import mapgen
from mapgen.catalog.load import load_catalog
from tests.browser.driver import choice, choose, pick, run, tab
from tests.hostile import write_record

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage
    from tests.conftest import PageFile

STORY, MISSILE, KIND = "trial", "trial-missile", "base_new"
NAME = "Base $& {limit} {site} $1"
FIND = "(search, queries) => queries.map((query) => search.find(query).map(({ key }) => key))"


def write_page(folder: Path, name: str = NAME, title: str = "Trial") -> Path:
    """Write the page of a missile, drawn from two sites of a kind of its own."""
    missile = {
        "name": name, "family": "trial", "class": "srbm", "status": "operational",
        "ranges": [{"low_km": 500, "high_km": 900, "kind": "estimated", "source": "sheet"}],
    }  # fmt: skip
    site = {
        "kind": KIND,
        "country": "KP",
        "status": "reported_active",
        "uncertainty_km": 2.5,
        "position_source": "sheet",
    }
    claims = [{"text": "Reported.", "source": "sheet"}]
    story = {
        "title": {"en": title}, "as_of": "2026-11-23", "languages": ["en"], "missiles": [MISSILE],
        "origins": {"ids": ["first-place", "other"]}, "places": {"ids": ["seoul"]},
    }  # fmt: skip
    kind = {"symbol": "diamond", "colour": "#123456", "colour_dark": "#abcdef", "rank": 1, "labels": {"en": "New base"}}
    data = folder / "data"
    write_record(data / "missiles" / f"{MISSILE}.toml", missile)
    write_record(
        data / "sites" / "first-place.toml", {"name": name, "lon": 126.5, "lat": 39.5, "claims": claims} | site
    )
    write_record(
        data / "sites" / "other.toml", {"name": "Þórsłøße", "lon": 127.5, "lat": 39.9, "claims": claims} | site
    )
    write_record(data / "stories" / f"{STORY}.toml", story)
    (data / "vocab").mkdir()
    table = "".join(f"{key} = {json.dumps(value)}\n" for key, value in kind.items() if key != "labels")
    (data / "vocab" / "site_kind.toml").write_text(f'["{KIND}"]\n{table}labels = {{ en = "New base" }}\n', "utf-8")
    source = {"id": "sheet", "type": "webpage", "title": "Sheet", "issued": {"date-parts": [[2024]]}}
    (data / "sources.json").write_text(json.dumps([source]), "utf-8")
    page = folder / "trial.html"
    page.write_bytes(mapgen.export(mapgen.build_map(load_catalog(data), STORY), "html"))
    return page


@pytest.fixture(scope="session")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the page of two sites, once for all tests."""
    return write_page(tmp_path_factory.mktemp("trial"))


@pytest.fixture
def page(trial: Path, open_page: OpenPage) -> Page:
    """Open the page of two sites."""
    return open_page(trial, width=800).page


def test_an_origin_is_chosen_by_its_name_and_several_are_counted(page: Page) -> None:
    chosen = page.locator("#origin option:checked")
    pick(page, "origin", "first-place")
    expect(chosen).to_have_text(NAME)
    assert choice(page, "origin") == "first-place"
    page.locator("#origin").focus()
    page.keyboard.press("ArrowDown")
    expect(chosen).to_have_text("Þórsłøße")
    choose(page, "origin=first-place,other")
    expect(chosen).to_have_text("2 chosen sites")


def test_a_new_kind_has_its_colour_and_a_site_its_name_as_it_is_written(page: Page) -> None:
    """Whatever the name holds: in the title of the view from the site."""
    for symbol in (".site-marker .symbol", ".key [data-kind] .symbol"):
        colour = page.locator(symbol).first.evaluate(
            "(each) => getComputedStyle(each).getPropertyValue('--kind').trim()"
        )
        assert colour == "#123456"
    choose(page, "from=first-place")
    expect(page.locator(".azimuthal-title")).to_contain_text(NAME)
    given = {"site": NAME, "limit": "5"}
    assert (
        run(page, "(i18n, given) => i18n.filled('{site}, {limit}', given)", "core/i18n.js", given=given) == f"{NAME}, 5"
    )


def test_the_search_finds_plain_letters_and_opens_only_what_is_chosen(page: Page) -> None:
    """Nothing by the Enter that ends a composition in Safari, and nothing where nothing is found."""
    queries = ["thorslosse", "Þórsłøße", "thorʻslosse", "þorsloss"]  # letters that have no accent to drop
    assert run(page, FIND, "panel/search.js", given=queries) == [["site:other"]] * len(queries)
    field = page.locator("#finder")
    field.fill("base")
    field.evaluate("(each) => each.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229 }))")
    expect(page.locator("#finder-list")).to_be_visible()
    field.press("Enter")
    expect(page.locator("#finder-list")).to_be_hidden()
    field.fill("nothing like it")
    for key in ("ArrowDown", "ArrowUp", "Enter"):
        field.press(key)
    assert field.get_attribute("aria-activedescendant") is None


def saved(page: Page, format_: str) -> list[dict[str, Any]]:
    """Save the table and read it."""
    with page.expect_download() as waiting:
        page.locator(f"#pane-reach .save[value='{format_}']").click()
    text = waiting.value.path().read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text))) if format_ == "csv" else json.loads(text)


def test_the_rows_saved_are_the_rows_shown_with_the_pin(page_file: PageFile, open_page: OpenPage) -> None:
    """A pin of the address is measured where the address says it is, here near Guam."""
    reach = open_page(page_file("hwasong-11")).page
    choose(reach, "tab=reach&pin=144.93,13.58")
    tab(reach, "reach")
    distance = reach.locator("#pane-reach tbody tr:first-child td:nth-of-type(2)")
    expected = distance.inner_text()
    choose(reach, "pin=144.934999,13.584999")
    assert choice(reach, "pin") == "144.93,13.58"
    assert distance.inner_text() == expected
    shown = reach.locator("#pane-reach tbody tr:not(.reason)")
    pick(reach, "origin", "sinpung-dong")
    for format_ in ("csv", "json"):
        assert len(saved(reach, format_)) == shown.count()
    reach.locator("#reach-answer").select_option("beyond")
    for format_ in ("csv", "json"):
        rows = saved(reach, format_)
        assert len(rows) == shown.count() > 0
        assert {row["reach"] for row in rows} == {"beyond"}
        assert "pin 144.93,13.58" in {row["place"] for row in rows}


def test_no_label_of_a_ring_stands_outside_the_view_from_a_site(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11")).page
    for origin in page.locator("#origin option").evaluate_all("(all) => all.map((each) => each.value).slice(2, 8)"):
        choose(page, f"from={origin}")
        outside = page.evaluate(
            """() => {
              const at = (name) => Number(document.querySelector("#azimuthal-edge circle").getAttribute(name));
              return [...document.querySelectorAll(".azimuthal .labels path")].filter((path) =>
                [0, path.getTotalLength()].map((far) => path.getPointAtLength(far))
                  .some(({ x, y }) => Math.hypot(x - at("cx"), y - at("cy")) > at("r"))).length;
            }"""
        )
        assert outside == 0, origin


def test_without_scripts_the_figure_fills_its_stage(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("long-range"), javascript=False).page
    for width in (320, 390, 800, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        stage, figure, line = (page.locator(name).bounding_box() for name in (".stage", ".static-map", ".source-line"))
        assert stage
        assert figure
        assert line  # it stands below the figure
        assert figure == {**stage, "height": pytest.approx(stage["height"] - line["height"], abs=1)}, width


def test_the_scale_fits_its_box_at_every_zoom(page: Page) -> None:
    bar = page.locator(".leaflet-control-scale-line")
    for zoom in (1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 6, 7, 8):
        choose(page, f"at=39,127,{zoom}")
        assert bar.evaluate("(each) => each.scrollWidth <= each.clientWidth"), bar.inner_text()


def test_a_wide_window_shows_no_part_of_a_second_world(trial: Path, open_page: OpenPage) -> None:
    """Beyond the world drawn there is sea: no ring, no fill, no label."""
    page = open_page(trial, width=1920).page
    choose(page, "origin=first-place&at=39,127,1")
    stage = page.locator(".folium-map").bounding_box()
    curtains = [box for box in (each.bounding_box() for each in page.locator("path.curtain").all()) if box]
    assert stage
    left, right = sorted(curtains, key=lambda box: box["x"])
    assert left["x"] <= stage["x"]
    assert right["x"] + right["width"] >= stage["x"] + stage["width"]
    inner = left["x"] + left["width"], right["x"]
    assert 490 < inner[1] - inner[0] <= 512  # one world, and the edges of the curtains
    for label in page.locator(".folium-map .labels text").all():
        box = label.bounding_box()
        assert box
        assert inner[0] - 100 < box["x"] < inner[1]
