"""Match quotes: a quote must contain the figure that it supports, and the archived text must contain the quote."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mapgen.checks.quotes.archive import find_text, read_text
from mapgen.checks.quotes.quantities import distances, quantities
from mapgen.checks.quotes.wording import comparable, holds, nearest, word_count
from mapgen.errors import Problem, shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mapgen.catalog.model import Catalog
    from mapgen.records.csl import Source
    from mapgen.records.model import Missile, RangeFigure

MAX_QUOTE_WORDS = 15
DERIVE = "or say in derived how the figure follows"
KNOWN = "kilometres, miles, nautical miles, metres and feet are"


@dataclass(frozen=True)
class Statement:
    """A figure or claim of a record, with the quote that supports it.

    Attributes
    ----------
    file, path : str
        Where the statement is, e.g. ``missiles/kn-25.toml``, ``ranges[0]``.
    source : Source
    quote : str or None
    wanted : tuple of (str, tuple of float)
        The distances that the quote must contain: as a message writes them, and their possible values in km.
    derivable : bool
        Whether the record may say ``derived``.
    """

    file: str
    path: str
    source: Source
    quote: str | None
    wanted: tuple[tuple[str, tuple[float, ...]], ...]
    derivable: bool = False


@dataclass(frozen=True)
class Counts:
    """How many figures are quoted, derived or unquoted; a derived figure usually has a quote and counts as both."""

    figures: int
    quoted: int
    derived: int
    unquoted: int

    def __str__(self) -> str:
        return f"{self.quoted} of {self.figures} figures quoted, {self.derived} derived, {self.unquoted} unquoted"


def count(catalog: Catalog) -> Counts:
    """Count the figures of a catalog."""
    figures = [figure for missile in catalog.missiles.values() for figure in missile.ranges]
    quoted = sum(figure.quote is not None for figure in figures)
    derived = sum(figure.derived is not None for figure in figures)
    return Counts(len(figures), quoted, derived, len(figures) - quoted)


def statements(catalog: Catalog) -> Iterator[Statement]:
    """Yield every figure and claim of a catalog with its quote."""
    for missile in catalog.missiles.values():
        yield from _of_missile(missile, catalog)
    for site in catalog.sites.values():
        for index, claim in enumerate(site.claims):
            wanted = _wanted(claim.text, "en")
            yield Statement(
                catalog.file_of("sites", site.id),
                f"claims[{index}]",
                catalog.sources[claim.source],
                claim.quote,
                wanted,
            )
    for story in catalog.stories.values():
        for index, said in enumerate(story.claims):
            texts = [distance for tag, text in said.text.items() for distance in _wanted(text, tag)]
            source = catalog.sources[said.source]
            yield Statement(catalog.file_of("stories", story.id), f"claims[{index}]", source, said.quote, tuple(texts))


def quote_problems(catalog: Catalog) -> list[Problem]:
    """List the quotes that are missing, are too long, or do not contain the distances that they support.

    The quote of a figure must contain both its limits, unless the figure is `derived`. The quote of a claim must
    contain every distance in the claim's text. `mapgen.checks.quotes.quantities.Quantity.is_km` allows for rounding.
    """
    return [problem for statement in statements(catalog) for problem in _on_quote(statement)]


def archive_problems(catalog: Catalog, folder: Path) -> tuple[list[Problem], int]:
    """Look for the quotes of a catalog in the archived texts of their sources.

    Parameters
    ----------
    catalog : Catalog
    folder : pathlib.Path
        Contains files named ``<source id>.txt`` or ``.html``. Sources without a file there are skipped.

    Returns
    -------
    problems : list of Problem
        Files that cannot be read, and quotes that are not in the text, each with the most similar passage.
    sources : int
        How many sources have a file there.
    """
    if not folder.is_dir():
        absent = "is not a folder" if folder.exists() else "no such folder"
        return [Problem(str(folder), "", f"{absent}; check the path given with --archive")], 0
    quoted: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements(catalog):
        if statement.quote is not None:
            quoted[statement.source.id].append(statement)
    problems: list[Problem] = []
    found = 0
    for source_id, of_source in quoted.items():
        path = find_text(folder, source_id)
        if path is not None:
            found += 1
            problems += _on_text(path, of_source)
    return problems, found


def _of_missile(missile: Missile, catalog: Catalog) -> Iterator[Statement]:
    for index, figure in enumerate(missile.ranges):
        source = catalog.sources[figure.source]
        wanted = () if figure.derived else _limits(figure)
        yield Statement(
            catalog.file_of("missiles", missile.id), f"ranges[{index}]", source, figure.quote, wanted, derivable=True
        )


def _limits(figure: RangeFigure) -> tuple[tuple[str, tuple[float, ...]], ...]:
    return tuple((f"{km:,.10g} km", (km,)) for km in sorted({figure.low_km, figure.high_km}))


def _wanted(text: str, language: str) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """Return the distances with a unit in a text of our own."""
    named = [quantity for quantity in quantities(text, language) if quantity.km_per_unit]
    return tuple((f"{quantity.values[0]:,.10g} {quantity.unit}", quantity.km) for quantity in named)


def _on_quote(statement: Statement) -> Iterator[Problem]:
    path = f"{statement.path}.quote"
    if statement.quote is None:
        yield Problem(statement.file, path, f"is missing; add the source's words, {MAX_QUOTE_WORDS} at most")
        return
    words = word_count(statement.quote)
    if words > MAX_QUOTE_WORDS:
        yield Problem(statement.file, path, f"has {words} words; keep the {MAX_QUOTE_WORDS} that carry it")
    given = distances(statement.quote, statement.source.language) if statement.wanted else []
    missing = [
        name for name, readings in statement.wanted if not any(one.is_km(km) for one in given for km in readings)
    ]
    if missing:
        yield Problem(statement.file, path, _mismatch(statement, statement.quote, " and ".join(dict.fromkeys(missing))))


def _mismatch(statement: Statement, quote: str, missing: str) -> str:
    numbers = quantities(quote, statement.source.language)
    given = distances(quote, statement.source.language)
    whole = f", {DERIVE}" if statement.derivable else ""
    if not given and numbers:
        number = numbers[-1]
        what = f"{number.values[0]:,.10g} {number.unit[:20]}"
        why = f"it says {shown(what)}, in a unit that is not known ({KNOWN})"
        return f"does not hold {missing}; {why}; quote a known one{whole}"
    found = ", ".join(f"{number.values[0]:,.10g} {number.unit}".rstrip() for number in given)
    own = "the figure" if statement.derivable else "the text"
    return f"does not hold {missing}; it gives {found or 'no distance'}: correct {own} or the quote{whole}"


def _on_text(path: Path, of_source: list[Statement]) -> Iterator[Problem]:
    text = read_text(path, of_source[0].source.language)
    if isinstance(text, Problem):
        yield text
        return
    plain = comparable(text)
    for statement in of_source:
        if not holds(plain, statement.quote or ""):
            passage = nearest(text, statement.quote or "")
            hint = f"the nearest passage is “{passage}”" if passage else "no passage is near it"
            message = f"is not in {path}; {hint}: cut the quote from the text, or correct the source"
            yield Problem(statement.file, f"{statement.path}.quote", message)
