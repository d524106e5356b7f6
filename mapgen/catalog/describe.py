"""Put catalog records into words for a terminal, and into plain values for JSON."""

from __future__ import annotations

import json
from functools import singledispatch
from typing import TYPE_CHECKING, Any

from mapgen.catalog.model import VOCABULARIES
from mapgen.errors import UnknownNameError
from mapgen.locale import locale_of
from mapgen.records.bands import band_of, sets_limit
from mapgen.records.csl import Source
from mapgen.records.model import Missile, Site, Story

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mapgen.catalog.model import Catalog
    from mapgen.records.fields import Record


def find(catalog: Catalog, id_: str) -> Record:
    """Return the missile, site, source or story of this id, in that order.

    Raises
    ------
    UnknownNameError
        If there is none.
    """
    loaders = (catalog.missiles, catalog.sites, catalog.sources, catalog.stories)
    for loader in loaders:
        if id_ in loader:
            return loader[id_]
    raise UnknownNameError("id", id_, [name for loader in loaders for name in loader])


def as_record(record: Record) -> dict[str, Any]:
    """Return a record as JSON-ready values, under the names its file uses."""
    return record.model_dump(mode="json", by_alias=True, exclude_none=True)


def records_of(catalog: Catalog, kind: str) -> list[dict[str, Any]]:
    """Return the records of a kind, e.g. ``missiles``, as JSON-ready values, in the order of their ids."""
    return [as_record(record) for _, record in sorted(getattr(catalog, kind).items())]


def record_lines(catalog: Catalog, kind: str) -> Iterator[str]:
    """Yield a line for each record of a kind, e.g. ``missiles``; those of the user's folders are marked and counted."""
    records = sorted(getattr(catalog, kind).items())
    own = catalog.own.get(kind, frozenset())
    width = max((len(id_) for id_, _ in records), default=0)
    for id_, record in records:
        mark = "  (yours)" if id_ in own else "  (amended)" if id_ in catalog.amendments else ""
        yield f"{id_:{width}}  {one_line(record)}{mark}"
    if own:
        yield f"yours: {len(own)} of {len(records)} {kind}"


def terms_of(catalog: Catalog) -> list[dict[str, Any]]:
    """Return the terms of every vocabulary as JSON-ready values: ``vocabulary``, ``id``, and the keys of their file."""
    return [
        {"vocabulary": name, "id": id_, **as_record(term)}
        for name in VOCABULARIES
        for id_, term in getattr(catalog.vocabulary, name).items()
    ]


def term_lines(catalog: Catalog) -> Iterator[str]:
    """Yield a line for each term of every vocabulary: the vocabulary, the term, and its label in English."""
    terms = terms_of(catalog)
    first, second = (max((len(term[key]) for term in terms), default=0) for key in ("vocabulary", "id"))
    for term in terms:
        labels = term.get("labels", {})
        label = labels.get("en") or next(iter(labels.values()), "")
        yield f"{term['vocabulary']:{first}}  {term['id']:{second}}  {label}".rstrip()


@singledispatch
def one_line(record: Record) -> str:
    """Return what a list says of a record after its id."""
    raise TypeError(type(record).__name__)


@one_line.register(Missile)
def _(record: Missile) -> str:
    band = band_of(record)
    return f"{record.name}  {locale_of('en').band(band, record) if band else 'no published figure'}"


@one_line.register(Site)
def _(record: Site) -> str:
    where = f"{record.lon:g}, {record.lat:g}" if record.position else "location not public"
    return f"{record.name}  {record.kind}, {record.country or 'at sea'}, {where}"


@one_line.register(Source)
def _(record: Source) -> str:
    return "  ".join(dict.fromkeys([record.plain_title, record.publication]))


@one_line.register(Story)
def _(record: Story) -> str:
    return f"{next(iter(record.title.values()))}  as of {record.as_of}"


def in_words(catalog: Catalog, record: Record) -> str:
    """Return all that the catalog holds of a record, quotes and sources included."""
    return "\n".join([*_lines(record, catalog), *_amended(record, catalog)])


def with_amendments(catalog: Catalog, record: Record) -> dict[str, Any]:
    """Return a record as `as_record` does, and what files of the user's folders amend in it, if they do."""
    amendments = catalog.amendments.get(getattr(record, "id", ""), ())
    told = [
        {
            "file": each.file,
            "amends": each.base_file,
            "reason": each.reason,
            "changed": [{"key": place, "was": before} for place, before in each.changed.items()],
            "added": list(each.added),
        }
        for each in amendments
    ]
    return as_record(record) | ({"amendments": told} if told else {})


def _amended(record: Record, catalog: Catalog) -> Iterator[str]:
    """Yield which file amends a record, why, and what: with the value that was there before."""
    for each in catalog.amendments.get(getattr(record, "id", ""), ()):
        yield f"  amended by {each.file}: {each.reason}"
        yield f"    the rest is from {each.base_file}"
        for place, before in each.changed.items():
            yield f"    {place}: changed, " + ("had no value" if before is None else f"was {_written(before)}")
        for place in each.added:
            yield f"    {place}: added"


def _written(value: Any) -> str:
    """Write a value as its file does."""
    return json.dumps(value, ensure_ascii=False, default=str)


def _origin(catalog: Catalog, record: Missile | Site, place: str) -> str:
    """Say that a figure or claim was added or changed by an amendment, and by which file."""
    for each in reversed(catalog.amendments.get(record.id, ())):
        if place in each.added:
            return f"; added by {each.file}"
        if any(changed.startswith(f"{place}.") for changed in each.changed):
            return f"; changed by {each.file}"
    return ""


@singledispatch
def _lines(record: Record, catalog: Catalog) -> Iterator[str]:  # noqa: ARG001  (the kinds below take it)
    raise TypeError(type(record).__name__)


@_lines.register(Missile)
def _(record: Missile, catalog: Catalog) -> Iterator[str]:
    locale = locale_of("en")
    terms = catalog.vocabulary
    status = terms.status[record.status].labels.get("en", record.status)
    kind = terms.missile_class[record.missile_class].labels.get("en", record.missile_class)
    yield f"{record.id}: {one_line(record)}"
    yield from _named(record)
    yield f"  {kind}; {status}; family {record.family}"
    for index, figure in enumerate(record.ranges):
        apart = "" if figure.sets_band else "; set apart"
        apart += "" if figure.verified else "; not re-checked"
        apart += _origin(catalog, record, f"ranges[{index}]")
        mark = "●" if sets_limit(record, figure) else "○"
        yield f"  {mark} {locale.figure(figure)}  {figure.kind}{apart}"
        yield from _quoted(catalog, figure.source, figure.quote, figure.said_by)
        if figure.derived:
            yield f"      derived: {figure.derived}"
        if figure.note:
            yield f"      note: {figure.note}"
    if record.notes:
        yield f"  {record.notes}"


@_lines.register(Site)
def _(record: Site, catalog: Catalog) -> Iterator[str]:
    terms = catalog.vocabulary
    kind = terms.site_kind[record.kind].labels.get("en", record.kind)
    status = terms.status[record.status].labels.get("en", record.status)
    yield f"{record.id}: {record.name}"
    yield from _named(record)
    yield f"  {kind}, {record.country or 'at sea'}; {status}" + (
        f" as of {record.status_as_of}" if record.status_as_of else ""
    )
    if record.position:
        origin = record.position_source or record.position_note
        yield f"  lon {record.lon:g}, lat {record.lat:g}, within {record.uncertainty_km:g} km ({origin})"
    else:
        yield f"  location not public ({record.position_note or 'no position published'})"
    if record.missiles:
        yield f"  sources associate: {', '.join(record.missiles)}"
    for index, claim in enumerate(record.claims):
        told = ("" if claim.verified else "; not re-checked") + _origin(catalog, record, f"claims[{index}]")
        yield f"  ● {claim.text}" + (f"  ({told[2:]})" if told else "")
        yield from _quoted(catalog, claim.source, claim.quote, None)
    for contradiction in record.contradictions:
        yield f"  ≠ {contradiction.text} ({', '.join(contradiction.sources)})"
    if record.notes:
        yield f"  {record.notes}"


@_lines.register(Source)
def _(record: Source, catalog: Catalog) -> Iterator[str]:
    yield f"{record.id}: {record.plain_title}"
    has_publication = record.container_title or record.publisher
    yield f"  {record.publication if has_publication else 'publisher not known'}; {record.type}"
    yield f"  {record.url or 'no address'}"
    if record.note:
        yield f"  {record.note}"
    for missile in catalog.missiles.values():
        for figure in missile.ranges:
            if figure.source == record.id:
                yield f"  ● {missile.id}: {locale_of('en').figure(figure)}"
    for site in catalog.sites.values():
        for claim in site.claims:
            if claim.source == record.id:
                yield f"  ● {site.id}: {claim.text}"


@_lines.register(Story)
def _(record: Story, catalog: Catalog) -> Iterator[str]:
    yield f"{record.id}: {one_line(record)}"
    yield f"  languages: {', '.join(record.languages)}"
    for missile_id in record.missiles:
        yield f"  ● {missile_id}: {one_line(catalog.missiles[missile_id])}"
    chosen = record.origins
    yield f"  origins: {', '.join((*chosen.kinds, *chosen.countries, *chosen.ids))}"
    yield f"  places: {', '.join((*record.places.kinds, *record.places.ids)) or 'none'}"


def _named(record: Missile | Site) -> Iterator[str]:
    names = [*(f"{name} ({tag})" for tag, name in record.names.items()), *record.aliases]
    if names:
        yield f"  also {'; '.join(names)}"


def _quoted(catalog: Catalog, source_id: str, quote: str | None, said_by: str | None) -> Iterator[str]:
    source = catalog.sources[source_id]
    voice = f"{said_by}, in " if said_by else ""
    yield f"      {voice}{source.publication} [{source_id}]"
    if quote:
        yield f"      “{quote}”"
