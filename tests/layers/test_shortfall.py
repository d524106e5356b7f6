"""A build says where its base map has less detail than it should."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mapgen.catalog.load import load_catalog
from mapgen.layers import basemap
from mapgen.layers._shortfall import shortfall
from mapgen.selection.resolve import resolve
from tests.hostile import write_record

if TYPE_CHECKING:
    from pathlib import Path

    from mapgen.catalog.model import Catalog

WIDE = "coasts are coarse except around the sites: the rings are too wide for more detail in a page"


def said(catalog: Catalog, story: str) -> tuple[str, ...]:
    """Return what a build of this story says of its base map."""
    selection = resolve(catalog, catalog.stories[story])
    return shortfall(selection, basemap.build(selection).packed["basemap"]["parts"])


def write(folder: Path, lat: float, high_km: int, **site: Any) -> Catalog:
    """Write a story with one origin at a latitude, and one missile."""
    place = {"name": "A station", "kind": "launch_site", "status": "active", "lon": 15.6, "lat": lat, **site}
    write_record(folder / "sites" / "station.toml", place | {"uncertainty_km": 5, "position_note": "invented"})
    figure = {"low_km": 100, "high_km": high_km, "kind": "estimated", "source": "airportsdata"}
    missile = {"name": "M", "family": "m", "class": "mrbm", "status": "unknown", "ranges": [figure]}
    write_record(folder / "missiles" / "m-1.toml", missile)
    story = {"title": {"en": "T"}, "as_of": "2026-11-23", "languages": ["en"], "missiles": ["m-1"]}
    write_record(folder / "stories" / "far.toml", story | {"origins": {"ids": ["station"]}})
    return load_catalog(folder)


@pytest.mark.parametrize("story", ["hwasong-11", "long-range", "gulf"])
def test_the_packaged_stories_have_the_detail_that_they_should(catalog: Catalog, story: str) -> None:
    assert said(catalog, story) == ()


def test_rings_around_the_pole_are_too_wide(tmp_path: Path) -> None:
    assert said(write(tmp_path, 78.2, 2_000, country="NO"), "far") == (WIDE,)


def test_a_site_beyond_the_edge_of_the_flat_map_is_named(tmp_path: Path) -> None:
    catalog = write(tmp_path, 88.5, 300, at_sea=True)
    assert said(catalog, "far")[0] == "beyond 85 degrees, where the flat map ends: A station"


def test_a_site_whose_ground_found_no_room_in_the_page_is_named(tmp_path: Path) -> None:
    catalog = write(tmp_path, 58.2, 300, country="SE")
    found = shortfall(resolve(catalog, catalog.stories["far"]), ())
    assert found[0] == "coasts are coarse, because a page has no room for more, around: A station"
