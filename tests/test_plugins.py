"""A layer or exporter is a file, or an entry point: nobody edits a list."""

from __future__ import annotations

import sys
from importlib.metadata import EntryPoint, EntryPoints
from typing import TYPE_CHECKING

import pytest

import mapgen
from mapgen import plugins
from mapgen.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mapgen.catalog.model import Catalog


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Make a package ``example_plugins`` of two plugins and a private module."""
    package = tmp_path / "example_plugins"
    package.mkdir()
    for name in ("__init__", "zebra", "ant", "_private"):
        (package / f"{name}.py").write_text(f"NAME = {name!r}\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield "example_plugins"
    for name in [name for name in sys.modules if name.partition(".")[0] == "example_plugins"]:
        del sys.modules[name]


def test_every_public_file_of_the_package_is_found_in_order_of_name(example: str) -> None:
    assert {name: module.NAME for name, module in plugins.discover(example).items()} == {"ant": "ant", "zebra": "zebra"}
    assert list(plugins.discover(example)) == ["ant", "zebra"]


def test_an_entry_point_adds_and_replaces(example: str, monkeypatch: pytest.MonkeyPatch) -> None:
    added = [
        EntryPoint("bee", "json", example),
        EntryPoint("zebra", "math", example),
        EntryPoint("fly", "csv", "other"),
    ]
    monkeypatch.setattr(plugins, "entry_points", lambda group: EntryPoints(added).select(group=group))
    assert {name: module.__name__ for name, module in plugins.discover(example).items()} == {
        "ant": "example_plugins.ant",
        "bee": "json",
        "zebra": "math",
    }


def test_an_unknown_name_is_refused_with_the_nearest(example: str) -> None:
    assert plugins.find(example, "animal", "ant").NAME == "ant"
    with pytest.raises(UnknownNameError, match=r"^unknown animal 'zebro'; did you mean 'zebra'\?$"):
        plugins.find(example, "animal", "zebro")


def test_the_packaged_layers_and_exporters_keep_their_contract() -> None:
    layers, exporters = plugins.discover("mapgen.layers"), plugins.discover("mapgen.exporters")
    assert {"basemap", "ranges", "sites"} <= set(layers)
    assert "html" in exporters
    assert all(callable(module.build) for module in layers.values())
    assert all(callable(module.render) for module in exporters.values())


def test_an_exporter_of_another_distribution_is_a_format(
    catalog: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "example_titles.py").write_text("def render(document):\n    return document.title.encode()\n", "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    entry = EntryPoint("title", "example_titles", "mapgen.exporters")
    monkeypatch.setattr(plugins, "entry_points", lambda group: EntryPoints([entry]).select(group=group))
    document = mapgen.build_map(catalog, "long-range")
    assert mapgen.export(document, "title").decode() == document.title
    with pytest.raises(UnknownNameError, match="unknown format 'titel'; did you mean 'title'"):
        mapgen.export(document, "titel")
