"""Print values the way that commands share."""

from __future__ import annotations

import json
import re
from typing import Any

import click

# Control characters but tab and line end, and the marks that turn the direction of what follows them round.
_UNSAFE = re.compile("\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, which takes an s unless there is just one."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def echo(text: object, *, err: bool = False, nl: bool = True) -> None:
    """Print a text for a reader: what would steer a terminal, as in a hostile name, is written as an escape."""
    click.echo(_UNSAFE.sub(lambda found: ascii(found[0])[1:-1], str(text)), err=err, nl=nl)


def echo_json(value: Any) -> None:
    """Print a value as JSON, in the letters it is written in; control characters as JSON's escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    click.echo(_UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text))
