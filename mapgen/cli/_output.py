"""Print values the way that commands share."""

from __future__ import annotations

import json
from typing import Any

import click


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, which takes an s unless there is just one."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def echo_json(value: Any) -> None:
    """Print a value as JSON, in the letters it is written in."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
