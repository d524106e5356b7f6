"""Give the azimuthal view the distances at which it may end, and the steps of its distance circles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.geodesy.projections import CIRCLES_KM, LIMITS_KM
from mapgen.layers._layer import Layer

if TYPE_CHECKING:
    from mapgen.selection.resolve import Selection


def build(selection: Selection) -> Layer:  # noqa: ARG001  (the same for every map)
    """Return the distances and the steps, in km."""
    return Layer(packed={"azimuthal": {"limits_km": LIMITS_KM, "circles_km": CIRCLES_KM}})
