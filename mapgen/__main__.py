"""Run the command line as ``python -m mapgen``."""

from mapgen.cli import run

run()
