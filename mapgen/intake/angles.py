"""Read latitudes and longitudes as tables have them: decimals, degrees with minutes and seconds, letters, MGRS."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from mapgen.errors import CellError, shown
from mapgen.intake.mgrs import mgrs_position
from mapgen.intake.words import AS_ASCII
from mapgen.records.degrees import DEGREES, degree_hint

HEMISPHERES = {
    ("lat", 1): "n north 북위 북 北緯 北纬 北 с с.ш. с.ш сш lu norte nord شمال شمالا",
    ("lat", -1): "s south 남위 남 南緯 南纬 南 ю ю.ш. ю.ш юш ls sur sud جنوب جنوبا",
    ("lon", 1): "e east 동경 동 東経 东经 東 в в.д. в.д вд bt este شرق شرقا",
    ("lon", -1): "w west 서경 서 西経 西经 西 з з.д. з.д зд bb oeste ouest غرب غربا",
}
"""The words that stand before or after an angle, by axis and sign."""
SIDES = {word: side for side, words in HEMISPHERES.items() for word in words.split()}
_SIDE = "|".join(re.escape(word) for word in sorted(SIDES, key=len, reverse=True))
LEADING = re.compile(rf"({_SIDE})(?=[\s\d])[\s:]*")
TRAILING = re.compile(rf"(?<=[\W\d])\s*({_SIDE})\.?$|(?<=[도분초度分秒])({_SIDE})$")
EAST_OR_WEST = re.compile(r"(?:^o(?=[\s\d])|(?<=[\W\d])\s*o$)")
"""The letter for oeste and ouest, which are west, and for Ost, which is east."""
PLAIN = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]+)?")
SECONDS = re.compile(r"\d\s*m\s*[\d.,]+s$")
"""The end of 38d15m30s, whose s is not south."""
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
MARKS = re.compile(
    r"""(?:[\s°º˚*:'’‘′ʹ´`"″“”ʺ-]|(?<=\d)[dms](?![a-z])|deg(?:rees?)?|min(?:utes?)?|sec(?:onds?)?|[도분초度分秒]|градус\w*|درجة|دقيقة|ثانية)*"""
)
"""What may stand between and after the parts of an angle."""
POINT = re.compile(r"(?:srid=4326;)?\s*point\s*z?\s*\(\s*(-?\d+(?:\.\d+)?)\s+(-?\d+(?:\.\d+)?)(?:\s[^)]*)?\)")
SWAPPED = "lat and lon look swapped; write the latitude first, or name the columns with --map"
FORM = {"lat": "38.25 or 38°15'N", "lon": "127.5 or 127°30'E"}
WORDS = {"lat": "latitude", "lon": "longitude"}


class Angle(NamedTuple):
    """An angle in degrees, and the axis that a letter names; empty if none does."""

    degrees: float
    axis: str = ""


def angle(text: str, axis: str) -> float:
    """Return the degrees of a latitude or longitude.

    Parameters
    ----------
    text : str
        E.g. ``38.25``, ``38,25``, ``N38°15'``, ``38 15 00 N`` or ``북위 38도 15분``.
    axis : str
        ``lat`` or ``lon``.

    Returns
    -------
    float

    Raises
    ------
    CellError
        If the text is no such angle, or leads off the globe.
    """
    found = _read(text)
    if found is None:
        msg = f"{shown(text)} is no {WORDS[axis]}; write it as {FORM[axis]}, or empty the cell if it is not public"
        raise CellError(msg)
    if found.axis and found.axis != axis:
        msg = f"{shown(text)} is a {WORDS[found.axis]}: are lat and lon swapped? Name the columns with --map"
        raise CellError(msg)
    if abs(found.degrees) > DEGREES[axis]:
        msg = f"{shown(text)}: {degree_hint(axis, found.degrees)}"
        raise CellError(msg)
    return found.degrees


def position(text: str) -> tuple[float, float]:
    """Return longitude and latitude of a cell that has both.

    Parameters
    ----------
    text : str
        Latitude first, as in ``24.43, 54.66``; letters decide; in square brackets, as in GeoJSON, longitude is first.
        Also a point of WKT, or a grid reference of MGRS.

    Returns
    -------
    tuple of float

    Raises
    ------
    CellError
        If the text is none of these, or leads off the globe.
    """
    if (found := mgrs_position(text)) is not None:
        return found
    bare = text.translate(AS_ASCII).strip()
    if match := POINT.fullmatch(bare.casefold()):
        return _on_globe(text, float(match[1]), float(match[2]))
    brackets = bare[:1] == "[" and bare[-1:] == "]"
    inside = bare[1:-1] if brackets or (bare[:1] == "(" and bare[-1:] == ")") else bare
    pair = _pair(inside)
    if pair is None:
        msg = f"{shown(text)} is no position; write latitude and longitude, as in 24.43, 54.66"
        raise CellError(msg)
    first, second = pair
    lon_first = first.axis == "lon" or second.axis == "lat" or (brackets and not first.axis)
    lon, lat = (first, second) if lon_first else (second, first)
    return _on_globe(text, lon.degrees, lat.degrees)


def has_decimal_comma(text: str) -> bool:
    """Return whether a cell holds one number with a decimal comma."""
    return bool(re.fullmatch(r"\s*[-+]?\d{1,3},\d+\s*", text.translate(AS_ASCII)))


def _on_globe(text: str, lon: float, lat: float) -> tuple[float, float]:
    if abs(lat) > DEGREES["lat"] and abs(lat) <= DEGREES["lon"] and abs(lon) <= DEGREES["lat"]:
        msg = f"{shown(text)}: {SWAPPED}"
        raise CellError(msg)
    for axis, degrees in (("lat", lat), ("lon", lon)):
        if abs(degrees) > DEGREES[axis]:
            msg = f"{shown(text)}: {degree_hint(axis, degrees)}"
            raise CellError(msg)
    return lon, lat


def _pair(text: str) -> tuple[Angle, Angle] | None:
    """Cut a text into two angles, of two axes if letters name them."""
    for separator in (";", "؛", "/", "|", ", ", "،", ",", "\t", " "):
        parts = text.split(separator)
        if len(parts) == 2 and (found := _both(*parts)):
            return found
    words = text.casefold()
    for pattern in (
        rf"(.+?(?:{_SIDE}))[\s,;/]*(.+(?:{_SIDE}))",
        rf"((?:{_SIDE})[\s\d].*?)[\s,;/]*((?:{_SIDE})[\s\d].*)",
    ):
        if (match := re.fullmatch(pattern, words.strip())) and (found := _both(match[1], match[2])):
            return found
    return None


def _both(first: str, second: str) -> tuple[Angle, Angle] | None:
    one, other = _read(first), _read(second)
    if one is None or other is None or (one.axis and one.axis == other.axis):
        return None
    return one, other


def _read(text: str) -> Angle | None:
    """Read one angle; None if it is none. A sign together with a letter, or a letter of two meanings, is none."""
    if PLAIN.fullmatch(text):
        return Angle(float(text))
    words = unicodedata.normalize("NFC", text).casefold().translate(AS_ASCII).strip()
    if SECONDS.search(words):
        words = words[:-1]
    if EAST_OR_WEST.search(words):
        msg = f"{shown(text)}: O may be west (oeste, ouest) or east (Ost); write W or E"
        raise CellError(msg)
    leading, trailing = LEADING.match(words), TRAILING.search(words)
    if leading and trailing:
        return None
    side = leading or trailing
    axis, sign = SIDES[next(filter(None, side.groups()))] if side else ("", 1)
    bare = words[leading.end() :] if leading else words[: trailing.start()] if trailing else words
    bare = bare.strip()
    if bare[:1] in "+-" and bare[:1]:
        if side:
            return None
        sign, bare = (-1 if bare[0] == "-" else 1), bare[1:].strip()
    degrees = _degrees(bare)
    return None if degrees is None else Angle(sign * degrees, axis)


def _degrees(bare: str) -> float | None:
    """Return the value of one to three parts: degrees, minutes, seconds; only the last has decimals."""
    parts: list[str] = []
    at = 0
    while match := NUMBER.match(bare, at):
        parts.append(match[0])
        at = _marks_end(bare, match.end())
        if at == match.end():
            break
    if at != len(bare) or not 1 <= len(parts) <= 3 or any(not part.isdigit() for part in parts[:-1]):
        return None
    values = [float(part.replace(",", ".")) for part in parts]
    if any(value >= 60 for value in values[1:]):
        return None
    return float(sum(value / 60.0**power for power, value in enumerate(values)))


def _marks_end(bare: str, at: int) -> int:
    match = MARKS.match(bare, at)
    return match.end() if match else at
