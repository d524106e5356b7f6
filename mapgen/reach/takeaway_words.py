"""Say the takeaway of a map in a sentence, in the same words as ``templates/js/rules/takeaway.js``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mapgen.locale import Locale
    from mapgen.reach.takeaway import Answer, Group, Takeaway
    from mapgen.records.model import Missile
    from mapgen.selection.resolve import Selection

NAMED = 4
"""Up to this many places are all named; of more, the first `FIRST` are named and the rest counted."""
FIRST = 3
FIGURES: dict[Answer, str] = {"between": "take_part", "edge": "take_range"}
"""Key of the words for the figures that an answer is about; other answers are about every published figure."""


def sentence(takeaway: Takeaway, selection: Selection, locale: Locale) -> str:
    """Write the takeaway of a map.

    Places are counted if the story says what they are called together, e.g. "US bases"; else they are named.

    Parameters
    ----------
    takeaway : Takeaway
    selection : Selection
        The map.
    locale : Locale

    Returns
    -------
    str
        One sentence, with its full stop. It names the missile if the map has several families, or if that is another
        than the map opens with.
    """
    words = _Words(takeaway, selection, locale)
    said = words.claim()
    if len(takeaway.missiles) > 1:
        said = locale.count("take_missiles", {"sentence": said}, n=len(takeaway.missiles))
    elif takeaway.missiles and (selection.families > 1 or takeaway.missiles != selection.shown):
        missile = next(each for each in selection.missiles if each.id == takeaway.missiles[0])
        said = locale.ui["take_missile"].format(missile=short_name(missile, locale), sentence=said)
    return locale.ui["take_end"].format(sentence=said[0].upper() + said[1:])


def short_name(missile: Missile, locale: Locale) -> str:
    """Return the one short name of a missile that rings and the takeaway have room for."""
    return re.split(r" / | \(", missile.names.get(locale.tag, missile.name))[0]


@dataclass(frozen=True)
class _Words:
    """The parts of the sentence."""

    takeaway: Takeaway
    selection: Selection
    locale: Locale

    def claim(self) -> str:
        """Return the sentence without the missile."""
        groups, ui = self.takeaway.groups, self.locale.ui
        if not self.takeaway.missiles:
            return ui["take_off" if self.takeaway.is_off else "take_nothing"]
        if not groups:
            return ui["take_no_place"].format(figure=self._figure("take_range"), each=self._origins("take_from_each"))
        if self.takeaway.is_all_in_high and self._is_counted:
            return self._all_in_high()
        said = self._first(groups[0])
        for group in groups[1:]:
            said = ui["take_join"].format(first=said, second=self._then(group))
        return said

    @property
    def _is_counted(self) -> bool:
        return bool(self.selection.story.places.called)

    def _all_in_high(self) -> str:
        (missile,) = self.takeaway.missiles
        band, ui = self.selection.bands[missile], self.locale.ui
        low = self.locale.km(band.low_km or 0.0)
        high = self.locale.limit(band.high_km, band.floor)
        words = {
            "who": self.locale.count("take_all", {"places": self._called}, n=self.takeaway.total),
            "highest": ui["take_bracket"].format(words=ui["take_highest"], more=high),
            "low": low,
            "from": self._origins("take_from"),
        }
        within = (len(group.places) for group in self.takeaway.groups if group.answer == "within")
        return self.locale.count("take_high", words, n=sum(within))

    def _first(self, group: Group) -> str:
        """Say the strongest answer, with its figures and origins."""
        words = {
            "who": self._who(group, is_first=True),
            "figure": self._figure(FIGURES.get(group.answer, "take_every")),
            "from": self._origins("take_from"),
            "each": self._origins("take_from_each"),
        }
        answer = "within" if group.answer == "between" else group.answer
        return self.locale.count(f"take_{answer}", words, n=len(group.places))

    def _then(self, group: Group) -> str:
        """Say a weaker answer, of the same figures and origins."""
        return self.locale.count(
            f"take_{group.answer}_then", {"who": self._who(group, is_first=False)}, n=len(group.places)
        )

    def _who(self, group: Group, *, is_first: bool) -> str:
        n, total = len(group.places), self.takeaway.total
        if not self._is_counted:
            return self._names(group.answer, group.places)
        if not is_first:
            return self.locale.count("take_count", n=n)
        if n == total:
            return self.locale.count("take_all", {"places": self._called}, n=n)
        return self.locale.count("take_some", {"places": self._called}, n=n, total=total)

    def _names(self, answer: Answer, places: tuple[str, ...]) -> str:
        sites = {site.id: site for site in self.selection.places}
        tag, n = self.locale.tag, len(places)
        names = [
            sites[id_].labels.get(tag) or sites[id_].names.get(tag) or sites[id_].labels.get("en") or sites[id_].name
            for id_ in places
        ]
        if n <= NAMED:
            return self.locale.count("take_names", {"names": self.locale.listed(names)}, n=n)
        key = "take_names_nearer" if answer == "within" else "take_names_more"
        first = self.locale.listed(names[:FIRST], last_as_others=True)
        return self.locale.count(key, {"names": first}, n=n, more=n - FIRST)

    @property
    def _called(self) -> str:
        return called(self.selection, "places", self.locale)

    def _origins(self, key: str) -> str:
        origins = [site for site in self.selection.origins if site.id in self.takeaway.origins]
        if len(origins) == 1:
            return origins[0].names.get(self.locale.tag, origins[0].name)
        return self.locale.count(key, {"origins": called(self.selection, "origins", self.locale)}, n=len(origins))

    def _figure(self, key: str) -> str:
        """Name the figures that are meant, with the band of the missile if it is one."""
        ui = self.locale.ui
        if len(self.takeaway.missiles) > 1:
            return ui[key]
        (missile,) = (each for each in self.selection.missiles if each.id in self.takeaway.missiles)
        band = self.locale.band(self.selection.bands[missile.id], missile)
        return ui["take_bracket"].format(words=ui[key], more=band)


def called(selection: Selection, which: str, locale: Locale) -> str:
    """Return what the origins or places of a story are called together, as it says or in general words."""
    own = getattr(selection.story, which).called
    return str(own.get(locale.tag) or locale.ui["take_origins"])
