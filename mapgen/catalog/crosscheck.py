"""Check records against each other: references, vocabularies, positions and footnote marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mapgen.catalog.countries import is_country
from mapgen.catalog.model import VOCABULARIES
from mapgen.catalog.positions import country_doubt, position_doubt
from mapgen.catalog.scope import chosen_sites, empty_choices
from mapgen.errors import Problem, shown, suggestion
from mapgen.records.markup import BAND_MARK, CITATION_MARK
from mapgen.records.messages import path_of
from mapgen.resources import languages

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from mapgen.catalog.model import Catalog
    from mapgen.records.csl import Source
    from mapgen.records.model import Missile, Site, Story
    from mapgen.records.selector import Selector


@dataclass(frozen=True)
class ReferenceIndex:
    """The ids that a record may refer to, by what they are."""

    missile: Collection[str]
    site: Collection[str]
    source: Collection[str]
    terms: Mapping[str, Collection[str]]
    """by vocabulary"""
    unread: Collection[str] = ()
    """of which of these a file could not be parsed: what else there may be is not known"""

    @classmethod
    def of(
        cls, catalog: Catalog, files: Mapping[str, Mapping[str, str]] | None = None, unread: Collection[str] = ()
    ) -> ReferenceIndex:
        """Take the ids of a catalog, and of records that did not load, lest one problem be reported as many."""
        files = files or {}
        words = catalog.vocabulary
        return cls(
            missile={*catalog.missiles, *files.get("missile", ())},
            site={*catalog.sites, *files.get("site", ())},
            source={*catalog.sources, *files.get("source", ())},
            terms={name: {*getattr(words, name), *files.get(name, ())} for name in VOCABULARIES},
            unread=unread,
        )

    def check(self, kind: str, names: Iterable[tuple[str, str | None]], file: str) -> Iterator[Problem]:
        """Report each (path, id) whose id is not known; None is passed over."""
        known = self.terms[kind] if kind in self.terms else getattr(self, kind)
        for path, name in names:
            if name is not None and name not in known and kind not in self.unread:
                yield Problem(file, path, f"unknown {kind.replace('_', ' ')} {shown(name)}; {suggestion(name, known)}")


def problems(catalog: Catalog, files: Mapping[str, Mapping[str, str]], unread: Collection[str] = ()) -> list[Problem]:
    """List what is wrong between the records of a catalog.

    Parameters
    ----------
    catalog : Catalog
        The records that loaded.
    files : mapping of str to mapping of str to str
        For missile, site, source, story and each vocabulary: the file of each id, of those too that did not load.
    unread : collection of str, optional
        Of which of these a file could not be parsed.

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
        found += missile_problems(missile, files["missile"][missile.id], known)
    for site in catalog.sites.values():
        found += site_problems(site, files["site"][site.id], known)
    for source in catalog.sources.values():
        found += source_problems(source, files["source"][source.id], catalog, known)
    for id_, term in catalog.vocabulary.site_kind.items():
        place = path_of("", [id_, "symbol"])
        found += known.check("symbol", [(place, term.symbol)], files["site_kind"][id_])
    for story in catalog.stories.values():
        found += story_problems(story, files["story"][story.id], catalog, known)
    return found


def missile_problems(missile: Missile, file: str, known: ReferenceIndex) -> list[Problem]:
    """List the dangling references of a missile."""
    references = [
        ("status_source", missile.status_source),
        ("first_seen_source", missile.first_seen_source),
        *_indexed("other_sources", missile.other_sources),
        *((f"ranges[{index}].source", figure.source) for index, figure in enumerate(missile.ranges)),
    ]
    return [
        *known.check("missile_class", [("class", missile.missile_class)], file),
        *known.check("status", [("status", missile.status)], file),
        *known.check("source", references, file),
    ]


def site_problems(site: Site, file: str, known: ReferenceIndex) -> list[Problem]:
    """List the dangling references of a site, and a position outside its country."""
    references = [
        ("position_source", site.position_source),
        *((f"claims[{index}].source", claim.source) for index, claim in enumerate(site.claims)),
        *(
            reference
            for index, contradiction in enumerate(site.contradictions)
            for reference in _indexed(f"contradictions[{index}].sources", contradiction.sources)
        ),
    ]
    return [
        *_place_problems(site, file),
        *known.check("site_kind", [("kind", site.kind)], file),
        *known.check("status", [("status", site.status)], file),
        *known.check("missile", _indexed("missiles", site.missiles), file),
        *known.check("source", references, file),
    ]


def source_problems(source: Source, file: str, catalog: Catalog, known: ReferenceIndex) -> Iterator[Problem]:
    """Report a type of source that is no term, and a chain of attribution that leads to nothing or in a circle."""
    custom = source.custom
    if custom.source_type is not None:
        path = path_of("", [source.id, "custom", "source_type"])
        yield from known.check("source_type", [(path, custom.source_type)], file)
    if custom.seen_via is None:
        return
    path = path_of("", [source.id, "custom", "seen_via"])
    yield from known.check("source", [(path, custom.seen_via)], file)
    passed, next_ = {source.id}, catalog.sources.get(custom.seen_via)
    while next_ is not None and next_.id not in passed:
        passed.add(next_.id)
        next_ = catalog.sources.get(next_.custom.seen_via or "")
    if next_ is not None and next_.id == source.id:
        yield Problem(file, path, "leads back to this source; name the source that was opened")


def story_problems(story: Story, file: str, catalog: Catalog, known: ReferenceIndex) -> list[Problem]:
    """List what keeps a story from being drawn: unknown ids, no origin with a position, unknown languages."""
    found: list[Problem] = []
    for path, ids in (("missiles", story.missiles), ("languages", story.languages), ("shown", story.shown)):
        twins = sorted({name for name in ids if ids.count(name) > 1})
        found += [Problem(file, path, f"{name!r} is named twice; take one out") for name in twins]
    found += known.check("missile", _indexed("missiles", story.missiles), file)
    for path, chosen in (("origins", story.origins), ("places", story.places)):
        found += known.check("site_kind", _indexed(f"{path}.kinds", chosen.kinds), file)
        found += known.check("site", _indexed(f"{path}.ids", chosen.ids), file)
        for index, code in enumerate(chosen.countries):
            if not is_country(code):
                what = f"{shown(code)} is no country of ISO 3166-1; write its alpha-2 code, e.g. KP"
                found.append(Problem(file, f"{path}.countries[{index}]", what))
    sources = [*_indexed("sources", story.sources)]
    sources += [(f"claims[{index}].source", claim.source) for index, claim in enumerate(story.claims)]
    sources += [(f"summary.{tag}", id_) for tag, text in story.summary.items() for id_ in CITATION_MARK.findall(text)]
    found += known.check("source", sources, file)
    for name, path in ((name, f"shown[{index}]") for index, name in enumerate(story.shown)):
        if name not in story.missiles:
            found.append(Problem(file, path, f"{name!r} is not in missiles; {suggestion(name, story.missiles)}"))
    for tag, text in story.summary.items():
        for name in BAND_MARK.findall(text):
            if name not in story.missiles:
                message = f"{{band:{name}}} is not in missiles; {suggestion(name, story.missiles)}"
                found.append(Problem(file, f"summary.{tag}", message))
    for index, tag in enumerate(story.languages):
        if tag not in languages():
            message = f"the page does not speak {tag!r}; {suggestion(tag, languages())}"
            found.append(Problem(file, f"languages[{index}]", message))
    for path, chosen in (("origins", story.origins), ("places", story.places)):
        if not any(problem.path.startswith(path) for problem in found):  # else what is left of them says nothing
            found += _choice_problems(story, path, chosen, file, catalog, known)
    return found


def _choice_problems(
    story: Story, path: str, chosen: Selector, file: str, catalog: Catalog, known: ReferenceIndex
) -> Iterator[Problem]:
    """Report a choice of sites that finds none: in the story's own data folder, or, for origins, one to draw from."""
    by_record = bool(chosen.kinds or chosen.countries)
    if path == "origins" and not (by_record or chosen.ids):
        yield Problem(file, path, "names no site; give kinds, countries or ids")
        return
    unloaded = set(known.site) - set(catalog.sites)
    if unloaded and (by_record or unloaded.intersection(chosen.ids)):
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


def _place_problems(site: Site, file: str) -> Iterator[Problem]:
    if doubt := country_doubt(site):
        yield Problem(file, "country", doubt)
    position = None if site.position_checked else position_doubt(site)
    if position and position.grave:
        yield Problem(file, "lon, lat", position.message)


def _indexed(path: str, names: Iterable[str]) -> list[tuple[str, str | None]]:
    return [(f"{path}[{index}]", name) for index, name in enumerate(names)]
