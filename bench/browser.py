"""Measure built pages in Chromium: time until they can be used, long tasks, requests, beside an offline folium page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from statistics import median
from typing import TYPE_CHECKING, Any, cast

from playwright.sync_api import sync_playwright

from mapgen import build_map, load_catalog
from tools import find_browser

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    Row = Callable[..., None]

RUNS = 7
RUNS_READY = 25
SETTLE_MS = 400
"""Wait before a page is opened, in ms, until the process of the new tab has started and the last one has ended."""
POLL_MS, LONGEST_MS = 10, 30_000
"""The time between two looks at a page, and the longest wait for a value, in ms."""
FOLIUM = """import json, sys
try: import offlinefolium as folium
except ImportError: sys.exit(3)
rings, sites = json.load(open(sys.argv[1]))
fmap = folium.Map(location=[39, 127], zoom_start=5, tiles=None)
for lon, lat, km in rings: folium.Circle([lat, lon], radius=km * 1000).add_to(fmap)
for lon, lat, name in sites: folium.Marker([lat, lon], popup=name, tooltip=name).add_to(fmap)
fmap.save(sys.argv[2])"""
READY = "performance.getEntriesByName('mapgen:ready')[0]?.startTime"
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd || null"
WATCH = """() => {
  globalThis.long = [];
  const watcher = new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration)));
  watcher.observe({ entryTypes: ["longtask"] });
}"""
MAP = "globalThis[document.querySelector('.folium-map').id]"
STORY = "JSON.parse(document.getElementById('mapgen-story').textContent)"
# Make a choice by its key in the address. The second value is an expression; in it, `now` is the present value.
CHOOSE = """{{
  const now = new URLSearchParams(location.hash.slice(1)).get("{0}");
  history.replaceState(null, "", `#{0}=${{{1}}}`);
  dispatchEvent(new Event("hashchange"));
}}"""
ACTS = {
    "panning": f"{MAP}.panBy([220, 120], {{ animate: false }})",
    "zooming": f"{MAP}.setZoom({MAP}.getZoom() + 1, {{ animate: false }})",
    "switching language": CHOOSE.format("lang", "now === 'ko' ? 'en' : 'ko'"),
    "switching figures": CHOOSE.format("figures", "now === 'low' ? 'high' : 'low'"),
    "choosing an origin": CHOOSE.format("origin", f"now ? '' : {STORY}.origins[0]"),
    "turning to the view from a site": CHOOSE.format("from", f"now ? '' : {STORY}.origins[0]"),
}

WATCH_PRESSES = """() => {
  globalThis.presses = [];
  const watcher = new PerformanceObserver((list) => {
    presses.push(...list.getEntries().filter(({ interactionId }) => interactionId).map(({ duration }) => duration));
  });
  watcher.observe({ type: "event", durationThreshold: 16 });
}"""
PRESSES = {
    "a missile": "[data-does='missile'] >> nth=-1",
    "a kind of site": "[data-does='kind'] >> nth=-1",
    "a language": "[data-does='speak'][aria-pressed='false'] >> nth=-1",
    "a tab": "[role='tab'][aria-selected='false'] >> nth=-1",
    "the theme": "[data-does='theme']",
    "the fold of the panel": "[data-does='fold']",
}
SLOWER, HELD_MS, AFTER_MS = 4, 80, 700
"""How many times as slow the processor is made, how long the mouse is held down, and how long what follows may take."""


def offline_folium(story: str, folder: Path) -> Path | None:
    """Build a folium-offline page with the rings and sites of a story; None if that package is not installed."""
    document = build_map(load_catalog(), story)
    points = [each for each in document.ranges if each["geometry"]["type"] == "Point"]
    rings = [(*point["geometry"]["coordinates"], point["properties"]["radius_km"]) for point in points]
    sites = [(*site.position, site.name) for site in document.selection.sites if site.position]
    (folder / "same.json").write_text(json.dumps([rings, sites]))
    path = folder / f"{story}-folium-offline.html"
    done = subprocess.run([sys.executable, "-c", FOLIUM, str(folder / "same.json"), str(path)], check=False)
    return path if done.returncode == 0 else None


def measure_browser(row: Row, pages: list[Path], large: Path, folder: Path) -> None:
    """Measure the pages in a browser and print the results; of a page with very many origins only when it is ready."""
    executable = find_browser.find(os.environ)
    if executable is None:
        print("No Chromium or Chrome was found: nothing was measured in a browser.")
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        _ready(row, browser, pages, offline_folium(pages[0].stem, folder))
        for page in pages:
            _long_tasks(row, browser, page)
            _presses(row, browser, page)
        opened = [_until_ready(browser, large) for _ in range(RUNS + 1)]
        row(f"{large.name}, until mapgen:ready in Chromium", median(opened[1:]), "ms")


def _until_ready(browser: Browser, page: Path) -> float:
    tab = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True).new_page()
    tab.wait_for_timeout(SETTLE_MS)
    tab.goto(page.as_uri())
    ready_ms = _when(tab, READY)
    tab.context.close()
    return ready_ms


def _ready(row: Row, browser: Browser, pages: list[Path], folium: Path | None) -> None:
    asked: set[str] = set()
    times: dict[Path, list[float]] = {page: [] for page in [*pages, *([folium] if folium else [])]}
    painted: dict[Path, list[float]] = {page: [] for page in times}
    for turn in range(RUNS_READY):
        order = [*times][turn % len(times) :] + [*times][: turn % len(times)]  # another page first in each turn
        for page in order:
            tab = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True).new_page()
            if page != folium:
                tab.on("request", lambda request: asked.add(request.url))
            tab.wait_for_timeout(SETTLE_MS)
            tab.goto(page.as_uri())
            times[page].append(_when(tab, LOADED if page == folium else READY))
            painted[page].append(_when(tab, PAINTED))
            tab.context.close()
    for page in pages:
        row(f"{page.name}, until mapgen:ready in Chromium", median(times[page]), "ms")
        row(f"{page.name}, until something is painted", median(painted[page]), "ms", "all of it, with its labels")
    row("requests besides the files themselves", len(asked - {page.as_uri() for page in pages}))
    if folium is None:
        print("folium-offline is not installed (pip install '.[bench]'): no page beside ours.")
        return
    ratio = pages[0].stat().st_size / folium.stat().st_size
    row(
        "folium-offline page of the same rings and sites", folium.stat().st_size / 1e3, "kB", f"mapgen / it {ratio:.2f}"
    )
    ratio = median(ours / theirs for ours, theirs in zip(times[pages[0]], times[folium], strict=True))
    row("until it is loaded", median(times[folium]), "ms", f"mapgen until ready / it {ratio:.2f}")
    row("until something of it is painted", median(painted[folium]), "ms")


def _when(tab: Page, expression: str) -> float:
    """Wait for a value; the policy of a page forbids Playwright's own way to do so."""
    for _ in range(LONGEST_MS // POLL_MS):
        if found := tab.evaluate(expression):
            return cast("float", found)
        tab.wait_for_timeout(POLL_MS)
    msg = f"{tab.url}: {expression} has no value after {LONGEST_MS / 1000:.0f} s"
    raise TimeoutError(msg)


def _opened(browser: Browser, page: Path) -> Page:
    tab = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True).new_page()
    tab.goto(page.as_uri())
    _when(tab, READY)
    return tab


def _long_tasks(row: Row, browser: Browser, page: Path) -> None:
    """Print for each act how long its longest task takes: the median of several runs."""
    tab = _opened(browser, page)
    tab.evaluate(WATCH)
    for name, act in ACTS.items():
        longest = []
        for _ in range(RUNS + 1):
            tab.evaluate("long.length = 0")
            tab.evaluate(f"() => new Promise((done) => setTimeout(() => {{ {act}; setTimeout(done, 120); }}))")
            found: list[Any] = tab.evaluate("long")
            longest.append(max(found, default=0.0))
        row(f"{page.stem}: longest task while {name} (0: none over 50)", median(longest[1:]), "ms")
    tab.context.close()


def _presses(row: Row, browser: Browser, page: Path) -> None:
    """Print for each thing to press how long it takes until it is painted, on a slow processor: a median."""
    tab = _opened(browser, page)
    tab.context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    tab.evaluate(WATCH_PRESSES)
    for name, selector in PRESSES.items():
        longest = []
        for _ in range(RUNS + 1):
            tab.locator(selector).scroll_into_view_if_needed()
            tab.wait_for_timeout(AFTER_MS)
            tab.evaluate("presses.length = 0")
            tab.locator(selector).click(delay=HELD_MS)
            tab.wait_for_timeout(AFTER_MS)
            found: list[Any] = tab.evaluate("presses")
            longest.append(max(found, default=0.0))
        row(f"{page.stem}: from pressing {name} to paint, at {SLOWER} x throttle", median(longest[1:]), "ms")
    tab.context.close()
