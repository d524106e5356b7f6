"""Number the sources of a map in the order a reader meets them, and list them as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mapgen.catalog.crosscheck import CITATION_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mapgen.records.csl import Source
    from mapgen.records.model import Site
    from mapgen.selection.resolve import Selection


def number_sources(selection: Selection) -> dict[str, int]:
    """Give every source that the map cites its number, from 1.

    Parameters
    ----------
    selection : Selection
        Its article comes first, then the figures missile by missile, then the sites.

    Returns
    -------
    dict of str to int
        Number by source id, in citation order.
    """
    return {id_: number for number, id_ in enumerate(dict.fromkeys(_cited(selection)), start=1)}


def source_items(selection: Selection) -> list[dict[str, Any]]:
    """Return the cited sources as CSL-JSON items, in citation order."""
    return [public_item(selection.sources[id_]) for id_ in number_sources(selection)]


def public_item(source: Source) -> dict[str, Any]:
    """Return a source as a CSL-JSON item, without what is not for readers."""
    item = source.model_dump(
        mode="json", by_alias=True, exclude_none=True, exclude_defaults=True, exclude={"custom": {"internal_note"}}
    )
    return {key: value for key, value in item.items() if value != {}}


def cited_by_site(site: Site) -> Iterator[str]:
    """Yield the ids of the sources that a site rests on, as often as it names them."""
    yield from (claim.source for claim in site.claims)
    if site.position_source:
        yield site.position_source
    for contradiction in site.contradictions:
        yield from contradiction.sources


def _cited(selection: Selection) -> Iterator[str]:
    story = selection.story
    yield from story.sources
    for claim in story.claims:
        yield claim.source
    for text in story.summary.values():
        yield from CITATION_MARK.findall(text)
    for missile in selection.missiles:
        yield from (figure.source for figure in missile.ranges)
        yield from filter(None, (missile.status_source, missile.first_seen_source))
    for site in selection.sites:
        yield from cited_by_site(site)
