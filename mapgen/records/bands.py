"""Compute the band of a missile from its published figures, without inventing a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mapgen.records.model import Missile, RangeFigure


Floor = Literal["flown", "at-least"]


@dataclass(frozen=True)
class Band:
    """The span from the lowest to the highest published figure of a missile.

    Attributes
    ----------
    low_km : float or None
        Lowest estimated or claimed figure in km; None where only flown distances are known.
    high_km : float
        Highest estimated or claimed figure, or flown distance, in km.
    low_figures, high_figures : tuple of int
        Places in ``missile.ranges`` of the figures that set each limit.
    floor : {"flown", "at-least"} or None
        Why the high limit says only how far at least: it is a distance that was flown, beyond every estimate and claim,
        or every source of it says "at least". None where some source gives it as the farthest.
    """

    low_km: float | None
    high_km: float
    low_figures: tuple[int, ...]
    high_figures: tuple[int, ...]
    floor: Floor | None

    @property
    def flown_only(self) -> bool:
        """Whether only flown distances are known: a floor, with no low limit."""
        return self.low_km is None


def band_of(missile: Missile) -> Band | None:
    """Return the band of a missile, or None where it has no figures.

    A flown distance is a floor for the high limit and never sets the low one. A figure set apart by an editor, or not
    verified, sets no limit where another figure exists.
    """
    if not missile.ranges:
        return None
    taken = [item for item in enumerate(missile.ranges) if sets_limit(missile, item[1])]
    stated = [item for item in taken if item[1].kind != "flown"]
    low_km = min((figure.low_km for _, figure in stated), default=None)
    high_km = max(figure.high_km for _, figure in taken)
    setters = [item for item in taken if item[1].high_km == high_km]
    stated_setters = [item for item in setters if item[1].kind != "flown"]
    return Band(
        low_km=low_km,
        high_km=high_km,
        low_figures=tuple(index for index, figure in stated if figure.low_km == low_km),
        high_figures=tuple(index for index, _ in stated_setters or setters),
        floor=_floor([figure for _, figure in setters]),
    )


def is_floor(figure: RangeFigure) -> bool:
    """Return whether a figure says only how far at least: a distance that was flown, or "at least" in its source."""
    return figure.kind == "flown" or figure.qualifier == "at-least"


def _floor(setters: Sequence[RangeFigure]) -> Floor | None:
    """Return of what kind of floor the figures of a high limit are; None where one of them is no floor."""
    if not all(map(is_floor, setters)):
        return None
    return "flown" if all(figure.kind == "flown" for figure in setters) else "at-least"


def limit_sources(missile: Missile, band: Band | None) -> list[str]:
    """Return the ids of the sources whose figures set the band of a missile."""
    figures = (*band.low_figures, *band.high_figures) if band else ()
    return list(dict.fromkeys(missile.ranges[index].source for index in figures))


def sets_limit(missile: Missile, figure: RangeFigure) -> bool:
    """Return whether a figure may set a limit of the band: no editor set it apart, and it was found again.

    Where a missile has no such figure, all its figures may.
    """
    if figure.sets_band and figure.verified:
        return True
    return not any(other.sets_band and other.verified for other in missile.ranges)
