"""Speak the reader's language: numbers, dates and the fixed words of the page, one file a language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING, Any

import tomli

from mapgen.errors import DataError, Problem
from mapgen.locale import plurals
from mapgen.locale.bidi import isolated, line_to_left
from mapgen.locale.faults import TABLES, faults
from mapgen.resources import folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mapgen.records.bands import Band, Floor
    from mapgen.records.model import Missile, RangeFigure


ENGLISH = "en"
GAP = "\ue000"  # a private character: it marks what English says in place of a language that lacks it
_PRECISION = ("year", "month", "day")


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
    direction : {"ltr", "rtl"}
        Whether its script runs from left to right, or from right to left.
    english_counts : frozenset of str
        The keys of `counted` that the language lacks: their forms are English, and follow English's rules.
    """

    tag: str
    name: str
    countries: tuple[str, ...]
    form: Mapping[str, Any]
    ui: Mapping[str, str]
    counted: Mapping[str, Mapping[str, str]]
    plural: Mapping[str, str]
    direction: str = "ltr"
    english_counts: frozenset[str] = frozenset()

    def count(self, key: str, words: Mapping[str, str] | None = None, **numbers: int) -> str:
        """Write a text with counts and other words, in the form that fits ``total`` where there is one, else ``n``."""
        deciding = numbers.get("total", numbers.get("n", 0))
        rules = read_language(ENGLISH)["plural"] if key in self.english_counts else self.plural
        pattern = plurals.form(self.counted[key], deciding, rules)
        return pattern.format(**(words or {}), **{name: self.number(value) for name, value in numbers.items()})

    def listed(self, names: Sequence[str], *, last_as_others: bool = False) -> str:
        """Write names one after another: ``A, B and C``, or ``A, B, C`` where more will follow."""
        comma, last = self.comma, str(self.form["and"])
        if last_as_others or len(names) < 2:
            return comma.join(names)
        return f"{comma.join(names[:-1])}{last}{names[-1]}"

    def number(self, value: float) -> str:
        """Write a number with the language's separators, without inventing decimals: ``1,300``, ``1.287,5``."""
        whole, _, part = f"{value:,.3f}".rstrip("0").partition(".")
        grouped = whole.replace(",", self.form["group"])
        return f"{grouped}{self.form['decimal']}{part}" if part else grouped

    @property
    def is_right_to_left(self) -> bool:
        """Whether its script runs from right to left."""
        return self.direction == "rtl"

    @property
    def comma(self) -> str:
        """What stands between names: ``, ``."""
        return str(self.form["comma"])

    @property
    def cited_comma(self) -> str:
        """What stands between the parts of a reference: the Latin comma, and in Arabic script its own sign."""
        return self.comma if self.is_right_to_left else ", "

    @property
    def semicolon(self) -> str:
        """What stands between parts that may have commas: ``; ``, and in Arabic script its own sign."""
        return "؛ " if self.comma.startswith("،") else "; "

    def apart(self, text: str) -> str:
        """Keep a name or a quote apart from the sentence around it, where either runs from right to left."""
        return isolated(text, always=self.is_right_to_left)

    def line(self, text: str) -> str:
        """Let a line run in the language's direction, for programs that take every line to run to the right."""
        return line_to_left(text) if self.is_right_to_left else text

    def km(self, value: float) -> str:
        """Write a distance in km."""
        return str(self.form["km"]).format(n=self.number(value))

    def unbroken(self, text: str) -> str:
        """Keep each number on one line with the unit after it, for programs that break lines themselves."""
        unit = str(self.form["km"]).removeprefix("{n}").strip()
        return re.sub(rf"(?<=\d) (?={re.escape(unit)}\b)", "\u00a0", text)

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

    def ring(self, value: float, floor: Floor | None, which: str) -> str:
        """Write a limit with what it is: the ``high``, the ``low`` or the ``only`` published one, or flown."""
        limit = self.limit(value, floor)
        return limit if floor == "flown" else self.ui[f"ring_{which}"].format(km=limit)

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
    if gap:
        locale_of(tag)  # has looked for faults
    elif problems := language_problems(tag):
        raise DataError(problems)
    return made_of(tag, read_language(tag), gap)


def made_of(tag: str, own: Mapping[str, Any], gap: str = "") -> Locale:
    """Make a language of what its file holds, without faults, and of English for the rest."""
    english = read_language(ENGLISH)
    form, ui, counted = ({**_marked(english[table], gap), **own.get(table, {})} for table in TABLES)
    return Locale(
        tag=tag,
        name=own["name"],
        countries=tuple(own.get("countries", ())),
        form=form,
        ui=ui,
        counted=counted,
        plural=own.get("plural", {}),
        direction=own.get("dir", "ltr"),
        english_counts=frozenset(english["counted"].keys() - own.get("counted", {}).keys()),
    )


def language_file(tag: str) -> str:
    """Return the name of a language's file as the user knows it."""
    return f"templates/lang/{tag}.toml"


def gaps(tag: str) -> list[tuple[str, Any]]:
    """Return what the file of a language lacks: each key, e.g. ``ui.close``, with what English says in its place."""
    return gaps_of(read_language(tag))


def gaps_of(own: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return what a language lacks whose file holds this; as `gaps`."""
    english = read_language(ENGLISH)
    return [
        (f"{table}.{key}", words)
        for table in TABLES
        for key, words in english[table].items()
        if key not in own.get(table, {})
    ]


def language_problems(tag: str) -> list[Problem]:
    """List what is wrong in the file of a language: unknown keys, values of another kind or with other open places."""
    return [
        Problem(language_file(tag), path, message)
        for path, message in faults(read_language(tag), read_language(ENGLISH))
    ]


def _marked(value: Any, gap: str) -> Any:
    """Put `gap` behind every text of a value."""
    if isinstance(value, dict):
        return {key: _marked(each, gap) for key, each in value.items()}
    return [_marked(each, gap) for each in value] if isinstance(value, list) else f"{value}{gap}"


@cache
def read_language(tag: str) -> dict[str, Any]:
    """Return what the file of a packaged language holds."""
    try:
        return tomli.loads((folder("templates") / "lang" / f"{tag}.toml").read_text("utf-8"))
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError([Problem(language_file(tag), "", f"is not valid TOML in UTF-8: {error}; correct it")]) from None
