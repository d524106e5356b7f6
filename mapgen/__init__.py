"""Make standalone HTML maps of published missile ranges and reported sites, each number tied to its source.

>>> import mapgen
>>> document = mapgen.build_map(mapgen.load_catalog(), "hwasong-11")
>>> page = mapgen.export(document, "html")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mapgen.catalog.load import load_catalog
    from mapgen.catalog.model import Catalog
    from mapgen.document.compose import MapDocument
    from mapgen.errors import AssetError, DataError, GeometryError, MapgenError, UnknownNameError
    from mapgen.pipeline import build_map, export

__version__ = "0.1.0"

__all__ = [
    "AssetError",
    "Catalog",
    "DataError",
    "GeometryError",
    "MapDocument",
    "MapgenError",
    "UnknownNameError",
    "build_map",
    "export",
    "load_catalog",
]

_HOME = {"Catalog": "mapgen.catalog.model", "MapDocument": "mapgen.document.compose"}  # the rest are errors
_HOME |= {"load_catalog": "mapgen.catalog.load", "build_map": "mapgen.pipeline", "export": "mapgen.pipeline"}


def __getattr__(name: str) -> Any:
    """Import on first use (PEP 562), so that ``mapgen --help`` stays quick."""
    if name in __all__:
        return getattr(import_module(_HOME.get(name, "mapgen.errors")), name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)


def __dir__() -> list[str]:
    """Return the public names too, before their first use."""
    return sorted({*globals(), *__all__})
