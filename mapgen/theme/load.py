"""Load a theme by name or file, laid over the default one, and check that everything in it can be seen."""

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

    from mapgen.records.model import SiteKind

DEFAULT = "desk"
# Which colour must stand out from which, and how far: texts from their ground, what carries meaning from land and sea.
PAIRS = (
    *((name, ("paper",), TEXT) for name in ("ink", "quiet", "accent", "flag")),
    *((name, ("halo",), TEXT) for name in ("ink", "place")),
    ("place", ("land",), TEXT),
    ("water", ("sea",), TEXT),
    ("focus", ("paper", "land", "sea"), GRAPHICS),
    ("mdl", ("land", "sea"), GRAPHICS),
)


def load_theme(theme: str | Path, kinds: Mapping[str, SiteKind], drawn: Collection[str]) -> Theme:
    """Load a theme.

    Parameters
    ----------
    theme : str or pathlib.Path
        Name of a bundled theme, or path of a theme file. What the file leaves out is as in the default theme.
    kinds : mapping of str to SiteKind
        The vocabulary, whose colours symbols have where the theme says nothing of them.
    drawn : collection of str
        The kinds on the map, whose colours are checked.

    Returns
    -------
    Theme
        With a colour for every kind of site, and the logo as a ``data:`` address.

    Raises
    ------
    UnknownNameError
        If no bundled theme has this name.
    DataError
        With everything that does not load or cannot be seen.
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
        raise DataError(problems_of(error, Theme, file)) from None
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
    """Return the path of a theme, and how the user knows it."""
    if isinstance(theme, Path) or theme.endswith(".toml") or "/" in theme:
        return Path(theme), str(theme)
    bundled = {path.stem: path for path in (folder("geodata") / "themes").glob("*.toml")}
    if theme not in bundled:
        raise UnknownNameError("theme", theme, bundled)
    return bundled[theme], f"geodata/themes/{theme}.toml"


def _laid_over(base: dict[str, Any], data: dict[str, Any]) -> dict[str, Any]:
    """Lay a table over another, table by table; a value of another shape is left for the model to refuse."""
    merged = {**base, **data}
    for key in base.keys() & data.keys():
        if isinstance(base[key], dict) and isinstance(data[key], dict):
            merged[key] = _laid_over(base[key], data[key])
    return merged


def _with_kinds(palette: Palette, vocabulary: dict[str, str]) -> Palette:
    """Give each kind its colour: its own in the theme, else the theme's one for the rest, else the vocabulary's."""
    colours = {id_: palette.kinds.get(id_, palette.kind or colour) for id_, colour in vocabulary.items()}
    return palette.model_copy(update={"kinds": colours, "kind": None})


def _unknown_kinds(theme: Theme, kinds: Mapping[str, SiteKind], file: str) -> Iterator[Problem]:
    for name, palette in (("light", theme.light), ("dark", theme.dark)):
        for id_ in palette.kinds:
            if id_ not in kinds:
                yield Problem(file, path_of(f"{name}.kinds", [id_]), f"is no kind of site; {suggestion(id_, kinds)}")


def _unseen(palette: Palette, drawn: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the place of each colour that does not stand out from its ground, with what was measured and is needed."""
    for place, colour, grounds, needed in _pairs(palette, drawn):
        for ground in grounds:
            other = getattr(palette, ground)
            ratio = int(100 * contrast(colour, other)) / 100  # cut: 4.499 is less than 4.5, and the message shows it
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
