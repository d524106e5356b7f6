"""List the files of a data folder, and name what in it would be passed over: ignored input is never left unsaid."""

from __future__ import annotations

import difflib
from pathlib import PurePath
from typing import TYPE_CHECKING

from mapgen.errors import Problem, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDERS = ("missiles", "sites", "sources", "stories", "vocab", "lang")
SUFFIXES = {name: ".json" if name == "sources" else ".toml" for name in FOLDERS}
"""How the names of a folder's files end."""
OTHER_NAMES = {"missile": "missiles", "site": "sites", "source": "sources", "story": "stories", "vocabulary": "vocab"}
"""What a folder may be called by mistake."""
NO_MISTAKES = ("basemap", "schema", "styles", "themes")
"""Folders of the packaged data whose names are near to those above."""
HARMLESS = frozenset(".md .rst .txt .pdf .html .png .jpg .jpeg .svg .ini .db .py .sh".split())
"""How the names of files end that nobody takes for a record."""
LEFT_BEHIND = ("~", ".bak", ".orig", ".rej", ".swp", ".tmp")
"""How the names of copies end that editors and version control leave."""


def is_there(path: Path) -> bool:
    """Return whether there is something of this name: also what cannot be read, and a link that leads nowhere."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError):
        return True
    return True


def record_files(root: Path, label: str, name: str, problems: list[Problem]) -> list[Path] | None:
    """Return the files of a folder of records, by name, and note what else in it looks like input.

    Parameters
    ----------
    root : pathlib.Path
        A folder in the layout of ``geodata/``.
    label : str
        How the user knows `root`.
    name : str
        One of `FOLDERS`; where it is absent, there is nothing.
    problems : list of Problem
        Takes what is wrong.

    Returns
    -------
    list of pathlib.Path or None
        Hidden files and the copies that editors leave are not among them. None: the folder cannot be listed.
    """
    if not is_there(root / name):
        return []
    entries = _entries(root / name, f"{label}/{name}", problems)
    if entries is None:
        return None
    suffix = SUFFIXES[name]
    files: list[Path] = []
    for path in entries:
        if path.name.endswith(suffix):
            files.append(path)
        elif message := _passed_over(path, suffix):
            problems.append(Problem(f"{label}/{name}/{path.name}", "", message))
    return sorted(files, key=lambda path: path.stem)


def stray_problems(root: Path, label: str) -> Iterator[Problem]:
    """Report what in a data folder has nearly the name of something that is read."""
    problems: list[Problem] = []
    entries = _entries(root, label, problems) or []
    yield from problems
    present = {path.name for path in entries}
    for path in sorted(entries, key=lambda path: path.name):
        if path.name in (*FOLDERS, *NO_MISTAKES, "sources.json"):
            continue
        meant = _meant(path)
        if meant == "sources" and path.suffix.lower() == ".json":
            yield Problem(f"{label}/{path.name}", "", "is not read; did you mean 'sources.json'?")
        elif meant and path.is_dir() and meant not in present:
            yield Problem(f"{label}/{path.name}", "", f"is not read; did you mean {meant!r}?")
        elif meant and not path.is_dir() and path.suffix.lower() not in HARMLESS:
            how = f"is not read; write each record as a file of its own, {meant}/<id>{SUFFIXES[meant]}"
            yield Problem(f"{label}/{path.name}", "", how)


def _entries(folder: Path, label: str, problems: list[Problem]) -> list[Path] | None:
    """Return what a folder holds, without what is hidden or left behind; None, with a note, if it cannot be listed."""
    try:
        if is_there(folder) and not folder.is_dir():
            problems.append(Problem(label, "", "is not a folder; make it one, with one file for each record"))
            return None
        return [path for path in folder.iterdir() if not _is_left_behind(path.name)]
    except OSError as error:
        problems.append(Problem(label, "", unreadable(error)))
        return None


def _is_left_behind(name: str) -> bool:
    return name.startswith((".", "__", "#")) or name.endswith(LEFT_BEHIND)


def _passed_over(path: Path, suffix: str) -> str | None:
    """Say that something in a folder of records is not read, unless nobody would take it for a record."""
    if path.is_dir():
        return "is a folder and is not read; move its files one folder up"
    stem, ending = path.stem, path.suffix.lower()
    if ending == suffix:
        return f"is not read; did you mean {stem.lower() + suffix!r}?"
    if PurePath(stem).suffix.lower() == suffix:  # record.toml.txt, as Windows hides it
        return f"is not read; did you mean {stem!r}?"
    if ending in HARMLESS or path.name in ("LICENSE", "README"):
        return None
    return f"is not read; write each record as a file of its own, <id>{suffix}"


def _meant(path: Path) -> str | None:
    """Return the folder that a name may have been meant for."""
    stem = (path.name if path.is_dir() else path.stem).lower()
    if stem in FOLDERS or stem in OTHER_NAMES:
        return OTHER_NAMES.get(stem, stem)
    return next(iter(difflib.get_close_matches(stem, FOLDERS, n=1, cutoff=0.8)), None) if path.is_dir() else None
