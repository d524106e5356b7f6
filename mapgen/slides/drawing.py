"""Draw a static figure on a slide as one group of few, whole, named shapes: land, bands, rings, symbols, labels."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import shapely
from shapely.affinity import translate

from mapgen.figure.labels import place_labels
from mapgen.figure.lettering import ANCHORS
from mapgen.figure.stylesheet import stylesheet_of
from mapgen.forms.words import footnotes
from mapgen.locale import runs_left
from mapgen.slides.shapes import EMU_PER_POINT, Box, Named, Paragraph, Run, freeform, group, preset, text_box
from mapgen.slides.symbol import polygons

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mapgen.figure.context import Drawn, StaticMap
    from mapgen.figure.lettering import Placed
    from mapgen.figure.stylesheet import Stylesheet

STRAY_KM = 0.4
"""How far the coast and the rings may stray from the document's, in km."""


@dataclass(frozen=True)
class Drawing:
    """A figure and its place on a slide.

    Attributes
    ----------
    figure : StaticMap
    box : Box
        Its place; the figure is as wide as it, and not higher.
    number : callable
        Gives the id of the next shape of the slide.
    """

    figure: StaticMap
    box: Box
    number: Callable[[], int]

    @property
    def unit(self) -> float:
        """EMU for each unit of the figure."""
        return self.box.width / self.figure.projection.width

    @cached_property
    def stylesheet(self) -> Stylesheet:
        """The paint of its elements."""
        return stylesheet_of(self.figure)

    @cached_property
    def frame(self) -> Any:
        """The edge of the map as an area, in units."""
        projection = self.figure.projection
        if self.figure.is_round:
            middle = projection.width / 2
            return shapely.Point(middle, middle).buffer(middle, quad_segs=90)
        return shapely.box(0, 0, projection.width, projection.height)

    @cached_property
    def stray(self) -> float:
        """How far lines may stray, in units."""
        return STRAY_KM / self.figure.projection.unit_km

    def group(self, name: str, described: str) -> str:
        """Return the whole drawing, described for who does not see it."""
        named = self._named(name, described)
        parts = [*self._ground(), *self._areas(), *self._rings(), *self._marks(), *self._sites(), *self._labels()]
        return group(named, self.box, filter(None, parts))

    def _named(self, name: str, described: str | None = None) -> Named:
        return Named(self.number(), name, described)

    def _text(self, key: str) -> str:
        return self.figure.document.text(key)

    def _framed(self, area: Any) -> Any:
        """Return the part of a projected area inside the frame; rounded outlines may cross themselves, so mend them."""
        return shapely.intersection(shapely.make_valid(self.figure.projection.area(area, self.stray)), self.frame)

    def _ground(self) -> Iterator[str]:
        figure, paint = self.figure, self.stylesheet.paint
        form = "ellipse" if figure.is_round else "rect"
        yield preset(self._named("Sea"), form, self.box, paint("rect", "sea"), self.unit)
        land = self._framed(figure.coasts.land)
        yield self._area("Land", None, land, paint("path", "land"))
        lakes = self._framed(figure.coasts.lakes)
        yield self._area("Lakes", None, lakes, paint("path", "lake"))
        for name in (name for name in figure.line_names if name in ("border", "disputed", "mdl")):
            lines = figure.projection.lines(figure.coasts.lines[name])
            yield self._lines(name.capitalize(), None, lines, paint("path", name))

    def _areas(self) -> Iterator[str]:
        """Yield each missile's inner area, and its band: the outer area, with the inner one as its hole."""
        for index, drawn in enumerate(self.figure.ranges):
            below = self.figure.ranges[index + 1 :]
            inner = next((each.area for each in below if each.colour == drawn.colour), shapely.Polygon())
            area = shapely.intersection(shapely.difference(drawn.area, inner), self.frame)
            paint = self.stylesheet.paint("path", f"area {drawn.fill}")
            if "inner" in drawn.fill:
                outer = self.stylesheet.paint("path", f"area {drawn.fill.replace('inner', 'outer')}")
                both = 1 - (1 - float(paint["fill-opacity"])) * (1 - float(outer["fill-opacity"]))
                paint["fill-opacity"] = f"{both:.3f}"
            yield self._area(f"{self._limit(drawn)}, {self._text('ui:ring_area')}", None, area, paint)

    def _rings(self) -> Iterator[str]:
        figure = self.figure
        middle = figure.projection.width / 2
        for km in figure.circles_km:
            radius = km / figure.projection.unit_km
            circle = shapely.Point(middle, middle).buffer(radius, quad_segs=45).exterior
            yield self._lines(f"{km:,.0f} km", None, circle, self.stylesheet.paint("circle", "circle"))
        for drawn in figure.ranges:
            if drawn.is_floor:
                paint = self.stylesheet.paint("path", f"open-edge ring-{drawn.colour}")
                yield self._lines(f"{self._limit(drawn)} ≥", None, drawn.lines, paint)
            paint = self.stylesheet.paint("path", f"ring {drawn.style}")
            yield self._lines(self._limit(drawn), self._meaning(drawn), drawn.lines, paint)

    def _limit(self, drawn: Drawn) -> str:
        properties = drawn.feature["properties"]
        limit = self.figure.locale.limit(properties["radius_km"], properties.get("floor"))
        names = [self._text(f"ring:{feature['properties']['missile']}") for feature in drawn.features]
        return f"{self._text('ui:ring_gap').join(names)}{self.figure.locale.comma}{limit}"

    def _meaning(self, drawn: Drawn) -> str:
        properties = drawn.feature["properties"]
        basis = f"ui:{properties['basis']}" if properties["origin"] else f"basis:{properties['missile']}"
        sources = (id_ for feature in drawn.features for id_ in feature["properties"]["sources"])
        cited = footnotes(self.figure.document, sources)
        parts = (self._limit(drawn), self._text(basis), f"{self._text('ui:sources')}: {cited}")
        return self.figure.locale.semicolon.join(parts)

    def _marks(self) -> Iterator[str]:
        for drawn in self.figure.marks:
            label = drawn.mark.label.get(self.figure.document.selection.language) or drawn.mark.label.get("en", "")
            paint = self.stylesheet.paint("path", drawn.mark.style)
            if drawn.mark.is_filled:
                yield self._area(label, label, shapely.intersection(drawn.shape, self.frame), paint)
            else:
                yield self._lines(label, label, drawn.shape, paint)
            for x, y in drawn.points:
                dot = shapely.Point(x, y).buffer(4)
                yield self._area(label, label, dot, self.stylesheet.paint("circle", f"{drawn.mark.style} point"))

    def _sites(self) -> Iterator[str]:
        vocabulary = self.figure.document.selection.vocabulary
        for site, x, y in self.figure.sites:
            faded = "faded" if vocabulary.status[site.status].faded else ""
            name, kind = self._text(f"site:{site.id}"), self._text(f"kind:{site.kind}")
            described = f"{name}: {kind}, {self._text(f'status:{site.status}')}"
            yield self.symbol(site.kind, x, y, name, described, faded=faded)

    def symbol(self, kind: str, x: float, y: float, name: str, described: str | None, *, faded: str = "") -> str:
        """Return the symbol of a kind of site with its middle at a point of the figure."""
        symbol = self.figure.document.selection.vocabulary
        drawn = symbol.symbol[symbol.site_kind[kind].symbol]
        around = [f"symbol {faded}", "open" if drawn.open else ""]
        paint = self.stylesheet.paint("path", f"body kind-{kind}", around)
        if faded:
            paint["opacity"] = self.stylesheet.paint("use", "faded").get("opacity", "1")
        return self._area(name, described, translate(polygons(drawn.path), x, y), paint)

    def _labels(self) -> Iterator[str]:
        for placed in place_labels(self.figure):
            label = placed.label
            name = label.text.replace("\n", " ")
            if placed.leader:
                line = shapely.LineString(placed.leader)
                yield self._lines(name, None, line, self.stylesheet.paint("path", "leader", ["lettering"]))
            if label.dotted:
                dot = shapely.Point(label.x, label.y).buffer(2.4)
                yield self._area(name, None, dot, self.stylesheet.paint("circle", "dot"))
            yield self._label(placed)

    def _label(self, placed: Placed) -> str:
        label = placed.label
        paint = self.stylesheet.paint("text", label.style, ["lettering"])
        size = float(paint.get("font-size", label.size))
        lines = label.text.count("\n") + 1
        width, height = 1.15 * label.width + size, 1.2 * size * lines
        x, y = placed.x - width * ANCHORS[placed.anchor], placed.y - 0.92 * size
        if placed.turn:  # a box turns about its middle, and SVG's text about its anchor
            down, turn = height / 2 - 0.92 * size, math.radians(placed.turn)
            x, y = placed.x - down * math.sin(turn) - width / 2, placed.y + down * math.cos(turn) - height / 2
        box = self._at(x, y, width, height)
        run = Run(
            label.text,
            label.tag,
            size * self.unit / EMU_PER_POINT,
            colour=paint["fill"],
            bold=int(paint.get("font-weight", "400")) >= 600,
            italic=paint.get("font-style") == "italic",
            halo=paint.get("stroke"),
            spacing=label.spacing * size * self.unit / EMU_PER_POINT,
        )
        align = {"start": "l", "middle": "ctr", "end": "r"}[placed.anchor]
        named = self._named(label.text.replace("\n", " "), label.text.replace("\n", " "))
        is_left = label.tag == self.figure.locale.tag and self.figure.locale.is_right_to_left
        written = Paragraph((run,), align, right_to_left=is_left or runs_left(label.text))
        return text_box(named, box, [written], turn=placed.turn, wraps=False)

    def _at(self, x: float, y: float, width: float, height: float) -> Box:
        left, top = self.box.left + round(x * self.unit), self.box.top + round(y * self.unit)
        return Box(left, top, round(width * self.unit), round(height * self.unit))

    def _area(self, name: str, described: str | None, area: Any, paint: dict[str, str]) -> str:
        simple = shapely.simplify(area, min(self.stray, 0.1))
        return freeform(self._named(name, described), simple, self.box, self.unit, paint, closed=True)

    def _lines(self, name: str, described: str | None, lines: Any, paint: dict[str, str]) -> str:
        simple = shapely.simplify(shapely.line_merge(lines), min(self.stray, 0.1))
        return freeform(self._named(name, described), simple, self.box, self.unit, paint, closed=False)
