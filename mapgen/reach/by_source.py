"""Answer for each published figure by itself whether a missile reaches a place: who says so, and who does not."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from mapgen.locale import locale_of
from mapgen.reach.report import aligned, as_json, csv_cell, heading
from mapgen.reach.rule import decimals, judged
from mapgen.records.bands import band_of, is_floor, sets_limit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mapgen.reach.rule import Reach
    from mapgen.records.csl import Source
    from mapgen.records.model import RangeFigure
    from mapgen.selection.resolve import Selection

COLUMNS = (
    *("missile", "origin", "place", "distance_km", "uncertainty_km", "low_km", "high_km", "reach"),
    *("kind", "qualifier", "source", "publication", "said_by", "sets_limit"),
)
WORDS = {"within": "within this figure", "depends": "depends", "beyond": "beyond this figure"}
HOW_TO_READ = """\
each published figure by itself: within, beyond, or it depends, by the same rule as for the band of all of them
a floor ("at least", or a distance that was flown) says how far at least: nothing is beyond it, nor within one flown
○ a figure that sets no limit of the band: set apart by an editor, or not re-checked"""


@dataclass(frozen=True)
class FigureReach:
    """What one published figure says of a place.

    Attributes
    ----------
    reach : Reach
        As if the figure were the only one of its missile.
    figure : RangeFigure
    source : Source
        Who published it.
    sets_limit : bool
        Whether it may set a limit of the band of all figures.
    """

    reach: Reach
    figure: RangeFigure
    source: Source
    sets_limit: bool


def by_source(selection: Selection, reaches: Iterable[Reach]) -> Iterator[FigureReach]:
    """Yield for each answer what each figure of its missile says, in the order of the record.

    Parameters
    ----------
    selection : Selection
    reaches : iterable of Reach
        Answers for this selection.
    """
    for reach in reaches:
        for figure in reach.missile.ranges:
            band = band_of(reach.missile.model_copy(update={"ranges": (figure,)}))
            if band is None:
                continue
            alone = judged(reach.missile, reach.origin, reach.place, reach.distance_km, reach.uncertainty_km, band)
            yield FigureReach(alone, figure, selection.sources[figure.source], sets_limit(reach.missile, figure))


def as_records(answers: Sequence[FigureReach]) -> list[dict[str, Any]]:
    """Return the answers as JSON-ready records: those of a reach, with the figure's limits, and who says so."""
    records = as_json([answer.reach for answer in answers])
    return [record | _who(answer) for record, answer in zip(records, answers, strict=True)]


def as_lines_of_csv(answers: Sequence[FigureReach]) -> str:
    """Return CSV (RFC 4180) with a header: the values of `as_records`."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for record in as_records(answers):
        given = {**record, "sets_limit": "yes" if record["sets_limit"] else "no"}
        rows.writerow([csv_cell(given[column]) for column in COLUMNS])
    return text.getvalue()


def as_tables(selection: Selection, answers: Sequence[FigureReach]) -> str:
    """Return lines for a terminal: for each missile, origin and place a table of its figures."""
    locale = locale_of("en")
    lines = [*heading(selection, selection.date), HOW_TO_READ]
    ordered = sorted(answers, key=lambda answer: selection.missiles.index(answer.reach.missile))
    for _, group in groupby(ordered, key=lambda answer: _case(answer.reach)):
        cases = list(group)
        reach = cases[0].reach
        km, around = (
            locale.number(round(value, decimals(reach))) for value in (reach.distance_km, reach.uncertainty_km)
        )
        about = f"{reach.missile.name}: {reach.origin.name} to {reach.place.name}, {km} ± {around} km"
        header = ("figure", "", "reach", "margin", "source")
        lines += ["", about, *aligned([header, *(_cells(case) for case in cases)], numeric={3})]
    return "\n".join(lines) + "\n"


def _case(reach: Reach) -> tuple[str, str, str]:
    return reach.missile.id, reach.origin.id, reach.place.id


def _who(answer: FigureReach) -> dict[str, Any]:
    figure = answer.figure
    return {
        "kind": figure.kind,
        "qualifier": figure.qualifier,
        "source": answer.source.id,
        "publication": answer.source.publication,
        "said_by": figure.said_by,
        "sets_limit": answer.sets_limit,
    }


def _cells(answer: FigureReach) -> tuple[str, ...]:
    locale = locale_of("en")
    reach, figure = answer.reach, answer.figure
    margin_km = "-" if reach.margin_km is None else locale.number(round(reach.margin_km, decimals(reach)))
    voice = f"{figure.said_by}, in " if figure.said_by else ""
    return (
        f"{'●' if answer.sets_limit else '○'} {locale.figure(figure)}",
        figure.kind,
        _answer(reach, figure),
        margin_km,
        f"{voice}{answer.source.publication} [{answer.source.id}]",
    )


def _answer(reach: Reach, figure: RangeFigure) -> str:
    floor = " (a floor)" if reach.reach == "depends" and is_floor(figure) else ""
    return WORDS[reach.reach] + floor
