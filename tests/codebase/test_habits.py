"""What keeps the repository in order works: hooks, formats, docstrings, versions, templates for issues."""

from __future__ import annotations

import inspect
import subprocess
import sys
import tomllib
from functools import cached_property
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from numpydoc.docscrape import ClassDoc
from numpydoc.validate import validate

import mapgen
from tests.paths import ROOT
from tools.lowest import lowest

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
WRONG_ON_PURPOSE = ("tests/broken/", "tests/unlocked/", "tests/golden/", "tests/data/import/")

# --- Text ---------------------------------------------------------------------------------------------------------


def untidy(data: bytes) -> list[str]:
    """Say what is wrong with the ends of lines and of a file; a file with a zero byte is no text."""
    if not data or b"\0" in data:
        return []
    lines = data.split(b"\n")
    checks = {
        "line ends other than of Unix": b"\r" in data,
        "space at the end of a line": any(line != line.rstrip(b" \t") for line in lines),
        "no line end at the end": bool(lines[-1]),
        "empty lines at the end": data.endswith(b"\n\n"),
    }
    return [problem for problem, is_so in checks.items() if is_so]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a\r\n", ["line ends other than of Unix"]),
        (b"a \nb\t\n", ["space at the end of a line"]),
        (b"a", ["no line end at the end"]),
        (b"a\n\n", ["empty lines at the end"]),
        (b"a\n\nb\n", []),
        (b"", []),
        (b"\0 \n", []),
    ],
)
def test_the_rule_for_text_sees(data: bytes, said: list[str]) -> None:
    assert untidy(data) == said


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="only git knows which files are ours")
def test_texts_end_as_editors_are_told() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    paths = [ROOT / name for name in listed.split("\0") if name and not name.startswith(WRONG_ON_PURPOSE)]
    found = {str(path.relative_to(ROOT)): untidy(path.read_bytes()) for path in paths if path.is_file()}
    assert not {name: problems for name, problems in found.items() if problems}


# --- Hooks --------------------------------------------------------------------------------------------------------


def hooks() -> list[dict[str, Any]]:
    """Return the hooks that pre-commit runs."""
    (repository,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert repository["repo"] == "local", "nothing is fetched"
    return list(repository["hooks"])


def test_pre_commit_understands_its_configuration() -> None:
    command = [sys.executable, "-m", "pre_commit", "validate-config", ".pre-commit-config.yaml"]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize("hook", hooks(), ids=lambda hook: hook["id"])
def test_hooks_run_the_tools_and_the_settings_of_make(hook: dict[str, Any]) -> None:
    words = hook["entry"].split()
    tool = next(word for word in words if word.startswith(".venv/bin/"))
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert (Path(sys.executable).parent / Path(tool).name).exists()
    assert tool in makefile or hook["id"] in ("end-of-file", "trailing-space")  # those are the test above
    assert [word for word in words if word.startswith("tools/") and word not in makefile] == []


# --- Docstrings ---------------------------------------------------------------------------------------------------

# Parameters and what is returned are named and described; nothing is named that does not exist.
ASKED = {"GL08", "PR01", "PR02", "PR03", "PR07", "RT01", "RT03", "YD01"}


def public_functions() -> Iterator[str]:
    """Yield the dotted name of each function, and of each method of a class, that is public."""
    for name in mapgen.__all__:
        found = getattr(mapgen, name)
        if inspect.isfunction(found):
            yield f"mapgen.{name}"
        else:
            yield from (
                f"mapgen.{name}.{key}"
                for key, value in vars(found).items()
                if key[0] != "_" and isinstance(value, property | cached_property | FunctionType)
            )
    yield from (f"mapgen.geodesy.{name}" for name in ("range_area", "union_area", "distance_km"))


@pytest.mark.parametrize("name", [*public_functions()])
def test_public_functions_say_what_comes_in_and_goes_out(name: str) -> None:
    assert [f"{code} {said}" for code, said in validate(name)["errors"] if code in ASKED] == []


@pytest.mark.parametrize("name", ["Catalog", "MapDocument"])
def test_public_values_say_what_they_hold(name: str) -> None:
    value = getattr(mapgen, name)
    described = {each.name for each in ClassDoc(value)["Attributes"] if each.desc}
    assert set(value.__dataclass_fields__) <= described


# --- Versions -----------------------------------------------------------------------------------------------------


def test_the_lowest_versions_are_those_of_the_bounds() -> None:
    assert [*lowest(["a>=1.2", "b==3.4.1", "c", "d>=1,<2", "e[x]>=0.5"])] == [
        "a==1.2",
        "b==3.4.1",
        "d==1",
        "e==0.5",
    ]


def test_every_dependency_has_a_lowest_version() -> None:
    assert len([*lowest(PROJECT["dependencies"])]) == len(PROJECT["dependencies"])


def test_the_version_stands_in_one_place() -> None:
    assert "version" not in PROJECT
    assert PROJECT["dynamic"] == ["version"]
    assert mapgen.__version__ not in (ROOT / "CITATION.cff").read_text("utf-8").replace("cff-version: 1.2.0", "")


# --- What others read ---------------------------------------------------------------------------------------------


def test_the_citation_agrees_with_the_project() -> None:
    """What CFF 1.2.0 asks for is there, and nothing is said twice in two ways."""
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(citation)
    assert citation["cff-version"] == "1.2.0"
    assert citation["type"] == "software"
    assert citation["license"] == PROJECT["license"]
    assert citation["authors"] == PROJECT["authors"]
    assert set(citation["keywords"]) <= set(PROJECT["keywords"])


def test_there_is_a_form_for_each_kind_of_issue() -> None:
    assert {path.stem for path in FORMS} == {"bug", "config", "missing-record", "wrong-figure"}


@pytest.mark.parametrize("path", [path for path in FORMS if path.stem != "config"], ids=lambda path: path.stem)
def test_forms_ask_questions_that_can_be_answered(path: Path) -> None:
    form = yaml.safe_load(path.read_text("utf-8"))
    assert all(form[key] for key in ("name", "description", "body"))
    ids = [question["id"] for question in form["body"]]
    assert len(ids) == len({*ids})
    assert all(question["attributes"]["label"] for question in form["body"])
    assert any(question.get("validations", {}).get("required") for question in form["body"])
