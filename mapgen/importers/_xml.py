"""Read XML into a small tree, without entities of its own and without any access to other files.

Prefixes of namespaces are dropped unread: files in the wild use some without declaring them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from mapgen.errors import FileError
from mapgen.importers._decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_DEPTH = 100
DECLARATION = re.compile(r"\s*<\?xml\b[^>]*\?>")
DECLARED = re.compile(rb"""<\?xml\b[^>]*\bencoding\s*=\s*["']([A-Za-z0-9._-]+)""")


@dataclass
class Element:
    """An element: its name without prefix, attributes, children, and the text before, between and after them."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def all(self, *names: str) -> Iterator[Element]:
        """Yield the children of these names."""
        return (child for child in self.children if child.name in names)

    def first(self, name: str) -> Element | None:
        """Return the first child of a name."""
        return next(self.all(name), None)

    def words(self, name: str) -> str:
        """Return the text of the first child of a name; empty if there is none."""
        child = self.first(name)
        return child.text.strip() if child else ""


def parse(content: bytes) -> Element:
    """Return the root of a document.

    Raises
    ------
    FileError
        If it is no XML, declares entities, or is nested deeper than any file of its kind.
    """
    builder = _Builder()
    parser = expat.ParserCreate(encoding="utf-8")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = builder.start, builder.end
    parser.CharacterDataHandler = builder.data
    parser.EntityDeclHandler = builder.refuse
    try:
        parser.Parse(DECLARATION.sub("", _text(content), count=1).encode(), True)
    except expat.ExpatError as error:
        what = expat.errors.messages[error.code]
        msg = f"is not valid XML: line {error.lineno}, column {error.offset + 1}: {what}; export it again"
        raise FileError(msg) from None
    return builder.root


def _text(content: bytes) -> str:
    """Return the text in the encoding that the document declares, else in the one that its bytes tell."""
    declared = DECLARED.match(content)
    if declared and not declared[1].lower().startswith(b"utf"):
        try:
            return content.decode(declared[1].decode("ascii"))
        except (LookupError, ValueError):
            pass
    return decode(content)[0]


class _Builder:
    """Take the events of the parser, and build the tree."""

    def __init__(self) -> None:
        self.root = Element("")
        self._open: list[Element] = []
        self._texts: list[list[str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= MAX_DEPTH:
            msg = "is nested too deeply; export it again"
            raise FileError(msg)
        element = Element(name.rpartition(":")[2], attributes)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)
        self._texts.append([])

    def end(self, _: str) -> None:
        self._open.pop().text = "".join(self._texts.pop())

    def data(self, text: str) -> None:
        self._texts[-1].append(text)

    def refuse(self, name: str, *_: object) -> None:
        msg = f"declares the XML entity {name!r}, which mapgen does not read; export it without"
        raise FileError(msg)
