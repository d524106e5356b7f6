"""Turn what pydantic finds wrong in a record into words: what is wrong, and what to do."""

from __future__ import annotations

import datetime
import re
import typing
from typing import Any

from pydantic import BaseModel

from mapgen.errors import Problem, shown, suggestion
from mapgen.records.characters import HALF_A_CHARACTER
from mapgen.records.csl import CSL_VARIABLES
from mapgen.records.degrees import DEGREES, degree_hint
from mapgen.records.descriptions import descriptions

if typing.TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_WANTED = {
    "string_type": "text in quotes",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "dict_type": "a table of texts",
    "model_type": "a table of keys and values",
    "tuple_type": "a list",
}
_FOUND: dict[type, str] = {
    str: "text",
    list: "a list",
    dict: "a table",
    datetime.date: "a date",
    datetime.datetime: "a date with a time",
    datetime.time: "a time",
    type(None): "null",
}
EVERYWHERE = 'for a range that reaches everywhere write 19900 with qualifier = "at-least"'
ROUND_THE_EARTH_KM = 45_000  # more is most likely in metres
_HINTS = {
    "low_km": "a range on Earth lies between 0 and 20,000 km",
    "high_km": "a range on Earth lies between 0 and 20,000 km",
    "country": "write the ISO 3166-1 alpha-2 code, e.g. KP",
    "colour": 'write six hexadecimal digits, small letters, as in "#b3301c"',
    "colour_dark": 'write six hexadecimal digits, small letters, as in "#ff7a5c"',
}
_LIMITS = {
    "greater_than": "above",
    "greater_than_equal": "at least",
    "less_than": "below",
    "less_than_equal": "at most",
}
_BRANCHES = ("int", "str", "bool", "float", "list", "dict")  # of a union: no part of the user's file
MAX_PROBLEMS = 100  # of one record: nobody reads more, and each takes its time to be put into words
_BARE_KEY = re.compile(r"[\w.:/-]+")


def problems_of(error: ValidationError, model: type[BaseModel], file: str, prefix: str = "") -> list[Problem]:
    """List the problems of one record.

    Parameters
    ----------
    error : pydantic.ValidationError
        What validation found.
    model : type of BaseModel
        The model that was validated against: its field descriptions go into the advice.
    file : str
        File as the user knows it.
    prefix : str, optional
        Place of the record inside the file, for files that hold several.

    Returns
    -------
    list of Problem
    """
    details: dict[str, list[ErrorDetails]] = {}
    for detail in error.errors(include_url=False):
        details.setdefault(path_of(prefix, detail["loc"]), []).append(detail)
    first = list(details.items())[:MAX_PROBLEMS]
    more = len(details) - len(first)
    rest = [Problem(file, prefix, f"has {more:,} more problems; correct these first")] if more else []
    return [Problem(file, path, _message(found, model)) for path, found in first] + rest


def path_of(prefix: str, loc: Sequence[int | str]) -> str:
    """Write a place inside a file, e.g. ``ranges[0].low_km``; keys that are no plain words in quotes."""
    path = prefix
    for part in loc:
        if isinstance(part, int):
            path += f"[{part}]"
        elif part not in _BRANCHES:
            key = part if _BARE_KEY.fullmatch(part) else shown(part)
            path += f".{key}" if path else key
    return path


def _message(details: list[ErrorDetails], model: type[BaseModel]) -> str:
    """Explain what is wrong at one place; several details are the branches of a union."""
    detail = details[0]
    kind, value = detail["type"], detail["input"]
    name = next((part for part in reversed(detail["loc"]) if isinstance(part, str) and part not in _BRANCHES), "")
    owner = _model_at(model, detail["loc"][:-1])
    if kind in _LIMITS:
        return _limit_message(detail, name)
    if kind == "float_type" and isinstance(value, int) and not isinstance(value, bool):
        return f"must be a number that fits on Earth, not {_number(value)}; {_hint(name, value)}"
    if kind in _WANTED:
        wanted = " or ".join(_WANTED[each["type"]] for each in details)
        described = _described(owner, name) if kind in ("dict_type", "model_type") else ""
        return f"must be {wanted}{described}, not {_found(value)}{_type_advice(kind, value, name)}"
    if kind in ("string_too_short", "string_pattern_mismatch"):
        if not value.strip():
            return f"is empty; write it{_described(owner, name)}"
        return f"{shown(value)} does not fit; {_hint(name, value)}"
    if kind.startswith("recursion"):
        return "is nested too deeply; simplify it"
    return _key_message(detail, name, owner) or _value_message(detail) or detail["msg"]


def _hint(name: str, value: Any) -> str:
    return degree_hint(name, value) if name in DEGREES else _HINTS.get(name, "correct it")


def _limit_message(detail: ErrorDetails, name: str) -> str:
    """Explain a number that is out of bounds."""
    kind, value = detail["type"], detail["input"]
    limit = next(iter(detail["ctx"].values()))
    hint = _hint(name, value)
    if kind == "less_than_equal" and name in ("low_km", "high_km") and value <= ROUND_THE_EARTH_KM:
        hint = f"{hint}; {EVERYWHERE}"
    return f"must be {_LIMITS[kind]} {_number(limit)}, not {_number(value)}; {hint}"


def _key_message(detail: ErrorDetails, name: str, owner: type[BaseModel] | None) -> str | None:
    """Explain a key that is missing or unknown; None for any other fault."""
    match detail["type"]:
        case "missing":
            return f"is missing; add it{_described(owner, name)}"
        case "extra_forbidden":
            return f"unknown key; {suggestion(name, _keys(owner))}"
        case "csl_key":
            known = suggestion(str(detail["input"]), CSL_VARIABLES)
            return f"unknown key; put it in custom, or take a name of CSL-JSON; {known}"
    return None


def _value_message(detail: ErrorDetails) -> str | None:
    """Explain a value that is not allowed or has the wrong size; None for any other fault."""
    value, context = detail["input"], detail.get("ctx", {})
    match detail["type"]:
        case "finite_number":
            return f"must be a finite number, not {value}; correct it"
        case "literal_error":
            expected = [part.strip("' ") for part in context["expected"].replace(" or ", ", ").split(",")]
            return f"{shown(value)} is not a known value; {suggestion(str(value), expected)}"
        case "string_too_long":
            return f"has {len(value):,} letters; {context['max_length']:,} at most: shorten it"
        case "too_short" if isinstance(value, dict):
            return 'is empty; write it in at least one language, e.g. en = "..."'
        case "too_short":
            return "is empty; name at least one"
        case "too_long":
            return f"has {context['actual_length']} items; leave {context['max_length']}"
        case "string_unicode":
            return HALF_A_CHARACTER
    return None


def _type_advice(kind: str, value: object, name: str) -> str:
    if kind == "tuple_type" and isinstance(value, (str, dict)):
        return "; put it in [ ]"
    if kind in ("float_type", "int_type") and isinstance(value, str):
        if _is_number(value):
            return "; write it without quotes"
        return "; write decimal degrees, e.g. 37.97" if name in DEGREES else "; write digits only"
    return ""


def _found(value: object) -> str:
    if isinstance(value, (bool, int, float)):
        return _number(value) if not isinstance(value, bool) else str(value).lower()
    return _FOUND.get(type(value), type(value).__name__)


def _number(value: float) -> str:
    """Write a number so that it differs from every other one."""
    if isinstance(value, int) and abs(value) >= 10**15:
        return f"a number of {len(str(abs(value)))} digits"
    whole = int(value) if value == value // 1 and abs(value) < 10**15 else value
    return f"{whole:,}" if abs(whole) >= 10_000 else f"{whole}"


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _keys(model: type[BaseModel] | None) -> list[str]:
    fields = model.model_fields if model else {}
    return [field.alias or name for name, field in fields.items() if name != "id"]


def _described(model: type[BaseModel] | None, key: str) -> str:
    text = descriptions(model).get(key) if model else None
    return f" ({text})" if text else ""


def _model_at(model: type[BaseModel], loc: Sequence[int | str]) -> type[BaseModel] | None:
    """Follow a location down the fields to the model that owns it."""
    owner: type[BaseModel] | None = model
    for part in loc:
        if isinstance(part, str) and owner:
            field = next((f for name, f in owner.model_fields.items() if part in (name, f.alias)), None)
            owner = model_in(field.annotation) if field else None
    return owner


def model_in(annotation: Any) -> Any:
    """Return the model that an annotation holds, e.g. that of the items of a list; None if it holds none."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for arg in typing.get_args(annotation) if (found := model_in(arg))), None)
