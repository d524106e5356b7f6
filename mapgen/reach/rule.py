"""Decide from the sources whether a missile reaches a place: within every figure, beyond every one, or it depends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from mapgen.geodesy.rings import distance_km
from mapgen.records.bands import is_floor, sets_limit
from mapgen.records.csl import issued_by

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from mapgen.reach.points import Point
    from mapgen.records.bands import Band
    from mapgen.records.model import Missile, RangeFigure, Site
    from mapgen.selection.resolve import Selection

Verdict = Literal["within", "depends", "beyond"]
Stance = Literal["reaches", "short", "open"]
Ground = Literal["floor", "positions", "flown", "figure"]
VERDICTS: tuple[Verdict, ...] = ("within", "depends", "beyond")
"""All verdicts, from the strongest to the weakest."""


@dataclass(frozen=True)
class Reach:
    """Whether a missile reaches a place from an origin, according to every published range figure.

    Attributes
    ----------
    missile : Missile
    origin : Site
    place : Site or Point
        A place of the story, or one that a user names.
    distance_km : float
        Geodesic distance on WGS84, rounded to the metre.
    uncertainty_km : float
        Sum of the uncertainties of both positions.
    band : Band
        The band of the missile.
    reach : {"within", "depends", "beyond"}
        See `verdict`.
    margin_km : float or None
        See `margin`.
    """

    missile: Missile
    origin: Site
    place: Site | Point
    distance_km: float
    uncertainty_km: float
    band: Band
    reach: Verdict
    margin_km: float | None

    def figures(self, stance: Stance) -> list[RangeFigure]:
        """Return the range figures that may set a limit and have this stance on the place, in their order."""
        return [figure for figure in _counted(self.missile) if self._says(figure) == stance]

    @property
    def position_decides(self) -> bool:
        """Whether some range figure would settle the question if both positions were exact."""
        return any(
            stance(figure, self.distance_km, 0.0) != "open" and self._says(figure) == "open"
            for figure in _counted(self.missile)
        )

    @property
    def floor_decides(self) -> bool:
        """Whether the verdict is not ``beyond`` only because the high limit is a floor (an "at least")."""
        return self.band.floor is not None and self.distance_km - self.uncertainty_km > self.band.high_km

    @property
    def depends_on(self) -> Ground | None:
        """What the verdict ``depends`` depends on, for the words that say so; None for other verdicts.

        ``floor``: the place is beyond the high limit, which is a floor. ``positions``: a limit of the band lies within
        their uncertainty. ``flown``: only flown distances are known, and the place is no farther. ``figure``: the place
        lies between both limits. ``templates/js/rules/reach.js`` has the same rule.
        """
        if self.reach != "depends":
            return None
        if self.floor_decides:
            return "floor"
        low_km, least_km = self.band.low_km, self.distance_km - self.uncertainty_km
        is_near_low = low_km is not None and least_km <= low_km
        if is_near_low or self.distance_km + self.uncertainty_km > self.band.high_km:
            return "positions"
        return "flown" if low_km is None else "figure"

    @property
    def wording(self) -> str:
        """The key of the text that says the verdict in a few words: in a row, in the name of a marker, on paper."""
        ground = self.depends_on
        return f"on_{ground}" if ground in ("figure", "positions") else self.reach

    def _says(self, figure: RangeFigure) -> Stance:
        return stance(figure, self.distance_km, self.uncertainty_km)


def verdict(distance_km: float, uncertainty_km: float, band: Band) -> Verdict:
    """Apply the rule with three outcomes; ``templates/js/rules/reach.js`` has the same rule.

    Parameters
    ----------
    distance_km : float
        Geodesic distance from origin to place.
    uncertainty_km : float
        Sum of the uncertainties of both positions.
    band : Band
        The band of the missile.

    Returns
    -------
    {"within", "depends", "beyond"}
        ``within`` if the greatest possible distance is at most the low limit; impossible if only flown distances are
        known, because the band then has no low limit. ``beyond`` if the least possible distance exceeds the high limit;
        impossible if that limit is a floor, because the sources then say how far at least, not how far at most. Else
        ``depends``.
    """
    if band.low_km is not None and distance_km + uncertainty_km <= band.low_km:
        return "within"
    if distance_km - uncertainty_km > band.high_km and band.floor is None:
        return "beyond"
    return "depends"


def margin(distance_km: float, uncertainty_km: float, band: Band) -> float | None:
    """Return by how many km the distance would have to change for another verdict, never negative.

    The arguments are those of `verdict`. The margin is, for ``within``, how much farther the place could be; for
    ``beyond``, how much nearer it would have to be; for ``depends``, the change that leads to the nearer limit. It is
    rounded to the metre, as distances are. It is None if no distance would change the verdict, because the only limit
    is a floor.
    """
    to_low = None if band.low_km is None else abs(distance_km + uncertainty_km - band.low_km)
    to_high = None if band.floor else abs(distance_km - uncertainty_km - band.high_km)
    reach = verdict(distance_km, uncertainty_km, band)
    asked = {"within": [to_low], "beyond": [to_high], "depends": [to_low, to_high]}[reach]
    return min((round(km, 3) for km in asked if km is not None), default=None)


MOST_DECIMALS = 3
"""Most decimals of a distance in km: distances are rounded to the metre."""


def decimals(reach: Reach) -> int:
    """Return how many decimals of a km to show, so that the rounded numbers still give the same verdict and a margin.

    Distances below 10 km have at least one. ``templates/js/rules/reach.js`` has the same rule.
    """
    for places in range(1 if reach.distance_km < 10 else 0, MOST_DECIMALS):
        rounded = round(reach.distance_km, places), round(reach.uncertainty_km, places)
        hides_a_margin = bool(reach.margin_km) and round(reach.margin_km or 0, places) == 0
        if verdict(*rounded, reach.band) == reach.reach and not hides_a_margin:
            return places
    return MOST_DECIMALS


def stance(figure: RangeFigure, distance_km: float, uncertainty_km: float) -> Stance:
    """Return what a single range figure says of a place: within reach, out of reach, or open.

    A floor (an "at least") never says that a place is out of reach.
    """
    if distance_km + uncertainty_km <= figure.low_km:
        return "reaches"
    return "short" if distance_km - uncertainty_km > figure.high_km and not is_floor(figure) else "open"


def reaches(
    selection: Selection, missiles: Collection[str] | None = None, places: Sequence[Site | Point] | None = None
) -> Iterator[Reach]:
    """Yield the answer for each origin, missile with a band, and place: ordered by origin, then missile, then place.

    Where the story pairs each missile with its own origins, only from those.

    Parameters
    ----------
    selection : Selection
    missiles : collection of str, optional
        Ids of the missiles to include; all by default.
    places : sequence of Site or Point, optional
        Places that stand in for the story's own.
    """
    places = selection.places if places is None else places
    table = reach_table(selection, places)
    asked = {missile.id for missile in selection.missiles} if missiles is None else missiles
    paired_ids = {missile.id: {site.id for site in selection.origins_of(missile)} for missile in selection.missiles}
    for origin, distances_km, uncertainties_km in zip(
        selection.origins, table["distance_km"], table["uncertainty_km"], strict=True
    ):
        for missile in selection.missiles:
            band = selection.bands.get(missile.id)
            if not band or origin.id not in paired_ids[missile.id] or missile.id not in asked:
                continue
            for place, distance, uncertainty in zip(places, distances_km, uncertainties_km, strict=True):
                yield judged(missile, origin, place, distance, uncertainty, band)


def judged(
    missile: Missile, origin: Site, place: Site | Point, distance_km: float, uncertainty_km: float, band: Band
) -> Reach:
    """Apply the rule to one missile, origin and place; the distances are those of `verdict`."""
    given = (distance_km, uncertainty_km, band)
    return Reach(missile, origin, place, *given, reach=verdict(*given), margin_km=margin(*given))


def strongest_verdicts(all_of_them: Iterable[Reach]) -> list[Reach]:
    """Keep for each missile and place the origin with the strongest verdict; among equals, the nearest origin.

    The result is ordered by missile, then by place.
    """
    best: dict[tuple[str, str], Reach] = {}
    for each in all_of_them:
        key = (each.missile.id, each.place.id)
        if key not in best or _strength(each) < _strength(best[key]):
            best[key] = each
    order = list(dict.fromkeys(missile for missile, _ in best))
    return sorted(best.values(), key=lambda each: order.index(each.missile.id))


def reach_table(selection: Selection, places: Sequence[Site | Point] | None = None) -> dict[str, Any]:
    """Tabulate the distance of each origin from each place.

    Parameters
    ----------
    selection : Selection
        Its origins and places all have a public position.
    places : sequence of Site or Point, optional
        Places with a position that stand in for the story's own.

    Returns
    -------
    dict
        ``origins`` and ``places`` are site ids. ``distance_km`` (geodesic on WGS84) and ``uncertainty_km`` (the sum for
        both positions) are matrices of origins by places, rounded to the metre. ``bands`` has for each missile id
        ``low_km`` (None if only flown distances are known), ``high_km`` and, if that limit is a floor, ``floor``.
    """
    origins, places = selection.origins, selection.places if places is None else places
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
    """Return every range figure of the missiles on a map, with the values that the rules in the browser need.

    Returns
    -------
    dict of str to list of dict
        By missile id, for each figure in its order: ``low_km``, ``high_km``, ``kind`` (of figure),
        ``floor`` (the range is at least this), ``sets_limit`` (it may set a limit if there are other figures),
        ``source`` (footnote number), and ``out_by``, the day by which the source was published (None: not known).
    """
    return {
        missile.id: [
            {
                "low_km": figure.low_km,
                "high_km": figure.high_km,
                "kind": figure.kind,
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
    """Return the range figures that may set a limit of the band."""
    return [figure for figure in missile.ranges if sets_limit(missile, figure)]


def _strength(reach: Reach) -> tuple[int, float]:
    return VERDICTS.index(reach.reach), reach.distance_km
