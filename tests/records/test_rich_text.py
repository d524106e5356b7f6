"""The markup of Zotero's titles is read; every other angle bracket is a letter."""

from __future__ import annotations

import pytest

from mapgen.records.csl import Source
from mapgen.records.rich_text import Run, plain, runs

SMALL_CAPS = '<span style="font-variant:small-caps;">'


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("The <i>Hwasong-11</i> kin", [Run("The "), Run("Hwasong-11", ("i",)), Run(" kin")]),
        ("<b>a <sup>b</sup></b>", [Run("a ", ("b",)), Run("b", ("b", "sup"))]),
        (f"{SMALL_CAPS}Kn</span>-23", [Run("Kn", ("sc",)), Run("-23")]),
        ("<span style='font-variant: small-caps'>a</span>", [Run("a", ("sc",))]),
        ("<sc>a</sc><em>b</em><STRONG>c</STRONG>", [Run("a", ("sc",)), Run("b", ("i",)), Run("c", ("b",))]),
        ('<span class="nocase">iPhone</span>', [Run("iPhone", ("nocase",))]),
        ('<span class="nocase">a <i>b</i></span>', [Run("a ", ("nocase",)), Run("b", ("nocase", "i"))]),
    ],
)
def test_pairs_of_tags_are_typography(title: str, expected: list[Run]) -> None:
    assert runs(title) == expected


@pytest.mark.parametrize(
    "title",
    [
        "Ranges < 300 km and > 500 km",
        "a <i> b",
        "a </i> b",
        "<b onclick='x'>A</b>",
        "<script>x</script>",
        "<span>x</span>",
        "<img src=x>",
        "1<2>1",
    ],
)
def test_what_is_no_pair_of_zoteros_tags_is_text(title: str) -> None:
    assert runs(title) == [Run(title)]
    assert plain(title) == title


def test_tags_that_cross_are_text_where_they_cross() -> None:
    assert plain("a <i>b <b>c</i> d</b>") == "a b <b>c d</b>"


@pytest.mark.parametrize(
    ("title", "text"), [("10<sup>3</sup> km", "10³ km"), ("the 5<sup>th</sup>", "the 5th"), ("CO<sub>2</sub>", "CO2")]
)
def test_bare_text_keeps_powers_apart_from_digits(title: str, text: str) -> None:
    assert plain(title) == text


@pytest.mark.parametrize(
    ("item", "publication"),
    [
        ({"container-title": "The <i>Post</i>", "publisher": "P"}, "The Post"),
        ({"publisher": "P"}, "P"),
        ({}, "On Ranges"),
    ],
)
def test_a_publication_is_the_container_else_the_publisher_else_the_title(
    item: dict[str, str], publication: str
) -> None:
    source = Source.model_validate({"id": "x", "type": "report", "title": "On <i>Ranges</i>", **item})
    assert source.publication == publication
