"""Names and borders written by hand: a later folder replaces what an earlier one says of the same name or pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.catalog.base_names import read_borders, read_labels
from tests.paths import GEODATA

if TYPE_CHECKING:
    from pathlib import Path

    from mapgen.errors import Problem


def test_a_folder_replaces_what_is_said_of_a_pair(tmp_path: Path) -> None:
    (tmp_path / "basemap").mkdir()
    (tmp_path / "basemap" / "disputed.toml").write_text('[[borders]]\ncountries = ["UA", "RU"]\ndraw = "solid"\n')
    problems: list[Problem] = []
    found = read_borders([(GEODATA, "geodata"), (tmp_path, "mine")], problems)
    assert [rule.draw for rule in found if rule.pair == "RU-UA"] == ["solid"]
    assert [rule.draw for rule in found if rule.pair == "KP-KR"] == ["mdl"]
    assert problems == []


def test_a_folder_replaces_a_name_and_says_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "basemap").mkdir()
    path = tmp_path / "basemap" / "labels.toml"
    path.write_text(
        '[[labels]]\nkind = "city"\nlon = 127.0\nlat = 37.6\nnames = { en = "Seoul", ko = "서울시" }\n', "utf-8"
    )
    problems: list[Problem] = []
    found = read_labels([(GEODATA, "geodata"), (tmp_path, "mine")], problems)
    assert [label.names["ko"] for label in found if label.names["en"] == "Seoul"] == ["서울시"]
    path.write_text('[[labels]]\nkind = "town"\nlon = 127.0\nlat = 37.6\nnames = { en = "Seoul" }\n', "utf-8")
    read_labels([(tmp_path, "mine")], problems)
    assert [(problem.file, problem.path) for problem in problems] == [("mine/basemap/labels.toml", "labels[0].kind")]
