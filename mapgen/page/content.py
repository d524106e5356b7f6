"""Define the values that the page templates may read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from mapgen.citations.footnote_numbers import cited_by_site
from mapgen.citations.names import reading_order
from mapgen.locale import ENGLISH, isolated, runs_left
from mapgen.page.scale import Scale, by_reach, scale_of
from mapgen.reach.rule import decimals, reaches, strongest_verdicts
from mapgen.records.bands import limit_sources, sets_limit
from mapgen.records.markup import BAND_MARK, CITATION_MARK, REACH_MARK
from mapgen.records.model import Missile
from mapgen.records.rich_text import Run, ends_in_a_point, plain, runs
from mapgen.selection.resolve import basis, kinds_drawn, union_basis

if TYPE_CHECKING:
    from mapgen.document.compose import MapDocument
    from mapgen.reach.rule import Reach, Stance
    from mapgen.records.csl import Source
    from mapgen.records.model import RangeFigure, Site
    from mapgen.records.terms import SiteKind


@dataclass(frozen=True)
class Tick:
    """A range figure on the ruler of a missile; `left` and `width` are percentages of the ruler's width."""

    left: float
    width: float
    sets_limit: bool
    kind: str


@dataclass(frozen=True)
class Page:
    """The value that the templates see, besides the assets to inline.

    Attributes
    ----------
    document : MapDocument
    """

    document: MapDocument

    @property
    def language(self) -> str:
        """Tag of the language in which the page opens."""
        return self.document.selection.language

    @property
    def languages(self) -> list[tuple[str, str]]:
        """Tag and own name of each language of the page."""
        return [(tag, self.document.selection.locale(tag).name) for tag in self.document.selection.story.languages]

    @property
    def runs_left(self) -> bool:
        """Whether the script of a language of the page runs from right to left."""
        return any(self.document.selection.locale(tag).is_right_to_left for tag, _ in self.languages)

    def native_names(self, record: Missile | Site) -> list[tuple[str, str]]:
        """Return tag and name of a record in the languages of its country (of a missile: of the origins' countries)."""
        origins = self.document.selection.origins
        places = {origin.country for origin in origins} if isinstance(record, Missile) else {record.country}
        spoken = (self.document.selection.locale(tag) for tag in self.document.selection.languages.tags)
        tags = [locale.tag for locale in spoken if places.intersection(locale.countries)]
        return [(tag, record.names[tag]) for tag in tags if tag in record.names]

    def text(self, key: str) -> str:
        """Return a text in the opening language, else in English."""
        return self.document.text(key)

    def speaks(self, key: str) -> bool:
        """Return whether the opening language has this text; if not, the text needs a language tag of its own."""
        return key in self.document.texts[self.language]

    def name_key(self, record_id: str) -> str:
        """Return the key of the text that names a missile or site."""
        is_site = any(site.id == record_id for site in self.document.selection.sites)
        return f"{'site' if is_site else 'missile'}:{record_id}"

    def number(self, source_id: str) -> int:
        """Return the footnote number of a source."""
        return self.document.numbers[source_id]

    def source(self, source_id: str) -> Source:
        """Return a source by id."""
        return self.document.selection.sources[source_id]

    def year(self, source_id: str) -> str | None:
        """Return the year in which a source was issued, or its first and last year; None if not known."""
        issued = self.source(source_id).issued
        if issued is None or issued.iso is None or issued.last_iso is None:
            return None
        return "–".join(dict.fromkeys([issued.iso[:4], issued.last_iso[:4]]))

    def authors(self, source_id: str) -> list[str]:
        """Return the names of the authors of a source, in reading order."""
        return [reading_order(name) for name in self.source(source_id).author]

    def runs(self, title: str) -> list[Run]:
        """Cut a title into runs of the same typography."""
        return runs(title)

    def stop(self, text: str) -> str:
        """Return a full stop, or nothing if the text already ends in a full stop or question mark."""
        return "" if ends_in_a_point(plain(text)) else "."

    def direction(self, key: str) -> str:
        """Return the attribute ``dir="auto"`` if a text runs from right to left in some language, else nothing."""
        return self.direction_of("".join(texts.get(key, "") for texts in self.document.texts.values()))

    def direction_of(self, text: str) -> str:
        """Return the attribute ``dir="auto"`` for a text that runs from right to left, else nothing."""
        return Markup(' dir="auto"') if runs_left(text) else ""

    def isolated(self, text: str) -> str:
        """Isolate a text that runs from right to left from the sentence around it."""
        return isolated(text)

    @property
    def has_own_comma(self) -> bool:
        """Whether a language of the page has a comma of its own in references."""
        selection = self.document.selection
        return any(selection.locale(tag).cited_comma != ", " for tag in selection.story.languages)

    def sources_on(self, site: Site) -> list[str]:
        """Return the ids of the sources on a site, in citation order."""
        return list(dict.fromkeys(cited_by_site(site)))

    def is_faded(self, site: Site) -> bool:
        """Return whether a site is not in use: no longer, or not yet."""
        return self.document.selection.vocabulary.status[site.status].faded

    def summary(self, tag: str) -> list[tuple[str, str]]:
        """Cut the summary in a language into ("text", words), ("band", words) and ("mark", source id)."""
        return self._pieces(self.document.selection.story.summary.get(tag, ""), tag)

    def notes(self, tag: str) -> list[tuple[int, list[tuple[str, str]]]]:
        """Cut the callouts on the map in a language in the same way; each with its number."""
        drawn = [each["note"] for each in self.document.story.get("notes", ())]
        texts = [self.document.selection.story.notes[number].text for number in drawn]
        said = [text.get(tag) or text.get(ENGLISH) or next(iter(text.values())) for text in texts]
        return [(number, self._pieces(text, tag)) for number, text in zip(drawn, said, strict=True)]

    @property
    def steps(self) -> list[int]:
        """The numbers in the story of the steps that can be shown on this map."""
        return [each["step"] for each in self.document.story.get("steps", ())]

    def _pieces(self, text: str, tag: str) -> list[tuple[str, str]]:
        pieces = []
        for piece in re.split(r"(\[@[^\]\s]+\]|\{(?:band|reach):[^}\s]+\})", text):
            mark, band, reach = (kind.fullmatch(piece) for kind in (CITATION_MARK, BAND_MARK, REACH_MARK))
            if mark:
                pieces.append(("mark", mark[1]))
            elif band and band[1] in self.document.selection.bands:
                pieces.append(("band", self.document.text(f"band:{band[1]}", tag)))
            elif reach:
                pieces.append(("text", self.document.text(f"reach:{reach[1]}", tag)))
            elif piece:
                pieces.append(("text", piece))
        return pieces

    def limit_sources(self, missile: Missile) -> list[str]:
        """Return the ids of the sources whose range figures set the band of a missile."""
        return limit_sources(missile, self.document.selection.bands.get(missile.id))

    def basis(self, missile: Missile) -> str:
        """Return the basis of a missile's union of rings; ``none`` where there is no ring."""
        return union_basis(missile, self.document.selection.origins_of(missile))

    def basis_in_sight(self, missile: Missile) -> str:
        """Return the basis of the rings that the page opens with."""
        return union_basis(missile, self._origins_in_sight(missile))

    def basis_words(self, missile: Missile) -> tuple[str, str]:
        """Say whether a source places a missile at the sites of these rings: all, none, or how many; key and text."""
        origins = self._origins_in_sight(missile)
        if 0 < (placed := sum(basis(missile, site) == "reported" for site in origins)) < len(origins):
            count = self.document.selection.locale(self.language).count
            return "count:basis_some:other", count("basis_some", n=placed, total=len(origins))
        key = f"ui:basis_{union_basis(missile, origins)}"
        return key, self.text(key)

    def _origins_in_sight(self, missile: Missile) -> tuple[Site, ...]:
        """Return the origins of the rings that the page opens with: a view from a site has only that site's own."""
        selection, centre = self.document.selection, self.document.story["view"].get("from")
        is_own = any(site.id == centre for site in selection.origins)
        return tuple(site for site in selection.origins_of(missile) if not is_own or site.id == centre)

    @property
    def reaches(self) -> list[Reach]:
        """The strongest answer for each place, among the missiles that are switched on when the page opens."""
        selection = self.document.selection
        return strongest_verdicts(reaches(selection, selection.shown))

    def km(self, value: float, reach: Reach) -> str:
        """Write a distance in the opening language, with the decimals that this answer needs."""
        return self.document.selection.locale(self.language).km(round(value, decimals(reach)))

    def basis_of(self, reach: Reach) -> str:
        """Return the basis of the ring that a verdict rests on."""
        return basis(reach.missile, reach.origin)

    @property
    def shared_basis(self) -> str | None:
        """The text of the basis that all rows of the Reach tab have, which its head says once; None if they differ."""
        found = {self.basis_of(reach) for reach in self.reaches}
        return f"ui:basis_{found.pop()}" if len(found) == 1 else None

    def sources_that_say(self, reach: Reach, stance: Stance) -> list[str]:
        """Return the ids of the sources whose range figures have this stance on the place."""
        return list(dict.fromkeys(figure.source for figure in reach.figures(stance)))

    @property
    def unquoted(self) -> list[tuple[Missile, int]]:
        """The range figures that no quote contains: there is no quote, or the figure was derived from it."""
        return [
            (missile, index)
            for missile in self.document.selection.missiles
            for index, figure in enumerate(missile.ranges)
            if figure.quote is None or figure.derived
        ]

    def sets_limit(self, missile: Missile, figure: RangeFigure) -> bool:
        """Return whether a range figure may set a limit of the band."""
        return sets_limit(missile, figure)

    def ticks(self, missile: Missile) -> list[Tick]:
        """Return the range figures of a missile as marks on its ruler."""
        end_km = self.ruler_km(missile)
        return [
            Tick(
                left=round(100 * figure.low_km / end_km, 2),
                width=round(100 * (figure.high_km - figure.low_km) / end_km, 2),
                sets_limit=sets_limit(missile, figure),
                kind=figure.kind,
            )
            for figure in missile.ranges
        ]

    def ruler_km(self, missile: Missile) -> float:
        """Return the length of a missile's ruler in km: 1.1 times its highest range figure."""
        return 1.1 * max(figure.high_km for figure in missile.ranges)

    @property
    def missiles(self) -> list[tuple[int, Missile]]:
        """The missiles with the numbers of their colours, the farthest first."""
        return by_reach(self.document.selection.bands, self.document.selection.missiles)

    @property
    def scale(self) -> Scale:
        """The common scale of the bars in the key."""
        return scale_of(self.document.selection.bands, self.document.selection.missiles)

    @property
    def shown_sources(self) -> list[str]:
        """The ids of the sources that say how far the missiles reach which are shown when the page opens."""
        selection = self.document.selection
        shown = [missile for missile in selection.drawn if missile.id in selection.shown]
        return list(dict.fromkeys(id_ for missile in shown for id_ in self.limit_sources(missile)))

    @property
    def styles(self) -> set[str]:
        """The line styles of the rings that are shown when the page opens: limit and basis, e.g. ``low reported``."""
        selection, found = self.document.selection, set()
        for missile in selection.drawn:
            if missile.id not in selection.shown:
                continue
            band, based = selection.bands[missile.id], self.basis_in_sight(missile)
            found.add(f"high floor {based}" if band.floor else f"high {based}")
            if band.low_km not in (None, band.high_km):
                found.add(f"low {based}")
        return found

    def plain_number(self, value: float) -> str:
        """Write a number in the opening language."""
        return self.document.selection.locale(self.language).number(value)

    @property
    def has_faded(self) -> bool:
        """Whether some symbol on the map is pale."""
        return any(self.is_faded(site) for site in self.document.selection.sites if site.position)

    @property
    def mark_colours(self) -> list[str]:
        """The names of the theme's colours that marks of overlays use."""
        return sorted({mark.colour for mark in self.document.marks})

    @property
    def kinds(self) -> list[tuple[str, SiteKind, int]]:
        """Each kind of site on the map: its id, its term and how many sites are drawn; the highest rank first."""
        return kinds_drawn(self.document.selection)
