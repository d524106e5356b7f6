"""Hold the one environment of the templates."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mapgen.resources import folder


@cache
def environment() -> Environment:
    """Return the environment: it escapes everything, and fails on what a template misspells."""
    return Environment(
        loader=FileSystemLoader(folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        optimized=False,  # each template is rendered once: optimising it costs more than it saves
    )
