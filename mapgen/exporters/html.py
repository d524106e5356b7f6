"""Write a map as one sealed HTML page."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from mapgen.figure.labels import place_labels
from mapgen.figure.map import opening_map, static_map, svg
from mapgen.page import leaflet, short
from mapgen.page.basemap_paths import land_paths
from mapgen.page.blocks import blocks, packed_data
from mapgen.page.card_data import card_data
from mapgen.page.compact import tight
from mapgen.page.content import Page
from mapgen.page.packed import packed
from mapgen.page.scripts import join
from mapgen.page.seal import seal
from mapgen.resources import folder
from mapgen.templating import environment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from mapgen.document.compose import MapDocument
    from mapgen.figure.context import StaticMap
    from mapgen.figure.lettering import Placed
    from mapgen.records.fields import Record
    from mapgen.selection.resolve import Selection

LEFTWARD = "right_to_left.css"
"""The style sheet of pages that have a language whose script runs from right to left."""


def render(document: MapDocument) -> bytes:
    """Return the page, UTF-8 encoded."""
    templates = folder("templates")
    page = Page(document)
    # A thread shortens and compresses while templates are rendered; the end of the page template asks for the result.
    unseen = ThreadPoolExecutor(1).submit(_unseen, document, templates)
    figure = opening_map(document)
    labels = place_labels(figure)
    flat, flat_labels = (figure, labels) if not figure.is_round else _flat(document)
    card = packed(_json(card_data(flat, flat_labels)).encode("utf-8"))
    text = tight(
        environment()
        .get_template("page.html.j2")
        .render(
            page=page,
            static_map=Markup(svg(figure, standalone=False, labels=labels)),
            style=Markup("".join(_sheets(templates / "css", page))),
            static_style=Markup(_style(templates / "css" / "switched" / "static.css")),
            live_style=Markup(_style(templates / "css" / "switched" / "live.css")),
            head_script=Markup(_script(templates / "js" / "inline" / "head.js")),
            blocks=[(id_, media_type, _embed(content)) for id_, (media_type, content) in blocks(document).items()],
            card=Markup(card),
            packed=lambda: Markup(unseen.result().packed),
            unpack_script=Markup(_script(templates / "js" / "inline" / "unpack.js")),
        )
    )
    scripts, styles, _ = unseen.result()
    return seal(text, scripts=scripts, styles=styles, texts=lambda: _texts(document.selection)).encode("utf-8")


class _Unseen(NamedTuple):
    """What a page shows only once its scripts run: they and the style sheets of the map, and all of it compressed."""

    scripts: list[str]
    styles: list[str]
    packed: str


def _unseen(document: MapDocument, templates: Path) -> _Unseen:
    scripts = [leaflet.script_run_at_once(), _own_script(templates / "js")]
    styles = [
        "".join(
            [short.style("leaflet", leaflet.style()), *map(_style, sorted((templates / "css" / "map").glob("*.css")))]
        )
    ]
    return _Unseen(scripts, styles, packed(_parts(styles, packed_data(document), scripts)))


def _flat(document: MapDocument) -> tuple[StaticMap, list[Placed]]:
    """Return the map in the story's frame, which a social card has room for, and its labels."""
    figure = static_map(document)
    return figure, place_labels(figure)


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
    """Read the style sheets that the page needs; those whose names end in .j2 are templates."""
    plain = (path for path in sorted(css.glob("*.css")) if page.runs_left or path.name != LEFTWARD)
    drawn = {path.stem: environment().get_template(f"css/{path.name}") for path in sorted(css.glob("*.css.j2"))}
    return [*map(_style, plain), *(short.style(name, template.render(page=page)) for name, template in drawn.items())]


def _own_script(js: Path) -> str:
    """Join our scripts: each layer of the map registers itself, then the page starts."""
    layers = sorted(path.relative_to(js).as_posix() for path in (js / "map" / "layers").glob("*.js"))
    return short.script("page", join(js, *layers, "page/start.js"))


def _script(path: Path) -> str:
    """Read a script that does not belong to a module, in its short form."""
    return short.script(path.stem, path.read_text("utf-8"))


def _style(path: Path) -> str:
    """Read one of our own style sheets, in its short form."""
    return short.style(path.stem, path.read_text("utf-8"))


def _parts(styles: list[str], data: Mapping[str, Any], scripts: list[str]) -> bytes:
    """Join the data that only the page's own scripts need; compressed, it has a third of the size.

    First come the names of the parts, then the parts in the order in which the page needs them. The parts are separate
    texts, so that the browser parses each only when it is needed: most are not needed before the map is drawn.
    """
    columns = {f"texts-{name}": column for name, column in data["texts"].items()}
    blocks = {**data, "basemap": land_paths(data["basemap"]), **columns}
    del blocks["texts"]
    names = ["style"] * len(styles) + [*blocks] + ["script"] * len(scripts)
    parts = chain([" ".join(names)], styles, map(_json, blocks.values()), scripts)
    return b"\0".join(part.encode("utf-8") for part in parts)


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _embed(data: Any) -> Markup:
    """Write JSON that neither an HTML parser nor a JavaScript parser can mistake for markup or a line end."""
    text = _json(data)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)
