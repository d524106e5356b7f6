"""Define the data that an overlay gives to the map."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import shapely

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Mark:
    """A point, line or area with a label. Every view draws it: the map, the view from a site, the static map, the SVG.

    Attributes
    ----------
    geometry : mapping
        GeoJSON geometry in WGS84 degrees: a Point, LineString, Polygon, or several of one of these. Edges are straight
        in lon/lat, so a geodesic line needs a point every degree or so; cut it at the antimeridian (RFC 7946).
    label : mapping of str to str
        Text by language tag. The English text is shown in languages that have no text here.
    colour : str
        A colour of the theme, by its name in `mapgen.theme.model.Palette`.
    is_dashed, is_filled : bool
        Whether its lines are dashed, and whether its area is filled.
    """

    geometry: Mapping[str, Any]
    label: Mapping[str, str] = field(default_factory=dict)
    colour: str = "accent"
    is_dashed: bool = False
    is_filled: bool = False

    @property
    def style(self) -> str:
        """Return the CSS classes of its drawing in the page."""
        return f"mark in-{self.colour}{' dashed' if self.is_dashed else ''}{' filled' if self.is_filled else ''}"


@dataclass(frozen=True)
class Layer:
    """One overlay as plain data.

    Attributes
    ----------
    features : mapping of str to dict
        GeoJSON FeatureCollections by name, for programs that read a page: ``ranges`` is its block ``mapgen-ranges``.
    packed : mapping of str to object
        JSON-ready data by name, which only the page's own scripts read; the page holds them compressed.
    marks : tuple of Mark
        Points, lines and areas that the page draws without further code, in this order.
    """

    features: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    packed: Mapping[str, Any] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()


def lines_of(geometry: Any) -> list[NDArray[np.float64]]:
    """Return the lines of a geometry, and of an area its outlines, as arrays of positions; a point has none."""
    if "Point" in geometry.geom_type:
        return []
    parts = shapely.get_parts(shapely.boundary(geometry) if "Polygon" in geometry.geom_type else geometry)
    return [shapely.get_coordinates(part) for part in parts]


def collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    """Return features as a GeoJSON FeatureCollection."""
    return {"type": "FeatureCollection", "features": features}
