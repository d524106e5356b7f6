"""Read the archived text of a source: plain text or an HTML page, in the encoding in which it was saved."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from mapgen.catalog.folders import is_there
from mapgen.errors import FileError, Problem
from mapgen.records.files import read_file
from mapgen.web.html import pieces

if TYPE_CHECKING:
    from pathlib import Path

SUFFIXES = (".txt", ".html")
MAX_MB = 50
MAX_NAME_BYTES = 250
"""Longest source id that is looked for, in bytes: most file systems allow names of 255 bytes, suffix included."""
NO_NAME = re.compile(r"[/\\:\0\ud800-\udfff]")
"""Characters that cannot be in the name of a file."""
CHARSET = re.compile(rb"""<meta[^>]{0,500}?charset\s*=\s*["']?([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
CHARSET_WITHIN = 4096
LEGACY = {"ja": "cp932", "ko": "cp949", "ru": "cp1251", "zh": "gb18030"}
"""The most likely encoding of a text that is not UTF-8, by language; Windows-1252 for all other languages."""
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
UNSEEN = frozenset("script style template".split())
INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q rp rt ruby s samp small span strong sub sup time "
    "u var wbr".split()
)


def find_text(folder: Path, source_id: str) -> Path | None:
    """Return the file of a source in an archive folder, plain text before HTML, or None if there is no file.

    An id that cannot be the name of a file, such as ``../outside``, has no file: nothing outside the folder is read.
    """
    if NO_NAME.search(source_id) or len(source_id.encode("utf-8", "replace")) > MAX_NAME_BYTES:
        return None
    paths = (folder / f"{source_id}{suffix}" for suffix in SUFFIXES)
    return next((path for path in paths if is_there(path)), None)


def read_text(path: Path, language: str | None = None) -> str | Problem:
    """Read an archived text.

    Parameters
    ----------
    path : pathlib.Path
        A text file, or a page with the suffix ``.html``.
    language : str, optional
        Language tag of the text; it tells which encoding to try if the text is not UTF-8.

    Returns
    -------
    str or Problem
        The text (of a page: the visible text), or the reason why it cannot be read.
    """
    try:
        raw = read_file(path, MAX_MB * 1_000_000, "keep the words of the article alone")
    except FileError as error:
        return Problem(str(path), "", str(error))
    text = _decoded(raw, is_page=path.suffix == ".html", language=language)
    if text is None or "\0" in text:
        return Problem(str(path), "", "is not text; save the article as UTF-8 text or as HTML")
    return _seen(text) if path.suffix == ".html" else text


def _decoded(raw: bytes, *, is_page: bool, language: str | None) -> str | None:
    named = CHARSET.search(raw, 0, CHARSET_WITHIN) if is_page else None
    marked = [encoding for mark, encoding in MARKS.items() if raw.startswith(mark)]
    legacy = LEGACY.get((language or "").partition("-")[0].lower(), "cp1252")
    for encoding in [*marked, *([named[1].decode("ascii")] if named else []), "utf-8", legacy]:
        try:
            return raw.decode(encoding)
        except (LookupError, ValueError):  # an encoding that Python does not know, or that the bytes are not in
            continue
    return None


def _seen(page: str) -> str:
    """Return the visible text of a page; every tag separates words, except the tags in `INLINE`."""
    parts: list[str] = []
    unseen = 0
    for piece in pieces(page):
        if isinstance(piece, str):
            parts += [] if unseen else [piece]
            continue
        if piece.name in UNSEEN:
            unseen = max(0, unseen + (-1 if piece.ends else 1))
        if piece.name not in INLINE:
            parts.append("\n")
    return "".join(parts)
