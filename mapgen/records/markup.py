"""Define the marks that the summary of a story may hold."""

from __future__ import annotations

import re

CITATION_MARK = re.compile(r"\[@([^\]\s]+)\]")
"""``[@source-id]``: the footnote mark of a source."""
BAND_MARK = re.compile(r"\{band:([^}\s]+)\}")
"""``{band:missile-id}``: the band of a missile, in words."""
REACH_MARK = re.compile(r"\{reach:([^}\s]+)\}")
"""``{reach:missile-id}``: a sentence on what a missile reaches, see `mapgen.reach.takeaway_words`."""
