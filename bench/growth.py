"""Measure how builds grow with the data: invented origins, missiles and places in a folder of their own."""

from __future__ import annotations

import json
import os
import random
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Row = Callable[..., None]

STORY = "growth"
MISSILES = 9
PLACES = 20
SIZES = (1_000, 10_000)
QUIET = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
SOURCE = {"id": "example", "type": "report", "title": "An invented report", "issued": {"date-parts": [[2026, 1, 1]]}}


def write_data(folder: Path, origins: int) -> None:
    """Write a data folder with a story of invented records: origins in North Korea, places in South Korea."""
    chance = random.Random(origins)
    for name in ("missiles", "sites", "stories"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "sources.json").write_text(json.dumps([SOURCE]), "utf-8")
    for number in range(MISSILES):
        low, high = 300 + 100 * number, 500 + 150 * number
        (folder / f"missiles/m{number}.toml").write_text(
            f'name = "Missile {number}"\nfamily = "growth"\nclass = "srbm"\nstatus = "operational"\n'
            f'[[ranges]]\nlow_km = {low}\nhigh_km = {high}\nkind = "estimated"\nsource = "example"\n',
            "utf-8",
        )
    for number in range(origins):
        _write_site(folder / f"sites/o{number}.toml", "KP", chance.uniform(125.5, 127), chance.uniform(38.7, 40.2))
    for number in range(PLACES):
        _write_site(folder / f"sites/p{number}.toml", "KR", chance.uniform(127, 128.8), chance.uniform(35.5, 37.4))
    (folder / f"stories/{STORY}.toml").write_text(
        f'title = {{ en = "Growth" }}\nas_of = "2026-11-23"\nlanguages = ["en"]\n'
        f"missiles = {[f'm{number}' for number in range(MISSILES)]}\n"
        f"[origins]\nids = {[f'o{number}' for number in range(origins)]}\n"
        f"[places]\nids = {[f'p{number}' for number in range(PLACES)]}\n",
        "utf-8",
    )


def _write_site(path: Path, country: str, lon: float, lat: float) -> None:
    kind = "missile_base" if country == "KP" else "us_base"
    path.write_text(
        f'name = "Site {path.stem}"\nkind = "{kind}"\ncountry = "{country}"\nlon = {lon:.2f}\nlat = {lat:.2f}\n'
        f'uncertainty_km = 2\nposition_source = "example"\nstatus = "reported_active"\n'
        f'[[claims]]\ntext = "A report."\nsource = "example"\n',
        "utf-8",
    )


def measure_growth(row: Row, folder: Path) -> Path:
    """Print the CPU seconds of a build and the size of its page, for each number of origins; return the first page."""
    seconds: list[float] = []
    for origins in SIZES:
        data, page = folder / f"data-{origins}", folder / f"growth-{origins}.html"
        write_data(data, origins)
        arguments = [sys.executable, "-m", "mapgen", "build", STORY, "--data", str(data), "-o", str(page)]
        child = os.posix_spawn(sys.executable, arguments, os.environ, file_actions=QUIET)
        _, status, usage = os.wait4(child, 0)
        if status:
            sys.exit(f"failed: {' '.join(arguments)}")
        seconds.append(usage.ru_utime + usage.ru_stime)
        note = f"CPU; peak {usage.ru_maxrss * 1024 / 1e6:,.0f} MB; page {page.stat().st_size / 1e6:.2f} MB"
        row(f"build of {origins:,} origins, {MISSILES} missiles, {PLACES} places", seconds[-1], "s", note)
    row("ten times the origins take, times the CPU", seconds[1] / seconds[0])
    return folder / f"growth-{SIZES[0]}.html"
