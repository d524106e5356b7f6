"""Know which keys of which records hold an id or a term, and find them: also in records that do not load."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

REFERENCES: dict[str, tuple[tuple[str, str], ...]] = {
    "missile": (
        ("class", "missile_class"),
        ("status", "status"),
        ("status_source", "source"),
        ("first_seen_source", "source"),
        ("other_sources[]", "source"),
        ("ranges[].source", "source"),
    ),
    "site": (
        ("kind", "site_kind"),
        ("status", "status"),
        ("missiles[]", "missile"),
        ("position_source", "source"),
        ("claims[].source", "source"),
        ("contradictions[].sources[]", "source"),
    ),
    "source": (
        ("custom.source_type", "source_type"),
        ("custom.seen_via", "source"),
    ),
    "story": (
        ("missiles[]", "missile"),
        ("origins.kinds[]", "site_kind"),
        ("origins.ids[]", "site"),
        ("places.kinds[]", "site_kind"),
        ("places.ids[]", "site"),
        ("view.site", "site"),
        ("sources[]", "source"),
        ("claims[].source", "source"),
        ("notes[].place", "site"),
        ("steps[].missiles[]", "missile"),
        ("steps[].origins[]", "site"),
        ("steps[].source", "source"),
        ("steps[].hide[]", "site_kind"),
        ("steps[].at", "site"),
        ("steps[].seen_from", "site"),
    ),
    "site_kind": (("symbol", "symbol"),),
}
"""By kind of record: a key, where [] stands for each item of a list, and what its value is the id of."""


_STEPS = {
    kind: tuple((pattern.replace("[]", ".[]").split("."), referred) for pattern, referred in patterns)
    for kind, patterns in REFERENCES.items()
}


def references(kind: str, data: object) -> Iterator[tuple[list[int | str], str, str]]:
    """Yield the references of a record.

    Parameters
    ----------
    kind : str
        A key of `REFERENCES`.
    data : object
        The record as its file has it, whether or not it is valid.

    Yields
    ------
    tuple of list of int or str, str and str
        The place of a reference in the record, what it refers to, and the id it gives.
    """
    for steps, referred in _STEPS[kind]:
        for loc, value in _values(data, steps):
            if isinstance(value, str) and value.strip():
                yield loc, referred, value


def twins(kind: str, data: object) -> Iterator[tuple[list[int | str], str]]:
    """Yield the place of each list of references that names something twice, and the name."""
    items = Counter(
        (tuple(loc[:-1]), name) for loc, _, name in references(kind, data) if loc and isinstance(loc[-1], int)
    )
    yield from (([*loc], name) for (loc, name), count in items.items() if count > 1)


def _values(data: Any, keys: Sequence[str]) -> list[tuple[list[int | str], Any]]:
    """Return each value that a pattern leads to, with its place; none where the record has another shape."""
    found: list[tuple[list[int | str], Any]] = [([], data)]
    for key in keys:
        if key == "[]":
            lists = [(loc, value) for loc, value in found if isinstance(value, (list, tuple))]
            found = [([*loc, index], item) for loc, value in lists for index, item in enumerate(value)]
        else:
            found = [([*loc, key], value[key]) for loc, value in found if isinstance(value, dict) and key in value]
    return found
