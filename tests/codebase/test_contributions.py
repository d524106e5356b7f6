"""The files that CONTRIBUTING names are enough to add one more of each thing.

In a copy of the repository one of each is added, and what a contributor would run is run.
"""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING, Any

import pytest

from tests.catalog import test_broken as broken
from tests.codebase.test_codebase import repository_files
from tests.effort import THOROUGH
from tests.paths import BROKEN, ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
ENGLISH = (ROOT / "templates" / "lang" / "en.toml").read_text("utf-8")
OVERLAY = re.findall(r"^```python\n(.*?)^```$", CONTRIBUTING, re.MULTILINE | re.DOTALL)[0]
COUNTED = "docs/data.md"  # written by `make schema`
TAG = "eo"
FAST = ("tests/geodata", "tests/codebase", "tests/catalog")
GAPS = {"templates/lang/ia.toml": 'name = "Interlingua"\n\n[ui]\nclose = "Clauder"\n'}
"""A language of which all but one text is missing."""
# Messages that name no other record are the same whatever there is.
ALONE = [
    path.parent.name
    for path in BROKEN.glob("*/expected.txt")
    if not re.search("did you mean|known: ", path.read_text("utf-8"))
]
ON_A_FOLDER = broken.test_check_and_build_say_what_is_wrong_where_and_what_to_do_and_leave_an_older_map_whole.__name__
# They make the additions anew, build wheels, look for browsers, ask only of the base map or of settings, ask of data
# of their own how long something takes, or build maps as the tests below do.
LEFT_OUT = (
    *(f"--ignore=tests/codebase/test_{name}.py" for name in ("contributions", "packaging", "no_browser", "habits")),
    *(f"--ignore=tests/geodata/test_{name}.py" for name in ("basemap", "random_places")),
    "--ignore=tests/catalog/test_positions.py",
    *(f"--deselect=tests/catalog/test_broken.py::{ON_A_FOLDER}[{case}]" for case in ALONE),
    "-k="
    + " and ".join(
        f"not {name}"
        for name in (
            "test_messages_are_for_a_user",
            "test_the_time_of_a_check_grows_with_the_data_and_no_faster",
            "test_tens_of_thousands_of_unknown_ids_are_named_at_once",
            "test_a_chain_of_attribution_of_any_length_is_followed_once",
            "test_an_object_of_thousands_of_keys_is_refused_at_once",
            "test_a_value_that_is_nested_hundreds_deep_is_one_problem",
            "test_python_in_the_readme_runs",
            "test_the_example_builds_and_leaves_nothing_to_advise",
            "test_data_can_be_read_out_of_a_page_as_its_document_says",
            "test_the_walk_from_a_spreadsheet_to_a_page_goes_as_written",
            "test_a_story_may_speak_the_language_and_english_fills_its_gaps",
            "test_every_form_of_the_map_speaks_it",
            "test_the_page_names_the_amendment_and_its_reason_in_each_language",
        )
    ),
)

# By what is added, in the words of CONTRIBUTING: its name, and by file what is written at its end.
ADDITIONS: Mapping[str, tuple[str, dict[str, str]]] = {
    "a source": (
        "made-up-survey",
        {
            "geodata/sources/made-up-survey.json": json.dumps(
                {
                    "id": "made-up-survey",
                    "type": "report",
                    "title": "A survey that was made up for a test",
                    "publisher": "Example Institute",
                    "issued": {"date-parts": [[2026, 11, 3]]},
                    "URL": "https://example.org/made-up-survey",
                    "language": "en",
                },
                indent=2,
            )
            + "\n"
        },
    ),
    "a missile": (
        "new-1",
        {
            "geodata/missiles/new-1.toml": """\
name = "New-1"
names = { eo = "Nova-1" }
family = "new"
class = "srbm"
status = "development"

[[ranges]]
low_km = 300
high_km = 500
kind = "estimated"
source = "made-up-survey"
quote = "a range of 300 to 500 kilometres"
"""
        },
    ),
    "a site kind with its symbol": (
        "dockyard",
        {
            "geodata/vocab/site_kind.toml": """
[dockyard]
labels = { en = "Dockyard", id = "Galangan", ko = "조선소", ja = "造船所", es = "Astillero", ar = "حوض سفن" }
symbol = "cross"
colour = "#4d2d6b"
colour_dark = "#cdb0e8"
rank = 7
""",
            "geodata/vocab/symbol.toml": """
[cross]
path = "M-2-6H2V-2H6V2H2V6H-2V2H-6V-2H-2Z"
""",
        },
    ),
    "an overlay": ("parallel", {"mapgen/layers/parallel.py": OVERLAY}),
    "an export format": (
        "titles",
        {
            "mapgen/exporters/titles.py": '''\
"""Write the title of a map in each of its languages, line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mapgen.document.compose import MapDocument


def render(document: MapDocument) -> bytes:
    """Return the lines, UTF-8 encoded."""
    return "\\n".join(document.text("title", tag) for tag in document.story["languages"]).encode("utf-8")
''',
            "docs/exports.md": "\n`.titles` has the title in each language.\n",
        },
    ),
    # As a contributor would begin: each text, but not the patterns of numbers and dates, in words of its own.
    "a language": (
        TAG,
        {
            f"templates/lang/{TAG}.toml": 'name = "Esperanto"\n'
            + ENGLISH.partition("\n")[2].partition("[ui]")[0]
            + "[ui]"
            + ENGLISH.partition("[ui]")[2].partition("\n[plural]\n")[0].replace(' = "', ' = "~')
            + "\n[plural]\n"
            + ENGLISH.partition("\n[plural]\n")[2]
        },
    ),
    "a command": (
        "count",
        {
            "mapgen/cli/count.py": '''\
"""``mapgen count``: count the missiles of the catalog."""

from __future__ import annotations

import click

from mapgen.cli._options import data_option


@click.command()
@data_option
def count(data_dirs: tuple[str, ...]) -> None:
    """Count the missiles of the catalog.

    \\b
    mapgen count
    mapgen count --data my-data
    """  # noqa: D301  (click keeps the lines after a backspace)
    from mapgen.catalog.load import load_catalog

    click.echo(f"{len(load_catalog(*data_dirs).missiles)} missiles")
''',
            "README.md": "\n`mapgen count` counts the missiles of the catalog.\n",
        },
    ),
}
# A user's own folder, which shows the additions.
STORY = {
    "sites/new-dockyard.toml": """\
name = "New dockyard"
names = { eo = "Nova dokejo" }
kind = "dockyard"
country = "KP"
lon = 128.17
lat = 40.03
uncertainty_km = 5
position_source = "made-up-survey"
status = "active"
missiles = ["new-1"]
""",
    "stories/new.toml": f"""\
as_of = "2026-11-23"
languages = ["{TAG}", "en"]
missiles = ["new-1"]

[title]
en = "A map with one more of each"
{TAG} = "Mapo kun unu plia de ĉiu"

[summary]
en = "The New-1 reaches {{band:new-1}}.[@made-up-survey]"
{TAG} = "La Nova-1 atingas {{band:new-1}}.[@made-up-survey]"

[origins]
ids = ["new-dockyard"]

[places]
ids = ["seoul"]
""",
}
COMMANDS = {
    "check": ["check", "--strict", "--data", "my-data"],
    "count": ["count"],
    "help": ["--help"],
    "build": ["build", "new", "--data", "my-data", "--lang", TAG, "-o", "page.html"],
}
PROGRAM = """
import json, sys, mapgen
from click.testing import CliRunner
from mapgen.cli import main
from mapgen.figure.map import static_map, svg
said = {}
for name, arguments in json.loads(sys.argv[1]).items():
    done = CliRunner().invoke(main, arguments)
    assert (done.exit_code, done.stderr) == (0, ""), done.stderr
    said[name] = done.stdout
document = mapgen.build_map(mapgen.load_catalog("my-data"), "new", theme="plain")
said["seen-from"] = svg(static_map(document, centre="new-dockyard"))
said |= {name: mapgen.export(document, name).decode() for name in ("titles", "svg")}
json.dump(said, sys.stdout)
"""
"""Runs the commands in one process, and writes some forms that no command of theirs writes."""


def changed(name: str, files: Mapping[str, str]) -> set[str]:
    """Return the files that an addition changes, with a placeholder for what is named after it."""
    return {re.sub(rf"(?<=/){re.escape(name)}(?=\.)", "<>", path) for path in files}


def run(copy: Path, *command: str, **options: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a copy of the repository, with its code and its data."""
    environment = {**os.environ, "PYTHONPATH": str(copy), **options}
    return subprocess.run(
        [sys.executable, *command], cwd=copy, env=environment, check=False, capture_output=True, encoding="utf-8"
    )


@pytest.fixture(scope="module")
def contributed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the repository, without its history, and make all additions in the copy."""
    copy = tmp_path_factory.mktemp("contributions") / "mapgen"
    compiled = [path for room in ("mapgen", "tests", "tools") for path in (ROOT / room).rglob("__pycache__/*.pyc")]
    for path in (*repository_files(), *compiled):  # with their dates, by which Python knows what is compiled
        target = copy / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    for files in (GAPS, *(files for _, files in ADDITIONS.values())):
        for name, text in files.items():
            with (copy / name).open("a", encoding="utf-8") as file:
                file.write(text)
    for name, text in STORY.items():
        (copy / "my-data" / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / "my-data" / name).write_text(text, "utf-8")
    done = run(copy, "-m", "tools.count_data")
    assert done.returncode == 0, done.stderr
    return copy


@pytest.mark.parametrize("what", ADDITIONS)
def test_contributing_names_the_files_that_an_addition_touches_and_no_other(what: str) -> None:
    files, tests = row(what)
    named = {re.sub(r"<\w+>", "<>", path) for path in re.findall(r"`([\w/<>-]+\.(?:toml|json|py|md))`", files)}
    touched = changed(*ADDITIONS[what]) | ({COUNTED} if "make schema" in files else set())
    assert {path for path in named if "/" in path or path == "README.md"} == touched
    assert "`tests/" in tests


@pytest.fixture(scope="module")
def said(contributed: Path) -> dict[str, str]:
    """Run the commands, which must work, and return what they print, and the forms by their names."""
    done = run(contributed, "-c", PROGRAM, json.dumps(COMMANDS))
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    found: dict[str, str] = json.loads(done.stdout)
    return found


def test_nothing_is_left_to_advise(said: dict[str, str]) -> None:
    assert said["check"].startswith("no problems: ")


def test_the_new_command_is_there(contributed: Path, said: dict[str, str]) -> None:
    missiles = len(list((contributed / "geodata" / "missiles").glob("*.toml")))
    assert said["count"] == f"{missiles} missiles\n"
    assert "  count " in said["help"]


@pytest.mark.usefixtures("said")
def test_a_page_shows_what_was_added(contributed: Path) -> None:
    page = (contributed / "page.html").read_text("utf-8")
    assert f'<html lang="{TAG}"' in page
    assert ">Nova-1<" in page
    assert '<span data-t="ui:sites">~Sites</span>' in page
    assert '<span data-t="kind:dockyard" class="name" lang="en">Dockyard</span>' in page
    assert '<g id="symbol-dockyard">' in page
    assert "A survey that was made up for a test" in page
    assert page.count('class="mark in-mdl dashed"') == 1  # in the static figure
    data = packed(page)
    (mark,) = data["marks"]  # both the map and the view from a site draw these
    assert (mark["label"]["en"], mark["colour"], len(mark["geometry"]["coordinates"])) == ("38th parallel", "mdl", 6)
    assert "~Close" in data[f"texts-{TAG}"]


def packed(page: str) -> dict[str, Any]:
    """Return the data that only the page's own scripts read."""
    (block,) = re.findall(r'<script type="text/plain" id="mapgen-packed">(.*?)</script>', page, re.DOTALL)
    names, *texts = zlib.decompress(base64.b85decode(block), wbits=-zlib.MAX_WBITS).decode("utf-8").split("\0")
    pairs = zip(names.split(" "), texts, strict=True)
    return {name: json.loads(text) for name, text in pairs if name not in ("style", "script")}


def test_exports_show_what_was_added(said: dict[str, str]) -> None:
    assert said["titles"] == "Mapo kun unu plia de ĉiu\nA map with one more of each"
    for figure in (said["svg"], said["seen-from"]):
        assert ">38th parallel<" in figure
    assert 'class="mark in-mdl dashed"' in said["seen-from"]
    assert 'class="symbol kind-dockyard"' in said["seen-from"]


def row(what: str) -> tuple[str, str]:
    """Return what CONTRIBUTING says to touch, and which tests to run."""
    ((files, tests),) = re.findall(rf"^\| {what} \| (.*) \| ([^|]*) \|$", CONTRIBUTING, re.MULTILINE)
    return files, tests


@pytest.mark.thorough
def test_no_test_breaks_because_there_is_one_more(contributed: Path) -> None:
    """`make thorough` runs all tests that the rows name."""
    named = {path for what in ADDITIONS for path in re.findall(r"`(tests/[\w/.]+)`", row(what)[1])}
    tests = {*FAST, *named} if THOROUGH else FAST
    done = run(contributed, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *tests, *LEFT_OUT)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr


@pytest.mark.parametrize(
    ("file", "right", "wrong", "message"),
    [
        (
            "geodata/vocab/site_kind.toml",
            'symbol = "cross"',
            'symbol = "corss"',
            "geodata/vocab/site_kind.toml: dockyard.symbol: unknown symbol 'corss'; did you mean 'cross'?",
        ),
        (
            f"templates/lang/{TAG}.toml",
            "\nclose = ",
            "\nclsoe = ",
            f"templates/lang/{TAG}.toml: ui.clsoe: unknown key; did you mean 'close'?",
        ),
        (
            "mapgen/layers/parallel.py",
            '"LineString"',
            '"Linestring"',
            "overlay parallel: marks[0].geometry: is of type 'Linestring'; give one of Point, LineString, Polygon, ",
        ),
        (
            "mapgen/layers/parallel.py",
            'colour="mdl"',
            'colour="mld"',
            "overlay parallel: marks[0].colour: 'mld' is no colour of the theme; did you mean 'mdl'?",
        ),
    ],
)
def test_an_addition_that_does_not_fit_is_refused_in_words(
    file: str, right: str, wrong: str, message: str, contributed: Path
) -> None:
    """The changed file has a date of its own and no bytecode: Python knows a file by its size and second."""
    text = (contributed / file).read_text("utf-8")
    assert text.count(right) == 1
    (contributed / file).write_text(text.replace(right, wrong), "utf-8")
    os.utime(contributed / file, (0, 0))
    command = ("-m", "mapgen", "build", "new", "--data", "my-data", "-o", "broken.html")
    try:
        done = run(contributed, *command, PYTHONDONTWRITEBYTECODE="1")
    finally:
        (contributed / file).write_text(text, "utf-8")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(message)
    assert "Traceback" not in done.stderr
    assert not (contributed / "broken.html").exists()
