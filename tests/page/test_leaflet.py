"""Leaflet is taken whole and checked, or not at all."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

import folium
import pytest

from mapgen.errors import AssetError
from mapgen.page import leaflet
from mapgen.page.seal import CHARSET, seal

if TYPE_CHECKING:
    from tests.conftest import PageFile


def test_the_script_is_leaflet_1_9_4_without_its_source_map() -> None:
    original = files("js_lib_leaflet").joinpath("static/js_lib_leaflet/leaflet.js").read_text("utf-8")
    assert "Leaflet 1.9.4" in leaflet.script()
    assert "sourceMappingURL" in original
    assert "sourceMappingURL" not in leaflet.script()
    assert original.startswith(leaflet.script().rstrip())
    assert len(original) - len(leaflet.script()) < 50


def test_parentheses_alone_are_added_to_leaflet_for_the_page() -> None:
    plain, at_once = leaflet.script(), leaflet.script_run_at_once()
    assert at_once.startswith(plain[:300])
    assert at_once != plain
    assert at_once.replace("(this,(function(t)", "(this,function(t)").replace("}));\n", "});\n") == plain


def test_the_style_sheet_comes_without_its_images() -> None:
    """The page draws its own symbols and has no layers control: the images would be dead weight."""
    css = leaflet.style()
    assert ".leaflet-container" in css
    assert "\r" not in css
    assert "images/" not in css
    assert "data:" not in css


def test_both_pass_the_seal() -> None:
    page = f"<head>{CHARSET}<style>{leaflet.style()}</style><script>{leaflet.script()}</script></head>"
    assert "sha256-" in seal(page)


@pytest.mark.parametrize("name", leaflet.SHA256)
def test_a_file_that_was_changed_is_refused_by_name(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(leaflet.SHA256, name, "0" * 64)
    with pytest.raises(AssetError, match=rf"^{name} of django-js-lib-leaflet is not .*; reinstall django-js-lib-leaf"):
        (leaflet.script if name.endswith(".js") else leaflet.style)()


def test_every_digest_is_of_a_file_in_use(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is listed that is not read, so that the test above means what it says."""
    read: list[str] = []
    original = leaflet._read

    def record(name: str) -> bytes:
        read.append(name)
        return original(name)

    monkeypatch.setattr(leaflet, "_read", record)
    leaflet.script()
    leaflet.style()
    assert set(read) == set(leaflet.SHA256)


def test_the_map_is_found_in_a_page_as_the_maps_of_folium_are(page_file: PageFile) -> None:
    """Scripts for folium's pages look for the element by its class, and for the map by the element's id."""
    element = r'<div class="folium-map" id="map_\w+"'
    assert re.search(element, folium.Map().get_root().render())
    assert re.search(element, page_file("hwasong-11").read_text("utf-8"))
