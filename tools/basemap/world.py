"""Build the coarse world, whose land and borders are simplified together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely
from shapely import MultiPolygon, Polygon

from mapgen.geodesy.outlines import encode_line, encode_polygons
from tools.basemap.shapes import area_km2, is_named, polygons, tidy
from tools.basemap.topology import areas, decode_arcs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ANTARCTIC_LAT = -60.0
SCALE, TOLERANCE_DEG, ISLET_KM2, LAKE_KM2 = 0.025, 0.48, 800.0, 8000.0  # Leaflet zoom 5: 4 km a pixel


def build_world(
    topology: dict[str, Any], land: dict[str, Any], code: Callable[[str], str], lakes: list[Any]
) -> dict[str, Any]:
    """
    Build the world.

    Parameters
    ----------
    topology
        The topology ``countries-50m``.
    land
        The topology ``land-50m``, in which Antarctica is whole.
    code
        Returns the code of a country of the topology.
    lakes
        Polygons in lon/lat, WGS84; the large ones are taken.

    Returns
    -------
    dict
        ``scale``; ``land`` and ``lakes`` as encoded polygons; ``borders`` by the codes of the two countries.
    """
    shapes = areas(topology, decode_arcs(topology), "countries")
    exact = {code(str(number or name)): MultiPolygon(polygons(area)) for (number, name), area in shapes.items()}
    exact = {key: area for key, area in exact.items() if not area.is_empty}
    ground = polygons(shapely.union_all(list(areas(land, decode_arcs(land), "land").values())))
    exact["AQ"] = MultiPolygon([part for part in ground if part.bounds[3] < ANTARCTIC_LAT])
    keys = sorted(exact)
    # Visvalingam-Whyatt: with so large a tolerance, Douglas-Peucker (used for the cells) turns fjords into spikes.
    simple = dict(zip(keys, shapely.coverage_simplify([exact[key] for key in keys], TOLERANCE_DEG), strict=True))
    named = [part for area in exact.values() for part in polygons(area) if is_named(part, 0)]
    large = [part for part in polygons(shapely.union_all(list(simple.values()))) if area_km2(part) >= ISLET_KM2]
    dry = tidy(shapely.union_all([*large, *named]), SCALE, ISLET_KM2)
    borders: dict[str, list[str]] = {}
    for pair, line in _borders(simple):
        borders.setdefault(pair, []).append(encode_line(line.coords, SCALE))
    kept = [lake for lake in lakes if area_km2(lake) >= LAKE_KM2]
    water = [part for lake in kept for part in polygons(shapely.set_precision(lake.simplify(TOLERANCE_DEG / 3), SCALE))]
    return {
        "scale": SCALE,
        "land": encode_polygons(dry, SCALE),
        "lakes": encode_polygons(MultiPolygon([Polygon(part.exterior) for part in water]), SCALE),
        "borders": borders,
    }


def _borders(countries: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the lines that two countries share: their codes, and each line."""
    keys = [key for key, area in countries.items() if not area.is_empty]
    tree = shapely.STRtree([countries[key] for key in keys])
    for first, second in sorted(tree.query([countries[key] for key in keys], predicate="intersects").T.tolist()):
        if first < second:
            one, other = (shapely.boundary(countries[keys[index]]) for index in (first, second))
            shared = shapely.intersection(one, other)
            lines = [part for part in shapely.get_parts(shared) if part.geom_type == "LineString"]
            for line in shapely.get_parts(shapely.line_merge(shapely.multilinestrings(lines))) if lines else ():
                yield f"{keys[first]}-{keys[second]}", line
