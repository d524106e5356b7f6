"""Overlays of the map: each is a file with ``build(selection) -> Layer``, found by its name."""
