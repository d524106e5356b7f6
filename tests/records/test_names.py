"""Names are read in the shapes that libraries write; none is lost without a word."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from mapgen.records.csl import Source
from mapgen.records.names import Name


def test_a_name_of_one_field_is_an_institution() -> None:
    """Crossref writes an institution so, and Zotero's own format too."""
    name = Name.model_validate({"name": "Example Institute", "sequence": "first", "affiliation": []})
    assert name.literal == "Example Institute"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ({}, 'names nobody; write {"family": "Kim", "given": "Jeong-min"} or {"literal": "Example Institute"}'),
        ({"literal": " "}, "names nobody"),
        ({"family": "Kim", "firstName": "Jeong-min"}, "unknown key 'firstName' of a name; "),
        ({"surname": "Kim"}, "unknown key 'surname' of a name; "),
    ],
)
def test_a_name_that_would_be_lost_is_reported(name: dict[str, str], says: str) -> None:
    with pytest.raises(ValidationError) as raised:
        Name.model_validate(name)
    (problem,) = raised.value.errors()
    assert says in problem["msg"]


@pytest.mark.parametrize("role", ["author", "editor", "translator"])
def test_every_role_is_read_alike(role: str) -> None:
    item = {"id": "x", "type": "book", "title": "T", role: [{"name": "Example Institute"}]}
    assert getattr(Source.model_validate(item), role)[0].literal == "Example Institute"
