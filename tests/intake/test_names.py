"""Columns, countries, sources and ids are known by what people write."""

from __future__ import annotations

import tomllib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapgen.catalog.countries import countries_at, countries_at_each
from mapgen.catalog.reader import ID
from mapgen.errors import CellError
from mapgen.intake.columns import recognised
from mapgen.intake.countries import countries_of, country_code, country_problem
from mapgen.intake.ids import Ids, slug
from mapgen.intake.items import identified
from mapgen.intake.romanise import romanised
from mapgen.intake.sources import Sources, address_id, comparable_address
from tests.paths import GEODATA

# --- Columns ------------------------------------------------------------------------------------------------------

TABLE = tomllib.loads((GEODATA / "columns.toml").read_text("utf-8"))
WORDS = {word: key for key, entry in TABLE.items() for word in entry["words"]}


@pytest.mark.parametrize("word", WORDS)
def test_each_word_of_the_table_names_its_column(word: str) -> None:
    assert recognised([word.title() if word.isascii() else word], {}).names == {
        WORDS[word]: word.title() if word.isascii() else word
    }


@pytest.mark.parametrize(
    ("column", "key"),
    [
        ("decimalLatitude", "lat"),
        ("point_latitude", "lat"),
        ("Facility Latitude (WGS84)", "lat"),
        ("경도(°)", "lon"),
        ("Range (km)", "range"),
        ("Facility Name", "name"),
        ("name_ko", "names.ko"),
        ("sources_url", "source"),
        ("event_date", "first_reported"),
        ("Missile Name", "missiles"),
        ("Max. range [miles]", "high_km"),
    ],
)
def test_columns_are_known_by_whole_words(column: str, key: str) -> None:
    assert recognised([column], {}).names == {key: column}


@pytest.mark.parametrize(
    "column", ["Latvia", "plate", "Belong", "renamed", "Confirmation Status", "geo_precision", "colour", "", "x"]
)
def test_parts_of_words_name_no_column(column: str) -> None:
    assert recognised([column], {}).unused == (column,)


def test_the_user_has_the_last_word() -> None:
    columns = recognised(["lat", "Breite"], {"Breite": "lat"})
    assert (columns.names, columns.unused) == ({"lat": "Breite"}, ("lat",))


# --- Countries ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code"),
    [("KP", "KP"), ("prk", "KP"), ("North Korea", "KP"), ("북한", "KP"), ("Корея", None), ("이란", "IR"),
     ("UK", "GB"), ("u.s.a.", "US"), ("México", "MX"), ("Mexico", "MX"), ("البحرين", "BH"), ("ZZ", None),
     ("", None)],
)  # fmt: skip
def test_countries_are_known_by_code_and_by_name(text: str, code: str | None) -> None:
    if code:
        assert country_code(text) == code
    else:
        with pytest.raises(CellError, match="is no country that mapgen knows; write its code"):
            country_code(text)


def test_many_positions_have_the_countries_that_one_has() -> None:
    random = np.random.default_rng(7)
    lons, lats = random.uniform(-179, 179, 200), random.uniform(-80, 80, 200)
    for within_km in (0.0, 25.0):
        each = [tuple(countries_at(lon, lat, within_km)) for lon, lat in zip(lons, lats, strict=True)]
        assert countries_at_each(lons, lats, within_km) == each


def test_a_disputed_place_has_each_of_its_countries() -> None:
    assert countries_of([(34.1, 45.0), (127.0, 37.6), (160.0, 40.0)]) == [("RU", "UA"), ("KR",), ()]
    assert country_problem("UA", (34.1, 45.0), ("RU", "UA")) is None
    assert "lon and lat look swapped" in str(country_problem("IR", (32.1, 52.4), ("PL",)))


# --- Ids ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Al-Udeid Air Base", "al-udeid-air-base"),
        ("Hwasong-11A (KN-23)", "hwasong-11a-kn-23"),
        ("신풍동 미사일 기지", "sinpungdong-misail-giji"),
        ("トンチャンリ", "tonchanri"),
        ("サッポロ", "sapporo"),
        ("きょうと", "kyouto"),
        ("Камчатка", "kamchatka"),
        ("قاعدة", "qaada"),
        ("Łódź", "lodz"),
        ("酒泉", "site-a0bf7567"),
        ("several", "site-several"),
        ("CON", "site-con"),
        ("lpt1", "site-lpt1"),
        ("Console", "console"),
        ("12", "site-12"),
        ("!?", "site"),
    ],
)
def test_names_of_every_script_make_ids(name: str, id_: str) -> None:
    assert slug(name, "site") == id_


@given(st.text(min_size=1, max_size=200))
def test_every_name_makes_a_usable_id_the_same_each_time(name: str) -> None:
    assert ID.fullmatch(slug(name, "site"))
    assert len(slug(name, "site")) <= 70
    assert slug(name, "site") == slug(name, "site")
    assert romanised(name) == romanised(name)


def test_an_id_is_given_once() -> None:
    ids = Ids({"seoul"})
    assert [ids.new("seoul"), ids.new("seoul"), ids.new("paris")] == ["seoul-2", "seoul-3", "paris"]


@pytest.mark.parametrize(
    ("item", "id_"),
    [
        ({"id": "http://zotero.org/users/123/items/AB12CD34"}, "zotero-ab12cd34"),
        ({"id": "http://zotero.org/groups/9/items/ZZ99", "citation-key": "leeGulf2024"}, "leegulf2024"),
        ({"id": "http://zotero.org/users/local/x1/items/AB12"}, "zotero-ab12"),
        ({"id": "kim-2024"}, "kim-2024"),
        ({"id": 5}, "source-5"),
        ({"title": "A paper"}, "a-paper"),
    ],
)
def test_items_of_libraries_have_stable_ids(item: dict[str, object], id_: str) -> None:
    assert identified(item)["id"] == id_


# --- Sources ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/a",
        "https://www.example.org/a/",
        "https://example.org/a#top",
        "https://EXAMPLE.org/a?utm_source=x",
    ],
)
def test_addresses_of_one_page_are_one_source(address: str) -> None:
    assert comparable_address(address) == "example.org/a"
    assert Sources({"known": {"URL": "https://example.org/a"}}).find(address) == ["known"]


def test_addresses_of_two_pages_are_two_sources() -> None:
    assert comparable_address("https://example.org/a?id=1") != comparable_address("https://example.org/a?id=2")
    long = "https://example.org/" + "a-very-long-name-" * 8
    assert address_id(long + "1") != address_id(long + "2")


@pytest.mark.parametrize(
    ("cell", "ids"),
    [
        ("https://example.org/a; https://example.org/b", ["example-org-a", "example-org-b"]),
        ("https://example.org/a https://example.org/b.", ["example-org-a", "example-org-b"]),
        ("see (https://example.org/a)", ["example-org-a"]),
        ("doi:10.1234/abc", ["doi-org-10-1234-abc"]),
        ("The Paper Balance; known", ["the-paper-balance", "known"]),
        ("a known TITLE", ["known"]),
        ("N/A", []),
        ("", []),
    ],
)
def test_a_cell_may_name_several_sources(cell: str, ids: list[str]) -> None:
    assert Sources({"known": {"title": "A known title"}}).find(cell) == ids
