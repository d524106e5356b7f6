"""Write a map in every format into one folder, with a page that shows and links them, completely or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from typing import TYPE_CHECKING, Any

from mapgen import plugins
from mapgen.errors import MapgenError, unwritable
from mapgen.forms.changes import changes
from mapgen.forms.contents import INDEX, contents
from mapgen.forms.tables import TABLES
from mapgen.forms.zips import zipped
from mapgen.pipeline import UNFINISHED, export, formats_with

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from mapgen.document.compose import MapDocument

_LISTED = re.compile(r'<a class="file" href="([^"/]+)"')
"""How the page of a pack names its files."""


def pack(document: MapDocument, *, since: str | Path | None = None) -> dict[str, bytes]:
    """Return a map in every format by file name, and ``index.html``, which lists them.

    Parameters
    ----------
    document : MapDocument
    since : str or pathlib.Path, optional
        An earlier page of the map: each format that can say what has changed says it, and so does ``index.html``.

    Raises
    ------
    MapgenError
        If a format needs what is not installed, or `since` is no page of the map.
    """
    compared = changes(document, since) if since is not None else None
    story, files = document.selection.story.id, dict[str, bytes]()
    comparing = formats_with("since") if since is not None else ()
    for format_ in plugins.names("mapgen.exporters"):
        if format_ == "kmz" and f"{story}.kml" in files:  # the same KML again: drawing it takes a second
            files[f"{story}.kmz"] = zipped({"doc.kml": files[f"{story}.kml"]})
        else:
            files.update(_form(document, format_, {"since": since} if format_ in comparing else {}))
    return {**files, INDEX: contents(document, files, compared)}


def _form(document: MapDocument, format_: str, options: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    story = document.selection.story.id
    if format_ == "csv":
        for table in TABLES:
            yield f"{story}-{table}.csv", export(document, format_, table=table)
        return
    yield f"{story}.{format_}", export(document, format_, **options)
    if format_ == "svg":
        yield f"{story}-azimuthal.svg", export(document, format_, view="azimuthal")


def check_folder(path: Path) -> None:
    """Refuse a path that a pack cannot be written to, before anything is made.

    Raises
    ------
    MapgenError
        If it is a file, or a folder that holds anything but an earlier pack.
    """
    if not path.exists():
        return
    if not path.is_dir():
        msg = f"-o {path}: is a file; a pack is a folder, so name one"
        raise MapgenError(msg)
    with contextlib.suppress(OSError):
        held = {each.name for each in path.iterdir()}
        index = path / INDEX
        known = {INDEX, *_LISTED.findall(index.read_text("utf-8", "replace"))} if index.is_file() else set()
        if others := sorted(held - known):
            msg = f"-o {path}: the folder holds {others[0]}, which is not of a pack; name a new folder"
            raise MapgenError(msg)


def write_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder of their own, which takes the place of an earlier pack only when it is complete.

    Raises
    ------
    MapgenError
        If the folder cannot be written; an earlier pack is left whole.
    """
    check_folder(path)
    target = path.resolve()
    made = target.parent / f"{UNFINISHED}{os.getpid()}-{os.urandom(6).hex()}"
    try:
        made.mkdir(parents=True)
        for name, content in files.items():
            with (made / name).open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        _put(made, target)
    except OSError as error:
        msg = f"{path}: {unwritable(error)}; choose another place with -o"
        raise MapgenError(msg) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _put(made: Path, target: Path) -> None:
    """Rename a finished folder; the one that it replaces is moved aside until that is done."""
    if not target.exists():
        made.rename(target)
        return
    aside = made.with_name(f"{made.name}-old")
    target.rename(aside)
    try:
        made.rename(target)
    except OSError:
        aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)
