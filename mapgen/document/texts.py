"""Write every text of the page in every language of the story, by key, so that the browser only swaps them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mapgen import __version__
from mapgen.citations.numbering import number_sources
from mapgen.locale import Tongue, tongue
from mapgen.selection.resolve import basis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mapgen.selection.resolve import Selection

FALLBACK = "en"  # names of missiles and sites, and the words of the vocabularies, always exist in English


def texts(selection: Selection, date: str, content_hash: str) -> dict[str, dict[str, str]]:
    """Write the texts of the page.

    Parameters
    ----------
    selection : Selection
    date : str
        The day the page speaks of, e.g. ``2026-11-23``.
    content_hash : str
        Fingerprint of the data, for the footer.

    Returns
    -------
    dict of str to dict of str to str
        Text by key, by language tag: the story's languages, and English for what they lack. A key missing in a language
        is to be read in English.
    """
    written = {
        tag: dict(_texts(selection, tongue(tag), date, content_hash))
        for tag in dict.fromkeys((*selection.story.languages, FALLBACK))
    }
    spoken = selection.story.languages
    if FALLBACK not in spoken:
        written[FALLBACK] = {
            key: text for key, text in written[FALLBACK].items() if any(key not in written[tag] for tag in spoken)
        }
    return written


def _texts(selection: Selection, in_: Tongue, date: str, content_hash: str) -> Iterator[tuple[str, str]]:
    yield from _ui(selection, in_, date, content_hash)
    yield from _story(selection, in_)
    yield from _missiles(selection, in_)
    yield from _sites(selection, in_)
    yield from _sources(selection, in_)
    yield from _terms(selection, in_)


def _ui(selection: Selection, in_: Tongue, date: str, content_hash: str) -> Iterator[tuple[str, str]]:
    figures = [figure for missile in selection.missiles for figure in missile.ranges]
    filled: dict[str, dict[str, object]] = {
        "as_of": {"date": in_.date(date)},
        "by_now": {"date": in_.date(date)},
        "all_origins": {"n": in_.number(len(selection.origins))},
        "quoted": {"n": sum(figure.quote is not None for figure in figures), "total": len(figures)},
        "generator": {"version": __version__},
        "citation": {
            "title": _title(selection, in_),
            "date": in_.date(date),
            "story": selection.story.id,
            "hash": content_hash,
            "version": __version__,
        },
    }
    for key, text in in_.ui.items():
        yield f"ui:{key}", text.format(**filled[key]) if key in filled else text
    for name in ("as_of", "all_origins"):  # what the reader's year changes
        yield f"form:{name}", in_.ui[name]
    for name in ("km", "span", "flown"):
        yield f"form:{name}", str(in_.form[name])  # the browser writes distances too, their numbers by Intl
    yield "story_id", f"{in_.ui['story']} {selection.story.id}"
    yield "content_hash", f"{in_.ui['content_hash']} {content_hash}"


def _story(selection: Selection, in_: Tongue) -> Iterator[tuple[str, str]]:
    story = selection.story
    if in_.tag in story.title or in_.tag == FALLBACK:
        yield "title", _title(selection, in_)
    for index, claim in enumerate(story.claims):
        if in_.tag in claim.text or in_.tag == FALLBACK:
            yield f"chain:{index}", claim.text.get(in_.tag, next(iter(claim.text.values())))


def _title(selection: Selection, in_: Tongue) -> str:
    title = selection.story.title
    return title.get(in_.tag, next(iter(title.values())))


def _missiles(selection: Selection, in_: Tongue) -> Iterator[tuple[str, str]]:
    for missile in (*selection.missiles, *selection.mentioned):
        if in_.tag in missile.names or in_.tag == FALLBACK:
            name = missile.names.get(in_.tag, missile.name)
            yield f"missile:{missile.id}", name
            yield f"ring:{missile.id}", re.split(r" / | \(", name)[0]  # rings have room for one short name
        if band := selection.bands.get(missile.id):
            yield f"band:{missile.id}", in_.band(band, missile)
    for missile in selection.missiles:
        for index, figure in enumerate(missile.ranges):
            yield f"figure:{missile.id}:{index}", in_.figure(figure)
        if band := selection.bands.get(missile.id):
            for limit in (band.low_km, band.high_km):
                if limit is not None:
                    yield f"km:{limit:.12g}", in_.km(limit)
        absent = sum(basis(missile, site) == "illustrative" for site in selection.origins)
        pattern = in_.ui["illustrative_all" if absent else "reported_all"]
        yield f"basis:{missile.id}", pattern.format(n=absent, total=len(selection.origins))


def _sites(selection: Selection, in_: Tongue) -> Iterator[tuple[str, str]]:
    for site in selection.sites:
        if in_.tag in site.names or in_.tag == FALLBACK:
            yield f"site:{site.id}", site.names.get(in_.tag, site.name)
        if label := site.labels.get(in_.tag) or site.names.get(in_.tag) or (in_.tag == FALLBACK and site.name):
            yield f"label:{site.id}", label
        for date in (site.first_reported, site.status_as_of):
            if date:
                yield f"date:{date}", in_.date(date)
        if site.uncertainty_km is not None:
            yield f"within:{site.uncertainty_km:.12g}", in_.ui["uncertainty"].format(n=in_.number(site.uncertainty_km))


def _sources(selection: Selection, in_: Tongue) -> Iterator[tuple[str, str]]:
    for id_ in number_sources(selection):
        source = selection.sources[id_]
        for pattern, date in (("{date}", source.issued), (in_.ui["accessed"], source.accessed)):
            if date and date.iso:
                prefix = "date" if pattern == "{date}" else "accessed"
                yield f"{prefix}:{date.iso}", pattern.format(date=in_.date(date.iso))


def _terms(selection: Selection, in_: Tongue) -> Iterator[tuple[str, str]]:
    """Write the words of the vocabularies that this map uses."""
    words, missiles, sites = selection.vocabulary, selection.missiles, selection.sites
    cited = {selection.sources[id_].custom.source_type for id_ in number_sources(selection)}
    statuses = {missile.status for missile in missiles} | {site.status for site in sites}
    for prefix, terms, used in (
        ("class", words.missile_class, {missile.missile_class for missile in missiles}),
        ("kind", words.site_kind, {site.kind for site in sites}),
        ("status", words.status, statuses),
        ("source", words.source_type, cited),
        ("range", words.range_kind, {figure.kind for missile in missiles for figure in missile.ranges}),
    ):
        for id_, term in terms.items():
            if id_ in used and (in_.tag in term.labels or in_.tag == FALLBACK):
                yield f"{prefix}:{id_}", term.labels.get(in_.tag, next(iter(term.labels.values())))
