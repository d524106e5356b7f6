"""The scripts of the page are modules, which Python joins: imports point down, and every module is reached."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from mapgen.errors import AssetError
from mapgen.page.scripts import FORMS, exported, imports, join
from mapgen.resources import folder

if TYPE_CHECKING:
    from pathlib import Path

JS = folder("templates") / "js"
FOLDERS = ("core", "geo", "rules", "map", "panel", "take", "present", "page")
"""From the bottom up: a module imports from its folder or from one below."""
ALONE = "inline"  # scripts that run by themselves and are never joined
LAYERS = "map/layers"
START = "page/start.js"
FILES = [path for path in sorted(JS.rglob("*")) if path.suffix in {".js", ".json"} and ALONE not in path.parts]
MODULES = {path.relative_to(JS).as_posix(): path.read_text("utf-8") for path in FILES}


def write(root: Path, **texts: str) -> Path:
    """Write modules into a folder."""
    for name, text in texts.items():
        (root / f"{name}.js").write_text(text)
    return root


def height(name: str) -> int:
    """Return how high a module's folder is."""
    return FOLDERS.index(name.split("/")[0])


def reached(*names: str) -> set[str]:
    """Return modules with all that they import, and so on."""
    found: set[str] = set()
    left = [*names]
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += imports(name, MODULES[name])
    return found


# --- The modules of the page --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_from_its_folder_or_from_one_below(name: str) -> None:
    upward = [target for target in imports(name, MODULES[name]) if height(target) > height(name)]
    assert not upward, f"{name} imports from a folder above its own: {', '.join(upward)}"


def test_every_module_is_reached_from_the_start_or_is_a_layer() -> None:
    layers = [name for name in MODULES if name.startswith(f"{LAYERS}/")]
    assert set(MODULES) - reached(START, *layers) == set()


@pytest.mark.parametrize("name", [name for name in MODULES if name.startswith(f"{LAYERS}/")])
def test_a_layer_registers_itself(name: str) -> None:
    assert re.search(r"^register\(\{.*\bdraw\b", MODULES[name], re.M)


def test_the_page_has_no_global_of_its_own() -> None:
    joined = join(JS, *(name for name in MODULES if name.startswith(f"{LAYERS}/")), START)
    assert joined.startswith('(() => {\n"use strict";\n')
    assert joined.endswith("})();\n")
    assert not re.search(r"\b(?:globalThis|window)\.\w+ =[^=]", joined)


# --- Joining ------------------------------------------------------------------------------------------------------


def test_modules_run_after_what_they_import_and_each_only_once(tmp_path: Path) -> None:
    write(
        tmp_path,
        start='import { b } from "./b.js";\nimport * as c from "./c.js";\n\nb(c.three);\n',
        b='import { three } from "./c.js";\n\nexport function b() {\n  return three;\n}\n',
        c="export const three = 3;\n",
    )
    assert join(tmp_path, "start.js") == (
        '(() => {\n"use strict";\n'
        "const $0 = (() => {\nconst three = 3;\nreturn { three };\n})();\n"
        "const $1 = (() => {\nconst { three } = $0;\n\nfunction b() {\n  return three;\n}\nreturn { b };\n})();\n"
        "const $2 = (() => {\nconst { b } = $1, c = $0;\n\nb(c.three);\n})();\n"
        "})();\n"
    )


def test_modules_in_folders_find_each_other(tmp_path: Path) -> None:
    for name in ("low", "high/layers"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "low" / "a.js").write_text("export const a = 1;\n")
    (tmp_path / "high" / "layers" / "b.js").write_text('import { a } from "../../low/a.js";\nexport const b = a;\n')
    assert exported(tmp_path, "high/layers/b.js", "low/a.js").endswith("return [$1, $0];\n})()")


def test_a_json_file_exports_its_keys(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"KM": 40075, "NAMES": ["x", "y"]}')
    write(tmp_path, start='import { KM } from "./a.json";\nexport const far = KM;\n')
    joined = join(tmp_path, "start.js")
    assert 'const $0 = {"KM":40075,"NAMES":["x","y"]};\nconst $1 = (() => {\nconst { KM } = $0;\n' in joined


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (
            {"start": 'import { a } from "./nowhere.js";\n'},
            "templates/js/start.js: imports nowhere.js, which does not exist. Check the path.",
        ),
        (
            {"start": 'import { c, a, b } from "./a.js";\n', "a": "export const a = 1;\nconst b = 2;\n"},
            "templates/js/start.js: a.js does not export b, c.",
        ),
        (
            {
                "start": 'import * as a from "./a.js";\n',
                "a": 'import * as b from "./b.js";\n',
                "b": 'import * as a from "./a.js";\n',
            },
            "templates/js: modules import each other in a circle: a.js -> b.js -> a.js. Move down what both need.",
        ),
        (
            {"start": "export let a = 1;\n"},
            f"templates/js/start.js: 'export let a = 1;' cannot be joined. {FORMS}",
        ),
        (
            {"start": 'import a from "./a.js";\n', "a": ""},
            f"templates/js/start.js: 'import a from \"./a.js\";' cannot be joined. {FORMS}",
        ),
        ({}, "templates/js/start.js does not exist. Check the path."),
    ],
)
def test_what_cannot_be_joined_is_said(tmp_path: Path, texts: dict[str, str], message: str) -> None:
    with pytest.raises(AssetError) as caught:
        join(write(tmp_path, **texts), "start.js")
    assert str(caught.value) == message
