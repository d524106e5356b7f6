"""Cut HTML into tags and texts, in a time proportional to its length.

The standard library's parser is quadratic in some releases (CVE-2025-6069). This one reads tags, attributes and texts
as browsers do, and does not build a tree: https://html.spec.whatwg.org/multipage/parsing.html#tokenization
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Possessive quantifiers (*+, ++) prevent backtracking. Anything unclosed ends the reading, as in a browser.
_NAME = re.compile(r"[a-zA-Z][^\s/>]*+")
_ATTRIBUTE = re.compile(r"""[\s/]*+(=?[^\s/>=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|(?!["'])([^\s>]*+)))?""")
_UNCLOSED = re.compile(r"\s*+=\s*+[\"']")
_TAG_END = re.compile(r"[\s/]*+>")
_COMMENT_END = re.compile(r"--!?>")
_RAW = frozenset("iframe noembed noframes script style xmp".split())
"""Elements that contain text only, without tags or character references."""
_ESCAPABLE = frozenset(("textarea", "title"))
"""Elements that contain text and character references, without tags."""


@dataclass(frozen=True)
class Tag:
    """An end tag, or a start tag with its attributes (the first if a name is repeated)."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    ends: bool = False


def pieces(page: str) -> Iterator[Tag | str]:
    """Yield the tags of a page and the texts between them.

    Parameters
    ----------
    page : str

    Yields
    ------
    Tag or str
        Names are in lower case. Character references are resolved, except in scripts and styles. Comments, declarations
        and a tag that is never closed are left out.
    """
    position = 0
    while position < len(page):
        opening = page.find("<", position)
        if opening != position:
            end = len(page) if opening < 0 else opening
            yield html.unescape(page[position:end])
            position = end
        elif name := _NAME.match(page, opening + 1):
            tag, position = _start_tag(page, name)
            if not tag:
                return
            yield tag
            if tag.name in _RAW or tag.name in _ESCAPABLE:
                text, position = _inside(page, tag.name, position)
                yield text
        elif name := _NAME.match(page, opening + 2) if page.startswith("</", opening) else None:
            tag, position = _start_tag(page, name)
            if not tag:
                return
            yield Tag(tag.name, ends=True)
        elif page.startswith("<!--", opening):
            ended = _COMMENT_END.search(page, opening + 2)
            position = ended.end() if ended else len(page)
        elif page.startswith(("<!", "<?", "</"), opening):
            ended_at = page.find(">", opening)
            position = ended_at + 1 if ended_at >= 0 else len(page)
        else:
            yield "<"
            position += 1


def _start_tag(page: str, name: re.Match[str]) -> tuple[Tag | None, int]:
    """Read the rest of a tag after its name; the tag is None if it is never closed."""
    attributes: dict[str, str] = {}
    position = name.end()
    while not (end := _TAG_END.match(page, position)):
        found = _ATTRIBUTE.match(page, position)
        if not found or (found.lastindex == 1 and _UNCLOSED.match(page, found.end())):
            return None, len(page)
        value = found[2] or found[3] or found[4] or ""
        attributes.setdefault(found[1].lower(), html.unescape(value))
        position = found.end()
    return Tag(name[0].lower(), attributes), end.end()


def _inside(page: str, name: str, position: int) -> tuple[str, int]:
    """Return the text up to the end tag of this name or to the end of the page, and the position after the text."""
    ended = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(page, position)
    end = ended.start() if ended else len(page)
    text = page[position:end]
    return (html.unescape(text) if name in _ESCAPABLE else text), end
