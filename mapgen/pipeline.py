"""Walk the straight line: load, check, resolve, build the layers, compose, render, write."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from mapgen import plugins
from mapgen.catalog.load import load_catalog, load_story
from mapgen.catalog.model import Catalog
from mapgen.document.compose import MapDocument, compose
from mapgen.errors import MapgenError
from mapgen.selection.as_of import as_of as as_of_day
from mapgen.selection.resolve import resolve
from mapgen.theme.load import DEFAULT as DEFAULT_THEME
from mapgen.theme.load import load_theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mapgen.records.model import Story
    from mapgen.selection.resolve import Selection

__all__ = ["Catalog", "MapDocument", "build_map", "export", "load_catalog", "select", "write"]


def build_map(
    catalog: Catalog,
    story: str | Path | Story = "hwasong-11",
    *,
    language: str | None = None,
    missiles: Sequence[str] = (),
    origins: Sequence[str] = (),
    date: str | None = None,
    theme: str | Path = DEFAULT_THEME,
    as_of: str | None = None,
) -> MapDocument:
    """Build the map of a story.

    Parameters
    ----------
    catalog : Catalog
        From `load_catalog`.
    story : str, pathlib.Path or Story, optional
        Id of a story, path of a story file, or a story.
    language : str, optional
        Tag of the language the page opens in; the story's first by default.
    missiles, origins : sequence of str, optional
        Ids that stand in for the story's own.
    date : str, optional
        The day the page speaks of, e.g. ``2026-11-23``; `as_of`, else the story's ``as_of``, by default.
    theme : str or pathlib.Path, optional
        Name of a bundled theme, or path of a theme file.
    as_of : str, optional
        Show what had been reported by this day; the page speaks of it.

    Returns
    -------
    MapDocument
        The map, for `export`.

    Raises
    ------
    MapgenError
        If a name is not known, the story or the theme does not load, nothing had been reported by then, or a ring
        cannot be drawn.
    """
    selection = select(catalog, story, language=language, missiles=missiles, origins=origins, as_of=as_of)
    layers = {name: module.build(selection) for name, module in plugins.discover("mapgen.layers").items()}
    drawn = {site.kind for site in selection.sites if site.position}
    look = load_theme(theme, selection.vocabulary.site_kind, drawn)
    return compose(selection, layers, look, date=day_of(selection.story, as_of) if as_of else date)


def select(
    catalog: Catalog,
    story: str | Path | Story = "hwasong-11",
    *,
    language: str | None = None,
    missiles: Sequence[str] = (),
    origins: Sequence[str] = (),
    as_of: str | None = None,
) -> Selection:
    """Resolve a story, as of a day where one is given; arguments and errors as in `build_map`."""
    selection = resolve(catalog, load_story(catalog, story), language=language, missiles=missiles, origins=origins)
    return as_of_day(selection, as_of) if as_of else selection


def day_of(story: Story, as_of: str | None) -> str:
    """Return the day that a map can speak of: `as_of`, but none after the story was compiled."""
    return min(as_of, story.as_of) if as_of else story.as_of


def export(document: MapDocument, format_name: str) -> bytes:
    """Write a map in a format, in memory.

    Parameters
    ----------
    document : MapDocument
        From `build_map`.
    format_name : str
        Name of a module of ``mapgen.exporters``, e.g. ``html``.

    Returns
    -------
    bytes
        The same for the same document, whatever the day, folder, locale or hash seed.

    Raises
    ------
    UnknownNameError
        If no exporter has this name.
    AssetError
        If the page would fetch something.
    """
    rendered: bytes = plugins.find("mapgen.exporters", "format", format_name).render(document)
    return rendered


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: to a temporary file beside it, synced, then renamed over it.

    Folders that are missing are made; of a symbolic link, the file that it points at is written.

    Raises
    ------
    MapgenError
        If it cannot be written; a file that was there is left as it was.
    """
    try:
        if path.exists() and not path.is_file():
            msg = f"{path}: is not a file; give the name of the file to write"
            raise MapgenError(msg)
        _write_whole(path.resolve(), content)
    except OSError as error:
        in_the_way = isinstance(error, (FileExistsError, NotADirectoryError))
        reason = "a folder of its path is a file" if in_the_way else error.strerror or error
        msg = f"{path}: cannot be written: {reason}; choose another place with -o"
        raise MapgenError(msg) from error


def _write_whole(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".mapgen-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
