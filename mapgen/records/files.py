"""Read a file only after asking what it is and how large: pipes and devices never end, and few files may be huge."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

from mapgen.errors import FileError, unreadable

if TYPE_CHECKING:
    from pathlib import Path

RECORD_BYTES = 500_000
"""The most that a record, a vocabulary, a story or a theme may have; the largest packaged one has a fiftieth of it."""
COLLECTION_BYTES = 50_000_000
"""The most that a file of many records may have: some 50,000 sources."""
FILE_BYTES = 100_000_000
"""The most that a file of another program may have, unpacked: one to import, or a template."""
PAGE_BYTES = 100_000_000
"""The most that a page may have; our own have a hundredth of it."""


def read_file(path: Path, max_bytes: int, advice: str = "make it smaller") -> bytes:
    """Return the content of a regular file of limited size.

    Parameters
    ----------
    path : pathlib.Path
    max_bytes : int
        The most that it may hold, e.g. `RECORD_BYTES`.
    advice : str, optional
        What to do with a larger one.

    Returns
    -------
    bytes

    Raises
    ------
    FileError
        With the reason and what to do, but without the name of the file: the caller knows how the user knows it.
    """
    try:
        _check(path.stat(), max_bytes, advice)  # before it is opened: a pipe would wait for its writer
        with path.open("rb") as file:
            _check(os.fstat(file.fileno()), max_bytes, advice)  # it may be another one by now
            content = file.read(max_bytes + 1)  # and may grow, or not say how large it is
    except OSError as error:
        raise FileError(unreadable(error)) from None
    except ValueError:  # a NUL in the name
        msg = "cannot be read: no file can have this name; check the path"
        raise FileError(msg) from None
    if len(content) > max_bytes:
        raise FileError(_too_large(max_bytes, advice))
    return content


def _check(status: os.stat_result, max_bytes: int, advice: str) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(status.st_mode):
        msg = "is a pipe or a device, not a file; save its content as a file"
        raise FileError(msg)
    if status.st_size > max_bytes:
        raise FileError(_too_large(max_bytes, advice))


def _too_large(max_bytes: int, advice: str) -> str:
    return f"is over {max_bytes / 1e6:.10g} MB; {advice}"
