"""Progress is for people at a terminal who wait; nobody else sees or pays for it."""

from __future__ import annotations

import io
import time

import pytest

from mapgen.progress import Progress


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        """Return True."""
        return True


def work(stream: io.StringIO, *, patience_s: float, seconds: float) -> str:
    """Do two steps of work of some seconds, and return what was shown."""
    with Progress(stream, patience_s=patience_s) as progress:
        for step in ("first", "second"):
            progress.step(step)
            time.sleep(seconds / 2)
    return stream.getvalue()


def fail(stream: io.StringIO) -> None:
    """Fail in the midst of long work."""
    with Progress(stream, patience_s=0) as progress:
        progress.step("first")
        time.sleep(0.5)
        _ = 1 / 0


def test_long_work_names_its_steps_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    shown = work(Terminal(), patience_s=0.01, seconds=1.2)
    assert "first" in shown
    assert "second" in shown
    assert shown.endswith("\x1b[?25h\r\x1b[1A\x1b[2K")  # the cursor is back, and the line is gone


def test_short_work_shows_nothing() -> None:
    assert work(Terminal(), patience_s=5, seconds=0) == ""


def test_nothing_is_shown_where_nobody_watches() -> None:
    assert work(io.StringIO(), patience_s=0, seconds=0.1) == ""


def test_an_error_gets_through_and_the_line_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    with pytest.raises(ZeroDivisionError):
        fail(stream)
    assert stream.getvalue().endswith("\x1b[2K")
