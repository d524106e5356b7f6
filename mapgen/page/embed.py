"""Write the HTML with which another page embeds a built page."""

from __future__ import annotations

import codecs
import json
import os
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup

from mapgen.errors import FileError, MapgenError
from mapgen.records.files import PAGE_BYTES, read_file
from mapgen.records.web_address import address_fault
from mapgen.resources import folder
from mapgen.templating import environment
from mapgen.web.html import pieces

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from mapgen.document.compose import MapDocument

GENERATOR = '<meta name="generator" content="mapgen">'
RAISED = re.compile("\u202f?[⁰¹²³⁴-⁹]+")
"""The numbers of footnotes, which the article around a map does not have."""


@dataclass(frozen=True)
class BuiltPage:
    """The data of a built page that describe it.

    Attributes
    ----------
    title, summary : str
        In the language in which the page opens; the summary has no footnote marks and may be empty.
    takeaway : str
        The sentence under the title; empty if an older mapgen built the page.
    language : str
        Tag of that language.
    story : mapping of str to object
        The page's ``mapgen-story`` block.
    card : str
        The text of the page's ``mapgen-card`` block; empty if an older mapgen built the page.
    steps : tuple of str
        The sentences of the story's steps, without footnote marks.
    """

    title: str
    summary: str
    language: str
    story: dict[str, Any]
    card: str = field(default="", repr=False)
    takeaway: str = ""
    steps: tuple[str, ...] = ()


def read_page(path: Path) -> BuiltPage:
    """Read the data that describe a built page.

    Parameters
    ----------
    path : pathlib.Path
        A page that `mapgen build` wrote.

    Returns
    -------
    BuiltPage

    Raises
    ------
    MapgenError
        If the file cannot be read, or mapgen did not build it.
    """
    try:
        return _read(read_page_file(path))
    except FileError as error:
        msg = f"{path}: {error}"
        raise MapgenError(msg) from None
    except (ValueError, TypeError, RecursionError):  # not UTF-8, not JSON, no object, nested thousands deep
        msg = f"{path}: is no page that mapgen built; build one: mapgen build"
        raise MapgenError(msg) from None


def read_page_file(path: Path) -> str:
    """Return the text of a page.

    Raises
    ------
    FileError
        If it cannot be read, or is not whole.
    """
    page = codecs.getincrementaldecoder("utf-8")().decode(read_file(path, PAGE_BYTES))  # it may end within a letter
    if page.startswith("<!doctype html>") and GENERATOR in page and not page.rstrip().endswith("</html>"):
        msg = "is not whole: its end is missing; copy it again, or build it anew"
        raise FileError(msg)
    return page


def snippet(page: BuiltPage, src: str, *, height: int = 520) -> str:
    """Write the HTML that shows a built page inside another page.

    Parameters
    ----------
    page : BuiltPage
    src : str
        Address of the page, from `address`.
    height : int, optional
        Height of the frame in CSS pixels until the page has reported its own height.

    Returns
    -------
    str
        A frame, in which the page may only run its scripts and open links; and a script that sets the frame's height.
    """
    script = Markup((folder("templates") / "js" / "inline" / "follow.js").read_text("utf-8"))
    template = environment().get_template("snippet.html.j2")
    return template.render(page=page, src=src, height=height, script=script)


def embed_code(document: MapDocument) -> str:
    """Return what `snippet` writes, with places for ``{src}``, ``{title}`` and ``{language}``: the page fills them."""
    return snippet(BuiltPage(title="{title}", summary="", language="{language}", story=dict(document.story)), "{src}")


def scroll_story(page: BuiltPage, src: str, *, height: int = 520) -> str:
    """Write the text of an article in which a built page shows the step of the paragraph that is read.

    Parameters
    ----------
    page : BuiltPage
    src : str
        Address of the page, from `address`.
    height : int, optional
        Height of the frame in CSS pixels.

    Returns
    -------
    str
        A section with the frame, a paragraph for each step, and a script.

    Raises
    ------
    MapgenError
        If the story has no steps.
    """
    if not page.steps:
        msg = f"{src}: its story has no steps; add [[steps]] to the story and build the page again"
        raise MapgenError(msg)
    script = Markup((folder("templates") / "js" / "inline" / "scroll_story.js").read_text("utf-8"))
    template = environment().get_template("scroll_story.html.j2")
    short = f"{src}{'&' if '#' in src else '#'}embed"
    return template.render(page=page, src=short, height=height, script=script)


def address(path: Path, url: str | None = None) -> str:
    """Return the address to embed: `url`, else the name of the file, which must then be beside the embedding page.

    Raises
    ------
    MapgenError
        If `url` is not a web address.
    """
    if url is None:
        return quote(os.fsencode(path.name))  # the name of a file need not be UTF-8
    if fault := address_fault(url):
        msg = f"--url: {fault}"
        raise MapgenError(msg)
    return url


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _part(name: str, attributes: Mapping[str, str], language: str) -> str:
    """Return which part of a page begins with a tag, if one does."""
    if name == "title":
        return "title"
    if name == "p" and attributes.get("data-language") == language:
        return "summary"
    if name == "p" and attributes.get("class") == "takeaway":
        return "takeaway"
    return attributes.get("id", "") if name == "script" else ""


def _read(page: str) -> BuiltPage:
    """Collect title, language, summary and blocks of a page; the blocks stay empty if mapgen did not build the page."""
    found = dict.fromkeys(("title", "summary", "takeaway", "mapgen-story", "mapgen-card"), "")
    language, inside, in_mark, is_ours = "", "", False, False
    for piece in pieces(page):
        if isinstance(piece, str):
            if inside and not in_mark:
                found[inside] += piece
            continue
        given = piece.attributes
        if piece.name == "sup":
            in_mark = not piece.ends
        elif piece.ends:
            inside = "" if piece.name in ("title", "p", "script") else inside
        elif piece.name == "html":
            language = given.get("lang", "")
        elif piece.name == "meta" and given.get("name") == "generator":
            is_ours = given.get("content") == "mapgen"
        elif (begun := _part(piece.name, given, language)) and found.get(begun) == "":
            inside = begun if is_ours or piece.name != "script" else inside
    story = json.loads(found["mapgen-story"])
    title, summary, takeaway = (_one_line(found[part]) for part in ("title", "summary", "takeaway"))
    return BuiltPage(title, summary, language, dict(story), found["mapgen-card"], takeaway, _steps(page))


def _steps(page: str) -> tuple[str, ...]:
    """Collect the sentences of the steps, which the head of the page lists."""
    sentences: list[str] = []
    is_listed = False
    for piece in pieces(page):
        if isinstance(piece, str):
            if is_listed and sentences:
                sentences[-1] += piece
        elif piece.name == "ol" and not piece.ends:
            is_listed = is_listed or piece.attributes.get("class") == "steps"
        elif piece.name == "li" and is_listed and not piece.ends:
            sentences.append("")
        elif piece.ends and (piece.name == "header" or (piece.name == "ol" and is_listed)):
            break
    return tuple(_one_line(RAISED.sub("", sentence)) for sentence in sentences)
