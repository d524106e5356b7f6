"""Write fills and lines of slides as Office Open XML, from the presentation attributes of SVG."""

from __future__ import annotations


def filled(paint: dict[str, str]) -> str:
    """Return the fill of a paint."""
    colour = paint.get("fill", "none")
    return "<a:noFill/>" if colour == "none" else solid(colour, _opacity(paint, "fill-opacity"))


def stroked(paint: dict[str, str], unit: float) -> str:
    """Return the line of a paint."""
    colour = paint.get("stroke", "none")
    if colour == "none":
        return "<a:ln><a:noFill/></a:ln>"
    width = round(float(paint.get("stroke-width", 1)) * unit)
    cap = ' cap="rnd"' if paint.get("stroke-linecap") == "round" else ""
    fill = solid(colour, _opacity(paint, "stroke-opacity"))
    return f'<a:ln w="{width}"{cap}>{fill}<a:prstDash val="{_dash(paint)}"/><a:round/></a:ln>'


def _opacity(paint: dict[str, str], name: str) -> float:
    return float(paint.get(name, 1)) * float(paint.get("opacity", 1))


def _dash(paint: dict[str, str]) -> str:
    """Return the dashes of Office that look most like those of SVG."""
    lengths = [float(length) for length in paint.get("stroke-dasharray", "").replace(",", " ").split()]
    if not lengths:
        return "solid"
    if len(lengths) > 2:
        return "lgDashDot"
    return "sysDot" if lengths[0] < 2 else "sysDash" if lengths[0] < 5 else "dash" if lengths[0] < 12 else "lgDash"


def solid(colour: str, opacity: float = 1.0) -> str:
    """Return the fill of one colour."""
    return f"<a:solidFill>{colour_of(colour, opacity)}</a:solidFill>"


def colour_of(colour: str, opacity: float = 1.0) -> str:
    """Return a colour, written #rrggbb."""
    alpha = f'<a:alpha val="{round(opacity * 100_000)}"/>' if opacity < 1 else ""
    return f'<a:srgbClr val="{colour.removeprefix("#").upper()}">{alpha}</a:srgbClr>'
