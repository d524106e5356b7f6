"""Find LibreOffice for `make office`, or else install its Impress and Draw, and print the path of its command."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tools.find_browser import can_use_apt, is_executable, run_aloud, runs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tools.find_browser import Runner

VARIABLE = "MAPGEN_OFFICE"
NAMES = ("soffice", "libreoffice")
APT_COMMANDS = (
    ("apt-get", "update"),
    ("apt-get", "install", "-y", "--no-install-recommends", "libreoffice-impress-nogui", "fonts-noto-cjk"),
)
ADVICE = (
    "No LibreOffice that runs was found, and none could be installed. Install it "
    f"(Debian: apt-get install libreoffice-impress-nogui), or set {VARIABLE} to the path of soffice."
)


class NoOfficeError(Exception):
    """No LibreOffice was found or installed; the text says what to do."""


def find(environ: Mapping[str, str]) -> Path | None:
    """Return a LibreOffice that is installed already, or None."""
    if named := environ.get(VARIABLE):
        if is_executable(Path(named)):
            return Path(named)
        message = f"{VARIABLE} is set to {named!r}, which is not an executable file. Correct it or unset it."
        raise NoOfficeError(message)
    found = (shutil.which(name, path=environ.get("PATH")) for name in NAMES)
    return next((Path(path) for path in found if path and runs(Path(path))), None)


def find_or_install(environ: Mapping[str, str], run: Runner = run_aloud) -> Path:
    """Return a LibreOffice, and install one first if there is none."""
    office = find(environ)
    if office is None and can_use_apt(environ.get("PATH")) and all(run(command) for command in APT_COMMANDS):
        office = find(environ)
    if office is None:
        raise NoOfficeError(ADVICE)
    return office


def main() -> int:
    """Print the path of LibreOffice; return the exit code."""
    try:
        print(find_or_install(os.environ))
    except NoOfficeError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
