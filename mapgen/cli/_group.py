"""Run a command, and report every error in words."""

from __future__ import annotations

import errno
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
from mapgen.errors import MapgenError, unwritable

if TYPE_CHECKING:
    from collections.abc import Sequence

INTERRUPTED = 128 + 2
"""Exit code with which shells report that SIGINT ended a process."""
LOG = "mapgen-fault-"
_OF_WRITING = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EIO, errno.EBADF)
"""What the system answers where nothing more can be written."""


class Group(click.Group):
    """Turn every error into a message on stderr and exit code 1: users never see a traceback."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands, each with the whole first sentence of its help."""
        rows = [(name, command.get_short_help_str(limit=200)) for name, command in self.commands.items()]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def main(self, args: Sequence[str] | None = None, *given: Any, **options: Any) -> Any:
        """Run, with output streams that accept all characters (Korean names, say) in every locale."""
        if sys.stderr is None:  # stderr was closed, as with 2>&-
            sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  (open to the end of the process)
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        try:
            return super().main(args, *given, **options)
        except OSError as error:  # of what click prints itself: the help, the version, completions for a shell
            if not isinstance(error, BrokenPipeError):
                echo(_in_words(error), err=True)
            sys.exit(1)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, and refuse what is given to it as an empty text: no option means that."""
        name, command, rest = super().resolve_command(ctx, args)
        if command:
            _refuse_empty(command, ctx, rest)
        return name, command, rest

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.exceptions.Exit, click.ClickException, click.Abort, BrokenPipeError):
            raise  # click handles these itself; it ends quietly if the reader of a pipe has gone
        except MapgenError as error:
            message = str(error)
        except OSError as error:
            message = _in_words(error)
        except KeyboardInterrupt:
            echo("interrupted", err=True)
            return ctx.exit(INTERRUPTED)
        except Exception as error:  # a fault of mapgen itself
            message = _fault(error)
        echo(message, err=True)
        return ctx.exit(1)


def _refuse_empty(command: click.Command, ctx: click.Context, args: list[str]) -> None:
    """Look at values before click turns them into others: an empty path would be the current folder.

    Raises
    ------
    MapgenError
    """
    inner = click.Context(command, parent=ctx)
    try:
        given = command.make_parser(inner).parse_args([*args])[0]
    except click.UsageError:
        return  # the command says it itself
    empty = [each for each in command.params if _holds_nothing(given.get(str(each.name)))]
    if empty:
        raise MapgenError("\n".join(map(_is_empty, empty)))


def _holds_nothing(values: object) -> bool:
    each = values if isinstance(values, list | tuple) else [values]
    return any(isinstance(value, str) and not value.strip() for value in each)


def _is_empty(option: click.Parameter) -> str:
    name = option.opts[0] if isinstance(option, click.Option) else option.human_readable_name.strip(".")
    return f"{name}: is empty; write it{'' if option.required else ', or leave it out'}"


def _in_words(error: OSError) -> str:
    """Say what the operating system refused; only to standard output do we write without the name of a file."""
    if error.filename is None and error.errno in _OF_WRITING:
        return f"standard output: {unwritable(error)}; check where it is sent"
    return f"{error.filename or 'mapgen'}: {error.strerror or error}; check the path and its permissions"


def _fault(error: Exception) -> str:
    """Log a fault of mapgen itself, and return the message that says where the log is."""
    kept = _log("".join(traceback.format_exception(error)))
    where = f"{kept} says where" if kept else "run it with python -X dev to see where"
    return f"this is a fault of mapgen ({type(error).__name__}); please report it: {where}"


def _log(trace: str) -> str:
    """Write a traceback to a file in the folder for temporary files; return its name, or nothing if that fails."""
    head = f"mapgen {__version__}, Python {sys.version}\n{' '.join(map(ascii, sys.argv))}\n\n"
    try:
        handle, name = tempfile.mkstemp(prefix=LOG, suffix=".log")
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(head + trace)
    except OSError:
        return ""
    return name
