"""What is read is asked what it is first, and what is passed over is named."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mapgen.catalog.load import load_catalog, load_story, read_catalog
from mapgen.errors import DataError
from tests.catalog.test_load import MISSILE, SITE, lay

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mapgen.catalog.model import Catalog


def said(root: Path) -> list[str]:
    """Return the problems of a data folder, without the folder's own name."""
    return sorted(str(problem).removeprefix(f"{root}/") for problem in read_catalog(root)[1])


def test_what_never_ends_is_named_and_not_read(tmp_path: Path, catalog: Catalog) -> None:
    lay(tmp_path, missiles__example=MISSILE)
    os.mkfifo(tmp_path / "sites-pipe")
    for name in ("sites", "stories", "vocab"):
        (tmp_path / name).mkdir()
    os.mkfifo(tmp_path / "sites" / "pipe.toml")
    (tmp_path / "stories" / "zero.toml").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "vocab" / "status.toml")
    os.mkfifo(tmp_path / "sources.json")
    what = "is a pipe or a device, not a file; save its content as a file"
    assert said(tmp_path) == [
        f"sites/pipe.toml: {what}",
        f"sources.json: {what}",
        f"stories/zero.toml: {what}",
        f"vocab/status.toml: {what}",
    ]
    with pytest.raises(DataError, match="is a pipe or a device"):
        load_story(catalog, tmp_path / "stories" / "zero.toml")


def test_a_record_that_is_too_large_is_named_at_once(tmp_path: Path) -> None:
    lay(tmp_path, missiles__large=MISSILE + "#" * 500_001)
    started = time.process_time()
    assert said(tmp_path) == ["missiles/large.toml: is over 0.5 MB; make it smaller"]
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    "text",
    [
        "[" + "a." * 100_000 + "a]\n",
        "a." * 100_000 + "a = 1\n",
        '"a" . ' * 50_000 + "'b' = 1\n",
        "x = {" + "a." * 99_000,
    ],
    ids=["table", "key", "quoted", "inline"],
)
def test_a_key_of_many_parts_is_refused_at_once(text: str, tmp_path: Path) -> None:
    lay(tmp_path, missiles__deep=text)
    started = time.process_time()
    assert said(tmp_path) == ["missiles/deep.toml: is nested too deeply; simplify it"]
    assert time.process_time() - started < 3


def test_what_cannot_be_read_is_not_taken_for_absent(tmp_path: Path) -> None:
    lay(tmp_path, missiles__example=MISSILE)
    (tmp_path / "sites").write_text("a file", "utf-8")
    (tmp_path / "stories").symlink_to("nowhere")
    (tmp_path / "vocab").mkdir()
    (tmp_path / "vocab" / "status.toml").mkdir()
    (tmp_path / "vocab" / "site_kind.toml").symlink_to("nowhere")
    (tmp_path / "sources.json").symlink_to("sources.json")
    (tmp_path / "missiles" / "gone.toml").symlink_to("nowhere")
    assert said(tmp_path) == [
        "missiles/gone.toml: cannot be read: No such file or directory; check the path and its permissions",
        "sites: is not a folder; make it one, with one file for each record",
        "sources.json: cannot be read: Too many levels of symbolic links; check the path and its permissions",
        "stories: is not a folder; make it one, with one file for each record",
        "vocab/site_kind.toml: cannot be read: No such file or directory; check the path and its permissions",
        "vocab/status.toml: cannot be read: Is a directory; check the path and its permissions",
    ]


def test_input_that_would_be_passed_over_is_named(tmp_path: Path) -> None:
    lay(tmp_path, missiles__example=MISSILE)
    for path in ("sites/more/a.toml", "sites/sites.csv", "sites/AD.TOML", "sites/camp.toml.txt", "sources/a.jsn"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("", "utf-8")
    for path in ("story/a.toml", "site/a.toml", "Vocab/a.toml", "missiles.csv", "source.json", "themes/a.toml"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("", "utf-8")
    assert said(tmp_path) == [
        "Vocab: is not read; did you mean 'vocab'?",
        "missiles.csv: is not read; write each record as a file of its own, missiles/<id>.toml",
        "sites/AD.TOML: is not read; did you mean 'ad.toml'?",
        "sites/camp.toml.txt: is not read; did you mean 'camp.toml'?",
        "sites/more: is a folder and is not read; move its files one folder up",
        "sites/sites.csv: is not read; write each record as a file of its own, <id>.toml",
        "source.json: is not read; did you mean 'sources.json'?",
        "sources/a.jsn: is not read; write each record as a file of its own, <id>.json",
        "story: is not read; did you mean 'stories'?",
    ]


def test_a_folder_of_nearly_the_right_name_alone_is_named_too(tmp_path: Path) -> None:
    lay(tmp_path, site__example=SITE)
    assert said(tmp_path) == ["site: is not read; did you mean 'sites'?"]


def test_hidden_files_copies_of_editors_and_notes_are_passed_over_without_a_word(tmp_path: Path) -> None:
    lay(tmp_path, missiles__example=MISSILE, sites__example_place=SITE)
    for name in ("._x.toml", ".#x.toml", "#x.toml#", "x.toml~", "x.toml.bak", ".DS_Store", "README.md", "notes.txt"):
        (tmp_path / "sites" / name).write_bytes(b"\0\xff")
    for name in (".git", "__MACOSX", ".ipynb_checkpoints"):
        (tmp_path / "sites" / name).mkdir()
    for name in (".sites", "README.md", "sites.md", "example.toml"):
        (tmp_path / name).write_bytes(b"\0\xff")
    assert said(tmp_path) == []
    assert "example-place" in load_catalog(tmp_path).sites


def test_a_folder_that_cannot_be_listed_makes_no_id_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is in it is not known, so that nothing is said of what may be in it."""
    (tmp_path / "stories").mkdir()
    (tmp_path / "stories" / "example.toml").write_text(
        'title = { en = "Example" }\nas_of = "2026-01-01"\nlanguages = ["en"]\nmissiles = ["hwasong-11ga"]\n'
        'origins = { ids = ["example-base"] }\nplaces = { kinds = ["us_base"] }\n',
        "utf-8",
    )
    (tmp_path / "sites").mkdir()
    listed = Path.iterdir

    def iterdir(path: Path) -> Iterator[Path]:
        if path == tmp_path / "sites":
            raise PermissionError(errno.EACCES, "Permission denied")
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    assert [str(problem) for problem in read_catalog(tmp_path)[1]] == [
        f"{tmp_path}/sites: cannot be read: Permission denied; check the path and its permissions"
    ]
