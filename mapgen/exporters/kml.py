"""Write the rings and the sites of a map as KML, in the way in which Google Earth fills and draws them rightly."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from markupsafe import Markup

from mapgen.citations.footnote_numbers import cited_by_site
from mapgen.figure.basemap_shapes import outlines
from mapgen.forms.areas import LONGEST, area_of, pieces, ring_properties
from mapgen.forms.brief import Brief
from mapgen.forms.tables import sites as sites_table
from mapgen.forms.words import entry, said, xml_text
from mapgen.geodesy.limits import KM_PER_DEGREE
from mapgen.templating import environment
from mapgen.theme.model import RINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mapgen.document.compose import MapDocument
    from mapgen.records.model import Missile, Site

DECIMALS = 4
"""Of coordinates in degrees: 11 m at most, where rings may stray by 100 m."""


def render(document: MapDocument) -> bytes:
    """Return one KML file, UTF-8 encoded: a folder for each missile and each kind of site."""
    text = environment().get_template("forms/map.kml.j2").render(kml=Kml(document))
    return text.encode("utf-8")


@dataclass(frozen=True)
class Ring:
    """A ring of the map, as the template sees it; `colour` is the number of its missile's colour."""

    document: MapDocument
    feature: dict[str, Any]
    missile: Missile
    colour: int
    shown: bool

    @property
    def bound(self) -> str:
        """Whether it is the ``low`` or the ``high`` limit."""
        return str(self.feature["properties"]["bound"])

    @property
    def limit(self) -> str:
        """Its radius in words; a floor reads as one."""
        properties = self.feature["properties"]
        return self.document.selection.locale().limit(properties["radius_km"], properties.get("floor"))

    @property
    def origin_name(self) -> str:
        """The name of its origin, or how many origins the union is drawn from."""
        origin = self.feature["properties"]["origin"]
        return self.document.text(f"site:{origin}" if origin else "ui:all_origins")

    @property
    def name(self) -> str:
        """What the list of Google Earth calls it."""
        missile = self.document.text(f"ring:{self.missile.id}")
        return f"{missile}, {self.limit}, {self.origin_name}"

    @property
    def basis(self) -> str:
        """The basis in words."""
        properties = self.feature["properties"]
        key = f"ui:{properties['basis']}" if properties["origin"] else f"basis:{self.missile.id}"
        return self.document.text(key)

    @property
    def sources(self) -> list[str]:
        """Ids of the sources whose figures set this limit."""
        return list(self.feature["properties"]["sources"])

    @property
    def figures(self) -> list[tuple[str, str, str | None, int]]:
        """The figures that set the limit: words, who says so, quote and footnote number."""
        band = self.document.selection.bands[self.missile.id]
        places = band.low_figures if self.bound == "low" else band.high_figures
        figures = [(place, self.missile.ranges[place]) for place in places]
        return [
            (
                self.document.text(f"figure:{self.missile.id}:{place}"),
                said(self.document, figure),
                figure.quote,
                self.document.numbers[figure.source],
            )
            for place, figure in figures
        ]

    @property
    def data(self) -> dict[str, Any]:
        """Its properties, as other programs read them."""
        given = ring_properties(self.feature, self.document)
        named = {"missile_name" if key == "name" else key: value for key, value in given.items()}
        return {key: " ".join(map(str, value)) if isinstance(value, list) else value for key, value in named.items()}

    @cached_property
    def area(self) -> Any:
        """Its area in EPSG:4326."""
        return area_of(self.feature)

    @property
    def pieces(self) -> Iterator[list[Any]]:
        """The polygons that fill it: the coordinates of the outer ring, then those of the holes."""
        for polygon in pieces(self.area):
            yield [ring.coords for ring in (polygon.exterior, *polygon.interiors)]

    @property
    def lines(self) -> Iterator[Any]:
        """The lines of the true ring, without the edges along which the area is cut."""
        for line in outlines(self.area):
            yield shapely.segmentize(shapely.LineString(line), LONGEST).coords


@dataclass(frozen=True)
class Kml:
    """The value that ``forms/map.kml.j2`` sees."""

    document: MapDocument

    def text(self, value: object) -> str:
        """Return a text without the characters that XML forbids; the template escapes the rest."""
        return xml_text(str(value))

    def number(self, value: float) -> str:
        """Write a coordinate."""
        return f"{value:.{DECIMALS}f}".rstrip("0").rstrip(".")

    def path(self, points: Iterable[Any]) -> Markup:
        """Write the coordinates of a line; in Python, because a template takes three times as long for all of them."""
        return Markup(" ".join([f"{self.number(lon)},{self.number(lat)}" for lon, lat in points]))

    @property
    def about(self) -> Markup:
        """What the map says and where it comes from, as HTML; a mark of a source is its footnote number."""
        brief = Brief(self.document)
        lines = [brief.takeaway, brief.summary_text, *brief.provenance]
        return Markup("").join(Markup("<p>{}</p>").format(xml_text(line)) for line in lines if line)

    @property
    def look(self) -> tuple[float, float, float]:
        """Longitude, latitude and distance in metres from which Google Earth looks at the map."""
        (west, south), (east, north) = self.document.story["view"]["bounds"]
        lat = (south + north) / 2
        across = max(north - south, (east - west) * np.cos(np.radians(lat))) * KM_PER_DEGREE * 1000
        lon = ((west + east) / 2 + 180) % 360 - 180
        return lon, lat, float(np.clip(1.2 * across, 50_000, 20_000_000))

    @property
    def ring_styles(self) -> list[tuple[str, str, str, str]]:
        """Id, colour and width of the line, and colour of the area, for each missile and limit."""
        light = self.document.theme.light
        hues = [(number, (number - 1) % RINGS) for number in range(1, len(self.document.selection.missiles) + 1)]
        return [
            (f"ring-{number}-{bound}", _colour(light.rings[hue]), width, _colour(light.fills[hue], opacity))
            for number, hue in hues
            for bound, width, opacity in (("high", "1.5", light.outer), ("low", "2.5", light.inner))
        ]

    @property
    def kind_styles(self) -> list[tuple[str, str]]:
        """Id and colour of the pin of each kind of site."""
        kinds = self.document.selection.vocabulary.site_kind
        drawn = self.document.theme.light.kinds
        return [(f"kind-{kind}", _colour(drawn.get(kind, kinds[kind].colour))) for kind, _ in self.kinds]

    @property
    def missiles(self) -> Iterator[tuple[Missile, list[Ring], list[Ring]]]:
        """Each missile with the rings of all origins together, and those of each origin; the larger ones first."""
        selection = self.document.selection
        for colour, missile in enumerate(selection.missiles, start=1):
            own = [each for each in reversed(self.document.ranges) if each["properties"]["missile"] == missile.id]
            shown = missile.id in selection.shown
            rings = [
                Ring(self.document, each, missile, colour, shown and not each["properties"]["origin"]) for each in own
            ]
            if rings:
                together = [ring for ring in rings if not ring.feature["properties"]["origin"]]
                yield missile, together, [ring for ring in rings if ring not in together]

    @cached_property
    def kinds(self) -> list[tuple[str, list[Site]]]:
        """Each kind of site with its sites, in the map's order."""
        sites = self.document.selection.sites
        return [(kind, [site for site in sites if site.kind == kind]) for kind in dict.fromkeys(s.kind for s in sites)]

    @cached_property
    def _site_rows(self) -> dict[str, dict[str, Any]]:
        return {str(row["site"]): dict(row) for row in sites_table(self.document)}

    def site_data(self, site: Site) -> dict[str, Any]:
        """Return the row of a site in the table of sites."""
        return {"site_name" if key == "name" else key: value for key, value in self._site_rows[site.id].items()}

    def cited_by(self, site: Site) -> list[str]:
        """Return the ids of the sources on a site."""
        return list(dict.fromkeys(cited_by_site(site)))

    def entries(self, ids: Iterable[str]) -> list[tuple[int, str, str | None]]:
        """Return footnote number, entry and address of sources."""
        held = self.document.selection.sources
        return [(self.document.numbers[id_], entry(self.document, held[id_]), held[id_].url) for id_ in ids]


def _colour(hexadecimal: str, opacity: float = 1.0) -> str:
    """Write a colour as KML does: opacity, blue, green, red."""
    red, green, blue = hexadecimal[1:3], hexadecimal[3:5], hexadecimal[5:7]
    return f"{round(255 * opacity):02x}{blue}{green}{red}"
