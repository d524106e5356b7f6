"""Hold what the rows of one table are read with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mapgen.errors import CellError, shown
from mapgen.importers._reading import DECIMALS
from mapgen.intake.angles import angle, has_decimal_comma, position
from mapgen.intake.columns import column_key
from mapgen.intake.dates import date, says_day_first
from mapgen.intake.mgrs import mgrs_position
from mapgen.intake.source_cell import holds_address, sources_in
from mapgen.intake.sources import comparable_address

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
    notes : list of str
        What of the rows is not taken, with its place; grows as they are read.
    """

    columns: Columns
    sources: Sources
    vocabulary: Vocabulary
    missile_ids: Mapping[str, str]
    day_first: Mapping[str, bool | None]
    decimal_comma: bool = False
    notes: list[str] = field(default_factory=list)

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
        """Return the ids of the sources of a row, and note what of its words on them is not taken."""
        text, title, issued = self.cell(row, "source"), self.cell(row, "source_title"), self.date(row, "source_date")
        text, title = self._linked(row, text, title)
        try:
            ids = self.sources.find(text, title, issued or "")
        except CellError as error:
            raise CellError(f"source: {error}") from None
        why = "a source has its address and its title, in a column each"
        if len(ids) > 1:
            why = "a row has the title and the date of one source; give each source a row of its own"
        untaken = self.sources.untaken(text, title, issued or "")
        self.notes.extend(f"{row.place}: source: {shown(words)} is not taken; {why}" for words in untaken)
        return ids

    def _linked(self, row: Row, text: str, title: str) -> tuple[str, str]:
        """Return source and title with the address to which a cell of a spreadsheet links."""
        columns = [column for key in ("source", "source_title") if (column := self.columns.names.get(key))]
        column = next((each for each in columns if each in row.links), None)
        for other, address in row.links.items():
            if other != column and address.rstrip("/") not in row.cells.get(other, ""):
                why = "write it into a column of its own"
                self.notes.append(f"{row.place}: {other}: the link to {shown(address)} is not taken; {why}")
        if column is None or self.sources.knows(text):
            return text, title
        link = row.links[column]
        if holds_address(text):
            if comparable_address(link) not in map(comparable_address, (each.address for each in sources_in(text))):
                self.notes.append(f"{row.place}: {column}: the link to {shown(link)} is not taken; the text counts")
            return text, title
        label = "" if column_key(text) == "source" else text
        return link, title or label

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
