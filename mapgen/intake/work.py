"""Hold what the user chose, what an import makes, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mapgen.errors import Problem


@dataclass(frozen=True)
class Options:
    """What the user chose.

    Attributes
    ----------
    keys : mapping of str to str
        The key of columns, by column.
    fixed : mapping of str to str
        What stands in for empty cells, by key.
    skip : bool
        Whether rows that cannot be taken are left out; else nothing is written if there is one.
    overwrite : bool
        Whether records that are there already, and differ, are written anew.
    """

    keys: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    skip: bool = False
    overwrite: bool = False


@dataclass(frozen=True)
class Imported:
    """What an import comes to.

    Attributes
    ----------
    files : mapping of str to bytes
        What is to be written, by path inside the folder.
    counts : mapping of str to int
        How many records of each kind are among them.
    kept : int
        How many records were there already.
    left_out : tuple of Problem
        What is not taken, and why.
    gaps : mapping of str to int
        How often each required key is missing.
    unknown : mapping of tuple to int
        How often a term is written that the vocabulary does not have, by key and term.
    notes : tuple of str
        What the user should know.
    story : str or None
        Id of the story that was made.
    """

    files: Mapping[str, bytes]
    counts: Mapping[str, int]
    kept: int
    left_out: tuple[Problem, ...]
    gaps: Mapping[str, int]
    unknown: Mapping[tuple[str, str], int]
    notes: tuple[str, ...]
    story: str | None


@dataclass
class Work:
    """What is made so far, by kind and id: the data, and where it comes from."""

    records: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    places: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
