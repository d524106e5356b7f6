"""How many examples a property test tries: `make thorough`, which CI runs, tries all of them."""

from __future__ import annotations

import os

SHARE = 1 if os.environ.get("MAPGEN_THOROUGH") else 4
"""Elsewhere a test tries one in so many; the examples that are written out are always tried."""


def examples(most: int) -> int:
    """Return how many of `most` examples this run tries."""
    return most // SHARE
