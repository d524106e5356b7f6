"""Marks of overlays are checked before they are drawn: what is wrong with one is said in words."""

from __future__ import annotations

from typing import Any

import pytest

from mapgen.errors import DataError
from mapgen.layers._check import check_marks
from mapgen.layers._layer import Layer, Mark

POINT = {"type": "Point", "coordinates": [127.0, 38.0]}
BOW_TIE = [[[0, 0], [1, 1], [0, 1], [1, 0], [0, 0]]]
NO_PLACES = "has no coordinates of a {} in GeoJSON; give [lon, lat], in lists as deep as the type has them"


def said(*marks: Mark) -> list[str]:
    """Return what is said of the marks of an overlay."""
    try:
        check_marks({"example": Layer(marks=marks)})
    except DataError as error:
        return str(error).splitlines()
    return []


@pytest.mark.parametrize(
    ("type_", "coordinates"),
    [
        ("Point", [127, 38]),
        ("MultiPoint", [[127, 38], [128, 39]]),
        ("LineString", [[124, 38], [129, 38]]),
        ("MultiLineString", [[[124, 38], [129, 38]], [[179, 0], [180, 0]]]),
        ("Polygon", [[[0, 0], [1, 0], [1, 1], [0, 0]]]),
        ("MultiPolygon", [[[[0, 0], [1, 0], [1, 1], [0, 0]]]]),
    ],
)
def test_each_type_of_geometry_is_taken(type_: str, coordinates: Any) -> None:
    assert said(Mark({"type": type_, "coordinates": coordinates}, {"en": "Name", "ko": "이름"}, "mdl")) == []


@pytest.mark.parametrize(
    ("geometry", "message"),
    [
        ({}, "is of type None; give one of Point, LineString, Polygon, MultiPoint, MultiLineString, MultiPolygon"),
        ({"type": "Point"}, NO_PLACES.format("Point")),
        ({"type": "Point", "coordinates": "ab"}, NO_PLACES.format("Point")),
        ({"type": "LineString", "coordinates": [127, 38]}, NO_PLACES.format("LineString")),
        ({"type": "Polygon", "coordinates": [[0, 0], [1, 0], [1, 1]]}, NO_PLACES.format("Polygon")),
        ({"type": "Point", "coordinates": []}, "is empty; give it at least one place"),
        (
            {"type": "Point", "coordinates": [38, 127]},
            "leaves the Earth; give lon from -180 to 180, then lat from -90 to 90, in degrees",
        ),
        (
            {"type": "Polygon", "coordinates": BOW_TIE},
            "is not a simple area: Self-intersection[0.5 0.5]; let its outline not cross itself",
        ),
        (
            {"type": "LineString", "coordinates": [[170, 0], [-170, 0]]},
            "goes around the Earth between two places; cut it at the antimeridian (RFC 7946, 3.1.9)",
        ),
    ],
)
def test_a_geometry_that_cannot_be_drawn_is_refused(geometry: dict[str, Any], message: str) -> None:
    assert said(Mark(geometry)) == [f"overlay example: marks[0].geometry: {message}"]


def test_all_that_is_wrong_is_said_at_once() -> None:
    first, second, third, fourth = said(
        Mark(POINT), Mark({"type": "Circle"}, colour="acent"), Mark(POINT, {"ko": "이름"}, "rings")
    )
    assert first == (
        "overlay example: marks[1].colour: 'acent' is no colour of the theme; did you mean 'accent' or 'place'?"
    )
    assert second.startswith("overlay example: marks[1].geometry: is of type 'Circle'; give one of Point, LineString,")
    assert third.startswith("overlay example: marks[2].colour: 'rings' is no colour of the theme; known: accent, ")
    assert fourth == (
        "overlay example: marks[2].label: has no English text, which stands in for the languages that it lacks; "
        "write it"
    )


def test_control_characters_of_a_label_are_refused() -> None:
    assert said(Mark(POINT, {"en": "Name", "ko": "이름\x07"}, "mdl")) == [
        "overlay example: marks[0].label.ko: holds the control character U+0007; take it out"
    ]
