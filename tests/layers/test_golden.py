"""Compare areas and layers with GeoJSON files kept as text, each named after its case.

To accept a change: look at the difference, then run ``python -m tests.layers.test_golden``: it writes the files anew.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import shapely

from mapgen.catalog.load import load_catalog, load_story
from mapgen.geodesy.rings import range_area, union_area
from mapgen.layers import ranges, sites
from mapgen.selection.resolve import resolve
from tests.paths import GOLDEN, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

PYONGYANG = (125.75, 39.02)
EXAMPLE = ROOT / "docs" / "example"


def _area(area: Any) -> dict[str, Any]:
    """Write an area with four decimals, one feature of its own."""
    geometry = json.loads(shapely.to_geojson(shapely.set_precision(area, 1e-4)))
    return {"type": "Feature", "properties": {}, "geometry": _rounded(geometry)}


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _rounded(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_rounded(part) for part in value]
    return round(value, 4) if isinstance(value, float) else value


def _example_layer(build: Callable[[Any], Any], name: str) -> dict[str, Any]:
    """Build a layer of the example in the docs."""
    catalog = load_catalog(EXAMPLE)
    layer = build(resolve(catalog, load_story(catalog, "example")))
    content: dict[str, Any] = layer.features[name]
    return content


def _missile_bases() -> list[tuple[float, float]]:
    sites = load_catalog().sites.values()
    return [site.position for site in sites if (site.kind, site.country) == ("missile_base", "KP") and site.position]


CASES: dict[str, Callable[[], dict[str, Any]]] = {
    "sinpung-dong-800-km": lambda: _area(range_area(125.28, 40.32, max_km=800, tolerance_km=2)),
    "sinpung-dong-380-to-800-km": lambda: _area(range_area(125.28, 40.32, min_km=380, max_km=800, tolerance_km=2)),
    "fiji-1000-km-over-the-antimeridian": lambda: _area(range_area(179.0, -17.8, max_km=1_000, tolerance_km=2)),
    "svalbard-2000-km-over-the-north-pole": lambda: _area(range_area(15.6, 78.2, max_km=2_000, tolerance_km=2)),
    "pyongyang-13000-km-over-both-poles": lambda: _area(range_area(125.75, 39.02, max_km=13_000, tolerance_km=5)),
    "union-of-two-over-the-antimeridian": lambda: _area(
        union_area([(178.0, 52.0), (-176.0, 51.0)], max_km=500, tolerance_km=2)
    ),
    "pyongyang-800-km": lambda: _area(range_area(*PYONGYANG, max_km=800)),
    "pyongyang-15000-km": lambda: _area(range_area(*PYONGYANG, max_km=15_000)),
    "north-89.9-1000-km-around-the-pole": lambda: _area(range_area(0.0, 89.9, max_km=1_000)),
    "equator-179.9-3000-km": lambda: _area(range_area(179.9, 0.0, max_km=3_000)),
    "north-35-16000-km": lambda: _area(range_area(135.0, 35.0, max_km=16_000)),
    "annulus-around-the-south-pole": lambda: _area(range_area(0.0, -90.0, min_km=1_000, max_km=2_000)),
    "missile-bases-380-km": lambda: _area(union_area(_missile_bases(), max_km=380)),
    "example-ranges": lambda: _example_layer(ranges.build, "ranges"),
    "example-sites": lambda: _example_layer(sites.build, "sites"),
}


def _text(content: dict[str, Any]) -> str:
    """Write GeoJSON so that a difference shows where it is: a position a line."""
    spread = json.dumps(content, ensure_ascii=False, indent=1)
    return re.sub(r"\[\s+(-?[\d.]+),\s+(-?[\d.]+)\s+\]", r"[\1, \2]", spread) + "\n"


@pytest.mark.parametrize("case", CASES)
def test_geojson_is_as_kept(case: str) -> None:
    """Each case gives the text of its file."""
    assert _text(CASES[case]()) == (GOLDEN / f"{case}.geojson").read_text("utf-8")


def test_each_golden_file_has_a_case() -> None:
    """No file is left over from a case that is gone."""
    assert {path.stem for path in GOLDEN.glob("*.geojson")} == set(CASES)


if __name__ == "__main__":
    for name, build in CASES.items():
        (GOLDEN / f"{name}.geojson").write_text(_text(build()), "utf-8")
