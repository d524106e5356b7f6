"""Line ends that mean nothing go, and nothing else does."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from mapgen.page.compact import tight


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("<p>a</p>\n<p>b</p>", "<p>a</p><p>b</p>"),
        ("<ul>\n\n<li>a\nb</li>\n</ul>", "<ul><li>a\nb</li></ul>"),
        ("<b>a</b>\n<cite>b</cite>", "<b>a</b>\n<cite>b</cite>"),
        ("<p>a\n<b>c</b>\n</p>", "<p>a\n<b>c</b></p>"),
        ('<td class="x"\n>a</td>\n', '<td class="x"\n>a</td>'),
        ("<picture>\n<param>\n</picture>", "<picture>\n<param>\n</picture>"),
        ("<p>a &lt;p&gt;\n&lt;/p&gt;</p>", "<p>a &lt;p&gt;\n&lt;/p&gt;</p>"),
        ('<svg>\n<path d="M0 0"/>\n<use href="#a"/>\n</svg>', '<svg><path d="M0 0"/><use href="#a"/></svg>'),
    ],
)
def test_only_line_ends_beside_blocks_go(written: str, left: str) -> None:
    assert tight(f"<head></head><body>{written}") == f"<head></head><body>{left}"


def test_styles_and_scripts_are_left_alone() -> None:
    page = "<head>\n<style>p\n{}\ntd {}</style>\n<script>a\n< b\n</script>\n</head>\n<body>"
    assert tight(page) == page


class _Words(HTMLParser):
    """What is in a page, word by word and tag by tag."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.found.append(f"{tag} {attrs}")

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.found += data.split()


def test_tags_and_words_of_a_page_stay() -> None:
    page = "<head></head><body>\n<main>\n<p>one <b>two</b>\nthree</p>\n<ol>\n<li>four</li>\n</ol>\n</main>"
    assert _Words(tight(page)).found == _Words(page).found
