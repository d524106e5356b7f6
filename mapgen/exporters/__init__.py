"""Formats a map can take: one file each, with ``render(document) -> bytes``, found by name."""
