"""Print texts and values safely, in the same way for all commands."""

from __future__ import annotations

import json
import re
from typing import Any

import click

# Control characters except tab and line end, and the marks that reverse the direction of the text after them.
_UNSAFE = re.compile("\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, in the plural unless the number is 1."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def echo(text: object, *, err: bool = False, nl: bool = True) -> None:
    """Print a text for a reader; characters that could control the terminal are written as escapes."""
    click.echo(_UNSAFE.sub(lambda found: ascii(found[0])[1:-1], str(text)), err=err, nl=nl)


def echo_json(value: Any) -> None:
    """Print a value as JSON, with letters of all scripts as they are and control characters as JSON escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    click.echo(_UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text))
