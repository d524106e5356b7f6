"""Run the command line: ``python -m mapgen``, and ``mapgen`` where it is installed."""

import os
import signal
import sys
from typing import Any

INTERRUPTED = 128 + 2
"""Exit code with which shells report that SIGINT ended a process."""
SHOW_CURSOR = b"\x1b[?25h\n"
"""Shows the cursor of the terminal again, which the progress line hides."""


def _end(*_: Any) -> None:
    if sys.stderr and sys.stderr.isatty():
        os.write(sys.stderr.fileno(), SHOW_CURSOR)
    os._exit(INTERRUPTED)


def run() -> None:
    """Run the command line as a process of its own.

    An interrupt ends it at once, while modules load too: an exception would come out of them in many guises. What is
    being written has no name yet, so nothing is left behind.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # it may be ignored, as in the background
        signal.signal(signal.SIGINT, _end)
    from mapgen.cli import run as run_commands

    run_commands()


if __name__ == "__main__":
    run()
