"""Join the ES modules of the page into one script, as a bundler would; it supports only the syntax that we use."""

from __future__ import annotations

import json
import posixpath
import re
from typing import TYPE_CHECKING

from mapgen.errors import AssetError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# Each begins with a line end, which is found fast; `_read` puts one before the first line.
IMPORT = re.compile(r'\nimport (?:\{ (?P<names>[\w, ]+) \}|\* as (?P<whole>\w+)) from "(?P<path>\.[^"]+)";(?=\n)')
EXPORT = re.compile(r"\nexport (?=(?:async )?(?:function|const) (\w+))")
OTHER = re.compile(r"\n((?:import|export)\b.*)")
FORMS = "Write `import { a } from`, `import * as a from`, `export function a` or `export const a`, each on one line."


def join(root: Path, *names: str) -> str:
    """Return one script that runs modules in the order given, each after the modules that it imports.

    A module becomes a function that is called once and returns what the module exports, so the names in a module are
    its own. A JSON file exports the values of its keys.

    Parameters
    ----------
    root : Path
        Folder of the modules.
    *names : str
        Modules to run, as paths inside the folder: ``page/start.js``.

    Raises
    ------
    AssetError
        If a module or a name that is imported does not exist, or modules import each other in a circle.
    """
    return f"{_call(root, names)};\n"


def exported(root: Path, *names: str) -> str:
    """Return an expression that runs modules as `join` does; its value is the list of what they export, for tests."""
    return _call(root, names, returned=names)


def imports(name: str, text: str) -> list[str]:
    """Return the modules that a module imports, as paths inside the folder."""
    return [_target(name, found) for found in IMPORT.finditer(f"\n{text}")]


def _call(root: Path, names: Iterable[str], returned: Iterable[str] = ()) -> str:
    texts: dict[str, str] = {}
    for name in names:
        _read(root, name, texts, ())
    variables = {name: f"${number}" for number, name in enumerate(texts)}
    exports = {name: _exports(name, text) for name, text in texts.items()}
    modules = "".join(_function(name, text, variables, exports) for name, text in texts.items())
    end = f"return [{', '.join(variables[name] for name in returned)}];\n" if returned else ""
    return f'(() => {{\n"use strict";\n{modules}{end}}})()'


def _read(root: Path, name: str, texts: dict[str, str], trail: tuple[str, ...]) -> None:
    """Add the text of a module behind those that it imports; the trail leads from the first module to its importer."""
    if name in trail:
        circle = " -> ".join([*trail[trail.index(name) :], name])
        raise AssetError(f"templates/js: modules import each other in a circle: {circle}. Move down what both need.")
    if name in texts:
        return
    try:
        text = "\n" + (root / name).read_text("utf-8")
    except FileNotFoundError:
        who = f"{trail[-1]}: imports {name}, which" if trail else name
        raise AssetError(f"templates/js/{who} does not exist. Check the path.") from None
    for target in imports(name, text):
        _read(root, target, texts, (*trail, name))
    texts[name] = text


def _function(name: str, text: str, variables: dict[str, str], exports: dict[str, list[str]]) -> str:
    """Write a module as a function that returns what it exports, kept in the module's variable."""
    if name.endswith(".json"):
        return f"const {variables[name]} = {json.dumps(json.loads(text), separators=(',', ':'))};\n"
    bindings = []
    for found in IMPORT.finditer(text):
        target = _target(name, found)
        asked = found["names"].split(", ") if found["names"] else []
        if unknown := set(asked) - set(exports[target]):
            raise AssetError(f"templates/js/{name}: {target} does not export {', '.join(sorted(unknown))}.")
        bindings.append(f"{found['whole'] or '{ ' + found['names'] + ' }'} = {variables[target]}")
    bound = f"const {', '.join(bindings)};\n" if bindings else ""
    returned = f"return {{ {', '.join(exports[name])} }};\n" if exports[name] else ""
    body = EXPORT.sub("\n", IMPORT.sub("", text))
    if other := OTHER.search(body):
        raise AssetError(f"templates/js/{name}: {other[1]!r} cannot be joined. {FORMS}")
    return f"const {variables[name]} = (() => {{\n{bound}{body[1:]}{returned}}})();\n"


def _exports(name: str, text: str) -> list[str]:
    return [*json.loads(text)] if name.endswith(".json") else EXPORT.findall(text)


def _target(name: str, found: re.Match[str]) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), found["path"]))
