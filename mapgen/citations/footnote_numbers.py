"""Number the sources of a map in the order in which a reader meets them, and write them as CSL-JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mapgen.records.markup import CITATION_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mapgen.records.csl import Source
    from mapgen.records.model import Missile, Site, Story


def number_sources(story: Story, missiles: Sequence[Missile], sites: Sequence[Site]) -> dict[str, int]:
    """Give each source that a map cites a footnote number, beginning with 1.

    Parameters
    ----------
    story : Story
        The sources of its article, claims and summary come first.
    missiles, sites : sequence of Missile, of Site
        Then come the sources of the missiles, one missile after another, then those of the sites.

    Returns
    -------
    dict of str to int
        Number by source id, in citation order.
    """
    return {id_: number for number, id_ in enumerate(dict.fromkeys(_cited(story, missiles, sites)), start=1)}


def public_item(source: Source) -> dict[str, Any]:
    """Return a source as a CSL-JSON item, without our internal note."""
    item = source.model_dump(
        mode="json", by_alias=True, exclude_none=True, exclude_defaults=True, exclude={"custom": {"internal_note"}}
    )
    return {key: value for key, value in item.items() if value != {}}


def cited_by_site(site: Site) -> Iterator[str]:
    """Yield the id of a source each time that a site cites it."""
    yield from (claim.source for claim in site.claims)
    if site.position_source:
        yield site.position_source
    for contradiction in site.contradictions:
        yield from contradiction.sources


def _cited(story: Story, missiles: Sequence[Missile], sites: Sequence[Site]) -> Iterator[str]:
    yield from story.sources
    for claim in story.claims:
        yield claim.source
    for _, text in story.marked_texts:
        yield from CITATION_MARK.findall(text)
    for missile in missiles:
        yield from (figure.source for figure in missile.ranges)
        yield from filter(None, (missile.status_source, missile.first_seen_source))
    for site in sites:
        yield from cited_by_site(site)
