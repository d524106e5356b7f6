"""Where there is no browser the browser tests fail, and say what to do: they are never skipped."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.paths import ROOT
from tools.find_browser import VARIABLE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("named", "said"),
    [(None, "No browser found. Run `make test`"), ("/nowhere/chromium", "'/nowhere/chromium', which is")],
)
def test_browser_tests_fail_clearly(named: str | None, said: str, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != VARIABLE}
    environment |= {"PATH": str(tmp_path), **({VARIABLE: named} if named else {})}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-x", "tests/browser/test_static_map.py"]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode == 1, done.stdout
    assert said in done.stdout
    assert "Traceback" not in done.stdout
    assert "passed" not in done.stdout
    assert "skipped" not in done.stdout
    assert "skipped" not in done.stdout
