"""Make ids of names: readable, stable, and each given once."""

from __future__ import annotations

import hashlib
import re

from mapgen.catalog.reader import ID, RESERVED
from mapgen.intake.romanise import romanised

MAX_ID = 60
MAX_OWN_ID = 100
"""Letters of an id that a file gives: a file system takes 143 to 255 for the name of a file."""
DEVICES = frozenset(("con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in range(10))))
"""Names that no file can have on Windows, whatever its ending."""
_APART = re.compile(r"[^a-z0-9]+")


def slug(name: str, kind: str) -> str:
    """Return the id that a name makes.

    Parameters
    ----------
    name : str
        In any script.
    kind : str
        What it is the name of: the beginning of the id if no letter of the name can be part of one.

    Returns
    -------
    str
        Small letters, digits and hyphens. A name in Chinese characters has eight digits that follow from it.
    """
    latin = romanised(name)
    words = _APART.sub("-", latin).strip("-")
    if not latin.isascii() and any(letter.isalpha() and not letter.isascii() for letter in latin):
        words = f"{words or kind}-{hashlib.sha256(name.strip().encode()).hexdigest()[:8]}"
    id_ = words[:MAX_ID].strip("-") or kind
    return id_ if is_id(id_) else f"{kind}-{id_}"


def is_id(text: str) -> bool:
    """Return whether a text can be an id, and so the name of a file, as it is; the number of a row is none."""
    is_free = text not in RESERVED and text.partition(".")[0] not in DEVICES
    return is_free and len(text) <= MAX_OWN_ID and bool(ID.fullmatch(text)) and not text.isdigit()


class Ids:
    """Give each new record an id that nothing else has; a second one of the same name ends in -2, and so on.

    Parameters
    ----------
    taken : set of str
        The ids that no new record may have.
    """

    def __init__(self, taken: set[str]) -> None:
        self._taken = set(taken)

    def new(self, wanted: str) -> str:
        """Return the id, or with a number if it is taken, and take it."""
        id_, number = wanted, 1
        while id_ in self._taken:
            number += 1
            id_ = f"{wanted[: MAX_ID - 4]}-{number}"
        self._taken.add(id_)
        return id_
