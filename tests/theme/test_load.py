"""Themes load by name and by file, are refused in words, and put nothing into a page but colours, fonts and credit."""

from __future__ import annotations

import base64
import re
import struct
import tomllib
import zlib
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

import pytest
import tinycss2
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import mapgen
from mapgen.cli import main
from mapgen.theme.contrast import contrast
from mapgen.theme.load import load_theme
from mapgen.theme.model import Theme, font_stack
from tests.paths import GEODATA

if TYPE_CHECKING:
    from pathlib import Path

    from mapgen.catalog.model import Catalog

BUNDLED = GEODATA / "themes"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'
NAMES = ("desk", "plain")


def png(extra: int = 0, width: int = 1) -> bytes:
    """Return a picture of one pixel, with so many bytes of a private chunk in it."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, 1, 8, 0, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\0\0") if width == 1 else zlib.compress(b"\0\0")[:-1])
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"prVt", b"x" * extra) + body + chunk(b"IEND", b"")


def load(catalog: Catalog, theme: str | Path, drawn: tuple[str, ...] = ("missile_base", "us_base")) -> Theme:
    return load_theme(theme, catalog.vocabulary.site_kind, drawn)


def refusal(catalog: Catalog, text: str, folder: Path, **files: bytes) -> list[str]:
    """Return what is said of a theme of this text, without the folder."""
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_bytes(content)
    (folder / "my.toml").write_text(text, "utf-8")
    with pytest.raises(mapgen.DataError) as caught:
        load(catalog, folder / "my.toml")
    return str(caught.value).replace(f"{folder}/", "").splitlines()


@pytest.mark.parametrize("name", NAMES)
def test_bundled_themes_load_with_every_kind_of_site_on_the_map(name: str, catalog: Catalog) -> None:
    theme = load(catalog, name, tuple(catalog.vocabulary.site_kind))
    assert set(theme.light.kinds) == set(theme.dark.kinds) == set(catalog.vocabulary.site_kind)


def test_desk_keeps_the_colours_of_the_vocabulary_and_plain_is_grey(catalog: Catalog) -> None:
    kinds = catalog.vocabulary.site_kind
    desk, plain = load(catalog, "desk"), load(catalog, "plain")
    assert desk.light.kinds == {id_: kind.colour for id_, kind in kinds.items()}
    assert desk.dark.kinds == {id_: kind.colour_dark for id_, kind in kinds.items()}
    for palette in (plain.light, plain.dark):
        colours = re.findall(r"#(\w\w)(\w\w)(\w\w)", palette.model_dump_json())
        assert len(colours) > 30
        assert all(red == green == blue for red, green, blue in colours)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_rings_of_plain_that_follow_each_other_differ_in_shade_and_weight(scheme: str, catalog: Catalog) -> None:
    theme = load(catalog, "plain")
    rings = getattr(theme, scheme).rings
    assert all(contrast(one, other) >= 1.3 for one, other in pairwise(rings))
    assert all(one != other for one, other in pairwise(theme.weights))
    assert len(set(zip(rings, theme.weights, strict=True))) == len(rings)


def test_what_a_theme_leaves_out_is_as_in_the_default(catalog: Catalog, tmp_path: Path) -> None:
    (tmp_path / "my.toml").write_text('[light]\nink = "#000033"\n[dark.kinds]\nus_base = "#ffffff"\n', "utf-8")
    mine, desk = load(catalog, tmp_path / "my.toml"), load(catalog, "desk")
    assert mine.light == desk.light.model_copy(update={"ink": "#000033"})
    assert mine.dark == desk.dark.model_copy(update={"kinds": {**desk.dark.kinds, "us_base": "#ffffff"}})
    assert mine.fonts == desk.fonts


def test_kinds_that_a_theme_does_not_name_have_its_colour_for_the_rest(catalog: Catalog, tmp_path: Path) -> None:
    (tmp_path / "my.toml").write_text('[light]\nkind = "#000033"\n[light.kinds]\nus_base = "#330000"\n', "utf-8")
    mine, desk = load(catalog, tmp_path / "my.toml"), load(catalog, "desk")
    assert mine.light.kinds == {**dict.fromkeys(catalog.vocabulary.site_kind, "#000033"), "us_base": "#330000"}
    assert mine.dark.kinds == desk.dark.kinds


def test_plain_is_grey_for_a_kind_that_is_new(catalog: Catalog) -> None:
    kinds = catalog.vocabulary.site_kind
    theme = load_theme("plain", {**kinds, "made_up": kinds["us_base"]}, ["made_up"])
    assert (theme.light.kinds["made_up"], theme.dark.kinds["made_up"]) == ("#000000", "#ffffff")


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        ('[light]\nkind = "black"', ["my.toml: light.kind: 'black' is no colour; write six hexadecimal digits, small"]),
        ("[light", ["my.toml: end of document: is not valid TOML: Expected ']' at the end of a table declaration"]),
        ('light = "white"', ["my.toml: light: must be a table of keys and values (by day and on paper), not text"]),
        ('[light]\npapre = "#ffffff"', ["my.toml: light.papre: unknown key; did you mean 'paper' or 'place'?"]),
        (
            '[light]\nink = "red; } </style>"\n[dark]\nink = "#FFF"',
            [
                "my.toml: dark.ink: '#FFF' is no colour; write six hexadecimal digits, small letters, as in ",
                "my.toml: light.ink: 'red; } </style>' is no colour; write six hexadecimal digits, ",
            ],
        ),
        (
            '[light]\nrings = ["#000000"]',
            ["my.toml: light.rings: has 1 items; give 10, the first for the first missile of the map key"],
        ),
        ("[light]\ninner = 1.5", ["my.toml: light.inner: must be at most 1, not 1.5; correct it"]),
        (
            '[light]\nblend = "url(x)"',
            ["my.toml: light.blend: 'url(x)' is not a known value; known: multiply, normal, screen"],
        ),
        (
            '[dark.kinds]\nus_bsae = "#ffffff"',
            ["my.toml: dark.kinds.us_bsae: is no kind of site; did you mean 'us_base'"],
        ),
        ("[fonts]\ntext = []", ["my.toml: fonts.text: is empty; name at least one"]),
        (
            '[fonts]\ntext = ["a\\nb"]',
            ["my.toml: fonts.text[0]: is no name of a font family; write one such as Noto Sans, of 80 characters"],
        ),
    ],
)
def test_a_theme_that_does_not_fit_is_refused(text: str, messages: list[str], catalog: Catalog, tmp_path: Path) -> None:
    said = refusal(catalog, text, tmp_path)
    assert len(said) == len(messages)
    assert all(line.startswith(message) for line, message in zip(said, messages, strict=True)), said


def test_every_colour_that_cannot_be_seen_is_named_with_what_was_measured_and_is_needed(
    catalog: Catalog, tmp_path: Path
) -> None:
    light = '[light]\nquiet = "#888888"\nwater = "#7fa0b0"\nfocus = "#cccccc"\n[light.kinds]\nus_base = "#dddddd"\n'
    rings = ['"#000000"'] * 9 + ['"#989898"']
    said = refusal(catalog, f"{light}[dark]\nrings = [{', '.join(rings)}]", tmp_path)
    assert len(said) == 9 * 3 + 7
    assert (
        "my.toml: light.quiet: #888888 on paper #fdfcf9 has a contrast of 3.45, and 4.5 is needed; set them apart"
        in said
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--theme", "dekk"], "unknown theme 'dekk'; did you mean 'desk'?"),
        (
            ["--theme", "none.toml"],
            "none.toml: cannot be read: No such file or directory; check the path and its permi",
        ),
        (["--theme", "./"], "./: cannot be read: Is a directory; check the path and its permissions"),
    ],
)
def test_a_theme_that_is_not_there_is_refused(
    arguments: list[str], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["build", *arguments])
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(message)
    assert list(tmp_path.iterdir()) == []


# --- Logo and credit ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.png", None, "a.png cannot be read: No such file or directory; check the path and its permissions"),
        ("a.png", png(50_000), "a.png is over 0.05 MB; make it smaller"),
        ("a.png", png()[:40], "a.png is a broken PNG picture; save it anew"),
        ("a.png", png() + b"<script>", "a.png is a broken PNG picture; save it anew"),
        ("a.png", png().replace(b"prVt", b"prVx"), "a.png is a broken PNG picture; save it anew"),
        ("a.png", png(width=2), "a.png is a broken PNG picture; save it anew"),
        ("a.png", png(width=20_000), "a.png is 20,000 by 1 pixels; make it 2,000 by 2,000 at most"),
        ("a.png", png(width=0), "a.png is a broken PNG picture; save it anew"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"junk" * 9, "a.png is a broken PNG picture; save it anew"),
        (
            "a.png",
            b"\xff\xd8\xff\xe0JFIF",
            "a.png is neither a PNG picture nor an SVG picture in UTF-8; save it as one",
        ),
        ("a.svg", b"<svg", "a.svg is neither a PNG picture nor an SVG picture in UTF-8; save it as one of them"),
        ("a.svg", SVG.format("").encode("utf-16"), "a.svg is neither a PNG picture nor an SVG picture in UTF-8"),
        ("a.svg", b"<html/>", "a.svg is XML, but no SVG picture; save it as plain SVG"),
        ("a.svg", b"<svg/>", "a.svg is XML, but no SVG picture; save it as plain SVG"),
        ("a.svg", '<!DOCTYPE x [<!ENTITY a "b">]>' + SVG, "a.svg holds a DOCTYPE, an entity or a processing instruct"),
        ("a.svg", '<?xml-stylesheet href="x.css"?>' + SVG, "a.svg holds a DOCTYPE, an entity or a processing instruct"),
        ("a.svg", SVG.format("<script>alert(1)</script>"), "a.svg holds <script>; take it out"),
        ("a.svg", SVG.format("<foreignObject/>"), "a.svg holds <foreignObject>; take it out"),
        ("a.svg", SVG.format('<g onload="x()"/>'), "a.svg has a script in onload of <g>; take it out"),
        ("a.svg", SVG.format('<a href="javascript:x()"/>'), "a.svg has a script in href of <a>; take it out"),
        (
            "a.svg",
            SVG.format('<image xlink:href="https://example.org/x.png"/>'),
            "a.svg refers to something outside it i",
        ),
        ("a.svg", SVG.format('<g fill="url(https://example.org/x)"/>'), "a.svg refers to something outside it in fill"),
        (
            "a.svg",
            SVG.format("<g style='fill: url(\"//x\")'/>"),
            "a.svg refers to something outside it in style of <g>",
        ),
        (
            "a.svg",
            SVG.format("<style>@import 'x.css';</style>"),
            "a.svg has a style that refers to something outside it",
        ),
        ("a.svg", SVG.format("<style>g{fill:u\\72l(x)}</style>"), "a.svg has a style that refers to something outside"),
        (
            "a.svg",
            SVG.format('<set attributeName="fill" to="url(//x)"/>'),
            "a.svg refers to something outside it in to",
        ),
        (
            "a.svg",
            SVG.format('<image href="data:image/png;base64,AA=="/>'),
            "a.svg holds another file in href of <image>; draw it with shapes, or save the whole as PNG",
        ),
        ("a.svg", SVG.format("<style>g{fill:url(data:,x)}</style>"), "a.svg has a style that holds another file; draw"),
        ("a.svg", SVG.format('<set attributeName="xlink:href" to="x"/>'), "a.svg changes an address in <set>; take it"),
    ],
)
def test_a_logo_that_is_no_small_plain_picture_is_refused(
    name: str, content: bytes | str | None, message: str, catalog: Catalog, tmp_path: Path
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    assert refusal(catalog, f'credit = "Desk"\nlogo = "{name}"', tmp_path)[0].startswith(f"my.toml: logo: {message}")


@pytest.mark.parametrize("name", ["../outside.svg", "sub/a.svg", "/etc/hostname", "..", ".", "./a.svg"])
def test_a_logo_that_is_not_beside_its_theme_is_refused(name: str, catalog: Catalog, tmp_path: Path) -> None:
    expected = f"my.toml: logo: {name!r} is not beside the theme's file; copy the picture there"
    assert refusal(catalog, f'credit = "Desk"\nlogo = "{name}"', tmp_path) == [expected]


def test_control_characters_of_a_theme_are_refused_beside_its_other_mistakes(catalog: Catalog, tmp_path: Path) -> None:
    assert refusal(catalog, 'credit = "Desk\\u001b"\nlogo = "a\\u0000b"\nink = "red"', tmp_path) == [
        "my.toml: credit: holds the control character U+001B; take it out",
        "my.toml: ink: unknown key; known: credit, dark, fonts, light, logo, weights",
        "my.toml: logo: holds the control character U+0000; take it out",
    ]


@pytest.mark.parametrize("fill", ["url('#g')", 'url("#g")', "url( #g )", "u\\72l(#g)", "red"])
def test_a_logo_may_refer_to_its_own_parts_in_every_spelling(fill: str, catalog: Catalog, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(SVG.format(f"<g fill={quoteattr(fill)}/>"), "utf-8")
    (tmp_path / "my.toml").write_text('credit = "Desk"\nlogo = "a.svg"\n', "utf-8")
    assert load(catalog, tmp_path / "my.toml").logo


@pytest.mark.parametrize(
    "attribute",
    [
        'id="url(x)"',
        'class="url(x)"',
        'data-u="url(http://x)"',
        'xlink:title="a url(b)"',
        'aria-label="javascript:"',
    ],
)
def test_a_logo_may_speak_of_addresses_where_no_browser_reads_one(
    attribute: str, catalog: Catalog, tmp_path: Path
) -> None:
    (tmp_path / "a.svg").write_text(SVG.format(f"<rect {attribute}/>"), "utf-8")
    (tmp_path / "my.toml").write_text('credit = "Desk"\nlogo = "a.svg"\n', "utf-8")
    assert load(catalog, tmp_path / "my.toml").logo


def test_a_logo_needs_a_credit_line(catalog: Catalog, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(png())
    expected = "my.toml: credit: is missing; write it, for those who do not see the logo"
    assert refusal(catalog, 'logo = "a.png"', tmp_path) == [expected]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.png", png()), ("a.svg", SVG.format('<g id="a"/><use xlink:href="#a" fill="url(#a)"/>').encode())],
)
def test_logo_and_credit_stand_in_the_footer(name: str, content: bytes, small: Catalog, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    hostile = '</style><script>alert(1)</script>"><img src=x onerror=alert(1)>'
    (tmp_path / "my.toml").write_text(f"credit = '''{hostile}'''\nlogo = \"{name}\"\n", "utf-8")
    document = mapgen.build_map(small, "small", theme=tmp_path / "my.toml")
    page = mapgen.export(document, "html").decode()
    assert (
        base64.b64encode(content).decode()
        in page.partition('<footer class="foot" id="foot">')[2].partition("</footer>")[0]
    )
    assert hostile not in page
    assert "&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#34;&gt;&lt;img src=x onerror=alert(1)&gt;" in page
    again = mapgen.build_map(small, "small", theme=str(tmp_path / "my.toml"))
    assert mapgen.export(again, "html").decode() == page


# --- Style sheets -------------------------------------------------------------------------------------------------


def declared(css: str) -> dict[str, str]:
    """Return the declarations of the first rule of a style sheet that sets the colours, by name."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    rule = next(each for each in rules if each.type == "qualified-rule" and "--c1:" in tinycss2.serialize(each.content))
    found = tinycss2.parse_blocks_contents(rule.content, True, True)
    return {each.name: tinycss2.serialize(each.value).strip() for each in found if each.type == "declaration"}


@pytest.mark.parametrize("name", NAMES)
def test_the_page_has_the_colours_of_the_theme_by_name(name: str, small: Catalog) -> None:
    page = mapgen.export(mapgen.build_map(small, "small", theme=name), "html").decode()
    css = next(each for each in re.findall(r"<style>(.*?)</style>", page, re.DOTALL) if "--c1" in each)
    written = tomllib.loads((BUNDLED / f"{name}.toml").read_text("utf-8"))["light"]
    found = declared(css)
    single = {key: str(value) for key, value in written.items() if isinstance(value, (str, float)) and key != "kind"}
    assert {key: found[f"--{key}"] for key in single} == single
    assert [found[f"--c{number}"] for number in range(1, 11)] == written["rings"]
    assert [found[f"--f{number}"] for number in range(1, 11)] == written["fills"]


def test_generic_families_are_keywords_and_others_strings() -> None:
    assert font_stack(("Noto Sans", "system-ui", "바탕")) == '"Noto Sans", system-ui, "바탕"'


@given(st.lists(st.text(min_size=1, max_size=80), min_size=1, max_size=4).map(tuple))
def test_a_family_is_never_more_than_a_name(families: tuple[str, ...]) -> None:
    """Whatever it holds: read back as CSS it is the same strings, and nothing of it ends a style element or fetches."""
    families = tuple(f"{name}</style>\"'\\;}}url(x)@import" for name in families if name.isprintable())
    stack = font_stack(families)
    tokens = [each for each in tinycss2.parse_component_value_list(stack) if each.type not in ("whitespace", "literal")]
    assert [(each.type, each.value) for each in tokens] == [("string", name) for name in families]
    assert not re.search(r"[<>&;{}@]|url\(", stack)
