"""Marks of overlays are drawn with their labels: on the map and in the view from a site, in the reader's language."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

import mapgen
from mapgen import plugins
from mapgen.layers._layer import Layer, Mark
from tests.browser.driver import labels, open_site, settle, speak, texts

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from mapgen.catalog.model import Catalog
    from tests.browser.conftest import OpenPage

AREA = [[[72.0, -46.0], [78.0, -46.0], [78.0, -42.0], [72.0, -42.0], [72.0, -46.0]]]
MARKS = (
    Mark({"type": "LineString", "coordinates": [[lon, -52.0] for lon in range(66, 82)]}, {"en": "A line", "ko": "선"}),
    Mark({"type": "Polygon", "coordinates": AREA}, {"en": "An area", "ko": "구역"}, colour="flag", is_filled=True),
    Mark({"type": "Point", "coordinates": [64.0, -47.0]}, {"en": "A point", "ko": "점"}, colour="mdl"),
    Mark({"type": "LineString", "coordinates": [[64.0, -45.0], [68.0, -45.0]]}, {"en": "English only"}, is_dashed=True),
)
ENGLISH = ["A line", "A point", "An area", "English only"]
KOREAN = sorted(["선", "점", "구역", "English only"])


@pytest.fixture
def page(small: Catalog, open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Page:
    """Open a map with an overlay of all kinds of marks."""
    discover = plugins.discover
    overlay = SimpleNamespace(build=lambda _: Layer(marks=MARKS))
    monkeypatch.setattr(
        plugins, "discover", lambda group: {**discover(group), **({"x": overlay} if "layers" in group else {})}
    )
    path = tmp_path / "marks.html"
    path.write_bytes(mapgen.export(mapgen.build_map(small, "small", missiles=["kite-1"]), "html"))
    return open_page(path).page


def drawn(page: Page, within: str) -> list[str]:
    """Return the classes of the marks that are drawn, in order."""
    found: list[str] = page.locator(f"{within} .mark").evaluate_all(
        "(all) => all.map((each) => each.getAttribute('class').replace(' leaflet-interactive', ''))"
    )
    return sorted(found)


def missing(wanted: list[str], found: list[str]) -> list[str]:
    """Return what is not found, as often as it is wanted; the packaged overlays may draw marks of their own."""
    return sorted((Counter(wanted) - Counter(found)).elements())


def test_marks_are_drawn_on_the_map_with_labels_in_the_language_of_the_reader(page: Page) -> None:
    """Each has the colour of the theme that it names."""
    styles = sorted(mark.style + (" point" if mark.geometry["type"] == "Point" else "") for mark in MARKS)
    assert missing(styles, drawn(page, ".folium-map")) == []
    assert missing(ENGLISH, texts(page, ".of-mark")) == []
    speak(page, "ko")
    assert missing(KOREAN, texts(page, ".of-mark")) == []
    assert {label.text: label.lang for label in labels(page, ".of-mark")}["English only"] == "en"
    for mark in MARKS:
        colour = page.evaluate("(name) => getComputedStyle(document.body).getPropertyValue(`--${name}`)", mark.colour)
        element = page.locator(f".folium-map .mark.in-{mark.colour}").first
        assert element.evaluate("(each) => getComputedStyle(each).getPropertyValue('--mark')") == colour


def test_marks_are_drawn_in_the_view_from_a_site_too(page: Page) -> None:
    open_site(page, "north-base").get_by_role("button", name="See the world from here").click()
    expect(page.locator(".azimuthal")).to_be_visible()
    settle(page)
    on_map = set(drawn(page, ".folium-map"))
    assert set(drawn(page, ".azimuthal")) == on_map
    assert sorted({label.text for label in labels(page, ".of-mark", within=".azimuthal")}) == ENGLISH
    speak(page, "ko")
    assert sorted({label.text for label in labels(page, ".of-mark", within=".azimuthal")}) == KOREAN
