"""Find layers, exporters and importers among the files of the package and the entry points, without a list."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from functools import lru_cache, partial
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from mapgen.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.metadata import EntryPoints
    from types import ModuleType


def discover(group: str) -> dict[str, ModuleType]:
    """Load the modules of a group.

    Parameters
    ----------
    group : str
        ``mapgen.layers``, ``mapgen.exporters`` or ``mapgen.importers``: the package whose files are the plugins, and at
        the same time the entry point group through which other distributions add theirs.

    Returns
    -------
    dict of str to module
        Modules by name, sorted; an entry point replaces a file of the same name.
    """
    return {name: load() for name, load in _loaders(group).items()}


def names(group: str) -> list[str]:
    """Return the names of the modules of a group in order; none of them is loaded."""
    return list(_loaders(group))


def find(group: str, kind: str, name: str) -> ModuleType:
    """Load one module of a group by name, and no other; `kind` is what the user calls it.

    Raises
    ------
    UnknownNameError
        If the group has no such module.
    """
    loaders = _loaders(group)
    if name not in loaders:
        raise UnknownNameError(kind, name, loaders)
    return loaders[name]()


def _loaders(group: str) -> dict[str, Callable[[], ModuleType]]:
    """Return what loads each module of a group, sorted by name."""
    package = importlib.import_module(group)
    found: dict[str, Callable[[], ModuleType]] = {
        info.name: partial(importlib.import_module, f"{group}.{info.name}")
        for info in pkgutil.iter_modules(package.__path__)
        if not info.name.startswith("_")
    }
    found |= {entry.name: entry.load for entry in _installed(group, tuple(sys.path))}
    return dict(sorted(found.items()))


@lru_cache(maxsize=8)
def _installed(group: str, path: tuple[str, ...]) -> EntryPoints:  # noqa: ARG001  (on another path, others are installed)
    """Return the entry points of a group: a file of each distribution is read for it."""
    return entry_points(group=group)
