"""Make drafts of records of the rows of a table: each row becomes a site or a missile, or is named with the reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mapgen.errors import CellError, Problem, shown
from mapgen.intake.countries import countries_of, country_problem
from mapgen.intake.ids import is_id, slug
from mapgen.intake.missiles import RANGES, gives_a_range, missile_data
from mapgen.intake.sites import site_data
from mapgen.records.characters import is_blank, unfit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mapgen.importers._reading import Row
    from mapgen.intake.context import Context

LISTS = ("aliases", "missiles", "claims", "ranges", "other_sources")
TEXTS = ("notes", "internal_note")
MERGED = (*LISTS, *TEXTS, "names", "first_reported", "position_source")
"""Keys in which rows of the same place or missile may differ."""


@dataclass
class Draft:
    """A record in the making.

    Attributes
    ----------
    kind : str
        ``site`` or ``missile``.
    data : dict
        Its keys; None for a gap.
    wanted : str
        The id that its name makes.
    file, place : str
        Where its first row is.
    own_id : bool
        Whether the row gives the id.
    """

    kind: str
    data: dict[str, Any]
    wanted: str
    file: str
    place: str
    own_id: bool = False

    @property
    def key(self) -> tuple[object, ...]:
        """What two rows of the same place or missile share."""
        position = (self.data.get("lon"), self.data.get("lat")) if self.kind == "site" and not self.own_id else ()
        return self.kind, self.wanted, *position


@dataclass
class Drafts:
    """The drafts of all rows.

    Attributes
    ----------
    found : dict
        By what rows of the same place or missile share.
    problems : list of Problem
        The rows that are not taken, and why.
    merged : int
        How many rows were added to the draft of an earlier one.
    """

    found: dict[tuple[object, ...], Draft] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    merged: int = 0
    _seen: dict[tuple[object, ...], str] = field(default_factory=dict)

    def add_rows(self, file: str, rows: Iterable[Row], context: Context) -> None:
        """Take the rows of a table, and name those that cannot be taken."""
        read = list(self._read(file, rows, context))
        placed = [position for _, position in read if position]
        countries = dict(zip(placed, countries_of(placed), strict=True))
        for row, position in read:
            try:
                self._add(_draft(file, row, context, position, countries.get(position or (0.0, 0.0), ())))
            except CellError as error:
                self.problems.append(Problem(file, row.place, str(error)))

    def _read(
        self, file: str, rows: Iterable[Row], context: Context
    ) -> Iterator[tuple[Row, tuple[float, float] | None]]:
        """Yield each row that is not there already with its position."""
        for row in rows:
            content = (file, row.position, *sorted(row.cells.items()), *sorted(row.links.items()))
            if content in self._seen:
                message = f"repeats {self._seen[content]}; take one of them out"
                self.problems.append(Problem(file, row.place, message))
                continue
            self._seen[content] = row.place
            try:
                _check_characters(row, context)
                yield row, context.position(row)
            except CellError as error:
                self.problems.append(Problem(file, row.place, str(error)))

    def _add(self, draft: Draft) -> None:
        first = self.found.setdefault(draft.key, draft)
        if first is draft:
            return
        where = first.place if first.file == draft.file else f"{first.file}, {first.place}"
        for key, value in draft.data.items():
            before = first.data.get(key)
            if value in (None, before) or before is None or key in MERGED:
                continue
            what = "place" if draft.kind == "site" else "missile"
            message = f"{key} is {shown(value)} here, and {shown(before)} in {where} for the same {what}"
            raise CellError(f"{message}; make them agree, or give one of them another name")
        _merge(first.data, draft.data)
        self.merged += 1


def _check_characters(row: Row, context: Context) -> None:
    for column in context.columns.names.values():
        if fault := unfit(row.cells.get(column, "")):
            raise CellError(f"{shown(column)} {fault}")


def _draft(
    file: str, row: Row, context: Context, position: tuple[float, float] | None, countries: tuple[str, ...]
) -> Draft:
    is_missile = position is None and gives_a_range(row, context)
    if not is_missile and not position and not _may_lack_a_position(context):
        keys = "no range" if any(key in context.columns.names for key in RANGES) else "no position"
        msg = f"has {keys}; nothing can be made of it"
        raise CellError(msg)
    data = missile_data(row, context) if is_missile else site_data(row, context, position)
    kind = "missile" if is_missile else "site"
    if position:
        _settle_country(data, position, countries)
    id_ = context.cell(row, "id")
    if not id_ and is_blank(data["name"] or ""):
        msg = "has no name; write one, or name its column with --map COLUMN=name"
        raise CellError(msg)
    own_id = is_id(id_)
    return Draft(kind, data, id_ if own_id else slug(data["name"] or id_, kind), file, row.place, own_id)


def _may_lack_a_position(context: Context) -> bool:
    """Return whether rows without a position are sites: those of a table that has a column of positions."""
    return any(key in context.columns.names for key in ("lat", "lon", "coordinates", "mgrs"))


def _settle_country(data: dict[str, Any], position: tuple[float, float], countries: tuple[str, ...]) -> None:
    """Fill in the country of a position, or refuse a position that is far from the country that the row names.

    Raises
    ------
    CellError
    """
    if data["country"] is None and len(countries) == 1:
        data["country"] = countries[0]
    elif data["country"] is not None and (problem := country_problem(data["country"], position, countries)):
        raise CellError(problem)


def _merge(first: dict[str, Any], more: dict[str, Any]) -> None:
    """Add what another row says of the same place or missile."""
    sources = [first.get("position_source"), more.get("position_source")]
    if all(sources) and sources[0] != sources[1] and not more.get("claims"):
        more = {**more, "internal_note": f"Also a source of the position: {sources[1]}."}
    for key, value in more.items():
        before = first.get(key)
        if key in LISTS and before:
            first[key] = [*before, *(item for item in value if item not in before)]
        elif key in TEXTS and before:
            first[key] = before if value in before else f"{before}\n\n{value}"
        elif key == "names" and before:
            first[key] = {**value, **before}
        elif key == "first_reported" and before:
            first[key] = min(before, value)
        elif before is None and value is not None:
            first[key] = value
