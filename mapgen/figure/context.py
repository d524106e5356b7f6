"""Hold a static figure: everything that its templates may read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from mapgen.figure.lettering import balanced, cut, width_of, wrap
from mapgen.figure.svg_path import path_data
from mapgen.geodesy.projections import CIRCLES_KM, Azimuthal
from mapgen.locale import whole_isolates
from mapgen.records.bands import limit_sources
from mapgen.records.markup import CITATION_MARK
from mapgen.selection.resolve import kinds_drawn
from mapgen.theme.model import families_for, font_stack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from mapgen.document.compose import MapDocument
    from mapgen.figure.basemap_shapes import Coasts
    from mapgen.geodesy.projections import Projection
    from mapgen.layers._layer import Mark
    from mapgen.locale import Locale
    from mapgen.records.model import Missile, Site
    from mapgen.records.terms import SiteKind

KEY_SIZE = 13.5
"""Font size of the key, in units of the figure."""
NOTE_SIZE = 11.5
"""Font size of the notes, in units of the figure."""
FINE = 1.5
"""The step that outlines of land are rounded to, in units of the figure: a quarter of a millimetre on paper."""
RING = 0.1
"""The step that rings are rounded to, in units of the figure."""
NEAR_KM = 1.5
"""Rivers and lines of provinces are drawn only where a unit of the figure is shorter than this many kilometres."""


@dataclass(frozen=True)
class Drawn:
    """A range area of the figure: its feature, the number of its colour, and its area and lines in units.

    Where other missiles have the same ring, `others` are their features: one line is drawn for all.
    """

    feature: dict[str, Any]
    colour: int
    area: Any
    lines: Any
    others: tuple[dict[str, Any], ...] = ()

    @property
    def features(self) -> tuple[dict[str, Any], ...]:
        """Return the features of all missiles that have this ring."""
        return (self.feature, *self.others)

    @property
    def style(self) -> str:
        """Return the CSS classes of its outline."""
        properties = self.feature["properties"]
        floor = " floor" if "floor" in properties else ""
        joint = " joint" if self.others else ""
        return f"{properties['bound']} {properties['basis']} {properties['kind']}{floor} ring-{self.colour}{joint}"

    @property
    def is_floor(self) -> bool:
        """Return whether the range is only known to be at least this; the area is then drawn open to the outside."""
        return "floor" in self.feature["properties"]

    @property
    def fill(self) -> str:
        """Return the CSS classes of its area."""
        inner = "inner" if self.feature["properties"]["bound"] == "low" else "outer"
        return f"{inner} {self.feature['properties']['basis']} ring-{self.colour}"


@dataclass(frozen=True)
class DrawnMark:
    """A mark of an overlay in the figure: its area or its lines, and its points, in units."""

    mark: Mark
    shape: Any
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class StaticMap:
    """A static figure, as the templates ``static_map*.svg.j2`` see it.

    Attributes
    ----------
    document : MapDocument
    projection : Mercator or Azimuthal
    centre : Site or None
        The site that an azimuthal figure is seen from.
    coasts : Coasts
    ranges : tuple of Drawn
        The area of a missile's high limit comes before that of its low limit. A ring of several missiles is one.
    marks : tuple of DrawnMark
    sites : tuple of (Site, float, float)
        The sites in the figure, with their places in units; the most important comes last and is drawn on top.
    fine : float
        The step that outlines of land are rounded to, in units; a form that may be larger asks for a finer one.
    """

    document: MapDocument
    projection: Projection
    centre: Site | None
    coasts: Coasts
    ranges: tuple[Drawn, ...]
    marks: tuple[DrawnMark, ...]
    sites: tuple[tuple[Site, float, float], ...]
    fine: float = FINE

    @property
    def locale(self) -> Locale:
        """The language in which it speaks."""
        return self.document.selection.locale()

    @property
    def circles_km(self) -> list[float]:
        """Radii of the distance circles of an azimuthal figure, in km."""
        if not isinstance(self.projection, Azimuthal):
            return []
        limit_km = self.projection.limit_km
        step = next((step for step in CIRCLES_KM if limit_km / step <= 6), CIRCLES_KM[-1])
        return [float(km) for km in range(step, int(limit_km), step)] + [limit_km]

    @property
    def line_names(self) -> list[str]:
        """The kinds of lines on the land, in the order in which they are drawn; faint ones at large scales only."""
        faint = ("province", "river") if self.projection.unit_km < NEAR_KM else ()
        return [name for name in (*faint, "border", "disputed", "mdl") if name in self.coasts.lines]

    @property
    def missiles(self) -> list[tuple[int, Missile]]:
        """The missiles drawn, each with the number of its colour."""
        return list(missiles_shown(self.document))

    @property
    def colours(self) -> dict[str, str]:
        """The light theme's colours and the fonts, by the names of the page's CSS variables."""
        theme, light = self.document.theme, self.document.theme.light
        named = {name: value for name, value in light if isinstance(value, str)}
        rings = {f"c{number}": colour for number, colour in enumerate(light.rings, start=1)}
        fills = {f"f{number}": colour for number, colour in enumerate(light.fills, start=1)}
        kinds = {f"kind-{id_}": colour for id_, colour in light.kinds.items()}
        language = self.document.selection.language
        families = {"text": theme.fonts.text, "display": theme.fonts.display}
        fonts = {name: font_stack(families_for(language, names)) for name, names in families.items()}
        return {**named, **rings, **fills, **kinds, **{name: Markup(stack) for name, stack in fonts.items()}}

    @property
    def mark_colours(self) -> list[str]:
        """The names of the theme's colours that marks of overlays use."""
        return sorted({drawn.mark.colour for drawn in self.marks})

    @property
    def is_round(self) -> bool:
        """Whether the figure is azimuthal."""
        return isinstance(self.projection, Azimuthal)

    @property
    def kinds(self) -> list[tuple[str, SiteKind, int]]:
        """Each kind of site in the figure: its id, its term and how many sites there are; the highest rank first."""
        seen = [site.kind for site, _, _ in self.sites]
        return [(id_, kind, seen.count(id_)) for id_, kind, _ in kinds_drawn(self.document.selection) if id_ in seen]

    @property
    def view(self) -> str:
        """The point of view, in words: all origins, or the site in the centre and the limit in km."""
        text = self.document.text
        if not isinstance(self.projection, Azimuthal) or not self.centre:
            return f"{text('ui:origin')}: {text('ui:all_origins')}"
        limit = self.locale.km(self.projection.limit_km)
        site = self.locale.apart(text(f"site:{self.centre.id}"))
        return text("ui:view_from").format(site=site, limit=limit)

    @property
    def notes(self) -> list[str]:
        """Footnotes of the ranges drawn, then credits and the content hash, broken into lines."""
        text = self.document.text
        cited = dict.fromkeys(id_ for _, missile in self.missiles for id_ in self.limit_sources(missile))
        cited |= dict.fromkeys(id_ for words in self._callouts() for id_ in CITATION_MARK.findall(words))
        notes = self.locale.semicolon.join(f"{self.document.numbers[id_]} {self._credit(id_)}" for id_ in cited)
        basis = " · ".join(
            self.locale.apart(text(key)) for key in ("ui:base_credit", "story_id", "content_hash", "ui:generator")
        )
        return [
            line
            for words in (f"{text('ui:sources')}: {notes}.", f"{text('ui:scale_note')} {basis}")
            for line in whole_isolates(wrap(words, NOTE_SIZE, self.projection.width))
        ]

    def _callouts(self) -> Iterator[str]:
        """Yield the words of the callouts on the map, with their marks."""
        selection = self.document.selection
        for note in self.document.story.get("notes", ()):
            words = selection.story.notes[note["note"]].text
            yield words.get(selection.language) or next(iter(words.values()))

    def _credit(self, source_id: str) -> str:
        source = self.document.selection.sources[source_id]
        name = self.locale.apart(source.publication)
        day = source.issued.interval if source.issued else None
        return f"{name}{self.locale.cited_comma}{self.locale.apart(self.locale.period(day))}" if day else name

    def limit_sources(self, missile: Missile) -> list[str]:
        """Return the ids of the sources whose range figures set the band of a missile."""
        return limit_sources(missile, self.document.selection.bands[missile.id])

    def basis(self, missile: Missile) -> str:
        """Return the basis of a missile's rings in this figure: the centre's own rings, else those of all origins."""
        bases = (
            str(feature["properties"]["basis"])
            for ring in self.ranges
            for feature in ring.features
            if feature["properties"]["missile"] == missile.id
        )
        return next(bases)

    def basis_words(self, missile: Missile) -> str:
        """Say the basis in words."""
        whole = any(ring.feature["properties"]["origin"] is None for ring in self.ranges)
        return self.document.text(f"basis:{missile.id}" if whole else f"ui:{self.basis(missile)}")

    def land(self) -> str:
        """Path data of the land, which the template enlarges by `FINE`."""
        return path_data(self.projection.area(self.coasts.land, self.fine), step=self.fine, scale=FINE)

    def lakes(self) -> str:
        """Path data of the lakes, in steps of `FINE` units."""
        return path_data(self.projection.area(self.coasts.lakes, FINE), step=FINE, scale=FINE)

    def lines(self, name: str) -> str:
        """Path data of a kind of lines of the base map, which the template enlarges by `FINE`."""
        return path_data(self.projection.lines(self.coasts.lines[name]), step=self.fine, scale=FINE)

    def path(self, geometry: Any) -> str:
        """Path data of a part of a range area."""
        return path_data(geometry, step=min(RING, self.fine))

    def key_name(self, missile: Missile, width: float) -> str:
        """Return the name of a missile for the key, cut if its band would have no room beside it."""
        band = width_of(self.document.text(f"band:{missile.id}"), KEY_SIZE, bold=True)
        name = cut(self.document.text(f"missile:{missile.id}"), KEY_SIZE, width - band, bold=True)
        return self.locale.apart(name)

    def key_kind(self, kind: str, width: float) -> str:
        """Return the name of a kind of site for the key, cut if it has no room."""
        return cut(self.document.text(f"kind:{kind}"), KEY_SIZE, width)

    def wrapped(self, words: str, size: float, width: float) -> list[str]:
        """Break words into even lines."""
        return list(whole_isolates(balanced(words, size, width)))


def missiles_shown(document: MapDocument) -> Iterator[tuple[int, Missile]]:
    """Yield the missiles switched on at first that rings are drawn of, each with the number of its colour."""
    drawn = {missile.id for missile in document.selection.drawn}
    for colour, missile in enumerate(document.selection.missiles, start=1):
        if missile.id in document.selection.shown and missile.id in drawn:
            yield colour, missile
