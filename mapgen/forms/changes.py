"""Say in words what has changed on a map since an earlier page of it: limits, answers, sites and sources."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapgen.forms.earlier import said_by_map, said_by_page
from mapgen.records.bands import limit_sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mapgen.document.compose import MapDocument
    from mapgen.forms.earlier import Said
    from mapgen.records.bands import Band


@dataclass(frozen=True)
class Change:
    """What was and what is, in words; `kind` is what it is about, and `numbers` are the footnotes of what is."""

    kind: str
    what: str
    before: str
    now: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Changes:
    """All changes since an earlier page, and the words around them."""

    heading: str
    since: str
    heads: tuple[str, str, str]
    lines: tuple[Change, ...]
    none: str


def changes(document: MapDocument, since: str | Path) -> Changes:
    """Compare a map with an earlier page of it.

    Parameters
    ----------
    document : MapDocument
    since : str or pathlib.Path
        A page that mapgen built.

    Raises
    ------
    MapgenError
        If it is none, or one of another story.
    """
    earlier = said_by_page(Path(since), document.selection.story.id)
    text, locale = document.text, document.selection.locale()
    found = _Comparison(document, earlier, said_by_map(document))
    return Changes(
        heading=text("ui:changes"),
        since=text("ui:changes_since").format(date=locale.date(earlier.date)),
        heads=(text("ui:changes"), text("ui:changes_before"), text("ui:changes_now")),
        lines=(*found.limits(), *found.answers(), *found.sites(), *found.sources()),
        none=text("ui:changes_none"),
    )


@dataclass(frozen=True)
class _Comparison:
    document: MapDocument
    earlier: Said
    today: Said

    def _text(self, key: str) -> str:
        return self.document.text(f"ui:{key}")

    def _known(self, key: str, fallback: str) -> str:
        """Return a text in the map's language, or what the earlier page has of what is no longer on the map."""
        is_known = any(key in texts for texts in self.document.texts.values())
        return self.document.text(key) if is_known else fallback

    def _name(self, kind: str, id_: str, fallback: str) -> str:
        return self.document.selection.locale().apart(self._known(f"{kind}:{id_}", fallback))

    def _line(self, kind: str, what: str, before: str | None, now: str | None, numbers: Any = ()) -> Change:
        """Return a change; what was not there before is new, and what is not there now is gone."""
        new, gone = self.document.text("ui:changes_new"), self.document.text("ui:changes_gone")
        return Change(kind, what, before or "–", (now or gone) if before else f"{new}: {now}" if now else new, numbers)

    def limits(self) -> Iterator[Change]:
        """Yield the missiles whose limits are others."""
        held = {missile.id: missile for missile in self.document.selection.missiles}
        for id_ in dict.fromkeys((*self.today.bands, *self.earlier.bands)):
            before, now = (self._band(said.bands.get(id_)) for said in (self.earlier, self.today))
            if before != now:
                cited = limit_sources(held[id_], self.document.selection.bands[id_]) if now else []
                numbers = tuple(self.document.numbers[source] for source in cited)
                yield self._line(self._text("ranges"), self._name("missile", id_, id_), before, now, numbers)

    def _band(self, band: Band | None) -> str | None:
        if band is None:
            return None
        locale = self.document.selection.locale()
        low, high = band.low_km, locale.number(band.high_km)
        if low is None:
            return str(locale.form["flown"]).format(n=high)
        if low == band.high_km:
            return locale.limit(band.high_km, band.floor)
        form = {"flown": "to_flown", "at-least": "to_at_least", None: "span"}[band.floor]
        return str(locale.form[form]).format(low=locale.number(low), high=high)

    def answers(self) -> Iterator[Change]:
        """Yield the places for which the strongest answer of a missile is another."""
        for (missile, place), now in self.today.answers.items():
            before = self.earlier.answers.get((missile, place))
            if before and before != now:
                what = f"{self._name('site', place, place)}, {self._name('missile', missile, missile)}"
                yield self._line(self._text("reach"), what, self._text(before), self._text(now))

    def sites(self) -> Iterator[Change]:
        """Yield the sites that are new or gone, and those with another status or position."""
        for id_ in dict.fromkeys((*self.today.sites, *self.earlier.sites)):
            before, now = self.earlier.sites.get(id_), self.today.sites.get(id_)
            what = self._name("site", id_, str((before or {}).get("name", id_)))
            if before is None or now is None:
                was, is_ = ((self._status(site) if site else None) for site in (before, now))
                yield self._line(self._text("sites"), what, was, is_)
                continue
            if self._status(before) != self._status(now):
                yield self._line(self._text("sites"), what, self._status(before), self._status(now))
            if before["position"] != now["position"]:
                was, is_ = (_position(site["position"]) for site in (before, now))
                yield self._line(self._text("sites"), what, was, is_)

    def _status(self, site: dict[str, Any]) -> str:
        status = str(site.get("status", ""))
        return self._known(f"status:{status}", status)

    def sources(self) -> Iterator[Change]:
        """Yield the sources that are new or no longer cited."""
        apart = self.document.selection.locale().apart
        for id_, title in self.today.sources.items():
            if id_ not in self.earlier.sources:
                yield self._line(self._text("sources"), apart(title), None, None, (self.document.numbers[id_],))
        for id_, title in self.earlier.sources.items():
            if id_ not in self.today.sources:
                yield self._line(self._text("sources"), apart(title), self.document.text("ui:changes_cited"), None)


def _position(lonlat: list[float] | None) -> str | None:
    """Write a position as coordinates, lat before lon as on the page."""
    return f"{lonlat[1]:.2f}, {lonlat[0]:.2f}" if lonlat else None
