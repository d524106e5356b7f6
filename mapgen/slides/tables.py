"""Write figures, answers and sources as slides, as many as they need."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from mapgen.figure.lettering import wrap
from mapgen.locale import runs_left
from mapgen.slides.shapes import EMU_PER_POINT, Box, Cell, Paragraph, Run, table, text_box

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mapgen.forms.brief import Brief, FigureLine, ReachLine, SourceLine
    from mapgen.forms.changes import Changes
    from mapgen.slides.slide import Slide

    Words = Sequence[tuple[Run, ...]]

SIZE = 10.0
"""Size of the words in a table, in points."""
LINE, TALL = 1.25, 1.5
"""Distance of two lines of text as a multiple of their size: of any, and with Hangul, kana or Han."""
PADDING = 6.0
"""Space in a cell above and below, in points."""
CERTAIN = 0.94
"""Share of a cell's width that is filled with words: programs with other fonts set them wider than is estimated."""
SOURCE_SIZE, COLUMNS = 9.0, 2


def figures(slide: Callable[[str], Slide], brief: Brief) -> None:
    """Add the published figures of all missiles, each with who says it, the quote and its footnote number."""
    text = brief.document.text
    heads = [text("ui:ranges"), text("ui:figure"), text("ui:said")]
    rows = [
        (_figure(brief, text(f"missile:{missile.id}"), line), [line.number])
        for missile, lines in brief.missiles
        for line in lines
    ]
    _table(slide, brief, text("ui:ranges"), heads, (0.24, 0.2, 0.56), rows)


def _figure(brief: Brief, missile: str, line: FigureLine) -> Words:
    write = _Writer(brief)
    quote = [write(f" {line.quote}", tag=line.language, italic=True)] if line.quote else []
    flags = [write(f" ({brief.locale.semicolon.join(line.flags)})", quiet=True)] if line.flags else []
    return [
        (write(brief.locale.apart(missile), bold=True),),
        (write(line.figure, bold=True), write(f"\n{line.kind}", quiet=True)),
        (write(f"{line.said} "), write(str(line.number), mark=True), *quote, *flags),
    ]


def changes(slide: Callable[[str], Slide], brief: Brief, found: Changes) -> None:
    """Add what has changed since an earlier page: limits, answers, sites and sources, as they were and as they are."""
    write = _Writer(brief)
    rows: list[tuple[Words, list[int]]] = [
        (
            [
                (write(line.what, bold=True), write(f"\n{line.kind}", quiet=True)),
                (write(line.before),),
                (write(line.now), *(write(f" {number}", mark=True) for number in line.numbers)),
            ],
            list(line.numbers),
        )
        for line in found.lines
    ]
    if not rows:
        rows = [([(write(found.none),), (write(""),), (write(""),)], [])]
    _table(slide, brief, found.heading, found.heads, (0.5, 0.22, 0.28), rows, caption=found.since)


def reach(slide: Callable[[str], Slide], brief: Brief) -> None:
    """Add what reaches each place of interest, and which sources decide."""
    if not brief.reaches:
        return
    text = brief.document.text
    heads = [text(f"ui:{key}") for key in ("place", "ranges", "reach", "distance", "margin")]
    rows = [(_answer(brief, line), _numbers(line)) for line in brief.reaches]
    shares = (0.2, 0.28, 0.28, 0.14, 0.1)
    _table(slide, brief, text("ui:reach"), heads, shares, rows, caption=brief.reach_heading)


def _answer(brief: Brief, line: ReachLine) -> Words:
    write = _Writer(brief)
    reasons = [
        run
        for words, numbers in line.reasons
        for run in (
            write(f"{brief.locale.semicolon}{words}", quiet=True),
            *([write(f" {numbers}", mark=True)] if numbers else []),
        )
    ]
    return [
        (write(line.place, bold=True),),
        (write(line.missile), write(f"\n{line.origin} · {line.basis}", quiet=True)),
        (write(line.answer, bold=True), *reasons),
        (write(line.distance),),
        (write(line.margin),),
    ]


def _numbers(line: ReachLine) -> list[int]:
    return [int(number) for _, numbers in line.reasons for number in numbers.split()]


def sources(slide: Callable[[str], Slide], brief: Brief) -> None:
    """Add the bibliography in two columns, each source with a link to its address."""
    title = brief.document.text("ui:sources")
    left = list(brief.sources)
    pages: list[list[SourceLine]] = []
    added: list[Slide] = []
    while left:
        added.append(slide(title))
        room = added[-1].room
        pages.append(_fill(left, room))
        left = left[len(pages[-1]) :]
    for index, (drawn, lines) in enumerate(zip(added, pages, strict=True), start=1):
        _retitle(drawn, title, index, len(pages))
        for box, part in _columns(drawn, lines):
            drawn.add(_entries(drawn, brief, part, box))
        drawn.note([line.number for line in lines])


def _fill(lines: Sequence[SourceLine], room: Box) -> list[SourceLine]:
    width = (room.width / EMU_PER_POINT - 18) / COLUMNS
    free = COLUMNS * (room.height / EMU_PER_POINT - 30)
    taken: list[SourceLine] = []
    for line in lines:
        words = f"{line.number}. {line.entry} {line.url or ''}"
        free -= len(wrap(words, SOURCE_SIZE, width)) * SOURCE_SIZE * _leading(words) + 3
        if free < 0 and taken:
            break
        taken.append(line)
    return taken


def _columns(slide: Slide, lines: Sequence[SourceLine]) -> Iterator[tuple[Box, Sequence[SourceLine]]]:
    """Yield the boxes of the entries: one with columns or, for words that run to the left, one for each column.

    LibreOffice writes columns of such words one over the other.
    """
    if not slide.is_right_to_left:
        yield slide.room, lines
        return
    room, gap = slide.room, round(18 * EMU_PER_POINT)
    width = (room.width - gap) // COLUMNS
    each = -(-len(lines) // COLUMNS)
    for column in range(COLUMNS):
        left = room.left + room.width - width - column * (width + gap)
        if part := lines[column * each : (column + 1) * each]:
            yield Box(left, room.top, width, room.height), part


def _entries(slide: Slide, brief: Brief, lines: Sequence[SourceLine], box: Box) -> str:
    light = brief.document.theme.light
    paragraphs = []
    for line in lines:
        entry = (
            Run(f"{line.number}. ", brief.language, SOURCE_SIZE, colour=light.accent, bold=True),
            Run(line.entry, line.language or brief.language, SOURCE_SIZE, colour=light.ink),
        )
        address = tuple(_address(slide, line))
        if slide.is_right_to_left and address:  # in one paragraph, LibreOffice writes it beyond the box
            paragraphs += [slide.paragraph(*entry), Paragraph(address, "r", after=3)]
        else:
            paragraphs.append(slide.paragraph(*entry, *address, after=3))
    name = brief.document.text("ui:sources")
    columns = 1 if slide.is_right_to_left else COLUMNS
    return text_box(slide.named(name, name), box, paragraphs, columns=columns)


def _address(slide: Slide, line: SourceLine) -> Iterator[Run]:
    if line.url:
        yield Run(f" {line.url}", "en", SOURCE_SIZE, link=slide.link(line.url))


class _Writer:
    """Write runs in the size and the colours of tables."""

    def __init__(self, brief: Brief) -> None:
        self._light, self._tag, self._locale = brief.document.theme.light, brief.language, brief.locale

    def __call__(
        self,
        text: str,
        *,
        tag: str | None = None,
        bold: bool = False,
        italic: bool = False,
        quiet: bool = False,
        mark: bool = False,
    ) -> Run:
        light = self._light
        colour = light.accent if mark else light.quiet if quiet else light.ink
        words = self._locale.unbroken(text)
        return Run(words, tag or self._tag, SIZE, colour=colour, bold=bold, italic=italic, raised=mark)


def _table(
    slide: Callable[[str], Slide],
    brief: Brief,
    title: str,
    heads: Sequence[str],
    shares: Sequence[float],
    rows: Sequence[tuple[Words, list[int]]],
    caption: str = "",
) -> None:
    """Add a table, with its caption and its heads repeated on each slide that it needs."""
    over = round(2 * SIZE * EMU_PER_POINT) if caption else 0
    head: Words = [(_Writer(brief)(words, quiet=True, bold=True),) for words in heads]
    pages = _pages(slide, title, head, shares, rows, over)
    for index, (drawn, page, widths) in enumerate(pages, start=1):
        _retitle(drawn, title, index, len(pages))
        lines = [
            (round(_high(words, widths) * EMU_PER_POINT), [Cell((_paragraph(drawn, runs),)) for runs in words])
            for words in (head, *(words for words, _ in page))
        ]
        if caption:
            words = drawn.paragraph(_Writer(brief)(caption, quiet=True))
            drawn.add(text_box(drawn.named("Caption", caption), drawn.room.cut(over), [words]))
        box = Box(drawn.room.left, drawn.room.top + over, drawn.room.width, sum(high for high, _ in lines))
        columns = [round(width * EMU_PER_POINT) for width in widths]
        line, turned = brief.document.theme.light.line, drawn.is_right_to_left
        drawn.add(table(drawn.named(title, title), box, columns, lines, line, turned=turned))
        drawn.note(sorted({number for _, numbers in page for number in numbers}))


def _pages(
    slide: Callable[[str], Slide],
    title: str,
    head: Words,
    shares: Sequence[float],
    rows: Sequence[tuple[Words, list[int]]],
    over: int,
) -> list[tuple[Slide, list[tuple[Words, list[int]]], list[float]]]:
    """Add the slides that the rows need, each with its own rows and with the widths of its columns in points."""
    left, added = list(rows), []
    while left:
        drawn = slide(title)
        widths = [share * drawn.room.width / EMU_PER_POINT for share in shares]
        free = (drawn.room.height - over) / EMU_PER_POINT - _high(head, widths)
        page: list[tuple[Words, list[int]]] = []
        while left and (not page or free >= _high(left[0][0], widths)):
            free -= _high(left[0][0], widths)
            page.append(left.pop(0))
        added.append((drawn, page, widths))
    return added


def _paragraph(slide: Slide, runs: tuple[Run, ...]) -> Paragraph:
    is_left = slide.is_right_to_left or runs_left("".join(run.text for run in runs)[:1])
    return Paragraph(runs, "r" if is_left else "l", right_to_left=is_left)


def _high(words: Words, widths: Sequence[float]) -> float:
    """Estimate the height of a row in points."""
    lines = [
        sum(
            len(wrap(line, SIZE, CERTAIN * (width - 8), bold=runs[0].bold))
            for line in "".join(run.text for run in runs).split("\n")
        )
        for runs, width in zip(words, widths, strict=True)
    ]
    leading = max(_leading(run.text) for runs in words for run in runs)
    return max(lines) * SIZE * leading + PADDING


def _leading(words: str) -> float:
    return TALL if any(unicodedata.east_asian_width(letter) in "WF" for letter in words) else LINE


def _retitle(slide: Slide, title: str, index: int, count: int) -> None:
    shape = slide.slide.shapes.title
    if count > 1 and shape is not None and shape.text_frame.paragraphs[0].runs:
        shape.text_frame.paragraphs[0].runs[0].text = f"{title} ({index}/{count})"
