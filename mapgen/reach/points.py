"""Find the points that a user names on the command line: sites by id, or positions as LON,LAT."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from mapgen.errors import MapgenError, UnknownNameError, all_at_once, shown
from mapgen.records.degrees import DEGREES, degree_hint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mapgen.catalog.model import Catalog

DECIMALS = 2
"""Decimals of a position in degrees that we take from a user: a pin on the page has as many."""
_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"
_POSITION = re.compile(rf"\s*({_NUMBER})\s*,\s*({_NUMBER})\s*")
HOW_LON_LAT = "write LON,LAT in decimal degrees, e.g. 126.98,37.57"
HOW = f"{HOW_LON_LAT}, or the id of a site"


@dataclass(frozen=True)
class Point:
    """A place that distances are measured to or from.

    Attributes
    ----------
    id : str
        Id of the site, or the position as ``LON,LAT``.
    name : str
        Name in English, or the position in words.
    lon, lat : float
        Position in WGS84 degrees.
    uncertainty_km : float
        Radius of the circle that contains the place, in km; 0 for a position that the user gave.
    kind, country : str or None
        Of the site; None for a position that the user gave.
    """

    id: str
    name: str
    lon: float
    lat: float
    uncertainty_km: float
    kind: str | None = None
    country: str | None = None

    @property
    def position(self) -> tuple[float, float]:
        """Longitude and latitude in WGS84 degrees."""
        return self.lon, self.lat


def points_of(catalog: Catalog, texts: Iterable[str]) -> list[Point]:
    """Return the points that a user names, each once, or say of all which cannot be found: see `point_of`."""
    points = all_at_once(partial(point_of, catalog, text) for text in texts)
    return list({point.id: point for point in points}.values())


def point_of(catalog: Catalog, text: str) -> Point:
    """Return the point that a user names.

    Parameters
    ----------
    catalog : Catalog
        Where ids are looked up.
    text : str
        Id of a site, or ``LON,LAT`` in decimal degrees, which is rounded to two decimals, as a pin on the page is.

    Returns
    -------
    Point

    Raises
    ------
    UnknownNameError
        If no site has this id.
    MapgenError
        If the position is not on the globe or not written as numbers, or that of the site is not public.
    """
    if match := _POSITION.fullmatch(text):
        lon, lat = (round(float(part), DECIMALS) + 0.0 for part in match.groups())
        for name, degrees in (("lon", lon), ("lat", lat)):
            if abs(degrees) > DEGREES[name]:
                msg = f"{shown(text)}: {name} {degrees:.10g} is off the globe; {degree_hint(name, degrees)}"
                raise MapgenError(msg)
        return Point(f"{lon:.2f},{lat:.2f}", f"lon {lon:g}, lat {lat:g}", lon, lat, 0.0)
    if "," in text or re.match(r"\s*[+-]?\d+(\.\d*)?\s*$", text):
        msg = f"{shown(text)} is not a position; {HOW}"
        raise MapgenError(msg)
    if text not in catalog.sites:
        raise UnknownNameError("site", text, catalog.sites)
    site = catalog.sites[text]
    if site.lon is None or site.lat is None:
        msg = f"{site.id}: its location is not public; name another site, or {HOW_LON_LAT}"
        raise MapgenError(msg)
    return Point(site.id, site.name, site.lon, site.lat, site.uncertainty_km or 0.0, site.kind, site.country)
