"""Lay the land under the map: coastlines, borders of East Asia, and the names on them."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

from mapgen.layers._layer import Layer
from mapgen.resources import folder

if TYPE_CHECKING:
    from mapgen.selection.resolve import Selection


def build(selection: Selection) -> Layer:
    """Return the outlines as stored, and the labels in the languages of the story."""
    base = folder("geodata") / "basemap"
    outlines = json.loads((base / "basemap.json").read_text("utf-8"))
    labels = tomllib.loads((base / "labels.toml").read_text("utf-8"))["labels"]
    spoken = [
        {**label, "names": {tag: name for tag, name in label["names"].items() if tag in selection.story.languages}}
        for label in labels
    ]
    return Layer(packed={"basemap": {**outlines, "labels": spoken}})
