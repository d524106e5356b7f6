"""The page writes BibTeX and RIS from texts and the values that it has: together they are what the formats say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import mapgen
from mapgen.citations.bibtex import entries
from mapgen.citations.footnote_numbers import public_item
from mapgen.citations.ris import references
from mapgen.citations.stencils import stencils

if TYPE_CHECKING:
    from mapgen.catalog.model import Catalog


def value(item: Any, name: str) -> str:
    """Return a value of an item as a stencil names it."""
    form = name[-1] if name[-1] in "/Y" else ""
    for key in name.removesuffix(form).split("."):
        item = item[int(key)] if isinstance(item, list) else item[key]
    if not isinstance(item, list):
        return str(item)
    parts = [f"{part:02}" for part in item]
    return {"": "-".join(parts), "/": "/".join(parts), "Y": parts[0]}[form]


@pytest.mark.parametrize("story", ["hwasong-11", "long-range"])
def test_stencils_filled_with_the_values_of_their_sources_are_the_entries(story: str, catalog: Catalog) -> None:
    sources = mapgen.build_map(catalog, story).selection.cited
    cut = stencils(sources)
    for turn, written in enumerate((entries(sources), references(sources))):
        filled = [
            "".join(
                value(public_item(source), part) if index % 2 else part
                for index, part in enumerate(cut["stencils"][place][turn])
            )
            for source, place in zip(sources, cut["of"], strict=True)
        ]
        assert filled == written
    assert len(cut["stencils"]) < len(sources)
