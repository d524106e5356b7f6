"""Make the base map of geodata/basemap/ from packages: `python -m tools.build_basemap`."""
