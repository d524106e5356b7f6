"""Resolve a story against the catalog: which missiles, bands, origins and places the map shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from mapgen.citations.numbering import number_sources
from mapgen.errors import DataError, Problem, UnknownNameError
from mapgen.records.bands import Band, band_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mapgen.catalog.model import Catalog, Vocabulary
    from mapgen.records.csl import Source
    from mapgen.records.model import Missile, Selector, Site, SiteKind, Story


@dataclass(frozen=True)
class Selection:
    """What one map shows, every id resolved.

    Attributes
    ----------
    story : Story
    language : str
        Tag of the language the page opens in.
    missiles : tuple of Missile
        In the order of the key.
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

    @property
    def sites(self) -> tuple[Site, ...]:
        """Every site of the map: origins, places, then those that are only listed."""
        return self.origins + self.places + self.listed

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
) -> Selection:
    """Resolve a story, optionally with other missiles or origins than it names.

    Parameters
    ----------
    catalog : Catalog
    story : Story
    language : str, optional
        Tag of the language the page opens in; the story's first by default.
    missiles, origins : sequence of str, optional
        Ids that stand in for the story's own.

    Returns
    -------
    Selection

    Raises
    ------
    UnknownNameError
        If a missile, an origin or the language is not known.
    DataError
        If no origin has a public position.
    """
    language = language or story.languages[0]
    if language not in story.languages:
        raise UnknownNameError("language of the story", language, story.languages)
    for kind, ids, known in (("missile", missiles, catalog.missiles), ("site", origins, catalog.sites)):
        for name in ids:
            if name not in known:
                raise UnknownNameError(kind, name, known)
    missile_ids = tuple(dict.fromkeys(missiles)) or story.missiles
    chosen = {id_: catalog.sites[id_] for id_ in origins} or _select(catalog, story.origins)
    placed = tuple(site for site in chosen.values() if site.position)
    if not placed:
        names = ", ".join(sorted(chosen))
        raise DataError([Problem(story.id, "origins", f"no origin has a public position ({names}); name another")])
    others = {id_: site for id_, site in _select(catalog, story.places).items() if id_ not in chosen}
    associated = [name for site in (*chosen.values(), *others.values()) for name in site.missiles]
    mentioned = [name for name in dict.fromkeys((*story.missiles, *associated)) if name not in missile_ids]
    bands = {id_: band for id_ in (*missile_ids, *mentioned) if (band := band_of(catalog.missiles[id_]))}
    shown = tuple(name for name in story.shown if name in missile_ids)
    return Selection(
        story=story,
        language=language,
        missiles=tuple(catalog.missiles[id_] for id_ in missile_ids),
        shown=missile_ids if missiles else shown or tuple(name for name in missile_ids if name in bands)[:1],
        bands=bands,
        origins=placed,
        places=tuple(site for site in others.values() if site.position),
        listed=tuple(site for site in (*chosen.values(), *others.values()) if not site.position),
        mentioned=tuple(catalog.missiles[id_] for id_ in mentioned),
        sources=catalog.sources,
        vocabulary=catalog.vocabulary,
    )


def basis(missile: Missile, site: Site) -> str:
    """Return ``reported`` where a source associates the missile with the site, else ``illustrative``."""
    return "reported" if missile.id in site.missiles else "illustrative"


def union_basis(missile: Missile, origins: Sequence[Site]) -> str:
    """Return the basis of a missile's rings around several sites together: illustrative if it is for one of them."""
    return "illustrative" if any(basis(missile, site) == "illustrative" for site in origins) else "reported"


def kinds_drawn(selection: Selection) -> list[tuple[str, SiteKind, int]]:
    """Return id, term and number of drawn sites of each kind, the highest rank first."""
    drawn = [site.kind for site in (*selection.origins, *selection.places)]
    kinds = sorted(selection.vocabulary.site_kind.items(), key=lambda item: item[1].rank)
    return [(id_, kind, drawn.count(id_)) for id_, kind in kinds if id_ in drawn]


def _select(catalog: Catalog, selector: Selector) -> dict[str, Site]:
    """Pick the sites of a selector: kind by kind, then id by id; inside a kind by name."""
    by_name = sorted(catalog.sites.values(), key=lambda site: (site.name, site.id))
    of_kinds = [site for kind in selector.kinds for site in by_name if site.kind == kind]
    return {site.id: site for site in (*of_kinds, *(catalog.sites[id_] for id_ in selector.ids))}
