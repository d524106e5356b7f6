"""Read the words of cells: terms of a vocabulary, and lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mapgen.errors import shown, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mapgen.catalog.model import Vocabulary
    from mapgen.records.terms import Status, Term

MARKS = "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Characters that nobody sees: marks of the direction of writing and of the order of bytes, as copying brings them."""
AS_ASCII = {
    **dict.fromkeys(map(ord, MARKS)),
    **{ord(digit): str(index % 10) for index, digit in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９")},
    **str.maketrans("\u066b．，＋－\u2010\u2011\u2012\u2013\u2212\u00a0\u202f\u2009", "..,+------   "),
}
"""Digits, decimal points, signs and blanks of numbers as they are in ASCII; what nobody sees goes."""


def term(text: str, vocabulary: Mapping[str, Term]) -> str:
    """Return the id of the term that a cell names by id or label, or the cell as it is, which `mapgen check` names."""
    words = _plain(text)
    if not words or text in vocabulary:
        return text
    for id_, known in vocabulary.items():
        if words == _plain(id_) or words in map(_plain, known.labels.values()):
            return id_
    return text.strip()


def statuses_of(kind: str, vocabulary: Vocabulary) -> dict[str, Status]:
    """Return the statuses that a kind of record, ``missile`` or ``site``, may have."""
    return {id_: status for id_, status in vocabulary.status.items() if status.is_for(kind)}


def unknown_terms(kind: str, data: Mapping[str, Any], vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Yield key and term where a record has a term that the vocabulary does not give it."""
    statuses = statuses_of(kind, vocabulary)
    terms: dict[str, dict[str, Mapping[str, Term]]] = {
        "site": {"kind": vocabulary.site_kind, "status": statuses},
        "missile": {"class": vocabulary.missile_class, "status": statuses},
    }
    for key, known in terms.get(kind, {}).items():
        if data.get(key) and data[key] not in known:
            yield key, data[key]


def unknown_choices(fixed: Mapping[str, str], vocabulary: Vocabulary) -> Iterator[str]:
    """Say of each term that the user gives for all rows, and no vocabulary has, what there is."""
    kinds = {**vocabulary.site_kind, **vocabulary.missile_class}
    known: dict[str, Mapping[str, Term]] = {
        "status": vocabulary.status,
        "kind": kinds,
        "class": vocabulary.missile_class,
    }
    for key, text in fixed.items():
        if key in known and term(text, known[key]) not in known[key]:
            advice = suggestion(text, known[key], all_of_them=True)
            yield f"--set {key}={text}: {shown(text)} is no term of any vocabulary; {advice}"


def listed(text: str) -> list[str]:
    """Return the parts of a cell that holds several things, separated by semicolons, else by commas."""
    separator = r"[;\n]" if re.search(r"[;\n]", text) else ","
    return [part.strip() for part in re.split(separator, text) if part.strip()]


def one_line(text: str) -> str:
    """Return a text with single blanks."""
    return " ".join(text.split())


def _plain(text: str) -> str:
    return " ".join(text.replace("_", " ").replace("-", " ").casefold().split())
