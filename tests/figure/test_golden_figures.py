"""The golden cases can be drawn; whether they look right is for eyes."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING, Any

import pytest

from tools.golden_figures import cases, draw

if TYPE_CHECKING:
    from mapgen.catalog.model import Catalog


def test_the_golden_cases_are_those_of_the_issue(catalog: Catalog) -> None:
    bases = sum(
        site.kind == "missile_base" and site.country == "KP" and site.position is not None
        for site in catalog.sites.values()
    )
    assert [name for name, *_ in cases()] == [
        "pyongyang-800-km",
        "pyongyang-15000-km",
        "89.9-n-1000-km",
        "0-n-179.9-e-3000-km",
        "35-n-16000-km",
        "annulus-around-the-south-pole",
        f"{bases}-bases-380-km",
    ]


@pytest.fixture(scope="module")
def drawn() -> list[Any]:
    """Return the cases, whose areas take a while."""
    return list(cases())


@pytest.mark.parametrize("index", range(7))
def test_a_golden_figure_has_land_area_and_outline(base: dict[str, Any], drawn: list[Any], index: int) -> None:
    _, area, azimuthal, mercator = drawn[index]
    for projection in (azimuthal, mercator):
        root = ET.fromstring(draw(area, projection, base))
        paths = [path.get("d", "") for path in root.iter("{http://www.w3.org/2000/svg}path")]
        assert len(paths) == 3
        assert all(path.startswith("M") for path in paths)
        assert paths[1].endswith("z"), "an area is closed"
