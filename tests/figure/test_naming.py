"""Words are read as the name of the nearest symbol: cases that the page's script is held to as well."""

from __future__ import annotations

import pytest

from mapgen.figure.boxes import Box
from mapgen.figure.naming import is_led_apart, is_told_apart

BESIDE = [
    # (what, box of the words, own symbol, the others, whether they are told apart)
    ("alone", (10, -6, 60, 6), (0, 0), [], True),
    ("the other one far away", (10, -6, 60, 6), (0, 0), [(-40, 0)], True),
    ("the other one at the far end", (10, -6, 60, 6), (0, 0), [(68, 0)], False),
    ("as near above", (10, -6, 60, 6), (0, 0), [(30, -16)], False),
    ("a little farther above", (10, -6, 60, 6), (0, 0), [(30, -21)], True),
    ("two that nearly touch, words at the far side", (10, -6, 60, 6), (0, 0), [(-2, 0)], True),
    ("two that nearly touch, words at the near side", (10, -6, 60, 6), (0, 0), [(2, 0)], False),
    ("one over another", (10, -6, 60, 6), (0, 0), [(0, 0)], True),
]
LED = [
    # (what, box of the words, leader line, own symbol, the others, whether it leads from its own only)
    ("alone", (30, -6, 80, 6), ((6, 0), (28, 0)), (0, 0), [], True),
    ("past another", (30, -6, 80, 6), ((6, 0), (28, 0)), (0, 0), [(18, 6)], False),
    ("well past another", (30, -6, 80, 6), ((6, 0), (28, 0)), (0, 0), [(18, 14)], True),
    ("to words beside another", (30, -6, 80, 6), ((6, 0), (28, 0)), (0, 0), [(50, 12)], False),
    ("away from one that nearly touches", (30, -6, 80, 6), ((6, 0), (28, 0)), (0, 0), [(-5, 0)], True),
    ("across one that nearly touches", (30, -6, 80, 6), ((6, 0), (28, 0)), (0, 0), [(5, 0)], False),
]


@pytest.mark.parametrize(("what", "box", "own", "others", "apart"), BESIDE)
def test_words_are_nearest_to_their_own_symbol(
    what: str, box: tuple[float, ...], own: tuple[float, float], others: list[tuple[float, float]], apart: bool
) -> None:
    assert is_told_apart(Box(*box), own, others) is apart, what


@pytest.mark.parametrize(("what", "box", "line", "own", "others", "apart"), LED)
def test_a_leader_line_leads_from_its_own_symbol(
    what: str,
    box: tuple[float, ...],
    line: tuple[tuple[float, float], tuple[float, float]],
    own: tuple[float, float],
    others: list[tuple[float, float]],
    apart: bool,
) -> None:
    assert is_led_apart(Box(*box), line, own, others, 6.0) is apart, what
