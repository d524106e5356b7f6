"""Measure a pack: how long all forms of a map take, and how large those are that people send to each other."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from mapgen import build_map, load_catalog
from mapgen.packing import pack

if TYPE_CHECKING:
    from collections.abc import Callable

MAPS = (("hwasong-11", "en"), ("hwasong-11", "ja"), ("long-range", "en"))
MOST_KB = {"svg": 150, "png": 600, "pdf": 300, "pptx": 500}
MOST_S = 10.0


def measure_pack(row: Callable[[str, float, str, str], None]) -> None:
    """Print time and sizes beside what they may be.

    Parameters
    ----------
    row : callable
        Prints a line: what, value, unit, note.
    """
    for story, language in MAPS:
        start, before = time.perf_counter(), os.times()
        files = pack(build_map(load_catalog(), story, language=language))
        seconds, after = time.perf_counter() - start, os.times()
        busy = after.user + after.system - before.user - before.system
        name = f"{story} in {language}"
        row(f"pack of {name}", seconds, "s", f"of {MOST_S:.0f}; {busy:.1f} s of one processor; {len(files)} files")
        for ending, most in MOST_KB.items():
            row(f"{name}, .{ending}", len(files[f"{story}.{ending}"]) / 1e3, "kB", f"of {most}")
