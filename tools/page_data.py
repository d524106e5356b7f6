"""Define types for the data that a page's scripts read; `tools.write_types` writes them for the scripts.

A test compares them with the data of built pages. Keys that only other programs read are left out.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired

from typing_extensions import TypedDict  # pydantic checks values of this one on every Python

from tools.geojson_types import MultiPoint, MultiPolygon, Place, Point, Polygon

Basis = Literal["reported", "illustrative"]


class ShownMissile(TypedDict):
    """A missile of the story, with its own origins where the story pairs each missile with those."""

    id: str
    colour: int
    shown: bool
    origins: NotRequired[list[str]]


View = TypedDict(  # a name that Python reserves
    "View",
    {
        "bounds": tuple[Place, Place],
        "center": NotRequired[Place],
        "zoom": NotRequired[float],
        "from": NotRequired[str],
    },
)
"""The part of the map that is shown when the page opens, and the site that it is seen from."""


class Amendment(TypedDict):
    """What the maker of the map changed in a missile or site, and why."""

    id: str
    reason: str
    changed: list[str]
    added: list[str]


class Note(TypedDict):
    """A callout: its number in the story, its place, the site there, and whether a line leads to it."""

    note: int
    position: tuple[float, float]
    site: str | None
    leader: bool


class Step(TypedDict):
    """A step: its number in the story, what it chooses as the address does, and where it looks."""

    step: int
    missiles: NotRequired[list[str]]
    origins: NotRequired[list[str]]
    figures: NotRequired[Literal["low", "high"] | int]
    hide: NotRequired[list[str]]
    naive: NotRequired[bool]
    at: NotRequired[Place]
    zoom: NotRequired[float]
    seen_from: NotRequired[str]
    limit: NotRequired[float]


class Story(TypedDict):
    """The block `mapgen-story`."""

    id: str
    title: dict[str, str]
    as_of: str
    date: str
    languages: list[str]
    language: str
    missiles: list[ShownMissile]
    origins: list[str]
    places: list[str]
    notes: NotRequired[list[Note]]
    steps: NotRequired[list[Step]]
    view: View
    amendments: NotRequired[list[Amendment]]


class RingProperties(TypedDict):
    """The properties of a ring."""

    missile: str
    origin: str | list[str] | None
    bound: Literal["low", "high"]
    radius_km: float
    kind: Literal["estimated", "flown"]
    basis: Basis
    sources: list[str]
    floor: NotRequired[Literal["flown", "at-least"]]


class Ring(TypedDict):
    """A ring around one origin, around each of several, or around all of them together."""

    type: Literal["Feature"]
    properties: RingProperties
    geometry: Point | MultiPoint | Polygon | MultiPolygon


class Rings(TypedDict):
    """The block `mapgen-ranges`."""

    type: Literal["FeatureCollection"]
    features: list[Ring]


class SiteProperties(TypedDict):
    """The properties of a site that the map needs."""

    name: str
    kind: str
    country: str
    status: str
    role: str
    label_order: int
    uncertainty_km: NotRequired[float]
    status_as_of: NotRequired[str]
    first_reported: NotRequired[str]
    missiles: NotRequired[list[str]]


class Site(TypedDict):
    """A site; one whose location is not public has no geometry."""

    type: Literal["Feature"]
    id: str
    properties: SiteProperties
    geometry: Point | None


class Sites(TypedDict):
    """The block `mapgen-sites`."""

    type: Literal["FeatureCollection"]
    features: list[Site]


class Band(TypedDict):
    """The band of a missile."""

    low_km: float | None
    high_km: float
    floor: NotRequired[Literal["flown", "at-least"]]


class Reach(TypedDict):
    """The block `mapgen-reach`: matrices of origins and places."""

    origins: list[str]
    places: list[str]
    distance_km: list[list[float]]
    uncertainty_km: list[list[float]]
    bands: dict[str, Band]


class FigureRow(TypedDict):
    """A range figure; `source` is a footnote number, `out_by` the day by which the source was published."""

    low_km: float
    high_km: float
    kind: Literal["estimated", "claimed", "flown"]
    floor: bool
    sets_limit: bool
    source: int
    out_by: str | None


class Geometry(TypedDict):
    """A geometry of GeoJSON of any type."""

    type: str
    coordinates: Any


class MarkRow(TypedDict):
    """A point, line or area of an overlay that has no script of its own."""

    geometry: Geometry
    label: dict[str, str]
    colour: str
    is_dashed: bool
    is_filled: bool
    style: str


class Claim(TypedDict):
    """A statement of a source on a site."""

    text: str
    source: int
    quote: NotRequired[str]
    verified: NotRequired[bool]
    note: NotRequired[str]


class Contradiction(TypedDict):
    """A contradiction between sources."""

    text: str
    sources: list[int]


class Evidence(TypedDict):
    """The contents of the card of a site; sources are footnote numbers."""

    aliases: NotRequired[list[str]]
    operator: NotRequired[str]
    uncertainty_km: NotRequired[float]
    position_source: NotRequired[int]
    position_note: NotRequired[str]
    first_reported: NotRequired[str]
    missiles: NotRequired[list[str]]
    claims: NotRequired[list[Claim]]
    contradictions: NotRequired[list[Contradiction]]
    notes: NotRequired[str]


class Land(TypedDict):
    """A part of the land as path data, in units of the map: it covers what lies below it."""

    unit: int
    cover: str
    whole: str
    cut: str
    shore: str
    lake: str
    lines: dict[str, str]


class MapLabel(TypedDict):
    """The name of a country, a sea or a city."""

    kind: Literal["country", "sea", "city"]
    lon: float
    lat: float
    rank: int
    names: dict[str, str]
    min_zoom: NotRequired[float]
    max_zoom: NotRequired[float]
    spots: NotRequired[list[tuple[float, float]]]
    subject: NotRequired[Literal["origin", "place"]]


class Basemap(TypedDict):
    """The land under the rings."""

    size: int
    seams: tuple[list[int], list[int]]
    parts: list[Land]
    labels: list[MapLabel]


class Azimuthal(TypedDict):
    """The distances at which the azimuthal view may end, and the steps of its distance circles, in km."""

    limits_km: list[float]
    circles_km: list[float]


class Citations(TypedDict):
    """The texts of entries in BibTeX and in RIS, with names of values between, and which of these each source has."""

    stencils: list[tuple[list[str], list[str]]]
    of: list[int]


PageData = TypedDict(
    "PageData",
    {
        "mapgen-story": Story,
        "mapgen-ranges": Rings,
        "mapgen-sites": Sites,
        "mapgen-reach": Reach,
        "mapgen-sources": list[Any],  # CSL-JSON, which has a schema of its own
        "azimuthal": Azimuthal,
        "basemap": Basemap,
        "citations": Citations,
        "embed": str,
        "naive": dict[str, dict[str, float]],
        "evidence": dict[str, Evidence],
        "faded": list[str],
        "families": int,
        "figures": dict[str, list[FigureRow]],
        "marks": list[MarkRow],
        "names": dict[str, list[str]],
        "publications": list[str | list[tuple[str, list[str]]]],
        "reach-words": dict[Basis, str],
        "texts-keys": list[str],
    },
)
