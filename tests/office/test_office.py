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
from tests.browser.conftest import ARGUMENTS
from tools import find_browser

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mapgen.catalog.model import Catalog
    from tests.office.conftest import Converter

LANGUAGES = ("en", "ko", "ja")
DIFFERS = 48
"""By how much a channel of a pixel differs that counts as another: more than the soft edges of two programs."""


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
    ("options", "most"),
    [
        ({"outlines": True}, 0.02),
        ({"outlines": True, "view": "azimuthal"}, 0.02),
        # LibreOffice takes the first family of a text only, and no space between letters: the words differ.
        ({}, 0.05),
    ],
)
def test_the_figure_looks_as_in_a_browser(
    options: dict[str, bool | str],
    most: float,
    documents: dict[str, mapgen.MapDocument],
    convert: Converter,
    tmp_path: Path,
) -> None:
    path = tmp_path / "figure.svg"
    path.write_bytes(mapgen.export(documents["hwasong-en"], "svg", **options))
    found = re.search(r'viewBox="0 0 (\d+) (\d+)"', path.read_text("utf-8"))
    assert found
    width, height = map(int, found.groups())
    sides = {"PixelWidth": width, "PixelHeight": height}
    form = json.dumps({name: {"type": "long", "value": str(side)} for name, side in sides.items()})
    (drawn,) = convert(f"png:draw_png_Export:{form}", [path])
    one, two = _pixels(drawn.read_bytes()), _pixels(_shot(path, (width, height)))
    assert one.shape == two.shape
    assert float((np.abs(one - two).max(axis=2) > DIFFERS).mean()) < most


def _shot(path: Path, size: Sequence[int]) -> bytes:
    browser = find_browser.find(os.environ)
    assert browser, find_browser.ADVICE
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(browser), args=list(ARGUMENTS))
        page = chromium.new_page(viewport={"width": size[0], "height": size[1]})
        page.goto(path.as_uri())
        shot = page.screenshot()
        chromium.close()
    return shot


def _pixels(png: bytes) -> np.ndarray[tuple[int, ...], np.dtype[np.int_]]:
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)
