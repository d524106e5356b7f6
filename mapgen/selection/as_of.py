"""Show only what had been published by a day: leave out later figures, sites and claims, and compute bands again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mapgen.errors import MapgenError
from mapgen.records.bands import band_of
from mapgen.records.csl import issued_after, issued_by
from mapgen.records.csl_dates import first_day, last_day
from mapgen.records.markup import BAND_MARK, CITATION_MARK, REACH_MARK
from mapgen.selection.resolve import first_drawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from mapgen.records.csl import Source
    from mapgen.records.model import Missile, Site, Story
    from mapgen.records.step import Step
    from mapgen.selection.resolve import Selection


@dataclass(frozen=True)
class _Rule:
    """What is left of a map: whether a source counts, and whether a site."""

    day: str
    counts: Callable[[Source], bool]
    knows: Callable[[Site], bool]


def as_of(selection: Selection, day: str) -> Selection:
    """Keep what had been reported by a day.

    A date that is only a year or a month counts from its last day on, for only then it has surely passed. A figure, a
    claim or a summary is as old as its source: the day it was issued, or, where that is not known, the day it was read;
    with neither, it is taken out. A site first reported later is left out; one without that date stays. What a
    record says without a source of its own (status, position, missiles at a site) stays as it is.

    Parameters
    ----------
    selection : Selection
    day : str
        The last day that counts, e.g. ``2024-06-01``.

    Returns
    -------
    Selection
        With bands of the figures that are left; a missile may have none.

    Raises
    ------
    MapgenError
        If no origin, or no range figure, had been reported by then.
    """

    def counts(source: Source) -> bool:
        issued = issued_by(source)
        return issued is not None and issued <= day

    def knows(site: Site) -> bool:
        return site.first_reported is None or last_day(site.first_reported) <= day

    return _left(selection, _Rule(day, counts, knows))


def without_later(selection: Selection, day: str) -> Selection:
    """Take out what was surely issued, or first reported, after the day that the map speaks of.

    What has no date stays, because the editor of the story used it. Arguments and errors as in `as_of`.
    """

    def counts(source: Source) -> bool:
        return issued_after(source, day) is None

    def knows(site: Site) -> bool:
        return site.first_reported is None or first_day(site.first_reported) <= day

    return _left(selection, _Rule(day, counts, knows))


def speaking_of(selection: Selection, date: str | None = None, limit: str | None = None) -> Selection:
    """Make everything on a map true of the day it speaks of.

    Parameters
    ----------
    selection : Selection
    date : str, optional
        The day it speaks of; the story's ``as_of`` by default.
    limit : str, optional
        Show what had been reported by this day, instead. Before the story's day the map goes back to it, as `as_of`
        does. After the story's day the map speaks of the last day up to then on which something on it was issued.

    Returns
    -------
    Selection

    Raises
    ------
    MapgenError
        If no origin, or no range figure, had been reported by then.
    """
    if limit is None:
        return without_later(selection, date or selection.story.as_of)
    if limit <= selection.story.as_of:
        return as_of(selection, limit)
    then = without_later(selection, limit)
    dates = [source.issued.last_iso for source in then.cited if source.issued]
    dates += [site.first_reported for site in then.sites]
    return replace(then, date=max([selection.story.as_of, *(first_day(each) for each in dates if each)]))


def _left(selection: Selection, rule: _Rule) -> Selection:
    """Apply a rule to a map.

    Raises
    ------
    MapgenError
        If it leaves no origin, or no range figure where there was one.
    """
    missiles, mentioned = (
        tuple(_earlier_missile(missile, selection, rule) for missile in group)
        for group in (selection.missiles, selection.mentioned)
    )
    bands = {missile.id: band for missile in (*missiles, *mentioned) if (band := band_of(missile))}
    origins, places, listed = (
        tuple(_earlier_site(site, selection, rule) for site in group if rule.knows(site))
        for group in (selection.origins, selection.places, selection.listed)
    )
    first = first_drawn(selection.story, missiles, bands, origins)
    had = first_drawn(selection.story, selection.missiles, selection.bands, selection.origins)
    if not origins or (had and not first):
        raise MapgenError(_nothing_yet(selection, rule.day, no_origin=not origins))
    return replace(
        selection,
        date=rule.day,
        story=_earlier_story(selection, rule, set(bands)),
        missiles=missiles,
        mentioned=mentioned,
        shown=tuple(id_ for id_ in selection.shown if id_ in bands or id_ not in selection.bands) or first,
        bands=bands,
        origins=origins,
        places=places,
        listed=listed,
    )


def _earlier_missile(missile: Missile, selection: Selection, rule: _Rule) -> Missile:
    figures = tuple(figure for figure in missile.ranges if rule.counts(selection.sources[figure.source]))
    return missile.model_copy(update={"ranges": figures})


def _earlier_site(site: Site, selection: Selection, rule: _Rule) -> Site:
    claims = tuple(claim for claim in site.claims if rule.counts(selection.sources[claim.source]))
    disputes = tuple(
        dispute
        for dispute in site.contradictions
        if all(rule.counts(selection.sources[id_]) for id_ in dispute.sources)
    )
    return site.model_copy(update={"claims": claims, "contradictions": disputes})


def _earlier_story(selection: Selection, rule: _Rule, banded: set[str]) -> Story:
    """Keep of a story what rests on what was out; words or steps with a later source or an absent band go."""
    story = selection.story
    gone = set(selection.bands) - banded

    def stands(text: str) -> bool:
        is_out = all(rule.counts(selection.sources[id_]) for id_ in CITATION_MARK.findall(text))
        return is_out and not gone.intersection([*BAND_MARK.findall(text), *REACH_MARK.findall(text)])

    def rests(step: Step) -> bool:
        is_out = step.source is None or rule.counts(selection.sources[step.source])
        return is_out and not gone.intersection(step.missiles)

    return story.model_copy(
        update={
            "summary": {tag: text for tag, text in story.summary.items() if stands(text)},
            "notes": tuple(note for note in story.notes if all(map(stands, note.text.values()))),
            "steps": tuple(step for step in story.steps if rests(step) and all(map(stands, step.text.values()))),
            "sources": tuple(id_ for id_ in story.sources if rule.counts(selection.sources[id_])),
            "claims": tuple(claim for claim in story.claims if rule.counts(selection.sources[claim.source])),
        }
    )


def _nothing_yet(selection: Selection, day: str, *, no_origin: bool) -> str:
    if no_origin:
        what = "no origin"
        days = [last_day(site.first_reported) for site in selection.origins if site.first_reported]
    else:
        what = "no range figure"
        cited = [selection.sources[figure.source] for missile in selection.missiles for figure in missile.ranges]
        days = [issued for source in cited if (issued := issued_by(source))]
    first = f"; the first is of {min(days)}: name that day or a later one" if days else "; none has a date"
    return f"{selection.story.id}: {what} had been reported by {day}{first}"
