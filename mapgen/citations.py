"""Number the sources of a map in the order a reader meets them, and link into their words."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote as percent_encode
from urllib.parse import urlsplit

from mapgen.crosscheck import CITATION_MARK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mapgen.csl import Source
    from mapgen.model import Site
    from mapgen.resolve import Selection


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


def link(source: Source, quote: str | None = None) -> str | None:
    """Return the address of a source, with a text fragment that takes the browser to the quoted words.

    Parameters
    ----------
    source : Source
    quote : str, optional
        The source's words; an ellipsis stands for words left out.

    Returns
    -------
    str or None
        None where the source has no address. Text fragments follow the URL Fragment Text Directives draft of the WICG.
    """
    if source.url is None:
        return None
    parts = [part for piece in (quote or "").split("…") if (part := piece.strip(' "“”'))]
    is_pdf = urlsplit(source.url).path.lower().endswith(".pdf")
    if not parts or "#" in source.url or source.type == "dataset" or is_pdf:
        return source.url
    ends = [parts[0], parts[-1]] if len(parts) > 1 else parts
    return f"{source.url}#:~:text={','.join(map(_fragment, ends))}"


def _fragment(words: str) -> str:
    """Encode what has a meaning in a text fragment; letters of every script stay readable (and short)."""
    return "".join(
        letter if letter.isalnum() else percent_encode(letter, safe="").replace("-", "%2D") for letter in words
    )


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
        yield from _cited_by_site(site)


def _cited_by_site(site: Site) -> Iterator[str]:
    yield from (claim.source for claim in site.claims)
    if site.position_source:
        yield site.position_source
    for contradiction in site.contradictions:
        yield from contradiction.sources
