r"""Read text as LaTeX writes it: ``Universit\'{e}`` and ``\"o`` are letters, braces only keep words together."""

from __future__ import annotations

import re
import unicodedata

ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "u": "\u0306", "v": "\u030c", "H": "\u030b", "c": "\u0327", "k": "\u0328", "r": "\u030a", "d": "\u0323",
}  # fmt: skip
"""The combining mark of each accent command."""
LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å", "AA": "Å",
    "i": "i", "j": "j", "dh": "ð", "th": "þ", "textendash": "–", "textemdash": "—", "textquoteright": "’", "ldots": "…",
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textbraceleft": "{", "textbraceright": "}",
    "S": "§", "P": "¶", "dots": "…", "textquotedblleft": "“", "textquotedblright": "”", "textquoteleft": "‘",
}  # fmt: skip
STYLES = {"textit": "i", "emph": "i", "textbf": "b", "textsuperscript": "sup", "textsubscript": "sub", "textsc": "sc"}
_ACCENTED = re.compile(
    r"""\\(?:(['`^"~=.])\s*|([uvHckrd])(?=[{\s\\]))\s*(?:\{\s*(\\?[A-Za-z])\s*\}|(\\[ij])(?![A-Za-z])|([A-Za-z]))"""
)
_STYLED = re.compile(r"\\(textit|emph|textbf|textsuperscript|textsubscript|textsc)\s*\{([^{}]*)\}")
_COMMAND = re.compile(r"\\([A-Za-z]+)(?:\s*\{\}|\s+|(?![A-Za-z]))")
_ESCAPED = re.compile(r"\\([&%$#_{} ])")
_KEPT = {"{": "\ue000", "}": "\ue001", "$": "\ue002"}
"""Braces and dollars that are meant as letters, until those that only group are gone."""


def plain(text: str) -> str:
    """Return a text without LaTeX: accents as letters, italics and the like in Zotero's markup, no braces."""
    words = _ACCENTED.sub(_accented, text)
    words = _ESCAPED.sub(lambda found: _KEPT.get(found[1], found[1]), words)
    while _STYLED.search(words):
        words = _STYLED.sub(lambda found: f"<{STYLES[found[1]]}>{found[2]}</{STYLES[found[1]]}>", words)
    words = _COMMAND.sub(_command, words)
    words = words.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”").replace("~", "\u00a0")
    words = re.sub(r"[{}$]", "", words)
    words = words.translate({ord(mark): letter for letter, mark in _KEPT.items()})
    return " ".join(unicodedata.normalize("NFC", words).split())


def _accented(found: re.Match[str]) -> str:
    letter = (found[3] or found[4] or found[5]).lstrip("\\")
    return letter + ACCENTS[found[1] or found[2]]


def _command(found: re.Match[str]) -> str:
    letter = LETTERS.get(found[1], "")
    return _KEPT.get(letter, letter)
