"""Find the sites that a story chooses: by kind and country only among the records of the data folder that holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mapgen.catalog.model import Catalog
    from mapgen.records.model import Site, Story
    from mapgen.records.selector import Selector


def chosen_sites(catalog: Catalog, story: Story, chosen: Selector) -> list[Site]:
    """Return the sites of a selector: kind by kind, then id by id; inside a kind by name.

    Parameters
    ----------
    catalog : Catalog
    story : Story
        Its data folder is where `kinds` and `countries` look. A story file of its own has the folders laid over the
        packaged data, or, without any, the packaged data.
    chosen : Selector
        Of the story: its ``ids`` reach every record.

    Returns
    -------
    list of Site
        Each site once.
    """
    scope = _scope(catalog, story, chosen)
    found: list[Site] = []
    for kind in _kinds(chosen):
        fitting = [site for site in catalog.sites.values() if _fits(site, kind, chosen, scope, catalog)]
        found += sorted(fitting, key=lambda site: (site.name, site.id))
    return list({site.id: site for site in (*found, *(catalog.sites[id_] for id_ in chosen.ids))}.values())


def empty_choices(catalog: Catalog, story: Story, chosen: Selector) -> Iterator[tuple[str, str, str]]:
    """Yield what finds no site in the story's data folder, but would in all data.

    Yields
    ------
    tuple of str
        The key, e.g. ``kinds[0]``, the kind or country, and the names of the data folders.
    """
    scope = _scope(catalog, story, chosen)
    if scope is None:
        return
    for key, names in (("kinds", chosen.kinds), ("countries", () if chosen.kinds else chosen.countries)):
        for index, name in enumerate(names):
            one = chosen.model_copy(update={key: (name,), "ids": ()})
            if not chosen_sites(catalog, story, one) and chosen_sites(
                catalog, story, one.model_copy(update={"from_": "all"})
            ):
                yield f"{key}[{index}]", name, " and ".join(sorted(scope))


def _kinds(chosen: Selector) -> tuple[str | None, ...]:
    """Return the kinds asked for; None stands for every kind."""
    return chosen.kinds or ((None,) if chosen.countries else ())


def _fits(site: Site, kind: str | None, chosen: Selector, scope: frozenset[str] | None, catalog: Catalog) -> bool:
    return (
        kind in (None, site.kind)
        and (not chosen.countries or site.country in chosen.countries)
        and (scope is None or not scope.isdisjoint(catalog.site_folders.get(site.id, scope)))
    )


def _scope(catalog: Catalog, story: Story, chosen: Selector) -> frozenset[str] | None:
    """Return the data folders to choose from; None for all of them."""
    if chosen.from_ == "all" or not catalog.data_folders:
        return None
    if catalog.stories.get(story.id) == story:
        return frozenset({catalog.story_folders[story.id]})
    return frozenset(catalog.data_folders[1:] or catalog.data_folders)
