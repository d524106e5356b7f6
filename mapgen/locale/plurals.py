"""Choose the form of a counted text: by its number itself, else by the plural rules of Unicode CLDR.

A language file gives its rules as CLDR writes them (https://cldr.unicode.org, UTS 35, "Language Plural Rules"): a few
lines, where Babel, which has those of every language, is 10 MB. The browser has its own, `Intl.PluralRules`; a test
compares the two.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
_RELATION = re.compile(r"([nivwftce])(?: % (\d+))? (!?=) (\d+(?:\.\.\d+)?(?:,\d+(?:\.\.\d+)?)*)")


def is_rule(rule: str) -> bool:
    """Return whether a rule can be read: relations such as ``n % 100 = 3..10``, joined by ``and`` and ``or``."""
    return all(_RELATION.fullmatch(relation) for either in rule.split(" or ") for relation in either.split(" and "))


def category(n: int, rules: Mapping[str, str]) -> str:
    """Return the plural category of a whole number.

    Parameters
    ----------
    n : int
        Not negative.
    rules : mapping of str to str
        Rule by category, without that of ``other``.

    Returns
    -------
    str
        The first category whose rule holds, else ``other``.
    """
    for name, rule in rules.items():
        if any(all(_holds(relation, n) for relation in either.split(" and ")) for either in rule.split(" or ")):
            return name
    return "other"


def form(forms: Mapping[str, str], n: int, rules: Mapping[str, str]) -> str:
    """Return the form of a text for a number: the one for just this number (``=1``), else that of its category."""
    return forms.get(f"={n}") or forms.get(category(n, rules)) or forms["other"]


def _holds(relation: str, n: int) -> bool:
    match = _RELATION.fullmatch(relation)
    if match is None:
        return False
    operand, modulus, sign, ranges = match.groups()
    value = n if operand in "ni" else 0  # a whole number has no visible fraction (v, w, f, t) and no exponent (c, e)
    value = value % int(modulus) if modulus else value
    bounds = (part.partition("..") for part in ranges.split(","))
    return any(int(first) <= value <= int(last or first) for first, _, last in bounds) == (sign == "=")
