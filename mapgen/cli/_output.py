"""Print texts and values safely, in the same way for all commands."""

from __future__ import annotations

import json
import re
import sys
from typing import Any

import click

from mapgen.errors import unwritable

# Control characters except tab and line end, and the marks that reverse the direction of the text after them.
_UNSAFE = re.compile("\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural unless the number is 1."""
    plural = "stories" if noun == "story" else f"{noun}s"
    return f"{number} {noun if number == 1 else plural}"


def echo(text: object, *, err: bool = False, nl: bool = True) -> None:
    """Print a text for a reader; characters that could control the terminal are written as escapes."""
    try:
        click.echo(_escaped(str(text)), err=err, nl=nl)
    except OSError:
        if not err:  # what nobody hears on stderr is no failure
            raise


def echo_result(text: str, *, nl: bool = True) -> None:
    """Print what is meant for a file or another program: as it is, but on a terminal as `echo` does."""
    click.echo(_escaped(text) if sys.stdout and sys.stdout.isatty() else text, nl=nl, color=True)


def _escaped(text: str) -> str:
    return _UNSAFE.sub(lambda found: ascii(found[0])[1:-1], text)


def remark(text: object) -> None:
    """Say what has been written into files; nothing is lost if standard output cannot take it."""
    try:
        echo(text)
    except OSError as error:
        sys.stdout = None  # no further remark, and no flush at the end
        if not isinstance(error, BrokenPipeError):
            echo(f"standard output: {unwritable(error)}", err=True)


def echo_json(value: Any) -> None:
    """Print a value as JSON, with letters of all scripts as they are and control characters as JSON escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    click.echo(_UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text))
