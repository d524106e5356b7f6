"""Rules about the code itself, each with a sample that breaks it, so that no rule is blind."""

from __future__ import annotations

import ast
import fnmatch
import re
import subprocess
import sys
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
import tinycss2

from tests.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

PACKAGE = ROOT / "mapgen"
TEMPLATES = ROOT / "templates"

MAX_BYTES = 400_000
MAX_LINES = 300


def name(path: Path) -> str:
    """Return a path as a reader of the repository knows it."""
    return path.relative_to(ROOT).as_posix()


def findings(pattern: re.Pattern[str], text: str) -> list[str]:
    """Return each match with its line number."""

    def line(found: re.Match[str]) -> int:
        return text.count("\n", 0, found.start()) + 1

    return [f"line {line(found)}: {found.group()}" for found in pattern.finditer(text)]


def files(folder: Path, pattern: str) -> list[Path]:
    """Return the files under a folder whose names match a pattern, of which there must be some."""
    found = sorted(path for path in folder.rglob(pattern) if path.is_file())
    assert found, f"no {pattern} under {name(folder)}: the rule would hold for nothing"
    return found


# --- Scripts ------------------------------------------------------------------------------------------------------

FORBIDDEN_IN_SCRIPTS = re.compile(
    r"""
    \b(?:inner|outer)HTML\b | \binsertAdjacentHTML\b | \bsetHTMLUnsafe\b | \bcreateContextualFragment\b
    | \bdocument\s*\.\s*(?:write(?:ln)?|cookie)\b
    | \beval\s*\( | \bnew\s+Function\b
    | \bsetAttribute\(\s*["'`]style
    | \b(?:local|session)Storage\b | \bindexedDB\b
    | \bfetch\s*\( | \bXMLHttpRequest\b | \bWebSocket\b | \bEventSource\b | \bsendBeacon\b | \bimport\s*\(
    | \bhttps?://(?!www\.w3\.org/(?:2000/svg|1999/)|www\.opengis\.net/kml/2\.2\b) [^\s"'`]*
    """,
    re.VERBOSE,
)


@pytest.mark.parametrize(
    "line",
    [
        'node.innerHTML = "x";',
        "node.outerHTML",
        'node["innerHTML"] = "x";',
        'node.insertAdjacentHTML("beforeend", "x");',
        'document.write("x");',
        'eval("1");',
        'new Function("return 1");',
        'node.setAttribute("style", "color: red");',
        "node.setAttribute('style', 'color: red');",
        "localStorage.seen = 1;",
        'sessionStorage.getItem("seen");',
        'document.cookie = "seen";',
        'fetch("x.json");',
        "new XMLHttpRequest();",
        'const url = "https://tile.example.org/1/2/3.png";',
        'const url = "http://www.w3.org.example.org/2000/svg";',
    ],
)
def test_the_rule_for_scripts_sees(line: str) -> None:
    assert FORBIDDEN_IN_SCRIPTS.search(line)


@pytest.mark.parametrize(
    "line",
    [
        'const SVG = "http://www.w3.org/2000/svg";',
        'const XLINK = "http://www.w3.org/1999/xlink";',
        '<kml xmlns="http://www.opengis.net/kml/2.2">',
        "node.textContent = retrieval(prefetch(evaluate()));",
        'node.setAttribute("stroke", "red");',
    ],
)
def test_the_rule_for_scripts_lets_pass(line: str) -> None:
    assert not FORBIDDEN_IN_SCRIPTS.search(line)


def test_scripts_keep_the_seal() -> None:
    scripts = [path for path in files(TEMPLATES, "*.js") if path.parent.name != "serve"]  # no part of a page
    found = {name(path): findings(FORBIDDEN_IN_SCRIPTS, path.read_text("utf-8")) for path in scripts}
    assert not {path: lines for path, lines in found.items() if lines}


# --- Style sheets -------------------------------------------------------------------------------------------------


def css_tokens(nodes: Iterable[Any]) -> Iterator[Any]:
    """Yield every token, those inside blocks and functions too."""
    for node in nodes:
        yield node
        yield from css_tokens(getattr(node, "content", None) or getattr(node, "arguments", None) or ())


def css_errors(nodes: Iterable[Any]) -> Iterator[str]:
    """Yield what does not parse, among rules and in the blocks of rules."""
    for node in nodes:
        if node.type == "error":
            yield f"line {node.source_line}: {node.message}"
        elif node.type in {"qualified-rule", "at-rule"}:
            yield from css_errors(tinycss2.parse_blocks_contents(node.content or (), True, True))


def css_problems(text: str) -> list[str]:
    """Return what is wrong in a style sheet: what does not parse, and what would be fetched."""
    problems = list(css_errors(tinycss2.parse_stylesheet(text, True, True)))
    for token in css_tokens(tinycss2.parse_component_value_list(text, True)):
        where = f"line {token.source_line}: "
        if token.type == "error":
            problems.append(where + token.message)
        elif token.type == "at-keyword" and token.lower_value == "import":
            problems.append(where + "@import")
        elif token.type == "url" and not token.value.startswith("#"):
            problems.append(where + f"url({token.value})")
        elif token.type == "function" and token.lower_name in {"url", "src", "image", "image-set"}:
            fetched = [each.value for each in token.arguments if each.type == "string" and each.value[:1] != "#"]
            problems += [where + f"{token.lower_name}({value})" for value in fetched]
    return problems


@pytest.mark.parametrize(
    "css",
    [
        "a { color red }",
        "a { color: red } }",
        "@media print { a { color: } b { c } }",
        "a { b { c } }",
        '@import "x.css";',
        "@media print { @import url(#x); }",
        "a { background: url(x.png) }",
        'a { background: url("data:image/png;base64,AAAA") }',
        '@media print { a { background: image-set("x.png" 1x) } }',
        "@font-face { src: url(x.woff2) }",
        ":root { --icon: url(x.svg) }",
    ],
)
def test_the_rule_for_style_sheets_sees(css: str) -> None:
    assert css_problems(css)


@pytest.mark.parametrize(
    "css",
    [
        "a { color: red; fill: url(#hatch); stroke: url('#hatch') }",
        ":root { --x: 1px; } a { color: var(--x); &:hover { color: light-dark(red, #fff) } }",
        '@media (prefers-color-scheme: dark) { a[href^="#"]::after { content: "(url)" } }',
        "@page { margin: 1cm } @supports (color: color-mix(in srgb, red, blue)) { a { inset: 0 } } /* @import */",
    ],
)
def test_the_rule_for_style_sheets_lets_pass(css: str) -> None:
    assert css_problems(css) == []


def test_style_sheets_parse_and_fetch_nothing() -> None:
    found = {name(path): css_problems(path.read_text("utf-8")) for path in files(TEMPLATES / "css", "*.css")}
    assert not {path: problems for path, problems in found.items() if problems}


# --- Templates ----------------------------------------------------------------------------------------------------

JINJA_STATEMENT = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
JINJA_EXPRESSION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
UNESCAPED = re.compile(r"\|\s*safe\b|\bautoescape\s+false\b")
REASON = re.compile(r"\{#-?\s*why: \S.*?#\}")


class InlineAttributes(HTMLParser):
    """Collect the attributes that carry style or script, which the Content-Security-Policy blocks."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at the attributes of one tag."""
        for attribute, value in attrs:
            if attribute == "style" or attribute.startswith("on") or (value or "").strip().startswith("javascript:"):
                self.found.append(f"line {self.getpos()[0]}: <{tag} {attribute}=...>")


def template_problems(text: str) -> list[str]:
    """Return the inline attributes of a template, and what it leaves unescaped without saying why."""

    def blank(found: re.Match[str]) -> str:
        return "\n" * found.group().count("\n")

    parser = InlineAttributes()
    parser.feed(JINJA_EXPRESSION.sub("x", JINJA_STATEMENT.sub(blank, text)))
    parser.close()
    unescaped = [
        f"line {number}: unescaped, with no {{# why: ... #}}"
        for number, line in enumerate(text.splitlines(), start=1)
        if UNESCAPED.search(line) and not REASON.search(line)
    ]
    return parser.found + unescaped


@pytest.mark.parametrize(
    "html",
    [
        '<p style="color: red">x</p>',
        "<p {% if x %}STYLE='{{ x }}'{% endif %}>x</p>",
        '<svg><g\nonclick="x()"></g></svg>',
        "<body onload={{ x }}>",
        '<a href="javascript:x()">x</a>',
        "<p>{{ x|safe }}</p>",
        "<p>{{ x | safe }} {# because #}</p>",
        "{% autoescape false %}{{ x }}{% endautoescape %}",
    ],
)
def test_the_rule_for_templates_sees(html: str) -> None:
    assert template_problems(html)


@pytest.mark.parametrize(
    "html",
    [
        "{% set only = 1 %}<p class='style=x'>on = {{ x.style }}</p>",
        "<script>{{ script|safe }}</script>{# why: a file of ours, hashed in the policy #}",
        "<p data-style='x' {# style= #}>{{ x|safe_link }}</p>",
    ],
)
def test_the_rule_for_templates_lets_pass(html: str) -> None:
    assert template_problems(html) == []


def test_templates_have_no_inline_code_and_escape_everything() -> None:
    found = {name(path): template_problems(path.read_text("utf-8")) for path in files(TEMPLATES, "*.j2")}
    assert not {path: problems for path, problems in found.items() if problems}


# --- Imports ------------------------------------------------------------------------------------------------------

KEEPERS = {
    "pyproj": "mapgen/geodesy/rings.py",
    "geopandas": "mapgen/catalog/frames.py",
    "citeproc": "mapgen/citations/bibliography.py",
    "lxml": "mapgen/citations/bibliography.py",
    "resvg_py": "mapgen/figure/raster.py",
}


def is_for_types_only(node: ast.AST) -> bool:
    """Tell whether a node is ``if TYPE_CHECKING:``."""
    return isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}


def called(function: ast.expr) -> str:
    """Return the name of a function that is called, without the module or the object before it."""
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the top-level packages that code imports as it runs, inside functions too."""
    rest = [tree]
    while rest:
        node = rest.pop()
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]
        elif isinstance(node, ast.Call) and called(node.func) in {"import_module", "__import__"}:
            yield from (str(each.value).partition(".")[0] for each in node.args if isinstance(each, ast.Constant))
        children = node.orelse if isinstance(node, ast.If) and is_for_types_only(node) else ast.iter_child_nodes(node)
        rest += reversed([*children])


def test_the_rule_for_imports_sees() -> None:
    code = """
import a.b, c as d
from e.f import g
from . import h
from .i import j
if TYPE_CHECKING:
    import k
else:
    import l
def function():
    import m
    importlib.import_module("n.o")
"""
    assert list(imported(ast.parse(code))) == ["a", "c", "e", "l", "m", "n"]


@pytest.mark.parametrize("library", KEEPERS)
def test_no_other_module_knows_the_library(library: str) -> None:
    users = {path for path, libraries in imports_of_modules().items() if library in libraries}
    assert users <= {KEEPERS[library]}


@cache
def imports_of_modules() -> dict[str, set[str]]:
    """Return what each module imports, by its name."""
    return {module: set(imported(tree)) for module, tree in modules().items()}


@cache
def modules() -> dict[str, ast.Module]:
    """Return what is written in each module, by its name."""
    return {name(path): ast.parse(path.read_bytes()) for path in files(PACKAGE, "*.py")}


def test_help_starts_fast() -> None:
    code = """
import sys
sys.argv = ["mapgen", "--help"]
from mapgen.cli import main
try:
    code = main()
except SystemExit as end:
    code = end.code
print("\\nexit code:", code or 0)
print("slow:", sorted({"branca", "citeproc", "folium", "geopandas", "pandas"} & set(sys.modules)))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.splitlines()[-2:] == ["exit code: 0", "slow: []"]


# --- Modules ------------------------------------------------------------------------------------------------------

SENTENCE = re.compile(r"[A-Z`](?:[^.!?]|[.!?](?=\S))*\.")


@pytest.mark.parametrize(
    "line", ["Draw rings.", "Read CSL-JSON 1.0.2 (what Zotero exports): one array.", "`a.b` is c."]
)
def test_a_sentence(line: str) -> None:
    assert SENTENCE.fullmatch(line)


@pytest.mark.parametrize("line", ["", "Draw rings", "Draw rings. And more.", "draw rings."])
def test_not_one_sentence(line: str) -> None:
    assert not SENTENCE.fullmatch(line)


def test_modules_are_short() -> None:
    lengths = {name(path): len(path.read_text("utf-8").splitlines()) for path in files(PACKAGE, "*.py")}
    assert not {path: length for path, length in lengths.items() if length > MAX_LINES}


def test_modules_say_in_one_sentence_what_they_are() -> None:
    summaries = {module: (ast.get_docstring(tree) or "").partition("\n\n")[0] for module, tree in modules().items()}
    assert not {path: summary for path, summary in summaries.items() if not SENTENCE.fullmatch(summary)}


# --- The repository -----------------------------------------------------------------------------------------------

# Anchored so that the path of a web address (https://host/home/page) is none. The brackets keep it from this file.
# Each part begins with the sign that is sought, as this is far faster.
MACHINE_PATH = re.compile(r"/(?<![\w./~-]/)(?:hom[e]/\w|User[s]/\w|wor[k]/|roo[t]/)|:(?<=\b[A-Z]:)\\User[s]\\")
COPIED = re.compile(
    r"Leaflet 1\.|@license|@preserve|/\*!|\(c\) (?:19|20)\d\d|Permission is hereby granted", re.IGNORECASE
)


def walked_files(root: Path) -> Iterator[Path]:
    """Yield the files of a tree that .gitignore does not name; its basics are known: names, folders, globs, `!`."""
    rules = [line for line in (root / ".gitignore").read_text("utf-8").split("\n") if line and line[0] != "#"]

    def is_ignored(path: Path) -> bool:
        ignored = path.name == ".git"
        for rule in rules:
            pattern = rule.removeprefix("!")
            if pattern.endswith("/") and not path.is_dir():
                continue
            bare = pattern.strip("/")
            subject = path.relative_to(root).as_posix() if "/" in pattern.rstrip("/") else path.name
            if fnmatch.fnmatchcase(subject, bare):
                ignored = not rule.startswith("!")
        return ignored

    def walk(folder: Path) -> Iterator[Path]:
        for path in sorted(folder.iterdir()):
            if is_ignored(path):
                continue
            if path.is_dir() and not path.is_symlink():
                yield from walk(path)
            elif path.is_file():
                yield path

    yield from walk(root)


def repository_files() -> list[Path]:
    """Return the files of the repository, those not yet added too."""
    if (ROOT / ".git").exists():
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        try:
            listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
        except (OSError, subprocess.CalledProcessError):  # no git here, or it does not trust the folder's owner
            pass
        else:
            return sorted({ROOT / path for path in listed.split("\0") if path and (ROOT / path).is_file()})
    return list(walked_files(ROOT))


def test_the_walk_honours_gitignore(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("# made\n__pycache__/\n*.log\n/output/*\n!/output/.gitkeep\n")
    for path in [
        ".git/config",
        "a.py",
        "a.log",
        "b/a.log",
        "b/__pycache__/a.pyc",
        "output/map.html",
        "output/.gitkeep",
    ]:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("x")
    found = [path.relative_to(tmp_path).as_posix() for path in walked_files(tmp_path)]
    assert found == [".gitignore", "a.py", "output/.gitkeep"]


def test_code_and_tests_hold_no_large_file() -> None:
    sizes = {name(path): path.stat().st_size for path in repository_files()}
    large = {path: size for path, size in sizes.items() if size > MAX_BYTES}
    assert not [path for path in large if path.startswith(("mapgen/", "templates/", "tests/"))]


@pytest.mark.parametrize("parts", [("", "home", "ann/map"), ("see ", "work", "main"), ("'", "Users", "ann")])
def test_the_rule_for_machine_paths_sees(parts: tuple[str, str, str]) -> None:
    assert MACHINE_PATH.search("/".join(parts))


@pytest.mark.parametrize("text", ["https://example.org/home/page", "docs/home/page", "in-work/x", "../home/x"])
def test_the_rule_for_machine_paths_lets_pass(text: str) -> None:
    assert not MACHINE_PATH.search(text)


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    texts = {name(path): path.read_bytes() for path in repository_files()}
    found = {
        path: findings(MACHINE_PATH, data.decode(errors="replace")) for path, data in texts.items() if b"\0" not in data
    }
    assert not {path: lines for path, lines in found.items() if lines}


def test_templates_hold_no_code_of_others() -> None:
    found = {name(path): findings(COPIED, path.read_text("utf-8", "replace")) for path in files(TEMPLATES, "*")}
    assert not {path: lines for path, lines in found.items() if lines}
