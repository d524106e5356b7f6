"""Define the types that the fields of records share, with the words for what does not fit."""

from __future__ import annotations

import datetime
import re
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from mapgen.errors import shown
from mapgen.records.characters import INVISIBLE, is_blank, unfit
from mapgen.records.descriptions import descriptions
from mapgen.records.languages import language_advice, language_tag
from mapgen.records.web_address import address_fault, bare_doi, doi_fault

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

MAX_RANGE_KM = 20_000.0  # half the meridian of WGS84 is 20,004 km: nothing is farther away on Earth
MAX_UNCERTAINTY_KM = 1_000.0
MAX_LINE, MAX_TEXT, MAX_WORD = 500, 20_000, 200  # letters of a name or a quote, of a running text, of a word
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
PARTIAL_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")

_BREAKING = (
    r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
    r"\U00020000-\U0003ffff"
)
"""The scripts of East and South-East Asia, whose lines break between any two letters."""

COUNTRY_OR_SEA: dict[str, Any] = {
    "anyOf": [{"required": ["country"]}, {"properties": {"at_sea": {"const": True}}, "required": ["at_sea"]}]
}
"""In the schema of a site: which keys say where it is."""

T = TypeVar("T")


def as_tuple(value: Any) -> Any:
    """Turn a list of TOML or JSON into the tuple that a frozen record holds."""
    return tuple(value) if isinstance(value, list) else value


def _as_text(value: Any) -> Any:
    """Accept TOML's own date as well as its text."""
    return value.isoformat() if type(value) is datetime.date else value


def _partial_date(value: str) -> str:
    match = PARTIAL_DATE.fullmatch(value)
    try:
        year, month, day = (int(part) if part else 1 for part in match.groups()) if match else (0, 0, 0)
        datetime.date(year, month, day)
    except ValueError:
        msg = f'{shown(value)} is not a date; write "2025-08-20", "2025-08" or "2025"'
        raise PydanticCustomError("date", msg) from None
    return value


def _full_date(value: str) -> str:
    if len(_partial_date(value)) != len("2025-08-20"):
        msg = f'{shown(value)} is not a full date; write year, month and day as in "2025-08-20"'
        raise PydanticCustomError("date", msg)
    return value


def _web_address(value: str) -> str:
    if fault := address_fault(value):
        raise PydanticCustomError("url", fault)
    return value


def _legible(value: str) -> str:
    """Refuse a text that a page cannot show: browsers take seconds to lay out a word that they cannot break."""
    if fault := illegible(value):
        raise PydanticCustomError("text", fault)
    return value


def _doi(value: str) -> str:
    if fault := doi_fault(value):
        raise PydanticCustomError("doi", fault)
    return bare_doi(value)


def illegible(text: str) -> str | None:
    """Say what keeps a text from being shown; None if nothing does."""
    long = long_word(text)
    return unfit(text) or (INVISIBLE if is_blank(text) else None) or (too_long_a_word(long) if long else None)


def line_fault(text: str) -> str | None:
    """Say why a text that is in no record, such as a title, cannot be a line of a record; None if it can."""
    if len(text) > MAX_LINE:
        return f"has {len(text):,} letters; {MAX_LINE} at most: shorten it"
    return "is empty; write it" if not text.strip() else illegible(text)


def long_word(text: str) -> str | None:
    """Return a word that is too long for a line, if there is one; addresses may be five times as long."""
    found = _long_words().search(text) if len(text) > MAX_WORD else None
    return found[0] if found else None


@cache
def _long_words() -> re.Pattern[str]:
    part = rf"[^\s{_BREAKING}]"
    return re.compile(rf"(?<!{part})(?!\S*://){part}{{{MAX_WORD + 1},}}|{part}{{{5 * MAX_WORD + 1},}}")


def too_long_a_word(word: str) -> str:
    """Say that a word is too long for a page."""
    return f"holds a word of {len(word):,} letters, and {MAX_WORD} is the most; part it by blanks"


def _language(value: str | None) -> str | None:
    if value is None or not value.strip():
        return None
    tag = language_tag(value)
    if tag is None:
        raise PydanticCustomError("language", language_advice(value))
    return tag


def _texts(value: dict[str, str]) -> dict[str, str]:
    for tag, text in value.items():
        if not LANGUAGE_TAG.fullmatch(tag):
            raise PydanticCustomError("language", f"{tag!r} is not a language tag; write one such as en, id, ko or ja")
        if is_blank(text):
            raise PydanticCustomError("language", f"the text for {tag!r} is empty; write it or leave the language out")
    return value


Many = Annotated[tuple[T, ...], BeforeValidator(as_tuple)]
Text = Annotated[str, Field(min_length=1, max_length=MAX_TEXT, pattern=r"\S"), AfterValidator(_legible)]
Line = Annotated[str, Field(min_length=1, max_length=MAX_LINE, pattern=r"\S"), AfterValidator(_legible)]
Texts = Annotated[dict[str, Text], AfterValidator(_texts)]
Lines = Annotated[dict[str, Line], AfterValidator(_texts)]
SomeTexts = Annotated[Texts, Field(min_length=1)]
"""In one language at least: what is said in no language cannot be shown."""
SomeLines = Annotated[Lines, Field(min_length=1)]
Language = Annotated[str | None, AfterValidator(_language)]
PartialDate = Annotated[str, BeforeValidator(_as_text), AfterValidator(_partial_date)]
FullDate = Annotated[str, BeforeValidator(_as_text), AfterValidator(_full_date)]
Url = Annotated[str, AfterValidator(_web_address)]
Doi = Annotated[str, AfterValidator(_doi)]
UncertaintyKm = Annotated[float, Field(ge=0, le=MAX_UNCERTAINTY_KM)]
RangeKm = Annotated[float, Field(gt=0, le=MAX_RANGE_KM)]
Lon = Annotated[float, Field(ge=-180, le=180, description="longitude, WGS84 degrees")]
Lat = Annotated[float, Field(ge=-90, le=90, description="latitude, WGS84 degrees")]


class Record(BaseModel):
    """A frozen value with strict types and no unknown keys."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return the JSON Schema of the record, with what each key means."""
        written = handler(schema)
        properties = handler.resolve_ref_schema(written)["properties"]
        for key, text in descriptions(cls).items():
            properties[key]["description"] = text
        return written
