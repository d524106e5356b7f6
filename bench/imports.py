"""Measure how long an import of many rows takes."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROWS = 10_000
SOURCES = 500


def write_table(path: Path) -> None:
    """Write a table of sites in and around Iran, with their sources."""
    with path.open("w", encoding="utf-8") as file:
        file.write("name,kind,lat,lon,uncertainty,status,source,source title,date,description\n")
        for number in range(ROWS):
            lat, lon = 26 + number * 0.0012, 45 + (number * 37 % ROWS) * 0.0015
            source = f"https://example.org/paper-{number % SOURCES},Paper {number % SOURCES}"
            day = f"2025-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
            file.write(f"Base {number},missile_base,{lat:.4f},{lon:.4f},3,unknown,{source},{day},Has silos.\n")


def measure_imports(row: Callable[..., None], folder: Path) -> None:
    """Import a table twice, each time in a process of its own."""
    write_table(folder / "bases.csv")
    command = [sys.executable, "-m", "mapgen", "import", str(folder / "bases.csv"), "-o", str(folder / "imported")]
    for what in ("mapgen import", "the same again, nothing to write"):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        row(f"{what}, {ROWS:,} rows, cold", time.perf_counter() - start, "s")
