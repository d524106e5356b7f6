"""Resolve the steps of a story: what the page chooses, and where it looks, at each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mapgen.records.step import Step
    from mapgen.selection.resolve import Selection


def steps_of(selection: Selection) -> list[dict[str, Any]]:
    """Return the steps whose sites are all on the map, in the words of the page's address.

    Parameters
    ----------
    selection : Selection

    Returns
    -------
    list of dict
        ``step`` is its number in the story, from 0, which its text has too; ``figures`` is a footnote number where only
        one source counts; ``at`` is a position (lon, lat). What a step does not set is absent.
    """
    drawn = {site.id: site.position for site in (*selection.origins, *selection.places) if site.position}
    return [
        _resolved(index, step, selection, drawn)
        for index, step in enumerate(selection.story.steps)
        if all(id_ in drawn for id_ in _sites_of(step))
    ]


def _sites_of(step: Step) -> list[str]:
    named = [*step.origins, step.at, step.seen_from]
    return [each for each in named if isinstance(each, str)]


def _resolved(index: int, step: Step, selection: Selection, drawn: dict[str, tuple[float, float]]) -> dict[str, Any]:
    place = drawn[step.at] if isinstance(step.at, str) else step.at
    figures = selection.numbers[step.source] if step.source else step.figures
    values = {
        "missiles": list(step.missiles),
        "origins": list(step.origins),
        "figures": figures,
        "hide": list(step.hide),
        "naive": step.planar_circles,
        "at": list(place) if place else None,
        "zoom": step.zoom,
        "seen_from": step.seen_from,
        "limit": step.limit_km,
    }
    return {"step": index, **{key: value for key, value in values.items() if value}}
