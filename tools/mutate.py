"""Change packaged records at random and run the commands on them: python -m tools.mutate --count 500.

Each change is laid over the packaged data as a folder with a single file. A finding is a traceback, a fault that
mapgen reports as its own, a process that ends by a signal, a run that takes over five seconds of CPU longer than with
unchanged data, an output that a failed command touched, and data that `check` passes but another command refuses.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import resource
import sys
import tempfile
import time
from contextlib import redirect_stdout, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from mapgen.cli import main as run_mapgen
from tools.mutations import Mutation, mutation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parents[1]
OLD = b"an older file"
HANG_S = 5.0
MEMORY_BYTES = 3_000_000_000


class Finding(NamedTuple):
    """What went wrong, with the seed that makes it again."""

    seed: int
    what: str
    command: str
    change: str


class Run(NamedTuple):
    """How a command ended."""

    code: int
    seconds: float
    printed: str
    output: bytes | None


def commands(data: Path, stories: Sequence[str], output: Path) -> dict[str, list[str]]:
    """Return the commands to run on a data folder, with their arguments."""
    laid = ["--data", str(data)]
    found = {"check": ["check", *laid], "strict": ["check", "--strict", *laid]}
    for story in stories:
        found[f"build {story}"] = ["build", story, *laid, "-o", str(output / "map.html")]
        found[f"reach {story}"] = ["reach", story, *laid, "--format", "csv"]
        found[f"cite {story}"] = ["cite", story, *laid, "--format", "bibtex"]
        found[f"export {story}"] = ["export", story, *laid, "-o", str(output / "map.svg")]
    return found


def run(arguments: list[str], output: Path) -> Run:
    """Run a command in a process that has imported everything already; an older output lies in its way."""
    target = output / Path(arguments[-1]).name if "-o" in arguments else None
    if target:
        target.write_bytes(OLD)
    with tempfile.TemporaryFile() as printed:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        child = os.fork()
        if child == 0:
            _become(arguments, printed.fileno())
        _, status = os.waitpid(child, 0)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        printed.seek(0)
        text = printed.read().decode("utf-8", "replace")
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(os.waitstatus_to_exitcode(status), seconds, text, target.read_bytes() if target else None)


def _become(arguments: list[str], printed: int) -> None:
    """Turn this process into the command; never returns."""
    os.dup2(printed, 1)
    os.dup2(printed, 2)
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    code = 99
    try:
        run_mapgen(arguments)
    except SystemExit as ending:
        code = ending.code if isinstance(ending.code, int) else int(ending.code is not None)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def judge(name: str, ran: Run, usual_s: float, checked: Run | None) -> str | None:
    """Say what is wrong with how a command ended; None if nothing is."""
    if ran.code < 0 or ran.code > 2:
        return f"ended with {ran.code}"
    if "Traceback (most recent call last)" in ran.printed or "this is a fault of mapgen" in ran.printed:
        return "fault"
    if ran.seconds - usual_s > HANG_S:
        return f"took {ran.seconds:.1f} s"
    if ran.output is not None and ran.code and ran.output != OLD:
        return "touched an output although it failed"
    if ran.output is not None and not ran.code and not ran.output.rstrip().endswith((b"</html>", b"</svg>")):
        return "wrote half an output"
    if checked and checked.code == 0 and ran.code and name != "strict":
        return f"fails where check passes: {ran.printed.strip()[:200]}"
    return None


def findings(seeds: Sequence[int], data: Path, stories: Sequence[str], base: Path | None) -> Iterator[Finding]:
    """Run the commands on each change; where `check` finds something wrong, only `build` beside it.

    Parameters
    ----------
    seeds : sequence of int
        Each makes one change.
    data : pathlib.Path
        The data folder whose files are changed.
    stories : sequence of str
        Ids of the stories to build; a change of another story builds that one.
    base : pathlib.Path, optional
        The folder to lay the change over; by default the packaged data.

    Yields
    ------
    Finding
    """
    with tempfile.TemporaryDirectory() as name:
        output = Path(name) / "output"
        output.mkdir()
        os.environ["TMPDIR"] = name
        usual = _usual(base or data, stories, output)
        for seed in seeds:
            yield from _try(seed, mutation(seed, data), Path(name), stories, base, usual)


def _usual(data: Path, stories: Sequence[str], output: Path) -> dict[str, float]:
    """Return the CPU seconds of each command on unchanged data; this imports everything, once for all forks."""
    usual = {}
    for name, given in commands(data, stories[:1], output).items():
        started = time.process_time()
        with suppress(SystemExit), redirect_stdout(io.StringIO()):
            run_mapgen(given)
        usual[name.split()[0]] = time.process_time() - started
    return usual


def _try(
    seed: int, changed: Mutation, folder: Path, stories: Sequence[str], base: Path | None, usual: dict[str, float]
) -> Iterator[Finding]:
    laid = folder / f"data-{seed}"
    (laid / changed.path).parent.mkdir(parents=True)
    (laid / changed.path).write_bytes(changed.text)
    shown = [changed.path.stem] if changed.path.parts[0] == "stories" else [random.Random(seed).choice(stories)]
    checked: Run | None = None
    for name, given in commands(laid, shown, folder / "output").items():
        if checked and checked.code and given[0] != "build":
            continue  # every command would say the same
        under = ["--data", str(base)] if base else []
        ran = run([given[0], *under, *given[1:]], folder / "output")
        if what := judge(name, ran, usual[name.split()[0]], checked):
            yield Finding(seed, what, name, f"{changed.path}: {changed.change}")
        checked = ran if name == "check" else checked


def main() -> None:
    """Run as many changes as asked for, and print what was found; exit 1 if anything was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1, help="the first seed; each further change takes the next one")
    parser.add_argument("--data", type=Path, help="change the files of this folder instead of the packaged ones")
    parser.add_argument("--story", action="append", help="build this story; may be given several times")
    given = parser.parse_args()
    stories = given.story or ["hwasong-11", "long-range"]
    data = given.data or ROOT / "geodata"
    seeds, count = range(given.seed, given.seed + given.count), 0
    for finding in findings(seeds, data, stories, given.data):
        count += 1
        print(f"seed {finding.seed}: {finding.command}: {finding.what}\n    {finding.change[:300]}", flush=True)
    print(f"{given.count} changes, {count} findings")
    sys.exit(bool(count))


if __name__ == "__main__":
    main()
