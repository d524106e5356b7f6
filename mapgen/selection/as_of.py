"""Go back to what had been reported by a day: later figures, sites and claims are taken out, bands drawn anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mapgen.errors import MapgenError
from mapgen.records.bands import band_of
from mapgen.records.csl import issued_by
from mapgen.records.csl_dates import last_day
from mapgen.records.markup import BAND_MARK, CITATION_MARK
from mapgen.selection.resolve import first_drawn

if TYPE_CHECKING:
    from mapgen.records.model import Missile, Site, Story
    from mapgen.selection.resolve import Selection


def as_of(selection: Selection, day: str) -> Selection:
    """Keep what had been reported by a day.

    A date that is only a year or a month counts from its last day on, for only then it has surely passed. A figure, a
    claim or a summary is as old as its source: the day it was issued, or, where that is not known, the day it was read;
    with neither, it is taken out. A site goes with its first report; where that has no date, the site stays. What a
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
    missiles, mentioned = (
        tuple(_earlier_missile(missile, selection, day) for missile in group)
        for group in (selection.missiles, selection.mentioned)
    )
    bands = {missile.id: band for missile in (*missiles, *mentioned) if (band := band_of(missile))}
    origins, places, listed = (
        tuple(_earlier_site(site, selection, day) for site in group if _was_known(site, day))
        for group in (selection.origins, selection.places, selection.listed)
    )
    first = first_drawn(selection.story, missiles, bands, origins)
    if not (origins and first):
        raise MapgenError(_nothing_yet(selection, day, no_origin=not origins))
    return replace(
        selection,
        story=_earlier_story(selection, day, set(bands)),
        missiles=missiles,
        mentioned=mentioned,
        shown=tuple(id_ for id_ in selection.shown if id_ in bands) or first,
        bands=bands,
        origins=origins,
        places=places,
        listed=listed,
    )


def _is_out(source_id: str, selection: Selection, day: str) -> bool:
    issued = issued_by(selection.sources[source_id])
    return issued is not None and issued <= day


def _was_known(site: Site, day: str) -> bool:
    return site.first_reported is None or last_day(site.first_reported) <= day


def _earlier_missile(missile: Missile, selection: Selection, day: str) -> Missile:
    figures = tuple(figure for figure in missile.ranges if _is_out(figure.source, selection, day))
    return missile.model_copy(update={"ranges": figures})


def _earlier_site(site: Site, selection: Selection, day: str) -> Site:
    claims = tuple(claim for claim in site.claims if _is_out(claim.source, selection, day))
    disputes = tuple(
        dispute for dispute in site.contradictions if all(_is_out(id_, selection, day) for id_ in dispute.sources)
    )
    return site.model_copy(update={"claims": claims, "contradictions": disputes})


def _earlier_story(selection: Selection, day: str, banded: set[str]) -> Story:
    """Keep of a story what rests on what was out; a summary with a later source, or a band not yet there, goes."""
    story = selection.story
    summary = {
        tag: text
        for tag, text in story.summary.items()
        if all(_is_out(id_, selection, day) for id_ in CITATION_MARK.findall(text))
        and banded.issuperset(BAND_MARK.findall(text))
    }
    return story.model_copy(
        update={
            "summary": summary,
            "sources": tuple(id_ for id_ in story.sources if _is_out(id_, selection, day)),
            "claims": tuple(claim for claim in story.claims if _is_out(claim.source, selection, day)),
        }
    )


def _nothing_yet(selection: Selection, day: str, *, no_origin: bool) -> str:
    what, days = (
        ("no origin", [last_day(site.first_reported) for site in selection.origins if site.first_reported])
        if no_origin
        else (
            "no range figure",
            [
                issued
                for missile in selection.missiles
                for figure in missile.ranges
                if (issued := issued_by(selection.sources[figure.source]))
            ],
        )
    )
    first = f"; the first is of {min(days)}: name that day or a later one" if days else "; none has a date"
    return f"{selection.story.id}: {what} had been reported by {day}{first}"
