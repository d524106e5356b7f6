"""Write a map as a static figure for drawing programs, in the frame of its story or as seen from one of its sites."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mapgen.figure.sizes import drawing
from mapgen.forms.letters import lettered

if TYPE_CHECKING:
    from mapgen.document.compose import MapDocument

_KOREAN = re.compile(r'^(<svg [^>]*?) lang="ko"([^>]*?) xml:lang="ko"([^>]*>\s*<title\b)')


def render(
    document: MapDocument,
    *,
    view: str = "map",
    centre: str | None = None,
    size: str | None = None,
    outlines: bool = False,
) -> bytes:
    """Return the figure, UTF-8 encoded.

    Parameters
    ----------
    document : MapDocument
    view, centre, size
        See `mapgen.figure.sizes.drawing`.
    outlines : bool, optional
        Whether its letters are paths: see `mapgen.forms.letters.lettered`.
    """
    svg = drawing(document, view=view, centre=centre, size=size)[1]
    return (lettered(svg) if outlines else _plainly_spaced(svg)).encode("utf-8")


def _plainly_spaced(svg: str) -> str:
    """Name the language Korean at the title only.

    Where letters are said to be Korean, a browser sets them with the wider spaces that a font may have for Korean, and
    other programs do not: lines would differ in length.
    """
    return _KOREAN.sub(r'\1\2\3 lang="ko" xml:lang="ko"', svg, count=1)
