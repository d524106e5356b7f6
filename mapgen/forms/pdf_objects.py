"""Write a PDF anew in half its size: small objects in streams (ISO 32000-1, 7.5.7), shorter numbers, plain letters."""

from __future__ import annotations

import re
import zlib

import deflate

from mapgen.forms.cff import without_hints

EACH = 1000
"""How many objects go into one stream."""
DENSEST = 11
"""Level of libdeflate: the next one takes twice as long for less than a thousandth."""
_DRAWN = re.compile(rb" (?:cm|re|l|c|Tf|Do)\b")
_NUMBER = re.compile(
    rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f]*>"  # strings: letters by their numbers
    rb"|(?:-?[\d.]+ ){6}(?:cm|Tm)"  # matrices: they enlarge what they round
    rb"|-?\d*\.\d{3,}",
    re.DOTALL,
)


def packed(pdf: bytes, decimals: int = 3) -> bytes:
    """Return a PDF with the same objects, in streams and with a cross-reference stream.

    Parameters
    ----------
    pdf : bytes
        A file with one cross-reference table, as typst writes it; any other comes back as it is.
    decimals : int, optional
        Of places in what is drawn, in the units of each drawing.
    """
    table = re.search(rb"\nxref\r?\n0 (\d+)\r?\n", pdf)
    trailer = re.search(rb"trailer\s*<<(.*)>>\s*startxref", pdf, re.DOTALL)
    if not table or not trailer:
        return pdf
    bodies = _bodies(pdf, table.end(), int(table[1]))
    streams = {number: _shorter(body, decimals) for number, body in bodies.items() if body.endswith(b"endstream")}
    small = [(number, body) for number, body in bodies.items() if number not in streams]
    first = int(table[1])
    homes: dict[int, tuple[int, int]] = {}
    for start in range(0, len(small), EACH):
        group, home = small[start : start + EACH], first + start // EACH
        streams[home] = _object_stream(group)
        homes |= {number: (home, index) for index, (number, _) in enumerate(group)}
    return _written(pdf[: pdf.index(b" 0 obj")].rstrip(b"0123456789"), streams, homes, trailer[1])


def _bodies(pdf: bytes, start: int, count: int) -> dict[int, bytes]:
    """Return the body of each object by its number."""
    entries = [pdf[start + 20 * number : start + 20 * number + 20] for number in range(count)]
    places = {number: int(entry[:10]) for number, entry in enumerate(entries) if entry[17:18] == b"n"}
    order = sorted(places, key=lambda number: places[number])
    ends = [*(places[number] for number in order[1:]), start]
    found = {}
    for number, end in zip(order, ends, strict=True):
        whole = pdf[places[number] : end]
        found[number] = whole[whole.index(b"obj") + 3 : whole.rindex(b"endobj")].strip(b"\r\n ")
    return found


def _shorter(body: bytes, decimals: int) -> bytes:
    """Compress a stream more densely; one that draws is first written with shorter numbers."""
    found = re.fullmatch(rb"<<(.*?)>>\s*stream\n(.*)\nendstream", body, re.DOTALL)
    if not found or b"/FlateDecode" not in found[1] or b"/DecodeParms" in found[1] or b"[" in found[1]:
        return body
    content = zlib.decompress(found[2])
    if b"/CIDFontType0C" in found[1]:
        content = without_hints(content)
    if b"/Type" not in found[1] and b"/Subtype" not in found[1] and _DRAWN.search(content):
        content = _NUMBER.sub(lambda number: _rounded(number[0], decimals), content)
    data = deflate.zlib_compress(content, DENSEST)
    facts = re.sub(rb"/Length\s+\d+", b"/Length %d" % len(data), found[1], count=1)
    return b"<<%s>>\nstream\n%s\nendstream" % (facts, data)


def _rounded(token: bytes, decimals: int) -> bytes:
    if token[:1] in b"(<" or token[-1:] == b"m":
        return token
    value = float(token)
    places = max(3, decimals) if abs(value) < 1 else decimals  # colours are between 0 and 1
    return (b"%.*f" % (places, value)).rstrip(b"0").rstrip(b".")


def _object_stream(group: list[tuple[int, bytes]]) -> bytes:
    at, index, content = 0, [], []
    for number, body in group:
        index.append(b"%d %d" % (number, at))
        content.append(body + b"\n")
        at += len(body) + 1
    head = b" ".join(index) + b"\n"
    data = deflate.zlib_compress(head + b"".join(content), DENSEST)
    return b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (
        len(group), len(head), len(data), data,
    )  # fmt: skip


def _written(header: bytes, streams: dict[int, bytes], homes: dict[int, tuple[int, int]], trailer: bytes) -> bytes:
    """Write the header, the streams, and a cross-reference stream that says where each object is."""
    pieces, places, at = [header], {}, len(header)
    for number, body in streams.items():
        piece = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        places[number] = at
        pieces.append(piece)
        at += len(piece)
    own = max(streams) + 1
    places[own] = at
    rows = [
        b"\x01" + places[number].to_bytes(4) + b"\0\0"
        if number in places
        else b"\x02" + homes[number][0].to_bytes(4) + homes[number][1].to_bytes(2)
        if number in homes
        else b"\0" * 5 + b"\xff\xff"
        for number in range(own + 1)
    ]
    data = deflate.zlib_compress(b"".join(rows), DENSEST)
    facts = re.sub(rb"/Size\s+\d+", b"", trailer).strip()
    pieces.append(
        b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 2]%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n"
        b"startxref\n%d\n%%%%EOF" % (own, own + 1, facts, len(data), data, at)
    )
    return b"".join(pieces)
