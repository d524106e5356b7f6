"""The snippet that embeds a page says what the page says, and lets nothing of it out of its attributes."""

from __future__ import annotations

import os
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import mapgen
from mapgen.cli import main
from mapgen.page.embed import BuiltPage, address, read_page, snippet
from mapgen.records.web_address import address_fault
from tests.paths import SMALL

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import PageFile
    from tests.hostile import Hostile


class Elements(HTMLParser):
    """Collect elements with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep one element."""
        self.found.append((tag, dict(attrs)))


def embed(*arguments: str) -> str:
    """Run the command, which must succeed, and return what it prints."""
    result = CliRunner().invoke(main, ["embed", *arguments])
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def test_a_page_says_title_summary_language_and_story(page_file: PageFile, catalog: mapgen.Catalog) -> None:
    story = catalog.stories["hwasong-11"]
    page = read_page(page_file("hwasong-11"))
    assert page.title == story.title["en"]
    assert page.language == "en"
    assert page.story["id"] == "hwasong-11"
    assert page.summary.startswith(story.summary["en"].partition("[")[0])
    assert "  " not in page.summary
    assert not set("[]@{}") & set(page.summary)


def test_the_command_prints_a_frame_and_the_script_beside_it(page_file: PageFile, catalog: mapgen.Catalog) -> None:
    (frame, attributes), *others = Elements(embed(str(page_file("hwasong-11")))).found
    assert (frame, attributes) == (
        "iframe",
        {
            "src": "hwasong-11.html",
            "title": catalog.stories["hwasong-11"].title["en"],
            "lang": "en",
            "sandbox": "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox",
            "loading": "lazy",
            "width": "100%",
            "height": "520",
            "frameborder": "0",
        },
    )
    assert others == [("script", {})]


def test_the_address_and_the_height_may_be_given(page_file: PageFile) -> None:
    url = "https://example.org/a?b=1&c=2#lang=ko"
    attributes = Elements(embed(str(page_file("hwasong-11")), "--url", url, "--height", "600")).found[0][1]
    assert (attributes["src"], attributes["height"]) == (url, "600")


def test_the_language_is_the_one_the_page_opens_in(small: mapgen.Catalog, tmp_path: Path) -> None:
    document = mapgen.build_map(small, "small", language="ko")
    (tmp_path / "map.html").write_bytes(mapgen.export(document, "html"))
    attributes = Elements(embed(str(tmp_path / "map.html"))).found[0][1]
    assert (attributes["lang"], attributes["title"]) == ("ko", document.title)


@pytest.mark.parametrize(
    ("name", "src"),
    [
        ("my map.html", "my%20map.html"),
        ('"><script>alert(1)<.html', "%22%3E%3Cscript%3Ealert%281%29%3C.html"),
        ("javascript:alert(1)", "javascript%3Aalert%281%29"),
        ("지도.html", "%EC%A7%80%EB%8F%84.html"),
    ],
)
def test_a_file_s_name_becomes_an_address(name: str, src: str) -> None:
    assert address(Path("output") / name) == src


def test_no_title_gets_out_of_its_attribute(hostile: Hostile) -> None:
    page = read_page(hostile.page)
    found = Elements(snippet(page, "map.html")).found
    assert [name for name, _ in found] == ["iframe", "script"]
    assert found[0][1]["title"] == page.title == " ".join(hostile.text("title").split())
    sly = BuiltPage(title="\"' onload=x <b>", summary="", language='en" onload="x', story={})
    assert set(Elements(snippet(sly, 'x" onload="x')).found[0][1]) == set(found[0][1])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<!doctype html><title>x</title>",
        b"\xff\xfe",
        b'<script type="application/json" id="mapgen-story">{}</script>',
        b'<meta name="generator" content="mapgen"><script id="mapgen-story">{</script>',
        b'<meta name="generator" content="mapgen"><script id="mapgen-story">3</script>',
        b'<meta name="generator" content="mapgen"><script id="mapgen-story">' + b"[" * 100_000,
        b"<a " * 33_000,
        b'<meta name="generator" content="mapgen 2">\n<script id="mapgen-story">{}</script>',
    ],
)
def test_a_file_that_is_no_page_of_ours_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.html"
    path.write_bytes(content)
    result = CliRunner().invoke(main, ["embed", str(path)])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{path}: is no page that mapgen built; build one: mapgen build\n"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99999])
@pytest.mark.parametrize("arguments", [["embed"], ["embed", "--card"], ["export", "small", "-o", "x.md", "--since"]])
def test_a_page_that_was_not_copied_to_its_end_is_refused(
    arguments: list[str],
    share: float,
    small_form: Callable[[str], bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    content = small_form("html")
    Path("half.html").write_bytes(content[: int(share * len(content))])
    data = ["--data", str(SMALL)] if arguments[0] == "export" else []
    result = CliRunner().invoke(main, [*arguments, "half.html", *data])
    assert (result.exit_code, result.stdout) == (1, "")
    option = "--since " if arguments[0] == "export" else ""
    assert result.stderr == f"{option}half.html: is not whole: its end is missing; copy it again, or build it anew\n"
    assert [path.name for path in Path().iterdir()] == ["half.html"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.html"], "none.html: cannot be read: No such file or directory; check the path and its permissions"),
        (["."], ".: cannot be read: Is a directory; check the path and its permissions"),
        ([os.devnull], f"{os.devnull}: is a pipe or a device, not a file; save its content as a file"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(arguments: list[str], message: str) -> None:
    result = CliRunner().invoke(main, ["embed", *arguments])
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"{message}\n")


@pytest.mark.parametrize("url", ["example.org/x", "https://a b", "http://[", "https://user:pw@example.org/"])
def test_what_is_no_address_is_refused(url: str, page_file: PageFile) -> None:
    result = CliRunner().invoke(main, ["embed", str(page_file("hwasong-11")), "--url", url])
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", f"--url: {address_fault(url)}\n")


def test_the_command_prints_the_text_of_the_steps(page_file: PageFile) -> None:
    printed = embed(str(page_file("hwasong-11")), "--steps", "--height", "400")
    page = read_page(page_file("hwasong-11"))
    assert page.steps
    assert all(f'<p data-step="{number}" dir="auto">' in printed for number in range(1, len(page.steps) + 1))
    (attributes,) = [attributes for name, attributes in Elements(printed).found if name == "iframe"]
    assert (attributes["src"], attributes["height"]) == ("hwasong-11.html#embed", "400")
