"""The public API is one screen, documented, and does what the README shows."""

from __future__ import annotations

import ast
import html
import inspect
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import mapgen

if TYPE_CHECKING:
    from collections.abc import Callable

    from mapgen.catalog.model import Catalog
    from tests.conftest import PageFile


def test_every_name_of_the_api_exists_and_says_what_it_is() -> None:
    assert mapgen.__all__ == sorted(mapgen.__all__)
    assert {"load_catalog", "build_map", "export", "Catalog", "MapDocument", "MapgenError"} <= set(mapgen.__all__)
    for name in mapgen.__all__:
        assert inspect.getdoc(getattr(mapgen, name)), name


def test_the_api_is_one_screen() -> None:
    lines = Path(mapgen.__file__).read_text("utf-8").splitlines()
    assert len(lines) <= 50


def test_no_other_name_is_public() -> None:
    tree = ast.parse(Path(mapgen.__file__).read_text("utf-8"))
    assigned = {target.id for node in tree.body if isinstance(node, ast.Assign) for target in node.targets}  # type: ignore[attr-defined]
    assert {name for name in assigned if not name.startswith("_")} == set()
    with pytest.raises(AttributeError, match="has no attribute 'load_catalogue'"):
        mapgen.load_catalogue  # noqa: B018


@pytest.mark.parametrize("name", ["load_catalog", "build_map", "export"])
def test_public_functions_are_documented_and_typed_to_the_last_parameter(name: str) -> None:
    function = getattr(mapgen, name)
    documented = inspect.getdoc(function) or ""
    assert all(section in documented for section in ("Parameters\n---", "Returns\n---", "Raises\n---"))
    signature = inspect.signature(function)
    for parameter in signature.parameters.values():
        assert parameter.annotation is not inspect.Parameter.empty
        assert re.search(rf"^(\S.*, |\\?\*\*?)?{parameter.name}(, .*)? : ", documented, re.MULTILINE), parameter.name
    assert signature.return_annotation is not inspect.Signature.empty


def test_importing_mapgen_loads_nothing_heavy() -> None:
    code = "import mapgen, sys; print(sorted({'pydantic', 'shapely', 'folium', 'numpy', 'click'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_example_of_the_docstring_gives_a_page(catalog: Catalog, page_file: PageFile) -> None:
    assert page_file("hwasong-11").read_bytes().startswith(b"<!doctype html>")
    assert mapgen.build_map(catalog).selection.story.id == "hwasong-11"  # the default story


def test_a_notebook_shows_the_map_in_a_sandboxed_frame(small: Catalog) -> None:
    document = mapgen.build_map(small, "small", language="ko")
    frame = document._repr_html_()
    found = re.fullmatch(
        r'<iframe srcdoc="([^"]*)" title="([^"]*)" sandbox="([^"]*)" width="100%" height="640"></iframe>', frame
    )
    assert found
    assert html.unescape(found[1]).encode() == mapgen.export(document, "html")
    assert html.unescape(found[2]) == document.title == small.stories["small"].title["ko"]
    assert "allow-scripts" in found[3].split()
    assert "allow-same-origin" not in found[3].split(), "the page reaches nothing of the notebook"


def test_a_notebook_gets_the_page_the_figure_and_a_line_of_text(
    small_map: mapgen.MapDocument, small_form: Callable[[str], bytes]
) -> None:
    document = small_map
    bundle = document._repr_mimebundle_()
    assert bundle == {
        "text/plain": repr(document),
        "image/svg+xml": small_form("svg").decode("utf-8"),
        "text/html": document._repr_html_(),
    }
    assert {*document._repr_mimebundle_(include={"image/svg+xml"})} == {"image/svg+xml"}
    assert {*document._repr_mimebundle_(exclude={"text/html"})} == {"text/plain", "image/svg+xml"}


def test_the_package_says_that_it_is_typed() -> None:
    assert (Path(mapgen.__file__).parent / "py.typed").is_file()


def test_what_a_console_prints_of_a_catalog_and_a_document_is_one_short_line(catalog: mapgen.Catalog) -> None:
    document = mapgen.build_map(catalog, "long-range")
    assert re.fullmatch(r"<Catalog of \d+ missiles, \d+ sites, \d+ sources, \d+ stories>", repr(catalog))
    pattern = r"<MapDocument 'long-range' of 2026-11-23: \d+ missiles, \d+ origins, \d+ places, \d+ sources>"
    assert re.fullmatch(pattern, repr(document))


def test_a_notebook_that_shows_no_frame_shows_the_figure(
    small_map: mapgen.MapDocument, small_form: Callable[[str], bytes]
) -> None:
    assert small_map._repr_svg_() == small_form("svg").decode("utf-8")


def test_dir_lists_the_public_names_before_their_first_use() -> None:
    code = "import mapgen; print(set(mapgen.__all__) <= set(dir(mapgen)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "True\n"
