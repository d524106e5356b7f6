"""Build the coastlines, borders and country shapes of geodata/basemap from the npm package world-atlas."""

from __future__ import annotations

import json
import math
import subprocess
from collections import defaultdict
from pathlib import Path
from typing import Any

import click
import pycountry
import shapely
from shapely import LineString, MultiPolygon, Point, Polygon, box

from mapgen.geodesy.outlines import decode_line, encode_line, encode_polygons
from tools.topology import Arc, arc_users, areas, decode_arcs, simplify_arcs
from tools.world_atlas import check_integrity, fetch_package, read_topology

ATTRIBUTION = "Made with Natural Earth"
FOLDER = Path(__file__).parents[1] / "geodata" / "basemap"

WINDOW = (100, 18, 150, 54)
"""The detailed part of the map: west, south, east and north in degrees."""
DETAIL_SCALE, DETAIL_ISLET_KM2 = 0.0025, 4.0  # Leaflet zoom 8, the deepest: 0.0055 degrees a pixel
KOREA_TOLERANCE_DEG, COAST_TOLERANCE_DEG, BORDER_TOLERANCE_DEG = 0.003, 0.0075, 0.02
WORLD_SCALE, WORLD_TOLERANCE_DEG, WORLD_ISLET_KM2 = 0.025, 0.32, 800.0  # Leaflet zoom 5: 4 km a pixel
COUNTRY_SCALE, COUNTRY_TOLERANCE_DEG = 0.01, 0.015
KM_PER_DEGREE = 111.2

KOREAS = {"408", "410"}  # ISO 3166-1 numeric
CHINA_AND_REGIONS = {"156", "344", "446"}  # Hong Kong and Macao: no international boundary runs between them
CRIMEA = box(32.3, 44.2, 36.7, 46.3)
VATICAN = Point(12.453, 41.903).buffer(0.005)  # drawn here, because rounding in the package has flattened it
INSIDE_ANOTHER = {
    "BQ": ("NL", box(-69, 11, -62, 18)),
    "BV": ("NO", box(3, -55, 4, -54)),
    "GF": ("FR", box(-55, 2, -51, 6)),
    "GP": ("FR", box(-62, 15.7, -60.9, 16.6)),
    "MQ": ("FR", box(-61.4, 14.2, -60.7, 15)),
    "RE": ("FR", box(55, -21.6, 56, -20.6)),
    "SJ": ("NO", box(-10, 70.5, 35, 81.5)),
    "TK": ("NZ", box(-173, -10, -170, -8)),
    "YT": ("FR", box(44.8, -13.3, 45.5, -12.4)),
}
"""ISO 3166-1 codes without a country in Natural Earth: the country that contains them there, and a box around them."""
WITHOUT_NUMBER = {
    "Akrotiri": ("CY", "GB"),
    "Baikonur": ("KZ", "RU"),
    "Bajo Nuevo Bank": ("CO", "JM", "US"),
    "Clipperton I.": ("FR",),
    "Coral Sea Is.": ("AU",),
    "Cyprus U.N. Buffer Zone": ("CY",),
    "Dhekelia": ("CY", "GB"),
    "Indian Ocean Ter.": ("CC", "CX"),
    "Kosovo": ("RS", "XK"),
    "N. Cyprus": ("CY", "TR"),
    "Scarborough Reef": ("CN", "PH", "TW"),
    "Serranilla Bank": ("CO", "HN", "JM", "US"),
    "Siachen Glacier": ("CN", "IN", "PK"),
    "Somaliland": ("SO",),
    "Spratly Is.": ("BN", "CN", "MY", "PH", "TW", "VN"),
    "USNB Guantanamo Bay": ("CU", "US"),
}
"""Areas of Natural Earth without an ISO number: the codes of the countries that hold, rent or claim them."""
NAMED_ISLANDS = [  # small, but people look for them
    Point(131.862, 37.243),  # Dokdo / Takeshima / Liancourt Rocks
    Point(144.78, 13.45),  # Guam
    Point(-157.97, 21.48),  # Oahu, and the other large islands of Hawaii
    Point(-155.5, 19.6),
    Point(-156.3, 20.77),
    Point(-159.53, 22.05),
]


def area_km2(polygon: Any) -> float:
    """
    Estimate the area of a small polygon, well enough to tell an islet from an island.

    Parameters
    ----------
    polygon
        A shapely Polygon in degrees, WGS84 (EPSG:4326).

    Returns
    -------
    float
        Its area in square kilometres, on a plane whose scale is true at the centroid.
    """
    return float(polygon.area * KM_PER_DEGREE**2 * math.cos(math.radians(polygon.centroid.y)))


def tidy(area: Any, scale: float, islet_km2: float) -> Any:
    """
    Round an area to the grid, keep it valid, and drop its islets and the smallest of its lakes.

    Parameters
    ----------
    area
        A shapely geometry in degrees, WGS84 (EPSG:4326).
    scale
        The grid in degrees.
    islet_km2
        Polygons and holes smaller than this are removed, except `NAMED_ISLANDS`.

    Returns
    -------
    shapely.MultiPolygon
        The area, its vertices on the grid.
    """
    kept = []
    for part in _polygons(shapely.set_precision(area, scale)):
        if area_km2(part) >= islet_km2 or is_named(part, scale):
            holes = [hole for hole in part.interiors if area_km2(Polygon(hole)) >= islet_km2]
            kept.append(Polygon(part.exterior, holes))
    return MultiPolygon(kept)


def is_named(polygon: Any, margin_deg: float) -> bool:
    """Return whether a shapely Polygon is one of `NAMED_ISLANDS`, or no farther from it than a margin in degrees."""
    return any(polygon.dwithin(island, margin_deg) for island in NAMED_ISLANDS)


def _polygons(area: Any) -> list[Any]:
    """Return the polygons of a geometry, without the lines and points that rounding may leave."""
    flat = shapely.get_parts(shapely.get_parts(area))
    return [part for part in flat if part.geom_type == "Polygon"]


def border_lines(arcs: list[Arc], indices: list[int]) -> list[str]:
    """
    Cut arcs to the window and encode them.

    Parameters
    ----------
    arcs
        Arrays of (lon, lat) in degrees.
    indices
        The arcs wanted.

    Returns
    -------
    list of str
        Lines in units of `DETAIL_SCALE` degrees.
    """
    cut = [LineString(arcs[index]).intersection(box(*WINDOW)) for index in indices]
    parts = [
        part for line in cut for part in shapely.get_parts(line) if part.geom_type == "LineString" and not part.is_empty
    ]
    lines = [encode_line(part.coords, DETAIL_SCALE) for part in parts]
    return [line for line in lines if len(decode_line(line, DETAIL_SCALE)) > 1]


def build_detail(countries: dict[str, Any]) -> dict[str, Any]:
    """
    Build East Asia: land, borders and the Military Demarcation Line within the window.

    Parameters
    ----------
    countries
        The topology ``countries-10m``.

    Returns
    -------
    dict
        The section ``detail`` of basemap.json.
    """
    users = arc_users(countries, "countries")
    exact = decode_arcs(countries)
    arcs = simplify_arcs(exact, [_tolerance_deg(users.get(index, frozenset())) for index in range(len(exact))])
    land = shapely.union_all(list(areas(countries, arcs, "countries").values()))
    inside = tidy(land.intersection(box(*WINDOW)), DETAIL_SCALE, DETAIL_ISLET_KM2)
    shared = {index: ids for index, ids in users.items() if len(ids) == 2}
    korea = [index for index, ids in shared.items() if ids == KOREAS]
    borders = [index for index, ids in shared.items() if ids != KOREAS and not ids <= CHINA_AND_REGIONS]
    return {
        "window": list(WINDOW),
        "scale": DETAIL_SCALE,
        "land": encode_polygons(inside, DETAIL_SCALE),
        "borders": border_lines(arcs, borders),
        "mdl": border_lines(arcs, korea),
    }


def _tolerance_deg(users: frozenset[str]) -> float:
    """Return how far an arc may move, in degrees: least in Korea, which the map is about; most on borders."""
    if users & KOREAS:
        return KOREA_TOLERANCE_DEG
    return BORDER_TOLERANCE_DEG if len(users) == 2 else COAST_TOLERANCE_DEG


def build_world(land: dict[str, Any]) -> dict[str, Any]:
    """
    Build the land of the world outside the window, without borders.

    Parameters
    ----------
    land
        The topology ``land-50m``.

    Returns
    -------
    dict
        The section ``world`` of basemap.json.
    """
    exact = _polygons(shapely.union_all(list(areas(land, decode_arcs(land), "land").values())))
    named = [part for part in exact if is_named(part, 0)]
    large = MultiPolygon([part for part in exact if area_km2(part) >= WORLD_ISLET_KM2 and not is_named(part, 0)])
    # Visvalingam-Whyatt: with so large a tolerance, Douglas-Peucker (used for the arcs) turns fjords into spikes.
    simple = shapely.union_all([*shapely.coverage_simplify([large], WORLD_TOLERANCE_DEG), *named])
    outside = tidy(simple.difference(box(*WINDOW)), WORLD_SCALE, WORLD_ISLET_KM2)
    return {"scale": WORLD_SCALE, "land": encode_polygons(outside, WORLD_SCALE)}


def build_countries(countries: dict[str, Any]) -> dict[str, Any]:
    """
    Build the shapes that tell in which country a position is.

    Parameters
    ----------
    countries
        The topology ``countries-10m``.

    Returns
    -------
    dict
        The content of countries.json: by ISO 3166-1 alpha-2 code (and XK), the country's polygons, every islet kept.
    """
    arcs = decode_arcs(countries)
    exact = _by_code(areas(countries, arcs, "countries"))
    simple = _by_code(areas(countries, simplify_arcs(arcs, [COUNTRY_TOLERANCE_DEG] * len(arcs)), "countries"))
    shapes = {code: _with_islets(simple[code], exact[code]) for code in sorted(exact)}
    encoded = {code: encode_polygons(shape, COUNTRY_SCALE) for code, shape in shapes.items()}
    return {"scale": COUNTRY_SCALE, "countries": encoded}


def _by_code(shapes: dict[tuple[str | None, str | None], Any]) -> dict[str, Any]:
    """Unite the areas of each code; a territory inside another country in Natural Earth gets its own code as well."""
    numbers = {country.numeric: country.alpha_2 for country in pycountry.countries}
    parts: dict[str, list[Any]] = defaultdict(list)
    for (number, name), area in shapes.items():
        for code in (numbers[number],) if number else WITHOUT_NUMBER[str(name)]:
            parts[code].append(area)
    # Natural Earth draws Crimea as part of the country that holds it. A check of positions must not take a side, so
    # Crimea is part of both shapes.
    for code, (owner, window) in {**INSIDE_ANOTHER, "UA": ("RU", CRIMEA)}.items():
        inside = [part for area in parts[owner] for part in shapely.get_parts(area) if window.contains(part)]
        parts[code] += inside
    parts["VA"].append(VATICAN)
    return {code: shapely.union_all(found) for code, found in parts.items()}


def _with_islets(simple: Any, exact: Any) -> Any:
    """Return the simplified shape on the grid, with the grid cells of each islet that would be lost."""
    polygons = tidy(simple, COUNTRY_SCALE, 0)
    lost = [part for part in shapely.get_parts(exact) if not part.is_empty and not polygons.intersects(part)]
    return tidy(shapely.union_all([polygons, *map(_cells, lost)]), COUNTRY_SCALE, 0)


def _cells(part: Any) -> Any:
    """Return the smallest box on the grid around a geometry: at least a cell, and within 180 degrees."""
    west, south, east, north = (value / COUNTRY_SCALE for value in part.bounds)
    west, south = min(math.floor(west), 180 / COUNTRY_SCALE - 1), min(math.floor(south), 90 / COUNTRY_SCALE - 1)
    cells = (west, south, max(math.ceil(east), west + 1), max(math.ceil(north), south + 1))
    return box(*(value * COUNTRY_SCALE for value in cells))


def to_json(value: Any, depth: int) -> str:
    """
    Write compact ASCII JSON with sorted keys.

    Parameters
    ----------
    value
        What to write.
    depth
        How many levels of objects have a line for each key, so that a diff shows where a change is.

    Returns
    -------
    str
        JSON without a trailing newline.
    """
    if depth and isinstance(value, dict):
        lines = (f"{json.dumps(key)}:{to_json(value[key], depth - 1)}" for key in sorted(value))
        return "{\n" + ",\n".join(lines) + "\n}"
    return json.dumps(value, sort_keys=True, separators=(",", ":"))


@click.command()
@click.option("--package", type=click.Path(exists=True, path_type=Path), help="The tarball, if you have it already.")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=FOLDER, help="The folder.")
def main(package: Path | None, output: Path) -> None:
    """Write basemap.json and countries.json."""
    try:
        data = check_integrity(package.read_bytes() if package else fetch_package())
    except (OSError, subprocess.CalledProcessError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    detail = build_detail(read_topology(data, "countries-10m"))
    world = build_world(read_topology(data, "land-50m"))
    countries = build_countries(read_topology(data, "countries-10m"))
    basemap = {"attribution": ATTRIBUTION, "detail": detail, "world": world}
    for name, content in {"basemap.json": basemap, "countries.json": countries}.items():
        path = output / name
        path.write_text(to_json(content, depth=2) + "\n", encoding="ascii")
        click.echo(f"{name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
