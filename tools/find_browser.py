"""Find a Chromium or Chrome for the browser tests, or else install one, and print its path."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Runner = Callable[[Sequence[str]], bool]

VARIABLE = "MAPGEN_BROWSER"
SHELL = "chromium-headless-shell"
"""Chromium without its windows, which no test sees: it opens a page with a quarter less work."""
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APT_UPDATE = ("apt-get", "update")
APT_INSTALL = ("apt-get", "install", "-y", "--no-install-recommends", "fonts-noto-cjk")
ADVICE = (
    "No Chromium or Chrome that runs was found, and none could be installed. Install Chromium "
    f"(Debian: apt-get install chromium), or set {VARIABLE} to the path of a browser."
)


class NoBrowserError(Exception):
    """No browser was found or installed; the text says what to do."""


def is_executable(path: Path) -> bool:
    """Return whether a path is a file that may be run."""
    return path.is_file() and os.access(path, os.X_OK)


def run_quietly(command: Sequence[str]) -> bool:
    """Run a command without showing its output, and return whether it succeeded."""
    try:
        done = subprocess.run(command, check=False, capture_output=True, stdin=subprocess.DEVNULL, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def run_aloud(command: Sequence[str]) -> bool:
    """Run a command with its output on stderr (stdout is for the path), and return whether it succeeded."""
    print("+", *command, file=sys.stderr, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, check=False, stdout=sys.stderr, stdin=subprocess.DEVNULL, env=environment)
    except OSError:
        return False
    return done.returncode == 0


def runs(browser: Path) -> bool:
    """Return whether a browser starts: Ubuntu's chromium-browser may be a stub that only asks for its snap."""
    return run_quietly([str(browser), "--version"])


def named_in(environ: Mapping[str, str]) -> Path | None:
    """Return the browser that the environment variable names, if it is set."""
    named = environ.get(VARIABLE, "")
    if not named:
        return None
    if not is_executable(Path(named)):
        message = f"{VARIABLE} is set to {named!r}, which is not an executable file. Correct it or unset it."
        raise NoBrowserError(message)
    return Path(named)


def on_path(search: str | None) -> Path | None:
    """Return the first browser in the folders of a search path that starts."""
    found = (shutil.which(name, path=search) for name in NAMES)
    return next((Path(path) for path in found if path and runs(Path(path))), None)


def can_use_apt(search: str | None) -> bool:
    """Return whether packages can be installed with apt-get, which needs root."""
    return os.geteuid() == 0 and shutil.which("apt-get", path=search) is not None


def installed_by_apt(search: str | None, run: Runner = run_aloud) -> Path | None:
    """Install Debian's Chromium, without its windows if there is such a package, and return its path."""
    installed = run(APT_UPDATE) and any(run((*APT_INSTALL, package)) for package in (SHELL, "chromium"))
    return on_path(search) if installed else None


def playwright_executable() -> Path:
    """Return the path at which Playwright keeps its own Chromium, whether or not it is installed."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return Path(playwright.chromium.executable_path)


def installed_by_playwright(*, with_deps: bool, run: Runner = run_aloud) -> Path | None:
    """Let Playwright download its Chromium (and the system's libraries for it), and return its path."""
    command = [sys.executable, "-m", "playwright", "install", *(["--with-deps"] if with_deps else []), "chromium"]
    if not run(command):
        return None
    browser = playwright_executable()
    return browser if is_executable(browser) and runs(browser) else None


def find(environ: Mapping[str, str]) -> Path | None:
    """Return a browser that is installed already, or None."""
    return named_in(environ) or on_path(environ.get("PATH"))


def find_or_install(environ: Mapping[str, str]) -> Path:
    """Return a browser, and install one first if there is none."""
    browser = find(environ)
    if browser is not None:
        return browser
    search = environ.get("PATH")
    apt = can_use_apt(search)
    browser = (installed_by_apt(search) if apt else None) or installed_by_playwright(with_deps=apt)
    if browser is None:
        raise NoBrowserError(ADVICE)
    return browser


def main() -> int:
    """Print the path of a browser; return the exit code."""
    try:
        print(find_or_install(os.environ))
    except NoBrowserError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
