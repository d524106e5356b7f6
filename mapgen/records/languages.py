"""Turn what catalogues write for a language into the tag that browsers and style sheets of citations know."""

from __future__ import annotations

import csv
import re
from functools import cache

from mapgen.errors import shown
from mapgen.resources import folder

_TAG = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,8})*)")


def language_tag(text: str) -> str | None:
    """Return the tag of a language.

    Parameters
    ----------
    text : str
        A tag (``en``, ``en-US``, ``en_US``), a code of ISO 639-2 or 639-3 (``eng``), or an English name (``English``).

    Returns
    -------
    str or None
        E.g. ``en`` or ``en-US``; None if the text names no language, or more than one.
    """
    whole = text.strip()
    if whole.lower() in _names():
        return _names()[whole.lower()]
    match = _TAG.fullmatch(whole)
    if not match:
        return None
    language, rest = match[1].lower(), match[2].replace("_", "-")
    three = language if len(language) == 3 else None  # there are thousands of these codes: one not listed may be right
    known = _names().get(language, three) if three else language if language in _codes() else None
    return None if known is None else known + "".join(f"-{_cased(part)}" for part in rest.split("-")[1:])


def language_advice(text: str) -> str:
    """Say what is wrong with a text that `language_tag` does not know, and what to write."""
    tags = [tag for part in re.split(r"[;,/|&+]|\band\b", text) if (tag := language_tag(part))]
    if len(tags) > 1:
        return f"{shown(text)} names several languages; write that of the quotes, {' or '.join(map(repr, tags))}"
    meant = _MISTAKEN.get(text.strip().lower())
    return f"{shown(text)} is not a language tag; write {repr(meant) if meant else 'one such as en, ko or zh-Hant'}"


_MISTAKEN = {"cn": "zh", "cz": "cs", "dk": "da", "ir": "fa", "jp": "ja", "kp": "ko", "tw": "zh-Hant", "ua": "uk"}
"""Codes of countries that are taken for those of languages."""


def _cased(part: str) -> str:
    """Write a script as Hant and a region as TW."""
    if len(part) == 4 and part.isalpha():
        return part.title()
    return part.upper() if len(part) == 2 else part


@cache
def _names() -> dict[str, str]:
    """Return the tag by each three-letter code and English name, in small letters."""
    return {name: row[0] for row in _rows() for name in row[1:]}


@cache
def _codes() -> frozenset[str]:
    return frozenset(row[0] for row in _rows())


@cache
def _rows() -> list[list[str]]:
    with (folder("geodata") / "languages.csv").open(encoding="utf-8", newline="") as file:
        return [[cell for cell in row if cell] for row in list(csv.reader(file))[1:]]
