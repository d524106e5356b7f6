"""Look into ZIP files, as KMZ, XLSX and PPTX are, without unpacking more than a file of their kind holds."""

from __future__ import annotations

import io
import zipfile
import zlib

from mapgen.errors import FileError
from mapgen.records.files import FILE_BYTES

MAX_RATIO = 200
"""The most that a file in an archive may shrink: XML shrinks to a twentieth."""
SMALL_BYTES = 1_000_000
MAX_MEMBERS = 10_000


def checked(content: bytes) -> zipfile.ZipFile:
    """Return an archive whose files are of a reasonable size.

    Raises
    ------
    FileError
        If it is no ZIP file, is encrypted, or would unpack to far more than its size.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError):
        msg = "is not the ZIP file that its ending says; export it again"
        raise FileError(msg) from None
    members = archive.infolist()
    if len(members) > MAX_MEMBERS or sum(each.file_size for each in members) > FILE_BYTES:
        msg = f"would unpack to over {FILE_BYTES / 1e6:.0f} MB; make it smaller"
        raise FileError(msg)
    for each in members:
        if each.file_size > max(SMALL_BYTES, MAX_RATIO * each.compress_size):
            msg = f"holds {each.filename!r}, which unpacks to over {MAX_RATIO} times its size; export it again"
            raise FileError(msg)
        if each.flag_bits & 1:
            msg = "is encrypted; save it without a password"
            raise FileError(msg)
    return archive


def unpacked(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return a file of an archive, which may say a smaller size than it has.

    Raises
    ------
    FileError
    """
    try:
        with archive.open(name) as file:
            content = file.read(FILE_BYTES + 1)
    except (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError, OSError):
        msg = f"holds {name!r}, which cannot be unpacked; export it again"
        raise FileError(msg) from None
    if len(content) > FILE_BYTES:
        msg = f"would unpack to over {FILE_BYTES / 1e6:.0f} MB; make it smaller"
        raise FileError(msg)
    return content
