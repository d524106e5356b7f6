"""Letters of a report lose their hints and nothing else."""

from __future__ import annotations

import pytest

from mapgen.forms.cff import without_hints

HSTEM, VSTEM, RLINETO, ENDCHAR, HSTEMHM, HINTMASK, RMOVETO, HMOVETO, CALLSUBR = (1, 3, 5, 14, 18, 19, 21, 22, 10)


def table(*pieces: bytes) -> bytes:
    if not pieces:
        return b"\0\0"
    ends = [1]
    for piece in pieces:
        ends.append(ends[-1] + len(piece))
    return len(pieces).to_bytes(2) + b"\1" + bytes(ends) + b"".join(pieces)


def font(*letters: bytes, after: bytes = b"") -> bytes:
    """Return a font with as little as one may have: a name, a dictionary that says where its letters are, no texts."""
    place = 4 + len(table(b"A")) + len(table(bytes(9))) + 2 + 2
    dictionary = b"\x1e\x0a\x1f" + b"\x1d" + place.to_bytes(4) + b"\x11"
    return b"\1\0\4\1" + table(b"A") + table(dictionary) + table() + table() + table(*letters) + after


def numbers(*values: int) -> bytes:
    """Return small numbers, of one byte each."""
    return bytes(139 + value for value in values)


def plain(letter: bytes) -> bytes:
    whole, start = without_hints(font(letter)), len(font())
    assert whole[:start] == font(letter)[:start]
    return whole[start + 3 :]


def test_stems_are_left_out_and_the_outline_stays() -> None:
    outline = numbers(3, 4) + bytes([RMOVETO]) + b"\x1c\x01\xf4" + numbers(6) + bytes([RLINETO, ENDCHAR])
    assert plain(numbers(1, 2) + bytes([HSTEM]) + numbers(1, 2, 3, 4) + bytes([VSTEM]) + outline) == outline


def test_the_width_of_a_letter_moves_to_its_first_operator() -> None:
    hinted = numbers(50, 1, 2) + bytes([HSTEM]) + numbers(7) + bytes([HMOVETO, ENDCHAR])
    assert plain(hinted) == numbers(50, 7) + bytes([HMOVETO, ENDCHAR])


def test_a_mask_has_a_bit_for_each_stem_also_of_those_that_it_ends() -> None:
    stems = (
        numbers(*range(8)) + bytes([HSTEMHM]) + numbers(*range(10)) + bytes([HINTMASK, 14, 14])
    )  # 9 stems: two bytes
    outline = numbers(7) + bytes([HMOVETO, ENDCHAR])
    assert plain(stems + outline) == outline


@pytest.mark.parametrize(
    "whole",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"OTTO of another kind", id="another file"),
        pytest.param(font(numbers(5) + bytes([CALLSUBR, ENDCHAR])), id="letters that call subroutines"),
        pytest.param(font(bytes([12, 12, ENDCHAR])), id="letters that calculate"),
        pytest.param(font(bytes([HSTEM, ENDCHAR]), after=b"more"), id="a table after the letters"),
        pytest.param(font(numbers(1, 2) + bytes([HINTMASK])), id="a letter that ends before its mask"),
    ],
)
def test_what_it_does_not_know_stays_as_it_is(whole: bytes) -> None:
    assert without_hints(whole) == whole
