"""Further checks of data that load; ``mapgen check --strict`` counts their findings as problems."""
