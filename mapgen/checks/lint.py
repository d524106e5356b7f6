"""Advise on data that load but could serve the reader better; ``check --strict`` takes the advice for problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.catalog.positions import position_doubt
from mapgen.checks.quotes.match import quote_problems
from mapgen.errors import DataError, Problem, shown
from mapgen.locale import gaps, language_file, language_problems
from mapgen.records.csl import issued_after
from mapgen.records.markup import CITATION_MARK
from mapgen.resources import languages
from mapgen.selection.resolve import resolve

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mapgen.catalog.model import Catalog
    from mapgen.selection.resolve import Selection

MAX_DECIMALS = 2  # installation level: 0.01 degree is about a kilometre


def advise(catalog: Catalog) -> list[Problem]:
    """List what an editor should look at again.

    Parameters
    ----------
    catalog : Catalog

    Returns
    -------
    list of Problem
        Quotes that are missing, over 15 words or without their number (`mapgen.checks.quotes.match`), positions finer
        than installation level or at sea far from their country, figures set apart without a note, texts that a story
        lacks in one of its languages, what it leaves out because it was issued after its day, and words that a language
        of the page lacks.

    Raises
    ------
    DataError
        If the file of a language does not load.
    """
    own = [*_on_missiles(catalog), *_on_sites(catalog), *_on_stories(catalog), *_on_days(catalog), *_on_languages()]
    return sorted([*own, *quote_problems(catalog)])


def checked(catalog: Catalog) -> list[Problem]:
    """List the doubts about positions that an editor has answered: what is seen, and why it is right."""
    return sorted(
        Problem(
            f"sites/{site.id}.toml", "lon, lat", f"{doubt.message.partition(';')[0]}; checked: {site.position_checked}"
        )
        for site in catalog.sites.values()
        if site.position_checked and (doubt := position_doubt(site))
    )


def _on_missiles(catalog: Catalog) -> Iterator[Problem]:
    for missile in catalog.missiles.values():
        file = f"missiles/{missile.id}.toml"
        for index, figure in enumerate(missile.ranges):
            if not figure.sets_band and not figure.note:
                yield Problem(file, f"ranges[{index}].note", "the figure is set apart; add a note that says why")


def _on_sites(catalog: Catalog) -> Iterator[Problem]:
    for site in catalog.sites.values():
        file = f"sites/{site.id}.toml"
        for key, degrees in (("lon", site.lon), ("lat", site.lat)):
            if degrees is not None and round(degrees, MAX_DECIMALS) != degrees:
                yield Problem(file, key, f"{degrees} is finer than installation level; round it to two decimals")
        doubt = None if site.position_checked else position_doubt(site)
        if doubt and not doubt.grave:
            yield Problem(file, "lon, lat", doubt.message)


def _on_stories(catalog: Catalog) -> Iterator[Problem]:
    for story in catalog.stories.values():
        file = f"stories/{story.id}.toml"
        for tag in story.languages:
            for key, written in (("title", story.title), ("summary", story.summary)):
                if tag not in written:
                    yield Problem(file, key, f"has no text for {tag!r}; write it, or take {tag!r} out of languages")


def _on_days(catalog: Catalog) -> Iterator[Problem]:
    """Report what a map leaves out, because it was issued after the day that its story speaks of."""
    for story in catalog.stories.values():
        for where, source_id in _resting_on(resolve(catalog, story)):
            if issued := issued_after(catalog.sources[source_id], story.as_of):
                what = f"{where} is issued {issued}, after the story's day {story.as_of}, and is left out"
                yield Problem(f"stories/{story.id}.toml", "as_of", f"{what}; move as_of")


def _resting_on(selection: Selection) -> Iterator[tuple[str, str]]:
    """Yield what on a map rests on a source, with the id of that source."""
    story = selection.story
    for index, source_id in enumerate(story.sources):
        yield f"sources[{index}]", source_id
    for index, link in enumerate(story.claims):
        yield f"claims[{index}]", link.source
    for tag, text in story.summary.items():
        for source_id in CITATION_MARK.findall(text):
            yield f"{source_id} in summary.{tag}", source_id
    for missile in selection.missiles:
        for index, figure in enumerate(missile.ranges):
            yield f"ranges[{index}] of missile {missile.id}", figure.source
    for site in selection.sites:
        for index, claim in enumerate(site.claims):
            yield f"claims[{index}] of site {site.id}", claim.source


def _on_languages() -> Iterator[Problem]:
    if broken := [problem for tag in languages() for problem in language_problems(tag)]:
        raise DataError(broken)
    for tag in languages():
        for path, words in gaps(tag):
            yield Problem(language_file(tag), path, f"is missing: the page says {shown(words)}; write it")
