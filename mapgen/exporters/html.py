"""Write a map as one sealed HTML page."""

from __future__ import annotations

import base64
import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import deflate
import rcssmin
import rjsmin
from markupsafe import Markup

from mapgen.figure.labels import place_labels
from mapgen.figure.map import static_map, svg
from mapgen.page import leaflet
from mapgen.page.blocks import blocks, packed_data
from mapgen.page.card_data import card_data
from mapgen.page.compact import tight
from mapgen.page.content import Page
from mapgen.page.land import land_paths
from mapgen.page.leaflet_map import leaflet_map
from mapgen.page.scripts import join
from mapgen.page.seal import seal
from mapgen.resources import folder
from mapgen.templating import environment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from mapgen.document.compose import MapDocument
    from mapgen.records.fields import Record
    from mapgen.selection.resolve import Selection


SMALLEST = 10
"""Compression level of libdeflate; level 12 takes half as long again and saves only 200 bytes."""
PIECE = 2**12
"""Bytes that are encoded at a time; a multiple of four, as base 85 needs."""


def render(document: MapDocument) -> bytes:
    """Return the page, UTF-8 encoded."""
    templates = folder("templates")
    page = Page(document)
    composed = leaflet_map(document.story["view"])
    scripts = [leaflet.script(), composed.script, _own_script(templates / "js")]
    styles = [str(rcssmin.cssmin(leaflet.style())), *map(_style, sorted((templates / "css" / "map").glob("*.css")))]
    # Packing runs in a thread while the templates are rendered; the end of the page template asks for the result.
    packed = ThreadPoolExecutor(1).submit(_pack, styles, packed_data(document), scripts)
    figure = static_map(document)
    labels = place_labels(figure)
    data = {"mapgen-card": ("application/json", card_data(figure, labels)), **blocks(document)}
    text = tight(
        environment()
        .get_template("page.html.j2")
        .render(
            page=page,
            static_map=Markup(svg(figure, standalone=False, labels=labels)),
            map_element=Markup(composed.element),
            styles=[Markup(style) for style in _sheets(templates / "css", page)],
            static_style=Markup(_style(templates / "css" / "switched" / "static.css")),
            live_style=Markup(_style(templates / "css" / "switched" / "live.css")),
            head_script=Markup(_script(templates / "js" / "inline" / "head.js")),
            blocks=[(id_, media_type, _embed(content)) for id_, (media_type, content) in data.items()],
            packed=lambda: Markup(packed.result()),
            unpack_script=Markup(_script(templates / "js" / "inline" / "unpack.js")),
        )
    )
    return seal(text, scripts=scripts, styles=styles, texts=lambda: _texts(document.selection)).encode("utf-8")


def _texts(selection: Selection) -> dict[str, str]:
    """Return the texts of all records, and where each comes from, e.g. ``source example-report: URL``."""
    groups: dict[str, Iterable[Record]] = {
        "missile": selection.missiles,
        "site": selection.sites,
        "source": selection.sources.values(),
        "story": [selection.story],
    }
    return {
        text: f"{kind} {record.id}: {key}"  # type: ignore[attr-defined]  # each of these has one
        for kind, records in groups.items()
        for record in records
        for key, value in record.model_dump(mode="json", by_alias=True, exclude_none=True).items()
        for text in _strings(value)
    }


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def _sheets(css: Path, page: Page) -> list[str]:
    """Read the style sheets; those whose names end in .j2 are templates."""
    drawn = (environment().get_template(f"css/{path.name}").render(page=page) for path in sorted(css.glob("*.css.j2")))
    return [*map(_style, sorted(css.glob("*.css"))), *map(rcssmin.cssmin, drawn)]


def _own_script(js: Path) -> str:
    """Join our scripts: each layer of the map registers itself, then the page starts."""
    layers = sorted(path.relative_to(js).as_posix() for path in (js / "map" / "layers").glob("*.js"))
    return str(rjsmin.jsmin(join(js, *layers, "page/start.js")))


def _script(path: Path) -> str:
    """Read a script that does not belong to a module, without its comments and indentation."""
    return str(rjsmin.jsmin(path.read_text("utf-8")))


def _style(path: Path) -> str:
    """Read one of our own style sheets, without its comments and indentation."""
    return str(rcssmin.cssmin(path.read_text("utf-8")))


def _pack(styles: list[str], data: Mapping[str, Any], scripts: list[str]) -> str:
    """Compress the data that only the page's own scripts need, to a third of the size.

    First come the names of the parts, then the parts in the order in which the page needs them. The parts are separate
    texts, so that the browser parses each only when it is needed: most are not needed before the map is drawn.

    The result is written in base 85, which is a fifteenth shorter than base 64. Its alphabet has no slash, so the text
    cannot end the script element that contains it.
    """
    columns = {f"texts-{name}": column for name, column in data["texts"].items()}
    blocks = {**data, "basemap": land_paths(data["basemap"]), **columns}
    del blocks["texts"]
    parts = [
        *(("style", style) for style in styles),
        *((name, _json(block)) for name, block in blocks.items()),
        *(("script", script) for script in scripts),
    ]
    names = " ".join(name for name, _ in parts)
    texts = b"\0".join(text.encode("utf-8") for text in (names, *(content for _, content in parts)))
    dense = deflate.deflate_compress(texts, SMALLEST)
    # In pieces, to save memory: for each four bytes, the encoder keeps two Python objects until it is done.
    pieces = (dense[start : start + PIECE] for start in range(0, len(dense), PIECE))
    return b"".join(map(base64.b85encode, pieces)).decode("ascii")


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _embed(data: Any) -> Markup:
    """Write JSON that neither an HTML parser nor a JavaScript parser can mistake for markup or a line end."""
    text = _json(data)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)
