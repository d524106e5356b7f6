"""Write zip archives that hold the same bytes whenever and wherever they are written."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of each file: the first that zip archives know."""


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return an archive of files by name, in their order."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as into:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # Unix, on every system
            into.writestr(entry, content, zipfile.ZIP_DEFLATED, compresslevel=9)
    return archive.getvalue()


def rezipped(archive: bytes) -> bytes:
    """Return an archive that another program wrote, with the same files in the same order and the fixed date."""
    with zipfile.ZipFile(io.BytesIO(archive)) as held:
        return zipped({name: held.read(name) for name in held.namelist()})
