"""Draw a map as a static figure: one SVG of a document, in the story's frame or as seen from one of its sites."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import shapely
from shapely.geometry import shape

from mapgen.errors import GeometryError, UnknownNameError
from mapgen.figure.basemap_shapes import coasts_of, outlines
from mapgen.figure.context import FINE, Drawn, DrawnMark, StaticMap, missiles_shown
from mapgen.figure.labels import PHONE, phone_labels, place_labels
from mapgen.geodesy.projections import LIMITS_KM, MOST_KM, Azimuthal, Mercator, Projection
from mapgen.layers._layer import lines_of
from mapgen.templating import environment

if TYPE_CHECKING:
    from typing import Any

    from mapgen.document.compose import MapDocument
    from mapgen.figure.lettering import Placed
    from mapgen.layers._layer import Mark
    from mapgen.records.model import Missile, Site

WIDTH = 1000.0
"""Width of a figure in its own units."""
HEIGHTS = (0.6, 0.95)
"""Least and greatest height of a figure in the story's frame, as shares of its width."""


def static_map(
    document: MapDocument,
    *,
    centre: str | None = None,
    limit_km: float | None = None,
    width: float = WIDTH,
    ratio: float | None = None,
) -> StaticMap:
    """Lay out a static figure.

    Parameters
    ----------
    document : MapDocument
        The missiles that are switched on when its page opens are drawn, around all origins together.
    centre : str, optional
        Id of a drawn site. The figure is then azimuthal equidistant, with this site in the centre; if the site is an
        origin, its own rings are drawn, which are circles in this projection.
    limit_km : float, optional
        Distance in km from the centre to the edge of an azimuthal figure, at most 18,000; by default it leaves some
        room around the widest ring.
    width : float, optional
        Width of the map in units: symbols and words are the larger on it, the fewer it has.
    ratio : float, optional
        Height of a map in the story's frame as a share of its width; by default it follows from what the map shows. A
        frame as high as the whole map can be lower.

    Returns
    -------
    StaticMap

    Raises
    ------
    UnknownNameError
        If no drawn site has the id.
    GeometryError
        If the limit is out of bounds.
    """
    selection = document.selection
    site = _site(document, centre) if centre is not None else None
    origin = site.id if site in selection.origins else None
    features = [
        (colour, feature)
        for colour, missile in missiles_shown(document)
        for feature in _rings(document, missile, origin)
    ]
    projection: Projection
    if site and site.position:
        widest_km = max((feature["properties"]["radius_km"] for _, feature in features), default=500.0)
        projection = Azimuthal(*site.position, limit_km=_limit(limit_km, widest_km), width=width)
    else:
        projection = _frame(document.story["view"]["bounds"], width, (ratio, ratio) if ratio else HEIGHTS)
    ranges = _joined([_drawn(feature, colour, projection) for colour, feature in features])
    order = {feature["id"]: feature["properties"]["label_order"] for feature in document.sites}
    placed = [site for site in (*selection.origins, *selection.places) if site.position]
    spots = zip(placed, projection.points([site.position for site in placed if site.position]), strict=True)
    seen = [(site, *spot) for site, spot in spots if spot]
    return StaticMap(
        document=document,
        projection=projection,
        centre=site,
        coasts=coasts_of(document.packed["basemap"], projection.bounds),
        ranges=ranges,
        marks=tuple(_drawn_mark(mark, projection) for mark in document.marks),
        sites=tuple(sorted(seen, key=lambda item: -order[item[0].id])),
    )


def opening_map(document: MapDocument) -> StaticMap:
    """Lay out the static figure that shows what the page opens with: in the story's frame, or as seen from a site."""
    return static_map(document, centre=document.story["view"].get("from"))


def svg(drawn: StaticMap, *, standalone: bool = True, labels: list[Placed] | None = None) -> str:
    """Write a figure as SVG: text as text, fonts by family name, no script.

    Parameters
    ----------
    drawn : StaticMap
    standalone : bool, optional
        Whether it is read without the page: it then has its own title, key, footnotes and colours.
    labels : list of Placed, optional
        The result of `place_labels`, if the caller has it already.

    Returns
    -------
    str
    """
    template = "static_map_standalone.svg.j2" if standalone else "static_map.svg.j2"
    placed = place_labels(drawn) if labels is None else labels
    few = [] if standalone else phone_labels(drawn)
    times = drawn.projection.width / PHONE
    return environment().get_template(template).render(figure=drawn, labels=placed, fine=FINE, few=few, times=times)


def _site(document: MapDocument, id_: str) -> Site:
    drawn = {site.id: site for site in (*document.selection.origins, *document.selection.places)}
    if id_ not in drawn:
        raise UnknownNameError("drawn site", id_, drawn)
    return drawn[id_]


def _limit(given_km: float | None, widest_km: float) -> float:
    if given_km is None:
        return float(next((limit for limit in LIMITS_KM if limit >= 1.15 * widest_km), MOST_KM))
    if not 100 <= given_km <= MOST_KM:
        msg = f"an azimuthal figure ends between 100 and {MOST_KM:,.0f} km from its centre, not at {given_km:,.10g} km"
        raise GeometryError(msg)
    return given_km


def _frame(bounds: list[list[float]], width: float, heights: tuple[float, float]) -> Mercator:
    """Fit the story's bounds into a frame that is neither too flat nor too tall: between two shares of its width."""
    (west, south), (east, north) = bounds
    pad = 0.03 * (east - west)
    frame = Mercator(west - pad, south, east + pad, north, width).stretched(1.06)
    low, high = (part * width for part in heights)
    if frame.height > high:
        return frame.widened(frame.height / high)
    return frame.stretched(low / frame.height) if frame.height < low else frame


def _rings(document: MapDocument, missile: Missile, origin: str | None) -> list[dict[str, Any]]:
    """Return the range features of a missile: the high limit, then the low one if it has a different radius."""
    own = [
        feature
        for feature in document.ranges
        if feature["properties"]["missile"] == missile.id and feature["properties"]["origin"] == origin
    ]
    radii = {feature["properties"]["radius_km"] for feature in own}
    return own[-1:] if len(radii) == 1 else own[::-1]


def _drawn(feature: dict[str, Any], colour: int, projection: Projection) -> Drawn:
    properties = feature["properties"]
    if feature["geometry"]["type"] == "Point" and isinstance(projection, Azimuthal):
        disc = projection.disc(properties["radius_km"])
        return Drawn(feature, colour, disc, shapely.boundary(disc))
    area = shape(feature["geometry"])
    return Drawn(feature, colour, projection.area(area), projection.lines(outlines(area)))


def _joined(separate: list[Drawn]) -> tuple[Drawn, ...]:
    """Put rings together that are the same line: of several missiles, with one radius around the same origins."""
    together: dict[object, list[Drawn]] = {}
    for ring in separate:
        properties = ring.feature["properties"]
        key = (properties["radius_km"], properties.get("floor"), shapely.to_wkb(ring.area))
        together.setdefault(key, []).append(ring)
    return tuple(replace(same[0], others=tuple(ring.feature for ring in same[1:])) for same in together.values())


def _drawn_mark(mark: Mark, projection: Projection) -> DrawnMark:
    geometry = shape(mark.geometry)
    if "Point" in geometry.geom_type:
        places = [(float(lon), float(lat)) for lon, lat in shapely.get_coordinates(geometry)]
        return DrawnMark(mark, shapely.GeometryCollection(), tuple(at for at in projection.points(places) if at))
    if mark.is_filled:
        return DrawnMark(mark, projection.area(geometry), ())
    return DrawnMark(mark, projection.lines(lines_of(geometry)), ())
