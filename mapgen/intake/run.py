"""Import files into a data folder: read them, make records, and compare these with what is there already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mapgen.errors import FileError, MapgenError, Problem, shown, suggestion
from mapgen.importers._find import format_of
from mapgen.importers._reading import Reading, unread
from mapgen.intake.compare import compared
from mapgen.intake.ids import Ids
from mapgen.intake.items import identified
from mapgen.intake.known import known
from mapgen.intake.rows import take_rows
from mapgen.intake.sources import Sources
from mapgen.intake.validate import refuse_invalid
from mapgen.intake.words import unknown_choices
from mapgen.intake.work import Work
from mapgen.records.characters import texts_in, unfit
from mapgen.records.messages import path_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from mapgen.intake.work import Imported, Options


def import_files(paths: Sequence[Path], root: Path, options: Options) -> Imported:
    """Return what files become in a data folder; nothing is written.

    Parameters
    ----------
    paths : sequence of pathlib.Path
    root : pathlib.Path
        The data folder; it need not exist.
    options : Options

    Returns
    -------
    Imported

    Raises
    ------
    MapgenError
        If a term that the user gives for all rows is in no vocabulary.
    DataError
        With every row that cannot be taken, and every record that is there already and differs, unless `options` say to
        go on without them; also if nothing at all can be taken.
    """
    there = known(root)
    if wrong := list(unknown_choices(options.fixed, there.vocabulary)):
        raise MapgenError("\n".join(wrong))
    work = Work()
    readings = [(path.name or str(path), _read(path)) for path in paths]
    _check_mapped(options.keys, [column for _, reading in readings for column in reading.columns])
    for name, reading in readings:
        work.problems += reading.problems
        if extent := _extent(reading):
            work.notes.append(f"{name}: {'; '.join([extent, *reading.notes])}")
        work.notes += [f"{name}: {each}" for each in reading.untaken]
    sources = Sources(there.sources)
    _take_items(work, readings, sources)
    take_rows(work, readings, sources, there, options)
    work.records |= {("source", id_): item for id_, item in sources.new.items()}
    refuse_invalid(work)
    return compared(work, there, root, options, paths[0].stem)


def _check_mapped(keys: Mapping[str, str], columns: Sequence[str]) -> None:
    """Refuse to map a column that no file has.

    Raises
    ------
    MapgenError
    """
    wrong = [
        f"--map {column}={key}: no file has a column {shown(column)}; {suggestion(column, columns)}"
        for column, key in keys.items()
        if columns and column not in columns
    ]
    if wrong:
        raise MapgenError("\n".join(wrong))


def _read(path: Path) -> Reading:
    try:
        reading: Reading = format_of(path).read(path, path.name)
    except FileError as error:
        return unread(path.name or str(path), str(error))
    return reading


def _extent(reading: Reading) -> str:
    counts = [
        f"{len(found):,} {noun}{'' if len(found) == 1 else 's'}"
        for found, noun in ((reading.rows, "row"), (reading.items, "reference"))
        if found
    ]
    return " and ".join(counts)


def _take_items(work: Work, readings: Sequence[tuple[str, Reading]], sources: Sources) -> None:
    """Make a source of each publication, one of those that say the same; another of its id ends in -2, and so on."""
    ids, taken = Ids(set()), dict[str, list[tuple[str, dict[str, Any]]]]()
    for file, reading in readings:
        for place, item in reading.items:
            data = identified(item)
            faults = [(loc, fault) for loc, text in texts_in(data) if (fault := unfit(text))]
            if faults:
                work.problems += [Problem(file, f"{place}, {path_of('', loc)}", fault) for loc, fault in faults]
                continue
            namesakes = taken.setdefault(data["id"], [])
            if first := next((where for where, same in namesakes if same == data), ""):
                work.notes.append(f"{file}: {place} repeats {first}; they are one source")
                continue
            namesakes.append((f"{file}, {place}", data))
            id_ = ids.new(data["id"])
            work.records["source", id_] = {**data, "id": id_}
            work.places["source", id_] = (file, place)
            sources.add(id_, data)
