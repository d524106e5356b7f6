"""The brief in Markdown says what the page says, and nothing in it is markup but its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import mapgen
from mapgen.catalog.load import load_catalog
from mapgen.exporters.md import escaped
from tests.hostile import STORY, write_catalog

if TYPE_CHECKING:
    from pathlib import Path

    from mapgen.catalog.model import Catalog


def brief(catalog: Catalog, story: str = "small") -> str:
    return mapgen.export(mapgen.build_map(catalog, story), "md").decode("utf-8")


def test_it_holds_the_title_the_summary_and_the_figures_with_their_quotes(small: Catalog) -> None:
    text = brief(small)
    assert text.startswith("# How far the kites fly\n\n*As known on 30 June 2025*\n")
    assert "The Kite-1 flew in a test.[1] Its published range is 300–500 km.[2]" in text
    assert (
        "- **about 420 km**, Flown in a test: Ministry of Defence, Island News, 2025 [1]: “flew about 420 kilometres”"
    ) in text


def test_it_describes_its_picture(small: Catalog) -> None:
    assert "Kite-2: 5,500–6,100 km, illustrative: for 1 of 2 sites no source places it there." in brief(small)


def test_each_footnote_number_links_to_the_address_of_its_source(small: Catalog) -> None:
    document, text = mapgen.build_map(small, "small"), brief(small)
    links = {int(number): url for number, url in re.findall(r"^\[(\d+)\]: <(.*)>$", text, re.MULTILINE)}
    assert links == {number: document.selection.sources[id_].url for id_, number in document.numbers.items()}
    assert document.content_hash in text


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("1. x", r"1\. x"),
        ("- x", r"\- x"),
        ("a|b [c](d) <e> *f* _g_ `h`", r"a\|b \[c\](d) \<e\> \*f\* \_g\_ \`h\`"),
        ("# a\n\nb", r"\# a b"),
    ],
)
def test_words_that_look_like_markdown_are_escaped(words: str, plain: str) -> None:
    assert escaped(words) == plain


def test_hostile_texts_open_no_tag(tmp_path: Path) -> None:
    write_catalog(tmp_path)
    text = mapgen.export(mapgen.build_map(load_catalog(tmp_path), STORY), "md").decode("utf-8")
    assert not re.search(r"(?<!\\)<(?!https?://)", text)
