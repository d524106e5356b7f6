"""Make the dates and names of CSL-JSON of what BibTeX and RIS have."""

from __future__ import annotations

import re
from typing import Any

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def date(year: str, month: str = "", day: str = "") -> dict[str, Any] | None:
    """Return a CSL date of its parts, or None without a year."""
    if not re.fullmatch(r"\d{4}", year.strip()):
        return {"literal": year.strip()} if year.strip() else None
    parts = [int(year)]
    number = MONTHS.index(month.strip().lower()[:3]) + 1 if month.strip().lower()[:3] in MONTHS else 0
    number = number or (int(month) if re.fullmatch(r"\s*\d{1,2}\s*", month) else 0)
    if 1 <= number <= 12:
        parts.append(number)
        parts += [int(day)] if re.fullmatch(r"\s*\d{1,2}\s*", day) else []
    return {"date-parts": [parts]}


def iso_date(text: str) -> dict[str, Any] | None:
    """Return a CSL date of 2025-08-20, 2025/08/20, a part of it, or two with a slash between them."""
    words = text.strip()
    if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?/\d{4}(-\d\d(-\d\d)?)?", words):
        return {"raw": words}
    match = re.match(r"(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?", words)
    return date(match[1], match[2] or "", match[3] or "") if match else date(words)


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
