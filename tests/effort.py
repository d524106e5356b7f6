"""How many examples a property test tries: `make thorough`, which CI runs, tries all of them."""

from __future__ import annotations

import os

THOROUGH = bool(os.environ.get("MAPGEN_THOROUGH"))
"""Whether this is `make thorough`, which tries what `make test` tries less of."""
SHARE = 1 if THOROUGH else 8
"""Elsewhere a test tries one in so many; the examples that are written out are always tried."""


def examples(most: int) -> int:
    """Return how many of `most` examples this run tries."""
    return most // SHARE
