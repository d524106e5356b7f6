"""Write every text of the page in every language of the story, by key, so that the browser only swaps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen import __version__
from mapgen.locale import ENGLISH, GAP, Locale
from mapgen.reach.takeaway import takeaway
from mapgen.reach.takeaway_words import called, sentence, short_name
from mapgen.records.markup import BAND_MARK, CITATION_MARK, REACH_MARK
from mapgen.selection.resolve import basis

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mapgen.records.model import Missile
    from mapgen.selection.resolve import Selection

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
GAP_OF_MARKS = "\u202f"
"""A narrow space that no line breaks at, between raised marks: those of notes 5 and 6 would else read as 56."""
FALLBACK = ENGLISH  # names of missiles and sites, and the words of the vocabularies, always exist in English


COUNTED_THERE = (
    "reach_best", "sites_kept", "rows", "print_rest", "all_origins", "several_origins",
    "take_all", "take_some", "take_count", "take_names", "take_names_nearer", "take_names_more", "take_from",
    "take_from_each", "take_missiles", "take_high", "take_within", "take_flown", "take_flown_then", "take_between_then",
    "take_edge", "take_edge_then", "take_open", "take_open_then", "take_beyond", "take_beyond_then", "and_more",
    "from_nearest", "from_strongest", "from_here", "places_within", "places_depends", "places_beyond", "places_of",
    "basis_some",
)  # fmt: skip
WRITTEN_THERE = (
    "km", "span", "flown", "at_least", "short_floor", "flown_limit", "to_at_least", "to_flown",
    "comma", "and", "group", "decimal",
)  # fmt: skip


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
        is to be read in English: where its file has a gap, English says the whole text, not a word in the middle of it.
    """
    written = {
        tag: {
            key: text
            for key, text in _texts(selection, selection.locale(tag, gap=GAP), date, content_hash)
            if tag == FALLBACK or GAP not in text
        }
        for tag in dict.fromkeys((*selection.story.languages, FALLBACK))
    }
    spoken = selection.story.languages
    if FALLBACK not in spoken:
        written[FALLBACK] = {
            key: text for key, text in written[FALLBACK].items() if any(key not in written[tag] for tag in spoken)
        }
    return written


def _texts(selection: Selection, locale: Locale, date: str, content_hash: str) -> Iterator[tuple[str, str]]:
    yield from _ui(selection, locale, date, content_hash)
    yield from _story(selection, locale)
    yield from _notes(selection, locale)
    yield from _steps(selection, locale)
    yield from _missiles(selection, locale)
    yield from _sites(selection, locale)
    yield from _sources(selection, locale)
    yield from _terms(selection, locale)


def _ui(selection: Selection, locale: Locale, date: str, content_hash: str) -> Iterator[tuple[str, str]]:
    figures = [figure for missile in selection.missiles for figure in missile.ranges]
    filled: dict[str, dict[str, object]] = {
        "as_of": {"date": locale.date(date)},
        "by_now": {"date": locale.date(date)},
        "then": {"date": locale.date(date)},
        "generator": {"version": __version__},
        "citation": {
            "title": _title(selection, locale),
            "date": locale.date(date),
            "story": selection.story.id,
            "hash": content_hash,
            "version": __version__,
        },
    }
    for key, text in locale.ui.items():
        yield f"ui:{key}", text.format(**filled[key]) if key in filled else text
    yield "dir", locale.direction
    yield "ui:all_origins", locale.count("all_origins", n=len(selection.origins))
    yield "ui:reach_best", locale.count("reach_best", n=len(selection.origins))
    yield "ui:quoted", locale.count("quoted", n=sum(figure.quote is not None for figure in figures), total=len(figures))
    for name in COUNTED_THERE:
        for form, words in locale.counted[name].items():
            yield f"count:{name}:{form}", words  # the browser counts what the reader leaves
    for name in WRITTEN_THERE:
        yield f"form:{name}", str(locale.form[name])  # the browser writes numbers and distances too
    yield "story_id", f"{locale.ui['story']} {selection.story.id}"
    yield "content_hash", f"{locale.ui['content_hash']} {content_hash}"


def _story(selection: Selection, locale: Locale) -> Iterator[tuple[str, str]]:
    story = selection.story
    if locale.tag in story.title or locale.tag == FALLBACK:
        yield "title", _title(selection, locale)
    yield "takeaway", sentence(takeaway(selection), selection, locale)
    for missile in dict.fromkeys(REACH_MARK.findall(story.summary.get(locale.tag, ""))):
        yield f"reach:{missile}", sentence(takeaway(selection, [missile]), selection, locale)
    yield "called:origins", called(selection, "origins", locale)
    if story.places.called:
        yield "called:places", called(selection, "places", locale)
    for index, claim in enumerate(story.claims):
        for key, words in (("by", claim.said_by), ("chain", claim.text)):
            if locale.tag in words or locale.tag == FALLBACK:
                yield f"{key}:{index}", words.get(locale.tag, next(iter(words.values())))


def _notes(selection: Selection, locale: Locale) -> Iterator[tuple[str, str]]:
    """Write the callouts as the map letters them: footnote marks as raised digits."""
    for index, note in enumerate(selection.story.notes):
        if locale.tag in note.text or locale.tag == FALLBACK:
            yield f"note:{index}", _lettered(note.text, selection, locale)


def _steps(selection: Selection, locale: Locale) -> Iterator[tuple[str, str]]:
    """Write the sentences of the steps in the same way."""
    for index, step in enumerate(selection.story.steps):
        if locale.tag in step.text or locale.tag == FALLBACK:
            yield f"step:{index}", _lettered(step.text, selection, locale)


def _lettered(text: Mapping[str, str], selection: Selection, locale: Locale) -> str:
    words = text.get(locale.tag, next(iter(text.values()))).replace("][@", f"]{GAP_OF_MARKS}[@")
    marked = CITATION_MARK.sub(lambda mark: _raised(selection.numbers[mark[1]]), words)
    banded = BAND_MARK.sub(lambda mark: _band_words(selection, locale, mark[1]), marked)
    return REACH_MARK.sub(lambda mark: sentence(takeaway(selection, [mark[1]]), selection, locale), banded)


def _raised(number: int) -> str:
    return str(number).translate(RAISED)


def _band_words(selection: Selection, locale: Locale, missile_id: str) -> str:
    missile = next(missile for missile in selection.missiles if missile.id == missile_id)
    band = selection.bands.get(missile_id)
    return locale.band(band, missile) if band else ""


def _title(selection: Selection, locale: Locale) -> str:
    title = selection.story.title
    return title.get(locale.tag, next(iter(title.values())))


def _missiles(selection: Selection, locale: Locale) -> Iterator[tuple[str, str]]:
    for missile in (*selection.missiles, *selection.mentioned):
        if locale.tag in missile.names or locale.tag == FALLBACK:
            yield f"missile:{missile.id}", missile.names.get(locale.tag, missile.name)
            yield f"ring:{missile.id}", short_name(missile, locale)
        if band := selection.bands.get(missile.id):
            yield f"band:{missile.id}", locale.band(band, missile)
    for missile in selection.missiles:
        for index, figure in enumerate(missile.ranges):
            yield f"figure:{missile.id}:{index}", locale.figure(figure)
        if band := selection.bands.get(missile.id):
            for limit in (band.low_km, band.high_km):
                if limit is not None:
                    yield f"km:{limit:.12g}", locale.km(limit)
            if band.floor:
                yield f"floor:{band.high_km:.12g}", locale.short_floor(band.high_km)
        yield f"basis:{missile.id}", _basis(selection, locale, missile)


def _basis(selection: Selection, locale: Locale, missile: Missile) -> str:
    """Say whether sources place a missile at the sites that its rings are drawn from."""
    origins = selection.origins_of(missile)
    absent = sum(basis(missile, site) == "illustrative" for site in origins)
    if not origins:
        return locale.ui["basis_none"]
    if absent:
        return locale.count("illustrative_all", n=absent, total=len(origins))
    if len(origins) == len(selection.origins):
        return locale.count("reported_all", n=len(origins))
    return locale.ui["reported_own"]


def _sites(selection: Selection, locale: Locale) -> Iterator[tuple[str, str]]:
    for site in selection.sites:
        if locale.tag in site.names or locale.tag == FALLBACK:
            yield f"site:{site.id}", site.names.get(locale.tag, site.name)
        if label := site.labels.get(locale.tag) or site.names.get(locale.tag) or (locale.tag == FALLBACK and site.name):
            yield f"label:{site.id}", label
        for date in (site.first_reported, site.status_as_of):
            if date:
                yield f"date:{date}", locale.date(date)
        if site.uncertainty_km is not None:
            yield (
                f"within:{site.uncertainty_km:.12g}",
                locale.ui["uncertainty"].format(n=locale.number(site.uncertainty_km)),
            )


def _sources(selection: Selection, locale: Locale) -> Iterator[tuple[str, str]]:
    for source in selection.cited:
        for pattern, date in (("{date}", source.issued), (locale.ui["accessed"], source.accessed)):
            if date and (interval := date.interval):
                prefix = "date" if pattern == "{date}" else "accessed"
                yield f"{prefix}:{interval}", pattern.format(date=locale.period(interval))


def _terms(selection: Selection, locale: Locale) -> Iterator[tuple[str, str]]:
    """Write the words of the vocabularies that this map uses."""
    words, missiles, sites = selection.vocabulary, selection.missiles, selection.sites
    cited = {source.custom.source_type for source in selection.cited}
    statuses = {missile.status for missile in missiles} | {site.status for site in sites}
    for prefix, terms, used in (
        ("class", words.missile_class, {missile.missile_class for missile in missiles}),
        ("kind", words.site_kind, {site.kind for site in sites}),
        ("status", words.status, statuses),
        ("source", words.source_type, cited),
        ("range", words.range_kind, {figure.kind for missile in missiles for figure in missile.ranges}),
    ):
        for id_, term in terms.items():
            if id_ in used and (locale.tag in term.labels or locale.tag == FALLBACK):
                yield f"{prefix}:{id_}", term.labels.get(locale.tag, next(iter(term.labels.values())))
