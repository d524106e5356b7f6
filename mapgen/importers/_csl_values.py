"""Make the dates and names of CSL-JSON of what BibTeX and RIS have."""

from __future__ import annotations

import re
from typing import Any

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
SEASONS = ["21", "22", "23", "24"]
"""Spring to winter, where ISO 8601 has a month."""


def date(year: str, month: str = "", day: str = "") -> tuple[dict[str, Any] | None, str]:
    """Return a CSL date of its parts, and what of them it has no place for; a year that is no number is words.

    A month may be a number, a name, two of either with a dash or slash between them, or a name beside the day. A day
    that does not exist is kept as it is: validation names it.
    """
    if not re.fullmatch(r"\d{4}", year.strip()):
        rest = " ".join(part.strip() for part in (month, day) if part.strip())
        return ({"literal": year.strip()}, rest) if year.strip() else (None, rest)
    words = re.findall(r"\w+", month)
    numbers = [_month(word) for word in words]
    days = [int(day)] if re.fullmatch(r"\s*\d{1,2}\s*", day) else []
    untaken = "" if days else day.strip()
    if len(words) == 2 and not days and re.search(r"[^\W\d_]", month) and any(map(str.isdigit, words)):
        days = [int(word) for word in words if word.isdigit()]  # 10 jan, jan 10
        numbers = [number for word, number in zip(words, numbers, strict=True) if not word.isdigit()]
    if not words:
        return {"date-parts": [[int(year)]]}, day.strip()
    if None in numbers or len(numbers) > 2 or (len(numbers) == 2 and days):
        return {"date-parts": [[int(year)]]}, " ".join(part.strip() for part in (month, day) if part.strip())
    return {"date-parts": [[int(year), number, *days] for number in numbers]}, untaken


def iso_date(text: str) -> tuple[dict[str, Any] | None, str]:
    """Return a CSL date of 2025-08-20, 2025/08/20 or a part of it, and what follows that it has no place for.

    Two dates of ISO 8601 may have a slash between them. In BibLaTeX, ``2024~`` is about 2024, ``2024-21`` spring.
    """
    words = text.strip()
    if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?/\d{4}(-\d\d(-\d\d)?)?", words):
        return {"raw": words}, ""
    match = re.match(r"(\d{4})(?!\d)(?:[-/](\d{1,2})(?!\d))?(?:[-/](\d{1,2})(?!\d))?([~?%])?(?:T[\d:.,Z+-]+)?", words)
    if not match:
        return date(words)
    year, month, day, about = match.groups()
    rest = words[match.end() :].strip()
    if month in SEASONS and not day:
        return {"date-parts": [[int(year)]], "season": SEASONS.index(month) + 1}, rest
    found, untaken = date(year, month or "", day or "")
    return {**(found or {}), **({"circa": True} if about else {})}, " ".join(filter(None, [untaken, rest]))


def _month(word: str) -> int | None:
    if word.isdigit():
        return int(word) if len(word) < 3 else None
    return MONTHS.index(word.lower()[:3]) + 1 if word.lower()[:3] in MONTHS else None


def name(text: str) -> dict[str, str] | None:
    """Return a CSL name: ``Family, Given``, ``Given Family``, or an institution, which is one word or in braces."""
    words = " ".join(text.split())
    if not words:
        return None
    if words.startswith("{") and words.endswith("}"):
        return {"literal": words[1:-1].strip()}
    family, comma, given = (part.strip() for part in words.partition(","))
    if comma and given:
        suffix, second, rest = (part.strip() for part in given.partition(","))
        return {"family": family, "given": rest, "suffix": suffix} if second else {"family": family, "given": given}
    *first, last = words.split(" ")
    if not first:
        return {"literal": words}
    particles = [word for word in first if word.islower()]
    at = first.index(particles[0]) if particles else len(first)
    if not first[:at]:
        return {"literal": words}
    return {"family": " ".join([*first[at:], last]), "given": " ".join(first[:at])}


def filled(item: dict[str, Any]) -> dict[str, Any]:
    """Return an item without what is empty."""
    return {key: value for key, value in item.items() if value not in (None, "", [], {})}
