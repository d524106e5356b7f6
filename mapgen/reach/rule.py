"""Say what the sources allow on whether a missile reaches a place: within or beyond every figure, or it depends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from mapgen.geodesy.rings import distance_km
from mapgen.records.bands import is_floor, sets_limit
from mapgen.records.csl import issued_by

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from mapgen.records.bands import Band
    from mapgen.records.model import Missile, RangeFigure, Site
    from mapgen.selection.resolve import Selection

Verdict = Literal["within", "depends", "beyond"]
Stance = Literal["reaches", "short", "open"]
VERDICTS: tuple[Verdict, ...] = ("within", "depends", "beyond")
"""From the strongest to the weakest."""


@dataclass(frozen=True)
class Reach:
    """Whether a missile reaches a place from an origin, by every published figure.

    Attributes
    ----------
    missile : Missile
    origin, place : Site
    distance_km : float
        Geodesic on WGS84, rounded to the metre.
    uncertainty_km : float
        Sum of both positions' uncertainty.
    band : Band
        Of the missile.
    reach : {"within", "depends", "beyond"}
        See `verdict`.
    margin_km : float or None
        See `margin`.
    """

    missile: Missile
    origin: Site
    place: Site
    distance_km: float
    uncertainty_km: float
    band: Band
    reach: Verdict
    margin_km: float | None

    def figures(self, stance: Stance) -> list[RangeFigure]:
        """Return the figures that set a limit and say this of the place, in their order."""
        return [figure for figure in _counted(self.missile) if self._says(figure) == stance]

    @property
    def position_decides(self) -> bool:
        """Whether some figure would settle the question, were both positions exact."""
        return any(
            stance(figure, self.distance_km, 0.0) != "open" and self._says(figure) == "open"
            for figure in _counted(self.missile)
        )

    @property
    def floor_decides(self) -> bool:
        """Whether only a floor keeps the place from being beyond every figure."""
        return self.band.floor is not None and self.distance_km - self.uncertainty_km > self.band.high_km

    def _says(self, figure: RangeFigure) -> Stance:
        return stance(figure, self.distance_km, self.uncertainty_km)


def verdict(distance_km: float, uncertainty_km: float, band: Band) -> Verdict:
    """Apply the three-valued rule; ``templates/js/rules/reach.js`` applies the same.

    Parameters
    ----------
    distance_km : float
        Geodesic distance from origin to place.
    uncertainty_km : float
        Sum of both positions' uncertainty.
    band : Band
        Of the missile.

    Returns
    -------
    {"within", "depends", "beyond"}
        ``within`` where even the farthest the place may be is no farther than the low limit: never, where only flown
        distances are known. ``beyond`` where even the nearest it may be is farther than the high limit: never, where
        that limit is a floor, for then the sources say how far at least, not how far at most. Else ``depends``.
    """
    if band.low_km is not None and distance_km + uncertainty_km <= band.low_km:
        return "within"
    if distance_km - uncertainty_km > band.high_km and band.floor is None:
        return "beyond"
    return "depends"


def margin(distance_km: float, uncertainty_km: float, band: Band) -> float | None:
    """Return by how many km the distance would have to change for another verdict, never negative.

    Arguments as in `verdict`. ``within``: how much farther the place may be; ``beyond``: how much nearer it would have
    to be; ``depends``: to the nearer limit that could settle it. Rounded to the metre, as distances are; None where no
    distance would change the verdict, for the only limit is a floor.
    """
    to_low = None if band.low_km is None else abs(distance_km + uncertainty_km - band.low_km)
    to_high = None if band.floor else abs(distance_km - uncertainty_km - band.high_km)
    reach = verdict(distance_km, uncertainty_km, band)
    asked = {"within": [to_low], "beyond": [to_high], "depends": [to_low, to_high]}[reach]
    return min((round(km, 3) for km in asked if km is not None), default=None)


MOST_DECIMALS = 3  # of a km: distances are rounded to the metre


def decimals(reach: Reach) -> int:
    """Return how many decimals of a km a reader needs, so that the rounded numbers give the same verdict and a margin.

    One at least below 10 km. ``templates/js/rules/reach.js`` has the same rule.
    """
    for places in range(1 if reach.distance_km < 10 else 0, MOST_DECIMALS):
        rounded = round(reach.distance_km, places), round(reach.uncertainty_km, places)
        hides_a_margin = bool(reach.margin_km) and round(reach.margin_km or 0, places) == 0
        if verdict(*rounded, reach.band) == reach.reach and not hides_a_margin:
            return places
    return MOST_DECIMALS


def stance(figure: RangeFigure, distance_km: float, uncertainty_km: float) -> Stance:
    """Return what one figure says of a place: it is in reach, it is not, or the figure leaves it open.

    A floor never says that a place is out of reach.
    """
    if distance_km + uncertainty_km <= figure.low_km:
        return "reaches"
    return "short" if distance_km - uncertainty_km > figure.high_km and not is_floor(figure) else "open"


def reaches(selection: Selection, missiles: Collection[str] | None = None) -> Iterator[Reach]:
    """Yield what holds for each origin, missile with a band and place, origin by origin, then missile by missile.

    Where the story pairs each missile with its own origins, only from those.

    Parameters
    ----------
    selection : Selection
    missiles : collection of str, optional
        Ids of the missiles asked for; all by default.
    """
    table = reach_table(selection)
    asked = {missile.id for missile in selection.missiles} if missiles is None else missiles
    paired_ids = {missile.id: {site.id for site in selection.origins_of(missile)} for missile in selection.missiles}
    for origin, distances_km, uncertainties_km in zip(
        selection.origins, table["distance_km"], table["uncertainty_km"], strict=True
    ):
        for missile in selection.missiles:
            band = selection.bands.get(missile.id)
            if not band or origin.id not in paired_ids[missile.id] or missile.id not in asked:
                continue
            for place, distance, uncertainty in zip(selection.places, distances_km, uncertainties_km, strict=True):
                given = (distance, uncertainty, band)
                yield Reach(missile, origin, place, *given, reach=verdict(*given), margin_km=margin(*given))


def best_cases(all_of_them: Iterable[Reach]) -> list[Reach]:
    """Keep for each missile and place the origin with the strongest verdict, the nearest among equals.

    Missile by missile, the places in their order.
    """
    best: dict[tuple[str, str], Reach] = {}
    for each in all_of_them:
        key = (each.missile.id, each.place.id)
        if key not in best or _strength(each) < _strength(best[key]):
            best[key] = each
    order = list(dict.fromkeys(missile for missile, _ in best))
    return sorted(best.values(), key=lambda each: order.index(each.missile.id))


def reach_table(selection: Selection) -> dict[str, Any]:
    """Tabulate each origin against each place.

    Parameters
    ----------
    selection : Selection
        Its origins and places, all with a public position.

    Returns
    -------
    dict
        ``origins`` and ``places`` (site ids), ``distance_km`` (geodesic, WGS84) and ``uncertainty_km`` (the sum of both
        positions' uncertainty) as origins x places matrices, rounded to the metre, and ``bands`` by missile id with
        ``low_km`` (None where only flown distances are known), ``high_km`` and, where that is a floor, ``floor``.
    """
    origins, places = selection.origins, selection.places
    positions = [np.array([site.position for site in sites], dtype=float).reshape(-1, 2) for sites in (origins, places)]
    (lon1, lat1), (lon2, lat2) = positions[0].T[:, :, None], positions[1].T[:, None, :]
    return {
        "origins": [site.id for site in origins],
        "places": [site.id for site in places],
        "distance_km": np.round(distance_km(lon1, lat1, lon2, lat2), 3).tolist(),
        "uncertainty_km": [
            [round((origin.uncertainty_km or 0.0) + (place.uncertainty_km or 0.0), 3) for place in places]
            for origin in origins
        ],
        "bands": {
            missile.id: {
                "low_km": band.low_km,
                "high_km": band.high_km,
                **({"floor": band.floor} if band.floor else {}),
            }
            for missile in selection.missiles
            if (band := selection.bands.get(missile.id))
        },
    }


def figures_table(selection: Selection) -> dict[str, list[dict[str, Any]]]:
    """Return every figure of the missiles on a map as the browser's band, rule of reach and dates need them.

    Returns
    -------
    dict of str to list of dict
        By missile id, for each figure in its order: ``low_km``, ``high_km``, ``flown`` (it is a distance flown),
        ``floor`` (it says only how far at least), ``sets_limit`` (it may set a limit where others exist too),
        ``source`` (footnote number), and ``out_by``, the day by which the source was out (None: nothing says so).
    """
    return {
        missile.id: [
            {
                "low_km": figure.low_km,
                "high_km": figure.high_km,
                "flown": figure.kind == "flown",
                "floor": is_floor(figure),
                "sets_limit": figure.sets_band and figure.verified,
                "source": selection.numbers[figure.source],
                "out_by": issued_by(selection.sources[figure.source]),
            }
            for figure in missile.ranges
        ]
        for missile in selection.missiles
        if missile.id in selection.bands
    }


def _counted(missile: Missile) -> list[RangeFigure]:
    """Return the figures that may set a limit of the band."""
    return [figure for figure in missile.ranges if sets_limit(missile, figure)]


def _strength(reach: Reach) -> tuple[int, float]:
    return VERDICTS.index(reach.reach), reach.distance_km
