"""Write which missile reaches which place, as a table for a terminal, as CSV or as JSON, with the same values."""

from __future__ import annotations

import csv
import io
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING, Any

from mapgen.locale import locale_of
from mapgen.reach.rule import decimals
from mapgen.resources import constants
from mapgen.selection.resolve import basis

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from mapgen.reach.rule import Reach
    from mapgen.records.model import RangeFigure
    from mapgen.selection.resolve import Selection

COLUMNS: list[str] = constants()["REACH_COLUMNS"]
FORMULA_SIGNS = tuple(constants()["FORMULA_SIGNS"])
"""The characters that make a spreadsheet take a text for a formula, full-width ones included."""
WORDS = {"within": "within every figure", "depends": "depends", "beyond": "beyond every figure"}
HOW_TO_READ = """\
within every figure: no farther than the lowest published figure, wherever in its uncertainty each position lies
beyond every figure: farther than the highest published figure, wherever in its uncertainty each position lies;
  never said where that figure is a floor ("at least", or a distance that was flown)
depends: on which figure one goes by, or on where exactly both positions are; the sources are named
±: the sum of the uncertainties of both positions, in km, which is counted
margin: by how many km the distance would have to change for another answer"""


def as_json(reaches: Sequence[Reach]) -> list[dict[str, Any]]:
    """Return the answers as JSON-ready records, in the order given."""
    return [_record(reach) for reach in reaches]


def as_csv(reaches: Sequence[Reach]) -> str:
    """Return CSV (RFC 4180) with a header: the values of `as_json`, the basis in words, the margin and the sources.

    ``templates/js/rules/reach.js`` writes the same lines. A text that a spreadsheet would take for a formula gets an
    apostrophe before it: an id of a source may be any text.
    """
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows([csv_cell(cell) for cell in as_row(reach).values()] for reach in reaches)
    return text.getvalue()


def as_row(reach: Reach) -> dict[str, Any]:
    """Return an answer by the columns of `as_csv`."""
    given = _record(reach) | {
        "basis": locale_of("en").ui[basis(reach.missile, reach.origin)],
        "margin_km": reach.margin_km,
        "sources_that_reach": _ids(reach.figures("reaches")),
        "sources_that_fall_short": _ids(reach.figures("short")),
        "sources_that_leave_it_open": _ids(reach.figures("open")),
        "position_decides": "yes" if reach.position_decides else "no",
        "high_limit_is": {"flown": "at least, flown", "at-least": "at least", None: "at most"}[reach.band.floor],
    }
    return {column: given[column] for column in COLUMNS}


def as_table(selection: Selection, reaches: Sequence[Reach], *, date: str, strongest_only: bool) -> str:
    """Return lines for a terminal, one missile after another.

    Parameters
    ----------
    selection : Selection
    reaches : sequence of Reach
        Answers for this selection.
    date : str
        The day that the table states.
    strongest_only : bool
        Whether `reaches` holds only the strongest answer for each missile and place.

    Returns
    -------
    str
        Columns are aligned by the width of characters in a terminal.
    """
    locale = locale_of("en")
    lines = [*heading(selection, date), HOW_TO_READ]
    if strongest_only and len(selection.origins) > 1:
        lines.append(
            f"for each place the one of {len(selection.origins)} origins with the strongest answer, and among equals "
            "the nearest; --origin ID asks for one, --format csv lists all"
        )
    if not reaches:
        lines += ["", "the story names no place of interest with a public position: there is nothing to compare"]
    ordered = sorted(reaches, key=lambda reach: selection.missiles.index(reach.missile))
    for missile, group in groupby(ordered, key=lambda reach: reach.missile):
        about = f"{missile.name}: {locale.band(selection.bands[missile.id], missile)}"
        header = ("place", "reach", "km", "±", "margin", "from", "")
        lines += ["", about, *aligned([header, *(_cells(selection, reach) for reach in group)])]
    for missile in selection.missiles:
        if missile.id not in selection.bands:
            lines += ["", f"{missile.name}: no published figure"]
        elif not selection.origins_of(missile):
            lines += ["", f"{missile.name}: no source places it at an origin"]
    return "\n".join(lines) + "\n"


def heading(selection: Selection, date: str) -> list[str]:
    """Return the lines above a table: the title of the map, the day that it states, and a blank one."""
    locale = locale_of("en")
    title = selection.story.title.get("en") or next(iter(selection.story.title.values()))
    return [title, locale.ui["as_of"].format(date=locale.date(date)), ""]


def _record(reach: Reach) -> dict[str, Any]:
    return {
        "missile": reach.missile.id,
        "origin": reach.origin.id,
        "place": reach.place.id,
        "distance_km": reach.distance_km,
        "uncertainty_km": reach.uncertainty_km,
        "low_km": reach.band.low_km,
        "high_km": reach.band.high_km,
        "reach": reach.reach,
    }


def _ids(figures: Sequence[RangeFigure]) -> str:
    return " ".join(dict.fromkeys(figure.source for figure in figures))


def csv_cell(value: float | str | None) -> str:
    """Write a number without a superfluous ``.0``, None as an empty text, and a text so that it is no formula."""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(FORMULA_SIGNS) else value
    return "" if value is None else f"{value:.12g}"


def _cells(selection: Selection, reach: Reach) -> tuple[str, ...]:
    locale = locale_of("en")
    places = decimals(reach)
    numbers = [
        "-" if km is None else locale.number(round(km, places))
        for km in (reach.distance_km, reach.uncertainty_km, reach.margin_km)
    ]
    origin = f"{reach.origin.name} ({basis(reach.missile, reach.origin)})"
    reason = _reason(selection, reach) if reach.reach == "depends" else ""
    return (reach.place.name, WORDS[reach.reach], *numbers, origin, reason)


def _reason(selection: Selection, reach: Reach) -> str:
    """Name the sources of each stance, and say whether a floor or the positions decide."""
    parts = []
    for stance, words in (("reaches", "reaches"), ("short", "does not"), ("open", "left open")):
        names = dict.fromkeys(
            selection.sources[figure.source].publication
            for figure in reach.figures(stance)  # type: ignore[arg-type]  # a str of the tuple above
        )
        if names:
            parts.append(f"{words}: {', '.join(names)}")
    if reach.floor_decides:
        parts.append("the highest figure is a floor")
    if reach.position_decides:
        parts.append("the uncertainty of the positions decides")
    return "; ".join(parts)


def aligned(rows: Sequence[tuple[str, ...]], numeric: Collection[int] = (2, 3, 4)) -> list[str]:
    """Pad cells to the width of their column; those of the columns `numeric` are aligned right."""
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        padded = []
        for column, (text, width) in enumerate(zip(row, widths, strict=True)):
            gap = " " * (width - _width(text))
            padded.append(gap + text if column in numeric else text + gap)
        lines.append(("  " + "  ".join(padded)).rstrip())
    return lines


def _width(text: str) -> int:
    """Return the width of a text in a terminal: 2 for a wide character (Unicode UAX 11), 0 for a combining mark."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
