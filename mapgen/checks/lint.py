"""Lint data that load: find what an editor should improve; ``check --strict`` counts the findings as problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.catalog.positions import position_doubt
from mapgen.checks.quotes.match import quote_problems
from mapgen.errors import DataError, MapgenError, Problem, shown
from mapgen.locale import gaps, language_file, language_problems
from mapgen.records.csl import issued_after
from mapgen.records.csl_dates import first_day
from mapgen.records.markup import CITATION_MARK
from mapgen.resources import languages
from mapgen.selection.as_of import speaking_of
from mapgen.selection.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mapgen.catalog.model import Catalog
    from mapgen.selection.resolve import Selection

MIN_UNCERTAINTY_KM = 0.8
"""Half the diagonal of a square of 0.01 degree at the equator, in km: two decimals allow no less."""
MAX_DECIMALS = 2
"""Most decimals of a position in degrees (installation level): 0.01 degree is about a kilometre."""


def lint(catalog: Catalog) -> list[Problem]:
    """List the values that an editor should look at again.

    Parameters
    ----------
    catalog : Catalog

    Returns
    -------
    list of Problem
        Quotes that are missing, have more than 15 words or do not contain their number (`mapgen.checks.quotes.match`);
        positions that are finer than installation level, surer than two decimals allow or at sea far from their
        country; range figures that set no limit and have no note; missing texts of a story in one of its languages;
        what a story leaves out because it was issued or first reported after its day; missing words of a page language.

    Raises
    ------
    DataError
        If the file of a language does not load.
    """
    own = [
        *_on_missiles(catalog),
        *_on_sites(catalog),
        *_on_stories(catalog),
        *_on_days(catalog),
        *_on_languages(catalog),
    ]
    return sorted([*own, *quote_problems(catalog)])


def bare_stories(catalog: Catalog) -> list[Problem]:
    """List the stories of whose figures or origins none had been reported by their day: no map of them can be built.

    Parameters
    ----------
    catalog : Catalog

    Returns
    -------
    list of Problem
        With the words in which `mapgen build` refuses such a story.
    """
    found = []
    for story in catalog.stories.values():
        try:
            speaking_of(resolve(catalog, story))
        except MapgenError as error:
            message = str(error).removeprefix(f"{story.id}: ")
            found.append(Problem(catalog.file_of("stories", story.id), "as_of", message))
    return sorted(found)


def checked(catalog: Catalog) -> list[Problem]:
    """List the doubtful positions that an editor has confirmed: the doubt, and why the position is right."""
    return sorted(
        Problem(
            catalog.file_of("sites", site.id),
            "lon, lat",
            f"{doubt.message.partition(';')[0]}; checked: {site.position_checked}",
        )
        for site in catalog.sites.values()
        if site.position_checked and (doubt := position_doubt(site))
    )


def _on_missiles(catalog: Catalog) -> Iterator[Problem]:
    for missile in catalog.missiles.values():
        file = catalog.file_of("missiles", missile.id)
        for index, figure in enumerate(missile.ranges):
            if not figure.sets_band and not figure.note:
                yield Problem(file, f"ranges[{index}].note", "the figure is set apart; add a note that says why")


def _on_sites(catalog: Catalog) -> Iterator[Problem]:
    for site in catalog.sites.values():
        file = catalog.file_of("sites", site.id)
        for key, degrees in (("lon", site.lon), ("lat", site.lat)):
            if degrees is not None and round(degrees, MAX_DECIMALS) != degrees:
                yield Problem(file, key, f"{degrees} is finer than installation level; round it to two decimals")
        if site.position and (site.uncertainty_km or 0.0) < MIN_UNCERTAINTY_KM:
            message = (
                f"{site.uncertainty_km or 0:g} is less than two decimals leave open; write {MIN_UNCERTAINTY_KM} or more"
            )
            yield Problem(file, "uncertainty_km", message)
        doubt = None if site.position_checked else position_doubt(site)
        if doubt and not doubt.grave:
            yield Problem(file, "lon, lat", doubt.message)


def _on_stories(catalog: Catalog) -> Iterator[Problem]:
    for story in catalog.stories.values():
        file = catalog.file_of("stories", story.id)
        for tag in story.languages:
            for key, written in (("title", story.title), ("summary", story.summary), *story.told):
                if tag not in written:
                    yield Problem(file, key, f"has no text for {tag!r}; write it, or take {tag!r} out of languages")


def _on_days(catalog: Catalog) -> Iterator[Problem]:
    """Report what a map leaves out, because it was issued or first reported after the day that its story speaks of."""
    for story in catalog.stories.values():
        selection, file = resolve(catalog, story), catalog.file_of("stories", story.id)
        left_out = f"after the story's day {story.as_of}, and is left out; move as_of"
        for where, source_id in _resting_on(selection):
            if issued := issued_after(catalog.sources[source_id], story.as_of):
                yield Problem(file, "as_of", f"{where} is issued {issued}, {left_out}")
        for site in selection.sites:
            if site.first_reported and first_day(site.first_reported) > story.as_of:
                yield Problem(file, "as_of", f"site {site.id} is first reported {site.first_reported}, {left_out}")


def _resting_on(selection: Selection) -> Iterator[tuple[str, str]]:
    """Yield what on a map rests on a source, with the id of that source."""
    story = selection.story
    for index, source_id in enumerate(story.sources):
        yield f"sources[{index}]", source_id
    for index, link in enumerate(story.claims):
        yield f"claims[{index}]", link.source
    for path, text in story.marked_texts:
        for source_id in CITATION_MARK.findall(text):
            yield f"{source_id} in {path}", source_id
    for missile in selection.missiles:
        for index, figure in enumerate(missile.ranges):
            yield f"ranges[{index}] of missile {missile.id}", figure.source
    for site in selection.sites:
        for index, claim in enumerate(site.claims):
            yield f"claims[{index}] of site {site.id}", claim.source


def _on_languages(catalog: Catalog) -> Iterator[Problem]:
    """Name what the languages of the stories lack, and those that the user's folders bring."""
    if broken := [problem for tag in languages() for problem in language_problems(tag)]:
        raise DataError(broken)
    spoken = {tag for story in catalog.stories.values() for tag in story.languages}
    for tag in sorted(spoken.intersection(languages()) - {*catalog.languages.own}):
        for path, words in gaps(tag):
            yield Problem(language_file(tag), path, f"is missing: the page says {shown(words)}; write it")
    for file, path, words in catalog.languages.gaps():
        yield Problem(file, path, f"is missing: the page says {shown(words)}; write it")
