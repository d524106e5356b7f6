"""Say which characters no text may hold, and which texts show nothing to a reader."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

HALF_A_CHARACTER = "holds half a character (a lone surrogate); write the whole one"
INVISIBLE = "holds only invisible characters; write it in visible ones"
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
"""Control characters except tab and line ends, halves of characters, and what Unicode calls noncharacters."""
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML 1.0 file may hold, not even escaped: https://www.w3.org/TR/xml/#charsets."""
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
"""Letters of Hangul and a symbol of Braille that are drawn as blanks."""


def unfit(text: str) -> str | None:
    """Say what keeps a text from being written into pages, slides and tables; None if nothing does.

    Parameters
    ----------
    text : str

    Returns
    -------
    str or None
        XML cannot hold these characters, and terminals and other programs obey some of them.
    """
    found = None if text.isprintable() else _UNFIT.search(text)  # which is the slower of the two
    if not found:
        return None
    category, code = unicodedata.category(found[0]), f"U+{ord(found[0]):04X}"
    if category == "Cs":
        return HALF_A_CHARACTER
    what = f"the control character {code}" if category == "Cc" else f"{code}, which is no character"
    return f"holds {what}; take it out"


def texts_in(value: object, loc: tuple[int | str, ...] = ()) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """Yield each text of TOML or JSON with its place, and each key with the place of the table that has it."""
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield loc, key
            yield from texts_in(item, (*loc, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from texts_in(item, (*loc, index))


def is_blank(text: str) -> bool:
    """Return whether a text shows nothing: it has no letter, digit, punctuation mark or symbol that is drawn."""
    return all(unicodedata.category(each)[0] in "CMZ" or each in _FILLERS for each in text)
