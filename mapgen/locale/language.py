"""Speak the reader's language: numbers, dates and the fixed words of the page, one file a language."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from mapgen.errors import DataError, Problem, shown, suggestion
from mapgen.locale import plurals
from mapgen.resources import folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mapgen.records.bands import Band, Floor
    from mapgen.records.model import Missile, RangeFigure


ENGLISH = "en"
GAP = "\ue000"  # a private character: it marks what English says in place of a language that lacks it
_PRECISION = ("year", "month", "day")
_TABLES = ("format", "ui", "counted")
_OPEN = re.compile(r"\{\w*\}")


@dataclass(frozen=True)
class Locale:
    """One language of the page, as ``templates/lang/<tag>.toml`` gives it.

    Attributes
    ----------
    tag : str
        Language tag, e.g. ``ko``.
    name : str
        The language's own name for itself.
    countries : tuple of str
        Where it is the language of the place: names of sites there are shown in it beside the reader's own language.
    form : mapping of str to object
        Separators, month names and patterns for numbers with units.
    ui : mapping of str to str
        The fixed words of the page.
    counted : mapping of str to mapping of str to str
        The words with a count, by form: of just one number (``=1``), or of a plural category of CLDR.
    plural : mapping of str to str
        CLDR's rules of the plural categories; ``other`` needs none.
    """

    tag: str
    name: str
    countries: tuple[str, ...]
    form: Mapping[str, Any]
    ui: Mapping[str, str]
    counted: Mapping[str, Mapping[str, str]]
    plural: Mapping[str, str]

    def count(self, key: str, words: Mapping[str, str] | None = None, **numbers: int) -> str:
        """Write words with a count, in the form that fits ``total`` where there is one, else ``n``.

        What `words` holds is put into its open places as it is.
        """
        deciding = numbers.get("total", numbers.get("n", 0))
        pattern = plurals.form(self.counted[key], deciding, self.plural)
        return pattern.format(**(words or {}), **{name: self.number(value) for name, value in numbers.items()})

    def number(self, value: float) -> str:
        """Write a number with the language's separators, without inventing decimals: ``1,300``, ``1.287,5``."""
        whole, _, part = f"{value:,.3f}".rstrip("0").partition(".")
        grouped = whole.replace(",", self.form["group"])
        return f"{grouped}{self.form['decimal']}{part}" if part else grouped

    def km(self, value: float) -> str:
        """Write a distance in km."""
        return str(self.form["km"]).format(n=self.number(value))

    def figure(self, figure: RangeFigure) -> str:
        """Write a published figure with the source's own qualifier."""
        qualifier = (figure.qualifier or "").replace("-", "_")
        low, high = self.number(figure.low_km), self.number(figure.high_km)
        if figure.low_km == figure.high_km:
            return str(self.form[qualifier or "km"]).format(n=high)
        return str(self.form[f"{qualifier}_span" if qualifier else "span"]).format(low=low, high=high)

    def band(self, band: Band, missile: Missile) -> str:
        """Write the band of a missile; a limit that every source of it calls a floor is written as one."""
        high = self.number(band.high_km)
        if band.low_km is None:
            return str(self.form["flown"]).format(n=high)
        if band.low_km == band.high_km:
            qualifiers = {missile.ranges[index].qualifier for index in band.low_figures + band.high_figures}
            qualifier = "at-least" if band.floor else qualifiers.pop() if len(qualifiers) == 1 else None
            return str(self.form[(qualifier or "km").replace("-", "_")]).format(n=high)
        pattern = {"at-least": "to_at_least", "flown": "to_flown", None: "span"}[band.floor]
        return str(self.form[pattern]).format(low=self.number(band.low_km), high=high)

    def limit(self, value: float, floor: Floor | None) -> str:
        """Write a limit of a band; a floor reads as one."""
        pattern = {"at-least": "at_least", "flown": "flown_limit", None: "km"}[floor]
        return str(self.form[pattern]).format(n=self.number(value))

    def short_floor(self, value: float) -> str:
        """Write a floor where room is short."""
        return str(self.form["short_floor"]).format(n=self.number(value))

    def date(self, value: str) -> str:
        """Write a date of the form 2025, 2025-08 or 2025-08-20."""
        return self._fill(str(self.form[_PRECISION[value.count("-")]]), value)

    def period(self, interval: str) -> str:
        """Write a date, or two with a slash between them; what both share is said once: ``24–26 September 2024``."""
        first, _, last = interval.partition("/")
        if not last:
            return self.date(first)
        if first.count("-") != last.count("-"):
            return f"{self.date(first)}{self.form['through_long']}{self.date(last)}"
        pairs = zip(first.split("-"), last.split("-"), strict=True)
        shared = _PRECISION[: len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))]
        pieces = re.findall(r"[^{}]*\{\w+\}[^{}]*", self.form[_PRECISION[first.count("-")]])
        differ = [index for index, piece in enumerate(pieces) if not piece[piece.index("{") + 1 :].startswith(shared)]
        begin = self._fill("".join(pieces[: differ[-1] + 1]), first).rstrip(" ,")
        end = self._fill("".join(pieces[differ[0] :]), last)
        return f"{begin}{self.form['through' if len(differ) == 1 else 'through_long']}{end}"

    def _fill(self, pattern: str, value: str) -> str:
        year, month, day = (int(part) for part in [*value.split("-"), "0", "0"][:3])
        return pattern.format(year=year, month=self.form["months"][month - 1], day=day)


def isolated(text: str) -> str:
    """Keep a text that runs from right to left apart from its neighbours, by Unicode's isolates (UAX 9).

    For texts inside a sentence, where no element can do it.
    """
    return f"\u2068{text}\u2069" if runs_left(text) else text


def runs_left(text: str) -> bool:
    """Return whether a text holds letters that run from right to left (UAX 9)."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


@cache
def locale_of(tag: str, *, gap: str = "") -> Locale:
    """Read one language, and take from English what its file lacks.

    Parameters
    ----------
    tag : str
        One of ``resources.languages()``.
    gap : str, optional
        What to put behind each pattern and word that is taken from English, e.g. `GAP`: a text that is made with one
        can then be told from the language's own.

    Returns
    -------
    Locale

    Raises
    ------
    DataError
        With all that is wrong in the language's file.
    """
    own, english = _read(tag), _read(ENGLISH)
    if problems := language_problems(tag):
        raise DataError(problems)
    form, ui, counted = ({**_marked(english[table], gap), **own.get(table, {})} for table in _TABLES)
    rules = own.get("plural", {})
    countries = tuple(own.get("countries", ()))
    return Locale(tag=tag, name=own["name"], countries=countries, form=form, ui=ui, counted=counted, plural=rules)


def language_file(tag: str) -> str:
    """Return the name of a language's file as the user knows it."""
    return f"templates/lang/{tag}.toml"


def gaps(tag: str) -> list[tuple[str, Any]]:
    """Return what the file of a language lacks: each key, e.g. ``ui.close``, with what English says in its place."""
    own, english = _read(tag), _read(ENGLISH)
    return [
        (f"{table}.{key}", words)
        for table in _TABLES
        for key, words in english[table].items()
        if key not in own.get(table, {})
    ]


def language_problems(tag: str) -> list[Problem]:
    """List what is wrong in the file of a language: unknown keys, values of another kind or with other open places."""
    return [Problem(language_file(tag), path, message) for path, message in _faults(_read(tag), _read(ENGLISH))]


def _faults(own: dict[str, Any], english: dict[str, Any]) -> Iterator[tuple[str, str]]:
    known = (*english, "countries", "plural")
    for key in own.keys() - {*known}:
        yield key, f"unknown key; {suggestion(key, known)}"
    if not isinstance(own.get("name"), str) or not own["name"].strip():
        yield "name", "is missing; write what the language calls itself"
    if not isinstance(own.get("countries", []), list):
        yield "countries", 'must be a list of ISO 3166-1 codes, e.g. ["KP", "KR"]'
    yield from _plural_faults(own.get("plural", {}))
    for table in _TABLES:
        words = own.get(table, {})
        if not isinstance(words, dict):
            yield table, "must be a table of keys and texts, as in en.toml"
            continue
        for key, value in words.items():
            if key not in english[table]:
                yield f"{table}.{key}", f"unknown key; {suggestion(key, english[table])}"
            elif fault := (_counted_fault if table == "counted" else _fault)(value, english[table][key]):
                yield f"{table}.{key}", fault


def _plural_faults(rules: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(rules, dict):
        yield "plural", 'must be a table of rules, e.g. one = "n = 1"'
        return
    for name, rule in rules.items():
        if name not in plurals.CATEGORIES[:-1]:
            yield f"plural.{name}", f"is no plural category of CLDR; {suggestion(name, plurals.CATEGORIES[:-1])}"
        elif not isinstance(rule, str) or not plurals.is_rule(rule):
            yield f"plural.{name}", 'is no plural rule of CLDR; write one such as "n % 10 = 1 and n % 100 != 11"'


def _counted_fault(value: Any, english: dict[str, str]) -> str | None:
    """Say what keeps a table of forms from standing in for the English one; a form may leave its number out."""
    if not isinstance(value, dict) or "other" not in value:
        return "must be a table of forms, with other among them"
    for name, words in value.items():
        if name not in plurals.CATEGORIES and not re.fullmatch(r"=\d+", name):
            return f"has the form {name!r}; write a plural category of CLDR, or a number such as =1"
        if not isinstance(words, str) or not words:
            return f"has an empty form {name!r}; write it, or take it out"
        if strange := {*_OPEN.findall(words)} - {*_OPEN.findall(english["other"])}:
            return f"has the open places {' '.join(sorted(strange))}, which English lacks"
    return _fault(value["other"], english["other"])


def _fault(value: Any, english: Any) -> str | None:
    """Say what keeps a value from standing in for the English one."""
    if type(value) is not type(english) or (isinstance(value, list) and len(value) != len(english)):
        return f"must have the form that it has in English: {shown(english)}"
    if not all(isinstance(text, str) and text for text in _texts(value)):
        return "is empty; write it, or take the key out to have it in English"
    given, wanted = ({*_OPEN.findall(" ".join(_texts(each)))} for each in (value, english))
    if given == wanted:
        return None
    return f"has the open places {' '.join(sorted(given)) or 'none'}, and needs {' '.join(sorted(wanted)) or 'none'}"


def _texts(value: Any) -> Iterator[Any]:
    """Yield the texts of a value: its own, or those of a list or table."""
    if isinstance(value, list | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)
    else:
        yield value


def _marked(value: Any, gap: str) -> Any:
    """Put `gap` behind every text of a value."""
    if isinstance(value, dict):
        return {key: _marked(each, gap) for key, each in value.items()}
    return [_marked(each, gap) for each in value] if isinstance(value, list) else f"{value}{gap}"


@cache
def _read(tag: str) -> dict[str, Any]:
    try:
        return tomllib.loads((folder("templates") / "lang" / f"{tag}.toml").read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError([Problem(language_file(tag), "", f"is not valid TOML in UTF-8: {error}; correct it")]) from None
