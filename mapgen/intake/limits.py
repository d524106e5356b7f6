"""Make one figure of the columns with its lower and its higher limit, and of the column with the whole range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mapgen.errors import CellError

if TYPE_CHECKING:
    from collections.abc import Mapping

LIMITS = ("low_km", "high_km")
"""The keys of columns with one limit of a range."""


def joined(limits: Mapping[str, dict[str, Any]], whole: dict[str, Any] | None) -> dict[str, Any]:
    """Return the figure that several cells of a row give together.

    Parameters
    ----------
    limits : mapping of str to dict
        What the cells of ``low_km`` and ``high_km`` give, one at least.
    whole : dict or None
        What the cell of the range gives, in the same form: that of `mapgen.intake.ranges.figure`.

    Returns
    -------
    dict

    Raises
    ------
    CellError
        If they contradict each other, or cannot be one figure.
    """
    low, high = limits.get("low_km") or whole, limits.get("high_km") or whole
    if high is None:
        raise CellError("high_km: is empty, but low_km is given; give both, or neither")
    if low is None:
        return high
    if len(limits) == 2 and low["high_km"] > high["low_km"]:
        what = f"low_km: {low['high_km']:,} km is more than the {high['low_km']:,} km of high_km"
        raise CellError(f"{what}; correct one of them")
    if whole and not low["low_km"] <= whole["low_km"] <= whole["high_km"] <= high["high_km"]:
        limit = " and ".join(f"{key} {each[key]:,} km" for key, each in limits.items())
        raise CellError(f"range: contradicts {limit}; correct one of them")
    more = {"qualifier": _qualifier(low, high, whole), "kind": _one("kind", low, high, whole)}
    return {"low_km": low["low_km"], "high_km": high["high_km"], **{key: word for key, word in more.items() if word}}


def _qualifier(low: dict[str, Any], high: dict[str, Any], whole: dict[str, Any] | None) -> str:
    """Return the qualifier of the figure: at least the lower and at most the higher limit is none."""
    of_low, of_high = (each.get("qualifier", "") for each in (low, high))
    if (of_low, of_high) == ("at-least", "up-to"):
        return str((whole or {}).get("qualifier", ""))
    if low is not high and of_low not in ("", "about", of_high):
        raise CellError(f"low_km: {of_low} cannot be said of the lower limit alone; write the whole in one column")
    return _one("qualifier", low, high, whole)


def _one(key: str, *parts: dict[str, Any] | None) -> str:
    """Return what the cells say, if they say one thing; a limit is stronger than "about"."""
    said = {part[key] for part in parts if part and key in part}
    said = said - {"about"} or said
    if len(said) > 1:
        raise CellError(f"range: is {' and '.join(sorted(said))} in the columns of one figure; correct one of them")
    return next(iter(said), "")
