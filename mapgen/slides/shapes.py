"""Write the shapes of a slide as Office Open XML: freeforms of straight edges, boxes of text, tables, groups.

Paths are written here because python-pptx's own builder takes seconds for a coast, and they have only the three steps
that every viewer draws: moveTo, lnTo, close.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

import numpy as np
import shapely

from mapgen.forms.words import xml_text
from mapgen.slides.paint import colour_of, filled, solid, stroked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

EMU_PER_POINT = 12_700
NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_DECORATION = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)
_REGIONS = {"en": "en-US", "id": "id-ID", "ja": "ja-JP", "ko": "ko-KR", "zh": "zh-CN", "ms": "ms-MY", "fr": "fr-FR"}
"""Languages as PowerPoint names them for its spelling check."""
_EAST_ASIAN = {"ja": "Yu Gothic", "ko": "Malgun Gothic", "zh": "Microsoft YaHei", "zh-Hant": "Microsoft JhengHei"}
"""Fonts with East Asian letters that Office brings; other programs take their own for the language of the run."""


@dataclass(frozen=True)
class Box:
    """A rectangle on a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int

    @property
    def xfrm(self) -> str:
        """The rectangle as XML."""
        return f'<a:off x="{self.left}" y="{self.top}"/><a:ext cx="{max(self.width, 1)}" cy="{max(self.height, 1)}"/>'

    def cut(self, height: int) -> Box:
        """Return its upper part."""
        return Box(self.left, self.top, self.width, height)


@dataclass(frozen=True)
class Run:
    """Words in one typography; `size` in points, `link` the id of a relationship."""

    text: str
    tag: str
    size: float
    colour: str | None = None
    bold: bool = False
    italic: bool = False
    raised: bool = False
    halo: str | None = None
    link: str | None = None
    spacing: float = 0.0


@dataclass(frozen=True)
class Paragraph:
    """Runs on one or more lines; `align` is ``l``, ``ctr`` or ``r``; `after` the space below, in points."""

    runs: tuple[Run, ...]
    align: str = "l"
    after: float = 0.0
    right_to_left: bool = False


@dataclass(frozen=True)
class Named:
    """What a shape is called and what it means; without a description it is decoration."""

    id: int
    name: str
    described: str | None = None

    @property
    def xml(self) -> str:
        """The properties as XML."""
        start = f'<p:cNvPr id="{self.id}" name={_quoted(self.name)}'
        if self.described is None:
            return f'{start} descr="">{_DECORATION}</p:cNvPr>'
        return f"{start} descr={_quoted(self.described)}/>"


def freeform(named: Named, geometry: Any, at: Box, unit: float, paint: dict[str, str], *, closed: bool) -> str:
    """Write polygons, or the lines of a drawing, as one shape.

    Parameters
    ----------
    named : Named
    geometry : shapely geometry
        In units of the figure. An area's holes are contours of the same path, which is filled by the even-odd rule.
    at : Box
        Where the figure is on the slide.
    unit : float
        EMU for each unit of the figure.
    paint : dict of str to str
        By names of SVG's attributes: see `mapgen.figure.stylesheet`.
    closed : bool
        Whether it is an area, and not only lines.

    Returns
    -------
    str
        Empty if there is nothing to draw.
    """
    parts = shapely.get_parts(shapely.get_parts(geometry))
    kind = shapely.GeometryType.POLYGON if closed else shapely.GeometryType.LINESTRING
    parts = parts[shapely.get_type_id(parts) == kind]
    lines = shapely.get_rings(parts) if closed else parts
    contours = [np.rint(shapely.get_coordinates(line) * unit).astype(int) for line in lines]
    contours = [points for points in map(_without_repeats, contours) if len(points) > 1 + closed]
    if not contours:
        return ""
    every = np.concatenate(contours)
    low, high = every.min(axis=0), every.max(axis=0)
    box = Box(at.left + int(low[0]), at.top + int(low[1]), *(int(side) for side in high - low))
    path = "".join(_contour(points - low, closed=closed) for points in contours)
    unfilled = "" if closed else ' fill="none"'
    shape = (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{max(box.width, 1)}" h="{max(box.height, 1)}"{unfilled}>{path}</a:path>'
        "</a:pathLst></a:custGeom>"
    )
    return _sp(named, box, shape, filled(paint) if closed else "<a:noFill/>", stroked(paint, unit))


def preset(named: Named, form: str, box: Box, paint: dict[str, str], unit: float) -> str:
    """Write one of Office's own shapes, such as ``rect`` or ``ellipse``."""
    shape = f'<a:prstGeom prst="{form}"><a:avLst/></a:prstGeom>'
    return _sp(named, box, shape, filled(paint), stroked(paint, unit))


def _sp(named: Named, box: Box, shape: str, fill: str, line: str) -> str:
    return (
        f"<p:sp {NAMESPACES}><p:nvSpPr>{named.xml}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f"<p:spPr><a:xfrm>{box.xfrm}</a:xfrm>{shape}{fill}{line}</p:spPr></p:sp>"
    )


def text_box(
    named: Named, box: Box, paragraphs: Iterable[Paragraph], *, turn: float = 0.0, wraps: bool = True, columns: int = 1
) -> str:
    """Write a box of text without margins, turned clockwise by degrees."""
    rotation = f' rot="{round(turn * 60_000) % 21_600_000}"' if turn else ""
    split = f' numCol="{columns}" spcCol="{EMU_PER_POINT * 18}"' if columns > 1 else ""
    return (
        f'<p:sp {NAMESPACES}><p:nvSpPr>{named.xml}<p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr>'
        f"<p:spPr><a:xfrm{rotation}>{box.xfrm}</a:xfrm>"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
        f'<p:txBody><a:bodyPr wrap="{"square" if wraps else "none"}" lIns="0" tIns="0" rIns="0" bIns="0"{split}>'
        f"<a:noAutofit/></a:bodyPr><a:lstStyle/>{''.join(map(paragraph, paragraphs))}</p:txBody></p:sp>"
    )


def group(named: Named, box: Box, shapes: Iterable[str]) -> str:
    """Write shapes as one group, which keeps their places on the slide."""
    return (
        f"<p:grpSp {NAMESPACES}><p:nvGrpSpPr>{named.xml}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr><a:xfrm>{box.xfrm}"
        f'<a:chOff x="{box.left}" y="{box.top}"/><a:chExt cx="{box.width}" cy="{box.height}"/></a:xfrm></p:grpSpPr>'
        f"{''.join(shapes)}</p:grpSp>"
    )


@dataclass(frozen=True)
class Cell:
    """A cell of a table."""

    paragraphs: tuple[Paragraph, ...]


def table(
    named: Named,
    box: Box,
    widths: Sequence[int],
    rows: Sequence[tuple[int, Sequence[Cell]]],
    line: str,
    *,
    turned: bool = False,
) -> str:
    """Write a table with a heading row.

    Parameters
    ----------
    named : Named
    box : Box
    widths : sequence of int
        Of the columns, in EMU.
    rows : sequence of (int, sequence of Cell)
        Each with its height in EMU.
    line : str
        The colour of the lines below rows.
    turned : bool, optional
        Whether the first column is at the right.
    """
    grid = "".join(f'<a:gridCol w="{width}"/>' for width in widths)
    body = "".join(
        f'<a:tr h="{height}">{"".join(_cell(cell, line, head=index == 0) for cell in cells)}</a:tr>'
        for index, (height, cells) in enumerate(rows)
    )
    right = ' rtl="1"' if turned else ""
    return (
        f"<p:graphicFrame {NAMESPACES}><p:nvGraphicFramePr>{named.xml}<p:cNvGraphicFramePr>"
        '<a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f"<p:xfrm>{box.xfrm}</p:xfrm><a:graphic>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
        f'<a:tbl><a:tblPr firstRow="1"{right}/><a:tblGrid>{grid}</a:tblGrid>{body}</a:tbl>'
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )


def _cell(cell: Cell, line: str, *, head: bool) -> str:
    below = f'<a:lnB w="{12_700 if head else 6_350}">{solid(line)}</a:lnB>'
    none = "".join(f'<a:{side} w="0"><a:noFill/></a:{side}>' for side in ("lnL", "lnR", "lnT"))
    return (
        f"<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{''.join(map(paragraph, cell.paragraphs))}</a:txBody>"
        f'<a:tcPr marL="0" marR="91440" marT="30480" marB="30480">{none}{below}<a:noFill/></a:tcPr></a:tc>'
    )


def paragraph(given: Paragraph) -> str:
    """Write a paragraph; it has no bullet, whatever the template says."""
    right = ' rtl="1"' if given.right_to_left else ""
    after = f'<a:spcAft><a:spcPts val="{round(given.after * 100)}"/></a:spcAft>' if given.after else ""
    properties = f'<a:pPr marL="0" indent="0" algn="{given.align}"{right}>{after}<a:buNone/></a:pPr>'
    return f"<a:p>{properties}{''.join(map(_run, given.runs))}</a:p>"


def _run(run: Run) -> str:
    facts = f'lang="{language_of(run.tag)}" sz="{round(run.size * 100)}"'
    facts += ' b="1"' if run.bold else ' b="0"'
    facts += ' i="1"' if run.italic else ""
    facts += ' baseline="30000"' if run.raised else ""
    facts += f' spc="{round(run.spacing * 100)}"' if run.spacing else ""
    fill = solid(run.colour) if run.colour else ""
    halo = f'<a:effectLst><a:glow rad="25400">{colour_of(run.halo)}</a:glow></a:effectLst>' if run.halo else ""
    face = _EAST_ASIAN.get(run.tag) or _EAST_ASIAN.get(run.tag.partition("-")[0])
    east = f'<a:ea typeface="{face}"/>' if face else ""
    link = f'<a:hlinkClick r:id="{run.link}"/>' if run.link else ""
    lines = xml_text(run.text).split("\n")
    return "<a:br/>".join(
        f"<a:r><a:rPr {facts}>{fill}{halo}{east}{link}</a:rPr><a:t>{escape(line)}</a:t></a:r>" for line in lines
    )


def language_of(tag: str) -> str:
    """Return a language as PowerPoint names it, with a region."""
    return _REGIONS.get(tag, tag)


def _contour(points: Any, *, closed: bool) -> str:
    (x, y), rest = points[0], points[1:-1] if closed else points[1:]
    steps = "".join(f'<a:lnTo><a:pt x="{x}" y="{y}"/></a:lnTo>' for x, y in rest)
    return f'<a:moveTo><a:pt x="{x}" y="{y}"/></a:moveTo>{steps}{"<a:close/>" if closed else ""}'


def _without_repeats(points: Any) -> Any:
    return points[np.concatenate([[True], np.diff(points, axis=0).any(axis=1)])]


def _quoted(text: str) -> str:
    return quoteattr(xml_text(text))
