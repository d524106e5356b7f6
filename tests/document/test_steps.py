"""The steps of a story: what the page is told of them, and which are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import mapgen
from tests.paths import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from mapgen.catalog.model import Catalog

STEPS = ROOT / "tests" / "data" / "steps.toml"


def test_a_step_says_only_what_it_sets(small: Catalog) -> None:
    document = mapgen.build_map(small, STEPS)
    city = small.sites["bay-city"].position
    assert city
    assert document.story["steps"] == [
        {"step": 0, "figures": "low"},
        {"step": 1, "missiles": ["kite-2"], "origins": ["south-base"], "hide": ["reference_place"]},
        {"step": 2, "figures": document.numbers["small-report"], "at": list(city), "zoom": 5.0},
        {"step": 3, "origins": ["north-base"], "naive": True, "seen_from": "north-base", "limit": 4000.0},
    ]


def test_the_sentence_of_a_step_has_its_marks_filled_in(small: Catalog) -> None:
    document = mapgen.build_map(small, STEPS)
    assert document.text("step:0") == "The Kite-1 flies 300–500 km.¹"
    assert document.text("step:0", "ko") == "연-1은 300~500km 난다.¹"
    assert document.text("step:3").startswith("The world from the north. Bay City lies beyond every published figure")


def test_a_story_without_steps_says_nothing_of_them(small: Catalog) -> None:
    assert "steps" not in mapgen.build_map(small, "small").story


def test_other_missiles_than_those_of_the_story_have_no_steps(small: Catalog) -> None:
    assert "steps" not in mapgen.build_map(small, STEPS, missiles=["kite-2"]).story


def test_a_step_goes_with_what_it_rests_on(small: Catalog) -> None:
    """Before the study of the Kite-2 was out, and with the report, which is of May 2024."""
    early = mapgen.build_map(small, STEPS, as_of="2024-05-31")
    assert [step["step"] for step in early.story["steps"]] == [0, 1, 2]
    assert early.text("step:1") == "The city."


@pytest.mark.parametrize("story", ["hwasong-11", "long-range"])
def test_every_step_of_a_packaged_story_is_on_its_map(story: str, map_documents: dict[str, mapgen.MapDocument]) -> None:
    document = map_documents[story]
    assert document.story["steps"]
    assert len(document.story["steps"]) == len(document.selection.story.steps)
    for step in document.selection.story.steps:
        assert set(step.text) == set(document.selection.story.languages)


def test_marks_beside_each_other_do_not_run_together(small: Catalog, tmp_path: Path) -> None:
    story = tmp_path / "steps.toml"
    story.write_text(STEPS.read_text("utf-8").replace("[@small-report]", "[@small-report][@small-report]"), "utf-8")
    assert mapgen.build_map(small, story).text("step:0") == "The Kite-1 flies 300–500 km.¹\u202f¹"
