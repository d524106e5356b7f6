"""Take the hints, advice for coarse screens, out of a font of a PDF (Adobe Technical Notes 5176 and 5177)."""

from __future__ import annotations

from itertools import accumulate, pairwise

_CHARSTRINGS = 17
"""The entry of a font's dictionary that says where its letters are."""
_STEMS = (1, 3, 18, 23)
"""Operators of hints; those of masks have a bit for each stem after them, and may stand for a last stem operator."""
_MASKS = (19, 20)
_DRAWN = (4, 5, 6, 7, 8, 14, 21, 22, 24, 25, 26, 27, 30, 31)
_FLEX = (34, 35, 36, 37)
"""The second byte of the operators of two bytes that draw; the others calculate."""


def without_hints(font: bytes) -> bytes:
    """Return a CFF font whose letters have their outlines and widths only.

    Parameters
    ----------
    font : bytes
        As typst embeds it: its letters are the last of its tables and call no subroutines. Any other comes back as
        it is.
    """
    try:
        start = _start_of_letters(font)
        end, letters = _index(font, start)
        if end != len(font):
            return font
        return font[:start] + _written([_plain(letter) for letter in letters])
    except (ValueError, IndexError):
        return font


def _start_of_letters(font: bytes) -> int:
    names, _ = _index(font, font[2])
    _, dictionaries = _index(font, names)
    return _entry(dictionaries[0], _CHARSTRINGS)


def _index(font: bytes, start: int) -> tuple[int, list[bytes]]:
    """Return where a table ends, and its pieces."""
    count, size = int.from_bytes(font[start : start + 2]), font[start + 2]
    if not count:
        return start + 2, []
    places = range(start + 3, start + 4 + count * size + size - 1, size)
    ends = [int.from_bytes(font[place : place + size]) for place in places]
    base = start + 2 + (count + 1) * size
    return base + ends[-1], [font[base + first : base + last] for first, last in pairwise(ends)]


def _written(pieces: list[bytes]) -> bytes:
    """Return a table of pieces."""
    ends = list(accumulate(map(len, pieces), initial=1))
    size = (ends[-1].bit_length() + 7) // 8
    head = len(pieces).to_bytes(2) + bytes([size])
    return head + b"".join(end.to_bytes(size) for end in ends) + b"".join(pieces)


def _entry(dictionary: bytes, wanted: int) -> int:
    """Return the whole number that a dictionary holds under an operator of one byte."""
    at, operand = 0, b""
    while at < len(dictionary):
        first = dictionary[at]
        if first == wanted:
            return _value(operand)
        if first == 30:  # a decimal number: half a byte for each of its signs, to the sign 15
            end = next(place for place in range(at + 1, len(dictionary)) if 15 in divmod(dictionary[place], 16)) + 1
        elif first <= 21:
            end = at + (2 if first == 12 else 1)
        else:
            end = at + (5 if first == 29 else _length(first))
        operand, at = dictionary[at:end], end
    raise ValueError(wanted)


def _value(operand: bytes) -> int:
    if operand[:1] not in (b"\x1c", b"\x1d"):
        raise ValueError(operand)
    return int.from_bytes(operand[1:])


def _length(first: int) -> int:
    """Return how many bytes a number has that begins with a byte."""
    if first < 32 and first != 28:
        raise ValueError(first)
    return {28: 3, 255: 5}.get(first, 1 if first < 247 else 2)


def _plain(letter: bytes) -> bytes:
    """Return the outline of a letter without its hints; its width moves to the first operator that stays."""
    kept, numbers, width = [], list[bytes](), b""
    stems, at, begun = 0, 0, False
    while at < len(letter):
        first = letter[at]
        if first in _STEMS or first in _MASKS:
            if not begun and len(numbers) % 2:
                width = numbers[0]
            begun, stems, numbers = True, stems + len(numbers) // 2, []
            at += 1 + ((stems + 7) // 8 if first in _MASKS else 0)
        elif first in _DRAWN or first == 12:
            end = at + (2 if first == 12 else 1)
            if first == 12 and letter[at + 1] not in _FLEX:
                raise ValueError(first)
            kept += [width, *numbers, letter[at:end]]
            begun, numbers, width, at = True, [], b"", end
        else:
            end = at + _length(first)
            numbers.append(letter[at:end])
            at = end
    if at != len(letter) or numbers:
        raise ValueError(letter)
    return b"".join(kept)
