"""Compress data of a page, and write them in letters that an HTML file may hold."""

from __future__ import annotations

import base64
import zlib

import deflate
import numpy as np

LEVEL = 10
"""Compression level of libdeflate; level 12 takes twice as long and saves 0.5 kB."""
_DIGITS = np.frombuffer(b"".join(base64.b85encode(digit.to_bytes(4))[-1:] for digit in range(85)), np.uint8)
"""The alphabet of base 85, as the base64 module of Python has it, which is seven times as slow."""


def packed(data: bytes) -> str:
    """Return data as a raw DEFLATE stream (RFC 1951) in base 85: a third of the size of most texts."""
    return in_base85(deflate.deflate_compress(data, LEVEL))


def unpacked(text: str, most: int) -> bytes:
    """Read what `packed` wrote.

    Parameters
    ----------
    text : str
        It may come from anywhere.
    most : int
        The most bytes to read: a short text may unpack to very many.

    Raises
    ------
    ValueError
        If the text is not whole and sound, or holds more.
    """
    reader = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        data = reader.decompress(base64.b85decode(text), most)
    except zlib.error as error:
        raise ValueError(str(error)) from None
    if not reader.eof:
        msg = f"not whole, or more than {most} bytes"
        raise ValueError(msg)
    return data


def in_base85(dense: bytes | bytearray) -> str:
    """Write bytes in base 85, which is a fifteenth shorter than base 64.

    Its alphabet has no slash, so the text cannot end the script element that contains it.
    """
    padding = -len(dense) % 4
    words = np.frombuffer(bytes(dense) + bytes(padding), ">u4")
    digits = words[:, None] // 85 ** np.arange(4, -1, -1, dtype=np.uint32) % 85
    return _DIGITS[digits].tobytes()[: 5 * len(words) - padding].decode("ascii")
