"""Name countries, seas and cities on the base map, in the languages of a story."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import numpy as np

from mapgen.layers._cells import lines_of
from mapgen.layers._window import CELL, cell_of
from mapgen.locale import ENGLISH
from mapgen.resources import folder

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from mapgen.catalog.base_names import BaseLabel
    from mapgen.layers._window import Cell
    from mapgen.selection.resolve import Selection

NAME_PX = 60.0
"""Width that the name of a country needs, in pixels."""
COUNTRY_ZOOMS = (2, 7)
"""Least and greatest zoom from which on a country is named."""
WORLD_ZOOM = 3
"""Countries named up to this zoom are named all over the world, the others in the detailed part only."""
CITY_ZOOMS = ((5_000, 4), (1_500, 5), (300, 6), (100, 7), (30, 8))
"""From how many thousand inhabitants on a city is named, at each zoom."""
CITY_PX = 100.0
"""How far a city is at least from a larger one that is named at the same zoom, in pixels."""
FEW_SPOTS = 3
"""How many places the name of a country has to stand in, if it is not one of the story: the first is the best."""
MOST_CITIES = 32


def names(selection: Selection, cells: Collection[Cell], *, is_near: bool) -> list[dict[str, Any]]:
    """Return the names that a page holds.

    Parameters
    ----------
    selection : Selection
    cells : collection of (int, int)
        The cells shown in detail.
    is_near : bool
        Whether the map shows a region: the countries of its places are then named at every zoom where there is room, as
        are those of its origins in any case; on a map of the world there would be too many.

    Returns
    -------
    list of dict
        Those written by hand, then those of further countries and of further cities.
    """
    languages = selection.story.languages
    named = {label.country for label in selection.labels if label.country}
    near = [("origin", selection.origins), ("place", selection.places if is_near else ())]
    subjects = {site.country: role for role, sites in reversed(near) for site in sites if site.country}
    hand = list(_by_hand(_in_sight(selection.labels, cells) if is_near else selection.labels, subjects))
    labels = [*hand, *_countries(languages, named, subjects, cells), *_cities(hand, cells)]
    return [{**label, "names": _in(label["names"], languages)} for label in labels]


def _in_sight(labels: Iterable[BaseLabel], cells: Collection[Cell]) -> Iterator[BaseLabel]:
    """Leave out seas and cities that are named from near only, and lie outside of the detailed part."""
    for label in labels:
        west, south, east, north = label.extent or (label.lon, label.lat, label.lon, label.lat)
        if (
            label.kind == "country"
            or (label.min_zoom or 0) <= WORLD_ZOOM
            or any(x < east and west <= x + CELL and y < north and south <= y + CELL for x, y in cells)
            or cell_of(label.lon, label.lat) in cells
        ):
            yield label


def _by_hand(labels: Iterable[BaseLabel], subjects: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the names written by hand with the spots where they may stand; `subject`: what the story has there."""
    spots = json.loads((folder("geodata") / "basemap" / "spots.json").read_text("ascii"))
    for label in labels:
        area = spots.get(f"{label.lon:g},{label.lat:g}", {})
        yield {
            **label.model_dump(exclude_none=True, exclude={"country", "extent"}),
            **({"spots": area["spots"]} if area else {}),
            **({"subject": subjects[label.country]} if label.country and label.country in subjects else {}),
        }


def _in(found: Mapping[str, str], languages: Collection[str]) -> dict[str, str]:
    """Return the names in the languages of the story, and the English name too if one of those has none."""
    wanted = {*languages} if found.keys() >= {*languages} else {*languages, ENGLISH}
    return {tag: name for tag, name in found.items() if tag in wanted}


def _countries(
    languages: Iterable[str], named: Collection[str], subjects: Mapping[str, str], cells: Collection[Cell]
) -> Iterator[dict[str, Any]]:
    stored = {tag: json.loads(text) for tag, text in lines_of("names.cells", {ENGLISH, *languages}).items()}
    places = json.loads((folder("geodata") / "basemap" / "places.json").read_text("ascii"))
    for code, (radius, spots) in places.items():
        lon, lat = spots[0]
        zoom = math.ceil(math.log2(NAME_PX * 360 / 256 / (2 * radius))) if radius else COUNTRY_ZOOMS[1]
        zoom = max(COUNTRY_ZOOMS[0], min(COUNTRY_ZOOMS[1], zoom))
        if (
            code not in named
            and code in stored[ENGLISH]
            and (zoom <= WORLD_ZOOM or code in subjects or cell_of(lon, lat) in cells)
        ):
            yield {
                "kind": "country",
                "lon": lon,
                "lat": lat,
                "rank": 2 if radius > 2 else 3,
                "min_zoom": zoom,
                "names": {tag: stored[tag][code] for tag in sorted(stored) if code in stored[tag]},
                "spots": spots if code in subjects else spots[:FEW_SPOTS],
                **({"subject": subjects[code]} if code in subjects else {}),
            }


def _cities(hand: Collection[Mapping[str, Any]], cells: Collection[Cell]) -> Iterator[dict[str, Any]]:
    keys = {f"{west} {south}" for west, south in cells}
    found = [city for text in lines_of("cities.cells", keys).values() for city in json.loads(text)]
    found.sort(key=lambda city: (-city[2], city[0], city[1]))
    places = np.empty((2, len(hand) + len(found)))
    by_hand = [(label["lon"], label["lat"]) for label in hand if label["kind"] == "city"]
    places[:, : (count := len(by_hand))] = np.reshape(by_hand, (-1, 2)).T
    kept: list[dict[str, Any]] = []
    for lon, lat, thousands, spoken in found:
        least_zoom = next((zoom for least, zoom in CITY_ZOOMS if thousands >= least), math.inf)
        if sum(city["min_zoom"] <= least_zoom for city in kept) >= MOST_CITIES:
            break  # no smaller city is named before these
        x, y = places[:, :count]
        room_deg = np.hypot((x - lon) * math.cos(math.radians(lat)), y - lat).min(initial=360.0)
        room_px = 256 / 360 * room_deg  # to the nearest, at zoom 0
        zooms = [zoom for least, zoom in CITY_ZOOMS if thousands >= least and room_px * 2**zoom >= CITY_PX]
        if zooms:
            places[:, count] = lon, lat
            count += 1
            rank, zoom = min(4, zooms[0] - 3), zooms[0]
            kept.append({"kind": "city", "lon": lon, "lat": lat, "rank": rank, "min_zoom": zoom, "names": spoken})
    yield from sorted(kept, key=lambda label: label["min_zoom"])[:MOST_CITIES]
