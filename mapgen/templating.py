"""Set up Jinja for all templates."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from mapgen.resources import folder
from mapgen.theme.model import css_name, families_for, font_stack


@cache
def environment() -> Environment:
    """Return the Jinja environment: it escapes every value, and raises an error for a name that does not exist.

    It does not keep compiled templates in files, because other users of the machine could change them.
    """
    environment = Environment(
        loader=FileSystemLoader(folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        optimized=False,  # each template is rendered once: optimising it costs more than it saves
    )
    environment.filters["font_stack"] = lambda families: Markup(font_stack(families))  # CSS, which it escapes as such
    environment.filters["families_for"] = lambda families, language: families_for(language, families)
    environment.filters["css_name"] = css_name
    return environment
