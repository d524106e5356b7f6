"""Read published ranges as tables have them, by the rules that read the numbers of quotes."""

from __future__ import annotations

import re
from typing import Any

from mapgen.checks.quotes.quantities import Quantity, distances, quantities
from mapgen.checks.quotes.wording import folded
from mapgen.errors import CellError, shown

MAX_KM = 45_000.0
"""Somewhat more than the circumference of the Earth; `mapgen check` knows how large a ring can be."""
MIN_ROUNDED_KM = 10.0
"""From here on, a distance that was converted from another unit loses its decimals."""
QUALIFIERS = {
    "at-least": (
        "at least|over|more than|exceeding|minimum|이상|넘는|以上|超|lebih dari|sedikitnya|setidaknya|minimal|"
        "más de|al menos|более|свыше|не менее|على الأقل|أكثر من|>|≥"
    ),
    "up-to": (
        "up to|at most|maximum|max|less than|최대|이하|最大|以下|hingga|sampai dengan|maksimal|maksimum|"
        "hasta|до|не более|حتى|<|≤"
    ),
    "about": (
        "about|approximately|approx|around|some|circa|ca\\.|~|≈|약|여|約|约|およそ|sekitar|kira-kira|unos|"
        "cerca de|около|примерно|حوالي|نحو"
    ),
}
"""The words for each qualifier, as a regular expression; the first that is found counts."""
AFTER_DIGITS = {"at-least": r"(?<=\d)\s?\+", "up-to": r"(?!)", "about": "(?<=[\\d천만])(?:여|餘|余|多)"}
"""What says the same after the number."""
_PATTERNS = {
    name: re.compile(rf"(?<![^\W\d_])(?:{words})(?![a-zа-яё])|{AFTER_DIGITS[name]}")
    for name, words in QUALIFIERS.items()
}


def figure(text: str, unit: str = "", *, decimal_comma: bool = False) -> dict[str, Any]:
    """Return the figure of a cell, as a record has it.

    Parameters
    ----------
    text : str
        E.g. ``380-800 km``, ``at least 13,000 km`` or ``약 600km``.
    unit : str, optional
        The unit that the column's name has, for cells without one.
    decimal_comma : bool, optional
        Whether the table writes 1,5 for one and a half, and so 1.300 for a thousand.

    Returns
    -------
    dict
        ``low_km``, ``high_km`` and, if the words say so, ``qualifier``.

    Raises
    ------
    CellError
        If the text holds no distance, one in an unknown unit, or a number that may be two.
    """
    language = "de" if decimal_comma else None
    given = text if not unit or any(each.km_per_unit for each in quantities(text, language)) else f"{text} {unit}"
    found = distances(given, language)
    if not found:
        strange = [each for each in quantities(given, language) if each.unit]
        what = f"has no unit of length: {strange[0].unit!r} is none" if strange else "is no distance"
        raise CellError(f"{shown(text)} {what}; write it as 380-800 km")
    values = sorted(_km(each, folded(given), text) for each in found)
    if values[-1] > MAX_KM:
        raise CellError(f"{shown(text)} is more than the way around the Earth; correct it")
    data: dict[str, Any] = {"low_km": plain(values[0]), "high_km": plain(values[-1])}
    qualifier = next((name for name, pattern in _PATTERNS.items() if pattern.search(folded(given))), None)
    return data | ({"qualifier": qualifier} if qualifier else {})


def plain(value: float) -> float | int:
    """Return a number without decimals if it has none, and with one at most."""
    rounded = round(value, 1)
    return int(rounded) if rounded == int(rounded) else rounded


def _km(quantity: Quantity, words: str, text: str) -> float:
    """Return a distance in km. A comma before three digits groups them: no range is given in metres that way."""
    if len(quantity.km) > 1 and "," not in words[slice(*quantity.span)]:
        low, high = (f"{value:,.10g}" for value in (min(quantity.km), max(quantity.km)))
        raise CellError(f"{shown(text)} may be {low} or {high} km; write thousands without a mark")
    km = max(quantity.km)
    return km if quantity.km_per_unit in (None, 1.0) or km < MIN_ROUNDED_KM else float(round(km))
