"""Define the nouns of the catalog: missiles, sites and stories (sources: see csl.py; vocabularies: see terms.py)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from mapgen.records.fields import (
    COUNTRY_OR_SEA,
    FullDate,
    Lat,
    Line,
    Lines,
    Lon,
    Many,
    PartialDate,
    RangeKm,
    Record,
    SomeLines,
    SomeTexts,
    Text,
    Texts,
    UncertaintyKm,
)
from mapgen.records.selector import Origins, Selector
from mapgen.records.step import MAX_STEPS, Place, Step
from mapgen.records.view import View


class RangeFigure(Record):
    """One published range figure, and who published it in which words."""

    low_km: RangeKm
    """lower figure in km; equal to high_km where the source gives one number"""
    high_km: RangeKm
    """higher figure in km"""
    kind: Literal["estimated", "claimed", "flown"]
    """estimated by others, claimed by the owner, or flown in a test (a floor, not a range)"""
    source: Text
    """id of a source"""
    qualifier: Literal["at-least", "up-to", "about"] | None = None
    """the source's own qualifier"""
    said_by: Line | None = None
    """who says it, where the source only reports it"""
    quote: Line | None = None
    """the words that carry the figure, 15 words at most"""
    derived: Text | None = None
    """how the figure follows from the quote, where the quote does not hold it itself"""
    sets_band: bool = True
    """false = shown, but sets no limit of the band; note says why"""
    verified: bool = True
    """false = a second reader did not find it again"""
    note: Text | None = None
    """own words for a reader, without ids"""
    internal_note: Text | None = None
    """what researchers keep; on no page and in no export"""

    @field_validator("high_km")
    @classmethod
    def _in_order(cls, high_km: float, info: ValidationInfo) -> float:
        low_km = info.data.get("low_km", high_km)
        if low_km > high_km:
            msg = f"low_km {low_km:.10g} is above high_km {high_km:.10g}; swap them or correct one"
            raise PydanticCustomError("order", msg)
        return high_km


class Missile(Record):
    """A missile, or a family of them, with its published range figures."""

    id: Text
    name: Line
    """name in English"""
    family: Text
    """id of the family, e.g. hwasong-11"""
    missile_class: Text = Field(alias="class")
    """a term of vocab/missile_class.toml"""
    status: Text
    """a term of vocab/status.toml"""
    names: Lines = {}
    """name by language tag"""
    aliases: Many[Line] = ()
    """other names in use"""
    first_seen: Annotated[int, Field(ge=1940, le=2100)] | None = None
    """year"""
    first_seen_source: Text | None = None
    """id of a source"""
    status_source: Text | None = None
    """id of a source"""
    other_sources: Many[Text] = ()
    """ids of a source of what was read for names, not for figures"""
    notes: Text | None = None
    """own words for a reader, without ids"""
    internal_note: Text | None = None
    """what researchers keep; on no page and in no export"""
    ranges: Many[RangeFigure] = ()
    """published figures; none = listed, draws nothing"""


class Claim(Record):
    """One statement about a site, and its source."""

    text: Text
    """own words"""
    source: Text
    """id of a source"""
    quote: Line | None = None
    """the source's words, 15 at most"""
    verified: bool = True
    """false = a second reader did not find it again"""
    note: Text | None = None
    """own words for a reader, without ids"""
    internal_note: Text | None = None
    """what researchers keep; on no page and in no export"""


class Contradiction(Record):
    """A point on which sources disagree."""

    text: Text
    """own words"""
    sources: Many[Text]
    """ids of a source"""


class Site(Record):
    """A reported site, at installation level; without lon and lat it is listed and never drawn."""

    model_config = ConfigDict(json_schema_extra=COUNTRY_OR_SEA)
    id: Text
    name: Line
    """name in English"""
    kind: Text
    """a term of vocab/site_kind.toml"""
    at_sea: bool | None = None
    """true = the place lies at sea; country may then be left out, or say whose zone it is in"""
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = Field(default=None, validate_default=True)
    """ISO 3166-1 alpha-2"""
    status: Text
    """a term of vocab/status.toml"""
    names: Lines = {}
    """name by language tag"""
    labels: Lines = {}
    """short name for the map by language tag; the name where absent"""
    aliases: Many[Line] = ()
    """other names in use"""
    operator: Line | None = None
    """who runs it, as reported"""
    lon: Lon | None = None
    lat: Lat | None = Field(default=None, validate_default=True)
    uncertainty_km: UncertaintyKm | None = Field(default=None, validate_default=True)
    """radius within which the place lies"""
    position_source: Text | None = None
    """id of a source"""
    position_note: Text | None = Field(default=None, validate_default=True)
    """how the position was derived, or why there is none"""
    position_checked: Text | None = None
    """why the position is right, though the check doubts it"""
    status_as_of: PartialDate | None = None
    """date of the latest evidence for the status"""
    first_reported: PartialDate | None = None
    """date of the first public report"""
    missiles: Many[Text] = ()
    """only missiles that a source associates with the site"""
    claims: Many[Claim] = ()
    """what sources say of it"""
    contradictions: Many[Contradiction] = ()
    """where sources disagree"""
    notes: Text | None = None
    """own words for a reader, without ids"""
    internal_note: Text | None = None
    """what researchers keep; on no page and in no export"""

    @property
    def position(self) -> tuple[float, float] | None:
        """Longitude and latitude in WGS84 degrees, or None where not public."""
        return None if self.lon is None or self.lat is None else (self.lon, self.lat)

    @field_validator("country")
    @classmethod
    def _has_a_country(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is None and not info.data.get("at_sea"):
            raise PydanticCustomError("missing", "is missing")
        return value

    @field_validator("lat", "uncertainty_km", "position_note")
    @classmethod
    def _position_is_whole(cls, value: Any, info: ValidationInfo) -> Any:
        given: dict[str, Any] = {**info.data, str(info.field_name): value}
        placed = given.get("lon") is not None and given.get("lat") is not None
        if info.field_name == "lat" and (value is None) != (given.get("lon", value) is None):
            half = "is missing, but lon is given" if value is None else "is given, but lon is missing"
            raise PydanticCustomError("position", f"{half}; give both, or neither")
        if info.field_name == "uncertainty_km" and placed and value is None:
            raise PydanticCustomError("position", "is missing; say within how many km the position is")
        if info.field_name == "position_note" and placed and not (value or given.get("position_source")):
            msg = "the position has no source; add position_source (a source id) or position_note (how it was derived)"
            raise PydanticCustomError("position", msg)
        return value


def _in_english(value: Any) -> Any:
    return {"en": value} if isinstance(value, str) else value


class StoryClaim(Record):
    """One link of the chain of attribution of the article a story rests on."""

    said_by: Annotated[SomeLines, BeforeValidator(_in_english, json_schema_input_type=Line | Lines)]
    """who is cited: a name, or texts by language tag"""
    text: SomeTexts
    """own words, by language tag"""
    source: Text
    """id of a source: the article that cites them"""
    quote: Line | None = None
    """the article's words, 15 at most"""


class Note(Record):
    """A callout: words on the map about a place."""

    place: Place
    """the id of a site on the map, or a position [lon, lat]"""
    text: SomeTexts
    """by language tag, a line or two; it may hold the same marks as a summary, but for {reach:...}"""
    leader: bool = True
    """whether a thin line leads from the place to the words; else they stand beside it"""


class Story(Record):
    """One map to publish."""

    id: Text
    title: SomeLines
    """by language tag"""
    as_of: FullDate
    """the day the facts were compiled"""
    languages: Annotated[Many[Text], Field(min_length=1)]
    """language tags, the first one shown first"""
    missiles: Annotated[Many[Text], Field(min_length=1)]
    """missile ids in the order of the map key"""
    origins: Origins
    """the sites that rings are drawn from"""
    summary: Texts = {}
    """by language tag; [@source-id] sets a footnote mark, {band:missile-id} writes the missile's band, and
    {reach:missile-id} what it reaches"""
    places: Selector = Selector()
    """places of interest"""
    sources: Many[Text] = ()
    """the article(s) the story rests on"""
    shown: Many[Text] = ()
    """missiles switched on at first; the first one of missiles where absent"""
    claims: Many[StoryClaim] = ()
    """the article's chain of attribution"""
    notes: Many[Note] = ()
    """callouts on the map, the most important first"""
    steps: Annotated[Many[Step], Field(max_length=MAX_STEPS)] = ()
    """what a presentation, or an article around the map, shows one after another"""
    view: View = View()

    @property
    def marked_texts(self) -> list[tuple[str, str]]:
        """The texts that marks may stand in, each with its place in the file: the summary, the notes, the steps."""
        summary = [(f"summary.{tag}", text) for tag, text in self.summary.items()]
        return [*summary, *((f"{path}.{tag}", text) for path, told in self.told for tag, text in told.items())]

    @property
    def told(self) -> list[tuple[str, dict[str, str]]]:
        """The texts of the notes and of the steps by language tag, each with its place in the file."""
        notes = [(f"notes[{index}].text", note.text) for index, note in enumerate(self.notes)]
        return [*notes, *((f"steps[{index}].text", step.text) for index, step in enumerate(self.steps))]
