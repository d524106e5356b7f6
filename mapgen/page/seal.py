"""Seal a page: refuse whatever would be fetched, and let run only what was hashed."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from mapgen.errors import AssetError

if TYPE_CHECKING:
    from collections.abc import Sequence

CHARSET = '<meta charset="utf-8">'
DATA_TYPES = (
    "application/json",
    "application/geo+json",
    "text/plain",
)  # data blocks: the browser neither runs nor fetches them
_SCRIPT_TYPES = ("", "text/javascript", "module")  # others have effects of their own: speculationrules prefetches
_FETCHING = frozenset(
    """
    src srcset imagesrcset href xlink:href data poster background action formaction ping attributionsrc manifest cite
    longdesc profile
    """.split()
)
_SAFE_LINK = re.compile(r"(https?://|#)", re.IGNORECASE)
_CSS_URL = re.compile(r"""(?:url|src|image-set)\(\s*+["']?+\s*+(?!data:|#|url\()([^"')]*)""", re.IGNORECASE)
_CSS_IMPORT = re.compile(r"@import[^;]*", re.IGNORECASE)
_SOURCE_MAP = re.compile(r"[#@]\s*sourceMappingURL=(\S+)")
_FORBIDDEN_TAGS = frozenset("base embed frame iframe object portal".split())


def seal(page: str, *, scripts: Sequence[str] = (), styles: Sequence[str] = ()) -> str:
    """Return the page with a Content-Security-Policy that allows its own scripts and styles, and nothing else.

    Parameters
    ----------
    page : str
        A complete HTML document with everything inlined, ``<meta charset="utf-8">`` first in its head.
    scripts, styles : sequence of str, optional
        What the page unpacks and adds to itself; inspected and allowed like its own.

    Returns
    -------
    str
        The same page with the policy right after the charset.

    Raises
    ------
    AssetError
        If the page would fetch something or carries what the policy would block; names each such thing.
    """
    page = page.replace("\r\n", "\n").replace("\r", "\n")  # browsers hash scripts with normalised line ends
    inspector = _Inspector()
    inspector.feed(page)
    inspector.close()
    for tag, texts in (("script", scripts), ("style", styles)):
        for text in texts:
            inspector.take(tag, text)
    problems = list(inspector.problems)
    if page.count(CHARSET) != 1 or not re.search(rf"<head>\s*{re.escape(CHARSET)}", page):
        problems.append(f"the page must hold {CHARSET} exactly once, first in its head")
    if problems:
        raise AssetError("the page is not sealed:\n" + "\n".join(dict.fromkeys(problems)))
    policy = "; ".join(
        [
            "default-src 'none'",
            f"script-src {_hashes(inspector.scripts)}",
            f"style-src {_hashes(inspector.styles)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    return page.replace(CHARSET, f'{CHARSET}\n<meta http-equiv="Content-Security-Policy" content="{policy}">')


def _hashes(texts: list[str]) -> str:
    digests = (base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") for text in texts)
    return " ".join(f"'sha256-{digest}'" for digest in dict.fromkeys(digests)) or "'none'"


class _Inspector(HTMLParser):
    """Collect the scripts and styles of a page, and everything in it that a browser would fetch."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.problems: list[str] = []
        self._open: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        where = f"line {self.getpos()[0]}: <{tag}>"
        given = {name: value or "" for name, value in reversed(attrs)}  # of two of a name, browsers take the first
        if tag in _FORBIDDEN_TAGS:
            self.problems.append(f"{where} is not allowed")
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            self.problems.append(f"{where} refresh leads away from the page")
        for name, value in given.items():
            styles = _CSS_URL.search(value)  # of style=, or of SVG's fill, filter, mask and their like
            if styles or (name in _FETCHING and not self._harmless(tag, name, given)):
                self.problems.append(f"{where} {name}={value[:200]!r} would be fetched")
            elif name == "style" or name.startswith("on"):
                self.problems.append(f"{where} {name}={value[:200]!r} is inline, which the policy blocks")
        if tag == "script" and given.get("type", "") not in (*_SCRIPT_TYPES, *DATA_TYPES):
            self.problems.append(f"{where} type={given['type']!r} is not allowed")
        if tag == "style" or (tag == "script" and given.get("type") not in DATA_TYPES):
            self._open = (tag, [])

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag == self._open[0]:
            self.take(tag, "".join(self._open[1]))
            self._open = None

    def take(self, tag: str, text: str) -> None:
        """Keep a script or style for its hash, and note what in it would be fetched."""
        if tag == "script":
            self.scripts.append(text)
            self.problems += [f"script: source map {name!r} would be fetched" for name in _SOURCE_MAP.findall(text)]
        else:
            self.styles.append(text)
            self.problems += [f"style: url({name[:200]}) would be fetched" for name in _CSS_URL.findall(text)]
            self.problems += [f"style: {rule[:200]} would be fetched" for rule in _CSS_IMPORT.findall(text)]

    def close(self) -> None:
        super().close()
        if self._open:
            self.problems.append(f"<{self._open[0]}> is never closed")

    @staticmethod
    def _harmless(tag: str, name: str, given: dict[str, str]) -> bool:
        value = given[name].strip()
        if tag in ("a", "area") and name == "href":
            return bool(_SAFE_LINK.match(value))
        if tag in ("use", "textpath") and name in ("href", "xlink:href"):
            return value.startswith("#")
        if tag == "link":  # any other kind would fetch the page itself
            return given.get("rel", "").strip().lower() == "expect" and value.startswith("#")
        return tag == "img" and name == "src" and value.startswith("data:image/")
