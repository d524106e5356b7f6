"""Check the steps and the opening view of a story against its map: they may only show what is on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.errors import Problem, shown, suggestion

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from mapgen.catalog.model import Catalog
    from mapgen.records.model import Story
    from mapgen.records.step import Step


def step_problems(
    story: Story, file: str, catalog: Catalog, *, origins: set[str], drawn: set[str]
) -> Iterator[Problem]:
    """Report what steps and the opening view name and the map does not have.

    Parameters
    ----------
    story : Story
        Every id in it is known.
    file : str
        Where it is.
    catalog : Catalog
    origins, drawn : set of str
        Ids of the origins, and of all sites, that the map draws.

    Yields
    ------
    Problem
    """
    kinds = {catalog.sites[id_].kind for id_ in drawn}
    if story.view.site is not None and story.view.site not in drawn:
        what = f"{shown(story.view.site)} is not drawn on this map; {suggestion(story.view.site, drawn)}"
        yield Problem(file, "view.site", what)
    for index, step in enumerate(story.steps):
        path = f"steps[{index}]"
        yield from _absent(step.missiles, story.missiles, f"{path}.missiles", file, "is not in missiles")
        yield from _absent(step.origins, origins, f"{path}.origins", file, "is no origin of this map")
        yield from _absent(step.hide, kinds, f"{path}.hide", file, "is the kind of no site on this map")
        for key in ("at", "seen_from"):
            place = getattr(step, key)
            if isinstance(place, str) and place not in drawn:
                advice = ", or give [lon, lat]" if key == "at" else ""
                what = f"{shown(place)} is not drawn on this map; {suggestion(place, drawn)}{advice}"
                yield Problem(file, f"{path}.{key}", what)
        yield from _source_problems(story, step, path, file, catalog)


def _absent(ids: Collection[str], known: Collection[str], path: str, file: str, what: str) -> Iterator[Problem]:
    for index, name in enumerate(ids):
        if name not in known:
            yield Problem(file, f"{path}[{index}]", f"{shown(name)} {what}; {suggestion(name, known)}")


def _source_problems(story: Story, step: Step, path: str, file: str, catalog: Catalog) -> Iterator[Problem]:
    """Report a source that leaves the missiles of a step without a figure, so that nothing would be drawn."""
    missiles = [catalog.missiles[id_] for id_ in step.missiles or story.missiles if id_ in catalog.missiles]
    giving = {figure.source for missile in missiles for figure in missile.ranges}
    if step.source is not None and step.source not in giving:
        what = f"{shown(step.source)} gives no range of these missiles; {suggestion(step.source, giving)}"
        yield Problem(file, f"{path}.source", what)
