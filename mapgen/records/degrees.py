"""Guess what a number off the globe was meant to be: degrees from 0 to 360, or degrees, minutes and seconds."""

from __future__ import annotations

import math

DEGREES = {"lon": 180.0, "lat": 90.0}
"""The keys that hold degrees, and how far they run to either side."""


def degree_hint(name: str, value: object) -> str:
    """Say what a longitude or latitude beyond its limit may have meant.

    Parameters
    ----------
    name : str
        ``lon`` or ``lat``.
    value : object
        What the record has.

    Returns
    -------
    str
        What the key runs to, and what to write if the number was counted or written in another way.
    """
    limit = DEGREES[name]
    runs = f"{name} runs from -{limit:g} to {limit:g}"
    if not isinstance(value, (int, float)) or abs(value) >= 1e9:
        return f"{runs}: correct it"
    if abs(value) <= 180:
        return f"{runs}: are lon and lat swapped?"
    if name == "lon" and abs(value) <= 360:
        return f"{runs}: if it is counted from 0 to 360, write {round(value - math.copysign(360, value), 6):.10g}"
    for unit, what in ((100, "degrees and minutes"), (10_000, "degrees, minutes and seconds")):
        degrees = _from_sexagesimal(abs(value), unit)
        if degrees is not None and degrees <= limit:
            return f"{runs}: if these are {what}, write {degrees if value > 0 else -degrees:.2f}"
    return f"{runs}: correct it"


def _from_sexagesimal(value: float, unit: int) -> float | None:
    """Return decimal degrees of DDMM.m (unit 100) or DDMMSS.s (unit 10,000), or None if the parts are over 60."""
    degrees, rest = divmod(value, unit)
    minutes, seconds = divmod(rest, unit / 100) if unit > 100 else (rest, 0.0)
    if degrees < 1 or minutes >= 60 or seconds >= 60:
        return None
    return degrees + minutes / 60 + seconds / 3600
