"""The data that programs read back: one feature for each ring, joined in a very large map only."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bench.growth import write_data
from mapgen import build_map, export, load_catalog
from mapgen.page import blocks

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from mapgen.catalog.model import Catalog


def test_rings_that_differ_only_in_their_origin_are_joined_in_a_large_map(
    small: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is lost: the joined features, taken apart again, are the ones of a smaller map."""
    ranges = build_map(small, "small").features["ranges"]
    assert blocks.joined(ranges) is ranges
    monkeypatch.setattr(blocks, "MOST_FEATURES", len(ranges["features"]) - 1)
    apart = []
    for feature in blocks.joined(ranges)["features"]:
        given, geometry = feature["properties"], feature["geometry"]
        if isinstance(given["origin"], list):
            assert geometry["type"] == "MultiPoint"
            for origin, place in zip(given["origin"], geometry["coordinates"], strict=True):
                point = {"type": "Point", "coordinates": place}
                apart.append({"type": "Feature", "properties": {**given, "origin": origin}, "geometry": point})
        else:
            assert given["origin"] is None
            apart.append(feature)
    assert sorted(map(json.dumps, apart)) == sorted(map(json.dumps, ranges["features"]))


def test_page_of_many_origins_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each further origin costs under 2 kB: a thousand with nine missiles and twenty places stay below 2.5 MB."""
    monkeypatch.setattr(blocks, "MOST_FEATURES", 100)  # the rings are joined, as they are in a map of a thousand
    sizes = []
    for origins in (60, 120):
        write_data(tmp_path / str(origins), origins)
        sizes.append(len(export(build_map(load_catalog(tmp_path / str(origins)), "growth"), "html")))
    assert sizes[1] + 880 * (sizes[1] - sizes[0]) / 60 < 2_500_000
