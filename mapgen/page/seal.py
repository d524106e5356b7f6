"""Seal a page: refuse whatever would be fetched, and let run only what was hashed."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from mapgen.errors import AssetError
from mapgen.web.css import addresses, stays_inside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

CHARSET = '<meta charset="utf-8">'
DATA_TYPES = (
    "application/json",
    "application/geo+json",
    "text/plain",
)  # data blocks: the browser neither runs nor fetches them
_SCRIPT_TYPES = ("", "text/javascript", "module")  # others have effects of their own: speculationrules prefetches
# What a browser fetches, or would send the reader to. Not so `cite` and `longdesc`, which no browser follows.
_FETCHING = frozenset(
    """
    src srcset imagesrcset href xlink:href data poster background action formaction ping attributionsrc manifest
    archive classid code codebase lowsrc dynsrc
    """.split()
)
_STYLING = frozenset(
    "clip-path cursor fill filter marker marker-start marker-mid marker-end mask mask-image shape-inside stroke".split()
)  # SVG's attributes that are CSS: https://www.w3.org/TR/SVG2/styling.html#PresentationAttributes
_ANIMATED = frozenset("from to by values".split())  # what SVG's animations give to the attribute that they name
_SAFE_LINK = re.compile(r"(https?://|#)", re.IGNORECASE)
_SOURCE_MAP = re.compile(r"[#@]\s*sourceMappingURL=(\S+)")
_WHOLE_PICTURES = frozenset("image script base".split())  # with "#" they would fetch the page itself
_FORBIDDEN_TAGS = frozenset("applet base embed fencedframe frame iframe object portal".split())


def seal(
    page: str,
    *,
    scripts: Sequence[str] = (),
    styles: Sequence[str] = (),
    texts: Callable[[], Mapping[str, str]] = dict,
) -> str:
    """Return the page with a Content-Security-Policy that allows its own scripts and styles, and nothing else.

    Parameters
    ----------
    page : str
        A complete HTML document with everything inlined, ``<meta charset="utf-8">`` first in its head.
    scripts, styles : sequence of str, optional
        What the page unpacks and adds to itself; inspected and allowed like its own.
    texts : callable, optional
        Returns by text of a record the place that it comes from; asked only where a problem is to be named.

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
    for tag, unpacked in (("script", scripts), ("style", styles)):
        for text in unpacked:
            inspector.take(tag, text)
    problems = list(inspector.problems)
    if page.count(CHARSET) != 1 or not re.search(rf"<head>\s*{re.escape(CHARSET)}", page):
        problems.append(f"the page must hold {CHARSET} exactly once, first in its head")
    if problems:
        named = _named(dict.fromkeys(problems), inspector.values, texts())
        raise AssetError("the page is not sealed:\n" + "\n".join(named))
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


def _named(problems: Iterable[str], values: Mapping[str, str], texts: Mapping[str, str]) -> Iterator[str]:
    """Say of each problem which record its value comes from, where one holds it."""
    for problem in problems:
        value = values.get(problem, "")
        place = next((place for text, place in texts.items() if text and text in value), "")
        yield f"{problem}; it comes from {place}" if place else problem


class _Inspector(HTMLParser):
    """Collect the scripts and styles of a page, and everything in it that a browser would fetch."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.problems: list[str] = []
        self.values: dict[str, str] = {}  # by problem, the whole value that it is about
        self._open: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        where = f"line {self.getpos()[0]}: <{tag}>"
        given = {name: value or "" for name, value in reversed(attrs)}  # of two of a name, browsers take the first
        if tag in _FORBIDDEN_TAGS:
            self.problems.append(f"{where} is not allowed")
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            self.problems.append(f"{where} refresh leads away from the page")
        for name, value in given.items():
            if self._fetches(tag, name, given):
                self._note(f"{where} {name}={value[:200]!r} would be fetched", value)
            elif name == "style" or name.startswith("on"):
                self._note(f"{where} {name}={value[:200]!r} is inline, which the policy blocks", value)
            elif name == "attributename" and value.strip().lower().endswith("href"):
                self._note(f"{where} {name}={value[:200]!r} changes an address", value)
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
            self.problems += [
                f"style: {address[:200]!r} would be fetched" for address in addresses(text) if not stays_inside(address)
            ]

    def close(self) -> None:
        super().close()
        if self._open:
            self.problems.append(f"<{self._open[0]}> is never closed")

    def _note(self, problem: str, value: str) -> None:
        self.problems.append(problem)
        self.values[problem] = value

    def _fetches(self, tag: str, name: str, given: Mapping[str, str]) -> bool:
        """Return whether an attribute has something fetched, by an address or, where browsers read CSS, by that."""
        is_css = name == "style" or name in _STYLING or (name in _ANIMATED and "attributename" in given)
        if is_css and not all(map(stays_inside, addresses(given[name]))):
            return True
        return name in _FETCHING and not self._harmless(tag, name, given)

    @staticmethod
    def _harmless(tag: str, name: str, given: Mapping[str, str]) -> bool:
        value = given[name].strip()
        if tag in ("a", "area") and name == "href":
            return bool(_SAFE_LINK.match(value))
        if tag == "link":  # any other kind would fetch the page itself
            return given.get("rel", "").strip().lower() == "expect" and value.startswith("#")
        if name in ("href", "xlink:href"):  # a part of a drawing: <use>, <textPath>, a gradient, a pattern, a filter
            return value.startswith("#") and tag not in _WHOLE_PICTURES
        return tag == "img" and name == "src" and value.startswith("data:image/")
