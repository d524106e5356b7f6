"""The counts in docs/data.md are those of the data, and a new record changes them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.paths import ROOT
from tools.count_data import BEGIN, END, PAGE, counted, table

if TYPE_CHECKING:
    from mapgen.catalog.model import Catalog


def test_the_counts_of_the_page_are_fresh(catalog: Catalog) -> None:
    """If this fails: make schema."""
    page = PAGE.read_text("utf-8")
    assert PAGE == ROOT / "docs" / "data.md"
    assert counted(page, catalog) == page
    assert table(catalog) in page


def test_one_more_record_changes_the_counts_and_nothing_else(catalog: Catalog) -> None:
    one_more = {**catalog.missiles, "example-1": next(iter(catalog.missiles.values()))}
    page = f"before\n{BEGIN}\nold\n{END}\nafter\n"
    now, then = (counted(page, each) for each in (catalog, replace(catalog, missiles=one_more)))
    assert f"| missiles | {len(catalog.missiles)} |" in now
    assert f"| missiles | {len(catalog.missiles) + 1} |" in then
    assert all(
        each.startswith(f"before\n{BEGIN}\n\n|") and each.endswith(f"|\n\n{END}\nafter\n") for each in (now, then)
    )
