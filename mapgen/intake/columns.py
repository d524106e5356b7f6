"""Know what the columns of a table hold, by whole words of their names in many languages."""

from __future__ import annotations

import re
import string
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

import tomli

from mapgen.checks.quotes.quantities import unit_at
from mapgen.checks.quotes.wording import folded
from mapgen.errors import CellError, MapgenError, shown, suggestion
from mapgen.intake.words import MARKS
from mapgen.records.characters import unfit
from mapgen.records.languages import language_tag
from mapgen.resources import folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ANYWHERE = ("lat", "lon", "coordinates", "mgrs")
"""The keys whose words may stand anywhere in the name of a column: ``Facility Latitude (WGS84)``."""
ENDING = ("name", "source", "source_title", "first_reported", "range", "missiles", "uncertainty_km", "notes")
"""The keys whose words may end the name of a column: ``Facility Name``, but no ``Confirmation Status``."""
DISTANCES = ("range", "estimated", "claimed", "flown", "low_km", "high_km", "uncertainty_km")
"""The keys of distances, whose columns may have a unit at the end of their names: ``Range (miles)``."""
NO_LENGTH = re.compile("[%‰°º′″²³]")
"""Signs in the name of a column that is no distance in a known unit: ``uncertainty (%)``."""
CHOSEN = 3
"""How surely a column has the key that the user gives it: more than any that its name tells, see `_key`."""
NOT_WORDS = re.compile(r"[\W_]+")
EDGES = f"{MARKS}{string.whitespace}\u00a0\u3000"
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True)
class Columns:
    """What the columns of a table hold.

    Attributes
    ----------
    names : mapping of str to str
        The column by key, e.g. ``lat``; ``names.ko`` for a name in Korean.
    units : mapping of str to str
        The unit that a column's name has, by key, if its key is of a distance.
    unused : tuple of str
        The columns that no key has.
    fixed : mapping of str to str
        What the user sets for rows whose own cell is empty, by key.
    """

    names: Mapping[str, str]
    units: Mapping[str, str]
    unused: tuple[str, ...]
    fixed: Mapping[str, str] = field(default_factory=dict)

    def cell(self, cells: Mapping[str, str], key: str) -> str:
        """Return the text of a row for a key; empty if the row has none.

        Raises
        ------
        CellError
            If the cell holds an error of the spreadsheet.
        """
        text = cells.get(self.names.get(key, ""), "").strip(EDGES) or self.fixed.get(key, "")
        if text[:1] == "#" and (text[1:2].isupper() and text.rstrip("!?/A0").isupper()):
            msg = f"{shown(text)} is an error of the spreadsheet; correct the formula, or empty the cell"
            raise CellError(msg)
        return text

    def unit(self, cells: Mapping[str, str], key: str) -> str:
        """Return the unit of a row's text for a key: that of the column, if it has one, or of the key, or none."""
        own = self.units.get(key, "") if cells.get(self.names.get(key, ""), "").strip(EDGES) else ""
        return own or ("km" if key.endswith("_km") else "")


def chosen_keys(options: Iterable[str], option: str) -> list[tuple[str, str]]:
    """Return the two sides of options in the form ``COLUMN=KEY`` (``--map``) or ``KEY=VALUE`` (``--set``).

    A key may also be given by one of its words: ``latitude`` for ``lat``.

    Raises
    ------
    MapgenError
        With every option that has another form or an unknown key, that contradicts another one, or that holds what no
        text may hold.
    """
    is_map = option == "--map"
    found: list[tuple[str, str]] = []
    wrong: list[str] = []
    for given in options:
        left, equals, right = (part.strip() for part in (given.rpartition("=") if is_map else given.partition("=")))
        key = right if is_map else left
        key = key if key in _vocabulary() or _is_name(key) else _phrases().get(_words(key), key)
        if not (equals and left and right):
            form = "COLUMN=KEY, e.g. --map Breite=lat" if is_map else "KEY=VALUE, e.g. --set status=active"
            wrong.append(f"{option} {given}: write {form}")
        elif key not in _vocabulary() and not _is_name(key):
            known = suggestion(key, _vocabulary(), all_of_them=True)
            wrong.append(f"{option} {given}: unknown key {shown(key)}; {known}")
        elif fault := unfit(given):
            wrong.append(f"{option} {given}: {fault}")
        else:
            found.append((left, key) if is_map else (key, right))
    wrong += [
        f"{option}: {shown(name)} is given as {' and as '.join(map(shown, values))}; give it once"
        for name in dict(found)
        if len(values := list(dict.fromkeys(value for other, value in found if other == name))) > 1
    ]
    if wrong:
        raise MapgenError("\n".join(wrong))
    return found


def recognised(
    columns: Sequence[str],
    chosen: Mapping[str, str],
    fixed: Mapping[str, str] | None = None,
    *,
    has_positions: bool = False,
) -> Columns:
    """Return what columns hold.

    Parameters
    ----------
    columns : sequence of str
        Their names.
    chosen : mapping of str to str
        The key of some of them, from the user.
    fixed : mapping of str to str, optional
        What stands in for empty cells, by key, from the user.
    has_positions : bool, optional
        Whether the rows have geometries, so that columns of coordinates are not needed.

    Returns
    -------
    Columns

    Raises
    ------
    CellError
        If two columns may be the latitude or the longitude, or the user gives two the same key.
    """
    keys: dict[str, list[tuple[int, str, str]]] = {}
    for column in columns:
        if found := (CHOSEN, chosen[column], _unit(column)) if column in chosen else _key(column):
            strength, key, unit = found
            keys.setdefault(key, []).append((strength, column, unit))
    names: dict[str, str] = {}
    units: dict[str, str] = {}
    for key, rivals in keys.items():
        best = [rival for rival in rivals if rival[0] == max(strength for strength, _, _ in rivals)]
        if len(best) > 1 and best[0][0] == CHOSEN:
            both = " and ".join(shown(column) for _, column, _ in best)
            msg = f"the columns {both} are both given as {key}; give one of them"
            raise CellError(msg)
        if len(best) > 1 and key in ANYWHERE and not has_positions:
            both = " and ".join(shown(column) for _, column, _ in best)
            msg = f"the columns {both} may both be {key}; say which it is, e.g. --map {_quoted(best[0][1], key)}"
            raise CellError(msg)
        _, names[key], units[key] = best[0]
    return Columns(names, units, tuple(column for column in columns if column not in names.values()), fixed or {})


def _quoted(column: str, key: str) -> str:
    return f"'{column}={key}'" if re.search(r"[^\w-]", column) else f"{column}={key}"


@cache
def _vocabulary() -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return by key what it holds, and its words."""
    data = tomli.loads((folder("geodata") / "columns.toml").read_text("utf-8"))
    return {key: (entry["holds"], tuple(_words(word) for word in entry["words"])) for key, entry in data.items()}


@cache
def _phrases() -> dict[str, str]:
    """Return the key of each phrase; that of a key with longer words is not lost to one of shorter words."""
    found: dict[str, str] = {}
    for key, (_, words) in _vocabulary().items():
        found |= {phrase: key for phrase in (*words, _words(key)) if phrase not in found}
    return found


@cache
def _key(column: str) -> tuple[int, str, str] | None:
    """Return how surely a name tells a key (2: as a whole, 1: by its last words or one of them), the key, the unit."""
    words = _words(column).split()
    if words[:1] == ["name"] and len(words) == 2 and (tag := language_tag(words[1])) and len(words[1]) < 4:
        return 2, f"names.{tag}", ""
    unit = _unit(column)
    without = _match(words[: -len(unit.split())]) if unit else None
    if without and without[1] in DISTANCES and (found := _match(words)) != (2, without[1]):
        return (*without, unit)
    if (found := _match(words)) and not (found[1] in DISTANCES and NO_LENGTH.search(column)):
        return (*found, "")
    return None


def _unit(column: str) -> str:
    """Return the unit of length that a column's name ends in; empty if there is none."""
    words = _words(column).split()
    for count in (2, 1):
        last = folded(" ".join(words[-count:]))
        if (unit := unit_at(last, 0)) and unit[1] == len(last):
            return " ".join(words[-count:])
    return ""


def _match(words: list[str]) -> tuple[int, str] | None:
    phrases = _phrases()
    if (whole := " ".join(words)) in phrases:
        return 2, phrases[whole]
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            if phrases.get(" ".join(words[start:end])) in ANYWHERE:
                return 1, phrases[" ".join(words[start:end])]
    for start in range(1, len(words)):
        if (key := phrases.get(" ".join(words[start:]))) in ENDING:
            return 1, key
    return None


def column_key(name: str) -> str | None:
    """Return the key of which a text is one of the words as a whole, e.g. ``source`` for ``Link``."""
    return _phrases().get(_words(name))


def _is_name(key: str) -> bool:
    head, _, tag = key.partition(".")
    return head == "names" and language_tag(tag) == tag


def _words(name: str) -> str:
    """Return the words of a name in small letters: ``decimalLatitude`` and ``decimal_latitude`` are two each."""
    plain = unicodedata.normalize("NFKC", CAMEL.sub(" ", name)).casefold()
    return NOT_WORDS.sub(" ", plain).strip()
