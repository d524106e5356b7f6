"""Define a source as an item of CSL-JSON, as the Citation Style Language 1.0.2 specification has it."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field, JsonValue
from pydantic_core import PydanticCustomError

from mapgen.errors import shown, suggestion
from mapgen.records.csl_dates import SourceDate, first_day, last_day
from mapgen.records.fields import Doi, Language, Many, Record, Text, Url
from mapgen.records.names import Name
from mapgen.records.rich_text import plain

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


def _csl_variable(key: str) -> str:
    if key not in CSL_VARIABLES:
        raise PydanticCustomError("csl_key", "unknown key")  # messages.py says more, if it is among the first
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
    __pydantic_extra__: dict[Annotated[str, AfterValidator(_csl_variable)], JsonValue] = Field(init=False)
    id: Annotated[Text, AfterValidator(_own_id)]
    type: Annotated[Text, AfterValidator(_csl_type), Field(json_schema_extra={"enum": [*sorted(CSL_TYPES)]})]
    """CSL type, e.g. report, webpage, article-newspaper"""
    title: Text
    """title; where it has none, say what it is, in [brackets]"""
    author: Many[Name] = ()
    editor: Many[Name] = ()
    translator: Many[Name] = ()
    publisher: Text | None = None
    container_title: Text | None = Field(default=None, alias="container-title")
    url: Url | None = Field(default=None, alias="URL")
    doi: Doi | None = Field(default=None, alias="DOI")
    """from 10. on; the address of a resolver before it is left out"""
    issued: SourceDate | None = None
    """{"date-parts": [[2025, 8, 20]]}, as far as known"""
    accessed: SourceDate | None = None
    """the day it was read, in the form of issued"""
    language: Language = None
    """tag of the publication's language; names and other codes of it are turned into the tag"""
    note: str | None = None
    custom: Custom = Custom()
    """what CSL has no name for: source_type, archive_url, seen_as, seen_via, commit, internal_note"""

    def variable(self, name: str) -> str:
        """Return any other CSL variable as text, e.g. ``volume``; empty where the source lacks it."""
        value = self.__pydantic_extra__.get(name)
        return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""

    @property
    def issue_number(self) -> str:
        """The number of the issue, of the report, or in the series, as one field of BibTeX and of RIS holds it."""
        return next(filter(None, map(self.variable, ("issue", "number", "collection-number"))), "")

    @property
    def plain_title(self) -> str:
        """The title without the markup that Zotero keeps in it."""
        return plain(self.title)

    @property
    def publication(self) -> str:
        """What a reader knows the source by: the publication it stands in, else its publisher, else its title."""
        return plain(self.publication_markup)

    @property
    def publication_markup(self) -> str:
        """The same with its markup, for outputs that can set italics."""
        return self.container_title or self.publisher or self.title


def issued_by(source: Source) -> str | None:
    """Return the day by which a source had surely been published, or None where nothing says so.

    Of a range of dates that is the last day.
    """
    for date in (source.issued, source.accessed):
        if date and date.last_iso:
            return last_day(date.last_iso)
    return None


def issued_after(source: Source, day: str) -> str | None:
    """Return the date a source was issued, where that is surely after a day, else None.

    A year or a month that the day lies in is not surely after it. The day on which a source was read says nothing here.
    """
    issued = source.issued.last_iso if source.issued else None
    return issued if issued and first_day(issued) > day else None
