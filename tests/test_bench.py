"""The errors in docs/geodesy.md are those that bench/ computes."""

from __future__ import annotations

from bench import geodesy
from tests.paths import ROOT

DOCUMENT = ROOT / "docs" / "geodesy.md"


def test_the_table_of_errors_is_as_computed() -> None:
    """To write it anew: python -m bench.geodesy --write docs/geodesy.md."""
    text = DOCUMENT.read_text("utf-8")
    assert geodesy.BEGIN in text
    assert geodesy.END in text
    assert geodesy.with_table(text) == text


def test_our_rings_are_within_200_m_everywhere_and_no_other_method_is() -> None:
    worst = {
        name: max(geodesy.error_km(method, *at, km) for at in geodesy.CENTRES.values() for km in geodesy.RADII_KM[:-1])
        for name, method in geodesy.METHODS.items()
    }
    far = max(geodesy.error_km(geodesy.ours, *at, geodesy.RADII_KM[-1]) for at in geodesy.CENTRES.values())
    assert max(worst.pop("mapgen"), far) < 0.2
    assert min(worst.values()) > 10
