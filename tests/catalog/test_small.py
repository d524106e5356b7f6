"""The small catalog of the tests is complete in itself: nothing to advise, and no reference to a packaged record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from mapgen.cli import main
from mapgen.pipeline import select
from tests.paths import SMALL

if TYPE_CHECKING:
    from mapgen.catalog.model import Catalog


def ids(folder: str) -> set[str]:
    """Return the ids of the records in a folder of the small catalog."""
    return {path.stem for path in (SMALL / folder).iterdir()}


def test_it_leaves_nothing_to_advise() -> None:
    checked = CliRunner().invoke(main, ["check", "--strict", "--data", str(SMALL)])
    assert (checked.exit_code, checked.stderr) == (0, "")


def test_its_story_shows_all_of_it_and_nothing_else(small: Catalog) -> None:
    selection = select(small, "small")
    assert {missile.id for missile in (*selection.missiles, *selection.mentioned)} == ids("missiles")
    assert {site.id for site in selection.sites} == ids("sites")
    assert {source.id for source in selection.cited} == ids("sources")
