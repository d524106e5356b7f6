"""Write BibTeX and RIS for the page, which holds the values of each source anyway: only what stands between is new."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mapgen.citations.bibtex import entries
from mapgen.citations.numbering import public_item
from mapgen.citations.ris import references

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mapgen.records.csl import Source

Stencil = list[str | list[str]]
LEAST = 2
"""Letters of a value that is looked for."""


def stencils(sources: Sequence[Source]) -> dict[str, Any]:
    """Cut the entries of sources into texts and places of values.

    Parameters
    ----------
    sources : sequence of Source

    Returns
    -------
    dict of str to object
        ``stencils``: pairs, for BibTeX and for RIS, of lists of texts and, in lists of their own, names of values. A
        name is the way to the value in the CSL-JSON item, such as ``.author.0.family``; that of a date is followed by
        ``/`` if it is written with slashes, and by ``Y`` if only the year is meant. ``of``: the place of its pair, for
        each source.
    """
    pairs = [
        tuple(_stencil(text, dict(_values(public_item(source)))) for text in both)
        for source, *both in zip(sources, entries(sources), references(sources), strict=True)
    ]
    different = [pair for index, pair in enumerate(pairs) if pair not in pairs[:index]]
    return {"stencils": different, "of": [different.index(pair) for pair in pairs]}


def _values(item: Any, place: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(item, list) and item and all(type(part) is int for part in item):
        date = "-".join(f"{part:02}" for part in item)
        yield from ((place, date), (f"{place}/", date.replace("-", "/")), (f"{place}Y", f"{item[0]:02}"))
    elif isinstance(item, dict | list):
        for key, value in item.items() if isinstance(item, dict) else enumerate(item):
            yield from _values(value, f"{place}.{key}")
    elif type(item) in (str, int):  # the browser may write other numbers otherwise
        yield place, str(item)


def _stencil(text: str, values: Mapping[str, str]) -> Stencil:
    """Put names in the place of values, the longest first."""
    parts: Stencil = [text]
    for name, value in sorted(values.items(), key=lambda pair: -len(pair[1])):
        if len(value) >= LEAST:
            whole = re.compile(rf"(?<!\w){re.escape(value)}(?!\w)")
            parts = [piece for part in parts for piece in _cut(part, whole, name)]
    return parts


def _cut(part: str | list[str], whole: re.Pattern[str], name: str) -> Iterator[str | list[str]]:
    if isinstance(part, list):
        yield part
        return
    for index, between in enumerate(whole.split(part)):
        if index:
            yield [name]
        if between:
            yield between
