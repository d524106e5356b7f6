"""Cut BibTeX into its entries: keys, fields, strings that stand for words, braces within braces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_START = re.compile(r"@\s*([A-Za-z]+)\s*([{(])")
_KEY = re.compile(r"\s*([^\s,={}]+)\s*,")
_FIELD = re.compile(r"\s*,?\s*([A-Za-z][\w:.+/-]*)\s*=\s*")
_MARK = re.compile(r"[{})]|\n\s*@[A-Za-z]+\s*\{")
"""What opens or closes something; the beginning of an entry has a brace of its own."""
_BARE = re.compile(r"[^\s,#{}\"()]+")


@dataclass(frozen=True)
class Entry:
    """An entry of a library.

    Attributes
    ----------
    kind, key : str
        E.g. ``article`` and ``kim2024``.
    fields : dict of str to str
        By name in small letters, as LaTeX.
    line : int
        Where it begins.
    fault : str
        What is wrong with it; empty if nothing is.
    """

    kind: str
    key: str
    fields: dict[str, str]
    line: int
    fault: str = ""


def entries(text: str) -> Iterator[Entry]:
    """Yield the entries of a library in their order; comments and preambles are passed over."""
    strings = dict(zip(MONTHS, MONTHS, strict=True))
    at, line, counted = 0, 1, 0
    while start := _START.search(text, at):
        kind = start[1].lower()
        line += text.count("\n", counted, start.start())
        counted = start.start()
        end = _closing(text, start.end(), ")" if start[2] == "(" else "}")
        if end is None:
            yield Entry(kind, "", {}, line, "is not closed; add the brace that is missing")
            at = start.end()
            continue
        body, at = text[start.end() : end], end + 1
        if kind in ("comment", "preamble"):
            continue
        key = _KEY.match(body) if kind != "string" else None
        fields, fault = _fields(body, key.end() if key else 0, strings)
        if kind == "string":
            strings |= fields
        else:
            yield Entry(kind, key[1] if key else "", fields, line, fault)


def _closing(text: str, at: int, closes: str) -> int | None:
    """Return the place of the mark that closes an entry: no quotation mark hides a brace from BibTeX."""
    depth = 0
    for found in _MARK.finditer(text, at):
        if depth == 0 and found[0] == closes:
            return found.start()
        if found[0] in "{}":
            depth += 1 if found[0] == "{" else -1
        elif found[0] != ")" and depth == 0:
            return None  # the next entry begins before this one ends
        elif found[0] != ")":
            depth += 1
    return None


def _fields(body: str, at: int, strings: dict[str, str]) -> tuple[dict[str, str], str]:
    fields: dict[str, str] = {}
    while match := _FIELD.match(body, at):
        value, at, fault = _value(body, match.end(), strings)
        if fault:
            return fields, f"{match[1]}: {fault}"
        fields.setdefault(match[1].lower(), value)
    rest = body[at:].strip().strip(",").strip()
    return fields, f"{rest[:40]!r} is no field; write name = {{value}}" if rest else ""


def _value(body: str, at: int, strings: dict[str, str]) -> tuple[str, int, str]:
    """Return a value, where it ends, and what is wrong with it; # joins its parts."""
    parts: list[str] = []
    while True:
        if body[at : at + 1] == "{":
            end = _matching(body, at)
            part = body[at + 1 : end]
            end += 1
        elif body[at : at + 1] == '"':
            end = _quote_end(body, at + 1)
            part = body[at + 1 : end]
            end += 1
        elif bare := _BARE.match(body, at):
            part, end = bare[0], bare.end()
            if not part.isdigit() and part.lower() not in strings:
                return "", end, f"{part!r} is no @string of the file; put the words in braces"
            part = strings.get(part.lower(), part)
        else:
            return "", at, "has no value; write it in braces"
        parts.append(part)
        joint = re.compile(r"\s*#\s*").match(body, end)
        if not joint:
            return "".join(parts), end, ""
        at = joint.end()


def _matching(body: str, at: int) -> int:
    depth = 0
    for found in re.compile(r"[{}]").finditer(body, at):
        depth += 1 if found[0] == "{" else -1
        if depth == 0:
            return found.start()
    return len(body)


def _quote_end(body: str, at: int) -> int:
    depth = 0
    for found in re.compile(r'[{}"]').finditer(body, at):
        if found[0] == '"' and depth == 0:
            return found.start()
        depth += {"{": 1, "}": -1}.get(found[0], 0)
    return len(body)
