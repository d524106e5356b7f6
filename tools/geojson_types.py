"""Define types for the geometries of GeoJSON in a page's data."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict  # pydantic checks values of this one on every Python

Place = tuple[float, float]  # lon, lat


class Point(TypedDict):
    """A point of GeoJSON."""

    type: Literal["Point"]
    coordinates: Place


class MultiPoint(TypedDict):
    """Several points of GeoJSON."""

    type: Literal["MultiPoint"]
    coordinates: list[Place]


class Polygon(TypedDict):
    """A polygon of GeoJSON."""

    type: Literal["Polygon"]
    coordinates: list[list[Place]]


class MultiPolygon(TypedDict):
    """Several polygons of GeoJSON."""

    type: Literal["MultiPolygon"]
    coordinates: list[list[list[Place]]]
