"""The languages of the page: words, numbers, dates and plural forms, one file a language."""

from mapgen.locale.language import (
    ENGLISH,
    GAP,
    Locale,
    gaps,
    isolated,
    language_file,
    language_problems,
    locale_of,
    runs_left,
)
from mapgen.locale.languages import Languages

__all__ = [
    "ENGLISH",
    "GAP",
    "Languages",
    "Locale",
    "gaps",
    "isolated",
    "language_file",
    "language_problems",
    "locale_of",
    "runs_left",
]
