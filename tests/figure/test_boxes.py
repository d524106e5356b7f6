"""The boxes near another are found without a look at all of them, and none that overlaps is missed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from mapgen.figure.boxes import Box, Boxes

sides = st.floats(-900, 900, allow_nan=False)
boxes = st.builds(lambda x, y, w, h: Box(x, y, x + w, y + h), sides, sides, st.floats(0, 300), st.floats(0, 300))


@settings(max_examples=100, deadline=None)
@given(st.lists(boxes, max_size=20), boxes)
def test_no_box_that_overlaps_is_missed(held: list[Box], asked: Box) -> None:
    taken = Boxes()
    for box in held:
        taken.add(box)
    assert {box for box in held if box.overlaps(asked)} <= set(taken.near(asked))


def test_a_copy_takes_in_others_alone() -> None:
    taken = Boxes()
    taken.add(box := Box(0, 0, 1, 1))
    copy = taken.copy()
    copy.add(Box(0, 0, 2, 2))
    assert list(taken.near(box)) == [box]
