"""Run the steps from data to file: load, check, resolve, build the layers, compose, render, write."""

from __future__ import annotations

import contextlib
import inspect
import os
from functools import partial
from typing import TYPE_CHECKING, Any

from mapgen import plugins
from mapgen.catalog.load import load_catalog, load_story
from mapgen.catalog.model import Catalog
from mapgen.document.compose import MapDocument, compose
from mapgen.errors import MapgenError, unwritable
from mapgen.layers._check import check_marks
from mapgen.selection.as_of import speaking_of
from mapgen.selection.resolve import resolve
from mapgen.theme.load import DEFAULT as DEFAULT_THEME
from mapgen.theme.load import load_theme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from mapgen.records.model import Story
    from mapgen.selection.resolve import Selection

_SPOKEN = {"centre": "from"}
"""Options that the command line calls otherwise: ``from`` is no name in Python."""
UNFINISHED = ".mapgen-"
"""Prefix of the name of a temporary file while it is being written."""

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
    title: str | None = None,
) -> MapDocument:
    """Build the map of a story.

    Parameters
    ----------
    catalog : Catalog
        From `load_catalog`.
    story : str, pathlib.Path or Story, optional
        Id of a story, path of a story file, or a story.
    language : str, optional
        Tag of the language in which the page opens; by default the first language of the story.
    missiles, origins : sequence of str, optional
        Ids that stand in for the story's own. The map then has a title made of what it shows, and no summary.
    date : str, optional
        The day the page speaks of, e.g. ``2026-11-23``; the story's ``as_of`` by default. What was issued after it is
        left out.
    theme : str or pathlib.Path, optional
        Name of a bundled theme, or path of a theme file.
    as_of : str, optional
        Show what had been reported by this day; the page speaks of it, or, where it is after the story's day, of the
        last day up to then on which something on the map was issued.
    title : str, optional
        Title of the map, in place of the story's.

    Returns
    -------
    MapDocument
        The map, for `export`.

    Raises
    ------
    MapgenError
        If a name is not known, the story or the theme does not load, nothing had been reported by that day, or a ring
        or the mark of an overlay cannot be drawn.
    """
    selection = select(
        catalog, story, language=language, missiles=missiles, origins=origins, date=date, as_of=as_of, title=title
    )
    layers = {name: module.build(selection) for name, module in plugins.discover("mapgen.layers").items()}
    check_marks(layers)
    drawn = {site.kind for site in selection.sites if site.position}
    look = load_theme(theme, selection.vocabulary.site_kind, drawn)
    return compose(selection, layers, look)


def select(
    catalog: Catalog,
    story: str | Path | Story = "hwasong-11",
    *,
    language: str | None = None,
    missiles: Sequence[str] = (),
    origins: Sequence[str] = (),
    date: str | None = None,
    as_of: str | None = None,
    title: str | None = None,
) -> Selection:
    """Resolve a story, and keep what is true of its day; arguments and errors as in `build_map`."""
    selection = resolve(
        catalog, load_story(catalog, story), language=language, missiles=missiles, origins=origins, title=title
    )
    return speaking_of(selection, date, as_of)


def export(document: MapDocument, format_name: str, **options: Any) -> bytes:
    """Return a map in a format, without writing a file.

    Parameters
    ----------
    document : MapDocument
        From `build_map`.
    format_name : str
        Name of a module of ``mapgen.exporters``, e.g. ``html``.
    **options : object
        What only this format can be told: the keyword arguments of its ``render``, e.g. ``table`` of ``csv``.

    Returns
    -------
    bytes
        The content of the file. It depends on the document only, not on the day, folder, locale or hash seed.

    Raises
    ------
    UnknownNameError
        If no exporter has this name.
    MapgenError
        If the format has no such option, or cannot be written with it.
    AssetError
        If the page would fetch something.
    """
    render = plugins.find("mapgen.exporters", "format", format_name).render
    _check_options(format_name, render, options)
    rendered: bytes = render(document, **options)
    return rendered


def formats_with(option: str) -> list[str]:
    """Return the formats that have an option of their own, e.g. ``since``."""
    exporters = plugins.discover("mapgen.exporters").items()
    return [name for name, module in exporters if option in inspect.signature(module.render).parameters]


def _check_options(format_name: str, render: Callable[..., bytes], options: Iterable[str]) -> None:
    for name in options:
        if name not in inspect.signature(render).parameters:
            known = ", ".join(f".{other}" for other in formats_with(name)) or "no format"
            msg = f"--{spoken(name)}: a .{format_name} file has no such option; it is for {known}"
            raise MapgenError(msg)


def spoken(option: str) -> str:
    """Return what the command line calls an option of a format."""
    return _SPOKEN.get(option, option)


def format_of(path: Path) -> str:
    """Return the format that the ending of a file's name asks for.

    Raises
    ------
    MapgenError
        If the path is a folder, or no exporter has the name of its ending.
    """
    if path.is_dir():
        msg = f"{path}: is not a file; give the name of the file to write"
        raise MapgenError(msg)
    name, known = path.suffix.lower().removeprefix("."), plugins.names("mapgen.exporters")
    if name not in known:
        msg = f"-o {path}: the name must end in one of {', '.join(f'.{each}' for each in known)}: it names the format"
        raise MapgenError(msg)
    return name


def write(path: Path, content: bytes) -> None:
    """Write a file completely or not at all: into a temporary file beside it, synced, then renamed.

    Missing folders are made. If the path is a symbolic link, the file that it points at is written.

    Raises
    ------
    MapgenError
        If the file cannot be written; an existing file is not changed.
    """
    try:
        if path.exists() and not path.is_file():
            msg = f"{path}: is not a file; give the name of the file to write"
            raise MapgenError(msg)
        _write_whole(path.resolve(), content)
    except (OSError, RuntimeError) as error:
        msg = f"{path}: {unwritable(error)}; choose another place with -o"
        raise MapgenError(msg) from error


def _write_whole(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    name = path.parent / f"{UNFINISHED}{os.getpid()}-{os.urandom(6).hex()}"
    _remove_orphans(path.parent)
    try:
        with _unfinished(name) as (file, finish):
            file.write(content)
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
            finish()
        name.replace(path)
    finally:
        name.unlink(missing_ok=True)


@contextlib.contextmanager
def _unfinished(name: Path) -> Iterator[tuple[BinaryIO, Callable[[], None]]]:
    """Open a file to write, and yield with it the function that gives the finished file its name.

    On Linux the file has no name until then, so an interrupted process leaves nothing behind. On other systems the file
    has its name from the start.
    """
    with contextlib.ExitStack() as closing:
        try:
            folder = os.open(name.parent, os.O_DIRECTORY)
            closing.callback(os.close, folder)
            handle = os.open(name.parent, os.O_TMPFILE | os.O_WRONLY, 0o600)
            os.readlink(f"/proc/self/fd/{handle}")  # noqa: PTH115  (a link inside /proc, not a path of the user)
            finish: Callable[[], None] = partial(_link, handle, name.name, folder)
        except (AttributeError, OSError):  # another system, or a file system without unnamed files
            handle = os.open(name, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600)
            finish = _do_nothing  # it has its name already
        yield closing.enter_context(os.fdopen(handle, "wb")), finish


def _link(handle: int, name: str, folder: int) -> None:
    """Give an open file a name; because folders are given, the system follows the link in /proc to the file itself."""
    os.link(f"/proc/self/fd/{handle}", name, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=True)


def _do_nothing() -> None:
    pass


def _remove_orphans(folder: Path) -> None:
    """Remove temporary files of processes that were ended while they wrote."""
    for path in folder.glob(f"{UNFINISHED}*-*"):
        number = path.name.removeprefix(UNFINISHED).partition("-")[0]
        if number.isascii() and number.isdigit() and not _runs(int(number[:9])):
            with contextlib.suppress(OSError):
                path.unlink()


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
