"""Amend a record that another data folder holds: change or add single values, with the reason, without copying it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mapgen.errors import Problem, shown, suggestion
from mapgen.records.characters import is_blank
from mapgen.records.messages import model_in, path_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mapgen.records.fields import Record

PARTS = ("amend", "add")
"""What a file that amends a record consists of."""


@dataclass(frozen=True)
class Amendment:
    """What one file changes in a record of another data folder.

    Attributes
    ----------
    record : str
        Id of the missile or site.
    file, base_file : str
        The file that amends, and the one that it amends.
    reason : str
        Why, in the words of whoever amended it.
    changed : mapping of str to object
        The places in the record whose value is another one now, with the value that they had (None for none).
    added : tuple of str
        The places in the record whose value was added.
    places : mapping of str to str
        For each of these places in the record: the place in the file that it comes from.
    """

    record: str
    file: str
    base_file: str
    reason: str
    changed: Mapping[str, Any]
    added: tuple[str, ...]
    places: Mapping[str, str]


def amends(data: Mapping[str, Any]) -> bool:
    """Return whether the content of a file amends a record, and is none itself."""
    return any(part in data for part in PARTS)


@dataclass
class Draft:
    """A record as it is being amended.

    Attributes
    ----------
    model : type of Record
    file : str
        The file that amends it.
    data : dict of str to object
        The record under the names of its file.
    changed, added, places, problems
        As far as the file was followed; see `Amendment`.
    """

    model: type[Record]
    file: str
    data: dict[str, Any]
    changed: dict[str, Any] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, place: str, message: str) -> None:
        """Note what is wrong at a place of the file."""
        self.problems.append(Problem(self.file, place, message))


def amended(record: Record, data: Mapping[str, Any], file: str, base_file: str) -> tuple[dict[str, Any], Amendment]:
    """Amend a record.

    Parameters
    ----------
    record : Record
        A missile or a site.
    data : mapping of str to object
        What the amending file holds: a table ``amend`` with the reason and new values, and a table ``add``.
    file, base_file : str
        The amending file, and that of the record, as the user knows them.

    Returns
    -------
    (dict of str to object, Amendment)
        The amended record, to be validated, and what was amended.

    Raises
    ------
    AmendmentError
        With every problem of the form of the file.
    """
    draft = Draft(type(record), file, record.model_dump(by_alias=True, exclude_unset=True))
    new_values, additions = (_table(draft, data, part) for part in PARTS)
    for key in data.keys() - {*PARTS}:
        known = key in _fields(draft.model)
        draft.wrong(
            key, f"is not read in a file that amends a record; put it into [amend]{'' if known else ', if at all'}"
        )
    reason = new_values.pop("reason", None)
    if not isinstance(reason, str) or is_blank(reason):
        draft.wrong("amend.reason", "is missing; say why the record is amended, in words for a reader")
    for key, value in new_values.items():
        _amend_key(draft, key, value)
    for key, value in additions.items():
        _add_key(draft, key, value)
    if not (draft.problems or draft.places):
        draft.wrong("amend", "changes nothing; write the keys that get another value, or what to [add]")
    if draft.problems:
        raise AmendmentError(draft.problems)
    found = Amendment(
        draft.data["id"], file, base_file, str(reason).strip(), draft.changed, tuple(draft.added), draft.places
    )
    return draft.data, found


class AmendmentError(Exception):
    """A file that does not amend a record as it should; the loader takes its problems."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(str(problems))


def no_record(kind: str, id_: str, file: str, known: Mapping[str, object]) -> Problem:
    """Return the problem of a file that amends a record which no data folder before it holds."""
    what = f"amends the {kind} {shown(id_)}, which no data folder before this one holds; {suggestion(id_, known)}"
    return Problem(file, "amend", f"{what} To record a new {kind}, write its keys without [amend]")


def relocated(problem: Problem, amendments: Mapping[str, Amendment]) -> Problem:
    """Say of a problem of an amended record where the wrong value stands: in the amending file, or in the record's own.

    Parameters
    ----------
    problem : Problem
        As if the amending file held the whole record.
    amendments : mapping of str to Amendment
        By file.
    """
    amendment = amendments.get(problem.file)
    if amendment is None or problem.path.partition(".")[0] in PARTS:
        return problem
    places = amendment.places
    if any(part in places for part in problem.path.split(", ")[1:]):  # "lon, lat", of which lat was amended
        return Problem(problem.file, f"amend.{problem.path}", problem.message)
    for place in sorted(places, key=len, reverse=True):
        rest = problem.path.removeprefix(place)
        if problem.path.startswith(place) and rest[:1] in ("", ".", "[", ","):
            return Problem(problem.file, places[place] + rest, problem.message)
    return relocated(Problem(amendment.base_file, problem.path, problem.message), amendments)


def _fields(model: type[Record]) -> dict[str, Any]:
    """Return the fields of a model by the names that files use."""
    return {each.alias or name: each for name, each in model.model_fields.items() if name != "id"}


def _table(draft: Draft, data: Mapping[str, Any], part: str) -> dict[str, Any]:
    table = data.get(part, {})
    if isinstance(table, dict):
        return dict(table)
    draft.wrong(part, f"must be a table; write [{part}] and its keys below it")
    return {}


def _amend_key(draft: Draft, key: str, value: Any) -> None:
    """Give a key of the record another value; of a list of tables, change the one that ``where`` finds."""
    fields, place = _fields(draft.model), path_of("amend", [key])
    if key not in fields:
        draft.wrong(place, f"unknown key; {suggestion(key, fields)}")
    elif item_model := _item_model(fields[key]):
        for index, change in enumerate(_tables(draft, place, value)):
            _amend_item(draft, key, item_model, change, f"{place}[{index}]")
    elif isinstance(fields[key].default, dict) and isinstance(value, dict):
        known = dict(draft.data.get(key, {}))
        for name, text in value.items():
            _note_change(draft, path_of(key, [name]), known.get(name), path_of(place, [name]))
            known[name] = text
        draft.data[key] = known
    else:
        _note_change(draft, key, draft.data.get(key), place)
        draft.data[key] = value


def _amend_item(draft: Draft, key: str, model: type[Record], change: dict[str, Any], place: str) -> None:
    where, values = change.get("where"), {name: value for name, value in change.items() if name != "where"}
    if not isinstance(where, dict) or not where:
        draft.wrong(f"{place}.where", f'is missing; say which of {key} is meant, e.g. where = {{ source = "an-id" }}')
        return
    fields = _fields(model)
    unknown = [["where", name] for name in where if name not in fields] + [
        [name] for name in values if name not in fields
    ]
    for loc in unknown:
        draft.wrong(path_of(place, loc), f"unknown key; {suggestion(loc[-1], fields)}")
    items = list(draft.data.get(key, ()))
    found = [index for index, item in enumerate(items) if _fits(item, where, fields)]
    if unknown:
        return
    if len(found) != 1:
        what = f"fits {'several' if found else 'none'} of the {key} of the record"
        draft.wrong(f"{place}.where", f"{what}; give values that exactly one of them has")
    elif not values:
        draft.wrong(place, "changes nothing; write the keys that get another value beside where")
    else:
        for name in values:
            _note_change(draft, f"{key}[{found[0]}].{name}", items[found[0]].get(name), f"{place}.{name}")
        items[found[0]] = {**items[found[0]], **values}
        draft.data[key] = items


def _fits(item: Mapping[str, Any], where: Mapping[str, Any], fields: Mapping[str, Any]) -> bool:
    """Return whether an item has these values, be it by default."""
    return all(
        item.get(name, fields[name].default if name in fields else None) == value for name, value in where.items()
    )


def _add_key(draft: Draft, key: str, value: Any) -> None:
    """Add items to a list of the record, or texts to one of its tables."""
    fields, place = _fields(draft.model), path_of("add", [key])
    several = [name for name, each in fields.items() if isinstance(each.default, (tuple, dict))]
    if key not in several:
        advice = (
            "holds a single value; put it into [amend]" if key in fields else f"unknown key; {suggestion(key, several)}"
        )
        draft.wrong(place, advice)
    elif isinstance(fields[key].default, dict):
        _add_texts(draft, key, value, place)
    elif not isinstance(value, list):
        draft.wrong(place, "must be a list of what is added; write it in [ ]")
    else:
        known = list(draft.data.get(key, ()))
        for index, item in enumerate(value):
            if item in known:
                draft.wrong(f"{place}[{index}]", "is in the record already; take it out")
            _note_addition(draft, f"{key}[{len(known) + index}]", f"{place}[{index}]")
        draft.data[key] = [*known, *value]


def _add_texts(draft: Draft, key: str, value: Any, place: str) -> None:
    known = dict(draft.data.get(key, {}))
    if not isinstance(value, dict):
        draft.wrong(place, "must be a table of texts by language")
        return
    for name, text in value.items():
        if name in known:
            draft.wrong(path_of(place, [name]), "is in the record already; put it into [amend] to replace it")
        _note_addition(draft, path_of(key, [name]), path_of(place, [name]))
        known[name] = text
    draft.data[key] = known


def _tables(draft: Draft, place: str, value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list) and all(isinstance(each, dict) for each in value):
        yield from value
    else:
        draft.wrong(place, f"must be a list of changes; write [[{place}]], each with where")


def _item_model(field_info: Any) -> type[Record] | None:
    """Return the model of the items of a list of tables; None for every other field."""
    return model_in(field_info.annotation) if isinstance(field_info.default, tuple) else None


def _note_change(draft: Draft, place: str, before: Any, origin: str) -> None:
    draft.changed[place] = before
    draft.places[place] = origin


def _note_addition(draft: Draft, place: str, origin: str) -> None:
    draft.added.append(place)
    draft.places[place] = origin
