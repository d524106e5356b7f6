"""Measure the errors of range rings, ours and those of other methods: `python -m bench.geodesy [--write FILE]`."""

from __future__ import annotations

import argparse
import re
import warnings
from functools import cache
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Geod, Transformer

from mapgen.geodesy.planar_circle import planar_circle
from mapgen.geodesy.projections import MERCATOR_LIMIT
from mapgen.geodesy.rings import range_area
from mapgen.resources import constants

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

WGS84 = Geod(ellps="WGS84")
RADII_KM = (300, 800, 1_300, 4_500, 8_000, 13_000, 19_000)
CENTRES = {
    "Pyongyang": (125.75, 39.02),
    "0 N 0 E": (0.0, 0.0),
    "60 N 179 E": (179.0, 60.0),
    "89 N 0 E": (0.0, 89.0),
    "35 S 20 E": (20.0, -35.0),
}
BEGIN, END = "<!-- table: python -m bench.geodesy --write docs/geodesy.md -->", "<!-- end of table -->"
PER_EDGE = np.linspace(0, 1, 17)
MEAN_RADIUS_KM: float = constants()["MEAN_RADIUS_KM"]
ROUNDS = 5


def mercator(lat: Array | float) -> Array:
    """Return the ordinate of Web Mercator in degrees."""
    return np.asarray(np.degrees(np.arctanh(np.sin(np.radians(lat)))))


def unmercator(y: Array | float) -> Array:
    """Return the latitude of an ordinate of Web Mercator in degrees."""
    return np.asarray(np.degrees(np.arcsin(np.tanh(np.radians(y)))))


def along(starts: Array, ends: Array) -> Array:
    """Return points on straight edges, which go the short way around the Earth."""
    step = ends - starts
    step[:, 0] = (step[:, 0] + 180) % 360 - 180
    return np.concatenate([starts + part * step for part in PER_EDGE])


def closed(vertices: Array) -> Array:
    """Return points on the edges of a ring of vertices, straight in lon/lat."""
    return along(vertices, np.roll(vertices, -1, axis=0))


def ours(lon: float, lat: float, radius_km: float) -> Array:
    """Return the outline of `range_area`, straight in lon/lat and, up to its limit, in Web Mercator."""
    rings = shapely.get_rings(shapely.get_parts(range_area(lon, lat, max_km=radius_km)))
    points, ring = shapely.get_coordinates(rings, return_index=True)
    starts, ends = (side[ring[:-1] == ring[1:]] for side in (points[:-1], points[1:]))
    is_cut = ((np.abs(starts) == [180, 90]) & (starts == ends)).any(axis=1)
    starts, ends = starts[~is_cut], ends[~is_cut]
    drawn = (np.abs([starts[:, 1], ends[:, 1]]) <= MERCATOR_LIMIT).all(axis=0)
    flat = [np.column_stack([side[drawn, 0], mercator(side[drawn, 1])]) for side in (starts, ends)]
    page = along(*flat)
    return np.concatenate([along(starts, ends), np.column_stack([page[:, 0], unmercator(page[:, 1])])])


def leaflet_circle(lon: float, lat: float, radius_km: float) -> Array:
    """Return the outline that L.circle draws, with so short edges that they add no error."""
    return closed(planar_circle(lon, lat, radius_km=radius_km, count=3_600))


def spherical_64_gon(lon: float, lat: float, radius_km: float) -> Array:
    """Return 64 points at the radius on a sphere of the Earth's mean radius, joined straight in lon/lat."""
    reach, phi, bearing = radius_km / MEAN_RADIUS_KM, np.radians(lat), np.radians(np.arange(64) * 360 / 64)
    sine = np.sin(phi) * np.cos(reach) + np.cos(phi) * np.sin(reach) * np.cos(bearing)
    lats = np.arcsin(np.clip(sine, -1, 1))
    east = np.arctan2(np.sin(bearing) * np.sin(reach) * np.cos(phi), np.cos(reach) - np.sin(phi) * np.sin(lats))
    return closed(np.column_stack([lon + np.degrees(east), np.degrees(lats)]))


def utm_buffer(lon: float, lat: float, radius_km: float) -> Array:
    """Return a planar circle of 256 points in the UTM zone of the centre; not finite if the projection fails there."""
    zone = int((lon + 180) // 6) % 60 + 1
    utm = Transformer.from_crs("EPSG:4326", f"EPSG:{32600 + zone if lat >= 0 else 32700 + zone}", always_xy=True)
    circle = shapely.get_coordinates(shapely.Point(utm.transform(lon, lat)).buffer(radius_km * 1000, quad_segs=64))
    lons, lats = utm.transform(circle[:-1, 0], circle[:-1, 1], direction="INVERSE")
    return closed(np.column_stack([lons, lats]))


METHODS: dict[str, Callable[[float, float, float], Array]] = {
    "mapgen": ours,
    "Leaflet `L.circle`": leaflet_circle,
    "spherical 64-gon": spherical_64_gon,
    "UTM buffer": utm_buffer,
}


@cache
def error_km(method: Callable[[float, float, float], Array], lon: float, lat: float, radius_km: float) -> float:
    """Return the largest error of a drawn outline in km, measured by pyproj; NaN if the method draws none."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # a transformation that fails returns infinite coordinates
        points = method(lon, lat, radius_km)
    if not np.isfinite(points).all():
        return float("nan")
    count = len(points)
    metres = WGS84.inv(np.full(count, lon), np.full(count, lat), points[:, 0], points[:, 1])[2]
    return float(np.abs(np.asarray(metres) / 1000 - radius_km).max())


def table() -> str:
    """Return the errors in km as a Markdown table."""
    lines = [
        "| centre | method | " + " | ".join(f"{radius:,} km" for radius in RADII_KM) + " |",
        "|---|---|" + "--:|" * len(RADII_KM),
    ]
    for centre, position in CENTRES.items():
        for name, method in METHODS.items():
            errors = [error_km(method, *position, radius) for radius in RADII_KM]
            lines.append(f"| {centre} | {name} | " + " | ".join(map(written, errors)) + " |")
    return "\n".join(lines)


def written(km: float) -> str:
    """Write an error with at least two significant digits, or with two decimals if it is below 1 km."""
    if np.isnan(km):
        return "fails"
    return f"{km:,.0f}" if km >= 10 else f"{km:.1f}" if km >= 1 else f"{km:.2f}"


def cost() -> tuple[float, float, int]:
    """Return the median seconds of 1,000 rings and of the geodesics alone, and the number of vertices."""
    random = np.random.default_rng(0)
    rings = [
        (random.uniform(-180, 180), np.degrees(np.arcsin(random.uniform(-1, 1))), random.uniform(50, 19_900))
        for _ in range(1_000)
    ]
    counts = [shapely.get_num_coordinates(range_area(lon, lat, max_km=km)) for lon, lat, km in rings]
    bare = [
        (np.full(count, lon), np.full(count, lat), np.linspace(0, 360, count), np.full(count, km * 1000))
        for count, (lon, lat, km) in zip(counts, rings, strict=True)
    ]
    seconds: list[tuple[float, float]] = []
    for _ in range(ROUNDS):
        start = perf_counter()
        for lon, lat, km in rings:
            range_area(lon, lat, max_km=km)
        middle = perf_counter()
        for arguments in bare:
            WGS84.fwd(*arguments)
        seconds.append((middle - start, perf_counter() - middle))
    ours_s, bare_s = zip(*seconds, strict=True)
    return median(ours_s), median(bare_s), sum(counts)


def with_table(text: str) -> str:
    """Return a document with the table written anew."""
    pattern = re.escape(BEGIN) + r".*?" + re.escape(END)
    return re.sub(pattern, lambda _: f"{BEGIN}\n\n{table()}\n\n{END}", text, flags=re.DOTALL)


def main() -> None:
    """Print the table and the cost, or write the table to a document."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, metavar="FILE")
    path = parser.parse_args().write
    if path:
        path.write_text(with_table(path.read_text("utf-8")), "utf-8")
    else:
        print_all()


def print_all() -> None:
    """Print the table and the cost."""
    print("Largest error along the drawn outline, in km:\n")
    print(table())
    ours_s, bare_s, count = cost()
    print(f"\n1,000 rings, {count:,} vertices: {ours_s:.2f} s; bare Geod.fwd {bare_s:.2f} s; {ours_s / bare_s:.2f} x")


if __name__ == "__main__":
    main()
