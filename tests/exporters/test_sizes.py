"""The forms of the default map stay small enough to be mailed, in each of its languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import mapgen
from tests.effort import THOROUGH

if TYPE_CHECKING:
    from mapgen.catalog.model import Catalog

MOST_KB = {"pdf": 300, "pptx": 500, "svg": 150, "png": 600}
OPTIONS: dict[str, dict[str, Any]] = {"png": {"width": 2400}}


TURNS = {"en": ["png"], "id": ["svg"], "ko": ["svg"], "ja": ["pdf", "pptx"]}
"""The forms take turns at the languages; with letters of their own, the Japanese report and slides are the largest."""


@pytest.mark.thorough
@pytest.mark.parametrize("language", TURNS)
def test_no_form_is_larger_than_it_may_be(catalog: Catalog, language: str) -> None:
    document = mapgen.build_map(catalog, "hwasong-11", language=language)
    forms = MOST_KB if THOROUGH else TURNS[language]
    sizes = {form: len(mapgen.export(document, form, **OPTIONS.get(form, {}))) / 1000 for form in forms}
    assert {form: size for form, size in sizes.items() if size > MOST_KB[form]} == {}
