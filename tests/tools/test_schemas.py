"""The JSON Schemas beside the data are those of the models."""

from __future__ import annotations

import pytest

from tests.paths import GEODATA
from tools.write_schemas import SCHEMA_FOLDER, as_text, schemas

WRITTEN = schemas()


def test_each_schema_has_its_file_and_no_file_is_left_over() -> None:
    assert SCHEMA_FOLDER == GEODATA / "schema"
    assert {path.name for path in SCHEMA_FOLDER.iterdir()} == {f"{name}.schema.json" for name in WRITTEN}


@pytest.mark.parametrize("name", WRITTEN)
def test_the_file_is_fresh(name: str) -> None:
    """If this fails: ``make schema``."""
    assert (SCHEMA_FOLDER / f"{name}.schema.json").read_text("utf-8") == as_text(WRITTEN[name])


@pytest.mark.parametrize("name", ["missile", "site", "story"])
def test_a_record_s_id_is_its_file_s_name_and_no_key_of_it(name: str) -> None:
    assert "id" not in WRITTEN[name]["properties"]
    assert "id" not in WRITTEN[name]["required"]
    assert WRITTEN[name]["additionalProperties"] is False


def test_keys_have_the_names_of_the_files_and_required_ones_are_required() -> None:
    assert {"class", "family", "name", "status"} == set(WRITTEN["missile"]["required"])
    assert {"name", "kind", "status"} == set(WRITTEN["site"]["required"])
    assert {"required": ["country"]} in WRITTEN["site"]["anyOf"]  # the other branch: a place at sea
    assert {"title", "as_of", "languages", "missiles", "origins"} == set(WRITTEN["story"]["required"])
    figure = WRITTEN["missile"]["$defs"]["RangeFigure"]
    assert {"low_km", "high_km", "kind", "source"} == set(figure["required"])
    assert figure["properties"]["kind"]["enum"] == ["estimated", "claimed", "flown"]
    source = WRITTEN["sources"]["$defs"]["Source"]
    assert {"container-title", "URL", "issued"} <= set(source["properties"]) <= set(source["propertyNames"]["enum"])
    assert "webpage" in source["properties"]["type"]["enum"]


@pytest.mark.parametrize("name", ["missile", "site", "story"])
def test_keys_that_need_it_are_described_for_editors(name: str) -> None:
    described = [key for key, value in WRITTEN[name]["properties"].items() if "description" in value]
    assert len(described) >= 0.6 * len(WRITTEN[name]["properties"])
