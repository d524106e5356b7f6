"""Read the markup that Zotero keeps in titles: italics, bold, raised and lowered text, small capitals."""

from __future__ import annotations

import re
from typing import NamedTuple

_TAG = re.compile(
    r"""(?P<open> <(?P<name>i|b|em|strong|sup|sub|sc|scp)>
        | <span\ +class\ *=\ *(["'])(?P<case>nocase|smallcaps|small-caps)\3\ *>
        | <span\ +style\ *=\ *(["'])\ *font-variant\ *:\ *small-caps\ *;?\ *\5\ *>)
        | (?P<close> </(?P<end>i|b|em|strong|sup|sub|sc|scp|span)>)""",
    re.IGNORECASE | re.VERBOSE,
)
_STYLE = {"em": "i", "strong": "b", "scp": "sc", "smallcaps": "sc", "small-caps": "sc"}
_ENDS_IN_A_POINT = re.compile(r"[?!.…‽⁇⁈⁉‼。．｡？！؟۔।॥՞՜።][\"'”’»」』›]*$")
_RAISED = str.maketrans("0123456789+-−=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾")


class Run(NamedTuple):
    """A stretch of text in one typography.

    Attributes
    ----------
    text : str
    styles : tuple of str
        From the outermost to the innermost: ``i``, ``b``, ``sup``, ``sub``, ``sc`` (small capitals), ``nocase``.
    """

    text: str
    styles: tuple[str, ...] = ()


def runs(text: str) -> list[Run]:
    """Cut a title into runs.

    Parameters
    ----------
    text : str
        As the record has it. Only a pair of tags that Zotero writes is markup; every other ``<`` is a letter.

    Returns
    -------
    list of Run
        Their texts hold no markup.
    """
    if "<" not in text:
        return [Run(text)]
    found: list[Run] = []
    styles: list[str] = []
    at = 0
    for match in _pairs(text):
        found.append(Run(text[at : match.start()], tuple(styles)))
        if match["open"]:
            styles.append(_style(match))
        else:
            styles.pop()
        at = match.end()
    found.append(Run(text[at:]))
    return [run for run in found if run.text]


def plain(text: str) -> str:
    """Return a title as bare text; raised digits become Unicode's, so that no power of ten reads as a number."""
    return "".join(_raised(run.text) if "sup" in run.styles else run.text for run in runs(text))


def ends_in_a_point(text: str) -> bool:
    """Return whether a text has a full stop, a question mark or the like of its own at its end, in any script."""
    return bool(_ENDS_IN_A_POINT.search(text))


def _raised(text: str) -> str:
    raised = text.translate(_RAISED)
    return text if any(letter.isalpha() for letter in text) else raised


def _style(match: re.Match[str]) -> str:
    name = (match["name"] or match["case"] or "sc").lower()
    return _STYLE.get(name, name)


def _pairs(text: str) -> list[re.Match[str]]:
    """Return the tags that belong to a pair, in their order; pairs may lie in one another, but do not cross."""
    pending: list[re.Match[str]] = []
    paired: list[re.Match[str]] = []
    for match in _TAG.finditer(text):
        if match["open"]:
            pending.append(match)
            continue
        opens = [index for index, tag in enumerate(pending) if _name(tag) == match["end"].lower()]
        if opens:
            paired += [pending[opens[-1]], match]
            del pending[opens[-1] :]
    return sorted(paired, key=lambda match: match.start())


def _name(tag: re.Match[str]) -> str:
    return (tag["name"] or "span").lower()
