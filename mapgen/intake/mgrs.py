"""Read grid references of MGRS: the zone of UTM, a square of 100 km, and the place in it.

The formulas of the transverse Mercator projection are those of Krüger (1912), to the fourth order: below a millimetre.
"""

from __future__ import annotations

import math
import re

from mapgen.intake.words import AS_ASCII
from mapgen.resources import constants

REFERENCE = re.compile(r"(\d{1,2})([C-HJ-NP-X])([A-HJ-NP-Z])([A-HJ-NP-V])((?:\d\d){0,5})")
BANDS = "CDEFGHJKLMNPQRSTUVWX"
COLUMNS = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
"""Letters of the columns of squares, by zone modulo 3 beginning with zone 1."""
ROWS = "ABCDEFGHJKLMNPQRSTUV"
"""Letters of the rows of squares, from the equator; zones of even numbers begin with F."""
SQUARE_M, CYCLE_M = 100_000, 2_000_000
SCALE, FALSE_EASTING_M = 0.9996, 500_000
A_M, F = constants()["EQUATORIAL_RADIUS_M"], 1 / constants()["INVERSE_FLATTENING"]
"""The ellipsoid of WGS84."""
N = F / (2 - F)
RECTIFYING_M = A_M / (1 + N) * (1 + N**2 / 4 + N**4 / 64)
BETA = (
    N / 2 - 2 * N**2 / 3 + 37 * N**3 / 96 - N**4 / 360,
    N**2 / 48 + N**3 / 15 - 437 * N**4 / 1440,
    17 * N**3 / 480 - 37 * N**4 / 840,
    4397 * N**4 / 161280,
)
DELTA = (
    2 * N - 2 * N**2 / 3 - 2 * N**3 + 116 * N**4 / 45,
    7 * N**2 / 3 - 8 * N**3 / 5 - 227 * N**4 / 45,
    56 * N**3 / 15 - 136 * N**4 / 35,
    4279 * N**4 / 630,
)


def mgrs_position(text: str) -> tuple[float, float] | None:
    """Return the middle of the square that a reference names, as longitude and latitude in degrees.

    Parameters
    ----------
    text : str
        E.g. ``39R WH 12345 67890``; blanks do not matter.

    Returns
    -------
    tuple of float or None
        None if the text is no such reference, or names a square that its zone does not have.
    """
    match = REFERENCE.fullmatch(re.sub(r"\s+", "", text.translate(AS_ASCII)).upper())
    if not match:
        return None
    zone, band, column, row, digits = int(match[1]), match[2], match[3], match[4], match[5]
    if not 1 <= zone <= 60 or column not in COLUMNS[(zone - 1) % 3]:
        return None
    half = len(digits) // 2
    step = 10.0 ** (5 - half)
    east = (COLUMNS[(zone - 1) % 3].index(column) + 1) * SQUARE_M + (int(digits[:half] or 0) + 0.5) * step
    north = (ROWS.index(row) - (5 if zone % 2 == 0 else 0)) % 20 * SQUARE_M + (int(digits[half:] or 0) + 0.5) * step
    return _in_band(zone, band, east, north)


def _in_band(zone: int, band: str, east: float, north: float) -> tuple[float, float] | None:
    """Return that one of the places every 2,000 km, which share the letters of a square, that is in a band."""
    south_edge = -80 + 8 * BANDS.index(band)
    north_edge = 84 if band == "X" else south_edge + 8
    for cycle in range(-5, 6):
        lon, lat = _inverse(zone, east, north + cycle * CYCLE_M)
        if south_edge - 0.9 <= lat <= north_edge + 0.9:  # a square may reach over the edge of its band
            return lon, lat
    return None


def _inverse(zone: int, east: float, north: float) -> tuple[float, float]:
    """Return longitude and latitude of metres in a zone; `north` is negative south of the equator."""
    xi, eta = north / (SCALE * RECTIFYING_M), (east - FALSE_EASTING_M) / (SCALE * RECTIFYING_M)
    terms = list(enumerate(BETA, start=1))
    xi_ = xi - sum(beta * math.sin(2 * j * xi) * math.cosh(2 * j * eta) for j, beta in terms)
    eta_ = eta - sum(beta * math.cos(2 * j * xi) * math.sinh(2 * j * eta) for j, beta in terms)
    chi = math.asin(math.sin(xi_) / math.cosh(eta_))
    lat = chi + sum(delta * math.sin(2 * j * chi) for j, delta in enumerate(DELTA, start=1))
    lon = math.atan2(math.sinh(eta_), math.cos(xi_))
    return math.degrees(lon) + 6 * zone - 183, math.degrees(lat)
