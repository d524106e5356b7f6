"""Hold what the rows of one table are read with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mapgen.errors import CellError
from mapgen.importers._reading import DECIMALS
from mapgen.intake.angles import angle, has_decimal_comma, position
from mapgen.intake.dates import date, says_day_first
from mapgen.intake.mgrs import mgrs_position

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mapgen.catalog.model import Vocabulary
    from mapgen.importers._reading import Row
    from mapgen.intake.columns import Columns
    from mapgen.intake.sources import Sources

DATES = ("first_reported", "source_date")


@dataclass(frozen=True)
class Context:
    """What the rows of one table are read with.

    Attributes
    ----------
    columns : Columns
    sources : Sources
    vocabulary : Vocabulary
    missile_ids : mapping of str to str
        The id of each known missile by id, name and alias in small letters.
    day_first : mapping of str to bool
        Whether the dates of a key have the day first, where a date of the column says so.
    decimal_comma : bool
        Whether the table writes 38,25 for a latitude.
    """

    columns: Columns
    sources: Sources
    vocabulary: Vocabulary
    missile_ids: Mapping[str, str]
    day_first: Mapping[str, bool | None]
    decimal_comma: bool = False

    def cell(self, row: Row, key: str) -> str:
        """Return the text of a row for a key, with the key in the message if the cell holds an error."""
        try:
            return self.columns.cell(row.cells, key)
        except CellError as error:
            raise CellError(f"{key}: {error}") from None

    def date(self, row: Row, key: str) -> str | None:
        """Return the date of a row for a key, or None if it has none."""
        text = self.cell(row, key)
        try:
            return date(text, day_first=self.day_first.get(key)) if text else None
        except CellError as error:
            raise CellError(f"{key}: {error}") from None

    def source_ids(self, row: Row) -> list[str]:
        """Return the ids of the sources of a row."""
        title, issued = self.cell(row, "source_title"), self.date(row, "source_date") or ""
        return self.sources.find(self.cell(row, "source"), title, issued)

    def position(self, row: Row) -> tuple[float, float] | None:
        """Return the longitude and latitude of a row with two decimals, or None if it has neither.

        Raises
        ------
        CellError
            If it has only one of them, or what is no angle.
        """
        found = row.position or self._written(row)
        return (round(found[0], DECIMALS) + 0.0, round(found[1], DECIMALS) + 0.0) if found else None

    def _written(self, row: Row) -> tuple[float, float] | None:
        texts = {axis: self.cell(row, axis) for axis in ("lat", "lon")}
        if all(texts.values()):
            return _labelled("lon", texts["lon"]), _labelled("lat", texts["lat"])
        for key in ("coordinates", "mgrs"):
            if text := self.cell(row, key):
                return _both(key, text)
        for axis, other in (("lat", "lon"), ("lon", "lat")):
            if texts[axis] and other in self.columns.names:
                msg = f"{other}: is empty, but {axis} is given; give both, or neither"
                raise CellError(msg)
            if texts[axis]:
                return _both(axis, texts[axis])
        return None


def conventions(columns: Columns, rows: Iterable[Row]) -> tuple[dict[str, bool | None], bool]:
    """Return how a table writes its dates, by key, and whether it has decimal commas."""
    texts = {
        key: [row.cells[column] for row in rows if column in row.cells]
        for key in (*DATES, "lat", "lon")
        if (column := columns.names.get(key))
    }
    commas = any(has_decimal_comma(text) for axis in ("lat", "lon") for text in texts.get(axis, ()))
    return {key: says_day_first(texts.get(key, [])) for key in DATES}, commas


def _labelled(axis: str, text: str) -> float:
    try:
        return angle(text, axis)
    except CellError as error:
        raise CellError(f"{axis}: {error}") from None


def _both(key: str, text: str) -> tuple[float, float]:
    try:
        if key == "mgrs" and not mgrs_position(text):
            msg = f"{text!r} is no grid reference; write it as 39R WH 12345 67890"
            raise CellError(msg)
        return position(text)
    except CellError as error:
        raise CellError(f"{key}: {error}") from None
