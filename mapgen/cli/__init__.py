"""The command line: one file a command, with a function of its name that parses, makes one call and prints.

A file with a leading underscore is no command; one with a trailing underscore is called so as not to hide a builtin.
"""

from __future__ import annotations

import gc
from importlib import import_module
from pathlib import Path

import click

from mapgen import __version__
from mapgen.cli._group import Group


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="mapgen")
def main() -> None:
    """Make standalone HTML maps of published missile ranges and reported sites, each number tied to its source."""


for _name in sorted(path.stem for path in Path(__file__).parent.glob("[!_]*.py")):
    main.add_command(getattr(import_module(f"{__name__}.{_name}"), _name))


def run() -> None:
    """Run the command line as a process of its own.

    It is short: the garbage collector would take a tenth of its time, and another tenth on the way out, to free next to
    nothing that is not freed anyway.
    """
    gc.disable()
    try:
        main()
    finally:
        gc.freeze()
