"""Set texts with typst; the only module that knows it."""

from __future__ import annotations

from functools import cache
from typing import Any

from mapgen.errors import MapgenError
from mapgen.resources import folder


def fonts(asked: str) -> Any:
    """Return the fonts of this machine, as typst knows them; `asked` is what needs them.

    Raises
    ------
    MapgenError
        If typst is not installed.
    """
    try:
        import typst  # noqa: F401  (only whether it is there)
    except ImportError:
        msg = (
            f"{asked} is set with typst, which is not installed; install it beside mapgen: "
            "pip install 'mapgen[briefing]'"
        )
        raise MapgenError(msg) from None
    return _found()


@cache
def _found() -> Any:
    import typst

    return typst.Fonts()


def compiled(template: str, inputs: dict[str, str], known: Any, **options: Any) -> Any:
    """Set a template of ``templates/forms/`` with its inputs, in the fonts that `fonts` has returned.

    Returns
    -------
    bytes or list of bytes
        One file; of SVG, one for each page if there are several.
    """
    import typst

    source = (folder("templates") / "forms" / template).read_bytes()
    return typst.compile(source, font_paths=known, sys_inputs=inputs, **options)
