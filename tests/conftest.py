"""What several test files share: the packaged catalog, and the pages of its stories, built once."""

from __future__ import annotations

import copy
import gc
import os
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

import pytest

import mapgen
from mapgen.catalog import base_names, crosscheck, load
from mapgen.catalog.load import load_catalog
from mapgen.catalog.positions import position_doubt
from mapgen.catalog.reader import Loader
from mapgen.intake import known
from tests.hostile import STORY, Hostile, write_catalog
from tests.paths import GEODATA, ROOT, SMALL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from mapgen.catalog.model import Catalog
    from mapgen.catalog.positions import Doubt
    from mapgen.errors import Problem
    from mapgen.records.model import Site


collect_ignore = [] if os.environ.get("MAPGEN_OFFICE") else ["office"]
"""The tests of `make office`, which installs LibreOffice first."""
STORIES = ("hwasong-11", "long-range")


gc.set_threshold(100_000, 50, 100)
"""Thousands of collected tests stay to the end: looking through them often is a fifth of the time of a collection."""


class PageFile(Protocol):
    """The signature of the `page_file` fixture."""

    def __call__(self, story: str) -> Path:
        """Return the path of the built page of a packaged story."""


@pytest.fixture(scope="session", autouse=True)
def _processes_run_this_checkout() -> Iterator[None]:
    """Let each process that a test starts import the code beside the tests, whatever checkout is installed.

    They keep its bytecode, and the page's templates: compiling both anew is a fifth of the time of a build.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        patch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def _packaged_files_are_read_once() -> Iterator[None]:
    """Read the packaged data once in each process: hundreds of tests load them, with a small folder laid over them."""
    read, kept = load._read_data, dict[str, Loader[Any]]()

    def read_once(root: Path, label: str, loaders: Mapping[str, Loader[Any]]) -> None:
        if root != GEODATA or any(loader.records for loader in loaders.values()):
            read(root, label, loaders)
            return
        if not kept:
            kept.update({name: Loader[Any]() for name in loaders})
            read(root, label, kept)
        for name, loader in loaders.items():
            vars(loader).update({field: copy.copy(value) for field, value in vars(kept[name]).items()})

    read_base = base_names._read
    base_files: dict[Path, Any] = {}

    def read_base_once(path: Path, file: str, model: type[Any], problems: list[Problem]) -> Any:
        if not path.is_relative_to(GEODATA):
            return read_base(path, file, model, problems)
        if path not in base_files:
            base_files[path] = read_base(path, file, model, problems)
        return base_files[path]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "_read_data", read_once)
        patch.setattr(base_names, "_read", read_base_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def _a_position_is_looked_up_once() -> Iterator[None]:
    """Look up once in each process in which country a site lies: each folder is laid over the same packaged sites."""
    kept: dict[int, tuple[Site, Doubt | None]] = {}

    def look_up_once(site: Site) -> Doubt | None:
        if id(site) not in kept:
            kept[id(site)] = site, position_doubt(site)
        return kept[id(site)][1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(crosscheck, "position_doubt", look_up_once)
        yield


@pytest.fixture(scope="session", autouse=True)
def _the_packaged_catalog_is_checked_once(_packaged_files_are_read_once: None) -> Iterator[None]:
    """Check the packaged data, without a folder over them, once in each process: nothing changes a catalog."""
    read = load.read_catalog
    kept: list[tuple[Catalog, list[Problem]]] = []

    def read_once(*data_dirs: str | Path) -> tuple[Catalog, list[Problem]]:
        if data_dirs:
            return read(*data_dirs)
        if not kept:
            kept.append(read())
        catalog, problems = kept[0]
        return catalog, [*problems]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "read_catalog", read_once)
        patch.setattr(known, "read_catalog", read_once)
        yield


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """Return the packaged catalog."""
    return load_catalog()


@pytest.fixture(scope="session")
def base(catalog: Catalog) -> dict[str, Any]:
    """Return the base map that documents carry."""
    basemap: dict[str, Any] = mapgen.build_map(catalog).packed["basemap"]
    return basemap


@pytest.fixture(scope="session")
def small() -> Catalog:
    """Return the small catalog, for tests of what code makes of records: these never change as the packaged ones do.

    It is laid over the packaged one, for its vocabularies; its records refer only to each other. Its story ``small``
    shows them all.
    """
    return load_catalog(SMALL)


@pytest.fixture(scope="session")
def small_map(small: Catalog) -> mapgen.MapDocument:
    """Build the map of the small catalog, whose rings hold the South Pole and cross the antimeridian."""
    return mapgen.build_map(small, "small")


@pytest.fixture(scope="session")
def small_form(small_map: mapgen.MapDocument) -> Callable[[str], bytes]:
    """Return a function that writes the map of the small catalog in a form, once for all tests."""
    return cache(lambda form: mapgen.export(small_map, form))


@pytest.fixture(scope="session")
def map_documents(catalog: Catalog) -> dict[str, mapgen.MapDocument]:
    """Build the map of each packaged story, once for all tests; return them by story id."""
    return {story: mapgen.build_map(catalog, story) for story in STORIES}


@pytest.fixture(scope="session")
def built_pages(
    map_documents: dict[str, mapgen.MapDocument], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """Write the page of each packaged story, once for all tests; return the paths by story id."""
    folder = tmp_path_factory.mktemp("pages")
    pages = {}
    for story, document in map_documents.items():
        pages[story] = folder / f"{story}.html"
        pages[story].write_bytes(mapgen.export(document, "html"))
    return pages


@pytest.fixture(scope="session")
def page_file(built_pages: dict[str, Path]) -> PageFile:
    """Return a function that gives the built page of a story."""
    return lambda story: built_pages[story]


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    """Build the page of the hostile catalog, once for all tests."""
    folder = tmp_path_factory.mktemp("hostile")
    write_catalog(folder / "data")
    page = folder / "hostile.html"
    page.write_bytes(mapgen.export(mapgen.build_map(load_catalog(folder / "data"), STORY), "html"))
    return Hostile(page)
