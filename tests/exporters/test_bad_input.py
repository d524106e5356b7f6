"""Every form of an awkward map is whole: without places, with one origin or 300, with titles that no one expected."""

from __future__ import annotations

import csv
import errno
import io
import os
import re
import shutil
import xml.etree.ElementTree as ET
from functools import cache
from typing import TYPE_CHECKING, Any

import pptx
import pypdf
import pytest
from click.testing import CliRunner
from PIL import Image

import mapgen
from mapgen import plugins
from mapgen.catalog.load import load_catalog
from mapgen.cli import main
from mapgen.figure.lettering import cut, width_of, wrap
from mapgen.figure.plain_svg import SVG
from tests import hostile, world
from tests.effort import THOROUGH
from tests.paths import SMALL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Change = Callable[[Path], None]
    Exported = Callable[[str, str], bytes]

FORMS = [name for name in plugins.names("mapgen.exporters") if name not in ("html", "kmz")]
PLAIN = {"svg", "title", "defs", "clipPath", "g", "rect", "circle", "path", "line", "text", "tspan"}
LONG = {"words": "Long words " * 27 + "end", "one word": "긴제목" * 100}


def story(folder: Path, pattern: str, by: str) -> None:
    """Change the story of the small catalog."""
    path = folder / "stories" / "small.toml"
    text, count = re.subn(pattern, by, path.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
    assert count == 1
    path.write_text(text, "utf-8")


def no_places(folder: Path) -> None:
    story(folder, r'\n\[places\]\nids = \["bay-city"\]\n', "\n")


def one_origin(folder: Path) -> None:
    story(folder, r'\["north-base", "south-base"\]', '["north-base"]')


def many_origins(folder: Path) -> None:
    """Put a base on every few kilometres of the island."""
    base = (folder / "sites" / "north-base.toml").read_text("utf-8")
    base = base.replace("\n[[claims]]", 'position_checked = "made up for a test"\n\n[[claims]]', 1)
    ids = [f"base-{index}" for index in range(300)]
    for index, id_ in enumerate(ids):
        places = {"name": f'"Base {index}"', "lon": 69.0 + index % 20 * 0.06, "lat": -49.7 + index // 20 * 0.06}
        text = base
        for key, value in places.items():
            text = re.sub(rf"^{key} = .*", f"{key} = {value}", text, flags=re.MULTILINE)
        (folder / "sites" / f"{id_}.toml").write_text(text, "utf-8")
    story(folder, r'\["north-base", "south-base"\]', str(ids).replace("'", '"'))


def titled(title: str) -> Change:
    return lambda folder: story(folder, r'^en = "How far the kites fly"', f'en = "{title}"')


def built(folder: Path, change: Change) -> mapgen.MapDocument:
    shutil.copytree(SMALL, folder)
    change(folder)
    return mapgen.build_map(load_catalog(folder), "small")


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, mapgen.MapDocument]:
    root = tmp_path_factory.mktemp("awkward")
    found = {
        "no places": built(root / "none", no_places),
        "one origin": built(root / "one", one_origin),
        **{name: built(root / name, titled(title)) for name, title in LONG.items()},
    }
    for name, module in (("hostile", hostile), ("four scripts", world)):
        module.write_catalog(root / name)
        found[name] = mapgen.build_map(load_catalog(root / name), module.STORY)
    return found


@pytest.fixture(scope="module")
def exported(documents: dict[str, mapgen.MapDocument]) -> Exported:
    """Return a function that writes a document in a form, once for all tests; pictures are small."""
    return cache(lambda name, form: mapgen.export(documents[name], form, **({"width": 300} if form == "png" else {})))


def read_png(content: bytes, _: mapgen.MapDocument) -> None:
    assert Image.open(io.BytesIO(content)).width == 300


def read_pdf(content: bytes, _: mapgen.MapDocument) -> None:
    assert len(pypdf.PdfReader(io.BytesIO(content)).pages) >= 1


def read_pptx(content: bytes, document: mapgen.MapDocument) -> None:
    deck: Any = pptx.Presentation(io.BytesIO(content))
    assert next(iter(deck.slides)).shapes.title.text_frame.text.startswith(document.title[:20])


LARGE = {"png": read_png, "pdf": read_pdf, "pptx": read_pptx}
TURNS = {"no places": ["pptx"], "one origin": ["pdf"], "words": ["pptx"], "one word": ["pptx", "png"],
         "hostile": ["pdf", "pptx"], "four scripts": ["pdf", "png"]}  # fmt: skip
"""The forms that take long take turns; `make thorough` writes every map in all of them."""


@pytest.mark.thorough
@pytest.mark.parametrize("name", TURNS)
def test_every_form_is_written_and_read_back(
    name: str, documents: dict[str, mapgen.MapDocument], exported: Exported
) -> None:
    document = documents[name]
    written = {form: exported(name, form) for form in FORMS if form not in LARGE}
    ET.fromstring(written["svg"])
    ET.fromstring(written["kml"])
    assert not [row for row in csv.reader(io.StringIO(written["csv"].decode())) if len(row) < 8]
    ET.fromstring(mapgen.export(document, "svg", view="azimuthal"))
    for form in LARGE if THOROUGH else TURNS[name]:
        LARGE[form](exported(name, form), document)


def test_hostile_texts_are_text_in_every_form(exported: Exported) -> None:
    drawing = ET.fromstring(exported("hostile", "svg"))
    assert {element.tag.removeprefix(SVG) for element in drawing.iter()} <= PLAIN
    deck: Any = pptx.Presentation(io.BytesIO(exported("hostile", "pptx")))
    said = [shape.text_frame.text for shape in deck.slides[0].shapes if shape.has_text_frame]
    assert "</script><script>alert(1)</script>" in "\n".join(said)
    pages = pypdf.PdfReader(io.BytesIO(exported("hostile", "pdf"))).pages
    assert "<script>alert(1)</script>" in " ".join(" ".join(page.extract_text() for page in pages).split())


def test_300_origins_are_drawn(tmp_path: Path) -> None:
    document = built(tmp_path / "many", many_origins)
    for form in ("svg", "pdf", "pptx", "md"):
        assert len(mapgen.export(document, form)) < 1_000_000


@pytest.mark.parametrize("name", LONG)
def test_a_title_of_300_letters_stays_on_the_sheet(name: str, exported: Exported) -> None:
    root = ET.fromstring(exported(name, "svg"))
    titles = root.findall(f"{SVG}g[@id='title']/{SVG}text[@font-size='27']")
    assert len(titles) > 3
    assert max(width_of(each.text or "", 27) for each in titles) <= 1000


@pytest.mark.parametrize("name", LONG)
def test_a_title_of_300_letters_stays_on_its_slide(name: str, exported: Exported) -> None:
    deck: Any = pptx.Presentation(io.BytesIO(exported(name, "pptx")))
    title = deck.slides[0].shapes.title
    (run,) = title.text_frame.paragraphs[0].runs
    lines = wrap(run.text, run.font.size.pt, title.width.pt, bold=True)
    assert len(lines) * run.font.size.pt * 1.2 <= title.height.pt


def test_names_in_the_key_are_cut_before_they_meet(exported: Exported) -> None:
    root = ET.fromstring(exported("hostile", "svg"))
    texts = ["".join(each.itertext()) for each in root.findall(f"{SVG}g[@id='key']//{SVG}text[@font-size='13.5']")]
    assert max(width_of(text, 13.5) for text in texts) < 680
    assert [text for text in texts if "…" in text]


def test_words_are_cut_and_broken_to_a_width() -> None:
    assert cut("A short name", 12, 200) == "A short name"
    assert cut("A much longer name", 12, 70) == "A much l…"
    assert wrap("abcdefghij kl", 10, 31) == ["abcde", "fghij", "kl"]


@pytest.mark.parametrize("form", ["svg", "csv"])
def test_a_full_disk_leaves_nothing_half_written(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = tmp_path / f"map.{form}"
    path.write_bytes(b"earlier")
    monkeypatch.setattr(os, "fsync", full)
    arguments = ["export", "small", "--data", str(SMALL), "-o", str(path)]
    result = CliRunner().invoke(main, arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{path}: cannot be written: No space left on device; choose another place with -o\n"
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {path.name: b"earlier"}


def test_a_number_below_zero_stays_a_number_and_a_formula_becomes_a_text(tmp_path: Path) -> None:
    document = built(tmp_path / "formula", titled("=1+1"))
    rows = list(csv.DictReader(io.StringIO(mapgen.export(document, "csv", table="sites").decode())))
    assert {row["lat"] for row in rows} == {"-49.1", "-49.6", "-42.8"}

    def named(folder: Path) -> None:
        site = folder / "sites" / "bay-city.toml"
        site.write_text(
            re.sub(r"^name = .*", 'name = "-1+cmd|0"', site.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
        )

    document = built(tmp_path / "name", named)
    rows = list(csv.DictReader(io.StringIO(mapgen.export(document, "csv", table="sites").decode())))
    assert rows[2]["name"] == "'-1+cmd|0"
