"""Set up a presentation: our own 16:9 master in the theme's colours and fonts, or a template of the user."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapgen.errors import MapgenError
from mapgen.forms.zips import rezipped
from mapgen.slides.shapes import language_of

if TYPE_CHECKING:
    from mapgen.forms.brief import Brief

WIDTH, HEIGHT = 12_192_000, 6_858_000
"""A slide of 16:9 as PowerPoint has it, in EMU."""
_HOW = (
    "a .pptx file is written with python-pptx, which is not installed; install it beside mapgen: "
    "pip install 'mapgen[briefing]'"
)
_FONTS = "system-ui sans-serif serif ui-serif ui-sans-serif".split()


def presentation(template: str | Path | None, brief: Brief) -> Any:
    """Open a template without its slides, or set up our own.

    Raises
    ------
    MapgenError
        If python-pptx is not installed, or the template cannot be read.
    """
    try:
        import pptx
        from pptx.exc import PackageNotFoundError
    except ImportError:
        raise MapgenError(_HOW) from None
    if template is None:
        opened = pptx.Presentation()
        _widen(opened)
        _colour(opened, brief)
        return opened
    try:
        opened = pptx.Presentation(io.BytesIO(Path(template).read_bytes()))
    except OSError as error:
        msg = f"--template {template}: cannot be read: {error.strerror}; name a .pptx file"
        raise MapgenError(msg) from None
    except (ValueError, KeyError, zipfile.BadZipFile, PackageNotFoundError):
        msg = f"--template {template}: is no PowerPoint file; name a .pptx file, as PowerPoint saves it"
        raise MapgenError(msg) from None
    _empty(opened)
    return opened


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
