"""The seal lets run what was hashed, and refuses, by name, whatever a browser would fetch."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from mapgen.errors import AssetError
from mapgen.page.seal import CHARSET, seal

PIXEL = "data:image/png;base64,iVBORw0KGgo="


def page(body: str = "", head: str = "") -> str:
    """Return a page with this in its body and head."""
    return f'<!doctype html>\n<html lang="en">\n<head>\n{CHARSET}\n{head}</head>\n<body>\n{body}\n</body>\n</html>\n'


def policy(sealed: str) -> dict[str, list[str]]:
    """Read the policy of a sealed page: its values by directive."""
    found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', sealed)
    assert found
    return {words[0]: words[1:] for words in (part.split() for part in found[1].split(";"))}


def digest(text: str) -> str:
    """Return the source expression that allows a text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@pytest.mark.parametrize(
    ("markup", "named"),
    [
        ('<script src="https://example.org/a.js"></script>', "<script> src='https://example.org/a.js'"),
        ('<script src="a.js" type="application/json"></script>', "<script> src='a.js'"),
        ('<link rel="stylesheet" href="a.css">', "<link> href='a.css'"),
        ('<link rel="stylesheet" href="#a">', "<link> href='#a'"),
        ('<link href="#a">', "<link> href='#a'"),
        ('<link rel="expect" href="a.html#a">', "<link> href='a.html#a'"),
        ('<link rel="preload" as="image" imagesrcset="a.png 1x">', "<link> imagesrcset='a.png 1x'"),
        ('<link rel="dns-prefetch" href="//example.org">', "<link> href='//example.org'"),
        ('<img src="https://example.org/a.png">', "<img> src='https://example.org/a.png'"),
        ('<IMG SRC="a.png">', "<img> src='a.png'"),
        ("<img src=a.png>", "<img> src='a.png'"),
        (f'<img src="a.png" src="{PIXEL}">', "<img> src='a.png'"),
        ('<img srcset="a.png 2x">', "<img> srcset='a.png 2x'"),
        ('<img src="data:text/html,x">', "<img> src='data:text/html,x'"),
        ('<noscript><img src="a.png"></noscript>', "<img> src='a.png'"),
        ('<template><img src="a.png"></template>', "<img> src='a.png'"),
        ('<video poster="a.png"></video>', "<video> poster='a.png'"),
        ('<audio><source src="a.ogg"></audio>', "<source> src='a.ogg'"),
        ('<body background="a.png">', "<body> background='a.png'"),
        ('<form action="https://example.org/"></form>', "<form> action='https://example.org/'"),
        ('<button formaction="/x"></button>', "<button> formaction='/x'"),
        ('<a href="#x" ping="/seen">x</a>', "<a> ping='/seen'"),
        ('<a href="javascript:alert(1)">x</a>', "<a> href='javascript:alert(1)'"),
        ('<a href=" JavaScript:alert(1)">x</a>', "<a> href=' JavaScript:alert(1)'"),
        ('<a href="java&#10;script:alert(1)">x</a>', "<a> href='java\\nscript:alert(1)'"),
        ('<a href="other.html">x</a>', "<a> href='other.html'"),
        ('<a href="//example.org/">x</a>', "<a> href='//example.org/'"),
        ('<a href="data:text/html,x">x</a>', "<a> href='data:text/html,x'"),
        ('<svg><image href="a.png"/></svg>', "<image> href='a.png'"),
        ('<svg><image xlink:href="a.png"/></svg>', "<image> xlink:href='a.png'"),
        ('<svg><use href="a.svg#b"/></svg>', "<use> href='a.svg#b'"),
        ('<svg><path fill="url(https://example.org/a.svg#b)"/></svg>', "fill='url(https://example.org/a.svg#b)'"),
        ("<style>a { background: url(a.png) }</style>", "'a.png'"),
        ("<style>a { background: URL( 'https://example.org/a.png' ) }</style>", "'https://example.org/a.png'"),
        ("<style>a { background: image-set('a.png' 1x) }</style>", "'a.png'"),
        ("<style>@font-face { src: url(a.woff2) }</style>", "'a.woff2'"),
        ("<style>@import 'a.css'; a { color: red }</style>", "@import 'a.css'"),
        ("<style>@IMPORT url(#a);</style>", "@IMPORT url(#a)"),
        ("<style>a { background: u\\72l(a.png) }</style>", "'a.png'"),
        ("<style>a { background: url/**/(a.png), url(b.png) }</style>", "'b.png'"),
        ("<style>@\\69mport 'a.css';</style>", "mport 'a.css"),
        ("<style>a { background: src(var(--a)) }</style>", "'var()'"),
        ("<style>a { background: -webkit-image-set('a.png' 1x) }</style>", "'a.png'"),
        ("<style>a { background: cross-fade(20% 'a.png', red) }</style>", "'a.png'"),
        ("<svg><style>a { fill: url(a.svg) }</style></svg>", "'a.svg'"),
        ('<svg><g clip-path="url(a.svg#b)"/></svg>', "clip-path='url(a.svg#b)'"),
        ('<svg><g cursor="url(a.png), auto"/></svg>', "cursor='url(a.png), auto'"),
        ('<svg><g marker-end="u\\72l(a.svg#b)"/></svg>', "<g> marker-end="),
        ('<svg><feImage href="a.png"/></svg>', "<feimage> href='a.png'"),
        ('<svg><filter><feImage xlink:href="a.png"/></filter></svg>', "<feimage> xlink:href='a.png'"),
        ('<svg><linearGradient href="a.svg#b"/></svg>', "<lineargradient> href='a.svg#b'"),
        ('<svg><set attributeName="href" to="a.png"/></svg>', "attributename='href' changes an address"),
        ('<svg><animate attributeName="fill" values="red;url(a.svg#b)"/></svg>', "values='red;url(a.svg#b)'"),
        ('<applet code="a"></applet>', "<applet> is not allowed"),
        ('<input type="image" src="a.png">', "<input> src='a.png'"),
        ('<script type="importmap">{}</script>', "<script> type='importmap' is not allowed"),
        ('<html manifest="a.appcache">', "<html> manifest='a.appcache'"),
        ('<p style="color: red">x</p>', "<p> style='color: red'"),
        ('<p style="background: url(a.png)">x</p>', "<p> style='background: url(a.png)'"),
        ('<p onclick="x()">x</p>', "<p> onclick='x()'"),
        ("<svg onload=x()></svg>", "<svg> onload='x()'"),
        ("<iframe></iframe>", "<iframe> is not allowed"),
        ('<iframe srcdoc="x"></iframe>', "<iframe> is not allowed"),
        ("<object></object>", "<object> is not allowed"),
        ("<embed>", "<embed> is not allowed"),
        ('<base href="https://example.org/">', "<base> is not allowed"),
        ('<meta http-equiv="Refresh" content="0; https://example.org/">', "<meta> refresh leads away"),
        ('<script type="speculationrules">{}</script>', "<script> type='speculationrules' is not allowed"),
        ('<script type="text/template"><img src="a.png"></script>', "<script> type='text/template' is not allowed"),
        ("<script>x()\n//# sourceMappingURL=a.js.map</script>", "source map 'a.js.map'"),
        ("<script>x()\n//@ sourceMappingURL=a.js.map\n</script>", "source map 'a.js.map'"),
    ],
)
def test_what_would_be_fetched_or_blocked_is_refused_by_name(markup: str, named: str) -> None:
    for whole in (page(markup), page(head=markup)):
        with pytest.raises(AssetError, match=r"^the page is not sealed:\n") as caught:
            seal(whole)
        assert named in str(caught.value)


@pytest.mark.parametrize(
    "markup",
    [
        f'<img src="{PIXEL}" alt="">',
        '<img src="data:image/svg+xml;utf8,x" alt="">',
        '<a href="https://example.org/#:~:text=a">x</a>',
        '<a href="HTTP://example.org/">x</a>',
        '<a href="#note-1">1</a>',
        '<link rel="expect" href="#a" blocking="render">',
        '<svg><use href="#a"/><use xlink:href="#a"/><path fill="url(#hatch)"/></svg>',
        f"<style>a {{ background: url({PIXEL}) }} b {{ fill: url( '#hatch' ) }}</style>",
        f"<style>a {{ background: image-set(url({PIXEL}) 1x) }}</style>",
        '<script type="application/json">{"url": "https://example.org/a.js", "quote": "url(a.png)"}</script>',
        "<p data-src='a.png'>The words src=a.png and url(a.png), &lt;img src=a.png&gt;.</p>",
        "<!-- <img src='a.png'> -->",
        '<a href="https://man.example.org/curl(1)">x</a>',
        '<a href="https://man.example.org/image-set(2)/url(a.png)">x</a>',
        '<p lang="url(x)" title="url(a.png)" aria-label="src(a), @import b" data-a="image-set(a)">x</p>',
        '<button value="url(a.png)">x</button>',
        '<blockquote cite="https://example.org/">x</blockquote>',
        "<svg><text>url(a.png)</text><linearGradient href='#a'/></svg>",
        "<svg><g fill=\"url('#g')\" mask='url( \"#m\" )'/></svg>",
        "<style>a::after { content: 'url(a.png) @import b' } /* url(c.png) */</style>",
        '<style>@namespace svg url("http://www.w3.org/2000/svg");</style>',
        '<script>const words = "<img src=a.png>"; // an onclick= of no tag</script>',
        '<script type="module">x()</script>',
    ],
)
def test_what_stays_in_the_page_passes(markup: str) -> None:
    assert markup in seal(page(markup))


def test_every_problem_is_named_once_with_its_line() -> None:
    with pytest.raises(AssetError) as caught:
        seal(page('<img src="a.png">\n<p onclick="x()">\n<script src="b.js"></script><script src="b.js"></script>'))
    assert str(caught.value).splitlines() == [
        "the page is not sealed:",
        "line 7: <img> src='a.png' would be fetched",
        "line 8: <p> onclick='x()' is inline, which the policy blocks",
        "line 9: <script> src='b.js' would be fetched",
    ]


def test_a_long_value_does_not_flood_the_message() -> None:
    with pytest.raises(AssetError) as caught:
        seal(page(f'<img src="{"a" * 100_000}">'))
    assert len(str(caught.value)) < 500


def test_the_policy_stands_right_after_the_charset_and_the_rest_of_the_page_is_untouched() -> None:
    whole = page("<p>words</p><script>x()</script>")
    sealed = seal(whole)
    before, meta, after = re.split(r'(\n<meta http-equiv="Content-Security-Policy" content="[^"]*">)', sealed)
    assert before.endswith(f"<head>\n{CHARSET}")
    assert sealed.replace(meta, "") == before + after == whole


def test_the_policy_allows_nothing_but_what_was_hashed_and_data_images() -> None:
    assert policy(seal(page("<script>x()</script><style>a{}</style>"))) == {
        "default-src": ["'none'"],
        "script-src": [digest("x()")],
        "style-src": [digest("a{}")],
        "img-src": ["data:"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    bare = policy(seal(page()))
    assert bare["script-src"] == bare["style-src"] == ["'none'"]


def test_hashes_are_of_the_bytes_between_the_tags() -> None:
    script = '\n  const name = "화성 & <b>";\n  // 5 < 6 &amp;\n'
    style = "\n a::after { content: '→ &amp;' }\n"
    found = policy(seal(page(f"<script>{script}</script>", head=f"<style>{style}</style>")))
    assert found["script-src"] == [digest(script)]
    assert found["style-src"] == [digest(style)]


def test_each_script_and_style_is_hashed_once_in_order() -> None:
    found = policy(seal(page("<script>b()</script><script>a()</script><script>b()</script><style>c{}</style>")))
    assert found["script-src"] == [digest("b()"), digest("a()")]
    assert found["style-src"] == [digest("c{}")]


def test_line_ends_are_normalised_as_browsers_do_before_they_hash() -> None:
    sealed = seal(page("<script>a()\r\nb()\rc()</script>"))
    assert "\r" not in sealed
    assert policy(sealed)["script-src"] == [digest("a()\nb()\nc()")]


@pytest.mark.parametrize("media_type", ["application/json", "application/geo+json"])
def test_data_blocks_are_not_hashed_as_scripts(media_type: str) -> None:
    sealed = seal(page(f'<script type="{media_type}" id="mapgen-ranges">{{"a": 1}}</script>'))
    assert policy(sealed)["script-src"] == ["'none'"]


@pytest.mark.parametrize(
    "whole",
    [
        page().replace(f"{CHARSET}\n", ""),
        page(CHARSET),
        page().replace(CHARSET, f"<title>x</title>{CHARSET}"),
        page().replace(CHARSET, f"<script>x()</script>{CHARSET}"),
    ],
)
def test_a_page_without_its_charset_first_in_the_head_is_refused(whole: str) -> None:
    with pytest.raises(AssetError, match=r'<meta charset="utf-8"> exactly once, first in its head'):
        seal(whole)


@pytest.mark.parametrize("tag", ["script", "style"])
def test_an_element_that_is_never_closed_is_refused(tag: str) -> None:
    with pytest.raises(AssetError, match=f"<{tag}> is never closed"):
        seal(page(f"<{tag}>x"))


def test_what_the_page_unpacks_is_allowed_and_inspected_like_its_own() -> None:
    found = policy(seal(page("<script>a()</script>"), scripts=["b()"], styles=["c{}"]))
    assert found["script-src"] == [digest("a()"), digest("b()")]
    assert found["style-src"] == [digest("c{}")]
    with pytest.raises(AssetError) as caught:
        seal(page(), scripts=["x()\n//# sourceMappingURL=a.js.map"], styles=["@import 'a.css'; b { fill: url(a.svg) }"])
    assert not [name for name in ("'a.js.map'", "@import 'a.css'", "'a.svg'") if name not in str(caught.value)]


def test_the_seal_is_the_same_every_time() -> None:
    whole = page("<script>a()</script><script>b()</script>")
    assert seal(whole) == seal(whole)


def test_a_problem_names_the_record_that_its_text_comes_from() -> None:
    def texts() -> dict[str, str]:
        return {"another": "sources: b: title", "ftp://example.org/a": "sources: a: URL"}

    with pytest.raises(AssetError) as caught:
        seal(page('<a href="ftp://example.org/a">x</a>'), texts=texts)
    assert str(caught.value).splitlines()[1:] == [
        "line 7: <a> href='ftp://example.org/a' would be fetched; it comes from sources: a: URL"
    ]
