"""Geodesy on WGS84: range areas, unions of them, and distances; degrees as lon, lat, lengths in km."""

from mapgen.geodesy.rings import distance_km, range_area, union_area

__all__ = ["distance_km", "range_area", "union_area"]
