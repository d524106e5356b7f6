"""Set up Jinja for all templates."""

from __future__ import annotations

import importlib.util
import marshal
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from mapgen.resources import folder, keep, made
from mapgen.theme.model import css_name, families_for, font_stack

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

OPTIONS: dict[str, Any] = {
    "autoescape": True,
    "extensions": ["mapgen.templating.Unindented"],
    "trim_blocks": True,
    "lstrip_blocks": True,
    "optimized": False,  # each template is rendered once: optimising it costs more than it saves
}
_LINE_BEFORE_ATTRIBUTE = re.compile(r"\n[ \t]+(?=[A-Za-z-]+=\")")
_INDENTATION = re.compile(r"^[ \t]+| (?=/>)", re.MULTILINE)
_COMPILER = repr((jinja2.__version__, importlib.util.MAGIC_NUMBER, OPTIONS))
"""What a compiled template depends on beside its source."""


class Unindented(Extension):
    """Leave out the blanks that only make a template easier to read, so that no page carries them."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """Return the text of a template without its indentation, and without the blank before ``/>``.

        A blank, not the end of a line, stands before an attribute: Jinja drops an end of a line after ``%}``.
        """
        return _INDENTATION.sub("", _LINE_BEFORE_ATTRIBUTE.sub(" ", source))


class Beside(BytecodeCache):
    """Keep compiled templates beside the compiled modules of mapgen: see `mapgen.resources.keep`."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code of a template from its file, if that is whole."""
        code = made(f"{bucket.key}.template", f"{_COMPILER} {bucket.checksum}")
        bucket.code = marshal.loads(code) if code else None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write the code of a template."""
        keep(f"{bucket.key}.template", f"{_COMPILER} {bucket.checksum}", marshal.dumps(bucket.code))


@cache
def environment() -> Environment:
    """Return the Jinja environment: it escapes every value, and raises an error for a name that does not exist."""
    environment = Environment(
        loader=FileSystemLoader(folder("templates")), undefined=StrictUndefined, bytecode_cache=Beside(), **OPTIONS
    )
    environment.filters["font_stack"] = lambda families: Markup(font_stack(families))  # CSS, which it escapes as such
    environment.filters["families_for"] = lambda families, language: families_for(language, families)
    environment.filters["css_name"] = css_name
    return environment
