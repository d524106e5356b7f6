"""Run a command so that whatever goes wrong comes out in words."""

from __future__ import annotations

import io
import sys
from typing import Any

import click

from mapgen.errors import MapgenError


class Group(click.Group):
    """Turn every MapgenError, and what the system refuses, into words on stderr and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):  # names are Korean, and JSON is UTF-8, whatever the locale
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise  # the reader of a pipe has gone: click ends quietly
        except MapgenError as error:
            message = str(error)
        except OSError as error:
            message = f"{error.filename or 'mapgen'}: {error.strerror or error}; check the path and its permissions"
        click.echo(message, err=True)
        return ctx.exit(1)
