"""Where the tests find the repository and their own files."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
GEODATA = ROOT / "geodata"
BROKEN = TESTS / "broken"
GOLDEN = TESTS / "golden"
SMALL = TESTS / "data" / "small"
