"""Hold one slide while it is laid out: its title, its room, its footer, its shapes and its notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Any

from mapgen.figure.lettering import wrap
from mapgen.forms.words import xml_text
from mapgen.locale import runs_left
from mapgen.slides.shapes import EMU_PER_POINT, Box, Named, Paragraph, Run, language_of, text_box

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mapgen.forms.brief import Brief

MARGIN = 457_200
"""Half an inch, in EMU."""
FOOT = 380_000
"""Height kept for the footer, in EMU."""
SIZES = (26, 22, 18, 15, 12, 10, 8)
"""Sizes of titles in points; the first is that of our own layout, and a template has its own."""
LINE = 1.2
"""Distance of two lines of a title as a multiple of its size."""
FIRST_ID = 100
"""Ids of our shapes begin here, above those of the placeholders."""


@dataclass(frozen=True)
class Slide:
    """A slide, to which shapes are added.

    Attributes
    ----------
    slide : pptx.slide.Slide
    brief : Brief
    room : Box
        The part of it that is free for content.
    """

    slide: Any
    brief: Brief
    room: Box
    ids: Iterator[int] = field(default_factory=lambda: count(FIRST_ID))

    @classmethod
    def added(cls, opened: Any, layout: Any, title: str, brief: Brief) -> Slide:
        """Add a slide with a title and the map's footer; other places of the layout are taken out."""
        slide = opened.slides.add_slide(layout)
        for shape in list(slide.placeholders):
            if shape != slide.shapes.title and shape._element is not getattr(slide.shapes.title, "_element", None):
                shape._element.getparent().remove(shape._element)
        width, height = opened.slide_width, opened.slide_height
        top = MARGIN
        if slide.shapes.title is not None:
            _write_title(slide.shapes.title, title, brief)
            top = slide.shapes.title.top + slide.shapes.title.height + 150_000
        top = min(top, height // 3)
        room = Box(MARGIN, top, width - 2 * MARGIN, height - top - FOOT - 100_000)
        made = cls(slide, brief, room)
        made._add_footer(width, height)
        return made

    @property
    def is_right_to_left(self) -> bool:
        """Whether its words run from right to left."""
        return self.brief.locale.is_right_to_left

    def paragraph(self, *runs: Run, after: float = 0.0) -> Paragraph:
        """Return a paragraph in the direction of the map's language."""
        return Paragraph(runs, "r" if self.is_right_to_left else "l", after, right_to_left=self.is_right_to_left)

    def mirrored(self, box: Box, within: Box) -> Box:
        """Return a box, on the other side of the one that it is in where words run from right to left."""
        left = 2 * within.left + within.width - box.left - box.width
        return Box(left, box.top, box.width, box.height) if self.is_right_to_left else box

    def number(self) -> int:
        """Return the id of the next shape."""
        return next(self.ids)

    def named(self, name: str, described: str | None = None) -> Named:
        """Name the next shape."""
        return Named(self.number(), name, described)

    def add(self, xml: str) -> None:
        """Add a shape."""
        from pptx.oxml import parse_xml

        if xml:
            self.slide.shapes._spTree.append(parse_xml(xml))

    def link(self, url: str | None) -> str | None:
        """Return the id of a relationship to an address."""
        if not url:
            return None
        return str(self.slide.part.relate_to(url, f"{_OFFICE}/hyperlink", is_external=True))

    def note(self, numbers: Iterable[int]) -> None:
        """Write the sources of this slide into its notes, by their footnote numbers."""
        held = {line.number: line for line in self.brief.sources}
        lines = [held[number] for number in numbers]
        entries = [f"[{line.number}] {line.entry}{f' {line.url}' if line.url else ''}" for line in lines]
        text = "\n".join([f"{self.brief.document.text('ui:sources')}:", *entries, *self.brief.provenance])
        frame = self.slide.notes_slide.notes_text_frame
        if frame is not None:
            frame.text = xml_text(text)
            if self.is_right_to_left:
                _turn(frame)

    def _add_footer(self, width: int, height: int) -> None:
        light = self.brief.document.theme.light
        words = " · ".join([self.brief.as_of, self.brief.provenance[-1]])
        box = Box(MARGIN, height - FOOT, width - 2 * MARGIN, 200_000)
        run = Run(words, self.brief.language, 9, colour=light.quiet)
        self.add(text_box(self.named("Footer", words), box, [self.paragraph(run)]))


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _turn(frame: Any) -> None:
    """Let the paragraphs of a text run from right to left."""
    for paragraph in frame.paragraphs:
        properties = paragraph._p.get_or_add_pPr()
        properties.set("rtl", "1")
        properties.set("algn", "r")


def _fitting(title: str, shape: Any) -> int:
    """Return the largest size in points in which a title fits into its place, else the smallest."""
    wide, high = shape.width / EMU_PER_POINT, shape.height / EMU_PER_POINT
    fitting = (size for size in SIZES if len(wrap(title, size, wide, bold=True)) * size * LINE <= high)
    return next(fitting, SIZES[-1])


def _write_title(shape: Any, title: str, brief: Brief) -> None:
    """Write a title in the fonts of the layout; a long one is set smaller."""
    from pptx.util import Pt

    frame = shape.text_frame
    frame.text = xml_text(title)
    if brief.locale.is_right_to_left or runs_left(title):
        _turn(frame)
    size = _fitting(title, shape)
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run._r.get_or_add_rPr().set("lang", language_of(brief.language))
            if size < SIZES[0]:
                run.font.size = Pt(size)
    shape._element._nvXxPr.cNvPr.set("descr", xml_text(title))
