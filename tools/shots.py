"""Take pictures of the page at every width, in each theme, language and state, for a person to look at.

``make shots`` writes output/shots/index.html, a PNG file for each picture, and a contact sheet for each story.
``--story ID`` and ``--only WORD`` (a part of the names of the pictures) limit the pictures that are taken.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from playwright.sync_api import sync_playwright

from mapgen import build_map, export, load_catalog
from tools import find_browser

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Literal

    from playwright.sync_api import Browser

    Theme = Literal["light", "dark"]

STORIES = {"hwasong-11": ("en", "id", "ko", "ja"), "long-range": ("en", "id", "ko", "ja"), "gulf": ("en", "ar", "es")}
"""The packaged stories with the languages in which each is shown."""
THEMES: tuple[Theme, ...] = ("light", "dark")
HEIGHTS = {360: 740, 768: 1024, 899: 700, 900: 700, 1280: 800, 1920: 1080}
DEPTH = 1800
"""How many pixels of a long page a picture shows from the top."""
READY = 'html[data-mapgen-ready="true"]'
TEMPLATE = Path(__file__).with_name("shots.html.j2")


@dataclass(frozen=True)
class State:
    """A state of the page: its address, a script to run, and the first element in pictures of narrow screens."""

    address: str = ""
    script: str = ""
    top: str = "body"
    scripted: bool = True
    media: Literal["screen", "print"] = "screen"
    forced: bool = False


CLICK = "dispatchEvent(new MouseEvent('click', { bubbles: true }))"
MARKER = f"const [marker] = document.querySelectorAll('.site-marker'); marker.{CLICK}; marker.{CLICK}"
PILE = f"""
for (const each of document.querySelectorAll(".site-marker")) {{
  if (!document.querySelector(".site-marker.spread")) each.{CLICK};
}}
"""
OPENED = "for (const each of [...document.querySelectorAll('.pane.open details')].slice(0, 2)) each.open = true"
SWITCHED = "for (const each of document.querySelectorAll('[data-does=missile]:not(:checked)')) each.click()"
CHOOSE = """
const {{ origins }} = JSON.parse(document.getElementById("mapgen-story").textContent);
history.replaceState(null, "", `#{}`);
dispatchEvent(new Event("hashchange"));
"""
CHOSEN = CHOOSE.format("origin=${origins[0]}")
SEVERAL = CHOOSE.format("origin=${origins.filter((_, index) => index % 2 === 0)}")
FROM = CHOOSE.format("origin=${origins[0]}&from=${origins[0]}&naive=1")
SEARCHED = """
const input = document.getElementById("finder");
input.focus();
const typed = { en: "san", id: "pangkalan", ko: "ㅅㅍ", ja: "シン", ar: "قاعدة", es: "base" };
input.value = typed[document.documentElement.lang];
input.dispatchEvent(new Event("input"));
"""
UNROLLED = """
for (const each of document.querySelectorAll(".missile")) each.style.contentVisibility = "visible";
if (innerWidth < 900) document.querySelector(".tabs").style.position = "static";
"""
STATES = {
    "popup": State(script=MARKER),
    "pile": State(script=PILE),
    "origin": State(script=CHOSEN),
    "several": State("tab=reach", SEVERAL),
    "everything": State(script=SWITCHED),
    "search": State(script=SEARCHED, top=".finder"),
    "pin": State("pin=131.5,38.2&tab=reach"),
    "pin-table": State("pin=131.5,38.2&tab=reach", OPENED, ".tabs"),
    "low": State("figures=low"),
    "one-source": State("figures=3"),
    "by-year": State("by=2019"),
    "ranges": State("tab=ranges", top=".tabs"),
    "sites": State("tab=sites", OPENED, ".tabs"),
    "reach": State("tab=reach", OPENED, ".tabs"),
    "sources": State("tab=sources", top=".tabs"),
    "from": State(script=FROM),
    "share": State(script="document.querySelector('[data-does=share]').click()"),
    "folded": State(script="document.querySelector('.fold').click()"),
    "embed": State("embed"),
    "no-script": State(scripted=False),
    "forced": State(forced=True, script=CHOSEN),
    "paper": State(script="dispatchEvent(new Event('beforeprint'))", media="print"),
    "paper-everything": State(script=f"{SWITCHED}; dispatchEvent(new Event('beforeprint'))", media="print"),
}


@dataclass(frozen=True)
class Shot:
    """A picture to take."""

    story: str
    width: int
    theme: Theme
    language: str
    name: str
    state: State

    @property
    def file(self) -> str:
        """The name of its file, which says what the picture shows."""
        return f"{self.story}-{self.width}-{self.theme}-{self.language}-{self.name}.png"


def shots(story: str) -> Iterator[Shot]:
    """List the pictures: the open page in all widths, themes and languages; other states wide and narrow only."""
    languages = STORIES[story]
    for width in HEIGHTS:
        for theme in THEMES:
            for language in languages:
                yield Shot(story, width, theme, language, "open", State())
    turn = 0
    for name, state in STATES.items():
        for width in (360, 1280):
            for theme in THEMES:
                yield Shot(story, width, theme, languages[turn % len(languages)], name, state)
                turn += 1
        turn += 1  # else a width and theme would always meet the same language


def take(browser: Browser, page_path: Path, shot: Shot, folder: Path) -> None:
    """Open the page, bring it into the state, and take the picture."""
    height = HEIGHTS[shot.width]
    context = browser.new_context(
        viewport={"width": shot.width, "height": height},
        color_scheme=shot.theme,
        java_script_enabled=shot.state.scripted,
        forced_colors="active" if shot.state.forced else "none",
        reduced_motion="reduce",
        offline=True,
    )
    page = context.new_page()
    address = "&".join(filter(None, [f"lang={shot.language}", shot.state.address]))
    page.goto(f"{page_path.as_uri()}#{address}")
    if shot.state.scripted:
        page.locator(READY).wait_for(state="attached")
        page.evaluate(f"() => {{ {shot.state.script} }}")
        page.wait_for_timeout(350)  # Leaflet places its panes after a zoom
        page.evaluate(f"() => {{ {UNROLLED} }}")
    top = 0.0
    if shot.state.media == "print":
        page.set_viewport_size({"width": 1062, "height": 733})
        page.emulate_media(media="print")
    elif shot.width < 900:
        box = page.locator(shot.state.top).bounding_box()
        top = max(0.0, (box["y"] if box else 0.0) - 12)
    elif shot.state.scripted:
        page.evaluate("(top) => document.querySelector(top).scrollIntoView()", shot.state.top)
    clip = {"x": 0.0, "y": top, "width": float(page.viewport_size["width"]), "height": float(DEPTH)}  # type: ignore[index]
    whole = shot.width < 900 and shot.state.media == "screen"
    page.screenshot(path=folder / shot.file, **({"full_page": True, "clip": clip} if whole else {}))  # type: ignore[arg-type]
    context.close()


def write_sheets(browser: Browser, folder: Path, taken: list[Shot]) -> None:
    """Write a page with all pictures, and take a picture of each story's part of that page."""
    template = jinja2.Template(TEMPLATE.read_text("utf-8"), autoescape=True)
    stories = {story: [shot for shot in taken if shot.story == story] for story in STORIES}
    index = folder / "index.html"
    index.write_text(template.render(stories=stories), "utf-8")
    page = browser.new_page(viewport={"width": 2400, "height": 1000})
    page.goto(index.as_uri())
    for story in (story for story, shots_ in stories.items() if shots_):
        page.locator(f"#{story}").screenshot(path=folder / f"contact-{story}.png")


def main() -> None:
    """Take the pictures and say where they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--story", choices=STORIES, action="append")
    parser.add_argument("--only", default="")
    parser.add_argument("--folder", type=Path, default=Path("output/shots"))
    options = parser.parse_args()
    executable = find_browser.find(os.environ)
    if executable is None:
        sys.exit(find_browser.ADVICE)
    folder = options.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    catalog = load_catalog()
    taken: list[Shot] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
        for story in options.story or STORIES:
            page_path = folder / f"{story}.html"
            page_path.write_bytes(export(build_map(catalog, story), "html"))
            for shot in shots(story):
                if options.only in shot.file:
                    take(browser, page_path, shot, folder)
                    taken.append(shot)
        write_sheets(browser, folder, taken)
    print(f"{len(taken)} pictures: {folder / 'index.html'}")


if __name__ == "__main__":
    main()
