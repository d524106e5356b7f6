"""Run commands at the same time, as many as there are processors; print each with what it says when it ends.

``python -m tools.side_by_side 'ruff check .' mypy`` ends with 1 if one of them fails. Name the slowest first.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def run(command: str) -> tuple[str, int, str, float]:
    """Run a command in a shell; return it with its exit code, all that it says, and the seconds that it took."""
    start = time.perf_counter()
    done = subprocess.run(
        command, shell=True, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    return command, done.returncode, done.stdout, time.perf_counter() - start


def main(commands: Sequence[str]) -> int:
    """Run the commands, and return 1 if one of them fails."""
    failed = []
    with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for ended in as_completed([pool.submit(run, command) for command in commands]):
            command, code, said, seconds = ended.result()
            print(f"{command}  ({seconds:.1f} s)\n{said}", end="", flush=True)
            if code:
                failed.append(command)
    for command in failed:
        print(f"FAILED: {command}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
