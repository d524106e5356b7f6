"""``mapgen export --pack``: every format in one folder, with a page that lists them, completely or not at all."""

from __future__ import annotations

import hashlib
import os
import re
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import mapgen
from mapgen import packing, plugins
from mapgen.cli import main
from mapgen.forms.contents import contents
from tests.paths import SMALL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILES = {"small.bib": b"@x", "small.svg": b"<svg/>"}


@pytest.fixture
def document(small_map: mapgen.MapDocument) -> mapgen.MapDocument:
    return small_map


def exported(path: Path, *options: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["export", "small", "--data", str(SMALL), "--pack", "-o", str(path), *options])
    return result.exit_code, result.stderr


def test_a_pack_holds_every_form_and_a_page_that_lists_them(
    tmp_path: Path, small_form: Callable[[str], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mapgen.exporters.png.LONGEST", 300)
    folder = tmp_path / "pack"
    assert exported(folder) == (0, "")
    made = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert {name.rpartition(".")[2] for name in made} == set(plugins.names("mapgen.exporters"))
    index = made.pop("index.html").decode("utf-8")
    for name, content in made.items():
        assert f'href="{name}"' in index
        assert hashlib.sha256(content).hexdigest() in index
    for form in ("md", "geojson", "svg", "kml", "kmz"):
        assert made[f"small.{form}"] == small_form(form)
    assert list(tmp_path.iterdir()) == [folder]


def test_the_page_of_a_pack_is_sealed_and_says_what_the_map_says(document: mapgen.MapDocument) -> None:
    page = contents(document, FILES).decode("utf-8")
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy
    assert policy[1].startswith("default-src 'none'; script-src 'none'; style-src 'sha256-")
    assert "<script" not in page
    assert "<h1" in page
    assert "How far the kites fly" in page
    assert document.content_hash in page
    assert page == contents(document, FILES).decode("utf-8")


def test_a_pack_takes_the_place_of_an_earlier_one(tmp_path: Path, document: mapgen.MapDocument) -> None:
    folder = tmp_path / "pack"
    for files in ({"small.ris": b"old", "small.bib": b"old"}, FILES):
        packing.write_folder(folder, {**files, "index.html": contents(document, files)})
    assert sorted(path.name for path in folder.iterdir()) == ["index.html", "small.bib", "small.svg"]
    assert (folder / "small.bib").read_bytes() == b"@x"
    assert list(tmp_path.iterdir()) == [folder]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    packing.write_folder(tmp_path, FILES)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(FILES)


def test_a_folder_with_anything_else_in_it_is_refused(tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine")
    expected = f"-o {tmp_path}: the folder holds diary.txt, which is not of a pack; name a new folder\n"
    assert exported(tmp_path) == (1, expected)
    assert [path.name for path in tmp_path.iterdir()] == ["diary.txt"]


def test_a_file_in_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pack"
    path.write_text("mine")
    assert exported(path) == (1, f"-o {path}: is a file; a pack is a folder, so name one\n")
    assert path.read_text() == "mine"


def test_options_of_single_forms_are_refused(tmp_path: Path) -> None:
    expected = "--size: a pack holds every format as it is by itself; leave the option out, or write the one format\n"
    assert exported(tmp_path / "pack", "--size", "a4") == (1, expected)
    assert exported(tmp_path / "pack", "--from", "sinpung-dong") == (1, expected.replace("size", "from"))


def test_an_earlier_pack_is_left_whole_when_the_new_one_cannot_be_written(
    tmp_path: Path, document: mapgen.MapDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "pack"
    packing.write_folder(folder, {**FILES, "index.html": contents(document, FILES)})
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def full(_: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(mapgen.MapgenError) as caught:
        packing.write_folder(folder, {"small.bib": b"new"})
    assert str(caught.value) == f"{folder}: cannot be written: No space left on device; choose another place with -o"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert list(tmp_path.iterdir()) == [folder]


def test_a_path_through_a_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(mapgen.MapgenError) as caught:
        packing.write_folder(tmp_path / "file" / "pack", FILES)
    expected = f"{tmp_path / 'file' / 'pack'}: cannot be written: a folder of its path is a file; choose another place"
    assert str(caught.value) == f"{expected} with -o"
