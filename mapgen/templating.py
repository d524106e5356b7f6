"""Hold the one environment of the templates."""

from __future__ import annotations

import contextlib
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from mapgen.resources import folder
from mapgen.theme.model import font_stack

if TYPE_CHECKING:
    from jinja2.bccache import Bucket


class _Compiled(FileSystemBytecodeCache):
    """Keep compiled templates in the user's own folder for temporary files, as Python keeps its modules'.

    To compile them takes a tenth of a build. A cache that cannot be read or written is no reason to fail.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def _compiled() -> _Compiled | None:
    """Return the cache, or None where Jinja finds no folder that it trusts."""
    try:
        return _Compiled()
    except (OSError, RuntimeError):
        return None


@cache
def environment() -> Environment:
    """Return the environment: it escapes everything, and fails on what a template misspells."""
    environment = Environment(
        loader=FileSystemLoader(folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_compiled(),
        optimized=False,  # each template is rendered once: optimising it costs more than it saves
    )
    environment.filters["font_stack"] = lambda families: Markup(font_stack(families))  # CSS, which it escapes as such
    return environment
