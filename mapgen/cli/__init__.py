"""The command line: each command is a file with a function of the same name, which parses, makes one call and prints.

A file whose name begins with an underscore is not a command. A name ends with one if it would hide a builtin otherwise.
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
    """Run the command line as a process, without garbage collection.

    The process is short: the garbage collector would take a tenth of its time, and another tenth at exit, and free
    almost no memory.
    """
    gc.disable()
    try:
        main()
    finally:
        gc.freeze()
