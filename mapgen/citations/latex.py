"""Write text as LaTeX, in braces that always match."""

from __future__ import annotations

import re

from mapgen.records.rich_text import runs

_SPECIAL = {
    "\\": r"\textbackslash{}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}  # fmt: skip
_PAIRED = {"{": r"\{", "}": r"\}"}
_LONE = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_COMMANDS = {
    "i": r"\textit", "b": r"\textbf", "sup": r"\textsuperscript", "sub": r"\textsubscript", "sc": r"\textsc",
    "nocase": "",
}  # fmt: skip
"""The LaTeX command of each style of a run; ``nocase`` has none, because braces alone keep the case of words."""


def escape(text: str | None) -> str:
    r"""Write plain text, with the characters escaped that LaTeX would read as commands.

    BibTeX counts braces, escaped or not, so a brace without a partner is written as a command: ``\textbraceleft{}``.
    """
    return _escaped(" ".join((text or "").split()))


def _escaped(words: str) -> str:
    lone = _lone_braces(words)
    return "".join(
        _SPECIAL.get(letter) or (_LONE if index in lone else _PAIRED).get(letter, letter)
        for index, letter in enumerate(words)
    )


def rich(text: str | None) -> str:
    r"""Write a title with its italics and other styles: ``\textit{Hwasong-11}``."""
    written = ""
    for run in runs(" ".join((text or "").split())):
        body = _escaped(run.text)
        for style in reversed(run.styles):
            body = f"{_COMMANDS[style]}{{{body}}}"
        written += body
    return written


def verbatim(address: str | None) -> str:
    """Percent-encode the characters of an address that would end its field: braces, backslashes and spaces."""
    return re.sub(r"[{}\\\s]", lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), address or "")


def _lone_braces(text: str) -> set[int]:
    """Return the places of the braces that have no partner."""
    opened: list[int] = []
    lone: set[int] = set()
    for index, letter in enumerate(text):
        if letter == "{":
            opened.append(index)
        elif letter == "}" and not opened:
            lone.add(index)
        elif letter == "}":
            opened.pop()
    return lone | set(opened)
