"""LibreOffice opens the slides as they are, and draws the figure as a browser does; run by `make office`."""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from typing import TYPE_CHECKING

import numpy as np
import pptx
import pypdf
import pytest
from PIL import Image
from playwright.sync_api import sync_playwright

import mapgen
from mapgen.forms.typesetter import fonts
from tests.browser.conftest import ARGUMENTS
from tools import find_browser

if TYPE_CHECKING:
    from pathlib import Path

    from mapgen.catalog.model import Catalog
    from tests.office.conftest import Converter

LANGUAGES = ("en", "ko", "ja")
DIFFERS = 48
"""By how much a channel of a pixel differs that counts as another: more than the soft edges of two programs."""
FINE = 4
"""How many pixels a unit of the figure has when it is drawn; they are made one before they are compared."""
MARGIN = 2
"""Pixels of the white margin that LibreOffice puts around any picture of this size, which moves all of it."""


@pytest.fixture(scope="module")
def documents(catalog: Catalog) -> dict[str, mapgen.MapDocument]:
    stories = {f"hwasong-{tag}": ("hwasong-11", tag) for tag in LANGUAGES} | {"long-en": ("long-range", "en")}
    return {name: mapgen.build_map(catalog, story, language=tag) for name, (story, tag) in stories.items()}


def test_every_slide_is_drawn_and_keeps_its_words(
    documents: dict[str, mapgen.MapDocument], convert: Converter, tmp_path: Path
) -> None:
    decks = [tmp_path / f"{name}.pptx" for name in documents]
    for path, document in zip(decks, documents.values(), strict=True):
        path.write_bytes(mapgen.export(document, "pptx"))
    for deck, drawn in zip(decks, convert("pdf", decks), strict=True):
        slides = pptx.Presentation(str(deck)).slides
        pages = pypdf.PdfReader(drawn).pages
        assert len(pages) == len(slides)
        for slide, page in zip(slides, pages, strict=True):
            words = re.sub(r"\s", "", page.extract_text())
            title = slide.shapes.title
            assert title is not None
            assert re.sub(r"\s", "", title.text_frame.text) in words


def test_slides_that_office_has_saved_still_have_their_shapes(
    documents: dict[str, mapgen.MapDocument], convert: Converter, tmp_path: Path
) -> None:
    """What a repair would take out is missing then."""
    path = tmp_path / "deck.pptx"
    path.write_bytes(mapgen.export(documents["hwasong-en"], "pptx"))
    (saved,) = convert("odp", [path])
    with zipfile.ZipFile(saved) as archive:
        names = set(re.findall(r'draw:name="([^"]+)"', archive.read("content.xml").decode()))
    shapes = {shape.name for group in pptx.Presentation(str(path)).slides[0].shapes if hasattr(group, "shapes")
              for shape in group.shapes}  # fmt: skip
    assert len(shapes) > 20
    assert shapes <= names


@pytest.mark.parametrize(
    ("tag", "options", "most"),
    [
        pytest.param("en", {"outlines": True}, 0.005, id="outlines"),
        pytest.param("en", {"outlines": True, "view": "azimuthal"}, 0.005, id="outlines of the azimuthal view"),
        pytest.param("en", {}, 0.02, id="texts"),
        pytest.param("en", {"view": "azimuthal"}, 0.02, id="texts of the azimuthal view"),
        pytest.param("ko", {}, 0.017, id="texts in Korean"),
        pytest.param("ja", {}, 0.017, id="texts in Japanese"),
    ],
)
def test_the_figure_looks_as_in_a_browser(
    tag: str,
    options: dict[str, bool | str],
    most: float,
    documents: dict[str, mapgen.MapDocument],
    convert: Converter,
    tmp_path: Path,
) -> None:
    """LibreOffice draws a text in its first family only; so that both have it, families that are not here are left out.

    What then differs is that LibreOffice has no space between letters and puts each letter on a whole pixel.
    """
    path = tmp_path / "figure.svg"
    svg = mapgen.export(documents[f"hwasong-{tag}"], "svg", **options).decode()
    path.write_text(re.sub(r'font-family="([^"]+)"', _installed, svg), "utf-8")
    found = re.search(r'viewBox="0 0 (\d+) (\d+)"', svg)
    assert found
    size = (int(found[1]), int(found[2]))
    sides = {"PixelWidth": FINE * size[0], "PixelHeight": FINE * size[1]}
    form = json.dumps({name: {"type": "long", "value": str(side)} for name, side in sides.items()})
    (drawn,) = convert(f"png:draw_png_Export:{form}", [path])
    one, two = _pixels(drawn.read_bytes(), size, MARGIN), _pixels(_shot(path, size), size, 0)
    assert float((np.abs(one - two).max(axis=2) > DIFFERS).mean()) < most


def _installed(families: re.Match[str]) -> str:
    known = set(fonts("a figure").families())
    return 'font-family="{}"'.format(", ".join(each for each in families[1].split(", ") if each in known))


def _shot(path: Path, size: tuple[int, int]) -> bytes:
    browser = find_browser.find(os.environ)
    assert browser, find_browser.ADVICE
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(browser), args=list(ARGUMENTS))
        page = chromium.new_page(viewport={"width": size[0], "height": size[1]}, device_scale_factor=FINE)
        page.goto(path.as_uri())
        shot = page.screenshot()
        chromium.close()
    return shot


def _pixels(png: bytes, size: tuple[int, int], margin: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int_]]:
    """Return a picture without its margin, in the size of the figure."""
    whole = Image.open(io.BytesIO(png)).convert("RGB")
    inner = whole.crop((margin, margin, whole.width - margin, whole.height - margin))
    return np.asarray(inner.resize(size, Image.Resampling.BOX)).astype(int)
