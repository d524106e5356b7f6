"""The errors that mapgen raises: a root class and its subclasses, each with a message for the user."""

from __future__ import annotations

import difflib
import errno
import os
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


T = TypeVar("T")
MANY = 50  # names: up to here, each is compared
MAX_COMPARED = 200  # letters of a name: longer ones are no slip of the pen


class MapgenError(Exception):
    """Root of every error that mapgen raises on purpose; its text is meant for a user."""


@dataclass(frozen=True)
class Problem:
    """A single fault in the data.

    Attributes
    ----------
    file : str
        File, under the name that the user knows, e.g. ``geodata/missiles/kn-25.toml``.
    path : str
        Place inside the file, e.g. ``ranges[0].low_km``, or ``line 7``; empty for the whole file.
    message : str
        What is wrong and what to do about it.
    """

    file: str
    path: str
    message: str

    def __lt__(self, other: Problem) -> bool:
        return self._order < other._order

    @cached_property
    def _order(self) -> tuple[list[str | tuple[int, str]], str]:
        """A key that sorts numbers by value, however long; `re.split` puts text and digits in turn."""
        parts = re.split(r"([0-9]+)", f"{self.file}\0{self.path}")
        numbers = [(len(part.lstrip("0")), part.lstrip("0")) for part in parts[1::2]]
        return [numbers[index // 2] if index % 2 else part for index, part in enumerate(parts)], self.message

    def __str__(self) -> str:
        place = f"{self.file}: {self.path}" if self.path else self.file
        return f"{place}: {self.message}"


class DataError(MapgenError):
    """Data that do not load; holds every problem, not only the first.

    Parameters
    ----------
    problems : iterable of Problem
        Sorted by file and path in `problems`, ``ranges[2]`` before ``ranges[10]``.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnknownNameError(MapgenError):
    """A name that is not in the catalog, with the nearest known ones.

    Parameters
    ----------
    kind : str
        What was looked for, e.g. ``story``.
    name : str
        The name as given.
    known : iterable of str
        The names that exist.
    """

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind, self.name = kind, name
        super().__init__(f"unknown {kind} {shown(name)}; {suggestion(name, known)}")


def all_at_once(calls: Iterable[Callable[[], T]]) -> list[T]:
    """Return what each call returns; where some fail, say so of all of them.

    Parameters
    ----------
    calls : iterable of callable

    Returns
    -------
    list

    Raises
    ------
    MapgenError
        The error of the one call that fails, or one with the messages of all that do.
    """
    found: list[T] = []
    errors: list[MapgenError] = []
    for call in calls:
        try:
            found.append(call())
        except MapgenError as error:
            errors.append(error)
    if len(errors) == 1:
        raise errors[0]
    if errors:
        raise MapgenError("\n".join(dict.fromkeys(map(str, errors))))
    return found


class FileError(MapgenError):
    """A file that cannot be read; the text says why and what to do, and the caller adds the name of the file."""


class CellError(MapgenError):
    """A cell of an imported table that cannot be read; the text says why, and the caller adds file, row and column."""


class GeometryError(MapgenError):
    """A position or radius that has no geodesic ring or distance."""


class AssetError(MapgenError):
    """A part of the page that would be fetched from elsewhere, or a bundled asset that is missing or altered."""


def shown(value: object) -> str:
    """Return a value as messages show it: in quotes, and cut after 80 characters."""
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."


def unreadable(error: OSError) -> str:
    """Return the message for a file that the operating system does not let us read."""
    return f"cannot be read: {error.strerror}; check the path and its permissions"


def unwritable(error: OSError | RuntimeError) -> str:
    """Return the reason for which the operating system does not let us write; the caller says what to do."""
    if isinstance(error, FileExistsError | NotADirectoryError):
        return "cannot be written: a folder of its path is a file"
    number = error.errno if isinstance(error, OSError) else errno.ELOOP  # links in a circle, before Python 3.13
    return f"cannot be written: {os.strerror(number or errno.EIO)}"


def suggestion(name: str, known: Iterable[str], *, all_of_them: bool = False) -> str:
    """Say what a mistyped name may have meant.

    Parameters
    ----------
    name : str
        The name as given.
    known : iterable of str
        The names that exist.
    all_of_them : bool, optional
        Whether to name all that exist where none is near, and not the first twelve alone.

    Returns
    -------
    str
        ``did you mean 'a' or 'b'?`` if similar names exist; else the first known names, or that none is known.
    """
    names = tuple(sorted(known))
    small = name[:MAX_COMPARED].lower()
    by_small_letters = {known_name.lower(): known_name for known_name in _alike(small, names)}
    close = difflib.get_close_matches(small, by_small_letters, n=3, cutoff=0.6)
    if close:
        return f"did you mean {' or '.join(repr(by_small_letters[match]) for match in close)}?"
    if not names:
        return "none is known"
    first = names if all_of_them else names[:12]
    return f"known: {', '.join(first)}{', ...' if len(names) > len(first) else ''}"


def _alike(name: str, names: tuple[str, ...]) -> Iterable[str]:
    """Return the names that are worth comparing: the closer comparison takes long where there are thousands."""
    if len(names) <= MANY:
        return names
    shared = Counter(place for pair in _pairs(name) for place in _places(names).get(pair, ()))
    return [names[place] for place, _ in shared.most_common(MANY)]


@lru_cache(maxsize=16)
def _places(names: tuple[str, ...]) -> dict[str, list[int]]:
    """Return for each pair of neighbouring letters the places of the names that have it."""
    places: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        for pair in _pairs(name[:MAX_COMPARED].lower()):
            places.setdefault(pair, []).append(place)
    return places


def _pairs(name: str) -> set[str]:
    return {name[start : start + 2] for start in range(max(len(name) - 1, 1))}
