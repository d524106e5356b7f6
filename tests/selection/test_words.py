"""A map that shows something else than its story says so in words of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mapgen import MapgenError, build_map, export
from mapgen.selection.resolve import resolve

if TYPE_CHECKING:
    from mapgen.catalog.model import Catalog


def test_a_missile_and_an_origin_asked_for_bring_their_names_for_a_title(catalog: Catalog) -> None:
    story = catalog.stories["hwasong-11"]
    own = resolve(catalog, story, missiles=["hwasong-12"], origins=["hodo"]).story
    missile, site = catalog.missiles["hwasong-12"], catalog.sites["hodo"]
    short = {"en": site.name, **site.names, **site.labels}
    assert own.title["en"] == f"{missile.name} from {short['en']}"
    assert own.title["ko"] == f"{short['ko']} 기준 {missile.names['ko']}"
    assert (own.summary, own.claims, own.sources, own.view.center) == ({}, (), (), None)


def test_several_missiles_or_origins_are_counted_in_the_title(catalog: Catalog) -> None:
    story = catalog.stories["hwasong-11"]
    missiles, origins = ["hwasong-12", "kn-25", "hwasong-15"], ["sunan", "hodo"]
    assert resolve(catalog, story, missiles=missiles, origins=origins).story.title == {
        "en": "3 missiles from 2 sites",
        "id": "3 rudal dari 2 lokasi",
        "ko": "장소 2곳 기준 미사일 3종",
        "ja": "2か所からのミサイル3種",
    }
    alone = resolve(catalog, story, origins=origins).story.title["en"]
    assert alone == f"{len(story.missiles)} missiles from 2 sites"


def test_the_story_s_own_missiles_keep_its_words(catalog: Catalog) -> None:
    story = catalog.stories["hwasong-11"]
    assert resolve(catalog, story).story == story


def test_a_title_that_is_given_stands_in_every_language(catalog: Catalog) -> None:
    document = build_map(catalog, "hwasong-11", title="제목 & more", language="ko")
    assert {document.text("title", tag) for tag in document.selection.story.languages} == {"제목 & more"}
    assert document.selection.story.summary  # it still speaks of what is shown
    assert "<title>제목 &amp; more" in export(document, "html").decode()


def test_a_page_of_another_missile_speaks_of_it_only(catalog: Catalog) -> None:
    document = build_map(catalog, "hwasong-11", missiles=["hwasong-12"], origins=["sunan"])
    page = export(document, "html").decode()
    assert catalog.stories["hwasong-11"].title["en"] not in page
    assert document.text("ui:all_origins") == "From 1 site"
    assert "of 1 sites" not in page


def test_a_title_that_would_not_fit_into_a_story_is_refused(catalog: Catalog) -> None:
    with pytest.raises(MapgenError, match=r"^title: has 501 letters; 500 at most: shorten it$"):
        build_map(catalog, "hwasong-11", title="ab " * 167)
