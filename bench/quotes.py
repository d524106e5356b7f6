"""Measure the quote match: for the packaged data, and for 10,000 figures and 1,000 archived texts of 20 kB each."""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from mapgen.catalog.load import load_catalog
from mapgen.checks.quotes.match import archive_problems, quote_problems
from mapgen.records.csl import Source
from mapgen.records.model import Missile, RangeFigure

if TYPE_CHECKING:
    from collections.abc import Callable

    from mapgen.catalog.model import Catalog

RUNS = 7
# One quote in twenty is not in its text: the search for the nearest passage takes most of the time.
SOURCES, FIGURES_EACH, TEXT_BYTES, ALTERED = 1_000, 10, 20_000, 20
WORDS = """the missile flew over sea and fell where officials said it had a range reported by analysts in capital after
launch from base near border while ministry declined to comment on kilometers""".split()


def measure_quotes(row: Callable[[str, float, str, str], None], folder: Path | None = None) -> None:
    """Print how long it takes to check quotes against figures, and to look for them in archived texts.

    Parameters
    ----------
    row : callable
        Prints a line: what, value, unit, note.
    folder : pathlib.Path, optional
        An empty folder for the texts; a temporary one by default.
    """
    if folder is None:
        with tempfile.TemporaryDirectory() as name:
            measure_quotes(row, Path(name))
        return
    row("mapgen check --strict, cold", median(_check_s() for _ in range(RUNS)), "s", "")
    catalog = made_up(folder)
    start = time.perf_counter()
    wrong = quote_problems(catalog)
    checked_s = time.perf_counter() - start
    absent, found = archive_problems(catalog, folder)
    total_s = time.perf_counter() - start
    figures = sum(len(missile.ranges) for missile in catalog.missiles.values())
    row(f"check of {figures:,} figures, quotes alone", checked_s, "s", f"{len(wrong)} without their number")
    row("the same, and sought in archived texts", total_s, "s", f"{found:,} texts; {len(absent)} quotes not in theirs")


def _check_s() -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "mapgen", "check", "--strict"], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def made_up(folder: Path) -> Catalog:
    """Write texts, half of them HTML, and return a catalog that quotes them: a missile for each source."""
    chance = random.Random(0)
    missiles: dict[str, Missile] = {}
    sources: dict[str, Source] = {}
    for number in range(SOURCES):
        source_id = f"source-{number}"
        quotes = [_quote(chance, number + 10 * index) for index in range(FIGURES_EACH)]
        body = "".join(f"<p>{_filler(chance)} {quote}, {_filler(chance)}.</p>\n" for _, quote in quotes)
        text = body if number % 2 else body.replace("<p>", "").replace("</p>", "")
        (folder / f"{source_id}.{'html' if number % 2 else 'txt'}").write_text(text, "utf-8")
        figures = tuple(
            RangeFigure(
                low_km=km,
                high_km=km,
                kind="estimated",
                source=source_id,
                quote=quote if (number + index) % ALTERED else f"{quote.partition(' ')[2]} indeed",
            )
            for index, (km, quote) in enumerate(quotes)
        )
        sources[source_id] = Source.model_validate(
            {"id": source_id, "type": "webpage", "title": "A text", "language": "en"}
        )
        missiles[source_id] = Missile.model_validate(
            {"id": source_id, "name": "A missile", "family": "none", "class": "srbm", "status": "operational"}
        ).model_copy(update={"ranges": figures})
    base = load_catalog()
    return type(base)(missiles, {}, sources, {}, base.vocabulary)


def _quote(chance: random.Random, km: int) -> tuple[float, str]:
    words = chance.choices(WORDS, k=8)
    return float(km + 100), " ".join([*words, f"{km + 100:,} km", chance.choice(WORDS)])


def _filler(chance: random.Random) -> str:
    words = ""
    while len(words) < TEXT_BYTES // FIGURES_EACH // 2 - 40:
        words += f"{chance.choice(WORDS)} "
    return words
