"""Write the page of a pack: the map's picture, and a link to each of its formats with its size and its checksum."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup

from mapgen.forms.brief import Brief
from mapgen.page.seal import seal
from mapgen.resources import folder
from mapgen.templating import environment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mapgen.document.compose import MapDocument
    from mapgen.forms.changes import Changes

INDEX = "index.html"
"""Name of the page."""


@dataclass(frozen=True)
class Entry:
    """A file of the pack."""

    name: str
    ending: str
    kilobytes: str
    sha256: str


@dataclass(frozen=True)
class Contents:
    """The value that ``forms/contents.html.j2`` sees."""

    document: MapDocument
    files: Mapping[str, bytes]
    changes: Changes | None = None

    @cached_property
    def brief(self) -> Brief:
        """The map in words."""
        return Brief(self.document)

    @property
    def entries(self) -> list[Entry]:
        """The files, in the order of their names."""
        return [
            Entry(name, name.rpartition(".")[2], f"{len(content) / 1000:,.1f} kB", hashlib.sha256(content).hexdigest())
            for name, content in sorted(self.files.items())
        ]

    @property
    def picture(self) -> str | None:
        """The static map as an address that holds it; None in a pack without one."""
        svg = self.files.get(f"{self.document.selection.story.id}.svg")
        return f"data:image/svg+xml;base64,{base64.b64encode(svg).decode('ascii')}" if svg else None


def contents(document: MapDocument, files: Mapping[str, bytes], changes: Changes | None = None) -> bytes:
    """Return the page, UTF-8 encoded: sealed as the map's own page is, and without a script."""
    style = (folder("templates") / "forms" / "contents.css").read_text("utf-8")
    light, dark = document.theme.light, document.theme.dark
    page = environment().get_template("forms/contents.html.j2").render(
        contents=Contents(document, files, changes), style=Markup(style), light=light, dark=dark
    )  # fmt: skip
    return seal(page, files=files).encode("utf-8")
