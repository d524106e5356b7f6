"""Draw the pictures of docs/geodesy.md from the rings that mapgen computes: docs/geodesy-*.svg."""

from __future__ import annotations

import json
import math
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from mapgen.geodesy.limits import KM_PER_DEGREE
from mapgen.geodesy.outlines import decode_polygons
from mapgen.geodesy.projections import Azimuthal
from mapgen.geodesy.rings import range_area
from tools.svg_parts import MARGIN, Point, Project, dot, label, legend, panel, path, picture, window

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs"

PYONGYANG = (125.75, 39.03)
FIJI = (178.0, -17.5)
TAYMYR = (100.0, 74.0)
OSLO = (10.75, 59.9)
SHORE = 0.3
"""Tolerance of the coasts, in degrees."""


def mercator(lon: float, lat: float) -> Point:
    """Project a position (degrees) to Mercator, in degrees of longitude at the equator."""
    return lon, math.degrees(math.asinh(math.tan(math.radians(lat))))


def exteriors(area: shapely.Polygon | shapely.MultiPolygon) -> list[list[Point]]:
    """Return the outer rings of an area as positions."""
    return [list(polygon.exterior.coords)[:-1] for polygon in shapely.get_parts(area)]


def cuts(rings: Iterable[list[Point]]) -> list[list[Point]]:
    """Return the edges of rings along the antimeridian or at a pole: they are cuts, not limits of a range."""
    return [
        [start, end]
        for ring in rings
        for start, end in pairwise([*ring, ring[0]])
        if (abs(start[0]) == 180 and start[0] == end[0]) or (abs(start[1]) == 90 and start[1] == end[1])
    ]


@cache
def world() -> shapely.MultiPolygon:
    """Return the land of the world, without islands that are too small for these pictures."""
    base = json.loads((ROOT / "geodata/basemap/world.json").read_text("ascii"))
    joined = shapely.get_parts(decode_polygons(base["land"], base["scale"]).simplify(SHORE))
    return shapely.multipolygons(joined[shapely.area(joined) > 4 * SHORE**2])


def land(west: float, south: float, east: float, north: float) -> list[list[Point]]:
    """Return the coasts between these degrees; `east` may exceed 180."""
    copies = [shapely.transform(world(), partial(np.add, np.array((turn, 0.0)))) for turn in (0, 360)]
    return exteriors(
        shapely.multipolygons(
            [
                part
                for copy in copies
                for part in shapely.get_parts(shapely.clip_by_rect(copy, west - 1, south - 1, east + 1, north + 1))
                if part.geom_type == "Polygon"
            ]
        )
    )


def graticule(project: Project, step: int = 30) -> str:
    """Draw meridians and parallels in steps of degrees."""
    meridians = [[(lon, lat) for lat in range(-84, 85, 2)] for lon in range(-180, 181, step)]
    parallels = [[(lon, lat) for lon in range(-180, 361, 2)] for lat in range(-60, 61, step)]
    return path([*meridians, *parallels], project, "grid", end="")


def circle(centre: Point, radius: float) -> list[Point]:
    """Return the points of a circle in the plane."""
    turns = [math.radians(turn) for turn in range(0, 360, 2)]
    return [(centre[0] + radius * math.cos(turn), centre[1] + radius * math.sin(turn)) for turn in turns]


def alone(name: str, what: str, size: Point, title: str, parts: Iterable[str]) -> str:
    """Return a picture with a single panel."""
    return picture(what, size, [panel(name, MARGIN, size, title, parts)])


def draw_planar() -> str:
    """Show a ring beside the circles that a compass draws on the map and in degrees."""
    km, (lon, lat) = 4_000, PYONGYANG
    size, sides = (640.0, 0.0), (58.0, -16.0, 194.0, 79.0)
    place, height = window(*mercator(*sides[:2]), *mercator(*sides[2:]), size[0])
    degrees = km / KM_PER_DEGREE
    x, y = mercator(lon, lat)
    compass = circle((x, y), degrees / math.cos(math.radians(lat)))
    in_degrees = circle(PYONGYANG, degrees)
    (ring,) = exteriors(range_area(lon, lat, max_km=km))

    def project(position: Point) -> Point:
        return place(mercator(*position))

    parts = [
        path(land(*sides), project, "land"),
        graticule(project),
        path([ring], project, "area"),
        path([ring], project, "ring"),
        path([compass], place, "planar"),
        path([in_degrees], project, "degrees"),
        dot(project(PYONGYANG)),
        label(project(PYONGYANG)[0] + 8, project(PYONGYANG)[1] + 5, "Pyongyang"),
        *legend(
            14,
            height - 62,
            (
                ("ring", "4,000 km, geodesic"),
                ("planar", "a circle drawn on the map"),
                ("degrees", "a circle in degrees"),
            ),
        ),
    ]
    what = "4,000 km around Pyongyang in Mercator: a geodesic ring, a circle on the map, a circle in degrees."
    return alone("planar", what, (size[0], height), "The same 4,000 km, three ways, in Mercator", parts)


def draw_antimeridian() -> str:
    """Show a ring over the antimeridian: one area in two parts."""
    width = 640.0
    sides = (-180.0, -75.0, 180.0, 50.0)
    place, height = window(*sides, width)
    area = range_area(*FIJI, max_km=3_000)
    rings = exteriors(area)
    parts = [
        path(land(*sides), place, "land"),
        graticule(place),
        path(rings, place, "area"),
        path(rings, place, "ring"),
        path(cuts(rings), place, "cut", end=""),
        dot(place(FIJI)),
        label(place(FIJI)[0] - 8, place(FIJI)[1] + 5, "Fiji", anchor="end"),
        label(width - 70, 62, "180° E", anchor="end"),
        label(70, 62, "180° W"),
        *legend(232, height - 42, (("ring", "the ring, 3,000 km"), ("cut", "the cut"))),
    ]
    what = "A ring of 3,000 km around Fiji in longitude and latitude: two parts, cut at the antimeridian."
    return alone("antimeridian", what, (width, height), "Cut at 180 degrees: one area, two parts", parts)


def draw_pole() -> str:
    """Show a ring around a pole, in degrees and as seen from its centre."""
    km, width, across = 3_500, 420.0, 210.0
    sides = (-180.0, -90.0, 180.0, 90.0)
    place, height = window(*sides, width)
    area = range_area(*TAYMYR, max_km=km)
    rings = exteriors(area)
    flat = [
        path(land(*sides), place, "land"),
        graticule(place),
        path(rings, place, "area"),
        path(rings, place, "ring"),
        path(cuts(rings), place, "cut", end=""),
        dot(place(TAYMYR)),
        label(place(TAYMYR)[0] + 8, place(TAYMYR)[1] + 5, "centre"),
        *legend(14, height - 88, (("ring", "the ring, 3,500 km"), ("cut", "closed over the pole"))),
    ]
    what = "A ring of 3,500 km that holds the North Pole: closed over it in degrees, a circle from its centre."
    return picture(
        what,
        (width + 20 + across, height),
        [
            panel("pole-flat", MARGIN, (width, height), "In degrees: the pole is a side of the map", flat),
            panel("pole-seen", MARGIN + width + 20, (across, height), "From its centre", seen(area, 1.25 * km, across)),
        ],
    )


def seen(area: Any, limit_km: float, across: float) -> list[str]:
    """Draw an area as it is seen from its centre, in a square."""
    wider = math.sqrt(2)  # so that the round figure fills the square
    corner = (wider - 1) / 2 * across
    figure = Azimuthal(*TAYMYR, limit_km=limit_km * wider, width=across * wider)

    def inside(point: Point) -> Point:
        return point[0] - corner, point[1] - corner

    shores, rings = exteriors(figure.area(world()).simplify(0.5)), exteriors(figure.area(area))
    places = zip(figure.points([(0.0, 90.0), TAYMYR]), ("North Pole", "centre"), strict=True)
    marks = [(inside(point), words) for point, words in places if point]
    return [
        path(shores, inside, "land"),
        path(rings, inside, "area"),
        path(rings, inside, "ring"),
        *(dot(point) for point, _ in marks),
        *(label(x + 7, y + 5, words) for (x, y), words in marks),
    ]


def draw_edges() -> str:
    """Show vertices, edges and a tolerance that is large enough to be seen."""
    km, tolerance_km, width = 1_000, 40, 640.0
    sides = (-10.0, 61.5, 18.0, 70.0)
    flat, height = window(sides[0], 2 * sides[1], sides[2], 2 * sides[3], width)

    def project(position: Point) -> Point:
        return flat((position[0], 2 * position[1]))  # a degree of latitude is twice as long here

    exact, inner, outer = (exteriors(range_area(*OSLO, max_km=km + off)) for off in (0, -tolerance_km, tolerance_km))
    (coarse,) = exteriors(range_area(*OSLO, max_km=km, tolerance_km=tolerance_km))
    parts = [
        path([*inner, *outer], project, "corridor"),
        path(exact, project, "ring"),
        path([coarse], project, "edge"),
        *(dot(project(vertex), "vertex", 5) for vertex in coarse),
        *legend(
            230,
            height - 84,
            (
                ("ring", "the true ring"),
                ("edge", "vertices on it, and straight edges"),
                ("corridor", "the tolerance on either side, here 40 km"),
            ),
        ),
    ]
    what = "Vertices on a ring and the straight edges between them, within a tolerance that is here 40 km, usually 0.1."
    title = "Edges and their tolerance in lon/lat, 400 times as large as usual"
    return alone("edges", what, (width, height), title, parts)


DRAWINGS = {
    "geodesy-planar.svg": draw_planar,
    "geodesy-antimeridian.svg": draw_antimeridian,
    "geodesy-pole.svg": draw_pole,
    "geodesy-edges.svg": draw_edges,
}


def main() -> None:
    """Draw them all."""
    for name, draw in DRAWINGS.items():
        (FOLDER / name).write_text(draw(), "utf-8")


if __name__ == "__main__":
    main()
