"""Resolve a story against the catalog: which missiles, bands, origins and places the map shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain, islice
from typing import TYPE_CHECKING

from mapgen.catalog.scope import chosen_sites
from mapgen.citations.footnote_numbers import number_sources
from mapgen.errors import DataError, Problem, UnknownNameError, all_at_once
from mapgen.locale import Languages
from mapgen.records.bands import Band, band_of
from mapgen.selection.words import of_what_is_shown, titled

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from mapgen.catalog.amendments import Amendment
    from mapgen.catalog.base_names import BaseLabel, DisputedBorder
    from mapgen.catalog.model import Catalog, Vocabulary
    from mapgen.locale import Locale
    from mapgen.records.csl import Source
    from mapgen.records.model import Missile, Site, Story
    from mapgen.records.terms import SiteKind


@dataclass(frozen=True)
class Selection:
    """What one map shows, every id resolved.

    Attributes
    ----------
    story : Story
    language : str
        Tag of the language the page opens in.
    missiles : tuple of Missile
        In the order of the map key.
    shown : tuple of str
        Ids of the missiles switched on at first.
    bands : mapping of str to Band
        By missile id, of the missiles mentioned too; a missile without figures has none.
    origins, places : tuple of Site
        The sites rings are drawn from, and the places of interest; both with a public position.
    listed : tuple of Site
        Sites whose location is not public: listed, never drawn.
    mentioned : tuple of Missile
        Missiles that are named though they are not on the map: by the story, or as associated with a site.
    sources : mapping of str to Source
        Every source of the catalog.
    vocabulary : Vocabulary
    date : str
        The day the map speaks of, e.g. ``2026-11-23``.
    labels : tuple of BaseLabel
        Names on the base map.
    borders : tuple of DisputedBorder
        How disputed borders of the base map are drawn.
    amendments : tuple of Amendment
        What files of the user's folders change in the records of the map.
    languages : Languages
        The languages that the page can have.
    """

    story: Story
    language: str
    missiles: tuple[Missile, ...]
    shown: tuple[str, ...]
    bands: Mapping[str, Band]
    origins: tuple[Site, ...]
    places: tuple[Site, ...]
    listed: tuple[Site, ...]
    mentioned: tuple[Missile, ...]
    sources: Mapping[str, Source]
    vocabulary: Vocabulary
    date: str
    labels: tuple[BaseLabel, ...] = ()
    borders: tuple[DisputedBorder, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    languages: Languages = field(default_factory=Languages)

    def locale(self, tag: str | None = None, *, gap: str = "") -> Locale:
        """Return a language, by default the one the page opens in; `gap` as in `locale_of`."""
        return self.languages.locale(tag or self.language, gap=gap)

    @property
    def sites(self) -> tuple[Site, ...]:
        """Every site of the map: origins, places, then those that are only listed."""
        return self.origins + self.places + self.listed

    def origins_of(self, missile: Missile) -> tuple[Site, ...]:
        """Return the origins that rings of a missile are drawn from; the story may pair each with its own only."""
        return paired(self.story, missile, self.origins)

    @cached_property
    def families(self) -> int:
        """How many families the missiles on the map are of: the title of a map of one family names it."""
        return len({missile.family for missile in self.missiles})

    @property
    def drawn(self) -> tuple[Missile, ...]:
        """The missiles that rings are drawn of: with a band, and an origin."""
        return tuple(missile for missile in self.missiles if missile.id in self.bands and self.origins_of(missile))

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """Footnote number of each source that the map cites, by id, in citation order."""
        return number_sources(self.story, self.missiles, self.sites)

    @property
    def cited(self) -> list[Source]:
        """The sources that the map cites, in citation order."""
        return [self.sources[id_] for id_ in self.numbers]


def resolve(
    catalog: Catalog,
    story: Story,
    *,
    language: str | None = None,
    missiles: Sequence[str] = (),
    origins: Sequence[str] = (),
    title: str | None = None,
) -> Selection:
    """Resolve a story, optionally with other missiles or origins than it names.

    Parameters
    ----------
    catalog : Catalog
    story : Story
    language : str, optional
        Tag of the language the page opens in; the story's first by default.
    missiles, origins : sequence of str, optional
        Ids that stand in for the story's own; the story's words then give way to a title made of what is shown.
    title : str, optional
        Title of the map, in place of any other.

    Returns
    -------
    Selection

    Raises
    ------
    UnknownNameError
        If a missile, an origin or the language is not known; a MapgenError with all names if several are not.
    DataError
        If no origin has a public position.
    """
    language = language or story.languages[0]
    asked = (
        ("language of the story", language, story.languages),
        *(("missile", id_, catalog.missiles) for id_ in missiles),
        *(("site", id_, catalog.sites) for id_ in origins),
    )
    all_at_once(partial(_check_known, *each) for each in asked)
    missile_ids = tuple(dict.fromkeys(missiles)) or story.missiles
    chosen = {id_: catalog.sites[id_] for id_ in origins} or {
        site.id: site for site in chosen_sites(catalog, story, story.origins)
    }
    placed = _placed(story, chosen)
    others = {site.id: site for site in chosen_sites(catalog, story, story.places) if site.id not in chosen}
    on_map = tuple(catalog.missiles[id_] for id_ in missile_ids)
    if missiles or origins:
        story = of_what_is_shown(story, on_map, placed, catalog.languages)
    if title is not None:
        story = titled(story, title)
    associated = [name for site in (*chosen.values(), *others.values()) for name in site.missiles]
    mentioned = [name for name in dict.fromkeys(associated) if name not in missile_ids]
    bands = {id_: band for id_ in (*missile_ids, *mentioned) if (band := band_of(catalog.missiles[id_]))}
    shown = tuple(name for name in story.shown if name in missile_ids)
    named = (*missile_ids, *mentioned, *chosen, *others)
    return Selection(
        story=story,
        language=language,
        missiles=on_map,
        shown=missile_ids if missiles else shown or first_drawn(story, on_map, bands, placed),
        bands=bands,
        origins=placed,
        places=tuple(site for site in others.values() if site.position),
        listed=tuple(site for site in (*chosen.values(), *others.values()) if not site.position),
        mentioned=tuple(catalog.missiles[id_] for id_ in mentioned),
        sources=catalog.sources,
        vocabulary=catalog.vocabulary,
        date=story.as_of,
        labels=catalog.labels,
        borders=catalog.borders,
        amendments=tuple(chain(*(catalog.amendments.get(id_, ()) for id_ in named))),
        languages=catalog.languages,
    )


def _check_known(kind: str, name: str, known: Collection[str]) -> None:
    if name not in known:
        raise UnknownNameError(kind, name, known)


def _placed(story: Story, chosen: Mapping[str, Site]) -> tuple[Site, ...]:
    """Return the origins that have a public position."""
    placed = tuple(site for site in chosen.values() if site.position)
    if not placed:
        names = ", ".join(sorted(chosen))
        raise DataError([Problem(story.id, "origins", f"no origin has a public position ({names}); name another")])
    return placed


def basis(missile: Missile, site: Site) -> str:
    """Return ``reported`` where a source associates the missile with the site, else ``illustrative``."""
    return "reported" if missile.id in site.missiles else "illustrative"


def paired(story: Story, missile: Missile, origins: tuple[Site, ...]) -> tuple[Site, ...]:
    """Return the origins that a story draws rings of a missile from: all, or those that a source associates with it."""
    if story.origins.pairing == "all":
        return origins
    return tuple(site for site in origins if basis(missile, site) == "reported")


def first_drawn(
    story: Story, missiles: Iterable[Missile], bands: Collection[str], origins: tuple[Site, ...]
) -> tuple[str, ...]:
    """Return the id of the first missile that rings are drawn of, if there is one."""
    drawn = (missile.id for missile in missiles if missile.id in bands and paired(story, missile, origins))
    return tuple(islice(drawn, 1))


def union_basis(missile: Missile, origins: Sequence[Site]) -> str:
    """Return the basis of a missile's rings around several sites together: illustrative if it is for one of them.

    Without any site it is ``none``.
    """
    if not origins:
        return "none"
    return "illustrative" if any(basis(missile, site) == "illustrative" for site in origins) else "reported"


def kinds_drawn(selection: Selection) -> list[tuple[str, SiteKind, int]]:
    """Return id, term and number of drawn sites of each kind, the highest rank first."""
    drawn = [site.kind for site in (*selection.origins, *selection.places)]
    kinds = sorted(selection.vocabulary.site_kind.items(), key=lambda item: item[1].rank)
    return [(id_, kind, drawn.count(id_)) for id_, kind in kinds if id_ in drawn]
