"""The types of the page's data are those of the data that pages are built with, and their file is fresh."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ConfigDict, TypeAdapter
from typing_extensions import is_typeddict

import mapgen
import tools.page_data
from mapgen.page.basemap_paths import land_paths
from mapgen.page.blocks import blocks, packed_data
from tools.page_data import PageData
from tools.write_types import FILE, text

if TYPE_CHECKING:
    from mapgen.catalog.model import Catalog


def page_data(document: mapgen.MapDocument) -> dict[str, Any]:
    """Return all data that the scripts of a page read, by name."""
    packed = {**packed_data(document), "basemap": land_paths(document.packed["basemap"])}
    texts = packed.pop("texts")
    return {**{name: data for name, (_, data) in blocks(document).items()}, **packed, "texts-keys": texts["keys"]}


@pytest.mark.parametrize("story", ["hwasong-11", "long-range"])
def test_the_data_of_a_page_have_their_types(story: str, catalog: Catalog) -> None:
    for record in filter(is_typeddict, vars(tools.page_data).values()):
        record.__pydantic_config__ = ConfigDict(extra="forbid")  # a key that has no type is a mistake here
    TypeAdapter(PageData).validate_python(page_data(mapgen.build_map(catalog, story)))


def test_the_file_is_fresh() -> None:
    """If this fails: ``make schema``."""
    assert FILE.read_text("utf-8") == text()


def test_a_text_key_of_the_page_is_one_of_its_words() -> None:
    keys = text()
    assert '\n  | "ui:as_of"\n' in keys
    assert "\n  | `site:${string}`\n" in keys
    assert "as_off" not in keys
