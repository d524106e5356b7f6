"""Run a command so that whatever goes wrong comes out in words."""

from __future__ import annotations

import io
import os
import sys
import tempfile
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mapgen import __version__
from mapgen.cli._output import echo
from mapgen.errors import MapgenError

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 128 + 2  # as a shell has it of a process that ended by SIGINT
LOG = "mapgen-fault-"


class Group(click.Group):
    """Turn whatever goes wrong into words on stderr and exit code 1: no traceback reaches a user."""

    def main(self, args: Sequence[str] | None = None, *given: Any, **options: Any) -> Any:
        """Run, with streams that take every name: Korean, in JSON, and whatever the locale."""
        if sys.stderr is None:  # closed, as by 2>&-
            sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  (open to the end of the process)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        return super().main(args, *given, **options)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException, click.Abort, BrokenPipeError):
            raise  # click's own; and where the reader of a pipe has gone, click ends quietly
        except MapgenError as error:
            message = str(error)
        except OSError as error:
            message = f"{error.filename or 'mapgen'}: {error.strerror or error}; check the path and its permissions"
        except KeyboardInterrupt:
            echo("interrupted", err=True)
            return ctx.exit(INTERRUPTED)
        except Exception as error:  # the last catch
            message = _fault(error)
        echo(message, err=True)
        return ctx.exit(1)


def _fault(error: Exception) -> str:
    """Write down what mapgen itself did wrong, and say where."""
    kept = _log("".join(traceback.format_exception(error)))
    where = f"{kept} says where" if kept else "run it with python -X dev to see where"
    return f"this is a fault of mapgen ({type(error).__name__}); please report it: {where}"


def _log(trace: str) -> str:
    """Keep a traceback in a file of the user's own in the folder for temporary files; empty where there is no room."""
    head = f"mapgen {__version__}, Python {sys.version}\n{' '.join(map(ascii, sys.argv))}\n\n"
    try:
        handle, name = tempfile.mkstemp(prefix=LOG, suffix=".log")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(head + trace)
    except OSError:
        return ""
    return name
