"""``mapgen new``: a folder that checks and builds at once, and never one over another's files."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from mapgen.cli import main
from mapgen.intake.starter import starter_files
from tests.paths import ROOT


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_new_folder_passes_every_check_and_builds_at_once() -> None:
    made = CliRunner().invoke(main, ["new", "my data"])
    assert (made.exit_code, made.stderr) == (0, "")
    *files, check, build, add = made.stdout.splitlines()
    assert sorted(files) == sorted(str(Path("my data") / name) for name in starter_files())
    assert check == "check it: mapgen check --data 'my data'"
    assert build == "build it: mapgen build my-map --data 'my data' --open"
    assert add == "add your sites to it: mapgen import sites.csv -o 'my data'"
    checked = CliRunner().invoke(main, ["check", "--strict", "--data", "my data"])
    assert (checked.exit_code, checked.stderr) == (0, "")
    built = CliRunner().invoke(main, ["build", "my-map", "--data", "my data"])
    assert (built.exit_code, built.stderr) == (0, "")
    assert "Sandcastle base" in Path("output/my-map.html").read_text("utf-8")


def test_the_new_folder_has_a_record_of_each_kind_with_comments_and_a_readme() -> None:
    files = starter_files()
    assert {name.partition("/")[0] for name in files} == {"README.md", "missiles", "sites", "sources", "stories"}
    assert all(content.startswith(b"# ") for name, content in files.items() if name.endswith(".toml"))


def test_no_record_of_the_new_folder_takes_the_id_of_a_packaged_one() -> None:
    own = {Path(name).name for name in starter_files() if "/" in name}
    assert own.isdisjoint(path.name for path in (ROOT / "geodata").rglob("*.*"))


def test_a_folder_that_holds_something_is_refused() -> None:
    Path("mine").mkdir()
    Path("mine/notes.txt").write_text("mine", "utf-8")
    result = CliRunner().invoke(main, ["new", "mine"])
    expected = "mine: is not empty (it holds notes.txt); name a folder that does not exist yet\n"
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", expected)
    assert [path.name for path in Path("mine").iterdir()] == ["notes.txt"]


def test_a_file_is_no_folder() -> None:
    Path("mine").write_text("mine", "utf-8")
    result = CliRunner().invoke(main, ["new", "mine"])
    expected = "mine: is not a folder; name a folder, or one that does not exist yet\n"
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", expected)
