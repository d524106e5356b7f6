"""Define a step of a story: what the map shows at that moment, where, and a sentence."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from mapgen.records.fields import Lat, Lon, Many, Record, SomeTexts, Text, as_tuple

MAX_STEPS = 40
"""Most steps of a story: nobody goes through more."""


def kind_of_place(value: Any) -> str:
    """Tell the id of a site from a position."""
    return "site" if isinstance(value, str) else "position"


Place = Annotated[
    Annotated[Text, Tag("site")] | Annotated[tuple[Lon, Lat], BeforeValidator(as_tuple), Tag("position")],
    Discriminator(kind_of_place),
]


class Step(Record):
    """One step of a presentation, or of an article; what it does not name is as the page opens."""

    text: SomeTexts
    """the sentence, by language tag; it may hold the same marks as a summary"""
    missiles: Many[Text] = ()
    """ids of the missiles switched on"""
    origins: Many[Text] = ()
    """ids of the origins that rings are drawn from; all of them where absent"""
    figures: Literal["low", "high"] | None = None
    """low or high = only the lowest or the highest published figure counts"""
    source: Text | None = None
    """id of the only source whose figures count"""
    hide: Many[Text] = ()
    """kinds of site that are not drawn"""
    planar_circles: bool = False
    """true = with the planar circles of the chosen origin"""
    at: Place | None = None
    """middle of the map: the id of a site on it, or a position [lon, lat]; fitted to the rings where absent"""
    zoom: Annotated[float, Field(ge=1, le=8)] | None = None
    """zoom level at that place"""
    seen_from: Text | None = None
    """id of a site on the map: the step shows the world from there"""
    limit_km: Annotated[float, Field(ge=500, le=18_000)] | None = None
    """with seen_from: distance to the edge of the view, in km; follows the rings where absent"""

    @field_validator("source")
    @classmethod
    def _one_choice(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is not None and info.data.get("figures"):
            raise PydanticCustomError("step", "chooses among the figures, and so does figures; keep one of them")
        return value

    @field_validator("zoom")
    @classmethod
    def _zoom_somewhere(cls, value: float | None, info: ValidationInfo) -> float | None:
        if value is not None and info.data.get("at", "") is None:
            raise PydanticCustomError("step", "is for a place; name it with at, or leave zoom out")
        return value

    @field_validator("seen_from")
    @classmethod
    def _one_view(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is not None and info.data.get("at") is not None:
            raise PydanticCustomError("step", "is another view than at; keep one of them")
        return value

    @field_validator("limit_km")
    @classmethod
    def _limit_of_a_view(cls, value: float | None, info: ValidationInfo) -> float | None:
        if value is not None and info.data.get("seen_from", "") is None:
            raise PydanticCustomError("step", "is the edge of the view from a site; name it with seen_from")
        return value
