"""Labels: none covers another or a symbol, the important come first, and words break where they may."""

from __future__ import annotations

import random
import time

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mapgen.figure.boxes import Box
from mapgen.figure.lettering import ANCHORS, Label, Placed, balanced, width_of, wrap
from mapgen.figure.room import place

WIDTH, HEIGHT = 600.0, 400.0
ROUNDING = 1e-9  # two labels that touch may seem to overlap by as much


def box_of(placed: Placed) -> Box:
    """Return the room that a level label takes."""
    label = placed.label
    left = placed.x - label.width * ANCHORS[placed.anchor]
    top = placed.y - 0.92 * label.size
    bottom = top + 1.2 * label.size * (label.text.count("\n") + 1)
    return Box(left + ROUNDING, top + ROUNDING, left + label.width - ROUNDING, bottom - ROUNDING)


labels = st.builds(
    Label,
    text=st.sampled_from(["Sunan", "동해\n일본해", "東京", "Camp Humphreys"]),
    style=st.just("of-site"),
    size=st.sampled_from([11.0, 13.0]),
    tag=st.just("en"),
    priority=st.floats(0, 500),
    x=st.floats(0, WIDTH),
    y=st.floats(0, HEIGHT),
    reach=st.sampled_from([0.0, 6.0, 9.0]),
    bold=st.booleans(),
)
symbols = st.lists(st.tuples(st.floats(0, WIDTH), st.floats(0, HEIGHT)), max_size=10)


@settings(max_examples=200, deadline=None)
@given(asked=st.lists(labels, max_size=25), at=symbols)
def test_no_label_covers_another_or_a_symbol_or_leaves_the_figure(
    asked: list[Label], at: list[tuple[float, float]]
) -> None:
    taken = [Box(x - 6, y - 6, x + 6, y + 6) for x, y in at]
    boxes = [box_of(placed) for placed in place(asked, WIDTH, HEIGHT, taken)]
    for index, box in enumerate(boxes):
        assert box.left >= 0
        assert box.right <= WIDTH
        assert box.top >= 0
        assert box.bottom <= HEIGHT
        assert not any(box.overlaps(other) for other in (*boxes[:index], *taken))


def test_the_more_important_label_gets_the_room() -> None:
    asked = [Label(f"Site {rank}", "of-site", 12.0, "en", float(rank), 60.0, 20.0, 9.0) for rank in range(20)]
    kept = [placed.label.priority for placed in place(reversed(asked), 130.0, 40.0, [])]
    assert kept == sorted(kept)
    assert kept[0] == 0.0
    assert len(kept) < 20


def test_a_label_stands_at_the_right_of_its_point_if_it_can() -> None:
    (placed,) = place([Label("Sunan", "of-site", 12.0, "en", 1.0, 100.0, 100.0, 9.0)], WIDTH, HEIGHT, [])
    assert (placed.x, placed.anchor, placed.turn) == (109.0, "start", 0.0)


def test_a_label_is_left_out_rather_than_read_as_another_symbols() -> None:
    """The only free place for Misawa's name is level with the symbol of Tokyo."""
    label = Label("Misawa", "of-site", 12.0, "en", 200.0, 100.0, 100.0, 9.0)
    own, other = Box(94, 94, 106, 106), Box(91, 111, 103, 123)
    blocked = [Box(106, 80, 300, 106), Box(0, 80, 94, 130), Box(60, 60, 140, 94)]
    assert place([label], WIDTH, HEIGHT, [own, *blocked])
    assert not place([label], WIDTH, HEIGHT, [own, *blocked, other])


def test_a_dot_keeps_its_place_free() -> None:
    city = Label("Busan", "of-city", 12.0, "en", 1.0, 100.0, 100.0, 6.0, dotted=True)
    assert len(place([city], WIDTH, HEIGHT, [])) == 1
    assert not place([city], WIDTH, HEIGHT, [Box(95, 95, 101, 101)])
    rival = Label("Gimhae", "of-site", 12.0, "en", 2.0, 60.0, 100.0, 9.0)
    (_, placed) = place([city, rival], WIDTH, HEIGHT, [])
    assert not box_of(placed).overlaps(Box(97, 97, 103, 103))


@pytest.mark.parametrize("turned", [False, True])
def test_a_label_follows_a_line_and_is_never_upside_down(turned: bool) -> None:
    angles = np.radians(np.arange(0, 361, 2))
    ring = np.column_stack([300 + 150 * np.sin(angles), 200 - 150 * np.cos(angles)])
    label = Label("800 km", "of-ring", 12.5, "en", 1.0, lines=(ring[::-1] if turned else ring,))
    (placed,) = place([label], WIDTH, HEIGHT, [])
    assert -90 <= placed.turn <= 90
    assert np.hypot(placed.x - 300, placed.y - 200) == pytest.approx(150, abs=label.size)
    assert placed.y > 300, "low on the sheet"
    assert not place([label], WIDTH, HEIGHT, [Box(0, 0, WIDTH, HEIGHT)])


def test_a_line_too_short_for_a_label_bears_none() -> None:
    short = np.array([[10.0, 10.0], [30.0, 10.0]])
    assert not place([Label("800 km", "of-ring", 12.5, "en", 1.0, lines=(short,))], WIDTH, HEIGHT, [])


def test_widths_grow_with_size_weight_and_spacing() -> None:
    assert width_of("Sunan", 24.0) == pytest.approx(2 * width_of("Sunan", 12.0))
    assert width_of("Sunan", 12.0, bold=True) > width_of("Sunan", 12.0)
    assert width_of("CHINA", 10.0, 0.2) == pytest.approx(width_of("CHINA", 10.0) + 10)
    assert width_of("東京", 10.0) == width_of("서울", 10.0) == 20.0
    assert width_of("e\u0301", 10.0) == width_of("e", 10.0)
    assert width_of("ill", 10.0) < width_of("WWW", 10.0)


@pytest.mark.parametrize(
    ("words", "room", "lines"),
    [
        ("", 50, []),
        ("one two three", 55, ["one two", "three"]),
        ("one two three", 500, ["one two three"]),
        ("Sejauhmana", 70, ["Sejauhmana"]),
        ("Sejauhmana", 30, ["Sejau", "hman", "a"]),
        ("보도된 북한 기지에서", 70, ["보도된 북한", "기지에서"]),
        ("화성계열미사일이닿는거리", 50, ["화성계열미", "사일이닿는", "거리"]),
        ("報じられた北朝鮮の基地", 60, ["報じられた北", "朝鮮の基地"]),
        ("報じられた「火星」系列", 60, ["報じられた", "「火星」系列"]),
        ("報じられた北、朝鮮", 60, ["報じられた", "北、朝鮮"]),
        ("ミサイルデータ", 50, ["ミサイル", "データ"]),
        ("火星15 km", 40, ["火星15", "km"]),
    ],
)
def test_words_break_where_they_may(words: str, room: float, lines: list[str]) -> None:
    assert wrap(words, 10.0, room) == lines


def test_a_title_leaves_no_word_alone_on_its_last_line() -> None:
    words = "How far the missiles reach from reported bases"
    assert wrap(words, 10.0, 240) == ["How far the missiles reach from reported", "bases"]
    assert balanced(words, 10.0, 240) == ["How far the missiles reach", "from reported bases"]
    assert balanced(words, 10.0, 1_000) == [words]
    assert balanced("Sejauhmana", 10.0, 70) == ["Sejauhmana"]
    assert balanced("", 10.0, 5) == []


@given(words=st.text(alphabet="ab 火星、「」ー화성1", max_size=60), room=st.floats(10, 200))
@example(words="、、1", room=17.0)
@example(words="aab、", room=20.0)
def test_breaking_loses_no_letter(words: str, room: float) -> None:
    lines = wrap(words, 10.0, room)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")
    assert not any(line[:1] in "、」ー" for line in lines[1:] if len(line) > 1 and " " not in words)


def test_a_crowd_of_symbols_costs_no_more_than_its_number() -> None:
    """In a crowd no leader line can begin, whatever its length: that is found out once for each symbol."""
    draw = random.Random(1)
    spots = [(draw.uniform(200, 300), draw.uniform(200, 400)) for _ in range(2_000)]
    taken = [Box(x - 6, y - 6, x + 6, y + 6) for x, y in spots]
    crowd = [Label(f"Site {n}", "of-site", 12.0, "en", n, x, y, 9.0, leads=True) for n, (x, y) in enumerate(spots)]
    started = time.process_time()
    place(crowd, WIDTH, HEIGHT, taken)
    assert time.process_time() - started < 6
