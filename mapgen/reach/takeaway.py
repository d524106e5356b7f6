"""Sum up what the rings on a map mean for its places of interest: the values of the sentence under the headline."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from mapgen.reach.rule import reaches, strongest_verdicts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from mapgen.reach.rule import Ground, Reach
    from mapgen.selection.resolve import Selection

Answer = Literal["within", "flown", "between", "edge", "open", "beyond"]
ANSWERS: tuple[Answer, ...] = ("within", "flown", "between", "edge", "open", "beyond")
"""All answers, from the strongest to the weakest."""
_BY_GROUND: dict[Ground, Answer] = {"flown": "flown", "figure": "between", "positions": "edge", "floor": "open"}


@dataclass(frozen=True)
class Group:
    """The places that get the same answer.

    Attributes
    ----------
    answer : {"within", "flown", "between", "edge", "open", "beyond"}
        See `answer`.
    places : tuple of str
        Site ids; the farthest place within every figure comes first, in other groups the nearest.
    """

    answer: Answer
    places: tuple[str, ...]


@dataclass(frozen=True)
class Takeaway:
    """What the missiles on a map reach, counted over all its places of interest.

    Attributes
    ----------
    missiles, origins : tuple of str
        Ids of the missiles that have rings, and of the sites that these are drawn from.
    groups : tuple of Group
        One for each answer that some place gets, the strongest first; empty if the map has no places of interest.
    is_off : bool
        Whether no missile is switched on, of those that would have rings.
    is_all_in_high : bool
        Whether the sentence may say that all places lie within the highest figure and N also within the lowest. True if
        one missile is counted, every place is surely within its highest figure, and some place lies between the two
        figures. If a place depends on the exact positions, another must lie within the lowest.
    """

    missiles: tuple[str, ...]
    origins: tuple[str, ...]
    groups: tuple[Group, ...]
    is_off: bool
    is_all_in_high: bool

    @property
    def total(self) -> int:
        """How many places of interest there are."""
        return sum(len(group.places) for group in self.groups)


def answer(reach: Reach) -> Answer:
    """Divide the verdict ``depends`` by what it depends on.

    Returns
    -------
    {"within", "flown", "between", "edge", "open", "beyond"}
        ``within`` and ``beyond`` as in `mapgen.reach.rule.verdict`. ``between``: within the highest figure, not within
        the lowest. ``flown``: only flown distances are known, and the place is no farther. ``edge``: it depends on the
        exact positions. ``open``: a floor leaves the question open.
    """
    ground = reach.depends_on
    return _BY_GROUND[ground] if ground else cast("Answer", reach.reach)


def takeaway(selection: Selection, missiles: Collection[str] | None = None) -> Takeaway:
    """Sum up for each place: of each missile the strongest verdict, and of these the strongest answer.

    ``templates/js/rules/takeaway.js`` sums up in the same way.

    Parameters
    ----------
    selection : Selection
    missiles : collection of str, optional
        Ids of the missiles to count; by default those that are switched on at first.

    Returns
    -------
    Takeaway
    """
    asked = selection.shown if missiles is None else missiles
    judged = [missile for missile in selection.drawn if missile.id in asked]
    used = {site.id for missile in judged for site in selection.origins_of(missile)}
    best = _strongest(strongest_verdicts(reaches(selection, [missile.id for missile in judged])))
    return Takeaway(
        missiles=tuple(missile.id for missile in judged),
        origins=tuple(site.id for site in selection.origins if site.id in used),
        groups=_groups(best),
        is_off=not asked and bool(selection.drawn),
        is_all_in_high=len(judged) == 1 and _is_all_in_high(best),
    )


def _is_all_in_high(best: list[Reach]) -> bool:
    answers = {answer(each) for each in best}
    return (
        "between" in answers
        and ("edge" not in answers or "within" in answers)
        and answers <= {"within", "between", "edge"}
        and all(each.distance_km + each.uncertainty_km <= each.band.high_km for each in best)
    )


def _strength(reach: Reach) -> tuple[int, float]:
    return ANSWERS.index(answer(reach)), reach.distance_km


def _strongest(all_of_them: Iterable[Reach]) -> list[Reach]:
    """Keep for each place the strongest answer; among equals, that of the nearest origin."""
    best: dict[str, Reach] = {}
    for each in all_of_them:
        other = best.get(each.place.id)
        if other is None or _strength(each) < _strength(other):
            best[each.place.id] = each
    return list(best.values())


def _groups(best: list[Reach]) -> tuple[Group, ...]:
    found = []
    for name in ANSWERS:
        own = [each for each in best if answer(each) == name]
        own.sort(key=lambda each: each.distance_km, reverse=name == "within")
        if own:
            found.append(Group(name, tuple(each.place.id for each in own)))
    return tuple(found)
