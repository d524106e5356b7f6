"""Put the data of a social card into the page: the drawing of its map (without markup), its words and colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mapgen.theme.model import families_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mapgen.figure.context import StaticMap
    from mapgen.figure.lettering import Placed

ROWS = 5
"""How many missiles a card has room to name."""
SITES = 300
"""How many sites a card shows, the most important ones: more symbols would hide the map."""


def card_data(drawn: StaticMap, labels: Sequence[Placed]) -> dict[str, Any]:
    """Return the JSON-ready block of a page.

    Parameters
    ----------
    drawn : StaticMap
        The map in Mercator, as the page opens.
    labels : sequence of Placed
        Its labels.

    Returns
    -------
    dict
        Data that `mapgen.page.card_model.CardData` accepts.
    """
    document, theme = drawn.document, drawn.document.theme
    language = document.selection.language
    kinds = {site.kind for site, _, _ in drawn.sites}
    vocabulary = document.selection.vocabulary
    symbols = {id_: vocabulary.symbol[kind.symbol] for id_, kind in vocabulary.site_kind.items() if id_ in kinds}
    used = {f"kind-{id_}" for id_ in kinds}
    return {
        "title": _short(document.title),
        "date": _short(document.text("ui:as_of")),
        "foot": _short(" · ".join(_foot(drawn))),
        "takeaway": _short(document.text("takeaway")),
        "rows": [
            {
                "colour": colour,
                "name": _short(document.text(f"ring:{missile.id}")),
                "band": _short(document.text(f"band:{missile.id}")),
            }
            for colour, missile in drawn.missiles[:ROWS]
        ],
        "colours": {
            name: str(colour)
            for name, colour in drawn.colours.items()
            if str(colour).startswith("#") and (name in used or not name.startswith("kind-"))
        },
        "text": families_for(language, theme.fonts.text),
        "display": families_for(language, theme.fonts.display),
        "frame": [round(degrees, 6) for degrees in drawn.projection.bounds],
        "areas": [{"style": ring.fill, "path": drawn.path(ring.area)} for ring in drawn.ranges],
        "rings": [{"style": ring.style, "path": drawn.path(ring.lines)} for ring in drawn.ranges],
        "symbols": {id_: {"path": symbol.path, "open": symbol.open} for id_, symbol in symbols.items()},
        "sites": [
            {"kind": site.kind, "faded": vocabulary.status[site.status].faded, "x": round(x, 1), "y": round(y, 1)}
            for site, x, y in drawn.sites[-SITES:]
        ],
        "labels": [_label(placed, drawn) for placed in labels],
    }


def _label(placed: Placed, drawn: StaticMap) -> dict[str, Any]:
    words = placed.label
    run = drawn.locale.line if words.tag == drawn.locale.tag else str
    label: dict[str, Any] = {"lines": [run(_short(line)) for line in words.text.split("\n")], "style": words.style}
    label |= {"x": round(placed.x, 1), "y": round(placed.y, 1)}
    if placed.anchor != "start":
        label["anchor"] = placed.anchor
    if placed.turn:
        label["turn"] = round(placed.turn, 1)
    if words.dotted:
        label["dot"] = [round(words.x, 1), round(words.y, 1)]
    if placed.leader:
        label["leader"] = [round(value, 1) for point in placed.leader for value in point]
    return label


def _foot(drawn: StaticMap) -> Iterator[str]:
    yield f"{drawn.document.text('ui:sources')} ({len(drawn.document.numbers)})"
    if drawn.document.theme.credit:
        yield drawn.document.theme.credit


def _short(words: str) -> str:
    """Return words in one line, cut after 1,000 characters: no picture has room for more."""
    return " ".join(words.split())[:1_000]
