"""Write beside a map what it says: the takeaway or summary, a key of its missiles, and a key of its sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from mapgen.figure.lettering import wrap
from mapgen.figure.stylesheet import stylesheet_of
from mapgen.forms.words import footnotes
from mapgen.records.bands import limit_sources
from mapgen.slides.drawing import Drawing
from mapgen.slides.shapes import EMU_PER_POINT, Box, Run, freeform, preset, text_box

if TYPE_CHECKING:
    from mapgen.figure.context import StaticMap
    from mapgen.records.model import Missile
    from mapgen.slides.slide import Slide

LEAD, TEXT, SMALL = 13.0, 11.0, 9.0
"""Sizes of the words, in points."""
SWATCH = 30.0
"""Width of the sample of a missile's rings, in points."""
LINE = 1.3
"""Distance of two lines of text as a multiple of their size."""


def legend(slide: Slide, figure: StaticMap, box: Box, *, intro: str, lead: str = "") -> None:
    """Fill a box from top to bottom: `lead`, then as much of `intro` as leaves room for the keys."""
    width, high = box.width / EMU_PER_POINT, box.height / EMU_PER_POINT
    rows = [_height(_lines(figure, missile, width - SWATCH - 8)) for _, missile in figure.missiles]
    kinds = sum(len(_kind(figure, kind, count, box)) for kind, _, count in figure.kinds)
    left = high - sum(rows) - kinds * SMALL * 1.6 - 20
    top = box.top
    for name, words, size, bold in (("Takeaway", lead, LEAD, True), ("Summary", intro, TEXT, False)):
        used = _words(slide, (name, words), size, Box(box.left, top, box.width, round(left * EMU_PER_POINT)), bold=bold)
        left -= used
        top += round(used * EMU_PER_POINT)
    for drawn in figure.missiles:
        top = _missile(slide, figure, drawn, Box(box.left, top, box.width, 0))
    _kinds(slide, figure, Box(box.left, top + round(6 * EMU_PER_POINT), box.width, 0))


def _words(slide: Slide, named: tuple[str, str], size: float, box: Box, *, bold: bool) -> float:
    """Write a text, cut where a box ends, and return how high it is with the space below, in points."""
    name, text = named[0], slide.brief.locale.unbroken(named[1])
    tag = slide.brief.language
    lines = wrap(text, size, box.width / EMU_PER_POINT, bold=bold) if text else []
    fitting = int(box.height / EMU_PER_POINT / (size * LINE))
    if not lines or fitting < 2:
        return 0.0
    words = text if len(lines) <= fitting else f"{_joined(lines[: fitting - 1], tag)} …"
    high = min(len(lines), fitting) * size * LINE + 10
    run = Run(words, tag, size, colour=slide.brief.document.theme.light.ink, bold=bold)
    place = Box(box.left, box.top, box.width, round(high * EMU_PER_POINT))
    slide.add(text_box(slide.named(name, words), place, [slide.paragraph(run)]))
    return high


def _joined(lines: list[str], tag: str) -> str:
    return ("" if tag[:2] in ("ja", "zh") else " ").join(lines)


def _lines(figure: StaticMap, missile: Missile, width: float) -> tuple[int, int]:
    text = figure.document.text
    name = f"{text(f'missile:{missile.id}')} {text(f'band:{missile.id}')}"
    return len(wrap(name, TEXT, width, bold=True)), len(wrap(figure.basis_words(missile), SMALL, width))


def _height(lines: tuple[int, int]) -> float:
    return lines[0] * TEXT * LINE + lines[1] * SMALL * LINE + 8


def _missile(slide: Slide, figure: StaticMap, drawn: tuple[int, Missile], box: Box) -> int:
    """Write the sample and the words of a missile, and return where the next one begins."""
    _, missile = drawn
    document = figure.document
    text, light, tag = document.text, document.theme.light, document.selection.language
    left = round((SWATCH + 8) * EMU_PER_POINT)
    width = (box.width - left) / EMU_PER_POINT
    high = round(_height(_lines(figure, missile, width)) * EMU_PER_POINT)
    name, band = text(f"missile:{missile.id}"), text(f"band:{missile.id}")
    cited = footnotes(document, limit_sources(missile, document.selection.bands[missile.id]))
    first = slide.paragraph(
        Run(f"{slide.brief.locale.apart(name)} ", tag, TEXT, colour=light.ink, bold=True),
        Run(f"{slide.brief.locale.unbroken(band)} ", tag, TEXT, colour=light.ink),
        Run(cited, tag, TEXT, colour=light.accent, raised=True),
    )
    second = slide.paragraph(Run(figure.basis_words(missile), tag, SMALL, colour=light.quiet))
    sample = Box(box.left, box.top + 3 * EMU_PER_POINT, round(SWATCH * EMU_PER_POINT), 0)
    _swatch(slide, figure, drawn, slide.mirrored(sample, box))
    words = slide.mirrored(Box(box.left + left, box.top, box.width - left, high), box)
    slide.add(text_box(slide.named(name, f"{name}, {band}"), words, [first, second]))
    return box.top + high


def _swatch(slide: Slide, figure: StaticMap, drawn: tuple[int, Missile], box: Box) -> None:
    """Draw a sample: the outer area below its ring, and the inner one below its own."""
    colour, missile = drawn
    band, basis = figure.document.selection.bands[missile.id], figure.basis(missile)
    paint, floor = stylesheet_of(figure).paint, " floor" if band.floor else ""
    high = 8 * EMU_PER_POINT
    outer = Box(box.left, box.top, box.width, 2 * high)
    slide.add(
        preset(slide.named("Key"), "rect", outer, paint("rect", f"area outer {basis} ring-{colour}"), EMU_PER_POINT)
    )
    lines = [(0, f"ring high {basis}{floor} ring-{colour}")]
    if band.low_km not in (None, band.high_km):
        inner = Box(box.left, box.top + high, box.width, high)
        style = f"area inner {basis} ring-{colour}"
        slide.add(preset(slide.named("Key"), "rect", inner, paint("rect", style), EMU_PER_POINT))
        lines.append((8, f"ring low {basis} ring-{colour}"))
    for at, style in lines:
        line = shapely.LineString([(0, at), (SWATCH, at)])
        slide.add(freeform(slide.named("Key"), line, outer, EMU_PER_POINT, paint("line", style), closed=False))


def _kinds(slide: Slide, figure: StaticMap, box: Box) -> None:
    """Write the kinds of sites that the map shows, each with its symbol and how many there are."""
    document = figure.document
    text, light, tag = document.text, document.theme.light, document.selection.language
    top = box.top
    for kind, _, count in figure.kinds:
        lines = _kind(figure, kind, count, box)
        high = round(SMALL * 1.6 * EMU_PER_POINT) * len(lines)
        sample = slide.mirrored(Box(box.left, top, round(SWATCH * EMU_PER_POINT), 0), box)
        drawing = Drawing(
            figure, Box(sample.left, top, round(figure.projection.width * EMU_PER_POINT), 0), slide.number
        )
        slide.add(drawing.symbol(kind, SWATCH / 2, SMALL * 0.6, text(f"kind:{kind}"), None))
        words = _words_of(figure, kind, count)
        left = round((SWATCH + 8) * EMU_PER_POINT)
        place = slide.mirrored(Box(box.left + left, top, box.width - left, high), box)
        run = Run(words, tag, SMALL, colour=light.ink)
        slide.add(text_box(slide.named(words, words), place, [slide.paragraph(run)]))
        top += high


def _words_of(figure: StaticMap, kind: str, count: int) -> str:
    return f"{figure.document.text(f'kind:{kind}')}: {count}"


def _kind(figure: StaticMap, kind: str, count: int, box: Box) -> list[str]:
    """Return the lines of a kind of site beside its symbol."""
    return wrap(_words_of(figure, kind, count), SMALL, box.width / EMU_PER_POINT - SWATCH - 8)
