"""Write a map as one sealed HTML page."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from mapgen import leaflet
from mapgen.basemap import leaflet_map
from mapgen.exporters._page import Page
from mapgen.resources import folder
from mapgen.standalone import seal

if TYPE_CHECKING:
    from pathlib import Path

    from mapgen.compose import MapDocument


FIRST = ["state", "speech"]  # the other scripts build on these two


def render(document: MapDocument) -> bytes:
    """Return the page, UTF-8 encoded."""
    templates = folder("templates")
    page = Page(document)
    composed = leaflet_map(document.blocks["mapgen-story"][1]["view"])
    text = (
        _environment()
        .get_template("page.html.j2")
        .render(
            page=page,
            map_element=Markup(composed.element),
            head_script=_inline(templates / "js" / "_head.js"),
            styles=[Markup(leaflet.style()), *_sheets(templates / "css", page)],
            scripts=[Markup(leaflet.script()), Markup(composed.script), *map(_inline, _script_files(templates / "js"))],
            blocks=[(id_, media_type, _embed(data)) for id_, (media_type, data) in document.blocks.items()],
        )
    )
    return seal(text).encode("utf-8")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _sheets(css: Path, page: Page) -> list[Markup]:
    """Read the style sheets; those ending in .j2 take their colours from the vocabulary."""
    written = [_inline(path) for path in sorted(css.glob("*.css"))]
    drawn = [
        Markup(_environment().get_template(f"css/{path.name}").render(page=page))
        for path in sorted(css.glob("*.css.j2"))
    ]
    return written + drawn


def _script_files(js: Path) -> list[Path]:
    """List the scripts in order: the namespace, what the others build on, the parts, the layers, the start."""
    parts = sorted(path for path in js.glob("[!_]*.js") if path.stem not in FIRST)
    return [
        js / "_first.js",
        *(js / f"{name}.js" for name in FIRST),
        *parts,
        *sorted((js / "layers").glob("*.js")),
        js / "_start.js",
    ]


def _inline(path: Path) -> Markup:
    """Read one of our own scripts or style sheets, which are trusted as they are."""
    return Markup(path.read_text("utf-8"))


def _embed(data: Any) -> Markup:
    """Write JSON that no HTML parser and no JavaScript parser can mistake for markup or a line end."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)
