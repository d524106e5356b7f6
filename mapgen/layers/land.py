"""Lay the land under the map: coastlines, borders of East Asia, and the names on them."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING, Any

from mapgen.layers._layer import Layer
from mapgen.locale import ENGLISH
from mapgen.resources import folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mapgen.selection.resolve import Selection


def build(selection: Selection) -> Layer:
    """Return the outlines as stored, and the labels in the languages of the story."""
    labels = tomllib.loads((folder("geodata") / "basemap" / "labels.toml").read_text("utf-8"))["labels"]
    spots = _stored("spots")
    subjects = {site.country for site in (*selection.origins, *selection.places) if site.country}
    spoken = [_spoken(label, spots, subjects, selection.story.languages) for label in labels]
    return Layer(packed={"basemap": {**outlines(), "labels": spoken}})


def _spoken(
    label: Mapping[str, Any], spots: Mapping[str, Any], subjects: set[str], languages: Sequence[str]
) -> dict[str, Any]:
    """Return a label with its spots, in some languages; `subject` marks the countries of the story's own sites."""
    area = spots.get(f"{label['lon']:g},{label['lat']:g}", {})
    is_subject = area.get("country") in subjects
    return {
        **{key: value for key, value in label.items() if key != "extent"},
        "names": _names(label["names"], languages),
        **({"spots": area["spots"]} if area else {}),
        **({"subject": True} if is_subject else {}),
    }


def _names(names: Mapping[str, str], languages: Sequence[str]) -> dict[str, str]:
    """Return the names in the languages of the story, and the English name too if one of those has none."""
    wanted = {*languages} if names.keys() >= {*languages} else {*languages, ENGLISH}
    return {tag: name for tag, name in names.items() if tag in wanted}


def outlines() -> dict[str, Any]:
    """Return the outlines of land and borders as stored: `mapgen.figure.coasts.coasts_of` decodes them."""
    return _stored("basemap")


def _stored(name: str) -> dict[str, Any]:
    stored: dict[str, Any] = json.loads((folder("geodata") / "basemap" / f"{name}.json").read_text("utf-8"))
    return stored
