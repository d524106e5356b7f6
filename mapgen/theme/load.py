"""Load a theme by name or file, fill its gaps from the default theme, and check that its colours can be seen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from mapgen.catalog.reader import read_toml
from mapgen.errors import DataError, Problem, UnknownNameError, suggestion
from mapgen.records.messages import path_of, problems_of
from mapgen.resources import folder
from mapgen.theme import logo
from mapgen.theme.contrast import GRAPHICS, TEXT, contrast
from mapgen.theme.model import Palette, Theme

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from mapgen.records.terms import SiteKind

DEFAULT = "desk"
PAIRS = (
    *((name, ("paper",), TEXT) for name in ("ink", "quiet", "accent", "flag")),
    *((name, ("halo",), TEXT) for name in ("ink", "place")),
    ("place", ("land",), TEXT),
    ("water", ("sea",), TEXT),
    ("focus", ("paper", "land", "sea"), GRAPHICS),
    ("mdl", ("land", "sea"), GRAPHICS),
)
"""A colour, the grounds that it must stand out from, and the least contrast ratio with each of them."""


def load_theme(theme: str | Path, kinds: Mapping[str, SiteKind], drawn: Collection[str]) -> Theme:
    """Load a theme.

    Parameters
    ----------
    theme : str or pathlib.Path
        Name of a bundled theme, or path of a theme file. The default theme supplies what the file leaves out.
    kinds : mapping of str to SiteKind
        The vocabulary of kinds of site. Its colours are used for the kinds that the theme gives no colour.
    drawn : collection of str
        The kinds of site on the map; only their colours are checked.

    Returns
    -------
    Theme
        With a colour for every kind of site, and the logo as a ``data:`` address.

    Raises
    ------
    UnknownNameError
        If no bundled theme has this name.
    DataError
        With every value that does not load and every colour that cannot be seen.
    """
    path, file = _find(theme)
    problems: list[Problem] = []
    data = read_toml(path, file, problems)
    bundled = folder("geodata") / "themes" / f"{DEFAULT}.toml"
    base = read_toml(bundled, f"geodata/themes/{DEFAULT}.toml", problems) if path != bundled else {}
    if data is None or base is None:
        raise DataError(problems)
    try:
        loaded = Theme.model_validate(_laid_over(base, data))
    except ValidationError as error:
        raise DataError([*problems, *problems_of(error, Theme, file)]) from None
    problems += _unknown_kinds(loaded, kinds, file)
    update: dict[str, Any] = {"light": _with_kinds(loaded.light, {id_: kind.colour for id_, kind in kinds.items()})}
    update["dark"] = _with_kinds(loaded.dark, {id_: kind.colour_dark for id_, kind in kinds.items()})
    if loaded.logo:
        update["logo"], faults = logo.embed(path.parent, loaded.logo, file)
        problems += faults
        if not loaded.credit:
            problems.append(Problem(file, "credit", "is missing; write it, for those who do not see the logo"))
    loaded = loaded.model_copy(update=update)
    for name, palette in (("light", loaded.light), ("dark", loaded.dark)):
        problems += [Problem(file, f"{name}.{place}", message) for place, message in _unseen(palette, drawn)]
    if problems:
        raise DataError(problems)
    return loaded


def _find(theme: str | Path) -> tuple[Path, str]:
    """Return the path of a theme, and the name of the file for messages."""
    if isinstance(theme, Path) or theme.endswith(".toml") or "/" in theme:
        return Path(theme), str(theme)
    bundled = {path.stem: path for path in (folder("geodata") / "themes").glob("*.toml")}
    if theme not in bundled:
        raise UnknownNameError("theme", theme, bundled)
    return bundled[theme], f"geodata/themes/{theme}.toml"


def _laid_over(base: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Lay a table over another, table by table; the model refuses values of a wrong type later."""
    merged = {**base, **data}
    for key in base.keys() & data.keys():
        if isinstance(base[key], dict) and isinstance(data[key], dict):
            merged[key] = _laid_over(base[key], data[key])
    return merged


def _with_kinds(palette: Palette, vocabulary: dict[str, str]) -> Palette:
    """Give each kind a colour: from the theme's `kinds`, else the theme's `kind`, else the vocabulary."""
    colours = {id_: palette.kinds.get(id_, palette.kind or colour) for id_, colour in vocabulary.items()}
    return palette.model_copy(update={"kinds": colours, "kind": None})


def _unknown_kinds(theme: Theme, kinds: Mapping[str, SiteKind], file: str) -> Iterator[Problem]:
    for name, palette in (("light", theme.light), ("dark", theme.dark)):
        for id_ in palette.kinds:
            if id_ not in kinds:
                yield Problem(file, path_of(f"{name}.kinds", [id_]), f"is no kind of site; {suggestion(id_, kinds)}")


def _unseen(palette: Palette, drawn: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield each colour that does not stand out from its ground: its place in the theme, and the message."""
    for place, colour, grounds, needed in _pairs(palette, drawn):
        for ground in grounds:
            other = getattr(palette, ground)
            ratio = int(100 * contrast(colour, other)) / 100  # rounded down: 4.499 must not appear as 4.50
            if ratio < needed:
                measured = f"has a contrast of {ratio:.2f}, and {needed} is needed"
                yield place, f"{colour} on {ground} {other} {measured}; set them apart"


def _pairs(palette: Palette, drawn: Collection[str]) -> Iterator[tuple[str, str, tuple[str, ...], float]]:
    for name, grounds, needed in PAIRS:
        yield name, getattr(palette, name), grounds, needed
    for index, colour in enumerate(palette.rings):
        yield f"rings[{index}]", colour, ("land", "sea"), GRAPHICS
        yield f"rings[{index}]", colour, ("halo",), TEXT  # the label along the line
    for id_ in sorted(drawn):
        yield f"kinds.{id_}", palette.kinds[id_], ("land", "sea"), GRAPHICS
