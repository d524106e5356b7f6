"""Show on a terminal what long work is at, and elsewhere nothing."""

from __future__ import annotations

import sys
import threading
from contextlib import ExitStack
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from types import TracebackType

    from rich.status import Status

PATIENCE_S = 1.0  # up to a second a wait is no interruption, and most builds are shorter; rich costs a tenth to import


class Progress:
    """A line on a terminal that names the step at work, from `patience_s` on; a context manager.

    Parameters
    ----------
    stream : text file, optional
        Where it is shown, if that is a terminal; stderr by default, so that stdout holds results only.
    patience_s : float, optional
        Seconds before it is shown.
    """

    def __init__(self, stream: TextIO | None = None, *, patience_s: float = PATIENCE_S) -> None:
        self._stream = stream or sys.stderr  # None where it is closed
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
