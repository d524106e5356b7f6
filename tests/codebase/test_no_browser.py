"""Where there is no browser the browser tests fail, and say what to do: they are never skipped."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.paths import ROOT
from tools.find_browser import VARIABLE

if TYPE_CHECKING:
    from pathlib import Path

SAID = {"": "No browser found. Run `make test`", "/nowhere/chromium": "'/nowhere/chromium', which is"}
"""By the browser that is named, if any: what the tests say."""
PROGRAM = f"""
import os, pytest
for named in {[*SAID]}:
    os.environ["{VARIABLE}"] = named
    print("ENDED", pytest.main(["-q", "-p", "no:cacheprovider", "-x", "tests/browser/test_static_map.py"]).value)
"""


def test_browser_tests_fail_clearly(tmp_path: Path) -> None:
    environment = {**os.environ, "PATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    *runs, rest = done.stdout.split("ENDED 1\n")
    assert rest == ""
    for said, run in zip(SAID.values(), runs, strict=True):
        assert said in run
        assert not [word for word in ("Traceback", "passed", "skipped") if word in run]
