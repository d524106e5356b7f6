"""The pictures of docs/geodesy.md are those that the tool draws, and say in words what they show."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from tests.paths import ROOT
from tools.draw_geodesy import DRAWINGS, FOLDER, cuts

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("name", DRAWINGS)
def test_pictures_are_as_drawn(name: str) -> None:
    """Else run ``python -m tools.draw_geodesy``, and look at them."""
    assert (FOLDER / name).read_text("utf-8") == DRAWINGS[name]()


@pytest.mark.parametrize("name", DRAWINGS)
def test_pictures_are_small_named_and_shown(name: str) -> None:
    text = (FOLDER / name).read_text("utf-8")
    root = ElementTree.fromstring(text)
    assert root.tag == f"{SVG}svg"
    assert root.findtext(f"{SVG}title")
    assert len(text) < 100_000
    assert f"]({name})" in (ROOT / "docs" / "geodesy.md").read_text("utf-8")


def test_every_picture_has_a_drawer() -> None:
    assert {path.name for path in FOLDER.glob("geodesy-*.svg")} == {*DRAWINGS}


def test_cuts_are_the_edges_along_180_degrees_and_over_a_pole() -> None:
    ring = [(170.0, 60.0), (180.0, 60.0), (180.0, 90.0), (-180.0, 90.0), (-180.0, 60.0)]
    assert cuts([ring]) == [
        [(180.0, 60.0), (180.0, 90.0)],
        [(180.0, 90.0), (-180.0, 90.0)],
        [(-180.0, 90.0), (-180.0, 60.0)],
    ]
