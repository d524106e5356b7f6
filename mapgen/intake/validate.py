"""Refuse what `mapgen check` would refuse, before it is written: each fault with the row or the item that it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mapgen.catalog.crosscheck import ring_problems
from mapgen.catalog.reader import Loader, add_source
from mapgen.errors import Problem, shown
from mapgen.records.model import Missile, Site

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mapgen.intake.work import Work
    from mapgen.records.csl import Source

STAND_INS: dict[str, Any] = {
    "name": "-",
    "kind": "estimated",
    "country": "KP",
    "status": "-",
    "uncertainty_km": 0,
    "position_source": "-",
    "family": "-",
    "class": "-",
    "source": "-",
    "text": "-",
}
"""What stands for a key that is missing, which the file will say in a comment: it is no fault of the row."""


def refuse_invalid(work: Work) -> None:
    """Move records that do not load from the records of an import to its problems, and what cites them."""
    refused: set[str] = set()
    for (kind, id_), data in [*work.records.items()]:
        problems = list(_problems(kind, id_, data))
        if problems:
            file, place = work.places.get((kind, id_)) or _where_cited(work, id_)
            work.problems += [Problem(file, place, str(each).removeprefix(": ")) for each in problems]
            del work.records[kind, id_]
            refused |= {id_} if kind == "source" else set()
    said = {(each.file, each.path) for each in work.problems}
    for key, data in [*work.records.items()] if refused else ():
        if key[0] != "source" and (cited := refused.intersection(_texts(data))):
            why = f"cites {shown(min(cited))}, a source that is not taken; correct that first"
            work.problems += [Problem(*work.places[key], why)] if work.places[key] not in said else []
            del work.records[key]


def _problems(kind: str, id_: str, data: dict[str, Any]) -> Iterable[Problem]:
    if kind == "source":
        sources: Loader[Source] = Loader()
        add_source(sources, id_, {"type": "document", "title": "-", **data, "id": id_}, "")
        return sources.problems
    loader: Loader[Any] = Loader()
    loader.add(id_, {**_filled(data), "id": id_}, Site if kind == "site" else Missile, "")
    missiles = loader.records.values() if kind == "missile" else ()
    return [*loader.problems, *(each for missile in missiles for each in ring_problems(missile, ""))]


def _filled(data: dict[str, Any]) -> dict[str, Any]:
    """Return a record without gaps."""
    return {key: STAND_INS.get(key) if value is None else _filled_list(value) for key, value in data.items()}


def _filled_list(value: Any) -> Any:
    """Return a list with its tables filled, and any other value as it is."""
    if not isinstance(value, list):
        return value
    return [_filled(item) if isinstance(item, dict) else item for item in value]


def _where_cited(work: Work, id_: str) -> tuple[str, str]:
    """Return file and row of the first record that cites a source of a row."""
    citing = (key for key, data in work.records.items() if key in work.places and id_ in _texts(data))
    return next((work.places[key] for key in citing), ("", id_))


def _texts(value: object) -> Iterator[str]:
    """Yield each text in a record."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)
