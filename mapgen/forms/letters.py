"""Turn the texts of a drawing into paths, for programs and printers that lack its fonts."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from mapgen.errors import MapgenError
from mapgen.figure.lettering import ANCHORS
from mapgen.figure.plain_svg import SVG, XML, written
from mapgen.forms.outline import COARSE, STEPS, Outline, outline
from mapgen.forms.typesetter import compiled, fonts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_GENERIC = {"sans-serif": ("DejaVu Sans",), "serif": ("DejaVu Serif", "Libertinus Serif")}
"""Families that stand for those that only browsers know; typst brings the last one itself."""
_NO_CHARACTER = "\U0010fffd"
"""A character for private use: no font has it, so its outline is that of any character that the fonts lack."""
_OF_LETTERS = ("x", "y", "text-anchor", "lang", "font-weight", "font-style", "font-size", "font-family",
               "letter-spacing", "word-spacing")  # fmt: skip
"""Attributes of texts that paths do not have."""


@dataclass(frozen=True)
class Run:
    """Words in one typography, as ``templates/forms/letters.typ`` reads them; lengths in units of the drawing."""

    words: str
    families: tuple[str, ...]
    size: float
    weight: int
    style: str
    lang: str
    tracking: float
    spacing: float


@dataclass(frozen=True)
class Piece:
    """A run in its text: where its line begins if it begins one, how far it is moved, and its attributes."""

    run: Run
    paint: dict[str, str]
    start: tuple[float, float] | None
    shift: tuple[float, float]


def lettered(svg: str, *, asked: str = "an .svg file with --outlines") -> str:
    """Return a drawing whose texts are paths, each with its words as ``aria-label``.

    Letters are shaped and lines run as Unicode says (UAX 9), in the fonts of this machine.

    Parameters
    ----------
    svg : str
        As `mapgen.figure.plain_svg.plain_svg` writes it.
    asked : str, optional
        What was asked for, as the message begins that typst is not installed.

    Raises
    ------
    MapgenError
        If typst is not installed, or no font has one of the letters.
    """
    root = ET.fromstring(svg)
    _replace(root, texts_of(root), asked, STEPS)
    return written(root)


def haloed(svg: str, *, asked: str) -> tuple[str, list[dict[str, Any]]]:
    """Return a drawing whose halos are paths and that has no other text; and its texts, to be set by typst itself.

    A text is then selected and found as any other, and each of its letters comes from the first font that has it.

    Parameters
    ----------
    svg : str
        As `mapgen.figure.plain_svg.plain_svg` writes it; each text has a halo.
    asked : str
        What was asked for, as the message begins that typst is not installed.

    Returns
    -------
    str
    list of dict
        Each line of a text: see `Run`, and its place, anchor, turn and colour.

    Raises
    ------
    MapgenError
        If typst is not installed, or no font has one of the letters.
    """
    root = ET.fromstring(svg)
    texts = texts_of(root)
    words = {text: pieces for text, pieces in texts.items() if "aria-hidden" not in text.attrib}
    _replace(root, {text: pieces for text, pieces in texts.items() if text not in words}, asked, COARSE)
    for parent in list(root.iter()):
        for child in [child for child in parent if child in words]:
            parent.remove(child)
    return written(root), [_set(text, piece) for text, pieces in words.items() for piece in pieces]


def texts_of(root: ET.Element) -> dict[ET.Element, list[Piece]]:
    """Return the texts of a drawing with their pieces."""
    language = root.get(f"{XML}lang", "en")
    return {text: list(_pieces(text, language)) for text in root.iter(f"{SVG}text")}


def _set(text: ET.Element, piece: Piece) -> dict[str, Any]:
    turn = re.match(r"rotate\((-?[\d.]+)", text.get("transform", ""))
    x, y = piece.start or (0.0, 0.0)
    place = {"x": x, "y": y, "share": ANCHORS[piece.paint.get("text-anchor", "start")]}
    return {**asdict(piece.run), **place, "turn": float(turn[1]) if turn else 0.0, "fill": piece.paint["fill"]}


def _replace(root: ET.Element, texts: Mapping[ET.Element, list[Piece]], asked: str, steps: int) -> None:
    """Put paths in the place of texts."""
    drawn = _drawn(dict.fromkeys(piece.run for pieces in texts.values() for piece in pieces), fonts(asked))
    for parent in list(root.iter()):
        for index, child in enumerate(parent):
            if child in texts:
                parent[index] = _paths(child, texts[child], drawn, steps)


def _pieces(text: ET.Element, language: str) -> Iterator[Piece]:
    """Yield the runs of a text: its own words, then those of its parts; a part with an x begins a line."""
    outer = dict(text.attrib)
    start: tuple[float, float] | None = (float(outer["x"]), float(outer["y"]))
    parts = [(text.text or "", outer)] if (text.text or "").strip() else []
    parts += [("".join(part.itertext()), {**outer, **part.attrib}) for part in text]
    y = float(outer["y"])
    for index, (words, paint) in enumerate(parts):
        own = text[index - len(parts)].attrib if index >= len(parts) - len(text) else {}
        size = float(paint["font-size"])
        shift = _length(own.get("dx", "0"), size), _length(own.get("dy", "0"), size)
        if "x" in own:
            y += shift[1]
            start, shift = (float(own["x"]), y), (0.0, 0.0)
        yield Piece(_run(words, paint, paint.get("lang", language)), paint, start, shift)
        start = None


def _run(words: str, paint: Mapping[str, str], tag: str) -> Run:
    families = [family.strip().strip('"') for family in paint["font-family"].split(",")]
    named = dict.fromkeys(each for family in families for each in _GENERIC.get(family, (family,)))
    found = re.match(r"[a-z]{2,3}(?=-|$)", tag)
    return Run(
        words=" ".join(words.split()),
        families=tuple(named),
        size=float(paint["font-size"]),
        weight=int(paint.get("font-weight", "400")),
        style=paint.get("font-style", "normal"),
        lang=found[0] if found else "en",
        tracking=float(paint.get("letter-spacing", "0")),
        spacing=float(paint.get("word-spacing", "0")),
    )


def _length(text: str, size: float) -> float:
    return float(text.removesuffix("em")) * size if text.endswith("em") else float(text)


def _drawn(runs: Mapping[Run, None], known: Any) -> dict[Run, Outline]:
    """Set all runs at once, and after them the character that no font has, once for each typography."""
    unknown = list(dict.fromkeys(_with(run, _NO_CHARACTER) for run in runs))
    pages = compiled(
        "letters.typ", {"runs": json.dumps([asdict(run) for run in (*runs, *unknown)])}, known, format="svg"
    )
    outlines = [outline(page) for page in (pages if isinstance(pages, list) else [pages])]
    drawn = dict(zip(runs, outlines, strict=False))
    boxes = {shape for each in outlines[len(runs) :] for shape in each.shapes}
    if lacking := [run.words for run, each in drawn.items() if boxes & set(each.shapes)]:
        msg = (
            f"no font here has all letters of {lacking[0][:40]!r}; install one that has, e.g. Noto Sans CJK for Korean "
            "and Japanese (on Debian and Ubuntu the package fonts-noto-cjk; for other scripts fonts-noto-core)"
        )
        raise MapgenError(msg)
    return drawn


def _with(run: Run, words: str) -> Run:
    return Run(**{**asdict(run), "words": words})


def _paths(text: ET.Element, pieces: list[Piece], drawn: Mapping[Run, Outline], steps: int) -> ET.Element:
    """Return what is drawn in place of a text: a group with a path for each of its runs."""
    about = {key: value for key, value in text.attrib.items() if key in ("transform", "aria-hidden")}
    group = ET.Element(f"{SVG}g", about)
    if "aria-hidden" not in about:
        group.attrib |= {"role": "img", "aria-label": " ".join(piece.run.words for piece in pieces)}
    x = y = 0.0
    for index, piece in enumerate(pieces):
        if piece.start:
            wide = _width(pieces[index:], drawn)
            x, y = piece.start[0] - wide * ANCHORS[piece.paint.get("text-anchor", "start")], piece.start[1]
        x, y = x + piece.shift[0], y + piece.shift[1]
        paint = {key: value for key, value in piece.paint.items() if key not in (*_OF_LETTERS, *about, "dx", "dy")}
        if steps == COARSE:
            group.extend(_halos(drawn[piece.run], (x, y), paint))
        elif path := drawn[piece.run].path(x, y, steps):
            ET.SubElement(group, f"{SVG}path", {"d": path, **paint})
        x += drawn[piece.run].width
    return group


def _halos(outline: Outline, place: tuple[float, float], paint: Mapping[str, str]) -> Iterator[ET.Element]:
    """Yield the halo of each letter, moved to its place: a letter that comes again is then the same bytes again."""
    for x, y, path in outline.apart(*place, COARSE):
        paths = {"d": path, "transform": f"translate({x:.2f} {y:.2f})"}
        yield ET.Element(f"{SVG}path", {**paths, **paint, "fill": "none"})  # its own letters cover what it encloses


def _width(pieces: list[Piece], drawn: Mapping[Run, Outline]) -> float:
    """Return the width of the line that begins with the first of some runs."""
    ends = next((index for index, piece in enumerate(pieces) if index and piece.start), len(pieces))
    return sum(piece.shift[0] + drawn[piece.run].width for piece in pieces[:ends])
