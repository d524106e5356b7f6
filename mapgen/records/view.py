"""Define how a story's map opens."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from mapgen.records.fields import Lat, Lon, Record, Text, as_tuple


class View(Record):
    """How the map opens; fitted to the rings where nothing else is said."""

    kind: Literal["mercator", "azimuthal"] = "mercator"
    """azimuthal: as seen from a site, in whose view all distances from it are true"""
    site: Text | None = None
    """id of an origin or place of the story, the centre of the azimuthal view; the first origin if absent"""
    center: Annotated[tuple[Lon, Lat], BeforeValidator(as_tuple)] | None = None
    """lon, lat"""
    zoom: Annotated[float, Field(ge=1, le=8)] | None = None
    """Leaflet zoom level"""

    @field_validator("site")
    @classmethod
    def _only_azimuthal(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is not None and info.data.get("kind") == "mercator":
            msg = 'is the centre of an azimuthal view; write kind = "azimuthal" too, or leave it out'
            raise PydanticCustomError("view", msg)
        return value

    @field_validator("zoom")
    @classmethod
    def _only_around_a_place(cls, value: float | None, info: ValidationInfo) -> float | None:
        if value is not None and info.data.get("center", "") is None:
            raise PydanticCustomError("view", "is for a place; name it with center, or leave zoom out")
        return value
