"""What the tests of the page do with it again and again: read its labels, and click what can be clicked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from playwright.sync_api import expect

from mapgen.locale import locale_of
from mapgen.page.scripts import exported
from mapgen.resources import folder

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Locator, Page

    from mapgen import MapDocument

LANGUAGES = ("en", "id", "ko", "ja")
MAP = "globalThis[document.querySelector('.folium-map').id]"  # Leaflet's, in the page

# Labels, table and names follow a choice in the frames after it: see subscribeLater of core/state.js.
LABELS = """async (selector) => {
  const { dataset } = document.documentElement;
  while (dataset.mapgenBusy) await new Promise((resolve) => setTimeout(resolve, 5));
  return [...document.querySelectorAll(selector)].map((element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { text: element.textContent, left, top, right, bottom, lang: element.getAttribute("lang") ?? "" };
  });
}"""

LETTERS = """(selector) => [...document.querySelectorAll(selector)].flatMap((text) => {
  const matrix = text.getScreenCTM();
  return [...text.textContent].map((letter, index) => {
    const [start, end] = [text.getStartPositionOfChar(index), text.getEndPositionOfChar(index)];
    const { x, y } = new DOMPoint((start.x + end.x) / 2, (start.y + end.y) / 2).matrixTransform(matrix);
    return { text: text.textContent, left: x - 3, top: y - 4, right: x + 3, bottom: y + 4, lang: letter };
  });
})"""

# A point of a line on the map that a mouse would hit: in the window, and with nothing else over it.
POINT_TO_HIT = """(path) => {
  const matrix = path.getScreenCTM();
  const length = path.getTotalLength();
  for (let part = 0; part < 400; part += 1) {
    const { x, y } = path.getPointAtLength((length * part) / 400).matrixTransform(matrix);
    if (x > 0 && y > 0 && x < innerWidth && y < innerHeight && document.elementFromPoint(x, y) === path) return [x, y];
  }
  return null;
}"""

CLICK = "(element) => element.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, view: window }))"

# A click, which takes the focus as a mouse does, and a further one on the symbol that it has spread.
OPEN = f"""(element) => {{
  element.focus({{ preventScroll: true }});
  const wasSpread = element.classList.contains("spread");
  ({CLICK})(element);
  if (!wasSpread && element.classList.contains("spread")) ({CLICK})(element);
}}"""

# Every way of the page from here to there inside it: no link that leads out, which would ask for the network.
CLICKABLE = (
    "[role='tab']",
    "[data-does='speak']",
    "[data-does='theme']",
    "[data-does='fold']",
    "[data-does='fold']",  # and back
    "[data-does='missile']",
    "path.hit",
    "[data-does='missile']",
    "[data-does='kind']",
    "[data-does='kind']",
    "summary",  # which fills the cards
    "[data-does='origin']",
    "[data-does='evidence']",
    "sup a",
    ".site-marker",
    ".leaflet-control-zoom a",
)


# What an address does not name stays as it is in the page, which then writes it into the address again.
CHOOSE = """(address) => {
  history.replaceState(null, "", `#${address}`);
  dispatchEvent(new Event("hashchange"));
}"""


def run(page: Page, function: str, *modules: str, given: object = None) -> Any:
    """Join modules of the page's scripts anew and call a function with their exports, in their order, and an argument.

    They read the data of the page, and share nothing with the scripts that run in it: the reader's choices, for
    one, are those that the page opens with. Both go as JSON, which takes a fraction of the time of Playwright's own.
    """
    exports = exported(folder("templates") / "js", *modules)
    called = f"(given) => JSON.stringify(({function})(...{exports}, JSON.parse(given)))"
    return json.loads(page.evaluate(called, json.dumps(given)))


def choose(page: Page, address: str) -> None:
    """Make choices in the page as its address does, at once: ``choose(page, "origin=hodo,sunan&limit=5000")``."""
    page.evaluate(CHOOSE, address)


def move_map(page: Page | Frame, how: str) -> None:
    """Call a method of Leaflet's map; it returns the map itself, which takes seconds to hand over to Python."""
    page.evaluate(f"() => {{ {MAP}.{how}; }}")


def start_over(page: Page) -> None:
    """Bring everything but the language back to how the page opened, by its own button."""
    page.locator(".map-acts [data-does='reset']").evaluate(CLICK)
    settle(page)


def choice(page: Page, key: str) -> str | None:
    """Return a choice as the address of the page has it; None where it is as the page opens."""
    return cast("str | None", page.evaluate("(key) => new URLSearchParams(location.hash.slice(1)).get(key)", key))


def block(page: Page, name: str) -> Any:
    """Return data that the page carries for machines."""
    return page.evaluate("(name) => JSON.parse(document.getElementById(name).textContent)", f"mapgen-{name}")


class Label(NamedTuple):
    """A text on the map and the box that it takes, in pixels of the window."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    lang: str

    def overlaps(self, other: Label, *, by_px: float = 1.0) -> bool:
        """Return whether two boxes share more than a hair."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > by_px and down > by_px


def labels(page: Page | Frame, kind: str = "text", *, within: str = ".folium-map") -> list[Label]:
    """Return the labels on the map (or another view), all or those of a class such as ``.of-ring``."""
    return [Label(**found) for found in page.evaluate(LABELS, f"{within} .labels {kind}")]


def ring_letters(page: Page | Frame, *, within: str = ".folium-map") -> list[Label]:
    """Return the letters of the names along rings and circles, each with its text and a box within it."""
    return [Label(**found) for found in page.evaluate(LETTERS, f"{within} .labels :is(.of-ring, .of-circle)")]


def texts(page: Page, kind: str = "text") -> list[str]:
    """Return the words of the labels on the map, in order of the alphabet."""
    return sorted(label.text for label in labels(page, kind))


def limits(document: MapDocument, missile: str, language: str = "en") -> tuple[str, str]:
    """Return the limits of a missile's band, low and high, in words."""
    locale, band = locale_of(language), document.selection.bands[missile]
    return locale.km(band.low_km or 0.0), locale.limit(band.high_km, band.floor)


def ring_labels(document: MapDocument, missile: str, language: str = "en") -> tuple[str, str]:
    """Return what the labels of a missile's rings say, low and high, where there is room."""
    locale, band = locale_of(language), document.selection.bands[missile]
    return locale.ring(band.low_km or 0.0, None, "low"), locale.ring(band.high_km, band.floor, "high")


def settle(page: Page | Frame) -> None:
    """Wait until labels, table and names have followed the choices."""
    page.evaluate("async () => { while (document.documentElement.dataset.mapgenBusy) await new Promise(setTimeout); }")


def speak(page: Page, language: str) -> None:
    """Switch the page to a language, and wait until all of it speaks that."""
    page.locator(f"[data-does='speak'][value='{language}']").click()
    settle(page)


def tab(page: Page, name: str) -> Locator:
    """Open a tab and return its pane, filled."""
    page.locator(f"#tab-{name}").click()
    settle(page)
    return page.locator(f"#pane-{name}")


def pick(page: Page | Frame, name: str, value: str | None = None, *, index: int | None = None) -> None:
    """Choose from one of the lists ``origin``, ``figures`` and ``as-of``, which are folded away at first."""
    if not page.locator(".change[open]").count():
        page.locator(".change > summary").click()
    page.locator(f"#{name}").select_option(value, index=index)


def open_site(page: Page | Frame, site: str) -> Locator:
    """Open the popup of a site as a click on its marker does, from a pile by a further click, and return it."""
    page.locator(f".site-marker[data-site='{site}']").first.evaluate(OPEN)
    popup = page.locator(".leaflet-popup").last  # one that was open before may still be fading out
    expect(popup).to_have_count(1)  # the one before has faded out
    expect(popup).to_have_css("opacity", "1")  # and this one in
    return popup


def enter_site(page: Page, site: str) -> None:
    """Open the popup of a site by keys; where symbols lie on it, the first press spreads them."""
    marker = page.locator(f".site-marker[data-site='{site}']").first
    marker.focus()
    page.keyboard.press("Enter")
    if marker.evaluate("(element) => element.classList.contains('spread')"):
        page.keyboard.press("Enter")


def hit_line(page: Page, line: Locator) -> None:
    """Click a line on the map with the mouse, at a place where nothing lies over it."""
    point = cast("list[float] | None", line.evaluate(POINT_TO_HIT))
    assert point, "the line can be hit nowhere"
    page.mouse.click(*point)


def click_everything(page: Page) -> dict[str, int]:
    """Click every control, marker and ring of the page; return how many of each kind there were."""
    clicked = {selector: cast("int", page.evaluate(CLICK_ALL, selector)) for selector in CLICKABLE}
    choices = page.locator("#origin option:not([data-several])").evaluate_all(
        "(options) => options.map((option) => option.value)"
    )
    for value in [*choices[:3], ""]:
        pick(page, "origin", value)
    for selector in (".leaflet-popup sup a", ".leaflet-popup [data-does='origin']"):
        open_site(page, page.locator(".site-marker").first.get_attribute("data-site") or "")
        clicked[selector] = cast("int", page.evaluate(CLICK_ALL, selector))
    return clicked


CLICK_ALL = f"""(selector) => {{
  const found = [...document.querySelectorAll(selector)];
  for (const element of found) if (element.isConnected) ({CLICK})(element);
  return found.length;
}}"""


def serious(violations: list[dict[str, Any]]) -> list[str]:
    """Say each finding of axe-core in one line, so that a failure can be read."""
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:200]}"
        for violation in violations
        for node in violation["nodes"]
    ]
