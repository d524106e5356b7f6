"""A map whose rings are joined by origin draws what it draws when each ring is a feature of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen import build_map, export
from mapgen.page import blocks
from tests.browser.driver import block, choose, settle

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from mapgen.catalog.model import Catalog
    from tests.browser.conftest import OpenPage

DRAWN = """() => [...document.querySelectorAll(".folium-map path")].map(
  (path) => [path.className.baseVal, path.getAttribute("d")],
)"""
ADDRESSES = ("tab=reach", "origin=north-base&tab=reach", "origin=south-base,north-base&tab=reach")


def test_joined_rings_are_drawn_and_judged_as_separate_ones(
    small: Catalog, open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Basis, line style, outline and every row of the Reach tab are the same."""
    document = build_map(small, "small")
    shown = []
    for most in (blocks.MOST_FEATURES, 0):
        monkeypatch.setattr(blocks, "MOST_FEATURES", most)
        file = tmp_path / f"{most}.html"
        file.write_bytes(export(document, "html"))
        page = open_page(file).page
        joined = [each for each in block(page, "ranges")["features"] if isinstance(each["properties"]["origin"], list)]
        assert bool(joined) == (most == 0)
        states = []
        for address in ADDRESSES:
            choose(page, address)
            settle(page)
            states.append((page.evaluate(DRAWN), page.locator("#pane-reach").inner_text()))
        shown.append(states)
    assert shown[0] == shown[1]
    assert len({str(state) for state in shown[0]}) == len(ADDRESSES)
