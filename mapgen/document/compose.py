"""Compose a map: the resolved story, its layers and its citations as one plain document."""

from __future__ import annotations

import hashlib
import html
import json
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from mapgen.citations.footnote_numbers import public_item
from mapgen.document.steps import steps_of
from mapgen.document.texts import FALLBACK, texts
from mapgen.document.view import view_of
from mapgen.locale import locale_of
from mapgen.reach.by_source import as_records, by_source
from mapgen.reach.rule import figures_table, reach_table, reaches
from mapgen.records.rich_text import runs

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from mapgen.layers._layer import Layer, Mark
    from mapgen.records.model import Missile, Site
    from mapgen.records.rich_text import Run
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
    features : mapping of str to dict
        GeoJSON FeatureCollections of the layers, by name: ``ranges``, ``sites``, and those of other layers.
    marks : tuple of Mark
        What layers want drawn without code of their own.
    reach : dict
        Each origin against each place: see `mapgen.reach.rule.reach_table`.
    story : dict
        The story as the page needs it: id, title, dates, languages, missiles with their colours, origins, places, view.
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
    features: Mapping[str, dict[str, Any]]
    marks: tuple[Mark, ...]
    reach: Mapping[str, Any]
    story: Mapping[str, Any]
    packed: Mapping[str, Any]
    texts: Mapping[str, Mapping[str, str]]
    theme: Theme
    content_hash: str

    @property
    def numbers(self) -> Mapping[str, int]:
        """Footnote number of each source, by id, in citation order."""
        return self.selection.numbers

    @property
    def ranges(self) -> list[dict[str, Any]]:
        """GeoJSON features of the rings: for each missile and limit the union over all origins, then each origin's."""
        return list(self.features["ranges"]["features"])

    @property
    def sites(self) -> list[dict[str, Any]]:
        """GeoJSON features of the sites; without geometry where the location is not public."""
        return list(self.features["sites"]["features"])

    @property
    def answers(self) -> list[dict[str, Any]]:
        """What each published figure by itself says of each place: the records of ``mapgen reach --by-source``."""
        return as_records(list(by_source(self.selection, reaches(self.selection))))

    @cached_property
    def title(self) -> str:
        """Title in the language the page opens in."""
        return self.text("title")

    def text(self, key: str, language: str | None = None) -> str:
        """Return a text in a language, else in English.

        Parameters
        ----------
        key : str
            Key of the text, as in `texts`.
        language : str, optional
            One of the story's; the one that the page opens in by default.

        Returns
        -------
        str
            As `texts` has it.
        """
        return self.texts[language or self.selection.language].get(key) or self.texts[FALLBACK][key]

    def __repr__(self) -> str:
        story, selection = self.selection.story, self.selection
        counts = f"{len(selection.missiles)} missiles, {len(selection.origins)} origins, {len(selection.places)} places"
        return f"<MapDocument {story.id!r} of {self.date}: {counts}, {len(self.numbers)} sources>"

    def _repr_svg_(self) -> str:
        """Show the static figure where a notebook shows no frames."""
        from mapgen import export

        return export(self, "svg").decode("utf-8")

    def _repr_html_(self) -> str:
        """Show the map in a notebook, in a frame of its own that can reach nothing of the notebook."""
        from mapgen import export

        page = html.escape(export(self, "html").decode("utf-8"))
        sandbox = "allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox"
        title = html.escape(self.title)
        return f'<iframe srcdoc="{page}" title="{title}" sandbox="{sandbox}" width="100%" height="640"></iframe>'

    def _repr_mimebundle_(self, include: Collection[str] = (), exclude: Collection[str] = ()) -> dict[str, str]:
        """Give a notebook the page, the figure and a line of text; where frames are not trusted it shows the figure."""
        forms = {"text/plain": self.__repr__, "image/svg+xml": self._repr_svg_, "text/html": self._repr_html_}
        asked = [name for name in forms if (not include or name in include) and name not in (exclude or ())]
        return {name: forms[name]() for name in asked}


def compose(selection: Selection, layers: Mapping[str, Layer], theme: Theme) -> MapDocument:
    """Compose a document.

    Parameters
    ----------
    selection : Selection
    layers : mapping of str to Layer
        By name.
    theme : Theme
        How the map looks.

    Returns
    -------
    MapDocument
    """
    date = selection.date
    features = {name: each for layer in layers.values() for name, each in layer.features.items()}
    marks = tuple(mark for layer in layers.values() for mark in layer.marks)
    reach = reach_table(selection)
    story = _story_item(selection, date, features["ranges"])
    packed = {name: data for layer in layers.values() for name, data in layer.packed.items()}
    packed["families"] = selection.families
    packed["figures"] = figures_table(selection)
    packed["marks"] = [{**asdict(mark), "style": mark.style} for mark in marks]
    packed["names"] = _other_names(selection)
    packed["publications"] = [_typeset(source.publication_markup) for source in selection.cited]
    packed["reach-words"] = {name: locale_of(FALLBACK).ui[name] for name in ("reported", "illustrative")}
    cited = [public_item(source) for source in selection.cited]
    content = json.dumps([features, reach, cited, story, packed], sort_keys=True, ensure_ascii=True).encode()
    content_hash = hashlib.sha256(content).hexdigest()[:12]
    written = texts(selection, date, content_hash)
    return MapDocument(
        selection=selection,
        date=date,
        features=features,
        marks=marks,
        reach=reach,
        story=story,
        packed={**packed, "texts": _in_columns(written)},
        texts=written,
        theme=theme,
        content_hash=content_hash,
    )


def _typeset(title: str) -> str | list[Run]:
    """Return a title as the browser sets it: bare text, or runs where it has typography of its own."""
    cut = runs(title)
    return cut if any(run.styles for run in cut) else title


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
            {
                "id": missile.id,
                "colour": index,
                "shown": missile.id in selection.shown,
                **_paired(selection, missile),
            }
            for index, missile in enumerate(selection.missiles, start=1)
        ],
        "origins": [site.id for site in selection.origins],
        "places": [site.id for site in selection.places],
        **({"notes": notes} if (notes := _notes(selection)) else {}),
        **({"steps": steps} if (steps := steps_of(selection)) else {}),
        "view": view_of(selection, ranges),
        **_amended(selection),
    }


def _amended(selection: Selection) -> dict[str, list[dict[str, Any]]]:
    """Say what the maker of the map amended in records, and why; nothing where all are as their folder has them."""
    told = [
        {"id": each.record, "reason": each.reason, "changed": list(each.changed), "added": list(each.added)}
        for each in selection.amendments
    ]
    return {"amendments": told} if told else {}


def _notes(selection: Selection) -> list[dict[str, Any]]:
    """Return the callouts whose place is on the map, with their numbers in the story."""
    drawn = {site.id: site.position for site in (*selection.origins, *selection.places)}
    places = [
        (drawn.get(note.place), note.place) if isinstance(note.place, str) else (note.place, None)
        for note in selection.story.notes
    ]
    return [
        {"note": index, "position": list(position), "site": site, "leader": note.leader}
        for index, (note, (position, site)) in enumerate(zip(selection.story.notes, places, strict=True))
        if position
    ]


def _paired(selection: Selection, missile: Missile) -> dict[str, list[str]]:
    """Name the origins of a missile where the story pairs each missile with its own."""
    if selection.story.origins.pairing == "all":
        return {}
    return {"origins": [site.id for site in selection.origins_of(missile)]}
