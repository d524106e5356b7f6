"""Find where the name of each country goes, and its name in many languages."""

from __future__ import annotations

from typing import Any

import shapely
from babel import Locale

from tools.basemap.countries import code_of
from tools.basemap.shapes import area_km2, polygons
from tools.basemap.topology import areas, decode_arcs, simplify_arcs
from tools.name_spots import spots_of

LANGUAGES = (
    "ar az bg bn ca cs da de el en es et fa fi fr he hi hr hu hy id it ja ka kk ko lt lv mn ms nb nl pl pt ro ru sk sl"
    " sq sr sv sw ta te th tr uk ur uz vi zh zh-Hant"
).split()
NO_COUNTRIES = frozenset({"ZZ", "EU", "UN", "EZ"})
TOLERANCE_DEG = 0.02
SPOTS = 6
LEAST_DEG = 0.5
"""In a smaller country there is room for one spot, in degrees."""


def build_names() -> dict[str, dict[str, str]]:
    """
    Return CLDR's name of each country in each language, the short one where there is one.

    Returns
    -------
    dict
        By language tag, by ISO 3166-1 alpha-2 code.
    """
    found: dict[str, dict[str, str]] = {}
    for tag in LANGUAGES:
        names: dict[str, str] = {str(code): name for code, name in Locale.parse(tag, sep="-").territories.items()}
        codes = sorted(code for code in names if len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES)
        found[tag] = {code: names.get(f"{code}-alt-short") or names[code] for code in codes}
    return found


def build_places(countries: dict[str, Any]) -> dict[str, list[Any]]:
    """
    Find where the name of each country may stand.

    Parameters
    ----------
    countries
        The topology ``countries-10m``.

    Returns
    -------
    dict
        By code: the radius of the largest circle inside the country, in degrees, and spots, lon and lat: its middle,
        then others of the same part of the country.
    """
    simple = simplify_arcs(arcs := decode_arcs(countries), [TOLERANCE_DEG] * len(arcs))
    places = {}
    for (number, _), area in areas(countries, simple, "countries").items():
        if number:
            largest = max(polygons(area), key=area_km2, default=None)
            if largest is not None:
                circle = shapely.maximum_inscribed_circle(largest, tolerance=0.05)
                lon, lat = shapely.get_coordinates(circle)[0]
                middle = (round(lon, 2), round(lat, 2))
                spots = spots_of(largest, middle, count=SPOTS) if circle.length > LEAST_DEG else [list(middle)]
                places[code_of(number)] = [round(circle.length, 2), spots]
    return places
