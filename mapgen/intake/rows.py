"""Make sites and missiles of the rows of all tables, and give them their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.errors import CellError, Problem, shown
from mapgen.importers._reading import few
from mapgen.intake.columns import ANYWHERE, recognised
from mapgen.intake.context import Context, conventions
from mapgen.intake.drafts import Drafts
from mapgen.intake.ids import Ids
from mapgen.intake.missiles import RANGES, type_of
from mapgen.intake.words import term

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mapgen.importers._reading import Reading
    from mapgen.intake.columns import Columns
    from mapgen.intake.known import Known
    from mapgen.intake.sources import Sources
    from mapgen.intake.work import Options, Work


def take_rows(
    work: Work, readings: Sequence[tuple[str, Reading]], sources: Sources, there: Known, options: Options
) -> None:
    """Make sites and missiles of rows."""
    tables = []
    for file, reading in readings:
        if reading.rows and (columns := _columns(work, file, reading, options)):
            tables.append((file, reading, columns))
    tables.sort(key=lambda table: any(key in table[2].names for key in ANYWHERE))  # missiles first: sites name them
    drafts, missile_ids = Drafts(), there.missile_ids
    for file, reading, columns in tables:
        day_first, commas = conventions(columns, reading.rows)
        context = Context(columns, sources, there.vocabulary, missile_ids, day_first, commas)
        drafts.add_rows(file, reading.rows, context)
        work.notes += [f"{file}: {note}" for note in few(context.notes)]
        work.notes += _unused_ranges(file, reading, columns, drafts)
        work.notes += _unused_types(file, reading, context, drafts)
    work.problems += drafts.problems
    if drafts.merged:
        rows = "1 row was" if drafts.merged == 1 else f"{drafts.merged:,} rows were"
        work.notes.append(f"{rows} added to earlier ones of the same place or missile")
    _give_ids(work, drafts, there)


def _columns(work: Work, file: str, reading: Reading, options: Options) -> Columns | None:
    """Return what the columns of a table hold, or note why nothing can be made of it."""
    has_positions = any(row.position for row in reading.rows)
    keys = {column: key for column, key in options.keys.items() if column in reading.columns}
    try:
        columns = recognised(reading.columns, keys, options.fixed, has_positions=has_positions)
    except CellError as error:
        work.problems.append(Problem(file, "", str(error)))
        return None
    names = columns.names
    is_placed = has_positions or {"lat", "lon"} <= set(names) or "coordinates" in names or "mgrs" in names
    if not is_placed and not any(key in names for key in RANGES):
        what = f"has no columns of latitude and longitude, and none of ranges, among {', '.join(reading.columns)}"
        half = next(
            (
                f"has a column of {key}, {shown(names[key])}, but none of {other}"
                for key, other in (("lat", "lon"), ("lon", "lat"))
                if key in names
            ),
            what,
        )
        work.problems.append(Problem(file, "", f"{half}; name it with --map COLUMN=KEY, e.g. --map Breite=lat"))
        return None
    used = ", ".join(column if column == key else f"{column} = {key}" for key, column in names.items())
    unused = f"; not used: {', '.join(columns.unused)} (--map COLUMN=KEY takes one)" if columns.unused else ""
    work.notes.append(f"{file}: columns {used or 'none'}{unused}")
    return columns


def _unused_ranges(file: str, reading: Reading, columns: Columns, drafts: Drafts) -> list[str]:
    """Say that the ranges of rows that became sites are not taken."""
    sites = {draft.place for draft in drafts.found.values() if draft.kind == "site" and draft.file == file}
    given = [columns.names[key] for key in RANGES if key in columns.names]
    lost = [column for column in given if any(column in row.cells for row in reading.rows if row.place in sites)]
    return [f"{file}: {', '.join(lost)}: not used where a row has a position, which makes it a site"] if lost else []


def _unused_types(file: str, reading: Reading, context: Context, drafts: Drafts) -> list[str]:
    """Say that the kinds of rows are not taken that became missiles of another class."""
    missiles = {
        draft.place: draft.data for draft in drafts.found.values() if (draft.kind, draft.file) == ("missile", file)
    }
    classes = context.vocabulary.missile_class
    given = ((row, type_of(row, context)) for row in reading.rows if row.place in missiles)
    if any(text and term(text, classes) != missiles[row.place]["class"] for row, text in given):
        return [f"{file}: {context.columns.names['kind']}: not used where a row is a missile whose class is given"]
    return []


def _give_ids(work: Work, drafts: Drafts, there: Known) -> None:
    """Give each draft its id: none that a packaged record has, unless the row says so."""
    packaged = {*there.packaged.sites, *there.packaged.missiles}
    own = [draft for draft in drafts.found.values() if draft.own_id]
    ids = {
        kind: Ids({*packaged, *there.own[other], *(draft.wanted for draft in own)})
        for kind, other in (("site", "missile"), ("missile", "site"))
    }
    given: set[str] = set()
    for draft in drafts.found.values():
        id_ = draft.wanted if draft.own_id else ids[draft.kind].new(draft.wanted)
        ids["missile" if draft.kind == "site" else "site"].new(id_)
        if id_ in given:
            work.problems.append(
                Problem(draft.file, draft.place, f"id {id_!r} is taken by another row; give it its own")
            )
            continue
        given.add(id_)
        if id_ != draft.wanted:
            why = "is the id of a packaged record" if draft.wanted in packaged else "is the id of another row"
            work.notes.append(f"{draft.file}: {draft.place} becomes {id_}: {draft.wanted} {why}")
        if draft.kind == "missile" and draft.data.get("family") == draft.wanted:
            draft.data["family"] = id_
        work.records[draft.kind, id_] = draft.data
        work.places[draft.kind, id_] = (draft.file, draft.place)
