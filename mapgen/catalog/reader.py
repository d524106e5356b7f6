"""Read data files into records, collecting every problem instead of stopping at the first."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import tomli
from pydantic import ValidationError

from mapgen.catalog.amendments import Amendment, AmendmentError, amended, amends, no_record
from mapgen.catalog.folders import is_there, record_files
from mapgen.errors import FileError, Problem, shown
from mapgen.records.characters import texts_in, unfit
from mapgen.records.csl import Source
from mapgen.records.fields import Record, long_word, too_long_a_word
from mapgen.records.files import COLLECTION_BYTES, RECORD_BYTES, read_file
from mapgen.records.messages import path_of, problems_of

if TYPE_CHECKING:
    from pathlib import Path

R = TypeVar("R", bound=Record)
MAX_KEYS = 1_000
PARTS = 50
MANY_PARTS = re.compile(rf"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{PARTS}}}""")
"""A key of `PARTS` parts and more, on one line: the parser takes a time that grows with the square of their number."""
RESERVED = ("several",)  # the page's choice of more than one origin
AMENDED = ("Missile", "Site")
"""The records that a file of a later folder may amend."""
TERM = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
ID = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*")


@dataclass
class Loader(Generic[R]):
    """The records of one kind, as read so far; a later record of the same id replaces an earlier one.

    Attributes
    ----------
    records : dict of str to record
        By id.
    files : dict of str to str
        The file that each id was read from, also of records that did not load.
    problems : list of Problem
    broken : dict of str to tuple
        What the file has of each record that did not load, that file, and the place in it.
    unread : bool
        Whether a folder could not be listed, or a file of several records be parsed: unknown ids may be in it.
    amendments : dict of str to tuple of Amendment
        What files of later folders changed in each record, in their order.
    """

    records: dict[str, R] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    broken: dict[str, tuple[dict[str, Any], str, str]] = field(default_factory=dict)
    unread: bool = False
    amendments: dict[str, tuple[Amendment, ...]] = field(default_factory=dict)

    def amend(self, id_: str, data: dict[str, Any], model: type[R], file: str) -> None:
        """Amend the record of an earlier folder, or keep what is wrong with the amending file."""
        if id_ not in self.files and not self.unread:
            self.problems.append(no_record(model.__name__.lower(), id_, file, self.files))
            return
        if id_ not in self.records:
            return  # what keeps it from loading has been reported
        earlier = self.amendments.get(id_, ())
        try:
            record, amendment = amended(self.records[id_], data, file, self.files[id_])
        except AmendmentError as error:
            self.problems += error.problems
            return
        self.add(id_, record, model, file)
        self.amendments[id_] = (*earlier, amendment)

    def add(self, id_: str, data: object, model: type[R], file: str, prefix: str = "") -> None:
        """Validate one record and keep it, or keep what is wrong with it."""
        self.files[id_] = file
        self.records.pop(id_, None)
        self.broken.pop(id_, None)
        self.amendments.pop(id_, None)
        try:
            self.records[id_] = model.model_validate(data)
        except ValidationError as error:
            self.problems += problems_of(error, model, file, prefix)
            if isinstance(data, dict):
                self.broken[id_] = (data, file, prefix)


def _unshowable(text: str) -> str | None:
    """Say why no page can show a text of a source; addresses may be long."""
    long = None if "://" in text else long_word(text)
    return unfit(text) or (too_long_a_word(long) if long else None)


def add_source(loader: Loader[Source], id_: str, item: object, file: str, prefix: str = "") -> None:
    """Validate one source and keep it, or keep what is wrong with it, texts that its model passes included."""
    before = len(loader.problems)
    loader.add(id_, item, Source, file, prefix)
    faults = ((loc, _unshowable(text)) for loc, text in texts_in(item))
    if found := [Problem(file, path_of(prefix, loc), fault) for loc, fault in faults if fault]:
        loader.problems += [problem for problem in found if problem not in loader.problems[before:]]
        loader.records.pop(id_, None)


def _listed(loader: Loader[R], root: Path, label: str, name: str) -> list[Path]:
    """Return the files of a folder of records; note it if the folder cannot be listed, and unknown ids may be in it."""
    files = record_files(root, label, name, loader.problems)
    loader.unread |= files is None
    return files or []


def read_folder(loader: Loader[R], root: Path, label: str, name: str, model: type[R]) -> None:
    """Read ``root/name/*.toml``, one record a file, the file name its id.

    Parameters
    ----------
    loader : Loader
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
    for path in _listed(loader, root, label, name):
        read_record(loader, path, f"{label}/{name}/{path.name}", model)


def read_record(loader: Loader[R], path: Path, file: str, model: type[R]) -> None:
    """Read one TOML file whose name is its id; `file` is how the user knows it."""
    if not ID.fullmatch(path.stem):
        message = "the file name is the id; use small letters, digits and hyphens, e.g. camp-casey.toml"
        loader.problems.append(Problem(file, "", message))
        return
    if path.stem in RESERVED:
        message = f"the id {path.stem!r} is a word that the page uses for something else; rename the file"
        loader.problems.append(Problem(file, "", message))
        return
    data = read_toml(path, file, loader.problems)
    if data is None:
        loader.files[path.stem] = file
        return
    if model.__name__ in AMENDED and amends(data):
        loader.amend(path.stem, data, model, file)
        return
    if "id" in data:
        loader.problems.append(Problem(file, "id", "unknown key; the file name is the id: take the key out"))
    loader.add(path.stem, {**data, "id": path.stem}, model, file)


def read_terms(loader: Loader[R], path: Path, file: str, model: type[R]) -> None:
    """Read a vocabulary: one table a term; nothing is read where the file is absent."""
    if not is_there(path):
        return
    data = read_toml(path, file, loader.problems)
    loader.unread |= data is None
    for id_, term in (data or {}).items():
        place = path_of("", [id_])
        if TERM.fullmatch(id_):  # it becomes part of a style sheet
            loader.add(id_, term, model, file, prefix=place)
        else:
            message = "is not a term's id; use small letters, digits and underscores"
            loader.problems.append(Problem(file, place, message))


def read_source_folder(loader: Loader[Source], root: Path, label: str) -> None:
    """Read ``root/sources/*.json``, one CSL-JSON item a file, the file name its id."""
    for path in _listed(loader, root, label, "sources"):
        file = f"{label}/sources/{path.name}"
        if not ID.fullmatch(path.stem):
            message = "the file name is the id; use small letters, digits and hyphens, e.g. kcna-2026-10-04.json"
            loader.problems.append(Problem(file, "", message))
            continue
        if loader.files.get(path.stem) == f"{label}/sources.json":
            message = f"is the id of an item of {loader.files[path.stem]} already; take one of the two out"
            loader.problems.append(Problem(file, "", message))
        item = _read_json(path, file, loader.problems)
        if not isinstance(item, dict):
            loader.files[path.stem] = file
            if item is not None:
                loader.problems.append(Problem(file, "", "must be one CSL-JSON item; write it in { }"))
            continue
        if item.get("id", path.stem) != path.stem:
            message = f"is {shown(item['id'])}, but the file name is the id; take the key out or rename the file"
            loader.problems.append(Problem(file, "id", message))
        add_source(loader, path.stem, {**item, "id": path.stem}, file)


def read_sources(loader: Loader[Source], path: Path, file: str) -> None:
    """Read a CSL-JSON array; nothing is read where the file is absent."""
    if not is_there(path):
        return
    items = _read_json(path, file, loader.problems, COLLECTION_BYTES)
    if items is not None and not isinstance(items, list):
        loader.problems.append(Problem(file, "", "must be a CSL-JSON array; put the items in [ ]"))
        items = None
    loader.unread |= items is None
    seen: dict[str, int] = {}
    for index, item in enumerate(items or ()):
        id_ = item.get("id") if isinstance(item, dict) else None
        if not isinstance(id_, str):
            add_source(loader, f"[{index}]", item, file, prefix=f"[{index}]")
        elif id_ in seen:
            message = f"is the id of item [{seen[id_]}] already; give each source its own id"
            loader.problems.append(Problem(file, f"[{index}].id", message))
        else:
            seen[id_] = index
            add_source(loader, id_, item, file, prefix=path_of("", [id_]))


def read_toml(path: Path, file: str, problems: list[Problem]) -> dict[str, Any] | None:
    """Parse one TOML file, or note why it cannot be parsed; characters that no text may hold are noted too."""
    text = _read_text(path, file, problems)
    if text is None:
        return None
    if any(line.count(".") >= PARTS and MANY_PARTS.search(line) for line in text.split("\n")):
        problems.append(Problem(file, "", "is nested too deeply; simplify it"))
        return None
    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        words, _, place = str(error).removesuffix(")").rpartition(" (at ")
        problems.append(Problem(file, place, f"is not valid TOML: {words}; correct it"))
    except (ValueError, RecursionError) as error:
        problems.append(Problem(file, "", _beyond_the_parser(error)))
    else:
        odd = unfit(text) or "\\" in text  # else no text of the file needs a look
        faults = ((loc, unfit(found)) for loc, found in (texts_in(data) if odd else ()))
        problems += [Problem(file, path_of("", loc), fault) for loc, fault in faults if fault]
        return data
    return None


def _read_json(path: Path, file: str, problems: list[Problem], max_bytes: int = RECORD_BYTES) -> Any:
    """Parse one JSON file, or note why it cannot be parsed and return None."""
    text = _read_text(path, file, problems, max_bytes)
    if text is None:
        return None
    try:
        value = json.loads(text, object_pairs_hook=_check_keys)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        problems.append(Problem(file, place, f"is not valid JSON: {error.msg.removesuffix(' at')}; correct it"))
    except _KeysError as error:
        problems.append(Problem(file, "", str(error)))
    except (ValueError, RecursionError) as error:
        problems.append(Problem(file, "", _beyond_the_parser(error)))
    else:
        if value is not None:
            return value
        problems.append(Problem(file, "", "holds null; write CSL-JSON"))
    return None


def _beyond_the_parser(error: ValueError | RecursionError) -> str:
    if isinstance(error, RecursionError):
        return "is nested too deeply; simplify it"
    return "holds a number of over 4,300 digits; correct it"  # sys.get_int_max_str_digits()


def _read_text(path: Path, file: str, problems: list[Problem], max_bytes: int = RECORD_BYTES) -> str | None:
    try:
        raw = read_file(path, max_bytes)
    except FileError as error:
        problems.append(Problem(file, "", str(error)))
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = f"is not UTF-8 (byte 0x{raw[error.start]:02x}); save the file as UTF-8"
        problems.append(Problem(file, f"line {line}", message))
    return None


class _KeysError(ValueError):
    """A key that is written twice, of which JSON parsers keep the last, or more keys than anyone writes."""


def _check_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(pairs) > MAX_KEYS:
        msg = f"holds an object of {len(pairs):,} keys, and {MAX_KEYS:,} is the most; a source has some dozens"
        raise _KeysError(msg)
    found = dict(pairs)
    if len(found) < len(pairs):
        twins = [key for key, count in Counter(key for key, _ in pairs).items() if count > 1]
        first = json.dumps(dict(pairs[:1]), ensure_ascii=False)[:80].rstrip("}")
        msg = f"key {shown(twins[0])} is written twice in the object that starts {first}; take one out"
        raise _KeysError(msg)
    return found
