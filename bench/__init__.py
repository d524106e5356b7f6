"""Measure mapgen: `python -m bench`."""
