"""The world as seen from a site: true distances, rings as circles, reached by mouse, keyboard and address."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from playwright.sync_api import expect
from pyproj import Geod

from mapgen.geodesy.planar_circle import planar_circle, planar_circle_error_km
from tests.browser.driver import (
    LANGUAGES,
    MAP,
    Label,
    enter_site,
    labels,
    move_map,
    open_site,
    pick,
    ring_letters,
    run,
    serious,
    settle,
    speak,
    tab,
    texts,
)
from tests.effort import THOROUGH

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import AxeViolations, LendingPage, OpenPage
    from tests.conftest import PageFile

GEOD = Geod(ellps="WGS84")
METRE_KM = 0.001
INVERSE = "(geodesy, cases) => cases.map(([lon1, lat1, lon2, lat2]) => geodesy.inverse(lon1, lat1, lon2, lat2))"
# The places drawn: how far each lies from the middle of the view in pixels, and the radius of the edge.
EXTENTS = "(paths) => paths.map((path) => path.getBBox()).map(({ x, y, width, height }) => [x, y, width, height])"
# Each stretch of each path as points: a path may have several.
STRETCHES = """(paths) => paths.flatMap((path) => path.getAttribute("d").split("M").slice(1)).map((part) =>
  [...part.matchAll(/(-?[0-9.]+)[ ,](-?[0-9.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]))"""
LIMIT_KM = (
    "() => Number(document.querySelector('.azimuthal-title').textContent.match(/([0-9,]+) km$/)[1].replace(',', ''))"
)
SPOTS = """() => {
  const edge = document.querySelector("#azimuthal-edge circle");
  const at = (name) => Number(edge.getAttribute(name));
  return {
    radius: at("r"),
    spots: [...document.querySelectorAll(".azimuthal .spot")].map((spot) => {
      const [x, y] = spot.getAttribute("transform").match(/-?[0-9.]+/g).map(Number);
      return { id: spot.dataset.spot, east: x - at("cx"), north: at("cy") - y, label: spot.getAttribute("aria-label") };
    }),
  };
}"""
LABELLED = {"sinpung-dong": "Sinpung-dong", "camp-humphreys": "Camp Humphreys"}
CUT = """(state, rings, outlines, { origins, missiles }) => rings
  .shown({ ...state.chosen, origins, missiles: new Set(missiles) })
  .filter(({ feature, faint }) => !faint && rings.shape(feature).lines.some(outlines.leavesMercator))
  .map(({ feature }) => feature.properties.radius_km)"""

PLACES_OF = """(selector) => [...document.querySelectorAll(selector)].map((element) => {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return { text: element.textContent, left, top, right, bottom, lang: "" };
})"""


def see_from(page: Page, site: str) -> None:
    """Press the button in the popup of a site."""
    open_site(page, site).get_by_role("button", name="See the world from here").click()
    expect(page.locator(".azimuthal")).to_be_visible()
    settle(page)


def block(page: Page, name: str) -> Any:
    """Read a block of data of the page."""
    return json.loads(page.locator(f"#{name}").text_content() or "")


def test_the_inverse_agrees_with_proj(lending_page: LendingPage) -> None:
    """Within a metre, and the azimuth with it, for 3,000 pairs up to 19,900 km apart, awkward ones first."""
    page = lending_page("hwasong-11")
    draw = random.Random(3)
    awkward = [
        (0.0, 0.0, 0.0, 0.0), (0.0, 90.0, 120.0, -89.0), (10.0, -90.0, -170.0, 45.0), (0.0, 0.0, 178.0, 0.0),
        (180.0, 10.0, -180.0, 10.0), (179.9, 0.0, -179.9, 0.0), (125.3, 40.3, 125.3, 40.3001),
        (-170.0, 20.0, 170.0, 20.0),
        (0.0, 90.0, 77.0, 90.0), (30.0, -90.0, 30.0, 90.0 - 1.0), (0.0, 0.0, 0.0, 89.0), (5.0, 10.0, 185.0 - 360, -8.0),
    ]  # fmt: skip
    lats = [
        (np.degrees(np.arcsin(draw.uniform(-1, 1))), np.degrees(np.arcsin(draw.uniform(-1, 1)))) for _ in range(3_000)
    ]
    drawn = [(draw.uniform(-180, 180), float(a), draw.uniform(-180, 180), float(b)) for a, b in lats]
    cases = np.array(awkward + drawn)
    azimuths, _, metres = (np.asarray(part) for part in GEOD.inv(*cases.T))
    near = metres <= 19_900_000
    found = np.array(run(page, INVERSE, "geo/geodesy.js", given=cases.tolist()))
    assert near.sum() > 2_900
    assert np.max(np.abs(found[:, 1] - metres)[near]) < 1.0
    turns = np.abs((found[:, 0] - azimuths + 180) % 360 - 180)
    clear = near & (metres > 1_000) & (np.abs(cases[:, 1]) < 89.9)
    assert np.max(turns[clear]) < 1e-4


def test_distances_and_bearings_are_true(page_file: PageFile, open_page: OpenPage) -> None:
    """The radius of each place in the view equals its geodesic distance to 0.1 %."""
    page = open_page(page_file("hwasong-11")).page
    for site in LABELLED:
        see_from(page, site)
        assert_distances_and_bearings_are_true(page, site)
        page.get_by_role("button", name="Back to the map").click()


def assert_distances_and_bearings_are_true(page: Page, site: str) -> None:
    """Compare what is drawn with PROJ."""
    sites = {feature["id"]: feature for feature in block(page, "mapgen-sites")["features"] if feature["geometry"]}
    lon, lat = sites[site]["geometry"]["coordinates"]
    drawn = page.evaluate(SPOTS)
    limit_km = page.evaluate(LIMIT_KM)
    assert {spot["id"] for spot in drawn["spots"]} == set(sites)  # all lie within the limit
    for spot in drawn["spots"]:
        azimuth, _, metres = GEOD.inv(lon, lat, *sites[spot["id"]]["geometry"]["coordinates"])
        km = np.hypot(spot["east"], spot["north"]) * limit_km / drawn["radius"]
        assert km == pytest.approx(metres / 1000, rel=1e-3, abs=0.1 * limit_km / drawn["radius"])
        if spot["id"] != site:
            turn = (np.degrees(np.arctan2(spot["east"], spot["north"])) - azimuth + 180) % 360 - 180
            assert abs(turn) < 1.0 if km > 50 else abs(turn) < 8  # a tenth of a pixel near the middle is some degrees
            assert f", {metres / 1000:,.0f} km from {LABELLED[site]}, " in spot["label"]


def test_rings_of_the_centre_are_circles_under_a_title_in_plain_words(page_file: PageFile, open_page: OpenPage) -> None:
    """It says what is true, and names the projection after it."""
    page = open_page(page_file("long-range")).page  # its story opens in this view
    title = page.locator(".azimuthal-title")
    expect(title).to_have_text(
        "Seen from Sinpung-dong Missile Operating Base: true distances and bearings from there "
        "(azimuthal equidistant), out to 18,000 km"
    )
    assert title.evaluate("(words) => parseFloat(getComputedStyle(words).fontSize)") >= 14
    weights = title.locator("bdi").evaluate("(words) => getComputedStyle(words).fontWeight")
    assert weights == "700"
    radius = page.evaluate(SPOTS)["radius"]
    rings = page.locator(".azimuthal path.ring").evaluate_all(EXTENTS)
    assert len(rings) == 2
    for (_, _, width, height), km in zip(rings, (14_000, 8_500), strict=True):
        assert width == pytest.approx(height, rel=1e-3)
        assert width / 2 == pytest.approx(radius * km / 18_000, rel=1e-3)


def test_the_view_is_one_of_the_choices_in_the_address(page_file: PageFile, open_page: OpenPage) -> None:
    opened = open_page(page_file("long-range"))
    page = opened.page
    page.get_by_role("button", name="Back to the map").click()
    see_from(page, "yongnim")
    page.get_by_role("button", name="Nearer").click()
    tab(page, "sites")
    speak(page, "ko")
    page.locator("[data-does='missile'][value='hwasong-14']").check()
    address = page.evaluate("location.hash")
    for part in (
        "from=yongnim",
        "origin=yongnim",
        "limit=15000",
        "tab=sites",
        "lang=ko",
        "missiles=hwasong-15,hwasong-14",
    ):
        assert part in address
    before = (texts(page), page.locator(".azimuthal-title").text_content())
    page.goto("about:blank")
    page.goto(page_file("long-range").resolve().as_uri() + address)
    expect(page.locator("html[data-mapgen-ready='true']")).to_be_attached()
    assert (texts(page), page.locator(".azimuthal-title").text_content()) == before
    expect(page.locator("#pane-sites")).to_be_visible()
    assert not opened.problems


@pytest.mark.parametrize(
    "address",
    ["from=nowhere&origin=<b>&at=x,y,z&tab=none&lang=xx&limit=7&missiles=,,&hide=%FF", "%", "at=91,1e999,99"],
)
def test_a_broken_address_does_no_harm(steps_page: Path, open_page: OpenPage, address: str) -> None:
    opened = open_page(steps_page, width=390, address=address)
    expect(opened.page.locator(".azimuthal")).to_be_hidden()
    assert not opened.problems


def test_by_keyboard_alone(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11")).page
    enter_site(page, "sinpung-dong")
    button = page.locator(".leaflet-popup [data-does='from']")
    expect(button).to_be_visible()
    for _ in range(12):
        page.keyboard.press("Tab")
        if button.evaluate("(element) => element === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page.locator(".azimuthal-title")).to_be_focused()
    expect(page.locator(".azimuthal-title")).to_contain_text("out to 1,000 km")
    page.keyboard.press("-")
    expect(page.locator(".azimuthal-title")).to_contain_text("out to 1,500 km")
    page.keyboard.press("+")
    page.keyboard.press("+")
    expect(page.locator(".azimuthal-title")).to_contain_text("out to 750 km")
    spot = page.locator(".azimuthal .spot:focus")
    for _ in range(8):  # past the buttons, to the one stop of all spots
        page.keyboard.press("Tab")
        if spot.count():
            break
    expect(spot).to_have_count(1)
    page.keyboard.press("Enter")  # symbols lie on this one: they are spread
    page.keyboard.press("Enter")
    expect(page.locator(".leaflet-popup [role='group']")).to_be_focused()
    page.keyboard.press("Escape")
    expect(spot).to_have_count(1)  # which has the focus again
    page.wait_for_timeout(400)  # in which the popup fades
    page.keyboard.press("Escape")
    expect(page.locator(".spot.spread")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(".azimuthal")).to_be_hidden()
    assert page.evaluate("document.activeElement !== document.body")


@pytest.mark.parametrize(("dark", "languages"), [(False, LANGUAGES[:2]), (True, LANGUAGES[2:])], ids=["light", "dark"])
def test_the_view_is_accessible_and_its_labels_keep_clear(
    page_file: PageFile, open_page: OpenPage, axe_violations: AxeViolations, dark: bool, languages: tuple[str, ...]
) -> None:
    """No language has colours of its own, no theme texts of its own; what is beside the view is in every state."""
    page = open_page(page_file("hwasong-11"), dark=dark).page
    see_from(page, "sinpung-dong")
    for language in languages:
        speak(page, language)
        if THOROUGH or language == languages[0]:
            assert serious(axe_violations(page, within=".stage")) == [], language
        found = labels(page, "text:not(.of-ring, .of-circle)", within=".azimuthal")
        assert len(found) > 15
        letters = ring_letters(page, within=".azimuthal")
        assert letters
        for index, label in enumerate(found):
            for other in (*found[index + 1 :], *letters):
                assert not label.overlaps(other), (language, label.text, other.text)


def test_a_planar_circle_is_offered_only_where_it_misleads(
    page_file: PageFile, steps_page: Path, open_page: OpenPage
) -> None:
    """Drawn, it is the one of Leaflet."""
    page = open_page(page_file("long-range")).page
    offer = page.locator(".naive-offer")
    expect(offer).to_be_hidden()  # the union has no flat circle
    pick(page, "origin", "sinpung-dong")
    expect(offer).to_be_visible()
    lon, lat = 125.28, 40.32
    for km in (14_000, 8_500):
        error = planar_circle_error_km(lon, lat, radius_km=km)
        expect(offer).to_contain_text(f"{km:,} km: off by up to {error:,.0f} km ({100 * error / km:.0f} %)")
    assert_planar_circles_are_those_of_leaflet(page)
    page = open_page(steps_page, width=800).page
    pick(page, "origin", "north-base")
    expect(page.locator(".naive-offer")).to_be_hidden()


def assert_planar_circles_are_those_of_leaflet(page: Page) -> None:
    """Compare them with an `L.circle` put on the map: the same box, in the browser and in Python."""
    page.locator("[data-does='naive']").check()
    ours = page.locator(".leaflet-naive-pane path.naive").evaluate_all(EXTENTS)
    theirs = page.evaluate(
        f"""() => ({EXTENTS})([14000, 8500].map((km) => {{
          const look = {{ radius: km * 1000, renderer: L.svg({{ padding: 5 }}) }};
          return L.circle([40.32, 125.28], look).addTo({MAP}).getElement();
        }}))"""
    )
    for expected in theirs:
        assert any(np.allclose(found, expected, atol=1.5) for found in ours), (expected, ours)
    python = planar_circle(125.28, 40.32, radius_km=14_000)
    pixels = page.evaluate(
        f"(points) => points.map(([lon, lat]) => {MAP}.latLngToLayerPoint([lat, lon])).map(({{ x, y }}) => [x, y])",
        python.tolist(),
    )
    low, high = np.min(pixels, axis=0), np.max(pixels, axis=0)
    assert np.allclose([*low, *(high - low)], theirs[0], atol=1.5)


def test_the_end_of_the_mercator_map_is_said_in_words(far_page: Path, open_page: OpenPage) -> None:
    page = open_page(far_page).page
    note = page.locator(".map-note")
    move_map(page, "setMaxBounds(null)")  # which would pan the map back in its own time
    move_map(page, "setView([80, 127], 2, { animate: false })")
    pick(page, "origin", "sinpung-dong")
    page.locator("[data-does='missile'][value='hwasong-12']").check()
    choices = {"origins": ["sinpung-dong"], "missiles": ["hwasong-12", "hwasong-15"]}
    cut = run(page, CUT, "core/state.js", "rules/rings.js", "geo/outlines.js", given=choices)
    assert 5_000 in cut  # from 40 N it reaches 85.2 N
    assert 4_500 not in cut
    expect(note).to_be_visible()
    expect(note).to_contain_text("This map ends at 85° north and south")
    page.locator("[data-does='missile'][value='hwasong-15']").uncheck()
    settle(page)  # what this says would else come after what the map says, in its place
    expect(note).to_be_visible()
    move_map(page, "setView([40, 127], 4, { animate: false })")
    expect(note).to_be_hidden()
    move_map(page, "setView([80, 127], 2, { animate: false })")
    expect(page.locator(".aloud")).to_contain_text("This map ends at 85° north and south")
    top = page.evaluate(f"{MAP}.latLngToLayerPoint([85.0511287798, 127]).y")
    stretches = page.locator(".leaflet-rings-pane path.ring").evaluate_all(STRETCHES)
    assert len(stretches) > 3
    for points in (np.array(stretch) for stretch in stretches):  # no stroke lies along the edge of the map
        along = (np.abs(points[:-1, 1] - top) < 1) & (np.abs(points[1:, 1] - top) < 1)
        assert np.abs(np.diff(points[:, 0]))[along].max(initial=0) < 3


def test_the_disc_fills_a_phone_and_its_places_are_named(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("long-range"), width=360, height=844).page
    for width in (360, 390):
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_timeout(100)  # in which the view takes its new size
        controls = [Label(**found) for found in page.evaluate(PLACES_OF, ".azimuthal-title, .azimuthal-acts button")]
        (sea,) = [Label(**found) for found in page.evaluate(PLACES_OF, ".azimuthal .sea")]
        assert sea.right - sea.left > 0.6 * width
        assert controls[0].bottom <= sea.top
        named = labels(page, ".of-site", within=".azimuthal")
        assert len(named) > 4
        assert [label.text for label in named if any(label.overlaps(control) for control in controls)] == [], width
        assert [control for control in controls if control.left < 0 or control.right > width] == [], width
