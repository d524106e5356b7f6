"""Keep the browser's pages from test to test: one that is opened anew costs more than twice what a new address does."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from playwright.sync_api import Error as PlaywrightError

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page

TIMEOUT_MS = 20_000
LASTING = ("add_init_script", "emulate_media", "expose_binding", "expose_function", "on", "once", "route")
"""What can be done to a page that outlasts the document it shows: such a page serves one test."""
OUTSIDE = (-1, -1)  # a new page has no mouse over it
REPORT_VIOLATIONS = """
addEventListener("securitypolicyviolation", (event) => {
  console.error(`CSP violation: ${event.violatedDirective} blocked ${event.blockedURI}`);
}, true);
"""


@dataclass(frozen=True)
class Kind:
    """What a page is from its beginning: pages of a kind can stand in for each other."""

    dark: bool
    javascript: bool
    locale: str
    moves: bool


@dataclass
class Tabs:
    """The pages of a browser, each in a context of its own, with no network to reach.

    Parameters
    ----------
    browser : Browser
    free : dict of Kind to list of Page
        Pages that no test uses now; each shows nothing.
    spent : set of Page
        Pages that something was done to that lasts.
    """

    browser: Browser
    free: dict[Kind, list[Page]] = field(default_factory=dict)
    spent: set[Page] = field(default_factory=set)

    def take(self, kind: Kind, width: int, height: int) -> Page:
        """Return an empty page of a kind and size."""
        waiting = self.free.setdefault(kind, [])
        page = waiting.pop() if waiting else self._new(kind)
        page.set_viewport_size({"width": width, "height": height})
        return page

    def give_back(self, kind: Kind, page: Page) -> None:
        """Empty a page for the next test, or close it where it cannot be as new."""
        context = page.context
        try:
            if page in self.spent or page.is_closed() or len(context.pages) > 1:
                raise PlaywrightError("")
            page.mouse.move(*OUTSIDE)
            context.clear_cookies()
        except PlaywrightError:
            self.spent.discard(page)
            with contextlib.suppress(PlaywrightError):
                context.close()
        else:
            self.free[kind].append(page)

    def _new(self, kind: Kind) -> Page:
        context = self.browser.new_context(
            color_scheme="dark" if kind.dark else "light",
            java_script_enabled=kind.javascript,
            reduced_motion="no-preference" if kind.moves else "reduce",
            locale=kind.locale,
            offline=True,  # requests are recorded all the same
        )
        context.set_default_timeout(TIMEOUT_MS)
        context.add_init_script(REPORT_VIOLATIONS)
        page = context.new_page()
        for name in LASTING:
            setattr(page, name, self._spending(page, getattr(page, name)))
        return page

    def _spending(self, page: Page, call: Callable[..., Any]) -> Callable[..., Any]:
        def spend(*arguments: Any, **options: Any) -> Any:
            self.spent.add(page)
            return call(*arguments, **options)

        return spend
