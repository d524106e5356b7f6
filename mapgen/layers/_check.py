"""Check the marks of overlays before anything is drawn, and report every problem at once."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import shape

from mapgen.errors import DataError, Problem, shown, suggestion
from mapgen.layers._layer import lines_of
from mapgen.records.characters import unfit
from mapgen.theme.model import Palette

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mapgen.layers._layer import Layer, Mark

TYPES = ("Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon")
COLOURS = tuple(name for name, field in Palette.model_fields.items() if field.annotation is str)


def check_marks(layers: Mapping[str, Layer]) -> None:
    """Check the marks of all overlays, by name.

    Raises
    ------
    DataError
        With every mark that cannot be drawn.
    """
    problems = [
        Problem(f"overlay {name}", f"marks[{index}].{path}", message)
        for name, layer in layers.items()
        for index, mark in enumerate(layer.marks)
        for path, message in _faults(mark)
    ]
    if problems:
        raise DataError(problems)


def _faults(mark: Mark) -> Iterator[tuple[str, str]]:
    if fault := _geometry_fault(mark):
        yield "geometry", fault
    if mark.colour not in COLOURS:
        yield "colour", f"{shown(mark.colour)} is no colour of the theme; {suggestion(mark.colour, COLOURS)}"
    if mark.label and not mark.label.get("en"):
        yield "label", "has no English text, which stands in for the languages that it lacks; write it"
    for tag, label in (mark.label or {}).items():
        if fault := unfit(label):
            yield f"label.{tag}", fault


def _geometry_fault(mark: Mark) -> str | None:
    type_ = mark.geometry.get("type")
    if type_ not in TYPES:
        return f"is of type {shown(type_)}; give one of {', '.join(TYPES)}"
    try:
        geometry = shape(mark.geometry)
        places = shapely.get_coordinates(geometry)
    except (KeyError, TypeError, ValueError, IndexError, shapely.errors.ShapelyError):
        return f"has no coordinates of a {type_} in GeoJSON; give [lon, lat], in lists as deep as the type has them"
    if not len(places):
        return "is empty; give it at least one place"
    if not np.isfinite(places).all() or (np.abs(places) > (180, 90)).any():
        return "leaves the Earth; give lon from -180 to 180, then lat from -90 to 90, in degrees"
    if not geometry.is_valid:
        return f"is not a simple area: {shapely.is_valid_reason(geometry)}; let its outline not cross itself"
    if any(abs(one[0] - other[0]) > 180 for line in lines_of(geometry) for one, other in pairwise(line)):
        return "goes around the Earth between two places; cut it at the antimeridian (RFC 7946, 3.1.9)"
    return None
