"""Write a static figure as SVG for drawing programs: attributes in place of a style sheet, and named layers."""

from __future__ import annotations

import copy
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mapgen.figure.map import svg
from mapgen.figure.stylesheet import Stylesheet
from mapgen.records.characters import NOT_XML
from mapgen.theme.model import families_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mapgen.figure.context import StaticMap
    from mapgen.figure.lettering import Placed

SVG = "{http://www.w3.org/2000/svg}"
XML = "{http://www.w3.org/XML/1998/namespace}"
INKSCAPE = "{http://www.inkscape.org/namespaces/inkscape}"
_LAYERS = {"base": "ui:layer_base", "rings": "ui:ranges", "sites": "ui:sites", "labels": "ui:layer_labels",
           "title": "ui:layer_title", "key": "ui:layer_key"}  # fmt: skip
"""The layers from the lowest on, each with the key of its name."""
_OF_CLASS = {"areas": "rings", "ring": "rings", "open-edge": "rings", "mark": "rings", "symbol": "sites",
             "lettering": "labels", "title": "title", "sub": "title"}  # fmt: skip
"""By class: the layer of a part of the drawing; any other part of the map is of its base."""
_GENERIC = "system-ui"
"""A family that only browsers know."""


@dataclass(frozen=True)
class Size:
    """A sheet: how wide and high it is in units of the figure, and how large they are outside it."""

    width: float
    height: float
    outer_width: str
    outer_height: str


def plain_svg(
    drawn: StaticMap, *, labels: list[Placed] | None = None, size: Size | None = None, bare: bool = False
) -> str:
    """Write a figure with title, key and footnotes as other programs than browsers draw it too.

    Every colour, width and font is an attribute. A label's halo is a second text below it, symbols are drawn where they
    stand, and the top-level groups are the layers of Inkscape and Illustrator.

    Parameters
    ----------
    drawn : StaticMap
    labels : list of Placed, optional
        The result of `place_labels`, if the caller has it already.
    size : Size, optional
        The sheet, in whose middle the drawing is put; by default it is as large as the drawing.
    bare : bool, optional
        Whether only the map is drawn, for a page that has its own title, key and notes.
    """
    root = ET.fromstring(NOT_XML.sub("\ufffd", svg(drawn, labels=labels)))
    style = root.find(f"{SVG}style")
    assert style is not None
    root.remove(style)
    flat = _Flat(Stylesheet(style.text or ""), drawn, _symbols(root))
    defs = root.find(f"{SVG}defs")
    parts = [part for part in root if part is not defs and part.tag != f"{SVG}title"]
    layers = {name: ET.Element(f"{SVG}g", _layer(name, drawn)) for name in _LAYERS}
    for part in parts:
        root.remove(part)
        _file(part, layers, flat)
    root.extend(layer for name, layer in layers.items() if len(layer) and not (bare and name in ("title", "key")))
    _set_sheet(root, size)
    if bare:
        _crop(root, layers["base"], drawn)
    return written(root)


def written(root: ET.Element) -> str:
    """Return a drawing as text, with the prefixes that programs expect."""
    ET.register_namespace("", SVG[1:-1])
    ET.register_namespace("inkscape", INKSCAPE[1:-1])
    return ET.tostring(root, encoding="unicode") + "\n"


def natural_size(text: str) -> tuple[float, float]:
    """Return width and height of a drawing in its own units."""
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', text)
    assert found is not None
    return float(found[1]), float(found[2])


def _layer(name: str, drawn: StaticMap) -> dict[str, str]:
    return {"id": name, f"{INKSCAPE}groupmode": "layer", f"{INKSCAPE}label": drawn.document.text(_LAYERS[name])}


def _symbols(root: ET.Element) -> dict[str, ET.Element]:
    """Take the symbols out of the definitions, and return them by their references."""
    defs = root.find(f"{SVG}defs")
    held = [] if defs is None else [each for each in defs if each.get("id", "").startswith("symbol-")]
    for each in held:
        defs.remove(each)  # type: ignore[union-attr]  # held would be empty
    return {f"#{each.get('id')}": each for each in held}


def _file(part: ET.Element, layers: dict[str, ET.Element], flat: _Flat) -> None:
    """Put a part of the sheet into its layer; the map is divided among its own."""
    classes = part.get("class", "").split()
    held = part.find(f"{SVG}g[@clip-path]")
    if held is None:
        name = next((_OF_CLASS[each] for each in classes if each in _OF_CLASS), "key")
        layers["base" if "paper" in classes else name].extend(flat.drawn(part, ()))
        return
    groups: dict[str, ET.Element] = {}
    for each in held:
        classes = each.get("class", "").split()
        name = next((_OF_CLASS[one] for one in classes if one in _OF_CLASS), "base")
        if name not in groups:
            outer = ET.SubElement(layers[name], f"{SVG}g", dict(part.attrib))
            groups[name] = ET.SubElement(outer, f"{SVG}g", dict(held.attrib))
        groups[name].extend(flat.drawn(each, ()))


@dataclass(frozen=True)
class _Flat:
    """Turn elements with classes into elements with attributes."""

    stylesheet: Stylesheet
    figure: StaticMap
    symbols: dict[str, ET.Element]

    def drawn(self, element: ET.Element, around: Sequence[str]) -> Iterator[ET.Element]:
        """Yield what stands for an element: itself, or a halo and itself, or the symbol that it uses."""
        style = element.get("class", "")
        if element.tag == f"{SVG}use":
            yield self._used(element, style, around)
            return
        own = ET.Element(element.tag, {key: value for key, value in element.attrib.items() if key != "class"})
        own.text, own.tail = element.text, element.tail
        paint = self.stylesheet.paint(element.tag.removeprefix(SVG), style, around)
        has_halo = paint.pop("paint-order", None) is not None
        own.attrib |= self._attributes(paint, element)
        for each in element:
            own.extend(self.drawn(each, [*around, style]))
        if has_halo:
            yield _halo(own)
            for name in ("stroke", "stroke-width", "stroke-linejoin"):
                own.attrib.pop(name, None)
        yield own

    def _used(self, element: ET.Element, style: str, around: Sequence[str]) -> ET.Element:
        symbol = self.symbols[element.get("href", "")]
        x, y = element.get("x", "0"), element.get("y", "0")
        opacity = self.stylesheet.paint("use", style, around).get("opacity")
        group = ET.Element(f"{SVG}g", {"transform": f"translate({x} {y})"})
        for each in symbol:
            for path in self.drawn(copy.copy(each), [*around, style, symbol.get("class", "")]):
                if opacity:
                    path.set("opacity", opacity)
                group.append(path)
        return group

    def _attributes(self, paint: dict[str, str], element: ET.Element) -> dict[str, str]:
        """Return a paint as attributes: lengths in units, and the families in the order of the language."""
        if "letter-spacing" in paint and paint["letter-spacing"].endswith("em"):
            spacing = float(paint["letter-spacing"].removesuffix("em")) * float(paint["font-size"])
            paint["letter-spacing"] = f"{spacing:.2f}"
        if paint.get("letter-spacing") == "0":
            del paint["letter-spacing"]
        if "font-family" in paint:
            paint["font-family"] = self._families(paint["font-family"], element.get("lang"))
        return paint

    def _families(self, stack: str, tag: str | None) -> str:
        families = [family.strip().strip('"') for family in stack.split(",")]
        named = [family for family in families if family != _GENERIC]
        return ", ".join(families_for(tag or self.figure.document.selection.language, named))


def _halo(text: ET.Element) -> ET.Element:
    """Return the rim of a text, to be drawn below it; readers and searches pass over it."""
    halo = copy.deepcopy(text)
    halo.set("fill", halo.get("stroke", "none"))
    halo.set("aria-hidden", "true")
    return halo


def _crop(root: ET.Element, base: ET.Element, drawn: StaticMap) -> None:
    """Let the drawing end where its map does."""
    place = next(each.get("transform", "") for each in base if each.tag == f"{SVG}g")
    left, top = re.findall(r"-?[\d.]+", place)
    root.set("viewBox", f"{left} {top} {drawn.projection.width:g} {drawn.projection.height:g}")
    root.set("width", f"{drawn.projection.width:g}")
    root.set("height", f"{drawn.projection.height:g}")


def _set_sheet(root: ET.Element, size: Size | None) -> None:
    """Give the drawing its width and height, and the paper below everything."""
    width, height = natural_size(f'viewBox="{root.get("viewBox")}"')
    sheet = size or Size(width, height, f"{width:g}", f"{height:g}")
    left, top = min(0.0, (width - sheet.width) / 2), min(0.0, (height - sheet.height) / 2)
    root.set("viewBox", f"{left:g} {top:g} {max(width, sheet.width):g} {max(height, sheet.height):g}")
    root.set("width", sheet.outer_width)
    root.set("height", sheet.outer_height)
    root.set(f"{XML}lang", root.get("lang", "en"))
    for paper in root.iter(f"{SVG}rect"):
        if paper.get("width") == "100%":
            paper.attrib |= {"x": f"{left:g}", "y": f"{top:g}"}
            paper.attrib |= {"width": f"{max(width, sheet.width):g}", "height": f"{max(height, sheet.height):g}"}
