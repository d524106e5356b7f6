"""Keep the last good page of a map, and what is wrong with the data since, and let browsers wait for news."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mapgen.errors import DataError, MapgenError
from mapgen.serve.watch import snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

POLL_S = 0.2
"""Seconds between two looks at the files."""


@dataclass(frozen=True)
class State:
    """What the preview shows.

    Attributes
    ----------
    number : int
        Counts the builds, good and bad; 0 before the first.
    page_number : int
        The build that made the page; 0 if none could be made yet.
    page : bytes
        The page of the last good build.
    problems : tuple of str
        What kept the last build from making a page, in lines.
    seconds : float
        How long it took.
    """

    number: int = 0
    page_number: int = 0
    page: bytes = b""
    problems: tuple[str, ...] = ()
    seconds: float = 0.0


class Preview:
    """Build a map at each change of its files.

    Parameters
    ----------
    build : callable
        Makes the page, or raises a `MapgenError`.
    roots : sequence of pathlib.Path
        The files and folders that it is made of.
    tell : callable, optional
        Is given each new state.
    """

    def __init__(
        self, build: Callable[[], bytes], roots: Sequence[Path], tell: Callable[[State], object] | None = None
    ) -> None:
        self._build, self._roots, self._tell = build, roots, tell
        self._news = threading.Condition()
        self.state = State()

    def rebuild(self) -> None:
        """Build once; where that fails, keep the page that there is."""
        start = time.perf_counter()
        page, problems = self._try()
        number = self.state.number + 1
        state = replace(self.state, number=number, problems=problems, seconds=time.perf_counter() - start)
        if page is not None:
            state = replace(state, page=page, page_number=number)
        with self._news:
            self.state = state
            self._news.notify_all()
        if self._tell:
            self._tell(self.state)

    def _try(self) -> tuple[bytes | None, tuple[str, ...]]:
        """Return the page, or what keeps it from being built."""
        try:
            return self._build(), ()
        except DataError as error:
            return None, tuple(map(str, error.problems))
        except MapgenError as error:
            return None, (str(error),)
        except Exception as error:  # a fault of mapgen itself must not end the preview
            return None, (f"this is a fault of mapgen: {type(error).__name__}: {error}; please report it",)

    def follow(self, stopped: threading.Event) -> None:
        """Build now and at each change, until `stopped` is set."""
        seen = None
        while not stopped.is_set():
            now = snapshot(self._roots)
            if now != seen:
                seen = now  # a change during the build is seen at the next look
                self.rebuild()
            stopped.wait(POLL_S)

    def wait(self, number: int, timeout_s: float) -> State:
        """Return the state once it is no longer that of build `number`, at the latest after some seconds."""
        with self._news:
            self._news.wait_for(lambda: self.state.number != number, timeout_s)
            return self.state
