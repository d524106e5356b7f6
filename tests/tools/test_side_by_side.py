"""Commands that run side by side are all run, and one that fails fails the whole."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tools.side_by_side import main

if TYPE_CHECKING:
    import pytest


def test_all_commands_run_and_each_is_printed_with_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["echo one", "echo two >&2"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    for command, said in (("echo one", "one"), ("echo two >&2", "two")):
        first = next(at for at, line in enumerate(out.splitlines()) if line.startswith(f"{command}  ("))
        assert out.splitlines()[first + 1] == said


def test_a_command_that_fails_is_named_and_stops_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["exit 3", "echo still here"]) == 1
    out, err = capsys.readouterr()
    assert "still here\n" in out
    assert err == "FAILED: exit 3\n"


def test_commands_run_at_the_same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 4)
    start = time.perf_counter()
    assert main(["sleep 1"] * 4) == 0
    assert time.perf_counter() - start < 3
