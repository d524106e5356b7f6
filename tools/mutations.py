"""Change the file of a record at random, as a text or value by value; a seed always makes the same change."""

from __future__ import annotations

import datetime
import json
import random
import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FOLDERS = ("missiles", "sites", "sources", "stories", "vocab")
SCALARS: tuple[object, ...] = (
    0, -1, 1, 0.1, -0.0, 180, 360, 90.01, 19_900, 20_000, 10**9, 10**400, 1e308, 5e-324, 1e-9, float("inf"),
    float("nan"), True, False, "", " ", "\0", "a\0b", "\ud800", "\u202e\u2066abc", "\u0301" * 300, "é", "e\u0301",
    "가" * 60, "x" * 5_000, "word " * 90, "word " * 30_000, "<script>alert(1)</script>", "</script><!--",
    "$& $1 {limit} {0} %s", "{band:x} [@x]", "\x1b[31mred", "../../outside", "line\nline", "\r\n", "[[notes]]", "[@",
    "{band:", "https://a.example/curl(1)", "0", "nan", "1e9", "2026-13-45", "9999-12-31", "0001-01-01", "99999-01-01",
    "2026", "2026-02", "en", "EN_us", "zz", "KP", "XZ", "all", datetime.date(1, 1, 1), datetime.date(9999, 12, 31),
    datetime.time(1, 2), datetime.datetime(2026, 1, 1, 1, 1, 1, tzinfo=datetime.UTC),
)  # fmt: skip
"""Values to put in place of others: of another type, at the edges of what a number or a text can hold, and hostile."""


class Raw(str):
    """A value as it is written in a file, without quotes: nested too deep for a writer that calls itself."""

    __slots__ = ()


class Mutation(NamedTuple):
    """The changed text of a packaged file, and in words what was changed."""

    path: Path
    text: bytes
    change: str


def mutation(seed: int, data: Path) -> Mutation:
    """Return a changed file of a data folder; the same seed makes the same change."""
    chance = random.Random(seed)
    folder = chance.choice([name for name in FOLDERS if (data / name).is_dir()])
    path = chance.choice(sorted(each for each in (data / folder).iterdir() if each.suffix in (".toml", ".json")))
    text = path.read_text("utf-8")
    if chance.random() < 0.3:
        changed, change = _edit_text(text, chance)
        return Mutation(path.relative_to(data), changed, change)
    record: Any = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    changes = [
        _edit_value(record, chance, as_json=path.suffix == ".json") for _ in range(chance.choice((1, 1, 1, 2, 5)))
    ]
    written = _json(record) if path.suffix == ".json" else _toml_document(record)
    return Mutation(path.relative_to(data), written.encode("utf-8", "surrogatepass"), "; ".join(changes))


def _edit_text(text: str, chance: random.Random) -> tuple[bytes, str]:
    """Change a file as a text: what an editor, a mail program or a broken disk does."""
    lines = text.splitlines(keepends=True)
    at, line = chance.randrange(len(text)), chance.randrange(len(lines))
    junk = bytes(chance.randrange(256) for _ in range(chance.randrange(1, 20)))
    edits: dict[str, Callable[[], bytes]] = {
        f"cut at {at}": lambda: text[:at].encode(),
        f"junk at {at}": lambda: text[:at].encode() + junk + text[at:].encode(),
        f"line {line} twice": lambda: "".join([*lines[:line], lines[line], *lines[line:]]).encode(),
        f"line {line} 2,000 times": lambda: "".join([*lines[:line], *[lines[line]] * 2_000, *lines[line:]]).encode(),
        f"without line {line}": lambda: "".join([*lines[:line], *lines[line + 1 :]]).encode(),
        "everything twice": lambda: (text * 2).encode(),
        "as UTF-16": lambda: text.encode("utf-16"),
        "with a BOM and CRLF": lambda: text.replace("\n", "\r\n").encode("utf-8-sig"),
        f"a character gone at {at}": lambda: (text[:at] + text[at + 1 :]).encode(),
        "nothing": lambda: b"",
    }
    change = chance.choice(sorted(edits))
    return edits[change](), change


def _edit_value(record: Any, chance: random.Random, *, as_json: bool) -> str:
    """Change one value of a record in place; return what was done."""
    places = list(_places(record))
    if not places:
        return "nothing"
    holder, key, name = chance.choice(places)
    deep = chance.choice((20, 120, 250, 400, 600, 900))
    edits: dict[str, Callable[[], object]] = {
        "replaced": lambda: chance.choice(SCALARS),
        "in a list": lambda: [holder[key]],
        "in a table": lambda: {"en": holder[key]},
        "an empty list": list,
        "an empty table": dict,
        f"nested {deep} deep": lambda: _nested(deep, as_lists=chance.random() < 0.5, as_json=as_json),
        "repeated": lambda: _repeated(holder[key], chance.choice((2, 50, 3_000))),
    }
    change = chance.choice(("replaced", "replaced", "replaced", "taken out", "renamed", *sorted(edits)[1:]))
    if change in ("taken out", "renamed"):
        value = holder.pop(key)
        if change == "renamed" and isinstance(holder, dict):
            holder[chance.choice(("id", "näme", "", "a.b", "x" * 300, "__class__", str(key) + "s"))] = value
        return f"{name} {change}"
    holder[key] = edits[change]()
    return f"{name} {change}: {str(holder[key])[:60]!r}"


def _places(value: Any, name: str = "") -> list[tuple[Any, Any, str]]:
    """Return every place in a record: the table or list that holds it, its key, and its name."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = []
    for key, item in items:
        found += [(value, key, f"{name}.{key}"), *_places(item, f"{name}.{key}")]
    return found


def _nested(depth: int, *, as_lists: bool, as_json: bool) -> Raw:
    start, end = ("[", "]") if as_lists else ('{"a":', "}") if as_json else ("{a=", "}")
    return Raw(f"{start * depth}1{end * depth}")


def _repeated(value: object, times: int) -> object:
    return value * times if isinstance(value, (str, list)) else [value] * times


def _json(record: Any) -> str:
    written = json.dumps(record, default=str)
    for value in (holder[key] for holder, key, _ in _places(record)):
        if isinstance(value, Raw):
            written = written.replace(json.dumps(value), value)
    return written


def _toml_document(record: dict[str, Any]) -> str:
    return "".join(f"{json.dumps(key)} = {_toml(value)}\n" for key, value in record.items())


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{json.dumps(key)} = {_toml(item)}' for key, item in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    quoted = isinstance(value, str) and not isinstance(value, Raw)
    return json.dumps(value, ensure_ascii=False) if quoted else str(value).lower()
