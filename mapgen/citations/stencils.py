"""Write BibTeX and RIS as templates: the page fills in the values, which it already has in ``mapgen-sources``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mapgen.citations.bibtex import entries
from mapgen.citations.footnote_numbers import public_item
from mapgen.citations.ris import references

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mapgen.records.csl import Source

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
        ``stencils``: pairs, for BibTeX and for RIS, of lists in which a text and the name of a value take turns. A name
        is the way to the value in the CSL-JSON item, such as ``author.0.family``; that of a date ends in ``/`` if it is
        written with slashes, and in ``Y`` if only the year is meant. ``of``: the place of its pair, for each source.
    """
    pairs = [
        tuple(_stencil(text, dict(_values(public_item(source)))) for text in both)
        for source, *both in zip(sources, entries(sources), references(sources), strict=True)
    ]
    places = {pair: place for place, pair in enumerate(dict.fromkeys(pairs))}
    return {"stencils": [*places], "of": [places[pair] for pair in pairs]}


def _values(item: Any, way: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    name = ".".join(way)
    if isinstance(item, list) and item and all(type(part) is int for part in item):
        date = "-".join(f"{part:02}" for part in item)
        yield from ((name, date), (f"{name}/", date.replace("-", "/")), (f"{name}Y", f"{item[0]:02}"))
    elif isinstance(item, dict | list):
        for key, value in item.items() if isinstance(item, dict) else enumerate(item):
            yield from _values(value, (*way, str(key)))
    elif type(item) in (str, int):  # the browser may write other numbers otherwise
        yield name, str(item)


def _stencil(text: str, values: Mapping[str, str]) -> tuple[str, ...]:
    """Put names in the place of values, the longest first."""
    parts = [text]
    for name, value in sorted(values.items(), key=lambda pair: -len(pair[1])):
        if len(value) >= LEAST and value in text:
            parts = [
                piece
                for index, part in enumerate(parts)
                for piece in (_cut(part, value, name) if index % 2 == 0 and value in part else (part,))
            ]
    return tuple(parts)


def _cut(part: str, value: str, name: str) -> Iterator[str]:
    """Yield the texts around a value, with its name between; in `_stencil`, every other part is such a name."""
    begin = at = 0
    while (at := part.find(value, at)) >= 0:
        end = at + len(value)
        if not (_is_of_word(part[:at][-1:]) or _is_of_word(part[end : end + 1])):
            yield from (part[begin:at], name)
            begin = end
        at = end
    yield part[begin:]


def _is_of_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
