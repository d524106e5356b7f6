"""Set up Jinja for all templates."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import marshal
import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from mapgen.resources import folder
from mapgen.theme.model import css_name, families_for, font_stack

if TYPE_CHECKING:
    from jinja2.bccache import Bucket

OPTIONS: dict[str, Any] = {
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "optimized": False,  # each template is rendered once: optimising it costs more than it saves
}
_COMPILER = repr((jinja2.__version__, importlib.util.MAGIC_NUMBER, OPTIONS))
"""What a compiled template depends on beside its source."""


class Beside(BytecodeCache):
    """Keep compiled templates where Python keeps the compiled modules of mapgen: who can write there can change mapgen.

    A file that is damaged, or made from another source, is compiled anew: it begins with a checksum over all of them.
    """

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code of a template from its file, if that is whole."""
        with contextlib.suppress(OSError):
            checksum, code = (content := _file(bucket).read_bytes())[:32], content[32:]
            if checksum == _checksum(bucket, code):
                bucket.code = marshal.loads(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write the code of a template, unless Python was told to write no bytecode, or cannot."""
        if sys.dont_write_bytecode:
            return
        code, path = marshal.dumps(bucket.code), _file(bucket)
        unfinished = path.with_name(f"{path.name}.{os.getpid()}")
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(_checksum(bucket, code) + code)
            unfinished.replace(path)


def _file(bucket: Bucket) -> Path:
    return Path(importlib.util.cache_from_source(__file__)).with_suffix(f".{bucket.key}.template")


def _checksum(bucket: Bucket, code: bytes) -> bytes:
    return hashlib.sha256(f"{_COMPILER} {bucket.checksum} ".encode() + code).digest()


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
