"""Print time, memory, size and ring error of mapgen, beside a plain folium map; nothing is asserted."""

from __future__ import annotations

import gzip
import json
import os
import re
import sys
import tempfile
import time
import timeit
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import shapely

from bench import geodesy
from bench.browser import measure_browser
from bench.growth import measure_growth
from bench.imports import measure_imports
from bench.pack import measure_pack
from bench.quotes import measure_quotes
from mapgen import build_map, load_catalog
from mapgen.geodesy.rings import range_area

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 7
STORIES = ("hwasong-11", "long-range")
RADII_KM = (800, 5_000, 15_000)
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
"""The run that is not counted leaves bytecode behind, as an installation does; else each run compiles our modules."""
QUIET = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
"""Sends the output of a process to /dev/null."""
FOLIUM = """import json, sys, folium
fmap = folium.Map(location=[39, 127], zoom_start=5)
for lon, lat, km in json.load(open(sys.argv[1])): folium.Circle([lat, lon], radius=km * 1000).add_to(fmap)
fmap.save(sys.argv[2])"""


def row(what: str, value: float, unit: str = "", note: str = "") -> None:
    """Print one line of the table."""
    digits = 0 if isinstance(value, int) or value >= 100 else 2 if value >= 1 else 3
    print(f"{what:56} {value:>8,.{digits}f} {unit:3} {note}".rstrip(), flush=True)


def median_s(call: Callable[[], object]) -> float:
    """Return the median seconds of a call, after one run that is not counted."""
    return median(timeit.repeat(call, repeat=RUNS + 1, number=1)[1:])


def cold(commands: dict[str, list[str]]) -> dict[str, tuple[float, float]]:
    """Return median seconds and peak MB of Python processes, run in turns, so that other work slows all alike."""
    runs: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for name, arguments in [*commands.items()] * (RUNS + 1):
        start = time.perf_counter()
        child = os.posix_spawn(sys.executable, [sys.executable, *arguments], ENVIRONMENT, file_actions=QUIET)
        _, status, usage = os.wait4(child, 0)
        if status:
            sys.exit(f"failed: {' '.join(arguments)}")
        runs[name].append((time.perf_counter() - start, usage.ru_maxrss * 1024 / 1e6))  # Linux counts in kilobytes
    seconds_and_mb = {name: list(zip(*counted[1:], strict=True)) for name, counted in runs.items()}
    return {name: (median(seconds), median(peaks)) for name, (seconds, peaks) in seconds_and_mb.items()}


def measure_commands(folder: Path) -> None:
    """Measure commands from start to end, and the size of their files; folium draws the same rings and nothing else."""
    ranges = build_map(load_catalog(), STORIES[0]).features["ranges"]
    points = [feature for feature in ranges["features"] if feature["geometry"]["type"] == "Point"]
    rings = [(*point["geometry"]["coordinates"], point["properties"]["radius_km"]) for point in points]
    (folder / "rings.json").write_text(json.dumps(rings))
    builds = {story: ["-m", "mapgen", "build", story, "-o", str(folder / f"{story}.html")] for story in STORIES}
    plain = {"folium": ["-c", FOLIUM, str(folder / "rings.json"), str(folder / "folium.html")]}
    imports = {"click": ["-c", "import click"], "folium, geopandas": ["-c", "import folium, geopandas"]}
    measured = cold({**imports, "help": ["-m", "mapgen", "--help"], **plain, **builds})
    click_s, (imports_s, imports_mb) = measured["click"][0], measured["folium, geopandas"]
    row("import click, cold", click_s, "s")
    row("mapgen --help, cold", measured["help"][0], "s", f"{measured['help'][0] / click_s:.2f} x import click")
    row("import folium, geopandas, cold", imports_s, "s", f"peak {imports_mb:,.0f} MB")
    sizes = {name: (folder / f"{name}.html").stat().st_size for name in ("folium", *STORIES)}
    for story in STORIES:
        seconds, mb = measured[story]
        note = f"{seconds / imports_s:.2f} x those imports; peak {mb:,.0f} MB, {mb / imports_mb:.2f} x"
        row(f"mapgen build {story}, cold", seconds, "s", note)
        gzipped = len(gzip.compress((folder / f"{story}.html").read_bytes()))
        row(f"{story}.html", sizes[story] / 1e3, "kB", f"{gzipped / 1e3:,.0f} kB gzipped")
    times, more = measured[STORIES[0]][0] / measured["folium"][0], sizes[STORIES[0]] / sizes["folium"]
    row(f"plain folium map of the {len(rings)} rings, cold", measured["folium"][0], "s", f"mapgen / folium {times:.2f}")
    row("its file", sizes["folium"] / 1e3, "kB", f"mapgen / folium {more:.2f}")
    links = re.findall(r"""<(?:script|link)\b[^>]*\b(?:src|href)=["']https?:""", (folder / "folium.html").read_text())
    row("its links to scripts and style sheets elsewhere", len(links))


def measure_library() -> None:
    """Measure calls inside this process."""
    row("load_catalog()", median_s(load_catalog), "s")
    for km in RADII_KM:
        call = partial(range_area, *geodesy.CENTRES["Pyongyang"], max_km=km)
        row(f"range_area, {km:,} km", 1e3 * median_s(call), "ms", f"{shapely.get_num_coordinates(call())} vertices")


def main() -> None:
    """Print the table."""
    print(f"Medians of {RUNS} runs; Python {sys.version.split()[0]}, {os.cpu_count()} processors")
    with tempfile.TemporaryDirectory() as name:
        measure_commands(folder := Path(name))
        measure_library()
        measure_quotes(row)
        measure_pack(row)
        large = measure_growth(row, folder)
        measure_imports(row, folder)
        geodesy.print_all()
        measure_browser(row, [folder / f"{story}.html" for story in STORIES], large, folder)


if __name__ == "__main__":
    main()
