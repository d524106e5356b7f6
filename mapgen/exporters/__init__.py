"""Formats of a map: each is a file with ``render(document) -> bytes``, found by its name."""
