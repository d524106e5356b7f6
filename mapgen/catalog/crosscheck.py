"""Check records against each other: references, vocabularies, positions and footnote marks."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from mapgen.catalog.countries import is_country
from mapgen.catalog.model import VOCABULARIES
from mapgen.catalog.positions import country_doubt, position_doubt
from mapgen.catalog.references import references, twins
from mapgen.catalog.scope import chosen_sites, empty_choices
from mapgen.catalog.step_check import step_problems
from mapgen.errors import Problem, shown, suggestion
from mapgen.geodesy.limits import MAX_RADIUS_KM
from mapgen.records.markup import BAND_MARK, CITATION_MARK, REACH_MARK
from mapgen.records.messages import EVERYWHERE, path_of
from mapgen.records.model import Site

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from mapgen.catalog.model import Catalog
    from mapgen.records.model import Missile, Story
    from mapgen.records.selector import Selector

MAX_SUGGESTIONS = 100
"""Most suggestions for one story: each takes its time where there are thousands of names."""
_PLACELESS = {"id": "-", "name": "-", "kind": "-", "status": "-", "position_note": "-"}
"""What a site must have beside its place."""


@dataclass(frozen=True)
class ReferenceIndex:
    """The ids that a record may refer to, by what they are."""

    missile: Collection[str]
    site: Collection[str]
    source: Collection[str]
    terms: Mapping[str, Collection[str]]
    """by vocabulary"""
    statuses: Mapping[str, Collection[str]]
    """by kind of record: the statuses that it may have, and those that did not load"""
    unread: Collection[str] = ()
    """of which of these a file could not be parsed: what else there may be is not known"""
    reported: Counter[str] = field(default_factory=Counter)
    """how many unknown ids were reported so far, by what they should be"""

    @classmethod
    def of(
        cls, catalog: Catalog, files: Mapping[str, Mapping[str, str]] | None = None, unread: Collection[str] = ()
    ) -> ReferenceIndex:
        """Take the ids of a catalog, and of records that did not load, lest one problem be reported as many."""
        files = files or {}
        words = catalog.vocabulary
        terms = {name: {*getattr(words, name), *files.get(name, ())} for name in VOCABULARIES}
        return cls(
            missile={*catalog.missiles, *files.get("missile", ())},
            site={*catalog.sites, *files.get("site", ())},
            source={*catalog.sources, *files.get("source", ())},
            terms=terms,
            statuses={
                kind: {name for name in terms["status"] if name not in words.status or words.status[name].is_for(kind)}
                for kind in ("missile", "site")
            },
            unread=unread,
        )

    def check(self, kind: str, data: object, file: str, prefix: str = "") -> Iterator[Problem]:
        """Report each reference of a record to what is not known, or is for other records, or is named twice."""
        for where, name in twins(kind, data):
            yield Problem(file, path_of(prefix, where), f"{shown(name)} is named twice; take one out")
        for loc, referred, name in references(kind, data):
            known = self.terms[referred] if referred in self.terms else getattr(self, referred)
            if referred in self.unread:
                continue
            if name not in known:
                what = f"unknown {referred.replace('_', ' ')} {shown(name)}"
                self.reported[referred] += 1
                path = path_of(prefix, loc)
                if self.reported[referred] > MAX_SUGGESTIONS:
                    yield Problem(file, path, f"{what}; correct it")
                    continue
                meant = self.statuses[kind] if referred == "status" else known
                yield Problem(file, path, f"{what}; {suggestion(name, meant, all_of_them=referred in self.terms)}")
            elif referred == "status" and name not in self.statuses[kind]:
                meant = suggestion(name, self.statuses[kind], all_of_them=True)
                yield Problem(file, path_of(prefix, loc), f"{shown(name)} is no status of a {kind}; {meant}")


@dataclass(frozen=True)
class Broken:
    """A record that does not load: its references are checked all the same, so that one mistake hides no other.

    Attributes
    ----------
    kind : str
        E.g. ``missile``.
    data : mapping of str to object
        What its file has.
    file, prefix : str
        Where it is.
    """

    kind: str
    data: dict[str, Any]
    file: str
    prefix: str = ""


def problems(
    catalog: Catalog,
    files: Mapping[str, Mapping[str, str]],
    unread: Collection[str] = (),
    broken: Iterable[Broken] = (),
) -> list[Problem]:
    """List what is wrong between the records of a catalog.

    Parameters
    ----------
    catalog : Catalog
        The records that loaded.
    files : mapping of str to mapping of str to str
        For missile, site, source, story and each vocabulary: the file of each id, of those too that did not load.
    unread : collection of str, optional
        Of which of these a file could not be parsed.
    broken : iterable of Broken, optional
        The records that did not load.

    Returns
    -------
    list of Problem
    """
    known = ReferenceIndex.of(catalog, files, unread)
    found: list[Problem] = []
    for id_ in sorted(set(files["missile"]) & set(files["site"])):
        message = f"the id is taken by {files['missile'][id_]}; rename one of them"
        found.append(Problem(files["site"][id_], "", message))
    for missile in catalog.missiles.values():
        found += known.check("missile", missile.model_dump(by_alias=True), files["missile"][missile.id])
        found += ring_problems(missile, files["missile"][missile.id])
    for site in catalog.sites.values():
        found += known.check("site", site.model_dump(), files["site"][site.id])
        found += place_problems(site, files["site"][site.id])
    for source in catalog.sources.values():
        data = {"custom": source.custom.model_dump()}
        found += known.check("source", data, files["source"][source.id], path_of("", [source.id]))
    for id_ in circular(catalog):
        message = "leads back to this source; name the source that was opened"
        found.append(Problem(files["source"][id_], path_of("", [id_, "custom", "seen_via"]), message))
    for id_, term in catalog.vocabulary.site_kind.items():
        found += known.check("site_kind", term.model_dump(), files["site_kind"][id_], path_of("", [id_]))
    for story in catalog.stories.values():
        found += story_problems(story, files["story"][story.id], catalog, known)
    for record in broken:
        found += _broken_problems(record, known)
    return found


def ring_problems(missile: Missile, file: str) -> Iterator[Problem]:
    """Report each figure that no ring can be drawn for: beyond it, the ring would close on the other side of Earth."""
    for index, figure in enumerate(missile.ranges):
        for key, km in (("low_km", figure.low_km), ("high_km", figure.high_km)):
            if km > MAX_RADIUS_KM:
                yield Problem(file, f"ranges[{index}].{key}", f"a ring of {km:,.10g} km cannot be drawn; {EVERYWHERE}")


def circular(catalog: Catalog) -> Iterator[str]:
    """Yield the ids of the sources whose chain of attribution leads back to them."""
    settled: set[str] = set()
    for start in catalog.sources:
        chain: dict[str, int] = {}
        id_ = start
        while id_ in catalog.sources and id_ not in chain and id_ not in settled:
            chain[id_] = len(chain)
            id_ = catalog.sources[id_].custom.seen_via or ""
        if id_ in chain:
            yield from (name for name, place in chain.items() if place >= chain[id_])
        settled.update(chain)


def _broken_problems(record: Broken, known: ReferenceIndex) -> Iterator[Problem]:
    yield from known.check(record.kind, record.data, record.file, record.prefix)
    if record.kind == "site":
        keys = ("country", "at_sea", "lon", "lat", "uncertainty_km", "position_checked")
        given = {key: record.data[key] for key in keys if key in record.data}
        with suppress(ValidationError):  # then the position or the country itself has been reported
            yield from place_problems(Site.model_validate({**given, **_PLACELESS}), record.file)


def story_problems(story: Story, file: str, catalog: Catalog, known: ReferenceIndex) -> list[Problem]:
    """List what keeps a story from being drawn: unknown ids, no origin with a position, unknown languages."""
    found: list[Problem] = []
    lists = {f"{key}.countries": getattr(story, key).countries for key in ("origins", "places")}
    for path, ids in {"languages": story.languages, "shown": story.shown, **lists}.items():
        twice = sorted(name for name, count in Counter(ids).items() if count > 1)
        found += [Problem(file, path, f"{name!r} is named twice; take one out") for name in twice]
    found += known.check(
        "story",
        story.model_dump(include={"missiles", "origins", "places", "sources", "claims", "notes", "steps", "view"}),
        file,
    )
    found += _summary_problems(story, file, known)
    for index, tag in enumerate(story.languages):
        if tag not in catalog.languages.tags:
            message = f"the page does not speak {tag!r}; {suggestion(tag, catalog.languages.tags)}"
            found.append(Problem(file, f"languages[{index}]", message))
    for path, chosen in (("origins", story.origins), ("places", story.places)):
        found += _country_problems(path, chosen, file)
        if not any(problem.path.startswith(path) for problem in found):  # else what is left of them says nothing
            found += _choice_problems(story, path, chosen, file, catalog, known)
    if found or "site" in known.unread or set(known.site) - set(catalog.sites):
        return found  # a site that did not load has been reported, and may be one of those that the map draws
    origins, places = (
        {site.id for site in chosen_sites(catalog, story, chosen) if site.position}
        for chosen in (story.origins, story.places)
    )
    return [
        *_note_problems(story, file, origins | places),
        *step_problems(story, file, catalog, origins=origins, drawn=origins | places),
    ]


def _note_problems(story: Story, file: str, drawn: set[str]) -> Iterator[Problem]:
    """Report notes on sites that the map does not draw."""
    for index, note in enumerate(story.notes):
        if isinstance(note.place, str) and note.place not in drawn:
            what = f"{shown(note.place)} is not drawn on this map; {suggestion(note.place, drawn)}, or give [lon, lat]"
            yield Problem(file, f"notes[{index}].place", what)


def _summary_problems(story: Story, file: str, known: ReferenceIndex) -> Iterator[Problem]:
    """Report marks of unknown sources, and missiles that are shown or named but not on the map."""
    missiles = frozenset(story.missiles)
    texts = story.marked_texts
    cited = [(path, id_) for path, text in texts for id_ in CITATION_MARK.findall(text)]
    unknown = [each for each in cited if each[1] not in known.source and "source" not in known.unread]
    for path, id_ in unknown[:MAX_SUGGESTIONS]:
        yield Problem(file, path, f"unknown source {shown(id_)}; {suggestion(id_, known.source)}")
    named = [(f"shown[{index}]", name, repr(name)) for index, name in enumerate(story.shown)]
    for mark, pattern in (("band", BAND_MARK), ("reach", REACH_MARK)):
        named += [(path, name, f"{{{mark}:{name}}}") for path, text in texts for name in pattern.findall(text)]
    absent = [each for each in named if each[1] not in missiles]
    for place, (path, name, mark) in enumerate(absent):
        advice = suggestion(name, missiles) if place < MAX_SUGGESTIONS else "correct it"
        yield Problem(file, path, f"{mark} is not in missiles; {advice}")


def _country_problems(path: str, chosen: Selector, file: str) -> Iterator[Problem]:
    for index, code in enumerate(chosen.countries):
        if not is_country(code):
            what = f"{shown(code)} is no country of ISO 3166-1; write its alpha-2 code, e.g. KP"
            yield Problem(file, f"{path}.countries[{index}]", what)


def _choice_problems(
    story: Story, path: str, chosen: Selector, file: str, catalog: Catalog, known: ReferenceIndex
) -> Iterator[Problem]:
    """Report a choice of sites that finds none: in the story's own data folder, or, for origins, one to draw from."""
    by_record = bool(chosen.kinds or chosen.countries)
    if path == "origins" and not (by_record or chosen.ids):
        yield Problem(file, path, "names no site; give kinds, countries or ids")
        return
    unloaded = set(known.site) - set(catalog.sites)
    if "site" in known.unread or (unloaded and (by_record or unloaded.intersection(chosen.ids))):
        return  # a site that did not load has been reported, and may be one of them
    if empty := list(empty_choices(catalog, story, chosen)):
        for key, name, folders in empty:
            what = f"no site of {shown(name)} is in {folders}"
            yield Problem(
                file, f"{path}.{key}", f'{what}; record one there, or write from = "all" to choose from all data'
            )
        return
    sites = chosen_sites(catalog, story, chosen)
    if path != "origins":
        return
    if not any(site.position for site in sites):
        names = ", ".join(sorted(site.id for site in sites)) or "no site is of these kinds"
        yield Problem(file, path, f"no origin has a public position ({names}); name at least one that has")
    elif story.origins.pairing == "reported" and not any(
        site.position and {*story.missiles}.intersection(site.missiles) for site in sites
    ):
        what = "no source associates an origin with a missile of the story"
        yield Problem(file, f"{path}.pairing", f'{what}; name other origins, or write pairing = "all"')


def place_problems(site: Site, file: str) -> Iterator[Problem]:
    """Report a code that is no country's, and a position that can hardly be right."""
    if doubt := country_doubt(site):
        yield Problem(file, "country", doubt)
    position = None if site.position_checked else position_doubt(site)
    if position and position.grave:
        yield Problem(file, "lon, lat", position.message)
