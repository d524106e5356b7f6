"""Make the record of a site of a row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mapgen.errors import CellError, shown
from mapgen.intake.countries import country_code
from mapgen.intake.ids import slug
from mapgen.intake.ranges import distance, plain
from mapgen.intake.source_cell import NOTHING
from mapgen.intake.words import listed, one_line, statuses_of, term

if TYPE_CHECKING:
    from mapgen.importers._reading import Row
    from mapgen.intake.context import Context

ORDER = (
    "name names aliases kind operator country lon lat uncertainty_km position_source position_note status "
    "first_reported missiles claims notes internal_note"
).split()
REQUIRED = ("name", "kind", "country", "status")
PLACED = ("lon", "lat", "uncertainty_km", "position_source")
"""What a site with a position must have too."""


def site_data(row: Row, context: Context, position: tuple[float, float] | None) -> dict[str, Any]:
    """Return the keys of a site that a row gives; a key that is required and missing has the value None.

    Raises
    ------
    CellError
        If a cell cannot be read.
    """
    words = context.vocabulary
    data: dict[str, Any] = {"name": one_line(context.cell(row, "name")) or None, "names": names(row, context)}
    data["aliases"] = listed(context.cell(row, "aliases"))
    data["kind"] = _kind(row, context)
    data["operator"] = one_line(context.cell(row, "operator"))
    data["country"] = _country(row, context)
    data["status"] = term(context.cell(row, "status"), statuses_of("site", words)) or None
    data["first_reported"] = context.date(row, "first_reported")
    missiles = [name for name in listed(context.cell(row, "missiles")) if name.casefold() not in NOTHING]
    data["missiles"] = list(dict.fromkeys(_missile(name, context) for name in missiles))
    ids = context.source_ids(row)
    if position:
        data["lon"], data["lat"] = position
        data["uncertainty_km"] = _uncertainty(row, context)
        data["position_source"] = ids[0] if ids else None
    data |= _statements(row, context, ids[1:] if position else ids, ids)
    needed = (*REQUIRED, *(PLACED if position else ()))
    return {key: data[key] for key in ORDER if key in needed or data.get(key)}


def names(row: Row, context: Context) -> dict[str, str]:
    """Return the names of a row by language."""
    found = {key.removeprefix("names."): context.cell(row, key) for key in context.columns.names if "names." in key}
    return {tag: one_line(name) for tag, name in sorted(found.items()) if name}


def _kind(row: Row, context: Context) -> str | None:
    """Return the kind that a row names; of a place of a map, its folder may be called by a kind."""
    kinds = context.vocabulary.site_kind
    if text := context.cell(row, "kind"):
        return term(text, kinds)
    folder = term(row.cells.get("folder", "").rpartition(" / ")[2], kinds)
    return folder if folder in kinds else None


def _country(row: Row, context: Context) -> str | None:
    text = context.cell(row, "country")
    try:
        return country_code(text) if text else None
    except CellError as error:
        raise CellError(f"country: {error}") from None


def _uncertainty(row: Row, context: Context) -> float | int | None:
    text = context.cell(row, "uncertainty_km")
    if not text:
        return plain(row.spread_km) if row.spread_km else None
    unit = context.columns.unit(row.cells, "uncertainty_km")
    try:
        return distance(text, unit, decimal_comma=context.decimal_comma)
    except CellError:
        msg = f"uncertainty_km: {shown(text)} is no number of {unit}; write e.g. 2"
        raise CellError(msg) from None


def _missile(name: str, context: Context) -> str:
    return context.missile_ids.get(name.casefold()) or slug(name, "missile")


def _statements(row: Row, context: Context, further: list[str], ids: list[str]) -> dict[str, Any]:
    """Return claims, notes and the sources that have no other place in the record."""
    text, quote, notes = (context.cell(row, key) for key in ("text", "quote", "notes"))
    found: dict[str, Any] = {"notes": notes}
    if ids and (text or quote):
        claim = {"text": text or None}
        found["claims"] = [{**claim, "source": id_} | ({"quote": one_line(quote)} if quote else {}) for id_ in ids]
        return found
    found["notes"] = "\n\n".join(part for part in (text, notes) if part)
    if further:
        found["internal_note"] = f"Sources without a claim yet: {', '.join(further)}."
    return found
