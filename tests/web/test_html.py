"""HTML is cut into tags and texts as browsers cut it, in linear time."""

from __future__ import annotations

import time

import pytest

from mapgen.web.html import Tag, pieces


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (
            "<a href='x>y' b=c D HREF=2>t&amp;u</A >",
            [Tag("a", {"href": "x>y", "b": "c", "d": ""}), "t&u", Tag("a", ends=True)],
        ),
        ("<br/><img/src=x>", [Tag("br"), Tag("img", {"src": "x"})]),
        ("<a it's>y", [Tag("a", {"it's": ""}), "y"]),
        ('x<a b="c>y', ["x"]),
        ("x<a ", ["x"]),
        ("<!-- <b> --><!doctype html><?x?></><b>", [Tag("b")]),
        ("<!--><b>", [Tag("b")]),
        ("a < b <3", ["a ", "<", " b ", "<", "3"]),
        ("<title>a<b>&lt;</TITLE>", [Tag("title"), "a<b><", Tag("title", ends=True)]),
        ("<script>a<b>&lt;</scripts></script>", [Tag("script"), "a<b>&lt;</scripts>", Tag("script", ends=True)]),
        ("<style>a", [Tag("style"), "a"]),
    ],
)
def test_a_page_is_cut_as_browsers_cut_it(page: str, found: list[Tag | str]) -> None:
    assert list(pieces(page)) == found


@pytest.mark.parametrize(
    "piece",
    [
        *("<", "<a ", "<a x", '<a x="', "<a x='", "<!--", "</", "</a ", "<!", "<?", "<script>", "<title></titl", "&#"),
        *("<a =", "\"'", "=", " "),
    ],
)
def test_the_time_grows_with_the_text_alone(piece: str) -> None:
    start = time.process_time()
    for begun in ("", "<a ", "<script>"):
        for _ in pieces(begun + piece * 30_000):
            pass
    assert time.process_time() - start < 2
