"""Write what another page needs to embed a built one."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from markupsafe import Markup

from mapgen.errors import MapgenError, shown, unreadable
from mapgen.resources import folder
from mapgen.templating import environment

if TYPE_CHECKING:
    from pathlib import Path

_ADDRESS = re.compile(r"https?://[^\s/?#\"'<>]+[^\s\"'<>]*", re.IGNORECASE)


@dataclass(frozen=True)
class BuiltPage:
    """What a built page says of itself.

    Attributes
    ----------
    title, summary : str
        In the language the page opens in; the summary without footnote marks, and maybe empty.
    language : str
        Tag of that language.
    story : mapping of str to object
        The page's ``mapgen-story`` block.
    html : str
        All of it.
    """

    title: str
    summary: str
    language: str
    story: dict[str, Any]
    html: str = field(default="", repr=False)


def read_page(path: Path) -> BuiltPage:
    """Read back what a built page says of itself.

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
        If the file cannot be read, or is none that mapgen built.
    """
    reader = _Reader()
    try:
        text = path.read_text("utf-8")
        reader.feed(text)
        reader.close()
        story = json.loads(reader.story)
        return BuiltPage(_one_line(reader.title), _one_line(reader.summary), reader.language, dict(story), text)
    except OSError as error:
        msg = f"{path}: {unreadable(error)}"
        raise MapgenError(msg) from None
    except (ValueError, TypeError):  # UnicodeDecodeError and JSONDecodeError are such
        msg = f"{path}: is no page that mapgen built; build one: mapgen build"
        raise MapgenError(msg) from None


def snippet(page: BuiltPage, src: str, *, height: int = 520) -> str:
    """Write the HTML that shows a built page in another one.

    Parameters
    ----------
    page : BuiltPage
    src : str
        Address of the page, from `address`.
    height : int, optional
        Height of the frame in CSS pixels, until the page has said how high it is.

    Returns
    -------
    str
        A frame that may run the page's scripts and open its links, and no more; and a script that sets its height.
    """
    script = Markup((folder("templates") / "js" / "inline" / "follow.js").read_text("utf-8"))
    template = environment().get_template("snippet.html.j2")
    return template.render(page=page, src=src, height=height, script=script)


def address(path: Path, url: str | None = None) -> str:
    """Return the address to embed: as given, else the file's name, for a file beside the page that embeds it.

    Raises
    ------
    MapgenError
        If `url` is no address of the web.
    """
    if url is None:
        return quote(path.name)
    if not _ADDRESS.fullmatch(url):
        msg = f"--url: {shown(url)} is not a web address; write it in full, from https:// on"
        raise MapgenError(msg)
    return url


def _one_line(text: str) -> str:
    return " ".join(text.split())


class _Reader(HTMLParser):
    """Collect title, language, summary and story of a page; each stays empty where the page is none of ours."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.language = self.title = self.summary = self.story = ""
        self._inside = ""  # which of them the text belongs to
        self._in_mark = False
        self._is_ours = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = given.get("lang", "")
        elif tag == "meta" and given.get("name") == "generator":
            self._is_ours = given.get("content") == "mapgen"
        elif tag == "title" and not self.title:
            self._inside = "title"
        elif tag == "p" and given.get("data-language") == self.language:
            self._inside = "summary"
        elif tag == "script" and given.get("id") == "mapgen-story" and self._is_ours:
            self._inside = "story"
        elif tag == "sup":
            self._in_mark = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("title", "p", "script"):
            self._inside = ""
        elif tag == "sup":
            self._in_mark = False

    def handle_data(self, data: str) -> None:
        if self._inside and not self._in_mark:
            setattr(self, self._inside, getattr(self, self._inside) + data)
