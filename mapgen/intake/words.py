"""Read the words of cells: terms of a vocabulary, and lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mapgen.records.terms import Term


def term(text: str, vocabulary: Mapping[str, Term]) -> str:
    """Return the id of the term that a cell names by id or label, or the cell as it is, which `mapgen check` names."""
    words = _plain(text)
    if not words or text in vocabulary:
        return text
    for id_, known in vocabulary.items():
        if words == _plain(id_) or words in map(_plain, known.labels.values()):
            return id_
    return text.strip()


def listed(text: str) -> list[str]:
    """Return the parts of a cell that holds several things, separated by semicolons, else by commas."""
    separator = r"[;\n]" if re.search(r"[;\n]", text) else ","
    return [part.strip() for part in re.split(separator, text) if part.strip()]


def one_line(text: str) -> str:
    """Return a text with single blanks."""
    return " ".join(text.split())


def _plain(text: str) -> str:
    return " ".join(text.replace("_", " ").replace("-", " ").casefold().split())
