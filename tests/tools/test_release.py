"""A release writes the version and the changelog, builds, commits and tags; else it changes nothing and says why."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tools import release

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = '"""A package."""\n\n__version__ = "0.1.0"\n'
CHANGELOG = "# Changelog\n\n## Unreleased\n\n- More.\n\n## 0.0.1, 2026-01-02\n\n- First.\n"
PYPROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "mapgen"
dynamic = ["version"]
requires-python = ">=3.11"

[tool.hatch.version]
path = "mapgen/__init__.py"
"""
DAY = "2026-11-28"


def git(*command: str, root: Path) -> str:
    """Run git and return what it prints."""
    return subprocess.run(["git", *command], cwd=root, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository that can be released."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Ann")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "ann@example.org")
    texts = {
        "mapgen/__init__.py": PACKAGE,
        "CHANGELOG.md": CHANGELOG,
        "pyproject.toml": PYPROJECT,
        ".gitignore": "dist/\n__pycache__/\n",
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    git("init", "--quiet", root=tmp_path)
    git("add", "--all", root=tmp_path)
    git("commit", "--quiet", "--message", "Begin", root=tmp_path)
    return tmp_path


def test_a_release_is_built_committed_and_tagged(checkout: Path) -> None:
    assert release.release("0.2.0", checkout, DAY) == []
    assert sorted(path.name for path in (checkout / "dist").iterdir()) == [
        "mapgen-0.2.0-py3-none-any.whl",
        "mapgen-0.2.0.tar.gz",
    ]
    assert (checkout / "mapgen/__init__.py").read_text("utf-8") == PACKAGE.replace("0.1.0", "0.2.0")
    changelog = (checkout / "CHANGELOG.md").read_text("utf-8")
    assert changelog == CHANGELOG.replace("Unreleased", f"0.2.0, {DAY}")
    assert git("log", "-1", "--format=%s", "v0.2.0", root=checkout) == "Release 0.2.0\n"
    assert git("status", "--short", root=checkout) == ""


def test_a_build_that_fails_leaves_everything_as_it_was(checkout: Path) -> None:
    (checkout / "pyproject.toml").write_text(PYPROJECT.replace("hatchling.build", "nowhere.build"), "utf-8")
    git("commit", "--quiet", "--all", "--message", "Break the build", root=checkout)
    (said,) = release.release("0.2.0", checkout, DAY)
    assert "-m build --no-isolation --outdir dist: failed" in said
    assert git("status", "--short", root=checkout) == ""
    assert git("tag", root=checkout) == ""


@pytest.mark.parametrize("version", ["", "1.0", "v1.0.0", "1.0.0rc1", "01.0.0", "x.y.z"])
def test_a_version_is_three_numbers(version: str) -> None:
    assert release.problems(version, PACKAGE, CHANGELOG, [], "") == [
        f"version {version!r}: must be three numbers; write make release VERSION=1.2.3"
    ]


def test_all_that_stands_in_the_way_is_said_at_once() -> None:
    changelog = CHANGELOG.replace("- More.\n\n", "")
    assert release.problems("0.0.9", PACKAGE, changelog, ["v0.0.9"], " M README.md\n") == [
        "version 0.0.9: is lower than 0.1.0, which mapgen/__init__.py has; choose a higher one",
        "version 0.0.9: the tag v0.0.9 exists; choose a higher one",
        "the checkout has changes; commit them or put them away:\n M README.md",
        'CHANGELOG.md: has no "## Unreleased" with entries; say there what has changed',
    ]


@pytest.mark.parametrize("version", ["0.1.0", "0.1.1", "0.10.0", "1.0.0"])
def test_the_present_version_can_be_released_once_and_higher_ones(version: str) -> None:
    assert release.problems(version, PACKAGE, CHANGELOG, ["v0.0.1"], "") == []


def test_this_checkout_can_be_released_once_its_changes_are_committed() -> None:
    package, changelog = ((release.ROOT / path).read_text("utf-8") for path in (release.PACKAGE, release.CHANGELOG))
    current = release.version_in(package)
    heading = f"## Unreleased\n\n- A change.\n\n## {current}, {DAY}"
    later = changelog if "## Unreleased" in changelog else changelog.replace(f"## {current}", heading, 1)
    assert release.problems("999.0.0", package, later, [], "") == []
