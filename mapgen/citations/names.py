"""Write the names of authors as is usual in their scripts: which part comes first, and which initials they have."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mapgen.records.names import Name

_CASED = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN")
"""Scripts with capitals, in which a given name can be cut to its initials."""
_HAN, _HANGUL, _KANA = ("CJK", "IDEOGRAPHIC"), ("HANGUL",), ("HIRAGANA", "KATAKANA", "HALFWIDTH KATAKANA")
_BINDS = ("-", "‐", "‑", "'", "’", "ʼ", "־")
"""A particle that ends in one of these is joined to the family name without a space: al-Assad, d’Arc."""
_PARTICLES = frozenset(
    "af al av bin da das de degli dei del della den der di do dos du el ibn la las le los op ten ter van vom von zu "
    "zum zur".split()
)
"""Lower-case words inside a given name that are not cut to initials: Ludwig van."""
_HYPHENS = re.compile(r"[-‐‑–]")


def reading_order(name: Name) -> str:
    """Write a name as it is read in running text.

    Parameters
    ----------
    name : Name

    Returns
    -------
    str
        With particles and suffix: Jan van den Berg, Martin Luther King Jr.; in Chinese, Japanese and Korean script
        the family name comes first: 김정민.
    """
    whole = as_one(name)
    if whole:
        return whole
    words = " ".join(filter(None, [_words(name.given), _words(name.dropping_particle), family(name)]))
    suffix = _words(name.suffix)
    return f"{words}{',' if name.comma_suffix else ''} {suffix}" if suffix else words


def as_one(name: Name) -> str | None:
    """Return a name that no citation style may reorder or shorten, or None if a style may do so.

    Fixed names are literals, names of one part, names in Chinese, Japanese or Korean script, and those that the source
    marks with a static order.
    """
    if literal := _words(name.literal):
        return literal
    last, first = family(name), _words(name.given)
    if not (last and first):
        return last or first
    if name.static_ordering in (True, 1, "true", "1"):
        return f"{last} {first}"
    if not all(_is_written_in(part, _HAN + _HANGUL + _KANA) for part in (last, first)):
        return None
    close = _has(last + first, _HAN) or (_is_written_in(last, _HANGUL) and len(last) <= 2)
    return f"{last}{first}" if close else f"{last} {first}"


def family(name: Name) -> str:
    """Return the family name with the particle that is part of it."""
    particle, last = _words(name.non_dropping_particle), _words(name.family)
    return f"{particle}{'' if not particle or particle.endswith(_BINDS) else ' '}{last}".strip()


def initials(given: str, mark: str = ". ") -> str:
    """Cut a given name to its initials.

    Parameters
    ----------
    given : str
    mark : str, optional
        Text after each initial: the value of ``initialize-with`` in a citation style.

    Returns
    -------
    str
        Ann-Marie and Jeong-min become A.-M. and J.-M.; a lower-case name gets lower-case initials (bell: b.). Particles
        are not cut (Ludwig van: L. van), and neither are names in a script without capitals.
    """
    written = unicodedata.normalize("NFC", _words(given))
    if not _is_written_in(written, _CASED):
        return written
    words = [word for part in re.sub(r"\.(?=\w)", ". ", written).split() if (word := _letters(part))]
    is_proper = any(word[0].isupper() for word in words)
    cut, was_particle = "", True
    for word in words:
        is_particle = bool(cut) and word.rstrip("-") in _PARTICLES
        is_apart = is_particle or was_particle or mark.endswith(" ")
        written = word if is_particle else _initial(word, mark.rstrip(), capital=is_proper)
        cut, was_particle = f"{cut}{' ' if is_apart else ''}{written}".strip(), is_particle
    return cut


def _initial(word: str, mark: str, *, capital: bool) -> str:
    halves = [letters for half in _HYPHENS.split(word) if (letters := _letters(half))]
    return "-".join((half[0].upper() if capital else half[0]) + mark for half in halves)


def _letters(word: str) -> str:
    """Remove quotation marks and apostrophes before the first letter of a word, and full stops at its end."""
    return re.sub(r"^[^\w]+|[.]+$", "", word)


def _words(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text or "").strip()


def _is_written_in(text: str, scripts: tuple[str, ...]) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and all(_has(letter, scripts) for letter in letters)


def _has(text: str, scripts: tuple[str, ...]) -> bool:
    return any(unicodedata.name(letter, "").startswith(scripts) for letter in text)
