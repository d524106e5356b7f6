"""No random change of the records ends in a traceback, a hang, a touched output, or an answer of two minds.

The long run, on the packaged data: ``python -m tools.mutate --count 500``.
"""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.paths import ROOT, SMALL
from tools.mutate import Run, judge
from tools.mutations import mutation


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the commands run in forks")
def test_random_changes_of_the_small_catalog_find_no_fault() -> None:
    command = [sys.executable, "-m", "tools.mutate", "--data", str(SMALL), "--story", "small", "--count", "2"]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "2 changes, 0 findings\n", "")


def test_the_same_seed_makes_the_same_change() -> None:
    assert [mutation(seed, SMALL) for seed in range(20)] == [mutation(seed, SMALL) for seed in range(20)]
    assert len({mutation(seed, SMALL).text for seed in range(20)}) == 20


GOOD = Run(0, 1.0, "", None)


@pytest.mark.parametrize(
    ("ran", "checked", "what"),
    [
        (GOOD, None, None),
        (Run(1, 1.0, "a.toml: name: is missing", b"an older file"), Run(1, 1.0, "", None), None),
        (Run(0, 1.0, "", b"<html></html>\n"), GOOD, None),
        (Run(-11, 1.0, "", None), None, "ended with -11"),
        (Run(1, 1.0, "this is a fault of mapgen (KeyError)", None), None, "fault"),
        (Run(0, 6.5, "", None), None, "took 6.5 s"),
        (Run(1, 1.0, "", b"new"), None, "touched an output although it failed"),
        (Run(0, 1.0, "", b"<html>"), None, "wrote half an output"),
        (Run(1, 1.0, "no ring", None), GOOD, "fails where check passes: no ring"),
    ],
)
def test_what_counts_as_a_finding(ran: Run, checked: Run | None, what: str | None) -> None:
    assert judge("build", ran, 1.0, checked) == what
