"""Build the shapes that tell in which country a position is: countries.json."""

from __future__ import annotations

import math
from collections import defaultdict
from functools import cache
from typing import Any

import pycountry
import shapely
from shapely import Point, box

from mapgen.geodesy.outlines import encode_polygons
from tools.basemap.shapes import tidy
from tools.basemap.topology import areas, decode_arcs, simplify_arcs

COUNTRY_SCALE, COUNTRY_TOLERANCE_DEG = 0.01, 0.015
CRIMEA = box(32.3, 44.2, 36.7, 46.3)
VATICAN = Point(12.453, 41.903).buffer(0.005)  # drawn here, because rounding in the package has flattened it
INSIDE_ANOTHER = {
    "BQ": ("NL", box(-69, 11, -62, 18)),
    "BV": ("NO", box(3, -55, 4, -54)),
    "GF": ("FR", box(-55, 2, -51, 6)),
    "GP": ("FR", box(-62, 15.7, -60.9, 16.6)),
    "MQ": ("FR", box(-61.4, 14.2, -60.7, 15)),
    "RE": ("FR", box(55, -21.6, 56, -20.6)),
    "SJ": ("NO", box(-10, 70.5, 35, 81.5)),
    "TK": ("NZ", box(-173, -10, -170, -8)),
    "YT": ("FR", box(44.8, -13.3, 45.5, -12.4)),
}
"""ISO 3166-1 codes without a country in Natural Earth: the country that contains them there, and a box around them."""
WITHOUT_NUMBER = {
    "Akrotiri": ("CY", "GB"),
    "Baikonur": ("KZ", "RU"),
    "Bajo Nuevo Bank": ("CO", "JM", "US"),
    "Clipperton I.": ("FR",),
    "Coral Sea Is.": ("AU",),
    "Cyprus U.N. Buffer Zone": ("CY",),
    "Dhekelia": ("CY", "GB"),
    "Indian Ocean Ter.": ("CC", "CX"),
    "Kosovo": ("RS", "XK"),
    "N. Cyprus": ("CY", "TR"),
    "Scarborough Reef": ("CN", "PH", "TW"),
    "Serranilla Bank": ("CO", "HN", "JM", "US"),
    "Siachen Glacier": ("CN", "IN", "PK"),
    "Somaliland": ("SO",),
    "Spratly Is.": ("BN", "CN", "MY", "PH", "TW", "VN"),
    "USNB Guantanamo Bay": ("CU", "US"),
}
"""Areas of Natural Earth without an ISO number: the codes of the countries that hold, rent or claim them."""


def build_countries(countries: dict[str, Any]) -> dict[str, Any]:
    """
    Build the shapes that tell in which country a position is.

    Parameters
    ----------
    countries
        The topology ``countries-10m``.

    Returns
    -------
    dict
        The content of countries.json: by ISO 3166-1 alpha-2 code (and XK), the country's polygons, every islet kept.
    """
    arcs = decode_arcs(countries)
    exact = _by_code(areas(countries, arcs, "countries"))
    simple = _by_code(areas(countries, simplify_arcs(arcs, [COUNTRY_TOLERANCE_DEG] * len(arcs)), "countries"))
    shapes = {code: _with_islets(simple[code], exact[code]) for code in sorted(exact)}
    encoded = {code: encode_polygons(shape, COUNTRY_SCALE) for code, shape in shapes.items()}
    return {"scale": COUNTRY_SCALE, "countries": encoded}


def _by_code(shapes: dict[tuple[str | None, str | None], Any]) -> dict[str, Any]:
    """Unite the areas of each code; a territory inside another country in Natural Earth gets its own code as well."""
    numbers = {country.numeric: country.alpha_2 for country in pycountry.countries}
    parts: dict[str, list[Any]] = defaultdict(list)
    for (number, name), area in shapes.items():
        for code in (numbers[number],) if number else WITHOUT_NUMBER[str(name)]:
            parts[code].append(area)
    # Natural Earth draws Crimea as part of the country that holds it. A check of positions must not take a side, so
    # Crimea is part of both shapes.
    for code, (owner, window) in {**INSIDE_ANOTHER, "UA": ("RU", CRIMEA)}.items():
        inside = [part for area in parts[owner] for part in shapely.get_parts(area) if window.contains(part)]
        parts[code] += inside
    parts["VA"].append(VATICAN)
    return {code: shapely.union_all(found) for code, found in parts.items()}


def _with_islets(simple: Any, exact: Any) -> Any:
    """Return the simplified shape on the grid, with the grid cells of each islet that would be lost."""
    polygons = tidy(simple, COUNTRY_SCALE, 0)
    lost = [part for part in shapely.get_parts(exact) if not part.is_empty and not polygons.intersects(part)]
    return tidy(shapely.union_all([polygons, *map(_cells, lost)]), COUNTRY_SCALE, 0)


def _cells(part: Any) -> Any:
    """Return the smallest box on the grid around a geometry: at least a cell, and within 180 degrees."""
    west, south, east, north = (value / COUNTRY_SCALE for value in part.bounds)
    west, south = min(math.floor(west), 180 / COUNTRY_SCALE - 1), min(math.floor(south), 90 / COUNTRY_SCALE - 1)
    cells = (west, south, max(math.ceil(east), west + 1), max(math.ceil(north), south + 1))
    return box(*(value * COUNTRY_SCALE for value in cells))


@cache
def _alpha_2() -> dict[str, str]:
    return {country.numeric: country.alpha_2 for country in pycountry.countries}


def code_of(id_: str) -> str:
    """
    Return the code of a country of the topology.

    Parameters
    ----------
    id_
        Its number in ISO 3166-1; its name in Natural Earth, if it has no number.

    Returns
    -------
    str
        Its code in ISO 3166-1 alpha-2, or that name; XK for Kosovo.
    """
    return "XK" if id_ == "Kosovo" else _alpha_2().get(id_, id_)
