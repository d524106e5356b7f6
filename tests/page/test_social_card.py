"""The social card has the page's title, ranges and map, and says so where it cannot be drawn."""

from __future__ import annotations

import os
import re
import struct
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

import mapgen
from mapgen.cli import main
from mapgen.figure import raster
from mapgen.locale import locale_of
from mapgen.page import social_card
from mapgen.page.embed import BuiltPage, read_page
from mapgen.page.packed import packed, unpacked
from mapgen.records.web_address import address_fault
from tests.page.test_embed import Elements

if TYPE_CHECKING:
    from mapgen.catalog.model import Catalog
    from tests.conftest import PageFile
    from tests.hostile import Hostile


@pytest.fixture
def page_path(page_file: PageFile, tmp_path: Path) -> Path:
    """Return a copy of the default story's page, in a folder of its own."""
    path = tmp_path / "my map.html"
    path.write_bytes(page_file("hwasong-11").read_bytes())
    return path


def embed(*arguments: str) -> tuple[int, str, str]:
    """Run the command and return its code, what it prints, and what it complains of."""
    result = CliRunner().invoke(main, ["embed", *arguments])
    return result.exit_code, result.stdout, result.stderr


def metas(html: str) -> dict[str | None, str | None]:
    """Return the tags by their property or name."""
    return {
        attributes.get("property") or attributes.get("name"): attributes["content"]
        for tag, attributes in Elements(html).found
        if tag == "meta"
    }


def svg_of(page: BuiltPage) -> str:
    """Return the picture before it is drawn."""
    return social_card._svg(social_card._card(page))


def words(svg: str) -> list[str]:
    """Return the texts of a picture, which must be XML."""
    root = ElementTree.fromstring(svg)
    return ["".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text")]


def test_the_card_is_a_picture_beside_the_page_and_tags(
    page_path: Path, catalog: Catalog, map_documents: dict[str, mapgen.MapDocument]
) -> None:
    code, out, err = embed(str(page_path), "--card", "--url", "https://example.org/maps/my%20map.html?x=1&y=2")
    image = page_path.with_suffix(".png")
    content = image.read_bytes()
    assert (code, err) == (0, f"{image}: {len(content) / 1000:,.0f} kB\n")
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert content == social_card.picture(read_page(page_path))  # the same page gives the same picture
    assert struct.unpack(">II", content[16:24]) == (1200, 630)
    found = metas(out)
    description = found.pop("og:description")
    assert description == map_documents["hwasong-11"].text("takeaway")
    title = catalog.stories["hwasong-11"].title["en"]
    assert found == {
        "og:type": "article",
        "og:title": title,
        "og:url": "https://example.org/maps/my%20map.html?x=1&y=2",
        "og:image": "https://example.org/maps/my%20map.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": title,
        "twitter:card": "summary_large_image",
    }
    assert out.count("<iframe ") == 1


@pytest.fixture
def _drawn_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the picture be empty: these tests ask where it goes."""
    monkeypatch.setattr(social_card, "picture", lambda _: b"")


@pytest.mark.usefixtures("_drawn_at_once")
def test_without_an_address_the_picture_goes_by_its_name(page_path: Path) -> None:
    found = metas(embed(str(page_path), "--card")[1])
    assert found["og:image"] == "my%20map.png"
    assert "og:url" not in found


def test_without_card_no_picture_is_drawn(page_path: Path) -> None:
    assert embed(str(page_path))[0] == 0
    assert list(page_path.parent.iterdir()) == [page_path]


def test_the_picture_says_title_date_and_ranges_and_holds_the_map(
    page_path: Path, map_documents: dict[str, mapgen.MapDocument]
) -> None:
    page = read_page(page_path)
    svg = svg_of(page)
    texts = words(svg)
    document = map_documents["hwasong-11"]
    band = document.selection.bands["hwasong-11-series"]
    lowest = locale_of("en").ring(band.low_km or 0.0, None, "low")
    assert document.text("ui:as_of") in texts
    assert f"{document.text('ring:hwasong-11-series')} {document.text('band:hwasong-11-series')}" in texts
    assert any(re.fullmatch(r"Sources \([0-9]+\)", text) for text in texts)
    assert page.title in " ".join(texts)
    assert document.text("takeaway") in " ".join(texts)
    assert {"Sangnam-ni", "CHINA", lowest} <= {text.strip() for text in texts} | {text.upper() for text in texts}
    assert "var(" not in svg


@pytest.mark.parametrize(
    ("data", "story", "language", "theme"), [("small", "small", "ko", "desk"), ("catalog", "long-range", "ja", "plain")]
)
def test_a_card_is_drawn_in_each_language_and_theme(
    data: str, story: str, language: str, theme: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    document = mapgen.build_map(request.getfixturevalue(data), story, language=language, theme=theme)
    (tmp_path / "map.html").write_bytes(mapgen.export(document, "html"))
    page = read_page(tmp_path / "map.html")
    assert "".join(words(svg_of(page))).replace(" ", "").count(document.title.replace(" ", "")) == 1
    assert social_card.picture(page).startswith(b"\x89PNG")


def test_a_title_that_is_too_long_is_cut() -> None:
    size, lines = social_card._title("word " * 200, "en")
    assert (size, len(lines), lines[-1]) == (28, 9, "…")


def test_hostile_words_stay_words(hostile: Hostile) -> None:
    page = read_page(hostile.page)
    svg = svg_of(page)
    root = ElementTree.fromstring(svg)
    assert not {"script", "image", "foreignObject"} & {element.tag.rpartition("}")[2] for element in root.iter()}
    tags = Elements(social_card.tags(page, Path("a.png"), None)).found
    assert {name for name, _ in tags} == {"meta"}


# --- What cannot be drawn -----------------------------------------------------------------------------------------


def test_a_character_that_no_font_has_is_named(page_path: Path) -> None:
    change_card(page_path, "How far the Hwasong-11 missiles reach", "How far the \U000f1234\U000f1235")
    advice = (
        "install one that can, e.g. Noto Sans CJK for Korean and Japanese "
        "(on Debian and Ubuntu the package fonts-noto-cjk; for other scripts fonts-noto-core)"
    )
    expected = f"no font here can draw '\\U000f1234\\U000f1235'; {advice}\n"
    assert embed(str(page_path), "--card") == (1, "", expected)
    assert list(page_path.parent.iterdir()) == [page_path]


def test_text_without_a_font_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import resvg_py

    draw = resvg_py.svg_to_bytes
    monkeypatch.setattr(resvg_py, "svg_to_bytes", lambda **options: draw(**options, skip_system_fonts=True))
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>북&amp; b</text></svg>'
    with pytest.raises(mapgen.MapgenError) as caught:
        raster.png(svg, "sans-serif")
    expected = (
        "no font here can draw '&b북'; install one that can, e.g. Noto Sans CJK for Korean and Japanese "
        "(on Debian and Ubuntu the package fonts-noto-cjk; for other scripts fonts-noto-core)"
    )
    assert str(caught.value) == expected


def test_without_resvg_the_message_says_how_to_get_it(page_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)
    expected = "--card draws with resvg-py, which is not installed; install it beside mapgen: pip install resvg-py\n"
    assert embed(str(page_path), "--card") == (1, "", expected)
    assert list(page_path.parent.iterdir()) == [page_path]


def change_card(path: Path, old: str, new: str) -> None:
    """Change the data of the card in a page."""

    def changed(block: re.Match[str]) -> str:
        data = unpacked(block[2], 10**6).decode("utf-8")
        assert old in data
        return block[1] + packed(data.replace(old, new, 1).encode("utf-8"))

    text, count = CARD.subn(changed, path.read_text("utf-8"))
    assert count == 1
    path.write_text(text, "utf-8")


@pytest.mark.parametrize("block", ["", "no such data", "~" * 40, packed(b"{" * 6_000_000), packed(b"{}" * 400)[:-8]])
def test_a_page_without_whole_data_of_its_card_is_refused(block: str, page_path: Path) -> None:
    page_path.write_text(CARD.sub(lambda found: found[1] + block, page_path.read_text("utf-8")), "utf-8")
    expected = "the page holds no drawing of its map; build it anew: mapgen build\n"
    assert embed(str(page_path), "--card") == (1, "", expected)


CARD = re.compile(r'(<script type="text/plain" id="mapgen-card">)([^ ]*?)(?=</script>)')
IMAGE = '<image href=\\"file:///etc/hostname\\"/>'


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{", ""),
        ('"frame":[', '"frame":[1e999,'),
        ('"frame":[', '"frame":[0,0,0,0],"framed":['),
        ('"path":"M', f'"path":"{IMAGE}M'),
        ('"style":"outer', '"style":"\\"/><image href=\\"file:///etc/hostname\\'),
        ('"colours":{', '"colours":{"ink":"url(file:///etc/hostname)",'),
        ('"labels":[', '"labels":["' + "<g>" * 20_000 + '",'),
        ('"sites":[', '"sites":' + "[" * 100_000 + '"'),
        ('"x":', '"x":1e9,"y":0,"z":'),
    ],
)
def test_a_page_without_sound_data_of_its_card_is_refused(old: str, new: str, page_path: Path) -> None:
    change_card(page_path, old, new)
    assert embed(str(page_path), "--card") == (
        1,
        "",
        "the page holds no drawing of its map; build it anew: mapgen build\n",
    )


def test_no_markup_of_a_page_reaches_its_card(page_path: Path) -> None:
    """What a page draws does not matter, for the card is made of its data."""
    before = svg_of(read_page(page_path))
    foreign = '<s:image xmlns:s="http://www.w3.org/2000/svg" href="/etc/hostname.png"/>' + "<g>" * 20_000
    for name in ('<rect class="sea"', '<p class="embed-date">', "<defs>"):
        text = page_path.read_text("utf-8")
        assert name in text
        page_path.write_text(text.replace(name, foreign + name), "utf-8")
    assert svg_of(read_page(page_path)) == before


def test_words_in_the_data_of_a_card_stay_words(page_path: Path) -> None:
    change_card(page_path, '"foot":"', f'"foot":"{IMAGE} ')
    svg = svg_of(read_page(page_path))
    assert words(svg)[-1].startswith('<image href="file:///etc/hostname"/> ')
    assert "<image" not in svg


# --- Where it goes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["map.png", "linked.html"])
def test_a_card_is_not_written_over_its_page(name: str, page_path: Path, tmp_path: Path) -> None:
    path = page_path.rename(tmp_path / "map.png")
    (tmp_path / "map.html").symlink_to(path)
    given = tmp_path / {"map.png": "map.png", "linked.html": "map.html"}[name]
    before = path.read_bytes()
    advice = "its card would be written over it; give the page a name that ends in .html"
    assert embed(str(given), "--card") == (1, "", f"{given}: {advice}\n")
    assert path.read_bytes() == before


def test_no_card_is_written_where_its_tags_cannot_be(page_path: Path) -> None:
    code, out, err = embed(str(page_path), "--card", "--url", "http://[")
    assert (code, out) == (1, "")
    assert err == f"--url: {address_fault('http://[')}\n"
    assert list(page_path.parent.iterdir()) == [page_path]


@pytest.mark.usefixtures("_drawn_at_once")
def test_a_file_name_need_not_be_utf_8(page_path: Path) -> None:
    path = page_path.rename(os.fsdecode(os.fsencode(page_path.parent) + b"/\xff.html"))
    code, out, _ = embed(str(path), "--card")
    assert code == 0
    assert metas(out)["og:image"] == "%FF.png"
    assert 'src="%FF.html"' in out
