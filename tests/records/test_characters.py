"""Which characters no text may hold, and which texts show nothing."""

from __future__ import annotations

import pytest

from mapgen.records.characters import HALF_A_CHARACTER, is_blank, unfit


@pytest.mark.parametrize("letter", ["\0", "\x07", "\x0b", "\x1b", "\x7f", "\x85", "\x9b"])
def test_control_characters_are_unfit(letter: str) -> None:
    assert unfit(f"a{letter}b") == f"holds the control character U+{ord(letter):04X}; take it out"


@pytest.mark.parametrize("letter", ["\ufdd0", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff"])
def test_noncharacters_are_unfit(letter: str) -> None:
    assert unfit(f"a{letter}b") == f"holds U+{ord(letter):04X}, which is no character; take it out"


def test_half_a_character_is_unfit() -> None:
    assert unfit("a\ud800") == HALF_A_CHARACTER


@pytest.mark.parametrize(
    "text", ["", "a line\nand\tanother\r\n", "می\u200cخواهم", "\u2068신풍동\u2069", "👩\u200d🚀", "\ufffd"]
)
def test_other_characters_are_fit(text: str) -> None:
    assert unfit(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \t\n",
        "\u200b\ufeff",
        "\U000e0041\U000e007f",
        "\ue000",
        "\U000f0000",
        "\0",
        "\u3164",
        "\u2800",
        "\ufe0f\u034f",
    ],
)
def test_what_nobody_sees_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "\u200b7", "می\u200cخواهم", "क्\u200dष", "미사일", "№", "—", "👩\u200d🚀"])
def test_what_is_seen_is_not_blank(text: str) -> None:
    assert not is_blank(text)
