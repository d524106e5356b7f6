"""Read data files into records, collecting every problem instead of stopping at the first."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar

from pydantic import ValidationError

from mapgen.errors import Problem
from mapgen.explain import explain
from mapgen.csl import Source
from mapgen.fields import Record

if TYPE_CHECKING:
    from pathlib import Path

R = TypeVar("R", bound=Record)
ID = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")


@dataclass
class Shelf(Generic[R]):
    """The records of one kind, as read so far; a later record of the same id replaces an earlier one.

    Attributes
    ----------
    records : dict of str to record
        By id.
    files : dict of str to str
        The file that each id was read from, also of records that did not load.
    problems : list of Problem
    """

    records: dict[str, R] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, id_: str, data: object, model: type[R], file: str, prefix: str = "") -> None:
        """Validate one record and keep it, or keep what is wrong with it."""
        self.files[id_] = file
        self.records.pop(id_, None)
        try:
            self.records[id_] = model.model_validate(data)
        except ValidationError as error:
            self.problems += explain(error, model, file, prefix)


def read_folder(shelf: Shelf[R], root: Path, label: str, name: str, model: type[R]) -> None:
    """Read ``root/name/*.toml``, one record a file, the file name its id.

    Parameters
    ----------
    shelf : Shelf
        Where the records and problems go.
    root : pathlib.Path
        A folder in the layout of ``geodata/``.
    label : str
        How the user knows `root`.
    name : str
        The folder inside `root`; nothing is read where it is absent.
    model : type of Record
        What each file holds.
    """
    for path in sorted((root / name).glob("*.toml")):
        read_record(shelf, path, f"{label}/{name}/{path.name}", model)


def read_record(shelf: Shelf[R], path: Path, file: str, model: type[R]) -> None:
    """Read one TOML file whose name is its id; `file` is how the user knows it."""
    if not ID.fullmatch(path.stem):
        message = "the file name is the id; use small letters, digits and hyphens, e.g. camp-casey.toml"
        shelf.problems.append(Problem(file, "", message))
        return
    data = read_toml(path, file, shelf.problems)
    if data is None:
        shelf.files[path.stem] = file
        return
    if "id" in data:
        shelf.problems.append(Problem(file, "id", "unknown key; the file name is the id: take the key out"))
    shelf.add(path.stem, {**data, "id": path.stem}, model, file)


def read_terms(shelf: Shelf[R], path: Path, file: str, model: type[R]) -> None:
    """Read a vocabulary: one table a term; nothing is read where the file is absent."""
    if path.is_file():
        for id_, data in (read_toml(path, file, shelf.problems) or {}).items():
            shelf.add(id_, data, model, file, prefix=id_)


def read_sources(shelf: Shelf[Source], path: Path, file: str) -> None:
    """Read a CSL-JSON array; nothing is read where the file is absent."""
    if not path.is_file():
        return
    text = _read_text(path, file, shelf.problems)
    if text is None:
        return
    try:
        items = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_refuse_twins)
    except json.JSONDecodeError as error:
        message = f"is not valid JSON: {error.msg}; correct it"
        shelf.problems.append(Problem(file, f"line {error.lineno}", message))
        return
    except (ValueError, RecursionError) as error:
        shelf.problems.append(Problem(file, "", f"is not valid JSON: {error}; correct it"))
        return
    if not isinstance(items, list):
        shelf.problems.append(Problem(file, "", "must be a CSL-JSON array; put the items in [ ]"))
        return
    seen: dict[str, int] = {}
    for index, item in enumerate(items):
        id_ = item.get("id") if isinstance(item, dict) else None
        if not isinstance(id_, str):
            id_ = f"[{index}]"
        elif id_ in seen:
            message = f"duplicate id {id_!r}, first used by item [{seen[id_]}]; give each source its own id"
            shelf.problems.append(Problem(file, f"[{index}].id", message))
            continue
        seen[id_] = index
        shelf.add(id_, item, Source, file, prefix=f"[{index}]")


def read_toml(path: Path, file: str, problems: list[Problem]) -> dict[str, Any] | None:
    """Parse one TOML file, or note why it cannot be parsed."""
    text = _read_text(path, file, problems)
    if text is None:
        return None
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError: TOMLDecodeError, or a number of over 4,300 digits
        place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", str(error))
        words = str(error)[: place.start()] if place else str(error)
        line = f"line {place[1]}" if place and place[1] else f"line {text.count(chr(10)) + 1}"
        problems.append(Problem(file, line, f"is not valid TOML: {words}; correct it"))
    return None


def _read_text(path: Path, file: str, problems: list[Problem]) -> str | None:
    try:
        raw = path.read_bytes()
    except OSError as error:
        problems.append(Problem(file, "", f"cannot be read: {error.strerror}; check the path and its permissions"))
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = f"is not UTF-8 (byte 0x{raw[error.start]:02x}); save the file as UTF-8"
        problems.append(Problem(file, f"line {line}", message))
    return None


def _refuse_constant(name: str) -> NoReturn:
    msg = f"{name} is not a JSON number"
    raise ValueError(msg)


def _refuse_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    twin = next((key for key in keys if keys.count(key) > 1), None)
    if twin is not None:
        msg = f"key {twin!r} is written twice in one item"
        raise ValueError(msg)
    return dict(pairs)
