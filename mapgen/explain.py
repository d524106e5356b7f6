"""Turn what pydantic finds wrong in a record into words: what is wrong, and what to do."""

from __future__ import annotations

import typing
from typing import Any

from pydantic import BaseModel

from mapgen.errors import Problem, suggestion

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
    "dict_type": "a table of texts by language tag",
    "model_type": "a table",
    "tuple_type": "a list",
}
_FOUND = {str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "a table"}
_HINTS = {
    "lat": "; lat runs from -90 to 90: are lon and lat swapped?",
    "lon": "; lon runs from -180 to 180: are lon and lat swapped?",
    "low_km": "; a range on Earth lies between 0 and 20,000 km",
    "high_km": "; a range on Earth lies between 0 and 20,000 km",
    "country": "; write the ISO 3166-1 alpha-2 code, e.g. KP",
}


def explain(error: ValidationError, model: type[BaseModel], file: str, prefix: str = "") -> list[Problem]:
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
    return [
        Problem(file, _path(prefix, detail["loc"]), _message(detail, model))
        for detail in error.errors(include_url=False, include_context=True)
    ]


def _path(prefix: str, loc: Sequence[int | str]) -> str:
    path = prefix
    for part in loc:
        if isinstance(part, int):
            path += f"[{part}]"
        elif part not in ("int", "str"):  # the branches of a union are no part of the user's file
            path += f".{part}" if path else part
    return path


def _message(detail: ErrorDetails, model: type[BaseModel]) -> str:
    kind, value = detail["type"], detail["input"]
    name = next((part for part in reversed(detail["loc"]) if isinstance(part, str)), "")
    owner = _model_at(model, detail["loc"][:-1])
    hint = _HINTS.get(name, "")
    if kind == "missing":
        return f"is missing; add it{_described(owner, name)}"
    if kind == "extra_forbidden":
        return f"unknown key; {suggestion(name, _keys(owner))}"
    if kind in _WANTED:
        advice = "; write it without quotes" if isinstance(value, str) and _is_number(value) else ""
        return f"must be {_WANTED[kind]}, not {_FOUND.get(type(value), type(value).__name__)}{advice or hint}"
    if kind == "finite_number":
        return f"must be a finite number, not {value}; write the published figure{hint}"
    if kind in ("greater_than", "greater_than_equal", "less_than", "less_than_equal"):
        limit = next(iter(detail["ctx"].values()))
        relation = kind.replace("greater_than", "above").replace("less_than", "below").replace("_equal", " or equal to")
        return f"must be {relation} {limit:,g}, not {value:,g}{hint or '; correct it'}"
    if kind == "literal_error":
        expected = [part.strip("' ") for part in detail["ctx"]["expected"].replace(" or ", ", ").split(",")]
        return f"{value!r} is not a known value; {suggestion(str(value), expected)}"
    if kind in ("string_too_short", "string_pattern_mismatch"):
        shown = f"{value!r} does not fit" if str(value).strip() else "is empty"
        return f"{shown}{hint or _described(owner, name) or '; write it or leave the key out'}"
    if kind == "too_short":
        return "is empty; name at least one"
    return detail["msg"]


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
    for name, field in (model.model_fields if model else {}).items():
        if key in (name, field.alias) and field.description:
            return f" ({field.description})"
    return ""


def _model_at(model: type[BaseModel], loc: Sequence[int | str]) -> type[BaseModel] | None:
    """Follow a location down the fields to the model that owns it."""
    owner: type[BaseModel] | None = model
    for part in loc:
        if isinstance(part, str) and owner:
            field = next((f for name, f in owner.model_fields.items() if part in (name, f.alias)), None)
            owner = _model_in(field.annotation) if field else None
    return owner


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for arg in typing.get_args(annotation) if (found := _model_in(arg))), None)
