"""Define a source as an item of CSL-JSON, as the Citation Style Language 1.0.2 specification has it."""

from __future__ import annotations

import calendar
import datetime
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from mapgen.errors import shown, suggestion
from mapgen.records.fields import AnyJson, Many, Record, Text, Url

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
    __pydantic_extra__: dict[str, AnyJson] = Field(init=False)
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
    def iso(self) -> str | None:
        """The (first) date as 2025, 2025-08 or 2025-08-20; None where it is only words."""
        if not self.date_parts:
            return None
        year, *rest = map(int, self.date_parts[0])
        return "-".join([f"{year:04d}", *(f"{part:02d}" for part in rest)])  # so that texts compare as days do

    @model_validator(mode="after")
    def _exists(self) -> CslDate:
        for parts in self.date_parts or ():
            try:
                year, month, day = (*(int(part) for part in parts), *(1, 1)[len(parts) - 1 :])
                datetime.date(year, month, day)
            except (ValueError, OverflowError):
                msg = f"{shown([*parts])} is not a date; write [[2025, 8, 20]], [[2025, 8]] or [[2025]]"
                raise PydanticCustomError("date", msg) from None
        return self


def _csl_variable(key: str) -> str:
    if key not in CSL_VARIABLES:
        msg = f"unknown key; put it in custom, or take a name of CSL-JSON; {suggestion(key, CSL_VARIABLES)}"
        raise PydanticCustomError("csl", msg)
    return key


def _csl_type(name: str) -> str:
    if name not in CSL_TYPES:
        msg = f"{shown(name)} is not a type of CSL; {suggestion(name, CSL_TYPES)}"
        raise PydanticCustomError("csl", msg)
    return name


class Custom(Record):
    """What CSL has no name for; other texts may be present."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, str] = Field(init=False)
    source_type: Text | None = None
    """a term of vocab/source_type.toml; absent where it is not known"""
    archive_url: Url | None = None
    """a lasting copy"""
    seen_as: Text | None = None
    """what was seen, where it is not the publisher's own page"""
    seen_via: Text | None = None
    """id of the source through which this one was read"""
    commit: Text | None = None
    """the commit of a data set at which it was read"""
    internal_note: Text | None = None
    """what researchers keep; on no page and in no export"""


def _own_id(id_: str) -> str:
    if id_.startswith(("http://", "https://")):
        msg = (
            f"{shown(id_)} is Zotero's address of the item, which no record can name; "
            "write a short id, such as its citation-key"
        )
        raise PydanticCustomError("id", msg)
    return id_


class Source(Record):
    """One publication as a CSL-JSON item; every CSL variable may be present."""

    model_config = ConfigDict(extra="allow", json_schema_extra={"propertyNames": {"enum": [*sorted(CSL_VARIABLES)]}})
    __pydantic_extra__: dict[Annotated[str, AfterValidator(_csl_variable)], AnyJson] = Field(init=False)
    id: Annotated[Text, AfterValidator(_own_id)]
    type: Annotated[Text, AfterValidator(_csl_type), Field(json_schema_extra={"enum": [*sorted(CSL_TYPES)]})]
    """CSL type, e.g. report, webpage, article-newspaper"""
    title: Text
    """title; where it has none, say what it is, in [brackets]"""
    author: Many[Name] = ()
    publisher: Text | None = None
    container_title: Text | None = Field(default=None, alias="container-title")
    url: Url | None = Field(default=None, alias="URL")
    issued: CslDate | None = None
    """{"date-parts": [[2025, 8, 20]]}, as far as known"""
    accessed: CslDate | None = None
    """the day it was read, in the form of issued"""
    language: str | None = None
    note: str | None = None
    custom: Custom = Custom()
    """what CSL has no name for: source_type, archive_url, seen_as, seen_via, commit, internal_note"""


def issued_by(source: Source) -> str | None:
    """Return the day by which a source had surely been published, or None where nothing says so."""
    for date in (source.issued, source.accessed):
        if date and date.iso:
            return last_day(date.iso)
    return None


def last_day(date: str) -> str:
    """Return the last day of a date of the form 2025, 2025-08 or 2025-08-20."""
    year, month, day = [*date.split("-"), "", ""][:3]
    month = month or "12"
    return f"{year}-{month}-{day or calendar.monthrange(int(year), int(month))[1]}"
