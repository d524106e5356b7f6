"""Whatever a reader types, in whichever script, leads to the missile or site that it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.driver import LANGUAGES, block, choose, run, speak, tab

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from mapgen.catalog.model import Catalog
    from tests.browser.conftest import LendingPage, OpenPage
    from tests.conftest import PageFile

FIND = "(search, queries) => queries.map((query) => search.find(query).map(({ key }) => key))"
SINPUNG, SAKKANMOL, OSAN, KN23 = "site:sinpung-dong", "site:sakkanmol", "site:osan-air-base", "missile:hwasong-11ga"

FIRST = {  # what is typed, and what is found first
    # Latin: case, spaces, hyphens, accents and widths do not count; words in any order
    "sinpung dong": SINPUNG,
    "SINPUNGDONG": SINPUNG,
    "sínpüng": SINPUNG,
    "\uff53\uff49\uff4e\uff50\uff55\uff4e\uff47": SINPUNG,
    "air osan": OSAN,
    "pangkalan rudal sinpung": SINPUNG,
    # aliases, and the codes of airfields
    "kn23": KN23,
    "KN 23": KN23,
    "kn-23": KN23,
    "hwasong11ga": KN23,
    "rkso": OSAN,
    "chihari": "site:chiha-ri",
    # Hangul: by syllable, by the consonants that open them, and while a syllable is being typed
    "신풍동": SINPUNG,
    "신풍": SINPUNG,
    "신푸": SINPUNG,
    "신ㅍ": SINPUNG,
    "ㅅㅍㄷ": SINPUNG,
    "신ㅍㄷ": SINPUNG,
    "ㅅ풍ㄷ": SINPUNG,
    "삭가": SAKKANMOL,
    "삭간ㅁ": SAKKANMOL,
    "ㄱㅅ": "site:kunsan-air-base",
    "ㄳ": "site:kunsan-air-base",  # as a Korean keyboard joins them
    "구": "site:kunsan-air-base",
    "화성 11가": KN23,
    "ㅎㅅ11가": KN23,
    # Kana: hiragana, katakana and the half-width kind are one; Han as written
    "サッカンモル": SAKKANMOL,
    "さっかんもる": SAKKANMOL,
    "ｻｯｶﾝﾓﾙ": SAKKANMOL,
    "火星11カ": KN23,
    "新豊洞": SINPUNG,
    "新丰洞": SINPUNG,  # a language that this page does not speak
}
NOTHING = ["", "  ", "-", "(", "[", "\\", "zzz", "ㅋㅋㅋ", "신풍돌돌돌", "<zzz>", "\ud83d\ude00"]


@pytest.fixture
def page(page_file: PageFile, open_page: OpenPage) -> Page:
    """Open the default story, wide."""
    return open_page(page_file("hwasong-11")).page


@pytest.fixture
def lender(lending_page: LendingPage) -> Page:
    """Return the default story, whose own search is asked."""
    return lending_page("hwasong-11")


def find(page: Page, *queries: str) -> list[list[str]]:
    """Return the keys that each query finds, the best first."""
    found: list[list[str]] = run(page, FIND, "panel/search.js", given=list(queries))
    return found


# --- What matches what --------------------------------------------------------------------------------------------


def test_each_query_finds_what_it_names_first(lender: Page) -> None:
    found = find(lender, *FIRST)
    assert {query: (keys or [""])[0] for query, keys in zip(FIRST, found, strict=True)} == FIRST


def test_what_names_nothing_finds_nothing(lender: Page) -> None:
    found = find(lender, *NOTHING)
    assert {query: keys for query, keys in zip(NOTHING, found, strict=True) if keys} == {}


def test_every_name_in_every_language_finds_its_record(lender: Page, catalog: Catalog) -> None:
    """Names and aliases as the catalog has them, and what is left when they are half typed."""
    story = [missile["id"] for missile in block(lender, "story")["missiles"]]
    sites = [feature["id"] for feature in block(lender, "sites")["features"]]
    records = {f"missile:{id_}": catalog.missiles[id_] for id_ in story}
    named = {key: [record.name, *record.names.values(), *record.aliases] for key, record in records.items()}
    for id_ in sites:
        site = catalog.sites[id_]
        named[f"site:{id_}"] = [site.name, *site.names.values(), *site.aliases]
    cases = [
        (key, text) for key, names in named.items() for name in names for text in (name, name[: len(name) // 2 + 1])
    ]
    found = find(lender, *(text for _, text in cases))
    assert [(key, text) for (key, text), keys in zip(cases, found, strict=True) if key not in keys] == []


def test_a_whole_name_comes_before_its_start_and_that_before_a_word_inside(lender: Page) -> None:
    (found,) = find(lender, "kn23")
    assert found[0] == KN23
    assert set(found[1:]) >= {"missile:hwasong-11-series", "missile:hwasong-11s"}
    assert found.index("missile:hwasong-11-series") < found.index("missile:hwasong-11s")  # "navalized KN-23"
    (bases,) = find(lender, "osan")
    assert bases[0] == OSAN


def test_one_latin_letter_finds_starts_of_words_only(lender: Page) -> None:
    (found,) = find(lender, "k")
    assert "site:kal-gol" in found
    assert SAKKANMOL not in found


# --- The field ----------------------------------------------------------------------------------------------------


def type_in(page: Page, text: str) -> None:
    """Put the focus in the field and type, as an input method would enter it."""
    page.locator("#finder").focus()
    page.keyboard.insert_text(text)


def test_the_field_is_a_combobox(page: Page) -> None:
    field, results = page.locator("#finder"), page.locator("#finder-list")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(results).to_be_hidden()
    type_in(page, "kn")
    expect(field).to_have_attribute("aria-expanded", "true")
    options = results.get_by_role("option")
    count = options.count()
    assert count > 3
    for key, index in (("", 0), ("ArrowDown", 1), ("ArrowUp", 0), ("ArrowUp", count - 1), ("ArrowDown", 0)):
        if key:
            page.keyboard.press(key)
        active = options.nth(index)
        expect(active).to_have_attribute("aria-selected", "true")
        expect(field).to_have_attribute("aria-activedescendant", active.get_attribute("id") or "")
        expect(results.locator("[aria-selected='true']")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(field).to_have_value("")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-expanded", "false")
    assert field.get_attribute("aria-activedescendant") is None


def test_enter_and_the_mouse_open_a_site_on_the_map_and_escape_leads_back(page: Page) -> None:
    """A city gets the pin with its answer, which names it in the language of the reader."""
    found = page.locator(".leaflet-popup .popup-title [data-t='site:sinpung-dong']")
    type_in(page, "ㅅㅍㄷ")
    page.keyboard.press("Enter")
    expect(found).to_be_visible()
    assert page.evaluate("document.activeElement.closest('.leaflet-popup') !== null")
    page.keyboard.press("Escape")
    expect(page.locator(".leaflet-popup")).to_have_count(0)
    expect(page.locator("#finder")).to_be_focused()
    type_in(page, "sinpung")
    page.locator("#finder-list li").first.click()
    expect(found).to_be_visible()
    expect(page.locator("#finder-list")).to_be_hidden()
    page.locator("#finder").fill("tokyo")
    page.keyboard.press("Enter")
    expect(page.locator(".leaflet-marker-pane .pin")).to_be_focused()
    expect(page.locator(".callout .verdict")).to_contain_text("beyond every published figure")
    title = page.locator(".callout .popup-title")
    expect(title).to_contain_text(re.compile(r"^Tokyo \(35\.\d\d° N, 139\.\d\d° E\)"))
    speak(page, "ja")
    expect(title).to_contain_text("東京")


def test_missiles_and_sources_open_in_their_tabs(page: Page) -> None:
    """A source is found by its publication."""
    tab(page, "sources")
    type_in(page, "kn23")
    page.keyboard.press("Enter")
    expect(page.locator("#missile-hwasong-11ga")).to_be_focused()
    expect(page.locator("#tab-ranges")).to_have_attribute("aria-selected", "true")
    page.locator("#finder").fill("bloomberg")
    entry = page.locator("#finder-list li").filter(has_text="source").first
    title = entry.locator("bdi").first.inner_text()
    entry.click()
    expect(page.locator("#pane-sources li.found")).to_be_focused()
    expect(page.locator("#pane-sources li.found")).to_contain_text(title)


def test_a_site_that_is_not_on_the_map_is_shown_again_or_opens_its_card(page: Page) -> None:
    """Its kind is hidden; its location is not public; the world is seen from a site. No filter of the list hides it."""
    page.locator("[data-does='kind'][value='missile_base']").click()
    expect(page.locator(".site-marker[data-site='sinpung-dong']")).to_have_count(0)
    type_in(page, "sinpung")
    page.keyboard.press("Enter")
    expect(page.locator(".site-marker[data-site='sinpung-dong']")).to_have_count(1)
    expect(page.locator("[data-does='kind'][value='missile_base']")).to_be_checked()
    page.keyboard.press("Escape")
    tab(page, "sites")
    page.locator("#site-find").fill("osan")
    type_in(page, "new missile factory")
    page.keyboard.press("Enter")
    expect(page.locator("#site-new-missile-factory-2025")).to_be_focused()
    choose(page, "from=sinpung-dong")
    type_in(page, "osan air base")
    page.keyboard.press("Enter")
    expect(page.locator("#site-osan-air-base")).to_be_focused()
    expect(page.locator(".leaflet-popup")).to_have_count(0)


def test_a_site_far_from_the_view_is_brought_into_it_on_a_phone(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("long-range"), width=360, height=740).page
    page.get_by_role("button", name="Back to the map").click()
    type_in(page, "honolulu")
    page.keyboard.press("Enter")
    expect(page.locator(".leaflet-popup-content-wrapper")).to_be_in_viewport(ratio=0.99)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_results_speak_the_chosen_language(page: Page, catalog: Catalog) -> None:
    site = catalog.sites["sinpung-dong"]
    kind = catalog.vocabulary.site_kind[site.kind].labels
    for language in LANGUAGES:
        speak(page, language)
        type_in(page, "신풍동")
        first = page.locator("#finder-list li").first
        expect(first.locator("[data-t='site:sinpung-dong']")).to_have_text(site.names.get(language, site.name))
        expect(first.locator("small")).to_contain_text(kind[language])
        page.keyboard.press("Escape")
        type_in(page, "zzz")
        expect(page.locator("#finder-list li")).to_have_count(1)
        page.keyboard.press("Enter")  # leads nowhere
        expect(page.locator(".leaflet-popup")).to_have_count(0)
        page.keyboard.press("Escape")


def test_no_search_without_javascript(page_file: PageFile, open_page: OpenPage) -> None:
    page = open_page(page_file("hwasong-11"), javascript=False).page
    expect(page.locator("#finder")).to_be_hidden()
    expect(page.locator("#site-find")).to_be_hidden()


# --- The list of the Sites tab ------------------------------------------------------------------------------------


def shown(page: Page) -> list[str]:
    """Return the ids of the cards that are in the list."""
    ids = page.locator("#pane-sites .site:visible").evaluate_all("(all) => all.map(({ id }) => id.slice(5))")
    return list(ids)


def test_the_list_of_sites_is_filtered_by_name_and_by_status_as_the_address_keeps(page: Page, catalog: Catalog) -> None:
    pane = tab(page, "sites")
    every = shown(page)
    count = pane.locator(".count")
    expect(count).to_have_text(f"{len(every)} of {len(every)} sites")
    pane.locator("#site-find").fill("ㅅㅍㄷ")
    assert shown(page) == ["sinpung-dong"]
    expect(pane.locator("h3:visible")).to_have_count(1)
    expect(count).to_have_text(f"1 of {len(every)} sites")
    pane.locator("#site-find").fill("")
    statuses = {catalog.sites[id_].status for id_ in every}
    assert len(statuses) > 2
    kept = []
    for each in statuses:
        pane.locator("#site-status").select_option(each)
        assert {catalog.sites[id_].status for id_ in shown(page)} == {each}
        kept += shown(page)
    assert sorted(kept) == sorted(every)
    pane.locator("#site-find").fill("zzz")
    assert shown(page) == []
    expect(pane.locator("h3:visible")).to_have_count(0)
    status, find = pane.locator("#site-status"), pane.locator("#site-find")
    status.select_option("reported_active")
    find.fill("신풍")
    assert shown(page) == ["sinpung-dong"]
    address = page.url
    assert address.endswith("#tab=sites&status=reported_active&find=%EC%8B%A0%ED%92%8D")
    page.reload()
    expect(find).to_have_value("신풍")
    expect(status).to_have_value("reported_active")
    assert shown(page) == ["sinpung-dong"]
    assert page.url == address
    type_in(page, "new missile factory")
    page.keyboard.press("Enter")  # to a card that they hide
    assert page.url.endswith("#tab=sites")
    page.evaluate("location.hash = 'tab=sites&status=made-up'")
    expect(status).to_have_value("")
    assert len(shown(page)) > 1


NAMED = {
    "tokyo": "Tokyo",
    "평양": "Pyongyang",
    "japan": "Japan",
    "kusan": "Kunsan Air Base",
    "snipung": "Sinpung-dong Missile Operating Base",  # two letters swapped
    "39.03, 125.75": "39.03° N, 125.75° E",
    "39°01'48\"N 125°45'E": "39.03° N, 125.75° E",
    "125.75 39.03": "39.03° N, 125.75° E",  # no latitude is that large
    "12.5° S, 77° W": "12.50° S, 77.00° W",
}


def test_it_finds_names_of_the_map_positions_and_mistyped_names(page: Page) -> None:
    """What is no position is not taken for one; where nothing is found, the nearest spelling is offered."""
    for query, first in NAMED.items():
        page.locator("#finder").fill("")
        page.locator("#finder").fill(query)
        expect(page.locator("#finder-0 > span > :first-child"), query).to_have_text(first)
    for query in ("95.0, 200.0", "39.03", "12°75'N 3°E", "38.5 N 39.5 N"):
        page.locator("#finder").fill("")
        expect(page.locator("#finder-list")).to_be_hidden()
        page.locator("#finder").fill(query)
        expect(page.locator("#finder-list li").first, query).not_to_contain_text("° N, ")
    page.locator("#finder").fill("kunnsann")
    expect(page.locator("#finder-list")).to_contain_text("Nearest spelling: Kunsan")
    assert page.evaluate("document.querySelector('#finder-list .none').childNodes.length") == 1  # one column
    page.locator("#finder-0").click()
    expect(page.locator("#finder")).to_have_value("Kunsan")
    expect(page.locator("#finder-0")).to_contain_text("Kunsan")
