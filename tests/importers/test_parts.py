"""What the formats are read with: encodings, LaTeX, BibTeX, XML, archives."""

from __future__ import annotations

import contextlib
import io
import zipfile
from typing import Any

import pybtex.database
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapgen.errors import FileError
from mapgen.importers._bibtex import entries
from mapgen.importers._csl_values import date, iso_date
from mapgen.importers._decode import decode
from mapgen.importers._latex import plain, unknown_commands, verbatim
from mapgen.importers._markup import plain as words
from mapgen.importers._xml import parse
from mapgen.records.archives import checked

TEXTS = {
    "utf-32": "name,緯度",
    "utf-8": "기지, Château, ミサイル, База",
    "utf-8-sig": "이름,위도",
    "utf-16": "name,緯度",
    "cp949": "이름,위도,경도\n신풍동 미사일 기지,40.3,125.2",
    "cp932": "名前,緯度,経度\nミサイルきち,39.1,126.2",
    "cp1251": "Название,Широта\nПолигон Капустин Яр,48,6",
    "gb2312": "名称,纬度,经度\n酒泉卫星发射中心,40.9,100.2",
    "gb18030": "名称,纬度,经度\n酒泉卫星发射中心,40.9,100.2\n朱鎔基,1,2",
    "euc_jp": "名前,緯度,経度\n内之浦宇宙空間観測所,31.2,131.0\nミサイル基地,39.1,126.2",
    "cp1256": "الاسم,خط العرض\nقاعدة صواريخ شهرود,36.4\nمطار مشهد الدولي,36.2",
    "cp1252": "Name,Größe\nChâteau d’eau,1\xa0km",
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_the_encoding_is_told_by_the_bytes(encoding: str) -> None:
    text, name = decode(TEXTS[encoding].encode(encoding))
    assert (text, name) == (TEXTS[encoding], encoding.removesuffix("-sig"))


@pytest.mark.parametrize(
    ("text", "encoding", "read"),
    [
        ("name,lat\nGöteborg,57.7", "cp437", "cp1252"),
        ("НАЗВАНИЕ\nКАПУСТИН ЯР", "cp1251", "cp1251"),
        ("Größe, Straße, Fußgänger", "cp1252", "cp1252"),
        ("café, naïve, Île-de-France, œuvre", "cp1252", "cp1252"),
        ("이름,위도\n신포(新浦) 조선소,40.0", "cp949", "cp949"),
    ],
)
def test_letters_of_one_script_are_not_taken_for_another(text: str, encoding: str, read: str) -> None:
    assert decode(text.encode(encoding))[1] == read


def test_utf_16_without_a_mark_is_told_by_its_zeros() -> None:
    assert decode("name,lat".encode("utf-16-le"))[0] == "name,lat"
    assert decode("name,lat".encode("utf-16-be"))[0] == "name,lat"


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(FileError, match="is not text in an encoding that mapgen knows; save it as UTF-8"):
        decode(b"\x00\x81\x00\x8d" * 3 + b"\x81")


@given(st.binary(max_size=200))
def test_no_bytes_break_the_readers(content: bytes) -> None:
    for read in (decode, parse, checked):
        with contextlib.suppress(FileError):
            read(content)


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"Universit\'{e} de Gen\`eve", "Université de Genève"),
        (
            r"M{\"u}ller, {\v{S}}koda, \c{c}a, \aa ngstr\"om, \o re, stra{\ss}e",
            "Müller, Škoda, ça, ångström, øre, straße",
        ),
        (r"The {DPRK} and \emph{Hwasong} \& 5\% of \$3", "The DPRK and <i>Hwasong</i> & 5% of $3"),
        (r"pages 3--5 --- ``quoted''", "pages 3–5 — “quoted”"),
        (r"a \{brace\} and \textbackslash{}", r"a {brace} and " + "\\"),
        (r"\'{\i}ndice", "índice"),
        (r"Of $\alpha$, $\Omega$, \times{} and \LaTeX\ words", "Of α, Ω, × and LaTeX words"),
        (r"5\,km\\and 3\;m, trans\-late\/d", "5 km and 3 m, translated"),
        (r"See \href{https://example.org/~a}{the \emph{page}}", "See the <i>page</i>"),
        (r"At \url{https://example.org/~a--b\_c}", "At https://example.org/~a--b_c"),
    ],
)
def test_latex_becomes_text(latex: str, text: str) -> None:
    assert plain(latex) == text


def test_latex_that_is_not_known_is_named() -> None:
    assert unknown_commands(r"\foo{a} \alpha \baz \emph{b} \'e \foo") == [r"\foo", r"\baz"]


@pytest.mark.parametrize(
    ("latex", "address"),
    [
        (r"https://example.org/~a/b\_c--d", "https://example.org/~a/b_c--d"),
        (r"\url{https://example.org/\~{}a\%20b}", "https://example.org/~a%20b"),
    ],
)
def test_an_address_in_latex_is_no_text(latex: str, address: str) -> None:
    assert verbatim(latex) == address


@pytest.mark.parametrize(
    ("text", "read", "untaken"),
    [
        ("2024/05/03", {"date-parts": [[2024, 5, 3]]}, ""),
        ("2024~", {"date-parts": [[2024]], "circa": True}, ""),
        ("2024-05?", {"date-parts": [[2024, 5]], "circa": True}, ""),
        ("2024-21", {"date-parts": [[2024]], "season": 1}, ""),
        ("2024-05-03T10:00Z", {"date-parts": [[2024, 5, 3]]}, ""),
        ("2024-05/2024-06", {"raw": "2024-05/2024-06"}, ""),
        ("2024-13", {"date-parts": [[2024, 13]]}, ""),
        ("2024-05-01/", {"date-parts": [[2024, 5, 1]]}, "/"),
        ("2024 (seen)", {"date-parts": [[2024]]}, "(seen)"),
        ("199X", {"literal": "199X"}, ""),
    ],
)
def test_dates_of_libraries_keep_their_meaning(text: str, read: dict[str, Any], untaken: str) -> None:
    assert iso_date(text) == (read, untaken)


@pytest.mark.parametrize(
    ("month", "day", "parts", "untaken"),
    [
        ("may", "", [[2024, 5]], ""),
        ("5", "3", [[2024, 5, 3]], ""),
        ("10 jan", "", [[2024, 1, 10]], ""),
        ("5-6", "", [[2024, 5], [2024, 6]], ""),
        ("May/June", "", [[2024, 5], [2024, 6]], ""),
        ("Spring", "", [[2024]], "Spring"),
        ("May/June", "3", [[2024]], "May/June 3"),
        ("", "3", [[2024]], "3"),
    ],
)
def test_months_of_libraries_keep_their_meaning(month: str, day: str, parts: list[list[int]], untaken: str) -> None:
    assert date("2024", month, day) == ({"date-parts": parts}, untaken)


LIBRARY = r"""
@string{press = "Paper Press"}
@comment{ not read }
@book{One, title = "A {Q}uoted s", publisher = press # ", Ltd", year = 2024}
@article (two, title = {Nested {braces {in} braces}}, month = mar,)
"""


def test_bibtex_is_cut_as_pybtex_cuts_it() -> None:
    mine = {entry.key: entry.fields for entry in entries(LIBRARY)}
    other = pybtex.database.parse_string(LIBRARY, "bibtex").entries
    assert {key: fields["title"] for key, fields in mine.items()} == {key: other[key].fields["title"] for key in other}
    assert mine["One"]["publisher"] == other["One"].fields["publisher"] == "Paper Press, Ltd"


def test_html_becomes_text_and_links() -> None:
    html = (
        '<p>Two &amp; <b>bold</b></p><script>x()</script><a href="https://example.org/a?b=1&amp;c=2">there</a><br>end'
    )
    assert words(html) == ("Two & bold\nthere\nend", ["https://example.org/a?b=1&c=2"])
    assert words("javascript <a href='javascript:x()'>link</a>")[1] == []
    assert words("no < markup") == ("no < markup", [])


def test_prefixes_that_are_not_declared_do_not_matter() -> None:
    root = parse(b"<kml><Placemark><gx:Track/></Placemark></kml>")
    assert [child.name for child in root.children[0].children] == ["Track"]


@pytest.mark.parametrize(
    ("declared", "encoding", "text"),
    [
        ("ISO-8859-1", "iso8859-1", "Château"),
        ("windows-1251", "cp1251", "База"),
        ("EUC-KR", "euc_kr", "기지"),
        ("Shift_JIS", "cp932", "きち"),
        ("GB18030", "gb18030", "基地"),
        ("utf-16", "utf-16", "기지"),
        ("UTF-8", "utf-8", "기지"),
        ("nobody-knows-it", "utf-8", "기지"),
    ],
)
def test_xml_is_read_in_the_encoding_that_it_declares(declared: str, encoding: str, text: str) -> None:
    assert parse(f'<?xml version="1.0" encoding="{declared}"?><a>{text}</a>'.encode(encoding)).text == text


@pytest.mark.parametrize("name", ["unicode_escape", "raw_unicode_escape", "rot13", "hex", "idna", "punycode", "utf-7"])
def test_xml_in_a_coding_that_is_none_of_texts_is_refused(name: str) -> None:
    with pytest.raises(FileError, match=f"^declares the encoding '{name}', which is none of texts; save it as UTF-8$"):
        parse(rf'<?xml version="1.0" encoding="{name}"?><a>A\ud800</a>'.encode())


def test_xml_nested_deeply_is_refused() -> None:
    with pytest.raises(FileError, match="is nested too deeply"):
        parse(b"<a>" * 5_000 + b"</a>" * 5_000)


def test_an_archive_of_too_many_files_is_refused() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for number in range(10_001):
            archive.writestr(f"{number}", b"")
    with pytest.raises(FileError, match="would unpack to over 100 MB"):
        checked(written.getvalue())
