"""Make the record of a missile of a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mapgen.errors import CellError, shown
from mapgen.intake.ids import slug
from mapgen.intake.limits import LIMITS, joined
from mapgen.intake.ranges import figure
from mapgen.intake.sites import names
from mapgen.intake.source_cell import NOTHING
from mapgen.intake.words import AS_ASCII, listed, one_line, statuses_of, term

if TYPE_CHECKING:
    from mapgen.importers._reading import Row
    from mapgen.intake.context import Context

FIGURES = {"range": None, "estimated": "estimated", "claimed": "claimed", "flown": "flown"}
"""The keys of columns with figures, and the kind of their figures, if the key says it."""
RANGES = (*FIGURES, *LIMITS)
REQUIRED = ("name", "family", "class", "status")
ORDER = (*REQUIRED[:1], "names", "aliases", *REQUIRED[1:], "first_seen", "other_sources", "notes", "ranges")


def gives_a_range(row: Row, context: Context) -> bool:
    """Return whether a row has a cell with a range."""
    return any(context.columns.cell(row.cells, key).casefold() not in NOTHING for key in RANGES)


def missile_data(row: Row, context: Context) -> dict[str, Any]:
    """Return the keys of a missile that a row gives; a key that is required and missing has the value None.

    Raises
    ------
    CellError
        If a cell cannot be read.
    """
    words = context.vocabulary
    name = one_line(context.cell(row, "name") or context.cell(row, "missiles"))
    family, class_ = context.cell(row, "family"), context.cell(row, "class") or type_of(row, context)
    ids = context.source_ids(row)
    data: dict[str, Any] = {
        "name": name or None,
        "names": names(row, context),
        "aliases": listed(context.cell(row, "aliases")),
        "family": slug(family or name, "missile") if family or name else None,
        "class": term(class_, words.missile_class) or None,
        "status": term(context.cell(row, "status"), statuses_of("missile", words)) or None,
        "first_seen": _year(context.cell(row, "first_seen")),
        "other_sources": ids[1:],
        "notes": "\n\n".join(part for part in (context.cell(row, "text"), context.cell(row, "notes")) if part),
        "ranges": list(_figures(row, context, ids[0] if ids else None)),
    }
    return {key: data[key] for key in ORDER if key in REQUIRED or data[key]}


def _figures(row: Row, context: Context, source: str | None) -> list[dict[str, Any]]:
    """Return the figures of a row; two columns with the lower and the higher one give one figure."""
    given = {key: context.cell(row, key) for key in RANGES}
    read = {
        key: _figure(row, key, text, context) for key, text in given.items() if text.strip().casefold() not in NOTHING
    }
    limits = {key: read.pop(key) for key in LIMITS if key in read}
    if limits:
        read["range"] = joined(limits, read.get("range"))
    stated = _range_kind(row, context)
    said_by, quote = (one_line(context.cell(row, key)) for key in ("said_by", "quote"))
    more = {key: text for key, text in (("said_by", said_by), ("quote", quote)) if text}
    figures = [
        {
            "low_km": each["low_km"],
            "high_km": each["high_km"],
            "kind": _kind(key, each.get("kind")) or stated,
            **({"qualifier": each["qualifier"]} if "qualifier" in each else {}),
            "source": source,
            **more,
        }
        for key, each in sorted(read.items())
    ]
    if stated and stated not in (each["kind"] for each in figures):
        raise CellError(f"range_kind: {shown(stated)} contradicts the columns and cells with the range; correct one")
    return figures


def type_of(row: Row, context: Context) -> str:
    """Return what the column of kinds says of a missile, unless it is the kind of its range."""
    text, kinds = context.cell(row, "kind"), context.vocabulary.range_kind
    return "" if term(text, kinds) in kinds else text


def _range_kind(row: Row, context: Context) -> str | None:
    """Return the kind of figure that a row names in a column of its own, or in the column of kinds."""
    kinds = context.vocabulary.range_kind
    stated, other = (term(context.cell(row, key), kinds) for key in ("range_kind", "kind"))
    if stated in kinds and other in kinds and stated != other:
        raise CellError(f"range_kind: {shown(stated)} contradicts the kind, {shown(other)}; correct one of them")
    return stated or (other if other in kinds else None)


def _kind(key: str, said: str | None) -> str | None:
    """Return the kind of a figure by its column and the words of its cell."""
    if said and FIGURES[key] not in (None, said):
        raise CellError(f"{key}: the cell says that it is {said}; put it into that column")
    return FIGURES[key] or said


def _figure(row: Row, key: str, text: str, context: Context) -> dict[str, Any]:
    unit = context.columns.unit(row.cells, key)
    try:
        return figure(text, unit or ("km" if key.endswith("_km") else ""), decimal_comma=context.decimal_comma)
    except CellError as error:
        raise CellError(f"{key}: {error}") from None


def _year(text: str) -> int | None:
    match = re.search(r"(?<!\d)(19[4-9]\d|20\d\d)(?!\d)", text.translate(AS_ASCII))
    if text and not match:
        msg = f"first_seen: {text!r} has no year; write e.g. 1984"
        raise CellError(msg)
    return int(match[1]) if match else None
