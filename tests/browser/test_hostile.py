"""Data that tries to break out stays text: in the panel, in popups and on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.driver import LANGUAGES, click_everything, open_site, speak, tab, texts
from tests.hostile import SHORT

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Opened, OpenPage
    from tests.hostile import Hostile

# What the injected code would do, had it a chance.
TRAP = """
globalThis.trapped = [];
for (const name of ["alert", "confirm", "prompt", "open"]) globalThis[name] = () => globalThis.trapped.push(name);
undefined;
"""


@pytest.fixture
def opened(hostile: Hostile, open_page: OpenPage) -> Opened:
    """Open the map of the hostile data, each of its dialogs recorded as a problem."""
    opened = open_page(hostile.page)
    opened.page.on("dialog", lambda dialog: opened.problems.append(f"dialog: {dialog.message}"))
    opened.page.evaluate(TRAP)
    return opened


def assert_inert(page: Page, opened: Opened) -> None:
    """Check that nothing has run, nothing was asked for, and no element has come out of a text."""
    assert opened.problems == []
    assert opened.requests == []
    assert page.evaluate("globalThis.trapped") == []
    assert page.evaluate("document.querySelectorAll('img, iframe, object, embed, base').length") == 0
    handlers = "[...document.querySelectorAll('*')].flatMap((e) => e.getAttributeNames()).filter((n) => /^on/.test(n))"
    assert page.evaluate(handlers) == []
    assert page.evaluate("[...document.links].filter((a) => !/^(https?|file):/.test(a.protocol)).length") == 0


def test_every_text_stands_as_it_was_written(opened: Opened, hostile: Hostile) -> None:
    """Letter by letter, however it looks like code."""
    page = opened.page
    assert page.evaluate("document.title") == hostile.text("title")
    assert page.locator("h1").text_content() == hostile.text("title")
    assert hostile.text("summary") in (page.locator(".summary").first.text_content() or "")
    ranges = tab(page, "ranges").text_content() or ""
    for name in ("missile", "missile note", "figure note", "quote", "said by", "missile alias"):
        assert hostile.text(name) in ranges, name
    pane = tab(page, "sites")
    pane.locator(f"#site-{hostile.site} summary").click()
    expect(pane.locator(f"#site-{hostile.site} .claims").first).to_be_visible()
    sites = pane.text_content() or ""
    for name in ("site", "claim", "claim quote", "operator", "site note", "site alias", "position"):
        assert hostile.text(name) in sites, name
    sources = tab(page, "sources").text_content() or ""
    for name in ("source", "author", "publication", "source note", "chain"):
        assert hostile.text(name) in sources, name
    assert_inert(page, opened)


def test_popup_and_labels_show_it_literally(opened: Opened, hostile: Hostile) -> None:
    page = opened.page
    popup = open_site(page, hostile.site)
    assert hostile.text("site") in (popup.text_content() or "")
    assert hostile.text("claim") in (popup.text_content() or "")
    marker = page.locator(f".site-marker[data-site='{hostile.site}']").first
    assert (marker.get_attribute("aria-label") or "").startswith(f"{hostile.text('site')}, ")
    assert SHORT in texts(page, ".of-site")
    speak(page, "ko")
    page.locator("[data-does='missile']").last.check()
    assert any(text.startswith(f"{SHORT} 500km") for text in texts(page, ".of-ring"))
    assert_inert(page, opened)


def test_nothing_wakes_up_when_everything_is_clicked(opened: Opened) -> None:
    page = opened.page
    click_everything(page)
    for language in LANGUAGES:
        speak(page, language)
    assert_inert(page, opened)
