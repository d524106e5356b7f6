"""What only the page's own scripts read: texts in columns, and the names that no text holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mapgen import build_map

if TYPE_CHECKING:
    from mapgen.catalog.model import Catalog


@pytest.mark.parametrize("story", ["hwasong-11", "long-range"])
def test_columns_hold_the_texts(story: str, catalog: Catalog) -> None:
    document = build_map(catalog, story)
    columns = dict(document.packed["texts"])
    keys = columns.pop("keys")
    assert list(columns) == list(document.texts)
    for tag, column in columns.items():
        assert {key: text for key, text in zip(keys, column, strict=True) if text is not None} == document.texts[tag]


def test_names_are_those_that_no_text_and_no_card_holds(catalog: Catalog) -> None:
    document = build_map(catalog, "hwasong-11")
    names = document.packed["names"]
    aliases = list(catalog.missiles["hwasong-11ga"].aliases)
    assert names["missile:hwasong-11ga"][: len(aliases)] == aliases
    assert names["site:sinpung-dong"] == [catalog.sites["sinpung-dong"].names["zh"]]
    assert "site:osan-air-base" not in names  # its names are in languages of the page, its aliases in its card
    assert document.packed["evidence"]["osan-air-base"]["aliases"] == catalog.sites["osan-air-base"].aliases
