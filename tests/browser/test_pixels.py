"""What the eye sees of rings at the antimeridian and near the pole, read from the pixels of the page."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from pyproj import Geod

from tests.browser.driver import MAP, choose

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import OpenPage

GEOD = Geod(ellps="WGS84")
LON, LAT = 125.28, 40.32  # Sinpung-dong
READ = """async ([address, points]) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(image, 0, 0);
  return points.map(([x, y]) => [...context.getImageData(x, y, 1, 1).data].slice(0, 3));
}"""
AT = f"""(places) => places.map(([lon, lat]) => {{
  const {{ x, y }} = {MAP}.latLngToContainerPoint([lat, lon]);
  return [Math.round(x), Math.round(y)];
}})"""


def colours(page: Page, places: list[tuple[float, float]]) -> np.ndarray[Any, Any]:
    """Return the colours of places (lon, lat, as the map unrolls them) on one picture of the page, shape (n, 3)."""
    points = page.evaluate(AT, places)
    picture = base64.b64encode(page.screenshot()).decode()
    reader = page.context.new_page()  # a page without a policy, to decode the picture
    found = reader.evaluate(READ, [f"data:image/png;base64,{picture}", points])
    reader.close()
    return np.array(found)


def show(page: Page, missile: str, *, center: tuple[float, float], zoom: float) -> None:
    """Show the rings of one missile around Sinpung-dong, and no site or label, where the map is asked to stand."""
    kinds = page.locator("[data-does='kind']").evaluate_all("(all) => all.map((each) => each.value).join()")
    choose(page, f"missiles={missile}&origin=sinpung-dong&hide={kinds}")
    page.evaluate(
        f"""([lat, lon, zoom]) => {{
          {MAP}.setMaxBounds(null);
          {MAP}.setView([lat, lon], zoom, {{ animate: false }});
          const covers = document.querySelectorAll(".labels, .map-note, .leaflet-control, .ring.faint");
          for (const each of covers) each.remove();
        }}""",
        [center[1], center[0], zoom],
    )


@pytest.fixture
def page(far_page: Path, open_page: OpenPage) -> Page:
    """Open a page with a long and a very long range, wide enough for the whole world."""
    return open_page(far_page, width=1500, height=900).page


def is_tinted(colour: np.ndarray[Any, Any], sea: np.ndarray[Any, Any]) -> bool:
    """Tell sea under a tint from bare sea."""
    return bool(np.abs(colour.astype(int) - sea).max() > 8)


def at(azimuth: float, km: float) -> tuple[float, float]:
    """Go from the base; longitudes from 0 to 360, as the map is shown around the antimeridian."""
    lon, lat, _ = GEOD.fwd(LON, LAT, azimuth, km * 1000)
    return float(lon) % 360, float(lat)


def test_a_ring_over_the_antimeridian_is_drawn_whole(page: Page) -> None:
    """Over the dateline no seam, no gap, no fill on the wrong side."""
    show(page, "hwasong-15", center=(180.0, 40.0), zoom=3)
    tints = colours(page, [(lon, 45.0) for lon in np.arange(166.0, 194.0, 0.2)])  # open sea inside 8,500 km
    assert np.abs(tints - np.median(tints, axis=0)).max() <= 6  # no line at 180 degrees
    show(page, "hwasong-12", center=(180.0, 40.0), zoom=3)
    sea = colours(page, [(200.0, 30.0)])[0]
    assert not is_tinted(tints[0], tints[1])
    assert is_tinted(tints[0], sea)
    outer = [at(azimuth, 5_000) for azimuth in (60.0, 66.0, 70.0, 80.0, 90.0)]
    assert any(lon > 181 for lon, _ in outer)
    assert any(lon < 179 for lon, _ in outer)
    drawn = colours(page, [at(azimuth, km) for azimuth in (62.0, 68.0, 84.0) for km in (4_900.0, 5_150.0)])
    for near, far in drawn.reshape(3, 2, 3):
        assert is_tinted(near, sea)
        assert not is_tinted(far, sea)
    page.locator(".leaflet-areas-pane").evaluate("(pane) => pane.remove()")
    # The stroke itself, dotted: somewhere within a few km of the place.
    steps = [(dx, dy) for dx in np.linspace(-0.7, 0.7, 5) for dy in np.linspace(-0.7, 0.7, 5)]
    around = colours(page, [(lon + dx, lat + dy) for lon, lat in outer for dx, dy in steps]).astype(int)
    for colours_there in around.reshape(len(outer), len(steps), 3):
        assert np.abs(colours_there - sea).max() > 80


def test_a_ring_over_the_pole_fills_every_longitude_and_each_copy_of_the_world(page: Page) -> None:
    """8,500 and 14,000 km: north of the ring everything is inside; the copies of the world meet without a seam."""
    show(page, "hwasong-15", center=(127.0, 30.0), zoom=1.5)
    width_degrees = page.evaluate(f"{MAP}.getBounds().getEast() - {MAP}.getBounds().getWest()")
    assert width_degrees > 400  # more than one world in sight
    page.locator(".leaflet-land-pane").evaluate("(pane) => pane.remove()")  # all is sea now
    lons = np.arange(-50.0, 310.0, 2.5)
    north = colours(page, [(lon, 79.0) for lon in lons])
    assert np.abs(north - np.median(north, axis=0)).max() <= 6
    inside = [at(azimuth, 13_500) for azimuth in (0.0, 40.0, 90.0, 140.0, 200.0, 270.0, 320.0)]
    beyond = [at(azimuth, 14_600) for azimuth in (0.0, 40.0, 90.0, 270.0, 320.0)]
    antipodes = [(LON - 180, -LAT), (LON + 180, -LAT)]  # in two copies of the world
    near = [(lon if lon <= 307 else lon - 360, lat) for lon, lat in (*inside, *beyond)]
    sea, other, *found = colours(page, [*antipodes, *near])
    assert not is_tinted(sea, other)
    assert is_tinted(north[0], sea)
    for place, colour in zip(inside, found, strict=False):
        assert is_tinted(colour, sea), place
    for place, colour in zip(beyond, found[len(inside) :], strict=True):
        assert not is_tinted(colour, sea), place
