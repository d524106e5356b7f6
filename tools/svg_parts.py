"""Write the parts of the pictures in the documents as SVG: panels, lines, words and dots."""

from __future__ import annotations

from collections.abc import Callable, Iterable

Point = tuple[float, float]
Project = Callable[[Point], Point]

MARGIN, TITLE = 12, 26
"""Space around a picture, and height of the title of a panel, in pixels."""

STYLE = """
text { font: 13px system-ui, sans-serif; fill: #1b2126; paint-order: stroke; stroke: #fdfcf9; stroke-width: 3px }
.title { font-weight: 700 }
.sea { fill: #e3ecf1 }
.land { fill: #faf8f2; stroke: #b4c1c8; stroke-width: 0.6 }
.grid { fill: none; stroke: #c9d6dd; stroke-width: 0.6 }
.area { fill: #b3301c; fill-opacity: 0.16; fill-rule: evenodd }
.ring, .planar, .degrees, .cut, .edge, .corridor { fill: none; stroke-width: 2 }
.ring { stroke: #b3301c }
.planar { stroke: #1f5a8f; stroke-dasharray: 7 4 }
.degrees { stroke: #565f67; stroke-dasharray: 2 4; stroke-linecap: round }
.cut { stroke: #1f5a8f; stroke-width: 4 }
.edge { stroke: #1f5a8f }
.corridor { stroke: #565f67; stroke-dasharray: 4 4; stroke-width: 1 }
.dot { fill: #1b2126 }
.vertex { fill: #1f5a8f }
"""


def window(west: float, south: float, east: float, north: float, width: float) -> tuple[Project, float]:
    """Return a function that places plane coordinates in a picture of this width, and the height of the picture."""
    scale = width / (east - west)
    return lambda point: ((point[0] - west) * scale, (north - point[1]) * scale), (north - south) * scale


def path(rings: Iterable[Iterable[Point]], project: Project, name: str, end: str = "Z") -> str:
    """Draw lines; each is closed unless `end` is empty."""
    drawn = ("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in map(project, ring)) + end for ring in rings)
    return f'<path class="{name}" d="{"".join(drawn)}"/>'


def label(x: float, y: float, words: str, name: str = "", anchor: str = "start") -> str:
    """Write words at a point."""
    return f'<text class="{name}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{words}</text>'


def dot(point: Point, name: str = "dot", radius: float = 3.5) -> str:
    """Mark a point of the picture."""
    return f'<circle class="{name}" cx="{point[0]:.1f}" cy="{point[1]:.1f}" r="{radius}"/>'


def legend(x: float, y: float, entries: Iterable[tuple[str, str]]) -> list[str]:
    """Write a legend: a sample and the words for each class of line."""
    return [
        part
        for row, (name, words) in enumerate(entries)
        for part in (
            f'<path class="{name}" d="M{x:.0f} {y + 22 * row:.0f}h34"/>',
            label(x + 42, y + 22 * row + 4, words),
        )
    ]


def panel(name: str, left: float, size: Point, title: str, parts: Iterable[str]) -> str:
    """Draw a panel of the picture; parts outside its frame are not shown."""
    width, height = size
    return f"""<g transform="translate({left:.0f} {MARGIN + TITLE})">
<text class="title" y="-9">{title}</text>
<clipPath id="{name}"><rect width="{width:.0f}" height="{height:.0f}"/></clipPath>
<g clip-path="url(#{name})">
<rect class="sea" width="{width:.0f}" height="{height:.0f}"/>
{chr(10).join(parts)}
</g>
</g>"""


def picture(what: str, size: Point, panels: Iterable[str]) -> str:
    """Join panels into an SVG file, with a title that describes the picture in words."""
    width, height = size[0] + 2 * MARGIN, size[1] + TITLE + 2 * MARGIN
    sides = f'viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}"'
    return f"""<svg xmlns="http://www.w3.org/2000/svg" {sides} role="img">
<title>{what}</title>
<style>{STYLE}</style>
<rect width="{width:.0f}" height="{height:.0f}" fill="#fdfcf9"/>
{chr(10).join(panels)}
</svg>
"""
