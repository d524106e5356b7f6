"""Write records as TOML, as a person would: lists of tables one below another, comments where a key is missing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_quoted = json.JSONEncoder(ensure_ascii=False).encode
GAPS = {
    "name": "name in English",
    "kind": "a term of the vocabulary site_kind, by mapgen list terms",
    "country": "code of ISO 3166-1, e.g. KP; a place at sea has at_sea = true instead",
    "status": "a term of the vocabulary status, by mapgen list terms",
    "uncertainty_km": "within how many km the position is",
    "position_source": "id of the source that publishes the position; or position_note, how it was derived",
    "family": "id of the family, e.g. hwasong-11",
    "class": "a term of the vocabulary missile_class, by mapgen list terms",
    "ranges.kind": "estimated, claimed or flown",
    "ranges.source": "id of the source of this figure",
    "claims.text": "what the source says, in own words",
    "title": "title by language, e.g. { en = ... }",
    "as_of": "the day on which the facts were compiled, e.g. 2026-11-23",
    "missiles": "ids of missiles, by mapgen list missiles",
    "origins": "ids or kinds of the sites around which rings are drawn",
}
"""What is to be written for each key that may be missing."""


def toml_text(data: Mapping[str, Any], head: str = "") -> str:
    """Return a record as text.

    Parameters
    ----------
    data : mapping of str to object
        The keys in the order in which they are written. None is a gap: it becomes a comment that says what is missing.
    head : str, optional
        A comment for the first line.

    Returns
    -------
    str
    """
    lines = [f"# {head}"] if head else []
    tables: list[tuple[str, Mapping[str, Any]]] = []
    for key, value in data.items():
        if isinstance(value, (list, tuple)) and value and isinstance(value[0], dict):
            tables += [(f"[[{key}]]", item) for item in value]
        else:
            lines.append(_line(key, value, key))
    for heading, item in tables:
        lines += ["", heading]
        lines += [_line(key, value, f"{heading.strip('[]')}.{key}") for key, value in item.items()]
    return "\n".join(lines) + "\n"


def without_gaps(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record without the keys that are missing, as it is read back from its text."""
    found: dict[str, Any] = {}
    for key, value in data.items():
        if isinstance(value, (list, tuple)):
            found[key] = [without_gaps(item) if isinstance(item, dict) else item for item in value]
        elif value is not None:
            found[key] = value
    return found


def _line(key: str, value: Any, path: str) -> str:
    return f"# {key} is missing: {GAPS[path]}" if value is None else f"{key} = {toml_value(value)}"


def toml_value(value: Any) -> str:
    """Return a value as TOML writes it on one line."""
    if isinstance(value, str):
        return _quoted(value).replace("\x7f", "\\u007f")
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{_key(key)} = {toml_value(item)}' for key, item in value.items())} }}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(toml_value(item) for item in value)}]"
    return json.dumps(value)


def _key(key: str) -> str:
    return key if key.replace("-", "").replace("_", "").isalnum() and key.isascii() else json.dumps(key)
