"""Scripts and style sheets are shortened once, in any process."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from mapgen.page import short
from tests.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONG = "(() => {\n  // Say it.\n  const greeting = 1;\n  say(greeting, greeting);\n})();\n"
SHORT = "(()=>{const e=1;say(e,e)})()"


@pytest.fixture
def bytecode(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Let bytecode be written, to a folder of the test."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    short._short.cache_clear()
    yield tmp_path
    short._short.cache_clear()


def test_comments_spaces_and_long_names_are_left_out() -> None:
    assert short.script("a", LONG) == SHORT
    assert short.style("a", "/* Red. */\nb {\n  color: red;\n}\n") == "b{color:red}"


def test_it_is_done_once_and_kept(bytecode: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert short.script("a", LONG) == SHORT
    assert [path.name.partition(".")[2] for path in bytecode.rglob("*.js")] == [f"{sys.implementation.cache_tag}.a.js"]
    short._short.cache_clear()
    monkeypatch.setattr(short, "_made_now", None)  # it would fail
    assert short.script("a", LONG) == SHORT


def test_another_text_of_the_same_name_is_shortened_anew(bytecode: Path) -> None:
    assert short.script("a", LONG) == SHORT
    assert short.script("a", LONG.replace("say", "tell")) == SHORT.replace("say", "tell")
    assert len([*bytecode.rglob("*.js")]) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")
def test_a_forked_process_shortens_too() -> None:
    """The package's code waits for ever in a process that was forked after it was loaded, as multiprocessing does."""
    code = """import os, sys
from mapgen.page import short
short.script("a", "1 + 1")
child = os.fork()
if child == 0:
    os.write(1, short.script("b", sys.argv[1]).encode())
    os._exit(0)
os.waitpid(child, 0)"""
    command = [sys.executable, "-B", "-X", "pycache_prefix=/dev/null", "-c", code, LONG]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == SHORT
