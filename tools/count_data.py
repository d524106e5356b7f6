"""Count the records of ``geodata/``, and update the table in ``docs/data.md``."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from mapgen.catalog.load import load_catalog

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mapgen.catalog.model import Catalog

PAGE = Path(__file__).resolve().parent.parent / "docs" / "data.md"
BEGIN = "<!-- counted by tools/count_data.py: make schema -->"
END = "<!-- end of what is counted -->"
BETWEEN = re.compile(f"(?<={re.escape(BEGIN)}\n).*?(?={re.escape(END)})", re.DOTALL)


def table(catalog: Catalog) -> str:
    """Return the table of counts, in Markdown."""
    rows = [("", "records", "in detail"), ("---", "---", "---"), *_rows(catalog)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def counted(page: str, catalog: Catalog) -> str:
    """Return the page with an updated table."""
    return BETWEEN.sub(lambda _: f"\n{table(catalog)}\n", page)


def _rows(catalog: Catalog) -> Iterable[tuple[str, str, str]]:
    words = catalog.vocabulary
    missiles, sites, sources = catalog.missiles.values(), catalog.sites.values(), catalog.sources.values()
    figures = [figure for missile in missiles for figure in missile.ranges]
    bare = [missile.name for missile in missiles if not missile.ranges]
    hidden = [site.name for site in sites if site.position is None]
    claims = [claim for site in sites for claim in site.claims]
    apart = sum(not figure.sets_band for figure in figures)
    unverified = sum(not each.verified for each in figures)
    yield "missiles", f"{len(missiles)}", f"without any figure, so listed and never drawn: {_named(bare)}"
    yield "range figures", f"{len(figures)}", f"{_by_term((each.kind for each in figures), words.range_kind)}"
    yield "", "", f"set apart by an editor: {apart}; not found again on a second reading: {unverified}"
    yield "sites", f"{len(sites)}", _by_term((site.kind for site in sites), words.site_kind)
    yield "", "", f"location not public, so listed and never drawn: {_named(hidden)}"
    yield "claims on sites", f"{len(claims)}", "each with its source and the words that carry it"
    types = (source.custom.source_type for source in sources if source.custom.source_type)
    yield "sources", f"{len(sources)}", _by_term(types, words.source_type)


def _by_term(ids: Iterable[str], terms: Iterable[str]) -> str:
    """Return how often each term is used, in the order of its vocabulary."""
    count = Counter(ids)
    return ", ".join(f"{count[id_]} `{id_}`" for id_ in terms if count[id_])


def _named(names: list[str]) -> str:
    return f"{len(names)}" + (f" ({', '.join(sorted(names))})" if names else "")


def main() -> None:
    """Update the page."""
    PAGE.write_text(counted(PAGE.read_text("utf-8"), load_catalog()), "utf-8")


if __name__ == "__main__":
    main()
