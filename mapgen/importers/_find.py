"""Find the format of a file by its ending and its first bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mapgen import plugins
from mapgen.errors import FileError, unreadable

if TYPE_CHECKING:
    from pathlib import Path

HEAD_BYTES = 4_000
ADVICE = {
    ".xls": "save it as XLSX or CSV",
    ".ods": "save it as XLSX or CSV",
    ".numbers": "export it as XLSX or CSV",
    ".zip": "unpack it, and import the files in it",
    ".gpx": "save its points as KML or GeoJSON",
    ".rdf": "export the library as CSL-JSON, BibTeX or RIS",
    ".pdf": "export the table as CSV",
    ".docx": "save the table as CSV",
}
"""What to do with a file of a format that is not read, by its ending."""


def format_of(path: Path) -> Any:
    """Return the module that reads a file.

    Raises
    ------
    FileError
        If the file cannot be read, or no format fits.
    """
    formats = plugins.discover("mapgen.importers")
    head, ending = _head(path), path.suffix.lower()
    named = [module for module in formats.values() if ending in module.ENDINGS]
    fitting = [module for module in (named or formats.values()) if module.recognises(head)]
    if len(named) == 1:
        return named[0]
    if fitting and ending not in ADVICE:
        return fitting[0]
    endings = dict.fromkeys(each for module in formats.values() for each in module.ENDINGS)
    msg = f"is in no format that mapgen reads; {ADVICE.get(ending, 'known: ' + ', '.join(endings))}"
    raise FileError(msg)


def _head(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():
            msg = "is not a file; name the files to import"
            raise FileError(msg)
        with path.open("rb") as file:
            return file.read(HEAD_BYTES)
    except OSError as error:
        raise FileError(unreadable(error)) from None
