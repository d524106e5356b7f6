"""Read KML and KMZ, as Google My Maps and Google Earth write them: each placemark with a point is a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mapgen.errors import FileError, Problem, shown
from mapgen.importers._geometry import place
from mapgen.importers._markup import plain
from mapgen.importers._reading import MAX_ROWS, Reading, Row, columns_of, too_many, unread
from mapgen.importers._xml import Element, parse
from mapgen.records.archives import checked, unpacked
from mapgen.records.files import FILE_BYTES, read_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENDINGS = (".kml", ".kmz")
CONTAINERS = ("Document", "Folder")
SHAPES = ("Point", "LineString", "LinearRing", "Polygon", "Track", "MultiTrack", "Model")
NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
OTHERS = {
    "GroundOverlay": "a picture laid over the ground",
    "ScreenOverlay": "a picture laid over the screen",
    "PhotoOverlay": "a photograph",
}


def recognises(head: bytes) -> bool:
    """Return whether the beginning of a file looks like KML."""
    return b"<kml" in head


def read(path: Path, file: str) -> Reading:
    """Return a row for each placemark.

    Parameters
    ----------
    path : pathlib.Path
    file : str
        How the user knows the file.

    Returns
    -------
    Reading
        Columns: ``name``, ``description``, ``url`` with the links of the description, ``folder``, ``style``, and
        those of the extended data. Lines, tracks, large areas and links to other files are problems.
    """
    try:
        content = read_file(path, FILE_BYTES)
        document, notes = _document(content) if content.startswith(b"PK") else (content, ())
        root = parse(document)
    except FileError as error:
        return unread(file, str(error))
    rows: list[Row] = []
    problems: list[Problem] = []
    for number, (element, folders) in enumerate(_features(root, ()), start=1):
        where = f"{_kind(element)} {number}" + (f" {shown(element.words('name'))}" if element.words("name") else "")
        try:
            rows.append(_row(element, folders, where))
        except FileError as error:
            problems.append(Problem(file, where, str(error)))
    if len(rows) > MAX_ROWS:
        return too_many(file, len(rows), "placemarks")
    if not rows and not problems:
        return unread(file, "holds no placemark; export the layer with its points")
    return Reading(rows=tuple(rows), columns=columns_of(rows), problems=tuple(problems), notes=notes)


def _document(content: bytes) -> tuple[bytes, tuple[str, ...]]:
    """Return the KML of a KMZ, and a note on others that it holds beside it.

    Raises
    ------
    FileError
        If it holds none, or several of which none is the map.
    """
    archive = checked(content)
    names = [name for name in archive.namelist() if name.lower().endswith(".kml") and not _of_a_system(name)]
    if not names:
        msg = "holds no KML; export it again"
        raise FileError(msg)
    depth = min(name.count("/") for name in names)
    outer = [name for name in names if name.count("/") == depth]
    called = [name for name in outer if name.rpartition("/")[2].lower() == "doc.kml"]
    first = next((few[0] for few in (called, outer) if len(few) == 1), None)
    if first is None:
        msg = f"holds {len(names)} maps, {', '.join(names[:3])}{', ...' if len(names) > 3 else ''}, and none is doc.kml"
        raise FileError(f"{msg}; unpack it, and import each by itself")
    others = ", ".join(name for name in names if name != first)
    return unpacked(archive, first), ((f"{others}: not read, {first} is the map",) if others else ())


def _of_a_system(name: str) -> bool:
    """Return whether a system keeps its own remarks in a file, as macOS does in ``__MACOSX/._doc.kml``."""
    return any(part == "__MACOSX" or part.startswith(".") for part in name.split("/"))


def _kind(element: Element) -> str:
    return {"Placemark": "placemark", "NetworkLink": "network link"}.get(element.name, "overlay")


def _features(element: Element, folders: tuple[str, ...]) -> Iterator[tuple[Element, tuple[str, ...]]]:
    """Yield each placemark, network link and overlay, with the names of the folders around it."""
    for child in element.children:
        if child.name in CONTAINERS:
            name = child.words("name") if child.name == "Folder" else ""
            yield from _features(child, (*folders, name) if name else folders)
        elif child.name in ("Placemark", "NetworkLink", *OTHERS):
            yield child, folders


def _row(element: Element, folders: tuple[str, ...], where: str) -> Row:
    if element.name == "NetworkLink":
        link = element.first("Link") or element.first("Url") or Element("")
        msg = f"leads to {link.words('href') or 'nothing'}, which is not fetched; save that file, and import it"
        raise FileError(msg)
    if element.name in OTHERS:
        msg = f"is {OTHERS[element.name]}, and a site is a point; take it out"
        raise FileError(msg)
    position, spread_km = _position(element)
    text, links = plain(element.words("description"))
    cells = {
        "name": element.words("name"),
        "description": text,
        "url": "; ".join(links),
        "folder": " / ".join(folders),
        "style": element.words("styleUrl").lstrip("#"),
        **_extended(element),
    }
    return Row(where, {key: value for key, value in cells.items() if value}, position, spread_km)


def _position(element: Element) -> tuple[tuple[float, float], float]:
    """Return the position of a placemark: of its only point, else of its only area, which may have several parts."""
    shapes = list(_shapes(element))
    if not shapes:
        msg = "has no geometry; give it a point"
        raise FileError(msg)
    points = [shape for shape in shapes if shape.name == "Point"]
    if len(points) == 1:
        return _of_point(points[0])
    if len(points) > 1:
        return place("MultiPoint", points)
    if all(shape.name == "Polygon" for shape in shapes):
        return place("MultiPolygon", [[_positions(_outline(shape))] for shape in shapes])
    return place(shapes[0].name if len(shapes) == 1 else "GeometryCollection", [])


def _of_point(element: Element) -> tuple[tuple[float, float], float]:
    positions = _positions(element)
    if len(positions) > 1:
        words = shown(" ".join(element.words("coordinates").split()))
        msg = f"has a point with {len(positions)} positions, {words}; write one, with decimal points, as 125.7,39.0"
        raise FileError(msg)
    return place("Point", positions[0] if positions else [])


def _outline(polygon: Element) -> Element:
    return (polygon.first("outerBoundaryIs") or Element("")).first("LinearRing") or Element("")


def _shapes(element: Element) -> Iterator[Element]:
    for child in element.children:
        if child.name in SHAPES:
            yield child
        elif child.name == "MultiGeometry":
            yield from _shapes(child)


def _positions(element: Element) -> list[list[float | str]]:
    """Return the positions of an element; blanks after the commas are not rare. What is no number is left as text."""
    text = re.sub(r"\s*,\s*", ",", element.words("coordinates"))
    return [
        [float(part) if NUMBER.fullmatch(part) else part for part in position.split(",")] for position in text.split()
    ]


def _extended(element: Element) -> dict[str, str]:
    """Return the extended data of a placemark: both forms."""
    data = element.first("ExtendedData") or Element("")
    cells = {each.attributes.get("name", ""): each.words("value") for each in data.all("Data")}
    for schema in data.all("SchemaData"):
        cells |= {each.attributes.get("name", ""): each.text.strip() for each in schema.all("SimpleData")}
    return {name: plain(value)[0] for name, value in cells.items() if name and not name.startswith("gx_")}
