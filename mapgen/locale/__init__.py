"""The languages of the page: words, numbers, dates and plural forms, one file a language."""

from mapgen.locale.bidi import isolated, line_to_left, runs_left, whole_isolates
from mapgen.locale.language import (
    ENGLISH,
    GAP,
    Locale,
    gaps,
    language_file,
    language_problems,
    locale_of,
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
    "line_to_left",
    "locale_of",
    "runs_left",
    "whole_isolates",
]
