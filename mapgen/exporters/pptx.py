"""Write a map as a presentation whose every shape can be edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.slides.deck import deck

if TYPE_CHECKING:
    from pathlib import Path

    from mapgen.document.compose import MapDocument


def render(
    document: MapDocument,
    *,
    template: str | Path | None = None,
    centre: str | None = None,
    since: str | Path | None = None,
) -> bytes:
    """Return the presentation; see `mapgen.slides.deck.deck`."""
    return deck(document, template=template, centre=centre, since=since)
