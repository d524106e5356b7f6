"""Read what is written by hand about the base map: names on it, and how disputed borders are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

from pydantic import Field, ValidationError

from mapgen.catalog.folders import is_there
from mapgen.catalog.reader import read_toml
from mapgen.records.fields import Lat, Line, Lines, Lon, Many, Record, Text
from mapgen.records.messages import problems_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from mapgen.errors import Problem

Zoom = Annotated[int, Field(ge=0, le=20)]


class BaseLabel(Record):
    """A name on the base map."""

    kind: Literal["country", "sea", "city"]
    """what it names"""
    lon: Lon
    lat: Lat
    rank: Annotated[int, Field(ge=1, le=4)] = 2
    """1 is kept first where labels collide"""
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    """of a country its code in ISO 3166-1 alpha-2: the name then replaces the computed one"""
    min_zoom: Zoom | None = None
    """least zoom at which it is shown"""
    max_zoom: Zoom | None = None
    """greatest zoom at which it is shown"""
    extent: Annotated[Many[float], Field(min_length=4, max_length=4)] | None = None
    """of a sea: west, south, east and north, in degrees: where else in it its name may stand"""
    names: Lines
    """by language tag, among them en"""


class DisputedBorder(Record):
    """How the border between two countries is drawn, where the base map's own choice would take a side."""

    countries: Annotated[Many[Line], Field(min_length=2, max_length=2)]
    """two codes of ISO 3166-1 alpha-2, or names of Natural Earth for areas without a code"""
    draw: Literal["solid", "dashed", "mdl", "none"]
    """its line; mdl is that of the Military Demarcation Line"""
    box: Annotated[Many[float], Field(min_length=4, max_length=4)] | None = None
    """west, south, east and north, in degrees, of the part that this is about; all of it where absent"""
    note: Text | None = None
    """why, in own words"""

    @property
    def pair(self) -> str:
        """Return the two names as the cells of the base map have them."""
        return "-".join(sorted(self.countries))


class _Labels(Record):
    labels: Many[BaseLabel] = ()


class _Borders(Record):
    borders: Many[DisputedBorder] = ()


T = TypeVar("T", bound=Record)


def read_labels(folders: Iterable[tuple[Path, str]], problems: list[Problem]) -> tuple[BaseLabel, ...]:
    """Read ``basemap/labels.toml`` of each folder.

    Parameters
    ----------
    folders : iterable of (pathlib.Path, str)
        Data folders and how the user knows them; the names of a later one replace those with the same English name.
    problems : list of Problem
        Takes what is wrong.

    Returns
    -------
    tuple of BaseLabel
    """
    found: tuple[BaseLabel, ...] = ()
    for root, label in folders:
        read = _read(root / "basemap" / "labels.toml", f"{label}/basemap/labels.toml", _Labels, problems)
        new = read.labels if read else ()
        names = {(each.kind, each.names.get("en")) for each in new}
        found = (*(each for each in found if (each.kind, each.names.get("en")) not in names), *new)
    return found


def read_borders(folders: Iterable[tuple[Path, str]], problems: list[Problem]) -> tuple[DisputedBorder, ...]:
    """Read ``basemap/disputed.toml`` of each folder; arguments as of `read_labels`.

    Returns
    -------
    tuple of DisputedBorder
        What a later folder says of two countries replaces all that an earlier one says of them.
    """
    found: tuple[DisputedBorder, ...] = ()
    for root, label in folders:
        read = _read(root / "basemap" / "disputed.toml", f"{label}/basemap/disputed.toml", _Borders, problems)
        new = read.borders if read else ()
        pairs = {each.pair for each in new}
        found = (*(each for each in found if each.pair not in pairs), *new)
    return found


def _read(path: Path, file: str, model: type[T], problems: list[Problem]) -> T | None:
    if not is_there(path):
        return None
    data: Any = read_toml(path, file, problems)
    try:
        return None if data is None else model.model_validate(data)
    except ValidationError as error:
        problems += problems_of(error, model, file)
        return None
