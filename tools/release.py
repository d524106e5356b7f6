"""Release a version: write it into package and changelog, build wheel and sdist, commit, tag; upload nothing."""

from __future__ import annotations

import datetime
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = Path("mapgen/__init__.py")
CHANGELOG = Path("CHANGELOG.md")
VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
ASSIGNED = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)
UNRELEASED = re.compile(r"^## Unreleased\n\n(?=- )", re.MULTILINE)


def problems(version: str, package: str, changelog: str, tags: list[str], status: str) -> list[str]:
    """List what prevents a release; `package` and `changelog` are the texts of the two files."""
    found = []
    if not VERSION.fullmatch(version):
        return [f"version {version!r}: must be three numbers; write make release VERSION=1.2.3"]
    current = version_in(package)
    if as_numbers(version) < as_numbers(current):
        found.append(f"version {version}: is lower than {current}, which {PACKAGE} has; choose a higher one")
    if f"v{version}" in tags:
        found.append(f"version {version}: the tag v{version} exists; choose a higher one")
    if status:
        found.append(f"the checkout has changes; commit them or put them away:\n{status.rstrip()}")
    if not UNRELEASED.search(changelog):
        found.append(f'{CHANGELOG}: has no "## Unreleased" with entries; say there what has changed')
    return found


def version_in(package: str) -> str:
    """Return the version that the text of the package has."""
    found = ASSIGNED.search(package)
    if found is None:
        raise ValueError(f"{PACKAGE}: has no __version__")
    return found[1]


def as_numbers(version: str) -> tuple[int, ...]:
    """Return a version as numbers that can be compared."""
    return tuple(int(part) for part in version.split("."))


def with_version(package: str, version: str) -> str:
    """Return the text of the package with another version."""
    return ASSIGNED.sub(f'__version__ = "{version}"', package, count=1)


def with_heading(changelog: str, version: str, day: str) -> str:
    """Return the changelog with the version and its day as the heading of the unreleased changes."""
    return UNRELEASED.sub(f"## {version}, {day}\n\n", changelog, count=1)


def run(*command: str, root: Path) -> str:
    """Run a command and return what it prints."""
    return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout


def release(version: str, root: Path, day: str) -> list[str]:
    """Release a version from a checkout; if there are problems, return them and change nothing."""
    package, changelog = ((root / path).read_text("utf-8") for path in (PACKAGE, CHANGELOG))
    tags, status = run("git", "tag", root=root).split(), run("git", "status", "--short", root=root)
    found = problems(version, package, changelog, tags, status)
    if found:
        return found
    (root / PACKAGE).write_text(with_version(package, version), "utf-8")
    (root / CHANGELOG).write_text(with_heading(changelog, version, day), "utf-8")
    try:
        run(sys.executable, "-m", "build", "--no-isolation", "--outdir", "dist", root=root)
        run("git", "commit", "--quiet", "--all", "--message", f"Release {version}", root=root)
    except subprocess.CalledProcessError as error:
        (root / PACKAGE).write_text(package, "utf-8")
        (root / CHANGELOG).write_text(changelog, "utf-8")
        return [f"{' '.join(error.cmd)}: failed\n{error.stdout}{error.stderr}"]
    run("git", "tag", "--annotate", f"v{version}", "--message", f"mapgen {version}", root=root)
    return []


def main() -> int:
    """Release the version given, or say on stderr what prevents it."""
    version = "".join(sys.argv[1:])
    found = release(version, ROOT, datetime.datetime.now(tz=datetime.UTC).date().isoformat())
    if found:
        print("\n".join(found), file=sys.stderr)
        return 1
    print(f"Committed and tagged v{version}; dist/ holds the wheel and the sdist. Nothing was uploaded or pushed.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
