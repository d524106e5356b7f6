"""Read the names of people and institutions as CSL-JSON has them."""

from __future__ import annotations

from typing import Any

from pydantic import ConfigDict, Field, JsonValue, model_validator
from pydantic_core import PydanticCustomError

from mapgen.records.characters import is_blank, unfit
from mapgen.records.fields import Record

_BESIDE = frozenset({"ORCID", "affiliation", "authenticated-orcid", "isInstitution", "multi", "role", "sequence"})
"""What Crossref and Zotero write beside a name; it is no part of it."""


class Name(Record):
    """A CSL name: a person's parts, or one literal."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, JsonValue] = Field(init=False)
    family: str | None = None
    given: str | None = None
    literal: str | None = None
    dropping_particle: str | None = Field(default=None, alias="dropping-particle")
    """stands before the family name, but not where names are sorted: de in Jean de La Fontaine"""
    non_dropping_particle: str | None = Field(default=None, alias="non-dropping-particle")
    """is part of the family name: van den in Jan van den Berg"""
    suffix: str | None = None
    """as in Martin Luther King Jr."""
    comma_suffix: bool | int | str | None = Field(default=None, alias="comma-suffix")
    static_ordering: bool | int | str | None = Field(default=None, alias="static-ordering")
    """true where the family name always comes first"""
    parse_names: bool | int | str | None = Field(default=None, alias="parse-names")

    @model_validator(mode="before")
    @classmethod
    def _reads_other_shapes(cls, value: Any) -> Any:
        """Take ``{"name": "Example Institute"}``, as Crossref and Zotero's own format write it, for a literal."""
        if not isinstance(value, dict) or not isinstance(value.get("name"), str) or value.get("literal"):
            return value
        return {("literal" if key == "name" else key): part for key, part in value.items() if key != "literal"}

    @model_validator(mode="after")
    def _names_somebody(self) -> Name:
        unknown = [key for key in self.__pydantic_extra__ if key not in _BESIDE]
        if unknown:
            msg = f"unknown key {unknown[0]!r} of a name; write family, given, suffix or literal, or a particle of CSL"
            raise PydanticCustomError("name", "{msg}", {"msg": msg})
        if not any(part and (unfit(part) or not is_blank(part)) for part in (self.family, self.given, self.literal)):
            msg = 'names nobody; write {"family": "Kim", "given": "Jeong-min"} or {"literal": "Example Institute"}'
            raise PydanticCustomError("name", "{msg}", {"msg": msg})
        return self
