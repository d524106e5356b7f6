"""Ask whether a site lies where its record says, in its country or at sea; a doubt says what may be wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mapgen.catalog.countries import countries_at, ground_of, is_country
from mapgen.errors import shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mapgen.records.model import Site

BORDER_SLACK_KM = 25.0  # the outlines are simplified, and a border village lies on the line itself
COAST_SLACK_KM = 45.0  # at sea: 24 nautical miles, the contiguous zone, with the islets that no outline has
ZONE_KM = 370.4  # 200 nautical miles, the exclusive economic zone
SLIP_KM = 5.0  # what the outlines are good to: a harbour may lie outside them
OTHER_CODES = {"EL": "GR", "UK": "GB"}
"""Codes that are in use beside those of ISO 3166-1."""
CHECKED = "or say in position_checked why it is right"


def country_doubt(site: Site) -> str | None:
    """Say what is wrong with the country of a site, or return None."""
    if site.country is None or is_country(site.country):
        return None
    what = f"{shown(site.country)} is no country of ISO 3166-1"
    if site.country == "XZ":
        return f"{what}; for a place at sea leave country out and write at_sea = true"
    return f"{what}; write its alpha-2 code, e.g. {OTHER_CODES.get(site.country, 'KP')}"


@dataclass(frozen=True)
class Doubt:
    """What makes a position look wrong.

    Attributes
    ----------
    message : str
        What is seen, and what to do.
    grave : bool
        Whether the position can hardly be right; else it may be that of an islet that no outline has.
    """

    message: str
    grave: bool


def position_doubt(site: Site) -> Doubt | None:
    """Say what makes the position of a site look wrong, or return None.

    A position must lie in the declared country or within 25 km of it (45 km at sea), give or take its uncertainty.
    Where several countries hold or claim a place, each of them is right. Farther out at sea, up to 200 nautical miles
    from the country, there may be an islet that no outline has: that doubt is not grave, unless another country is
    as near as 25 km, or a slip of the pen explains it. A place said to be at sea may lie as far as that from its
    country, if it has one, and must not lie farther inland than 25 km.
    """
    if site.position is None or (site.country is not None and not is_country(site.country)):
        return None
    lon, lat = site.position
    slack_km = (site.uncertainty_km or 0.0) + BORDER_SLACK_KM
    if site.at_sea and (inland := _inland(lon, lat, slack_km)):
        return Doubt(inland, grave=True)
    if site.country is None:
        return None
    away_km = ground_of(site.country).distance_km(lon, lat)
    if away_km <= slack_km:
        return None
    there = countries_at(lon, lat)
    at_sea_km = away_km - slack_km + BORDER_SLACK_KM if not there else float("inf")
    if at_sea_km <= (ZONE_KM if site.at_sea else COAST_SLACK_KM):
        return None
    near = there or countries_at(lon, lat, BORDER_SLACK_KM)
    slip = _slip(site.country, lon, lat)
    place = f"lon {lon:.10g}, lat {lat:.10g} lies {away_km:,.0f} km outside {site.country}, the declared country"
    advice = _advice("in" if there else "off the coast of", near)
    return Doubt(f"{place}; {slip or advice}", grave=bool(slip or near) or at_sea_km > ZONE_KM)


def _inland(lon: float, lat: float, slack_km: float) -> str | None:
    """Say how far inland a place at sea lies, if it does."""
    there = countries_at(lon, lat)
    depth_km = min((ground_of(code).coast_km(lon, lat) for code in there), default=0.0)
    if depth_km <= slack_km:
        return None
    place = f"lon {lon:.10g}, lat {lat:.10g} is said to be at sea, and lies in {' or '.join(there)}"
    return f"{place}; check it, take at_sea out, {CHECKED}"


def _advice(where: str, near: list[str]) -> str:
    if near:
        return f"it lies {where} {' or '.join(near)}: check lon, lat and country, {CHECKED}"
    return f"it lies at sea: check lon, lat and country, write at_sea = true, {CHECKED}"


def _slip(country: str, lon: float, lat: float) -> str | None:
    """Say which slip of the pen would explain a position, if the one that was meant lies in the country."""
    ground = ground_of(country)
    for slip, meant_lon, meant_lat in _slips(lon, lat):
        if abs(meant_lon) <= 180 and abs(meant_lat) <= 90 and ground.distance_km(meant_lon, meant_lat) <= SLIP_KM:
            return slip
    return None


def _slips(lon: float, lat: float) -> Iterator[tuple[str, float, float]]:
    """Yield each likely slip, and the position that was meant; the likeliest first."""
    yield "lon and lat look swapped", lat, lon
    yield "lon looks as if it had the wrong sign", -lon, lat
    yield "lat looks as if it had the wrong sign", lon, -lat
    yield "lon and lat look as if both had the wrong sign", -lon, -lat
    for sign_lon, sign_lat in ((-1, 1), (1, -1), (-1, -1)):
        yield "lon and lat look swapped, and a sign wrong", sign_lon * lat, sign_lat * lon
    yield from _minutes(lon, lat)
    yield "lon looks as if its decimal point were out of place", lon * 10, lat
    yield "lon looks as if its decimal point were out of place", lon / 10, lat
    yield "lat looks as if its decimal point were out of place", lon, lat * 10
    yield "lat looks as if its decimal point were out of place", lon, lat / 10


def _minutes(lon: float, lat: float) -> Iterator[tuple[str, float, float]]:
    """Yield the positions that are meant if decimals are minutes: 37.58 written for 37 degrees 58 minutes."""
    true_lon, true_lat = _with_minutes(lon), _with_minutes(lat)
    slip = "look like degrees and minutes; in decimals they would be"
    if true_lon is not None and true_lat is not None:
        yield f"lon and lat {slip} {true_lon:.2f} and {true_lat:.2f}", true_lon, true_lat
    if true_lon is not None:
        yield f"lon looks like degrees and minutes; in decimals it would be {true_lon:.2f}", true_lon, lat
    if true_lat is not None:
        yield f"lat looks like degrees and minutes; in decimals it would be {true_lat:.2f}", lon, true_lat


def _with_minutes(value: float) -> float | None:
    """Return what degrees and minutes, written with a point between them, are in degrees; None if they cannot be."""
    degrees, minutes = divmod(round(abs(value) * 100, 6), 100)
    if minutes >= 60:
        return None
    return float((degrees + minutes / 60) * (-1 if value < 0 else 1))
