"""Keep texts in order that run from right to left, by the marks of Unicode's bidirectional algorithm (UAX 9)."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FIRST_STRONG, _TO_LEFT, _END = "\u2068", "\u2067", "\u2069"
"""Begin an isolate that runs as its first letter does, or to the left; end one."""
_MAY_RUN_LEFT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""The blocks of Unicode that hold letters that run from right to left."""


def runs_left(text: str) -> bool:
    """Return whether a text holds letters that run from right to left."""
    return bool(_MAY_RUN_LEFT.search(text)) and any(unicodedata.bidirectional(each) in ("R", "AL") for each in text)


def isolated(text: str, *, always: bool = False) -> str:
    """Keep a text that runs from right to left, or any text, apart from its neighbours.

    For texts inside a sentence, where no element can do it.
    """
    return f"{_FIRST_STRONG}{text}{_END}" if always or runs_left(text) else text


def line_to_left(text: str) -> str:
    """Let a text run from right to left, whatever it begins with."""
    return f"{_TO_LEFT}{text}{_END}"


def whole_isolates(lines: Iterable[str]) -> Iterator[str]:
    """End each isolate on the line on which it begins, and let it begin anew on the next: for texts cut into lines."""
    open_before = 0
    for line in lines:
        after = max(0, open_before + line.count(_FIRST_STRONG) - line.count(_END))
        yield _FIRST_STRONG * open_before + line + _END * after
        open_before = after
