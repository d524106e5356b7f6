"""A file of the user's folder amends a packaged record: it changes or adds values, and says why."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

import mapgen
from mapgen.cli import main
from tests.paths import SMALL

if TYPE_CHECKING:
    from mapgen.catalog.model import Catalog

REASON = "The study has a newer figure."
MISSILE = f"""\
[amend]
reason = "{REASON}"
status = "development"
names = {{ ja = "カイト1" }}

[[amend.ranges]]
where = {{ source = "small-report" }}
sets_band = false
note = "An early reckoning."

[add]
aliases = ["Kite"]

[[add.ranges]]
low_km = 700
high_km = 900
kind = "estimated"
source = "small-study"
quote = "700 to 900 km"
"""


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that amends a missile of the small catalog, in an empty current folder that holds both."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SMALL, "small")
    Path("mine/missiles").mkdir(parents=True)
    Path("mine/missiles/kite-1.toml").write_text(MISSILE, "utf-8")
    return Path("mine")


def loaded() -> Catalog:
    """Load the small catalog with the amendments laid over it."""
    return mapgen.load_catalog("small", "mine")


def printed(*arguments: str) -> str:
    """Run a command that must succeed, and return what it prints."""
    result = CliRunner().invoke(main, [*arguments, "--data", "small", "--data", "mine"])
    assert result.exit_code == 0, result.stderr
    return result.stdout


@pytest.mark.usefixtures("mine")
def test_what_is_not_amended_stays_as_its_folder_has_it(small: Catalog) -> None:
    before, after = small.missiles["kite-1"], loaded().missiles["kite-1"]
    assert after.status == "development"
    assert after.aliases == (*before.aliases, "Kite")
    assert after.names == {**before.names, "ja": "カイト1"}
    assert after.ranges[:-1] == tuple(
        figure.model_copy(update={"sets_band": False, "note": "An early reckoning."})
        if figure.source == "small-report"
        else figure
        for figure in before.ranges
    )
    assert (after.ranges[-1].low_km, after.ranges[-1].source) == (700, "small-study")
    unchanged = set(type(after).model_fields) - {"status", "aliases", "names", "ranges"}
    assert all(getattr(after, key) == getattr(before, key) for key in unchanged)


@pytest.mark.usefixtures("mine")
def test_show_tells_what_comes_from_where(small: Catalog) -> None:
    text, count = printed("show", "kite-1"), len(small.missiles["kite-1"].ranges)
    assert (
        f"  amended by mine/missiles/kite-1.toml: {REASON}\n    the rest is from small/missiles/kite-1.toml\n" in text
    )
    assert '    status: changed, was "' in text
    assert f"    ranges[{count}]: added" in text
    assert "700–900 km  estimated; added by mine/missiles/kite-1.toml" in text
    assert "set apart; changed by mine/missiles/kite-1.toml" in text
    (told,) = json.loads(printed("show", "kite-1", "--json"))["amendments"]
    assert (told["file"], told["amends"]) == ("mine/missiles/kite-1.toml", "small/missiles/kite-1.toml")
    assert {"key": "status", "was": small.missiles["kite-1"].status} in told["changed"]
    assert f"ranges[{count}]" in told["added"]
    assert "amendments" not in json.loads(printed("show", "kite-2", "--json"))


@pytest.mark.usefixtures("mine")
def test_the_page_names_the_amendment_and_its_reason_in_each_language(small: Catalog) -> None:
    document = mapgen.build_map(loaded(), "small")
    page = mapgen.export(document, "html").decode("utf-8")
    assert f"<bdi>{REASON}</bdi>" in page
    assert [each["id"] for each in document.story["amendments"]] == ["kite-1"]
    for tag in document.selection.story.languages:
        assert document.text("ui:amended", tag)
    assert 'class="amended"' not in mapgen.export(mapgen.build_map(small, "small"), "html").decode("utf-8")


@pytest.mark.usefixtures("mine")
def test_an_amended_record_is_no_record_of_ones_own() -> None:
    catalog = loaded()
    assert "kite-1" in catalog.own["missiles"], "it is of the folder `small`"
    assert "; amended: kite-1; " in printed("check")
    (line,) = [line for line in printed("list", "missiles").splitlines() if line.startswith("kite-1 ")]
    assert line.endswith("(yours)")


def test_an_amended_packaged_site_stays_out_of_the_scope_of_a_story_of_ones_own(
    tmp_path: Path, catalog: Catalog
) -> None:
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / "sunan.toml").write_text('[amend]\nreason = "Newer."\nuncertainty_km = 3\n', "utf-8")
    found = mapgen.load_catalog(tmp_path)
    assert found.sites["sunan"].uncertainty_km == 3
    assert found.site_folders["sunan"] == catalog.site_folders["sunan"]
    assert not found.own["sites"]
    assert [each.reason for each in found.amendments["sunan"]] == ["Newer."]


def test_amendments_of_several_folders_follow_one_another(mine: Path) -> None:
    later = Path("later/missiles")
    later.mkdir(parents=True)
    (later / "kite-1.toml").write_text('[amend]\nreason = "Later still."\nstatus = "operational"\n', "utf-8")
    catalog = mapgen.load_catalog("small", mine, "later")
    assert catalog.missiles["kite-1"].status == "operational"
    assert [each.reason for each in catalog.amendments["kite-1"]] == [REASON, "Later still."]
    assert catalog.amendments["kite-1"][1].base_file == "mine/missiles/kite-1.toml"


def test_a_whole_record_of_a_later_folder_replaces_the_amended_one(mine: Path) -> None:
    shutil.copytree(SMALL / "missiles", "later/missiles")
    catalog = mapgen.load_catalog("small", mine, "later")
    assert not catalog.amendments
    assert catalog.missiles["kite-1"].status != "development"
