"""The SVG with outlines draws, without a font, what the SVG with texts draws with one."""

from __future__ import annotations

import io
import re
import sys
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image
from resvg_py import svg_to_bytes

import mapgen
from mapgen.errors import MapgenError
from mapgen.figure.plain_svg import SVG
from mapgen.forms.letters import haloed, lettered

if TYPE_CHECKING:
    from mapgen.catalog.model import Catalog

TEXT = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 60" width="400" height="60" xml:lang="{tag}">'
    '<text x="200" y="40" text-anchor="middle" font-size="30" font-weight="400" '
    'font-family="DejaVu Sans, Noto Sans CJK {han}" fill="#123456"{more}>{words}</text></svg>'
)


def picture(svg: str) -> np.ndarray[tuple[int, ...], np.dtype[np.int_]]:
    return np.asarray(Image.open(io.BytesIO(bytes(svg_to_bytes(svg_string=svg)))).convert("L")).astype(int)


def text(words: str, tag: str = "en", han: str = "JP", more: str = "") -> str:
    return TEXT.format(words=words, tag=tag, han=han, more=more)


def test_the_picture_is_that_of_the_texts(small: Catalog) -> None:
    document = mapgen.build_map(small, "small", language="ko")  # its names are in Latin letters too
    plain, drawn = (mapgen.export(document, "svg", outlines=outlines).decode() for outlines in (False, True))
    root = ET.fromstring(drawn)
    assert not [each.tag for each in root.iter() if each.tag in (f"{SVG}text", f"{SVG}tspan")]
    one, two = picture(plain), picture(drawn)
    assert one.shape == two.shape
    assert (abs(one - two) > 48).mean() < 0.02


def test_the_words_can_still_be_read_and_found(small: Catalog) -> None:
    document = mapgen.build_map(small, "small")
    root, drawn = (ET.fromstring(mapgen.export(document, "svg", outlines=outlines)) for outlines in (False, True))
    words = ["".join("".join(each.itertext()).split()) for each in root.iter(f"{SVG}text")
             if "aria-hidden" not in each.attrib]  # fmt: skip
    assert [
        "".join(each.get("aria-label", "").split()) for each in drawn.iter(f"{SVG}g") if each.get("aria-label")
    ] == (words)


@pytest.mark.parametrize(
    ("words", "tag", "han"),
    [
        ("Kite ≥ 500 km", "en", "JP"),
        ("화성-11 사거리", "ko", "KR"),
        ("「火星11」の直径", "ja", "JP"),
        ("骨直门", "zh", "SC"),
        ("سلاح إسلامي", "ar", "JP"),
        ("\u2067380 كم، أدنى منشور\u2069", "ar", "JP"),
        ("בסיס הניסוי (KN-23)", "he", "JP"),
    ],
)
def test_scripts_are_shaped_and_run_as_in_the_text(words: str, tag: str, han: str) -> None:
    one, two = picture(text(words, tag, han)), picture(lettered(text(words, tag, han)))
    assert (one < 128).sum() > 100
    assert (abs(one - two) > 100).mean() < 0.006


def test_lines_parts_and_turns_keep_their_places() -> None:
    words = 'One<tspan x="200" dy="1.15em" fill="red" dx="2">second <b xmlns="">line</b></tspan>'
    plain = text(words.replace('<b xmlns="">', "").replace("</b>", ""), more=' transform="rotate(5 200 40)"')
    assert (abs(picture(plain) - picture(lettered(plain))) > 100).mean() < 0.006


def test_a_letter_that_no_font_has_is_named() -> None:
    with pytest.raises(MapgenError, match=r"no font here has all letters of 'Kite \\U0010fffc'; install one that has"):
        lettered(text("Kite \U0010fffc"))


def test_a_path_has_short_relative_steps() -> None:
    (path,) = ET.fromstring(lettered(text("lo"))).iter(f"{SVG}path")
    assert re.fullmatch(r"(M[\d. -]+|[mhvlqc][\d. -]+|z)+", path.get("d", ""))


def test_without_typst_the_way_to_install_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(MapgenError) as caught:
        lettered(text("Kite"))
    assert str(caught.value) == (
        "an .svg file with --outlines is set with typst, which is not installed; install it beside mapgen: "
        "pip install 'mapgen[briefing]'"
    )


def test_the_halo_of_a_letter_that_comes_again_is_the_same_path_again() -> None:
    halo = text("aba", more=' stroke="#fff" stroke-width="3" aria-hidden="true"')
    drawn, words = haloed(halo, asked="a .pdf file")
    first, between, last = (each.attrib for each in ET.fromstring(drawn).iter(f"{SVG}path"))
    assert first.pop("transform") != last.pop("transform")
    assert first == last
    assert first["d"] != between["d"]
    assert words == []
