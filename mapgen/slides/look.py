"""Set up a presentation: our own 16:9 master in the theme's colours and fonts, or a template of the user."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapgen.errors import FileError, MapgenError
from mapgen.forms.zips import rezipped
from mapgen.records.archives import checked
from mapgen.records.files import FILE_BYTES, read_file
from mapgen.slides.shapes import language_of
from mapgen.slides.slide import Slide

if TYPE_CHECKING:
    from mapgen.forms.brief import Brief

WIDTH, HEIGHT = 12_192_000, 6_858_000
"""A slide of 16:9 as PowerPoint has it, in EMU."""
SIDES = range(914_400, 51_206_400 + 1)
"""The sides that a slide may have, in EMU (ECMA-376, ST_SlideSizeCoordinate)."""
_HOW = (
    "a .pptx file is written with python-pptx, which is not installed; install it beside mapgen: "
    "pip install 'mapgen[briefing]'"
)
_NONE = "is no PowerPoint file, or a damaged one; open it in PowerPoint, and save it as .pptx"
_FONTS = "system-ui sans-serif serif ui-serif ui-sans-serif".split()


def presentation(template: str | Path | None, brief: Brief) -> Any:
    """Open a template without its slides, or set up our own.

    Raises
    ------
    MapgenError
        If python-pptx is not installed, or the template cannot be read or used.
    """
    try:
        import pptx
    except ImportError:
        raise MapgenError(_HOW) from None
    if template is None:
        opened = pptx.Presentation()
        _widen(opened)
        _colour(opened, brief)
        return opened
    try:
        content = _content_of(Path(template))
        _try_out(content, brief)
    except FileError as error:
        msg = f"--template {template}: {error}"
        raise MapgenError(msg) from None
    return _opened(content)


def _content_of(template: Path) -> bytes:
    """Return the content of a file that may be a presentation.

    Raises
    ------
    FileError
        If it cannot be read, or is no ZIP file of a reasonable size.
    """
    content = read_file(template, FILE_BYTES)
    if not zipfile.is_zipfile(io.BytesIO(content)):
        raise FileError(_NONE)
    checked(content)
    return content


def _opened(content: bytes) -> Any:
    import pptx

    opened = pptx.Presentation(io.BytesIO(content))
    _empty(opened)
    return opened


def _try_out(content: bytes, brief: Brief) -> None:
    """Make a slide of a template with all that slides need of it, and throw it away.

    Raises
    ------
    FileError
        If the template is damaged: python-pptx finds out only where it needs a part.
    """
    try:
        opened = _opened(content)
        fits = all(each in SIDES for each in (opened.slide_width, opened.slide_height))
        if fits:
            Slide.added(opened, title_layout(opened), brief.document.title, brief).note(())
            opened.save(io.BytesIO())
    except Exception:  # python-pptx raises what its parsers raise
        raise FileError(_NONE) from None
    if not fits:
        msg = "has slides of another size than PowerPoint's; give them sides of 1 to 56 inches"
        raise FileError(msg)


def title_layout(opened: Any) -> Any:
    """Return the layout with a title and the fewest other places to fill."""

    def others(layout: Any) -> tuple[bool, int]:
        kinds = [shape.placeholder_format.type for shape in layout.placeholders]
        titles = [kind for kind in kinds if kind is not None and kind.name in ("TITLE", "CENTER_TITLE")]
        footers = [kind for kind in kinds if kind is not None and kind.name in ("DATE", "FOOTER", "SLIDE_NUMBER")]
        return not titles, len(kinds) - len(titles) - len(footers)

    return min(opened.slide_layouts, key=others)


def content(opened: Any, brief: Brief) -> bytes:
    """Return the file: its properties are ours, and its bytes depend on the map only."""
    document = brief.document
    day = datetime.datetime.fromisoformat(document.date)
    properties = opened.core_properties
    properties.author = "mapgen"
    properties.last_modified_by = "mapgen"
    properties.title = document.title[:255]
    properties.subject = document.text("ui:map_label")
    properties.comments = brief.provenance[-1]
    properties.keywords = f"{document.selection.story.id} {document.content_hash}"
    properties.language = language_of(brief.language)
    properties.category = properties.content_status = properties.identifier = properties.version = ""
    properties.created = properties.modified = properties.last_printed = day
    properties.revision = 1
    file = io.BytesIO()
    opened.save(file)
    return rezipped(file.getvalue())


def _empty(opened: Any) -> None:
    """Take the slides out of a template."""
    ids = opened.slides._sldIdLst
    for each in list(ids):
        opened.part.drop_rel(each.rId)
        ids.remove(each)


def _widen(opened: Any) -> None:
    """Turn python-pptx's own master, which is 4:3, into 16:9 with a title of one or two lines at the top."""
    times = WIDTH / opened.slide_width
    opened.slide_width, opened.slide_height = WIDTH, HEIGHT
    for sheet in (opened.slide_master, *opened.slide_layouts):
        for shape in sheet.placeholders:
            if shape._element.spPr.xfrm is not None:
                shape.left, shape.width = round(shape.left * times), round(shape.width * times)
    for sheet in (opened.slide_master, title_layout(opened)):
        title = next(shape for shape in sheet.placeholders if shape.placeholder_format.type.name == "TITLE")
        title.left, title.top, title.width, title.height = 457_200, 300_000, WIDTH - 914_400, 700_000
    package = opened.part.package
    for id_, relation in list(package._rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            package.drop_rel(id_)


def _colour(opened: Any, brief: Brief) -> None:
    """Give the master the colours and the fonts of the map's theme."""
    theme, light = brief.document.theme, brief.document.theme.light
    colours = {
        "dk1": light.ink, "lt1": light.paper, "dk2": light.quiet, "lt2": light.sea, "hlink": light.accent,
        "folHlink": light.accent, **{f"accent{index + 1}": light.rings[index] for index in range(6)},
    }  # fmt: skip
    part = next(
        relation.target_part
        for relation in opened.slide_master.part.rels.values()
        if relation.reltype.endswith("/theme")
    )
    text = part.blob.decode("utf-8")
    for name, colour in colours.items():
        value = f'<a:srgbClr val="{colour[1:].upper()}"/>'
        text = re.sub(rf"(<a:{name}>).*?(</a:{name}>)", rf"\g<1>{value}\g<2>", text, flags=re.DOTALL)
    for name, families in (("majorFont", theme.fonts.display), ("minorFont", theme.fonts.text)):
        face = next((family for family in families if family not in _FONTS), "Arial")
        text = re.sub(rf'(<a:{name}>\s*<a:latin typeface=")[^"]*', rf"\g<1>{face}", text)
    part._blob = text.encode("utf-8")
    _size_title(opened)


def _size_title(opened: Any) -> None:
    """Set titles left, at the foot of their place, in a size that leaves room for the map."""
    from pptx.oxml.ns import qn

    level = opened.slide_master._element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    level.set("algn", "l")
    level.find(qn("a:defRPr")).set("sz", "2600")
    level.find(qn("a:defRPr")).set("b", "1")
    for shape in opened.slide_master.placeholders:
        if shape.placeholder_format.type.name == "TITLE":
            body = shape._element.txBody.bodyPr
            body.set("anchor", "b")
            for side in ("lIns", "rIns", "tIns", "bIns"):
                body.set(side, "0")
