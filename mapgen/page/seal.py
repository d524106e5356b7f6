"""Seal a page: refuse anything that would be fetched, and allow only scripts and styles with a known hash."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from mapgen.errors import AssetError
from mapgen.web.css import ANIMATED_ATTRIBUTES, STYLING_ATTRIBUTES, addresses, stays_inside

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

CHARSET = '<meta charset="utf-8">'
DATA_TYPES = ("application/json", "application/geo+json", "text/plain")
"""Types of data blocks, which a browser neither runs nor fetches."""
_SCRIPT_TYPES = ("", "text/javascript", "module")
"""Types of scripts. Any other type is refused: ``speculationrules``, for example, makes a browser prefetch pages."""
# Attributes with an address that a browser fetches or opens. (No browser follows `cite` and `longdesc`.)
_FETCHING = frozenset(
    """
    src srcset imagesrcset href xlink:href data poster background action formaction ping attributionsrc manifest
    archive classid code codebase lowsrc dynsrc
    """.split()
)
_SAFE_LINK = re.compile(r"(https?://|#)", re.IGNORECASE)
_SOURCE_MAP = re.compile(r"[#@]\s*sourceMappingURL=(\S+)")
_WHOLE_PICTURES = frozenset("image script base".split())
"""Elements that would fetch the page itself if their address began with "#"."""
_FORBIDDEN_TAGS = frozenset("applet base embed fencedframe frame iframe object portal".split())


def seal(
    page: str,
    *,
    scripts: Sequence[str] = (),
    styles: Sequence[str] = (),
    texts: Callable[[], Mapping[str, str]] = dict,
    files: Collection[str] = (),
) -> str:
    """Return the page with a Content-Security-Policy that allows its own scripts and styles, and nothing else.

    Parameters
    ----------
    page : str
        A complete HTML document with everything inlined, ``<meta charset="utf-8">`` first in its head.
    scripts, styles : sequence of str, optional
        Code that the page unpacks and adds to itself; it is inspected and allowed like the page's other code.
    texts : callable, optional
        Returns the texts of records and where each comes from; it is called only if there are problems.
    files : collection of str, optional
        Names of files beside the page that it may link to.

    Returns
    -------
    str
        The same page with the policy right after the charset.

    Raises
    ------
    AssetError
        If the page would fetch something or contains something that the policy would block; lists every case.
    """
    page = page.replace("\r\n", "\n").replace("\r", "\n")  # browsers hash scripts with normalised line ends
    inspector = _Inspector(files)
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
    """Add to each problem the record that its value comes from, if a record contains the value."""
    for problem in problems:
        value = values.get(problem, "")
        place = next((place for text, place in texts.items() if text and text in value), "")
        yield f"{problem}; it comes from {place}" if place else problem


class _Inspector(HTMLParser):
    """Collect the scripts and styles of a page, and everything in it that a browser would fetch."""

    def __init__(self, files: Collection[str]) -> None:
        super().__init__(convert_charrefs=True)
        self._files = files
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.problems: list[str] = []
        self.values: dict[str, str] = {}  # the complete value that a problem is about, by problem
        self._open: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        where = f"line {self.getpos()[0]}: <{tag}>"
        given = {name: value or "" for name, value in reversed(attrs)}  # if a name is repeated, browsers use the first
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
        """Keep a script or style for its hash, and note everything in it that would be fetched."""
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
        """Return whether an attribute makes a browser fetch something, by an address or by CSS."""
        is_css = (
            name == "style" or name in STYLING_ATTRIBUTES or (name in ANIMATED_ATTRIBUTES and "attributename" in given)
        )
        if is_css and not all(map(stays_inside, addresses(given[name]))):
            return True
        if tag == "a" and name == "href" and given[name] in self._files:
            return False
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
