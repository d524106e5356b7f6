"""What people install works: each wheel builds the same page as the checkout, from anywhere."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import PageFile

# Issue 2: "Top level exactly: ..."; what git and CI look for there stands beside it.
TOP_LEVEL = frozenset(
    """
    CHANGELOG.md CITATION.cff CONTRIBUTING.md LICENSE Makefile README.md pyproject.toml
    bench docs geodata mapgen output templates tests tools
    .ci .editorconfig .gitattributes .github .gitignore .pre-commit-config.yaml
    """.split()
)
GENERATED = frozenset({".git", ".venv", "build", "dist"})
PACKAGED = ("mapgen/geodata/sources/38north-cmi.json", "mapgen/templates/page.html.j2", "mapgen/templates/lang/ko.toml")


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """Run a command and return what it prints; fail with what it complains about."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "SOURCE_DATE_EPOCH")}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**kept, **environment},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build the sdist and a wheel from the checkout, and a wheel from the sdist, with what is installed: no network.

    The backend that pyproject.toml names is asked directly; that pip and build do the same, `make wheel` shows.
    """
    folder = tmp_path_factory.mktemp("dist")
    backend = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]["build-backend"]
    program = f"import sys, {backend} as it; [getattr(it, 'build_' + what)(sys.argv[1]) for what in sys.argv[2:]]"
    run(sys.executable, "-c", program, folder, "sdist", "wheel", cwd=ROOT)
    (sdist,), (wheel,) = folder.glob("*.tar.gz"), folder.glob("*.whl")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder / "unpacked", filter="data")
    (source,) = (folder / "unpacked").iterdir()
    run(sys.executable, "-c", program, folder / "again", "wheel", cwd=source)
    (second,) = (folder / "again").glob("*.whl")
    return {"sdist": sdist, "wheel": wheel, "wheel of the sdist": second}


def fingerprint(path: Path) -> str:
    """Return the sha256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_wheel_builds_the_same_page_from_anywhere(built: dict[str, Path], page_file: PageFile, tmp_path: Path) -> None:
    """Installed apart, and started from a folder that holds nothing; its dependencies are those of the tests.

    The wheel of the sdist is the same, file by file: see `test_both_wheels_hold_the_same`.
    """
    target, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-deps", "--no-index")
    run(*pip, "--no-compile", "--target", target, built["wheel"], cwd=elsewhere)  # what a build needs, it compiles
    where = "import mapgen, mapgen.resources as r; print(mapgen.__file__, r.folder('templates'), r.folder('geodata'))"
    build = "from mapgen.cli import main; main(['build'])"
    places, said = run(sys.executable, "-c", f"{where}; {build}", cwd=elsewhere, PYTHONPATH=str(target)).split("\n", 1)
    assert places.split() == [str(target / "mapgen" / name) for name in ("__init__.py", "templates", "geodata")]
    page = elsewhere / "output" / "hwasong-11.html"
    assert said.startswith("output/hwasong-11.html: ")
    assert fingerprint(page) == fingerprint(page_file("hwasong-11"))
    assert [path.name for path in page.parent.iterdir()] == [page.name]


@pytest.mark.parametrize("which", ["wheel", "wheel of the sdist"])
def test_wheel_holds_templates_and_data_and_no_tests(which: str, built: dict[str, Path]) -> None:
    with zipfile.ZipFile(built[which]) as archive:
        names = archive.namelist()
    tops = {name.split("/")[0] for name in names}
    assert len(tops) == 2
    assert tops == {"mapgen", next(top for top in tops if top.endswith(".dist-info"))}
    assert set(PACKAGED) <= set(names)
    assert "mapgen/py.typed" in names
    assert any(name.endswith("LICENSE") for name in names)
    assert not [name for name in names if "tests/" in name or "/test_" in name or "__pycache__" in name]
    for folder in ("templates", "geodata"):
        there = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert {name.removeprefix("mapgen/") for name in names if name.startswith(f"mapgen/{folder}/")} == there


def test_both_wheels_hold_the_same(built: dict[str, Path]) -> None:
    """The sdist leaves nothing out that the wheel needs."""
    held = []
    for which in ("wheel", "wheel of the sdist"):
        with zipfile.ZipFile(built[which]) as archive:
            held.append({name: archive.read(name) for name in archive.namelist()})
    assert held[0] == held[1]


def test_sdist_holds_the_sources(built: dict[str, Path]) -> None:
    with tarfile.open(built["sdist"]) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames()}
    assert {
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "PKG-INFO",
        "mapgen/pipeline.py",
        "templates/page.html.j2",
    } <= names
    assert not [name for name in names if name.split("/")[0] in ("output", "tests", ".git", ".venv")]


def top_level() -> set[str]:
    """Return what stands at the top: what git knows or would take, else all that no command has generated."""
    if (ROOT / ".git").exists():
        listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT).split("\0")
        return {name.split("/")[0] for name in listed if name and (ROOT / name).exists()}
    ignored = (ROOT / ".gitignore").read_text("utf-8").replace("/", "").split()
    return {path.name for path in ROOT.iterdir()} - GENERATED - {*ignored}


def test_top_level_is_as_agreed() -> None:
    """A newcomer sees in one look what there is."""
    assert top_level() == TOP_LEVEL


def test_output_is_kept_empty() -> None:
    """Maps are generated: git keeps the folder and nothing in it."""
    if (ROOT / ".git").exists():
        assert run("git", "ls-files", "output", cwd=ROOT).split() == ["output/.gitkeep"]
    assert (ROOT / "output" / ".gitkeep").is_file()
