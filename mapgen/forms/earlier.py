"""Read from the data of a page what its map says, to compare an earlier page with a map of today."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast

from mapgen.errors import FileError, MapgenError
from mapgen.page.blocks import blocks
from mapgen.page.embed import read_page_file
from mapgen.reach.rule import VERDICTS, Verdict, verdict
from mapgen.records.bands import Band
from mapgen.web.html import pieces

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from mapgen.document.compose import MapDocument

BLOCKS = ("mapgen-story", "mapgen-ranges", "mapgen-sites", "mapgen-reach", "mapgen-sources")


@dataclass(frozen=True)
class Said:
    """What a map says.

    Attributes
    ----------
    story, date : str
        Id of its story, and the day that it speaks of.
    bands : dict of str to Band
        By missile id.
    answers : dict of (str, str) to str
        The strongest verdict over all origins, by missile and place.
    sites : dict of str to dict
        The properties of each site and its position, by id.
    sources : dict of str to str
        Titles by id, in the order of the footnotes.
    """

    story: str
    date: str
    bands: dict[str, Band]
    answers: dict[tuple[str, str], Verdict]
    sites: dict[str, dict[str, Any]]
    sources: dict[str, str]


def said_by_page(path: Path, story: str) -> Said:
    """Read what an earlier page of a story says.

    Raises
    ------
    MapgenError
        If the file cannot be read, mapgen did not build it, or it is of another story.
    """
    try:
        said = _said(_blocks_of(read_page_file(path)))
    except FileError as error:
        msg = f"--since {path}: {error}"
        raise MapgenError(msg) from None
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        msg = f"--since {path}: is no page that mapgen built; name an earlier .html page of this map"
        raise MapgenError(msg) from None
    if said.story != story:
        msg = f"--since {path}: is a page of the story {said.story!r}; name one of {story!r}"
        raise MapgenError(msg)
    return said


def said_by_map(document: MapDocument) -> Said:
    """Return what a map says."""
    return _said({name: content for name, (_, content) in blocks(document).items()})


def _blocks_of(page: str) -> dict[str, Any]:
    found: dict[str, str] = {}
    inside = ""
    for piece in pieces(page):
        if isinstance(piece, str):
            if inside:
                found[inside] = found.get(inside, "") + piece
        elif piece.name == "script":
            inside = "" if piece.ends else piece.attributes.get("id", "")
    return {name: json.loads(found[name]) for name in BLOCKS}


def _said(given: Mapping[str, Any]) -> Said:
    story, reach = given["mapgen-story"], given["mapgen-reach"]
    bands = {str(id_): _band(band) for id_, band in reach["bands"].items()}
    return Said(
        story=str(story["id"]),
        date=str(story["date"]),
        bands=bands,
        answers=_answers(reach, bands, _pairs(given["mapgen-ranges"]["features"])),
        sites={
            str(site["id"]): {**site["properties"], "position": (site["geometry"] or {}).get("coordinates")}
            for site in given["mapgen-sites"]["features"]
        },
        sources={str(source["id"]): str(source.get("title", source["id"])) for source in given["mapgen-sources"]},
    )


def _band(band: Mapping[str, Any]) -> Band:
    low, floor = band["low_km"], band.get("floor")
    if floor not in (None, "flown", "at-least"):
        raise ValueError(floor)
    named = cast("Literal['flown', 'at-least'] | None", floor)
    return Band(None if low is None else float(low), float(band["high_km"]), (), (), named)


def _pairs(rings: list[dict[str, Any]]) -> dict[str, set[str]]:
    """Return the origins of each missile."""
    found: dict[str, set[str]] = {}
    for ring in rings:
        origin = ring["properties"]["origin"]
        found.setdefault(ring["properties"]["missile"], set()).update(
            origin if isinstance(origin, list) else [origin] if origin else []
        )
    return found


def _answers(
    reach: Mapping[str, Any], bands: Mapping[str, Band], pairs: Mapping[str, set[str]]
) -> dict[tuple[str, str], Verdict]:
    """Return the strongest verdict for each missile and place."""
    answers: dict[tuple[str, str], Verdict] = {}
    for missile, band in bands.items():
        rows = [index for index, origin in enumerate(reach["origins"]) if origin in pairs.get(missile, ())]
        for column, place in enumerate(reach["places"]):
            found = {
                verdict(float(reach["distance_km"][row][column]), float(reach["uncertainty_km"][row][column]), band)
                for row in rows
            }
            if found:
                answers[missile, str(place)] = min(found, key=VERDICTS.index)
    return answers
