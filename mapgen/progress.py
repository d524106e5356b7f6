"""Show the current step of long work on a terminal; show nothing anywhere else."""

from __future__ import annotations

import sys
import threading
from contextlib import ExitStack
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from types import TracebackType

    from rich.status import Status

PATIENCE_S = 1.0
"""Seconds before the line appears. Shorter work, like most builds, does without it and saves the import of rich."""


class Progress:
    """A context manager that shows the current step on a terminal after `patience_s` seconds.

    Parameters
    ----------
    stream : text file, optional
        Where the step is shown, if it is a terminal; stderr by default, so that stdout contains only results.
    patience_s : float, optional
        Seconds before the step is shown.
    """

    def __init__(self, stream: TextIO | None = None, *, patience_s: float = PATIENCE_S) -> None:
        self._stream = stream or sys.stderr  # sys.stderr is None in a process without one
        self._step = ""
        self._status: Status | None = None
        self._lock = threading.Lock()
        self._closing = ExitStack()
        self._timer = threading.Timer(patience_s, self._show)
        self._timer.daemon = True

    def __enter__(self) -> Progress:
        if self._stream and self._stream.isatty():
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        if self._timer.ident:
            self._timer.join()
        self._closing.close()

    def step(self, words: str) -> None:
        """Name the step that begins, e.g. ``drawing the page``."""
        with self._lock:
            self._step = words
            if self._status:
                self._status.update(words)

    def _show(self) -> None:
        from rich.console import Console
        from rich.status import Status

        with self._lock:
            self._status = Status(self._step, console=Console(file=self._stream))
            self._closing.enter_context(self._status)
