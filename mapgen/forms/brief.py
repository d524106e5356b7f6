"""Say in words what a map says: takeaway, summary, figures, what reaches what, sources, and its picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from mapgen.forms.words import entry, footnotes, said
from mapgen.page.content import Page
from mapgen.records.bands import sets_limit
from mapgen.selection.resolve import basis

if TYPE_CHECKING:
    from mapgen.document.compose import MapDocument
    from mapgen.locale import Locale
    from mapgen.reach.rule import Reach, Stance
    from mapgen.records.csl import Source
    from mapgen.records.model import Missile


@dataclass(frozen=True)
class FigureLine:
    """A published range figure in words; `flags` say why it sets no limit, or how it follows from its quote.

    The quote has its marks, which run as its words do.
    """

    figure: str
    kind: str
    said: str
    number: int
    quote: str | None
    language: str | None
    flags: tuple[str, ...]


@dataclass(frozen=True)
class ReachLine:
    """An answer in words: does a missile reach a place, from where, and which sources decide."""

    place: str
    missile: str
    origin: str
    basis: str
    verdict: str
    answer: str
    reasons: tuple[tuple[str, str], ...]
    distance: str
    margin: str


@dataclass(frozen=True)
class SourceLine:
    """A source in the list of sources; `language` is that of its title."""

    number: int
    entry: str
    url: str | None
    archive_url: str | None
    language: str | None


@dataclass(frozen=True)
class Brief:
    """A map in words, in its own language.

    Attributes
    ----------
    document : MapDocument
    """

    document: MapDocument

    @cached_property
    def page(self) -> Page:
        """The words of the page."""
        return Page(self.document)

    @property
    def language(self) -> str:
        """Tag of the map's language."""
        return self.document.selection.language

    @property
    def locale(self) -> Locale:
        """The map's language."""
        return self.document.selection.locale()

    @property
    def title(self) -> str:
        """The title of the map."""
        return self.locale.apart(self.document.title)

    def name(self, key: str) -> str:
        """Return the name of a missile or a site, kept apart from the words around it; `key` as in the texts."""
        return self.locale.apart(self.document.text(key))

    @property
    def takeaway(self) -> str:
        """What a reader should take away, in one sentence; see `mapgen.reach.takeaway`."""
        return self.document.text("takeaway")

    @cached_property
    def summary(self) -> list[tuple[str, str]]:
        """The summary in pieces: ("text", words), ("band", words) or ("mark", footnote number)."""
        pieces = self.page.summary(self.language)
        return [(what, footnotes(self.document, [words]) if what == "mark" else words) for what, words in pieces]

    @property
    def summary_text(self) -> str:
        """The summary as one text, with footnote numbers in brackets."""
        return "".join(f"[{words}]" if what == "mark" else words for what, words in self.summary)

    @property
    def as_of(self) -> str:
        """The day that the map speaks of, in words."""
        return self.document.text("ui:as_of")

    @property
    def provenance(self) -> list[str]:
        """How the rings are drawn, whose land it is, and the content hash."""
        text = self.document.text
        return [
            self.as_of,
            text("ui:scale_note"),
            " · ".join(
                self.locale.apart(text(key)) for key in ("ui:base_credit", "story_id", "content_hash", "ui:generator")
            ),
        ]

    @property
    def alternative(self) -> str:
        """What the picture of the map shows, for who does not see it."""
        text, selection, locale = self.document.text, self.document.selection, self.locale
        rings = locale.semicolon.join(
            f"{self.name(f'missile:{missile.id}')}: "
            f"{text(f'band:{missile.id}')}{locale.comma}{text(f'basis:{missile.id}')}"
            for missile in selection.drawn
            if missile.id in selection.shown
        )
        kinds = locale.semicolon.join(f"{text(f'kind:{id_}')}: {count}" for id_, _, count in self.page.kinds)
        parts = [f"{text('ui:map_label')}: {self.title}", text("ui:all_origins"), rings, kinds]
        return ". ".join(part for part in parts if part) + "."

    @property
    def missiles(self) -> list[tuple[Missile, list[FigureLine]]]:
        """Each missile of the map with its published figures."""
        return [(missile, self._figures(missile)) for missile in self.document.selection.missiles]

    def band(self, missile: Missile) -> str:
        """Return the band of a missile, or that it has none."""
        key = f"band:{missile.id}" if missile.id in self.document.selection.bands else "ui:no_figures"
        return self.document.text(key)

    def _figures(self, missile: Missile) -> list[FigureLine]:
        text = self.document.text
        return [
            FigureLine(
                figure=text(f"figure:{missile.id}:{index}"),
                kind=text(f"range:{figure.kind}"),
                said=said(self.document, figure),
                number=self.document.numbers[figure.source],
                quote=self._quoted(figure.quote),
                language=self.document.selection.sources[figure.source].language,
                flags=tuple(
                    filter(
                        None,
                        [
                            None if figure.verified else text("ui:not_rechecked"),
                            None if sets_limit(missile, figure) else text("ui:set_apart"),
                            f"{text('ui:derived')}: {self._apart(figure.derived)}" if figure.derived else None,
                            self._apart(figure.note),
                        ],
                    )
                ),
            )
            for index, figure in enumerate(missile.ranges)
        ]

    def _apart(self, text: str | None) -> str | None:
        return self.locale.apart(text) if text else text

    def _quoted(self, quote: str | None) -> str | None:
        return self._apart(f"“{quote}”") if quote else None

    @cached_property
    def reaches(self) -> list[ReachLine]:
        """The strongest answer for each place, among the missiles that are switched on when the page opens."""
        return list(map(self._reach, self.page.reaches))

    def _reach(self, reach: Reach) -> ReachLine:
        text, page = self.document.text, self.page
        reasons: list[tuple[str, str]] = []
        if reach.reach == "depends":
            stances: tuple[Stance, ...] = ("reaches", "short", "open")
            reasons += [
                (text(f"ui:{stance}"), footnotes(self.document, ids))
                for stance in stances
                if (ids := page.sources_that_say(reach, stance))
            ]
            reasons += [(text("ui:floor_decides"), "")] if reach.floor_decides else []
            reasons += [(text("ui:position_decides"), "")] if reach.position_decides else []
        return ReachLine(
            place=self.name(f"site:{reach.place.id}"),
            missile=self.name(f"missile:{reach.missile.id}"),
            origin=self.name(f"site:{reach.origin.id}"),
            basis=text(f"ui:basis_{basis(reach.missile, reach.origin)}"),
            verdict=reach.reach,
            answer=text(f"ui:{reach.wording}"),
            reasons=tuple(reasons),
            distance=f"{page.km(reach.distance_km, reach)} ± {page.km(reach.uncertainty_km, reach)}",
            margin="–" if reach.margin_km is None else page.km(reach.margin_km, reach),
        )

    @property
    def reach_heading(self) -> str:
        """What the reach table lists."""
        origins = self.document.selection.origins
        if len(origins) == 1:
            return self.document.text("ui:reach_from_one").format(name=self.name(f"site:{origins[0].id}"))
        return self.document.text("ui:reach_best")

    @property
    def chain(self) -> list[tuple[str, str, int, str | None]]:
        """The article's chain of attribution: who is cited, for what, footnote number and quote."""
        claims = self.document.selection.story.claims
        return [
            (
                self.name(f"by:{index}"),
                self.name(f"chain:{index}"),
                self.document.numbers[claim.source],
                self._quoted(claim.quote),
            )
            for index, claim in enumerate(claims)
        ]

    @cached_property
    def sources(self) -> list[SourceLine]:
        """Every source that the map cites, in the order of the footnotes."""
        return [self._source(number, source) for number, source in enumerate(self.document.selection.cited, start=1)]

    def _source(self, number: int, source: Source) -> SourceLine:
        written = entry(self.document, source)
        return SourceLine(number, written, source.url, source.custom.archive_url, source.language)
