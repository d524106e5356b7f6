"""Compose a map: the resolved story, its layers and its citations as one plain document."""

from __future__ import annotations

import hashlib
import html
import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mapgen.citations.numbering import number_sources, source_items
from mapgen.document.texts import FALLBACK, texts
from mapgen.document.view import view_of
from mapgen.layers._layer import JSON
from mapgen.locale import locale_of
from mapgen.reach.rule import figures_table, reach_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mapgen.layers._layer import Layer
    from mapgen.records.model import Missile, Site
    from mapgen.selection.resolve import Selection
    from mapgen.theme.model import Theme


@dataclass(frozen=True)
class MapDocument:
    """One map, ready to be written in any format; every exporter is a view of it.

    Attributes
    ----------
    selection : Selection
        What the map shows.
    date : str
        The day the page speaks of, e.g. ``2026-11-23``.
    numbers : mapping of str to int
        Footnote number by source id, in citation order.
    blocks : mapping of str to (str, object)
        Media type and JSON-ready data by the id of the element that carries them in the page.
    packed : mapping of str to object
        JSON-ready data that only the page's own scripts read, by name.
    texts : mapping of str to mapping of str to str
        Text by key, by language tag.
    theme : Theme
        How it looks.
    content_hash : str
        Fingerprint of the data: the first 12 digits of its sha256.
    """

    selection: Selection
    date: str
    numbers: Mapping[str, int]
    blocks: Mapping[str, tuple[str, Any]]
    packed: Mapping[str, Any]
    texts: Mapping[str, Mapping[str, str]]
    theme: Theme
    content_hash: str

    @cached_property
    def title(self) -> str:
        """Title in the language the page opens in."""
        return self.text("title")

    def text(self, key: str) -> str:
        """Return a text in the language the page opens in, else in English."""
        return self.texts[self.selection.language].get(key) or self.texts["en"][key]

    def __repr__(self) -> str:
        story, selection = self.selection.story, self.selection
        counts = f"{len(selection.missiles)} missiles, {len(selection.origins)} origins, {len(selection.places)} places"
        return f"<MapDocument {story.id!r} of {self.date}: {counts}, {len(self.numbers)} sources>"

    def _repr_svg_(self) -> str:
        """Show the static figure where a notebook is not trusted, or shows no frames."""
        from mapgen import export

        return export(self, "svg").decode("utf-8")

    def _repr_html_(self) -> str:
        """Show the map in a notebook, in a frame of its own: its policy and styles stay inside."""
        from mapgen import export

        page = html.escape(export(self, "html").decode("utf-8"))
        return f'<iframe srcdoc="{page}" title="{html.escape(self.title)}" width="100%" height="640"></iframe>'


def compose(selection: Selection, layers: Mapping[str, Layer], theme: Theme, *, date: str | None = None) -> MapDocument:
    """Compose a document.

    Parameters
    ----------
    selection : Selection
    layers : mapping of str to Layer
        By name; their blocks go into the page.
    theme : Theme
        How the map looks.
    date : str, optional
        The day the page speaks of; the story's ``as_of`` by default.

    Returns
    -------
    MapDocument
    """
    numbers = number_sources(selection)
    date = date or selection.story.as_of
    blocks = {id_: block for layer in layers.values() for id_, block in layer.blocks.items()}
    blocks["mapgen-reach"] = (JSON, reach_table(selection))
    blocks["mapgen-sources"] = (JSON, source_items(selection))
    blocks["mapgen-story"] = (JSON, _story_item(selection, date, blocks["mapgen-ranges"][1]))
    packed = {name: data for layer in layers.values() for name, data in layer.packed.items()}
    packed["figures"] = figures_table(selection, numbers)
    packed["names"] = _other_names(selection)
    packed["reach-words"] = {name: locale_of(FALLBACK).ui[name] for name in ("reported", "illustrative")}
    content = json.dumps([blocks, packed], sort_keys=True, ensure_ascii=True).encode()
    content_hash = hashlib.sha256(content).hexdigest()[:12]
    written = texts(selection, date, content_hash)
    return MapDocument(
        selection, date, numbers, blocks, {**packed, "texts": _in_columns(written)}, written, theme, content_hash
    )


def _other_names(selection: Selection) -> dict[str, list[str]]:
    """Return by text key the names that the search knows and no text or card holds: in languages that the page lacks.

    Those of the missiles begin with their aliases; the aliases of the sites are in their cards.
    """
    spoken = selection.story.languages
    names = {f"missile:{missile.id}": [*missile.aliases, *_unspoken(missile, spoken)] for missile in selection.missiles}
    names |= {f"site:{site.id}": _unspoken(site, spoken) for site in selection.sites}
    return {key: each for key, each in names.items() if each}


def _unspoken(record: Missile | Site, spoken: Sequence[str]) -> list[str]:
    return [name for tag, name in record.names.items() if tag not in spoken]


def _in_columns(written: Mapping[str, Mapping[str, str]]) -> dict[str, Sequence[str | None]]:
    """Write the keys of the texts once, then each language's texts in their order: a seventh shorter when packed."""
    keys = list(dict.fromkeys(key for spoken in written.values() for key in spoken))
    return {"keys": keys, **{tag: [spoken.get(key) for key in keys] for tag, spoken in written.items()}}


def _story_item(selection: Selection, date: str, ranges: dict[str, Any]) -> dict[str, Any]:
    story = selection.story
    return {
        "id": story.id,
        "title": story.title,
        "as_of": story.as_of,
        "date": date,
        "languages": list(story.languages),
        "language": selection.language,
        "missiles": [
            {"id": missile.id, "colour": index, "shown": missile.id in selection.shown}
            for index, missile in enumerate(selection.missiles, start=1)
        ],
        "origins": [site.id for site in selection.origins],
        "places": [site.id for site in selection.places],
        "view": view_of(selection, ranges),
    }
