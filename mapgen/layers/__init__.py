"""Overlays of the map: one file each, with ``build(selection) -> Layer``, found by name."""
