"""Write the types of the page's data and the keys of its texts for the scripts: ``templates/js/data.d.ts``."""

from __future__ import annotations

import types
from pathlib import Path
from typing import Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints

from typing_extensions import is_typeddict

from mapgen import build_map, load_catalog
from tools.page_data import PageData

FILE = Path(__file__).resolve().parent.parent / "templates" / "js" / "data.d.ts"
SIMPLE = {str: "string", int: "number", float: "number", bool: "boolean", type(None): "null", Any: "any"}
COLUMNS = "  [texts: `texts-${string}`]: Array<string | null>; // a language's texts, in the order of their keys\n}\n"
EXACT = ("ui", "form")
"""Prefixes of our own texts, whose keys are listed. Keys of texts of records are given by their prefix only."""
HEAD = """// The data of the page and the keys of its texts. `make schema` writes this file from tools/page_data.py and
// templates/lang/en.toml; do not edit.
"""


def text() -> str:
    """Return the text of the file."""
    declared: dict[str, str] = {}
    _declare(PageData, declared)
    declared["PageData"] = declared["PageData"].removesuffix("}\n") + COLUMNS
    keys = sorted(build_map(load_catalog(), "hwasong-11").texts["en"])
    return "\n".join([HEAD, *declared.values(), _text_keys(keys), ""])


def _text_keys(keys: list[str]) -> str:
    exact = [f'"{key}"' for key in keys if key.split(":")[0] in EXACT or ":" not in key]
    open_ = sorted({key.split(":")[0] for key in keys if ":" in key} - {*EXACT})
    members = [*exact, *(f"`{prefix}:${{string}}`" for prefix in open_)]
    return "type TextKey =\n" + "\n".join(f"  | {member}" for member in members) + ";"


def _declare(record: Any, declared: dict[str, str]) -> str:
    """Declare a record after the records that it contains; return its name."""
    name: str = record.__name__
    if name not in declared:
        fields = [_field(key, hint, declared) for key, hint in get_type_hints(record, include_extras=True).items()]
        declared[name] = f"interface {name} {{\n" + "\n".join(f"  {field};" for field in fields) + "\n}\n"
    return name


def _field(key: str, hint: Any, declared: dict[str, str]) -> str:
    optional = get_origin(hint) is NotRequired
    written = _type(get_args(hint)[0] if optional else hint, declared)
    name = key if key.isidentifier() else f'"{key}"'
    return f"{name}{'?' if optional else ''}: {written}"


def _type(hint: Any, declared: dict[str, str]) -> str:
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in SIMPLE:
        return SIMPLE[hint]
    if is_typeddict(hint):
        return _declare(hint, declared)
    if origin is Literal:
        return " | ".join(f'"{each}"' for each in arguments)
    if origin in {Union, types.UnionType}:
        return " | ".join(_type(each, declared) for each in arguments)
    inner = [_type(each, declared) for each in arguments]
    if origin is tuple:
        return f"[{', '.join(inner)}]"
    return f"Array<{inner[0]}>" if origin is list else f"Record<{', '.join(inner)}>"


def main() -> None:
    """Write the file."""
    FILE.write_text(text(), "utf-8")


if __name__ == "__main__":
    main()
