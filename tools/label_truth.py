"""Find labels of a built page that misname: nearer to another symbol than their own, a country's outside it."""

from __future__ import annotations

import json
import os
import tomllib
from dataclasses import dataclass
from itertools import groupby, product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from playwright.sync_api import sync_playwright
from shapely import Point

from mapgen.geodesy.outlines import decode_polygons
from mapgen.resources import folder
from tools.find_browser import VARIABLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from playwright.sync_api import Page

WIDTHS = {320: 640, 390: 844, 768: 1024, 1024: 768, 1440: 900, 2560: 1440}
"""Widths of the window in pixels that are tried, each with a height."""
ZOOMS = (0, -1, 1, 2)
"""Zooms that are tried, relative to the one that the page opens with."""

READ = """(wanted) => {
  const box = (element) => element.getBoundingClientRect();
  const middle = (element) => {
    const { left, right, top, bottom } = box(element);
    return { x: (left + right) / 2, y: (top + bottom) / 2 };
  };
  const gap = (text, { x, y }) => {
    const { left, top, right, bottom } = box(text);
    return Math.hypot(Math.max(left - x, x - right, 0), Math.max(top - y, y - bottom, 0));
  };
  const round = document.querySelector(".azimuthal:not([hidden])");
  const map = globalThis[document.querySelector(".folium-map").id];
  const within = round ?? map.getContainer();
  const frame = box(within);
  const symbols = [...within.querySelectorAll(round ? "[data-spot]" : ".site-marker")].map((element) => ({
    of: element.dataset.spot ?? element.dataset.site,
    at: middle(element.querySelector("use")),
  }));
  const dots = [...within.querySelectorAll(".city-dot")].map((dot) => ({
    of: dot.nextElementSibling.textContent,
    at: middle(dot),
  }));
  const points = [...symbols, ...dots];
  const misnamed = new Set();
  const named = [...within.querySelectorAll(".labels text:is([data-names], .of-city)")];
  for (const text of named) {
    const name = text.dataset.names ?? text.textContent;
    const own = points.filter((point) => point.of === name).map(({ at }) => at);
    if (own.length === 0) continue;
    const led = text.dataset.leader === "true";
    const near = Math.min(...own.map((at) => gap(text, at)));
    const at = own.find((each) => gap(text, each) === near);
    for (const other of points) {
      if (other.of === name || Math.hypot(other.at.x - at.x, other.at.y - at.y) < 1) continue;
      if (gap(text, other.at) < (led ? 6 : near)) misnamed.add(`${text.textContent} by ${other.of}`);
    }
  }
  const countries = [...within.querySelectorAll(".labels .of-country")];
  const [south, north] = [map.getBounds().getSouth(), map.getBounds().getNorth()];
  const areas = round ? [] : countries.filter((text) => !text.dataset.leader).map((text) => {
    const { x, y } = middle(text);
    const { lat, lng } = map.containerPointToLatLng([x - frame.left, y - frame.top]);
    return { name: text.textContent, lon: ((lng + 540) % 360) - 180, lat, slack: 720 / 256 / 2 ** map.getZoom() };
  });
  const seen = (lon, lat) => {
    const places = [-360, 0, 360].map((turn) => map.latLngToContainerPoint([lat, lon + turn]));
    const { x: width, y: height } = map.getSize();
    return places.some(({ x, y }) => x > 40 && y > 20 && x < width - 40 && y < height - 20);
  };
  const stands = (names) => countries.some(({ textContent }) =>
    names.includes(textContent.replaceAll(" ", "").toLowerCase()));
  const { features } = JSON.parse(document.getElementById("mapgen-sites").textContent);
  const own = new Set(features.filter(({ geometry }) => geometry).map(({ properties }) => properties.country));
  const missing = round ? [] : wanted.filter(({ country, names, spots }) =>
    own.has(country) && spots.some(([lon, lat]) => seen(lon, lat)) && !stands(names));
  return { count: named.length, misnamed: [...misnamed], areas, missing: missing.map(({ names }) => names[0]) };
}"""

TURN = """(zoom) => {
  const map = globalThis[document.querySelector(".folium-map").id];
  map.setZoom(zoom, { animate: false });
}"""
FIT = """() => {
  const map = globalThis[document.querySelector(".folium-map").id];
  const { view } = JSON.parse(document.getElementById("mapgen-story").textContent);
  const [[west, south], [east, north]] = view.bounds;
  map.invalidateSize({ pan: false });
  map.fitBounds([[south, west], [north, east]], { animate: false, padding: [6, 6] });
  return map.getZoom();
}"""

# What follows a change of size: the map's own measuring in a later frame, and what waits until the page is idle.
SETTLE = """async () => {
  for (let frame = 0; frame < 4; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  while (document.documentElement.dataset.mapgenBusy) await new Promise((resolve) => setTimeout(resolve, 5));
}"""


@dataclass(frozen=True)
class Area:
    """A country that is named on the map: its code, its names without spaces, its spots, and its shape."""

    country: str
    names: list[str]
    spots: list[tuple[float, float]]
    shape: Any


def areas() -> list[Area]:
    """Return the countries that are named on the map."""
    base = folder("geodata") / "basemap"
    shapes, spots = (json.loads((base / f"{name}.json").read_text("ascii")) for name in ("countries", "spots"))
    found = []
    for label in tomllib.loads((base / "labels.toml").read_text("utf-8"))["labels"]:
        known = spots.get(f"{label['lon']:g},{label['lat']:g}", {})
        if code := known.get("country"):
            shape = decode_polygons(shapes["countries"][code], shapes["scale"])
            found.append(Area(code, [*map(_plain, label["names"].values())], known["spots"], shape))
    return found


def _plain(name: str) -> str:
    return "".join(name.split()).lower()


def faults(page: Page, known: list[Area]) -> list[str]:
    """Say what the labels in the present view get wrong."""
    wanted = [{"country": area.country, "names": area.names, "spots": area.spots} for area in known]
    seen = page.evaluate(READ, wanted)
    outside = [
        f"{name['name']} at {name['lat']:.1f} N {name['lon']:.1f} E"
        for name in seen["areas"]
        for own in [[area.shape for area in known if _plain(name["name"]) in area.names]]
        if own and not any(shape.distance(Point(name["lon"], name["lat"])) < name["slack"] for shape in own)
    ]
    return [*seen["misnamed"], *outside, *(f"no name for {name}" for name in seen["missing"])]


def sweep(page: Page, known: list[Area], views: Iterable[tuple[int, int]]) -> list[str]:
    """Resize and zoom an open page in place, and return what its labels get wrong, with the view.

    Parameters
    ----------
    page : Page
    known : list of Area
    views : iterable of (int, int)
        Widths of the window, from `WIDTHS`, each with a zoom relative to the one at which the map opens.

    Returns
    -------
    list of str
    """
    found = []
    for width, views_there in groupby(views, key=lambda view: view[0]):
        page.set_viewport_size({"width": width, "height": WIDTHS[width]})
        page.evaluate(SETTLE)
        first = page.evaluate(FIT)
        for _, zoom in views_there:
            page.evaluate(TURN, first + zoom)
            page.evaluate(SETTLE)
            found += [f"{width} px, zoom {zoom:+d}: {fault}" for fault in _settled(page, known)]
    return found


def _settled(page: Page, known: list[Area]) -> list[str]:
    """Say what is wrong once the map has come to rest: on a busy machine its own measuring may come late."""
    for _ in range(5):
        found = faults(page, known)
        if not found:
            break
        page.wait_for_timeout(300)
        page.evaluate(SETTLE)
    return found


@click.command()
@click.argument("pages", nargs=-1, type=click.Path(exists=True, path_type=Path))
def main(pages: tuple[Path, ...]) -> None:
    """Sweep built pages in all their languages, and print what their labels get wrong."""
    known = areas()
    with sync_playwright() as playwright:
        page = playwright.chromium.launch(executable_path=os.environ.get(VARIABLE)).new_page()
        for path in pages:
            page.goto(path.resolve().as_uri())
            page.wait_for_selector("html[data-mapgen-ready=true]")
            for button in page.locator("[data-does='speak']").all():
                button.evaluate("(element) => element.click()")
                found = sweep(page, known, product(WIDTHS, ZOOMS))
                click.echo(f"{path.name} {button.get_attribute('value')}: {len(found)}")
                for fault in found:
                    click.echo(f"  {fault}")


if __name__ == "__main__":
    main()
