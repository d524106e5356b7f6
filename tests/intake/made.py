"""Make the files to import that are not text: spreadsheets, archives, layers, and one too long to keep."""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import TYPE_CHECKING

import geopandas
import openpyxl
from shapely.geometry import LineString, Point

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

POINT = "<Placemark><name>Paper base</name><Point><coordinates>52.4,32.1</coordinates></Point></Placemark>"
MAP, EMPTY_MAP = f"<kml><Document>{POINT}</Document></kml>", "<kml><Document/></kml>"
PICTURE, REMARK = b"\x89PNG", b"\x00\x05\x16\x07"  # as it begins; of macOS


def spreadsheet(folder: Path) -> None:
    """Write formulas with and without a saved value, dates, a title above the header and a hidden sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Bases"
    sheet.append(["Bases that nobody built"])
    sheet.append(["Name", "Lat", "Lon", "Date", "Source"])
    sheet.append(["Paper base", 32.123, 52.456, datetime.datetime(2025, 8, 20), "https://example.org/paper"])
    sheet.append(["Reed base", 33, 53, datetime.date(2025, 9, 1), "https://example.org/reed"])
    hidden = book.create_sheet("Working")
    hidden.append(["Name", "Lat", "Lon"])
    hidden.sheet_state = "hidden"
    book.save(folder / "bases.xlsx")


def spreadsheet_with_links(folder: Path) -> None:
    """Write cells that lead to addresses that they do not show."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Name", "Lat", "Lon", "Source", "Headline"])
    for row, source in enumerate(("link", "Paper Times", "https://example.org/c", "-", "-")):
        sheet.append([f"Base {row}", 32 + row / 10, 52.4, source, "Silos" if row == 4 else None])
    for cell, address in {
        "D2": "https://example.org/a?x=1&y=2",
        "D3": "https://example.org/b",
        "D4": "https://example.org/elsewhere",
        "A4": "https://example.org/base",
        "E6": "https://example.org/silos",
    }.items():
        sheet[cell].hyperlink = address
    book.save(folder / "bases.xlsx")


def spreadsheet_with_formulas(folder: Path) -> None:
    """Write a spreadsheet as a program does that does not compute: formulas without values."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Name", "Lat", "Lon", "Twice"])
    sheet.append(["Paper base", "=30+2", 52.4, "=2*C2"])
    book.save(folder / "bases.xlsx")


def spreadsheet_with_links_of_formulas(folder: Path) -> None:
    """Write a formula that is a link, beside the word that it shows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Name", "Lat", "Lon", "Source"])
    sheet.append(["Paper base", 32.1, 52.4, '=HYPERLINK("https://example.org/a","report")'])
    book.save(folder / "bases.xlsx")
    _save_values(folder / "bases.xlsx", {b'HYPERLINK("https://example.org/a","report")': b"report"}, b' t="str"')


def spreadsheet_with_saved_values(folder: Path) -> None:
    """Write a spreadsheet as Excel does: formulas beside the values that they had."""
    spreadsheet_with_formulas(folder)
    _save_values(folder / "bases.xlsx", {b"30+2": b"32", b"2*C2": b"104.8"})


def _save_values(path: Path, values: dict[bytes, bytes], kind: bytes = b"") -> None:
    saved = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(saved, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            for formula, value in values.items():
                head = b"<f>" + formula + b"</f>"
                data = data.replace(b">" + head, kind + b">" + head)
                for empty in (b"<v />", b"<v/>", b"<v></v>"):
                    data = data.replace(head + empty, head + b"<v>" + value + b"</v>")
            new.writestr(name, data)
    path.write_bytes(saved.getvalue())


def spreadsheet_of_two_sheets(folder: Path) -> None:
    """Write sites on one sheet and missiles on another, with an error of Excel."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Bases"
    for row in (["Name", "Lat", "Lon"], ["Paper base", 32.1, 52.4], ["Reed base", "#N/A", 52.4]):
        sheet.append(row)
    missiles = book.create_sheet("Missiles")
    for row in (["Name", "Range"], ["Kite-7", "300-500 km"]):
        missiles.append(row)
    book.save(folder / "all.xlsx")


def spreadsheet_that_is_none(folder: Path) -> None:
    """Write words under the ending of a spreadsheet."""
    (folder / "bases.xlsx").write_bytes(b"name,lat,lon\n")


def _write_kmz(folder: Path, files: dict[str, str | bytes]) -> None:
    """Write a KMZ of some files, in their order."""
    with zipfile.ZipFile(folder / "map.kmz", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)


def kmz(folder: Path) -> None:
    """Write a KMZ with a picture in it."""
    _write_kmz(folder, {"doc.kml": MAP, "images/icon-1.png": PICTURE})


def kmz_with_files_beside_the_map(folder: Path) -> None:
    """Write a KMZ as macOS does, its map called in capitals and not the first file."""
    _write_kmz(folder, {"__MACOSX/._doc.kml": REMARK, "a.kml": EMPTY_MAP, "DOC.KML": MAP, "files/b.kml": EMPTY_MAP})


def kmz_with_a_map_in_a_folder(folder: Path) -> None:
    """Write a KMZ of one map that is not called doc.kml, with remarks of macOS before it."""
    _write_kmz(folder, {"__MACOSX/maps/._map.kml": REMARK, "maps/map.kml": MAP})


def kmz_of_two_maps(folder: Path) -> None:
    """Write a KMZ of two maps, none of which is called doc.kml."""
    _write_kmz(folder, dict.fromkeys(("a.kml", "b.kml"), MAP))


def zip_bomb(folder: Path) -> None:
    """Write a KMZ of a few kB that would unpack to 30 MB."""
    _write_kmz(folder, {"doc.kml": f"<kml><Document>{' ' * 30_000_000}{POINT}</Document></kml>"})


def kmz_without_kml(folder: Path) -> None:
    """Write a KMZ that holds a picture only."""
    _write_kmz(folder, {"images/icon-1.png": PICTURE})


def geopackage(folder: Path) -> None:
    """Write two layers, one in the metres of Web Mercator, one of lines."""
    points = geopandas.GeoDataFrame(
        {"name": ["Paper base", "Reed base"], "type": ["missile_base", None], "seen": [2025.0, float("nan")]},
        geometry=[Point(52.456, 32.123), Point(52.5, 32.2)],
        crs=4326,
    )
    points.to_crs(3857).to_file(folder / "map.gpkg", layer="bases", driver="GPKG")
    lines = geopandas.GeoDataFrame({"name": ["Road"]}, geometry=[LineString([(52, 32), (53, 33)])], crs=4326)
    lines.to_file(folder / "map.gpkg", layer="roads", driver="GPKG")


def shapefile(folder: Path) -> None:
    """Write a Shapefile with all its parts."""
    frame = geopandas.GeoDataFrame(
        {"name": ["Paper base"], "country": ["Iran"]}, geometry=[Point(52.4, 32.1)], crs=4326
    )
    frame.to_file(folder / "bases.shp")


def shapefile_alone(folder: Path) -> None:
    """Write a Shapefile, and lose the part that says its coordinate system."""
    shapefile(folder)
    (folder / "bases.prj").unlink()


def two_hundred_thousand_rows(folder: Path) -> None:
    """Write a table longer than anyone wants as files."""
    rows = "".join(f"Base {number},32.1,52.4\n" for number in range(200_000))
    (folder / "bases.csv").write_text(f"name,lat,lon\n{rows}", "utf-8")


MADE: dict[str, Callable[[Path], None]] = {
    "xlsx-dates": spreadsheet,
    "xlsx-links": spreadsheet_with_links,
    "xlsx-links-of-formulas": spreadsheet_with_links_of_formulas,
    "xlsx-formulas": spreadsheet_with_formulas,
    "xlsx-formulas-with-values": spreadsheet_with_saved_values,
    "xlsx-two-sheets": spreadsheet_of_two_sheets,
    "xlsx-that-is-none": spreadsheet_that_is_none,
    "kmz": kmz,
    "kmz-macos": kmz_with_files_beside_the_map,
    "kmz-map-in-a-folder": kmz_with_a_map_in_a_folder,
    "kmz-two-maps": kmz_of_two_maps,
    "kmz-zip-bomb": zip_bomb,
    "kmz-without-kml": kmz_without_kml,
    "gpkg": geopackage,
    "shapefile": shapefile,
    "shapefile-alone": shapefile_alone,
    "csv-200000-rows": two_hundred_thousand_rows,
}
"""What makes the files of a case, by the name of its folder."""
