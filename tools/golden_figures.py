"""Draw the golden cases of range areas, azimuthal and in Mercator, for a person to look at: output/golden-figures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapgen.catalog.load import load_catalog
from mapgen.figure.basemap_shapes import coasts_of, outlines
from mapgen.figure.svg_path import path_data
from mapgen.geodesy.projections import Azimuthal, Mercator
from mapgen.geodesy.rings import range_area, union_area
from mapgen.pipeline import build_map

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mapgen.geodesy.projections import Projection

FOLDER = Path("output/golden-figures")
WIDTH = 1000.0
"""Width of a drawing, in units."""
STEP = 0.2
"""The step that paths are rounded to, in units."""
PYONGYANG = (125.75, 39.03)
BASES_KM = 380.0


def cases() -> Iterator[tuple[str, Any, Azimuthal, Mercator]]:
    """Yield name, area in WGS84 degrees, and the two projections of each case."""
    world = Mercator(-54.0, -80.0, 306.0, 83.0, WIDTH)
    yield "pyongyang-800-km", range_area(*PYONGYANG, max_km=800), _from(PYONGYANG, 1_000), _about(PYONGYANG, 12)
    yield "pyongyang-15000-km", range_area(*PYONGYANG, max_km=15_000), _from(PYONGYANG, 18_000), world
    near_pole, dateline, north = (0.0, 89.9), (179.9, 0.0), (0.0, 35.0)
    yield "89.9-n-1000-km", range_area(*near_pole, max_km=1_000), _from(near_pole, 3_000), world
    yield "0-n-179.9-e-3000-km", range_area(*dateline, max_km=3_000), _from(dateline, 5_000), _about(dateline, 40)
    yield "35-n-16000-km", range_area(*north, max_km=16_000), _from(north, 18_000), world
    pole = (0.0, -90.0)
    annulus = range_area(*pole, min_km=1_500, max_km=4_000)
    yield "annulus-around-the-south-pole", annulus, _from(pole, 6_000), world
    sites = load_catalog().sites.values()
    bases = [site.position for site in sites if (site.kind, site.country) == ("missile_base", "KP") and site.position]
    name = f"{len(bases)}-bases-{BASES_KM:.0f}-km"
    yield name, union_area(bases, max_km=BASES_KM), _from(PYONGYANG, 1_000), _about(PYONGYANG, 12)


def draw(area: Any, projection: Projection, base: dict[str, Any]) -> str:
    """Write land, area and outline as SVG."""
    width, height = projection.width, projection.height
    land, tint, line = (
        path_data(geometry, step=STEP)
        for geometry in (
            projection.area(coasts_of(base, projection.bounds).land, STEP),
            projection.area(area),
            projection.lines(outlines(area)),
        )
    )
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}">
<rect width="{width:.0f}" height="{height:.0f}" fill="#dfe9ef"/>
<path d="{land}" fill="#f7f5ee" stroke="#8a949b" stroke-width="0.5"/>
<path d="{tint}" fill="#b42d1f" fill-opacity="0.25" fill-rule="evenodd"/>
<path d="{line}" fill="none" stroke="#b42d1f" stroke-width="1.5"/>
</svg>
"""


def _from(centre: tuple[float, float], limit_km: float) -> Azimuthal:
    return Azimuthal(*centre, limit_km=limit_km, width=WIDTH)


def _about(centre: tuple[float, float], degrees: float) -> Mercator:
    lon, lat = centre
    return Mercator(lon - degrees, lat - 0.8 * degrees, lon + degrees, lat + 0.8 * degrees, WIDTH)


def main() -> None:
    """Draw them all."""
    base = build_map(load_catalog()).packed["basemap"]
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, area, azimuthal, mercator in cases():
        for projection in (azimuthal, mercator):
            path = FOLDER / f"{name}-{type(projection).__name__.lower()}.svg"
            path.write_text(draw(area, projection, base), "utf-8")
            print(path)


if __name__ == "__main__":
    main()
