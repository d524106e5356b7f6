"""The documents say what the program does: commands, examples, messages, keys and links."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from urllib.parse import unquote

import click
import pytest
from click.testing import CliRunner
from pydantic import BaseModel

import mapgen
from mapgen import plugins
from mapgen.cli import main
from mapgen.page.blocks import blocks as data_blocks
from mapgen.records import csl, model
from mapgen.records.fields import Record
from mapgen.theme import model as theme
from tests.codebase.test_codebase import repository_files
from tests.effort import THOROUGH
from tests.paths import ROOT

EXAMPLE = ROOT / "docs" / "example"
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")), ROOT / "geodata/basemap/README.md"]
README = (ROOT / "README.md").read_text("utf-8")
TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in DOCUMENTS}

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE_PATH = re.compile(r"(?<![\w/.-])((?:mapgen|templates|docs|tests|tools|bench)/[\w/.-]+\.(?:py|js|md|j2|css))\b")
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HELPS = [command.help or "" for command in main.commands.values()]
EXAMPLES = [line.strip() for text in HELPS for line in text.splitlines() if line.strip().startswith("mapgen ")]
COMMANDS = [
    line
    for text in TEXTS.values()
    for language, block in FENCE.findall(text)
    if language == "sh"
    for line in block.splitlines()
    if line.startswith("mapgen ")
]
NEEDS = re.compile(r"my-|\.(pptx|xlsx|csv|kmz|json) .*(-o|--since)|articles|embed|serve|~| > ")
"""An example that needs a file of the user's, a server, a shell, or the home folder."""
MODELS = [
    found
    for module in (model, csl, theme)
    for found in vars(module).values()
    if isinstance(found, type) and issubclass(found, BaseModel) and found is not Record
]


def blocks(text: str, language: str) -> list[str]:
    """Return the fenced blocks of a language."""
    return [block for found, block in FENCE.findall(text) if found == language]


def keys(record: type[BaseModel]) -> list[str]:
    """Return the keys of a model under the names that files use."""
    return [field.alias or name for name, field in record.model_fields.items()]


@pytest.fixture
def _with_my_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in a folder that holds the example as ``my-data``."""
    shutil.copytree(EXAMPLE, tmp_path / "my-data")
    monkeypatch.chdir(tmp_path)


def test_every_command_is_in_the_readme() -> None:
    assert [name for name in main.commands if f"mapgen {name}" not in README] == []


def test_every_form_is_in_its_document() -> None:
    text = TEXTS["docs/exports.md"]
    assert [name for name in plugins.discover("mapgen.exporters") if f"`.{name}`" not in text] == []


def test_the_documents_name_no_command_that_does_not_exist() -> None:
    named = {name for text in TEXTS.values() for name in re.findall(r"(?:`|^)mapgen ([a-z]+)", text, re.MULTILINE)}
    assert named
    assert named <= {*main.commands}


@pytest.mark.parametrize("line", [*COMMANDS, *(line.partition(" > ")[0] for line in EXAMPLES)])
def test_commands_parse(line: str) -> None:
    """Resolve command, arguments and options, without running them."""
    _, *arguments = shlex.split(line, comments=True)
    with main.make_context("mapgen", arguments) as context:
        name, command, rest = main.resolve_command(context, arguments)
        assert name
        assert isinstance(command, click.Command)
        command.make_context(name, rest, parent=context).close()


def test_there_are_commands_to_parse() -> None:
    assert len(COMMANDS) > 5
    assert len(EXAMPLES) >= 2 * len(main.commands)


RUN = [line for line in EXAMPLES if not NEEDS.search(line)]


@pytest.mark.thorough
@pytest.mark.parametrize("line", RUN if THOROUGH else [line for line in RUN if "azimuthal" in line])
def test_the_examples_of_the_help_run(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`make thorough` runs each."""
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, shlex.split(line)[1:])
    assert (done.exit_code, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "path", sorted(path for path in EXAMPLE.rglob("*") if path.is_file()), ids=lambda path: path.name
)
def test_the_readme_shows_the_example_as_it_is(path: Path) -> None:
    name = path.relative_to(EXAMPLE).as_posix()
    assert f"`my-data/{name}`\n\n```{path.suffix[1:]}\n{path.read_text('utf-8')}```\n" in README


@pytest.mark.usefixtures("_with_my_data")
def test_the_example_builds_and_leaves_nothing_to_advise() -> None:
    checked = CliRunner().invoke(main, ["check", "--strict", "--data", "my-data"])
    assert (checked.exit_code, checked.stderr) == (0, "")
    built = CliRunner().invoke(main, ["build", "example", "--data", "my-data"])
    assert (built.exit_code, built.stderr) == (0, "")
    page = Path("output/example.html").read_text("utf-8")
    assert page.count("300–500 km") >= 2
    assert '<sup><a href="#source-2">2</a></sup>' in page


@pytest.mark.usefixtures("_with_my_data")
def test_the_messages_in_the_readme_are_those_of_the_program() -> None:
    for name, right, wrong in (
        ("missiles/example-1.toml", "low_km = 300", "low_km = 900"),
        ("sites/example-base.toml", '\nsource = "example-report"', '\nsource = "exmaple-report"'),
        ("sites/example-base.toml", "lon = 69.2\nlat = -49.35", "lon = -49.35\nlat = 69.2"),
    ):
        path = Path("my-data") / name
        text = path.read_text("utf-8")
        assert text.count(right) == 1
        path.write_text(text.replace(right, wrong), "utf-8")
    result = CliRunner().invoke(main, ["check", "--data", "my-data"])
    assert result.exit_code == 1
    assert [result.stderr] == blocks(README, "text")


@pytest.mark.usefixtures("_with_my_data")
def test_python_in_the_readme_runs() -> None:
    (code,) = blocks(README, "python")
    names: dict[str, object] = {}
    exec(compile(code, "README.md", "exec"), names)
    assert isinstance(names["page"], bytes)


@pytest.mark.usefixtures("_with_my_data")
def test_data_can_be_read_out_of_a_page_as_its_document_says() -> None:
    assert CliRunner().invoke(main, ["build"]).exit_code == 0
    names: dict[str, object] = {}
    for code in blocks(TEXTS["docs/page.md"], "python"):
        exec(compile(code, "docs/page.md", "exec"), names)
    ranges = names["ranges"]
    assert isinstance(ranges, dict)
    assert ranges["type"] == "FeatureCollection"
    section = TEXTS["docs/page.md"].partition("**`mapgen-packed`.**")[2].partition("\n## ")[0]
    described = re.findall(r"^\| `([\w-]+)`(?: and so on)? \|", section, re.MULTILINE)
    data = names["data"]
    assert isinstance(data, dict)
    assert sorted(data) == sorted([*described, "texts-id", "texts-ja", "texts-ko"])


def test_every_data_block_is_described(map_documents: dict[str, mapgen.MapDocument]) -> None:
    document = map_documents["hwasong-11"]
    described = re.findall(r"^\| `(mapgen-\w+)` \| `([^`]+)` \|", TEXTS["docs/page.md"], re.MULTILINE)
    blocks_of_page = [(id_, media_type) for id_, (media_type, _) in data_blocks(document).items()]
    assert sorted(described) == sorted(
        [*blocks_of_page, ("mapgen-card", "text/plain"), ("mapgen-packed", "text/plain")]
    )


@pytest.mark.parametrize("record", MODELS, ids=lambda record: record.__name__)
def test_every_key_is_described(record: type[BaseModel]) -> None:
    text = TEXTS["docs/data-format.md"]
    missing = [key for key in keys(record) if not re.search(rf"`\[{{0,2}}{re.escape(key)}\]{{0,2}}`", text)]
    assert missing == []


@pytest.mark.parametrize("name", TEXTS)
def test_relative_links_lead_somewhere(name: str) -> None:
    targets = [unquote(target.partition("#")[0]) for target in LINK.findall(TEXTS[name])]
    relative = [target for target in targets if target and not target.startswith(("https://", "http://"))]
    assert [target for target in relative if not ((ROOT / name).parent / target).exists()] == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_files_that_are_named_exist(name: str) -> None:
    """Check what stands in backquotes and looks like a path of the repository, but for those with a placeholder."""
    named = re.findall(r"`((?:mapgen|templates|geodata|docs|tests|tools|bench)/[^`<]*)`", TEXTS[name])
    assert [path for path in named if not any(ROOT.glob(path.rstrip("/")))] == []


def test_files_that_code_names_exist() -> None:
    rooms = {"mapgen", "templates", "tools", "bench"}
    paths = [path for path in repository_files() if path.relative_to(ROOT).parts[0] in {*rooms, "pyproject.toml"}]
    texts = {path: path.read_text("utf-8") for path in paths if path.suffix in {".py", ".js", ".css", ".j2", ".toml"}}
    named = {
        (path.relative_to(ROOT).as_posix(), found) for path, text in texts.items() for found in CODE_PATH.findall(text)
    }
    assert len(named) > 20
    assert sorted((path, found) for path, found in named if not (ROOT / found).exists()) == []


def test_the_changelog_begins_with_what_is_unreleased_or_with_the_version() -> None:
    heading = rf"# Changelog\n\n## (Unreleased|{re.escape(mapgen.__version__)}, \d{{4}}-\d\d-\d\d)\n\n- "
    assert re.match(heading, TEXTS["CHANGELOG.md"])


def test_the_screenshot_is_small() -> None:
    picture = ROOT / "docs" / "hwasong-11.png"
    assert picture.read_bytes().startswith(b"\x89PNG\r\n")
    assert picture.stat().st_size < 300_000


def test_evidence_of_accessibility_is_there() -> None:
    """Each test named as evidence exists."""
    named = re.findall(r"`(test_\w+)`", TEXTS["docs/accessibility.md"])
    written = "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert len(named) > 20
    assert [name for name in named if f"def {name}(" not in written] == []


WALK = re.compile(
    r"^`(?P<name>[\w.]+)`\n\n```csv\n(?P<file>.*?)^```$|^```sh\n(?P<commands>.*?)^```$(?:\n\n```text\n(?P<said>.*?)^```$)?",
    re.MULTILINE | re.DOTALL,
)


def test_the_walk_from_a_spreadsheet_to_a_page_goes_as_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file of docs/your-own-map.md is written, and each command run, in the order of the page."""
    monkeypatch.chdir(tmp_path)
    steps = list(WALK.finditer(TEXTS["docs/your-own-map.md"]))
    assert len([step for step in steps if step["said"]]) == 1
    for step in steps:
        if step["name"]:
            Path(step["name"]).write_text(step["file"], "utf-8")
            continue
        printed = ""
        for line in step["commands"].splitlines():
            result = CliRunner().invoke(main, shlex.split(line.removeprefix("mapgen ")))
            assert result.exit_code == 0, result.output
            printed += result.stdout
        assert step["said"] in (None, printed)
    assert "Sandcastle base" in Path("output/bases.html").read_text("utf-8")
    assert "Sandcastle base" in Path("output/my-map.html").read_text("utf-8")
