"""Say what keeps the file of a language from being read: unknown keys, values of another kind or with other places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mapgen.errors import shown, suggestion
from mapgen.locale import plurals
from mapgen.records.characters import is_blank

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLES = ("format", "ui", "counted")
"""The tables of a language file whose gaps English fills."""
DIRECTIONS = ("ltr", "rtl")
_OPEN = re.compile(r"\{\w*\}")


def faults(own: dict[str, Any], english: dict[str, Any], *, named: bool = True) -> Iterator[tuple[str, str]]:
    """Yield the place of each fault of a language's file, and what is wrong; `named`: it must name the language."""
    known = (*english, "countries", "dir", "plural")
    for key in own.keys() - {*known}:
        yield key, f"unknown key; {suggestion(key, known)}"
    if (named or "name" in own) and not (isinstance(own.get("name"), str) and not is_blank(own["name"])):
        yield "name", "is missing; write what the language calls itself"
    if not isinstance(own.get("countries", []), list):
        yield "countries", 'must be a list of ISO 3166-1 codes, e.g. ["KP", "KR"]'
    if own.get("dir", "ltr") not in DIRECTIONS:
        yield "dir", 'must be "rtl" for a script that runs from right to left, or "ltr"'
    yield from _plural_faults(own.get("plural", {}))
    for table in TABLES:
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
    """Say what keeps a table of forms from standing in for the English one.

    A form may leave its number out, and may say the number where English does not.
    """
    if not isinstance(value, dict) or "other" not in value:
        return "must be a table of forms, with other among them"
    for name, words in value.items():
        if name not in plurals.CATEGORIES and not re.fullmatch(r"=\d+", name):
            return f"has the form {name!r}; write a plural category of CLDR, or a number such as =1"
        if not isinstance(words, str) or is_blank(words):
            return f"has an empty form {name!r}; write it, or take it out"
        if strange := {*_OPEN.findall(words)} - {*_OPEN.findall(english["other"]), "{n}"}:
            return f"has the open places {' '.join(sorted(strange))}, which English lacks"
    other, wanted = value["other"], english["other"]
    return _fault(other if "{n}" in wanted else other.replace("{n}", ""), wanted)


def _fault(value: Any, english: Any) -> str | None:
    """Say what keeps a value from standing in for the English one."""
    if type(value) is not type(english) or (isinstance(value, list) and len(value) != len(english)):
        return f"must have the form that it has in English: {shown(english)}"
    if not all(isinstance(text, str) and (text.isspace() or not is_blank(text)) for text in _texts(value)):
        return "is empty; write it, or take the key out to have it in English"
    given, wanted = ({*_OPEN.findall(" ".join(_texts(each)))} for each in (value, english))
    if given == wanted:
        return None
    return f"has the open places {' '.join(sorted(given)) or 'none'}; it needs {' '.join(sorted(wanted)) or 'none'}"


def _texts(value: Any) -> Iterator[Any]:
    """Yield the texts of a value: its own, or those of a list or table."""
    if isinstance(value, list | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)
    else:
        yield value
