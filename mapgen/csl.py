"""Define a source as an item of CSL-JSON, as the Citation Style Language 1.0.2 specification has it."""

from __future__ import annotations

import datetime
from typing import Any

from pydantic import ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from mapgen.fields import Many, Record, Text, Url

CSL_TYPES = frozenset(
    """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
    document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage
    """.split()
)

CSL_VARIABLES = frozenset(
    """
    id type citation-key categories language journalAbbreviation shortTitle custom
    author chair collection-editor compiler composer container-author contributor curator director editor
    editorial-director executive-producer guest host illustrator interviewer narrator organizer original-author
    performer producer recipient reviewed-author script-writer series-creator translator
    accessed available-date event-date issued original-date submitted
    abstract annote archive archive_collection archive_location archive-place authority call-number chapter-number
    citation-label citation-number collection-number collection-title container-title container-title-short dimensions
    division DOI edition event event-title event-place first-reference-note-number genre ISBN ISSN issue jurisdiction
    keyword locator medium note number number-of-pages number-of-volumes original-publisher original-publisher-place
    original-title page page-first part part-title PMCID PMID printing publisher publisher-place references
    reviewed-genre reviewed-title scale section source status supplement title title-short URL version volume
    volume-title volume-title-short year-suffix
    """.split()
)


class Name(Record):
    """A CSL name."""

    model_config = ConfigDict(extra="allow")
    family: str | None = None
    given: str | None = None
    literal: str | None = None


class CslDate(Record):
    """A CSL date: numbers in `date-parts`, or free words in `literal` or `raw`."""

    date_parts: Many[Many[int | str]] | None = Field(default=None, alias="date-parts")
    literal: str | None = None
    raw: str | None = None
    season: int | str | None = None
    circa: bool | int | str | None = None

    @property
    def first(self) -> tuple[int, ...]:
        """Year, month and day of the (first) date, as far as known."""
        return tuple(int(part) for part in self.date_parts[0]) if self.date_parts else ()

    @model_validator(mode="after")
    def _exists(self) -> CslDate:
        for parts in self.date_parts or ():
            try:
                datetime.date(*[*(int(part) for part in parts), 1, 1][:3])
            except (ValueError, TypeError):
                shown = "-".join(str(part) for part in parts)
                raise PydanticCustomError("date", f"{shown!r} is not a date; write [[2025, 8, 20]]") from None
        return self


class Source(Record):
    """One publication as a CSL-JSON item; every CSL variable may be present."""

    model_config = ConfigDict(extra="allow")
    id: Text
    type: Text
    """CSL type, e.g. report, webpage, article-newspaper"""
    title: Text
    """title; in [brackets] where it is our own words"""
    author: Many[Name] = ()
    publisher: Text | None = None
    container_title: Text | None = Field(default=None, alias="container-title")
    url: Url | None = Field(default=None, alias="URL")
    issued: CslDate | None = None
    accessed: CslDate | None = None
    language: str | None = None
    note: str | None = None
    custom: dict[str, str] = {}
    """what CSL has no name for: seen_as, seen_via, commit"""

    @model_validator(mode="before")
    @classmethod
    def _only_csl(cls, data: Any) -> Any:
        if isinstance(data, dict):
            unknown = sorted(set(data) - CSL_VARIABLES)
            if unknown:
                names = ", ".join(repr(name) for name in unknown)
                raise PydanticCustomError("csl", f"unknown key {names}; use the names of CSL-JSON, or put it in custom")
            if isinstance(data.get("type"), str) and data["type"] not in CSL_TYPES:
                raise PydanticCustomError("csl", f"type {data['type']!r} is not a CSL type; write one such as webpage")
        return data
