"""Each folder of ``tests/data/import/`` holds files to import and the exact result, messages and records alike.

A case is the files, ``options.txt`` with more words of the command line if it needs any, and ``expected.txt``. Files
that are not text are made by `tests.intake.made`. To add a case, write the folder and run
``python -m tests.intake.test_cases``, which writes ``expected.txt`` where it is missing; then read it.
"""

from __future__ import annotations

import os
import shlex
import shutil
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from mapgen.cli import main
from tests.intake.made import MADE
from tests.paths import TESTS

CASES = TESTS / "data" / "import"
NAMES = sorted({*(path.name for path in CASES.iterdir() if path.is_dir()), *MADE})
BESIDE = ("options.txt", "expected.txt")
PARTS = (".dbf", ".shx", ".prj", ".cpg")


def prepare(name: str) -> list[str]:
    """Put the files of a case into the current folder, and return the command line that imports them."""
    case = CASES / name
    for path in sorted(case.iterdir()):
        if path.name not in BESIDE:
            shutil.copy(path, path.name)
    if name in MADE:
        MADE[name](Path())
    files = sorted(path.name for path in Path().iterdir() if path.suffix not in PARTS)
    options = (case / "options.txt").read_text("utf-8") if (case / "options.txt").exists() else ""
    return ["import", *files, "-o", "out", *shlex.split(options)]


def imported(command: list[str]) -> str:
    """Run a command, and return all that it prints, and all files that it writes."""
    result = CliRunner().invoke(main, command)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    files = sorted(path for path in Path("out").rglob("*") if path.is_file())
    written = "".join(f"--- {path.as_posix()}\n{path.read_text('utf-8')}" for path in files)
    return f"exit code {result.exit_code}\n{result.stderr}{result.stdout}{written}"


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_there_are_cases() -> None:
    assert len(NAMES) > 60


@pytest.mark.parametrize("name", NAMES)
def test_import_says_and_writes_exactly_this(name: str) -> None:
    """The same command again changes no byte: what is there already is kept."""
    command = prepare(name)
    assert imported(command) == (CASES / name / "expected.txt").read_text("utf-8")
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    again = CliRunner().invoke(main, command)
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before
    assert Path("out").exists() == (again.exit_code == 0)
    assert "wrote" not in again.stdout.replace("wrote nothing new", "")


@pytest.mark.parametrize("name", NAMES)
def test_messages_are_for_a_user(name: str) -> None:
    """Each line on a row that is not taken says where and what to do; none speaks of Python."""
    text = (CASES / name / "expected.txt").read_text("utf-8")
    head, *lines = text.partition("--- ")[0].splitlines()
    assert head in ("exit code 0", "exit code 1")
    assert not [word for word in ("Traceback", "NoneType", "Error", "Input should") if word in text]
    if head == "exit code 1":
        assert lines
        advised = ("; ", "?", ": must be ")
        assert [line for line in lines if ": " not in line or not any(mark in line for mark in advised)] == []


def write_expected() -> None:
    """Write what is missing, to be read before it is kept."""
    for name in NAMES:
        (CASES / name).mkdir(exist_ok=True)
        path = CASES / name / "expected.txt"
        if path.exists():
            continue
        with tempfile.TemporaryDirectory() as folder:
            here = Path.cwd()
            os.chdir(folder)
            text = imported(prepare(name))
            os.chdir(here)
        path.write_text(text, "utf-8")


if __name__ == "__main__":
    write_expected()
