"""Each folder of ``broken/`` holds one mistake and the exact words that mapgen has for it.

A case is a folder in the layout of ``geodata/``, laid over the packaged data with ``--data``, and ``expected.txt``:
what ``mapgen check --data <case>`` prints to stderr, run from ``broken/``. To add one, write the folder and run that.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from mapgen.catalog import load
from mapgen.cli import main
from tests.paths import BROKEN

if TYPE_CHECKING:
    from pathlib import Path

CASES = sorted(path.name for path in BROKEN.iterdir() if path.is_dir())


@pytest.fixture(autouse=True)
def _beside_the_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run from ``broken/``, so that messages name files as short as a user would; read each case once for all runs."""
    monkeypatch.chdir(BROKEN)
    monkeypatch.setattr(load, "read_catalog", cache(load.read_catalog))


def test_there_are_cases() -> None:
    assert len(CASES) > 100


@pytest.mark.parametrize("case", CASES)
def test_check_and_build_say_what_is_wrong_where_and_what_to_do_and_leave_an_older_map_whole(
    case: str, tmp_path: Path
) -> None:
    older = tmp_path / "older.html"
    older.write_bytes(b"an older map\r\n")
    for command in (["check"], ["build", "-o", str(older)], ["build", "-o", str(tmp_path / "new" / "map.html")]):
        result = CliRunner().invoke(main, [*command, "--data", case])
        assert isinstance(result.exception, SystemExit)  # no other exception: no traceback
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == (BROKEN / case / "expected.txt").read_text("utf-8")
    assert list(tmp_path.rglob("*")) == [older]
    assert older.read_bytes() == b"an older map\r\n"


@pytest.mark.parametrize("case", CASES)
def test_messages_are_for_a_user(case: str) -> None:
    """No message speaks of pydantic, Python types or the machine, and each says where and what to do."""
    for line in (BROKEN / case / "expected.txt").read_text("utf-8").splitlines():
        assert line.startswith(f"{case}/") or case == "empty-folder"
        assert not [word for word in ("Input should", "NoneType", "Traceback", "sys.", "validat") if word in line]
        assert "; " in line or ": must be " in line
