"""The addresses in a style sheet are found as a browser finds them, in linear time."""

from __future__ import annotations

import time

import pytest

from mapgen.web.css import addresses


@pytest.mark.parametrize(
    ("style", "found"),
    [
        ("a { background: url(a.png) }", ["a.png"]),
        ("URL( 'https://example.org/a b' )", ["https://example.org/a b"]),
        (r"u\72 l(\61.png)", ["a.png"]),
        ("image-set('a.png' 1x, \"b.png\" type('image/png') 2x)", ["a.png", "b.png"]),
        ("url(#a) url(data:x)", ["#a", "data:x"]),
        ("url()", [""]),
        ("image-set(var(--a) 1x)", ["var()"]),
        ("@import 'a.css'; a { color: red }", ["@import 'a.css';"]),
        ("@import 'a.css", ["@import 'a.css"]),
        ("url(a.png", ["a.png"]),
        ("content: 'url(a.png)'; quotes: \"@import\"", []),
        ("/* url(a.png) */ color: red", []),
        ("/* url(a.png)", []),
        ("curl(1) my-url(a) url (b)", []),
        ("calc(var(--a) + (1px))", []),
        ("'a string\f url(a.png)", ["a.png"]),
    ],
)
def test_an_address_is_what_a_browser_takes_for_one(style: str, found: list[str]) -> None:
    assert list(addresses(style)) == found


@pytest.mark.parametrize(
    "piece", ["(", "url(", "url(a ", "\\", "/*", "'", '"\\', "image-set(", "src(var(", "@import ", "a", "*/"]
)
def test_the_time_grows_with_the_text_alone(piece: str) -> None:
    start = time.process_time()
    list(addresses(piece * 30_000))
    assert time.process_time() - start < 2
