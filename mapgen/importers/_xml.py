"""Read XML into a small tree, without entities of its own and without any access to other files.

Prefixes of namespaces are dropped unread: files in the wild use some without declaring them.
"""

from __future__ import annotations

import codecs
import contextlib
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

TEXT_ENCODINGS = frozenset(
    """
    ascii iso8859-1 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-9 iso8859-10
    iso8859-11 iso8859-13 iso8859-14 iso8859-15 iso8859-16 cp437 cp720 cp737 cp775 cp850 cp852 cp855 cp857 cp858 cp860
    cp861 cp862 cp863 cp864 cp865 cp866 cp869 cp874 cp1125 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257
    cp1258 koi8-r koi8-t koi8-u kz1048 ptcp154 tis-620 mac-arabic mac-croatian mac-cyrillic mac-farsi mac-greek
    mac-iceland mac-latin2 mac-roman mac-romanian mac-turkish big5 big5hkscs cp950 gb2312 gbk gb18030 hz shift_jis
    shift_jis_2004 shift_jisx0213 cp932 euc_jp euc_jis_2004 euc_jisx0213 iso2022_jp iso2022_jp_1 iso2022_jp_2
    iso2022_jp_2004 iso2022_jp_3 iso2022_jp_ext euc_kr cp949 johab iso2022_kr
    """.split()
)
"""The 8-bit and the East Asian encodings of texts, as Python calls them."""
TOLD_BY_BYTES = frozenset("utf-8 utf-8-sig utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be".split())


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
    """Return the text in the encoding that the document declares, else in the one that its bytes tell.

    Raises
    ------
    FileError
        If it declares what Python knows as a coding, but nobody writes texts in.
    """
    declared = DECLARED.match(content)
    name = _codec(declared[1].decode("ascii")) if declared else None
    if name and name in TEXT_ENCODINGS:
        with contextlib.suppress(ValueError):
            return content.decode(name)
    elif declared and name and name not in TOLD_BY_BYTES:
        msg = f"declares the encoding {declared[1].decode('ascii')!r}, which is none of texts; save it as UTF-8"
        raise FileError(msg)
    return decode(content)[0]


def _codec(name: str) -> str | None:
    """Return what Python calls an encoding; None if it knows none of this name."""
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


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
