"""Count labels of a built page that misname: nearer to another symbol than to their own, or a country's name outside it."""

from __future__ import annotations

import json
import sys
import tomllib
from typing import TYPE_CHECKING, Any

import shapely

from mapgen.geodesy.outlines import decode_polygons
from mapgen.resources import folder

if TYPE_CHECKING:
    from playwright.sync_api import Page

WIDTHS = {320: 640, 390: 844, 768: 1024, 1024: 768, 1440: 900, 2560: 1440}
"""Widths of the window in pixels that are tried, each with a height."""
ZOOMS = (0, -1, 1, 2)
"""Zooms that are tried, relative to the one that the page opens with."""

READ = """() => {
  const box = (element) => element.getBoundingClientRect();
  const middle = (element) => ({ x: (box(element).left + box(element).right) / 2, y: (box(element).top + box(element).bottom) / 2 });
  const gap = (text, { x, y }) => {
    const { left, top, right, bottom } = box(text);
    return Math.hypot(Math.max(left - x, x - right, 0), Math.max(top - y, y - bottom, 0));
  };
  const map = globalThis[document.querySelector(".folium-map").id];
  const frame = box(map.getContainer());
  const round = document.querySelector(".azimuthal:not([hidden])");
  const within = round ?? map.getContainer();
  const symbols = [...within.querySelectorAll(round ? "[data-spot] use" : ".site-marker .symbol")].map((element) => ({
    of: element.closest("[data-spot], [data-site]").dataset.spot ?? element.closest("[data-site]").dataset.site, at: middle(element),
  }));
  const dots = [...within.querySelectorAll(".city-dot")].map((dot) => ({ of: dot.nextElementSibling.textContent, at: middle(dot) }));
  const points = [...symbols, ...dots];
  const misnamed = [];
  let count = 0;
  for (const text of within.querySelectorAll(".labels text:is([data-names], .of-city)")) {
    const name = text.dataset.names ?? text.textContent;
    const own = points.filter((point) => point.of === name).map(({ at }) => at);
    if (own.length === 0) continue;
    count += 1;
    const led = text.dataset.leader === "true";
    const near = Math.min(...own.map((at) => gap(text, at)));
    const at = own.find((each) => gap(text, each) === near);
    for (const other of points) {
      if (other.of === name || Math.hypot(other.at.x - at.x, other.at.y - at.y) < 1) continue;
      if (led ? gap(text, other.at) < 6 : gap(text, other.at) < near) misnamed.push(`${text.textContent} by ${other.of}`);
    }
  }
  const areas = round ? [] : [...within.querySelectorAll(".labels .of-country:not([data-leader])")].map((text) => {
    const { x, y } = middle(text);
    const { lat, lng } = map.containerPointToLatLng([x - frame.left, y - frame.top]);
    return { name: text.textContent, lon: ((lng + 540) % 360) - 180, lat, slack: (2 * 360) / 256 / 2 ** map.getZoom() };
  });
  return { count, misnamed: [...new Set(misnamed)], areas, led: within.querySelectorAll(".labels [data-leader]").length,
    countries: [...within.querySelectorAll(".labels .of-country")].map(({ textContent }) => textContent) };
}"""

TURN = """(zoom) => {
  const map = globalThis[document.querySelector(".folium-map").id];
  map.setZoom(zoom, { animate: false });
}"""
ZOOM = "() => globalThis[document.querySelector('.folium-map').id].getZoom()"
FIT = """() => {
  const map = globalThis[document.querySelector(".folium-map").id];
  const { view } = JSON.parse(document.getElementById("mapgen-story").textContent);
  const [[west, south], [east, north]] = view.bounds;
  map.invalidateSize({ pan: false });
  map.fitBounds([[south, west], [north, east]], { animate: false, padding: [6, 6] });
}"""


def countries() -> dict[str, list[Any]]:
    """Return by name, in any language and without spaces, the shapes of the countries that are named so on the map."""
    base = folder("geodata") / "basemap"
    shapes, spots = (json.loads((base / f"{name}.json").read_text("ascii")) for name in ("countries", "spots"))
    found: dict[str, list[Any]] = {}
    for label in tomllib.loads((base / "labels.toml").read_text("utf-8"))["labels"]:
        code = spots.get(f"{label['lon']:g},{label['lat']:g}", {}).get("country")
        if code:
            shape = decode_polygons(shapes["countries"][code], shapes["scale"])
            for name in label["names"].values():
                found.setdefault(_plain(name), []).append(shape)
    return found


def _plain(name: str) -> str:
    return "".join(name.split()).casefold()


def misplaced(areas: list[dict[str, Any]], shapes: dict[str, list[Any]]) -> list[str]:
    """Say which names of countries have their middle outside their country, by more than the half pixel of a box."""
    return [
        f"{area['name']} at {area['lat']:.1f} N {area['lon']:.1f} E"
        for area in areas
        for own in [shapes.get(_plain(area["name"]), [])]
        if own and not any(shape.distance(shapely.Point(area["lon"], area["lat"])) < area["slack"] for shape in own)
    ]


def sweep(
    page: Page,
    shapes: dict[str, list[Any]],
    *,
    widths: dict[int, int] = WIDTHS,
    zooms: tuple[int, ...] = ZOOMS,
    **said: Any,
) -> list[str]:
    """Resize and zoom an open page in place, and return every label that misnames, with its view."""
    found = []
    for width, height in widths.items():
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate(FIT)
        first = page.evaluate(ZOOM)
        for zoom in zooms:
            page.evaluate(TURN, first + zoom)
            seen = page.evaluate(READ)
            said.get("tell", lambda *_: None)(width, zoom, seen)
            wrong = [*seen["misnamed"], *misplaced(seen["areas"], shapes)]
            found += [f"{width} px, zoom {zoom:+d}: {each}" for each in wrong]
    return found


def main(paths: list[str]) -> None:
    """Sweep built pages in all their languages, and print what misnames."""
    from playwright.sync_api import sync_playwright

    shapes = countries()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium")
        page = browser.new_page()
        for path in paths:
            page.goto(f"file://{path}")
            page.wait_for_selector("html[data-mapgen-ready=true]")
            for language in page.evaluate("JSON.parse(document.getElementById('mapgen-story').textContent).languages"):
                page.evaluate(
                    "(tag) => document.querySelector(`[data-does='speak'][value='${tag}']`).click()", language
                )
                totals = []
                found = sweep(page, shapes, tell=lambda *seen: totals.append(seen))
                print(
                    path.split("/")[-1],
                    language,
                    len(found),
                    "misnamed of",
                    sum(seen["count"] for _, _, seen in totals),
                )
                for each in found:
                    print("  ", each)
                if language == "en":
                    for width, zoom, seen in totals:
                        print("  ", width, zoom, seen["count"], "led", seen["led"], seen["countries"])
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
