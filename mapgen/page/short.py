"""Leave out of scripts and style sheets what only their writers need."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from importlib.metadata import version

from mapgen.resources import keep, made

PACKAGE = "tdewolff-minify"
_IN_ITS_OWN_PROCESS = """import sys, minify
text = sys.stdin.buffer.read().decode("utf-8")
sys.stdout.buffer.write(minify.string(sys.argv[1], text).encode("utf-8"))"""
_loaded_by = 0
"""The process that loaded the package. Its code needs threads of its own, which a forked process does not have."""


def script(name: str, text: str) -> str:
    """Return a script without comments and spaces, and with short names where only the script itself sees them.

    Parameters
    ----------
    name : str
        What the script is; under this name its short form is kept for the next build.
    text : str
    """
    return _short(f"{name}.js", "application/javascript", text)


def style(name: str, text: str) -> str:
    """Return a style sheet without comments and spaces; as `script`."""
    return _short(f"{name}.css", "text/css", text)


@cache
def _short(name: str, media_type: str, text: str) -> str:
    source = f"{_version()} {text}"
    if (content := made(name, source)) is None:
        content = _made_now(media_type, text).encode("utf-8")
        keep(name, source, content)
    return content.decode("utf-8")


@cache
def _version() -> str:
    return version(PACKAGE)


def _made_now(media_type: str, text: str) -> str:
    global _loaded_by
    if "minify" in sys.modules and _loaded_by != os.getpid():
        command = [sys.executable, "-c", _IN_ITS_OWN_PROCESS, media_type]
        done = subprocess.run(command, input=text.encode("utf-8"), capture_output=True, check=True)
        return done.stdout.decode("utf-8")
    import minify

    _loaded_by = os.getpid()
    return str(minify.string(media_type, text))
