"""Errors say what, where and what to do; and all of it at once."""

from __future__ import annotations

import pytest

from mapgen import errors
from mapgen.errors import (
    AssetError,
    CellError,
    DataError,
    FileError,
    GeometryError,
    MapgenError,
    Problem,
    UnknownNameError,
    suggestion,
)


def test_there_is_one_root_with_six_leaves() -> None:
    leaves = {value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, MapgenError)}
    assert leaves - {MapgenError} == {DataError, UnknownNameError, FileError, CellError, GeometryError, AssetError}
    assert all(leaf.__bases__ == (MapgenError,) for leaf in leaves - {MapgenError})


def test_a_problem_is_written_as_file_place_and_message() -> None:
    assert str(Problem("a.toml", "ranges[0].low_km", "is missing")) == "a.toml: ranges[0].low_km: is missing"
    assert str(Problem("a.toml", "", "is empty")) == "a.toml: is empty"


def test_a_data_error_holds_every_problem_once_in_the_order_of_a_reader() -> None:
    places = ["ranges[10].low_km", "ranges[2].low_km", "name", "ranges[2].high_km", "ranges[2].low_km"]
    problems = [Problem(file, place, "is wrong") for file in ("b.toml", "a.toml") for place in places]
    error = DataError(iter([*problems, Problem("a.toml", "", "is wrong"), Problem("a.toml", "name", "is long")]))
    assert str(error).splitlines() == [
        "a.toml: is wrong",
        "a.toml: name: is long",
        "a.toml: name: is wrong",
        "a.toml: ranges[2].high_km: is wrong",
        "a.toml: ranges[2].low_km: is wrong",
        "a.toml: ranges[10].low_km: is wrong",
        "b.toml: name: is wrong",
        "b.toml: ranges[2].high_km: is wrong",
        "b.toml: ranges[2].low_km: is wrong",
        "b.toml: ranges[10].low_km: is wrong",
    ]
    assert [str(problem) for problem in error.problems] == str(error).splitlines()


@pytest.mark.parametrize(
    ("name", "known", "expected"),
    [
        ("kn-52", ["kn-25", "hodo"], "did you mean 'kn-25'?"),
        ("KN-25", ["kn-25", "hodo"], "did you mean 'kn-25'?"),
        ("url", ["URL", "id"], "did you mean 'URL'?"),
        ("base-4", ["base-1", "base-2", "base-3", "base-5"], "did you mean 'base-5' or 'base-3' or 'base-2'?"),
        ("zzz", ["b", "a"], "known: a, b"),
        ("zzz", [], "none is known"),
        ("", ["a"], "known: a"),
    ],
)
def test_a_suggestion_names_the_nearest_else_what_there_is(name: str, known: list[str], expected: str) -> None:
    assert suggestion(name, known) == expected


def test_a_suggestion_does_not_list_everything() -> None:
    assert suggestion("zzz", [f"{number:02}" for number in range(99)]) == (
        "known: 00, 01, 02, 03, 04, 05, 06, 07, 08, 09, 10, 11, ..."
    )


def test_an_unknown_name_is_shown_on_one_line_however_odd_or_long() -> None:
    error = UnknownNameError("story", "a\nb" + "c" * 1_000, ["hwasong-11"])
    assert (error.kind, error.name[:3]) == ("story", "a\nb")
    assert len(str(error)) < 150
    assert "\n" not in str(error)
