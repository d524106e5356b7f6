"""Compare the bands of all missiles of a map on one scale: the bars of the key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mapgen.records.bands import Band
    from mapgen.records.model import Missile

STEPS_KM = (50.0, 100.0, 200.0, 250.0, 500.0, 1000.0, 2000.0, 2500.0, 5000.0)
"""Distances between the numbers of the scale."""
MOST = 4
"""Most numbers on the scale, besides zero."""
SPARE = 1.06
"""How much longer the scale is than the longest bar: a bar that is open at its end has an arrow there."""


@dataclass(frozen=True)
class Scale:
    """The common scale of the bars.

    Attributes
    ----------
    end_km : float
        The distance at its end.
    step_km : float
        The distance between two of its numbers.
    """

    end_km: float
    step_km: float

    @property
    def marks_km(self) -> list[float]:
        """The distances that have a number, from zero on."""
        return [self.step_km * place for place in range(int(self.end_km // self.step_km) + 1)]

    def percent(self, km: float) -> str:
        """Return where a distance is, in percent of the length of the scale."""
        return f"{100 * km / self.end_km:.2f}%"


def scale_of(bands: Mapping[str, Band], missiles: Sequence[Missile]) -> Scale:
    """Return the scale that all bands of some missiles fit on."""
    longest = max((bands[missile.id].high_km for missile in missiles if missile.id in bands), default=STEPS_KM[0])
    end_km = longest * SPARE
    return Scale(end_km, next((step for step in STEPS_KM if end_km / step <= MOST + 1), STEPS_KM[-1]))


def by_reach(bands: Mapping[str, Band], missiles: Sequence[Missile]) -> list[tuple[int, Missile]]:
    """Return missiles with their places in the story, from 1: the farthest first, those without a band last."""

    def key(item: tuple[int, Missile]) -> tuple[float, float, int]:
        band = bands.get(item[1].id)
        return (-band.high_km, -(band.low_km or band.high_km), item[0]) if band else (0.0, 0.0, item[0])

    return sorted(enumerate(missiles, start=1), key=key)
