"""Make the record of a missile of a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mapgen.errors import CellError
from mapgen.intake.ids import slug
from mapgen.intake.ranges import figure
from mapgen.intake.sites import names
from mapgen.intake.source_cell import NOTHING
from mapgen.intake.words import listed, one_line, statuses_of, term

if TYPE_CHECKING:
    from mapgen.importers._reading import Row
    from mapgen.intake.context import Context

FIGURES = {"range": None, "estimated": "estimated", "claimed": "claimed", "flown": "flown"}
"""The keys of columns with figures, and the kind of their figures, if the key says it."""
RANGES = (*FIGURES, "low_km", "high_km")
KINDS = ("estimated", "claimed", "flown")
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
    family, class_ = context.cell(row, "family"), context.cell(row, "class") or context.cell(row, "kind")
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
    read = {key: _figure(key, text, context) for key, text in given.items() if text.strip().casefold() not in NOTHING}
    limits = [read.pop(key) for key in ("low_km", "high_km") if key in read]
    if limits:
        both = sorted(value for each in limits for value in (each["low_km"], each["high_km"]))
        read["range"] = {**limits[0], **read.get("range", {}), "low_km": both[0], "high_km": both[-1]}
    stated = context.cell(row, "range_kind").casefold()
    kind = next((each for each in KINDS if each == stated), context.cell(row, "range_kind") or None)
    said_by, quote = (one_line(context.cell(row, key)) for key in ("said_by", "quote"))
    more = {key: text for key, text in (("said_by", said_by), ("quote", quote)) if text}
    return [
        {
            "low_km": each["low_km"],
            "high_km": each["high_km"],
            "kind": FIGURES[key] or kind,
            **({"qualifier": each["qualifier"]} if "qualifier" in each else {}),
            "source": source,
            **more,
        }
        for key, each in sorted(read.items())
    ]


def _figure(key: str, text: str, context: Context) -> dict[str, Any]:
    unit = context.columns.units.get(key, "")
    try:
        return figure(text, unit or ("km" if key.endswith("_km") else ""), decimal_comma=context.decimal_comma)
    except CellError as error:
        raise CellError(f"{key}: {error}") from None


def _year(text: str) -> int | None:
    match = re.search(r"(?<!\d)(19[4-9]\d|20\d\d)(?!\d)", text)
    if text and not match:
        msg = f"first_seen: {text!r} has no year; write e.g. 1984"
        raise CellError(msg)
    return int(match[1]) if match else None
