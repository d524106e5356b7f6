"""A story, resolved against the catalog, is exactly the map it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mapgen import build_map, export, load_catalog
from mapgen.catalog.describe import as_record
from mapgen.errors import DataError, UnknownNameError
from mapgen.reach.rule import reaches
from mapgen.records.bands import band_of
from mapgen.records.model import Story
from mapgen.selection.resolve import basis, resolve
from tests.hostile import write_record

if TYPE_CHECKING:
    from pathlib import Path

    from mapgen.catalog.model import Catalog


def story(**more: Any) -> Story:
    """Return a story of two missiles around one base."""
    return Story.model_validate(
        {
            "id": "example",
            "title": {"en": "Example"},
            "as_of": "2026-11-23",
            "languages": ["en", "ko"],
            "missiles": ["hwasong-15", "hwasong-12"],
            "origins": {"ids": ["sinpung-dong"]},
            **more,
        }
    )


def ids(records: Any) -> list[str]:
    """Return the ids of records, in order."""
    return [record.id for record in records]


def test_missiles_stand_in_the_order_of_the_story(catalog: Catalog) -> None:
    assert ids(resolve(catalog, story()).missiles) == ["hwasong-15", "hwasong-12"]


def test_bands_are_those_of_the_figures_and_a_missile_without_figures_has_none(catalog: Catalog) -> None:
    selection = resolve(catalog, story(missiles=["hwasong-12", "pukguksong-4"]))
    assert selection.bands["hwasong-12"] == band_of(catalog.missiles["hwasong-12"])
    assert "pukguksong-4" not in selection.bands
    assert ids(selection.missiles) == ["hwasong-12", "pukguksong-4"]


def test_kinds_come_before_ids_and_inside_a_kind_sites_are_in_order_of_name(catalog: Catalog) -> None:
    selection = resolve(catalog, story(origins={"kinds": ["missile_base"], "ids": ["sunan", "sinpung-dong"]}))
    bases = sorted((site.name, site.id) for site in catalog.sites.values() if site.kind == "missile_base")
    assert ids(selection.origins) == [*(id_ for _, id_ in bases), "sunan"]


def test_a_site_is_on_the_map_once_and_an_origin_is_no_place(catalog: Catalog) -> None:
    selection = resolve(catalog, story(places={"kinds": ["missile_base"], "ids": ["seoul", "seoul", "sinpung-dong"]}))
    assert "sinpung-dong" not in ids(selection.places)
    assert len(set(ids(selection.sites))) == len(selection.sites)
    assert ids(selection.places)[-1] == "seoul"


def test_sites_without_a_public_position_are_listed_and_never_drawn(catalog: Catalog) -> None:
    hidden = ["new-missile-factory-2025", "factory-visited-february"]
    selection = resolve(
        catalog, story(origins={"ids": ["sinpung-dong", hidden[0]]}, places={"ids": ["seoul", hidden[1]]})
    )
    assert (ids(selection.origins), ids(selection.places)) == (["sinpung-dong"], ["seoul"])
    assert ids(selection.listed) == hidden
    assert ids(selection.sites) == ["sinpung-dong", "seoul", *hidden]


def test_a_story_of_which_no_origin_has_a_position_is_refused(catalog: Catalog) -> None:
    with pytest.raises(DataError, match=r"^example: origins: no origin has a public position \(new-missile-factory-"):
        resolve(catalog, story(), origins=["new-missile-factory-2025"])


def test_missiles_and_origins_asked_for_stand_in_for_the_story_s_own(catalog: Catalog) -> None:
    selection = resolve(
        catalog,
        story(places={"ids": ["sinpung-dong", "seoul"]}),
        missiles=["kn-25", "hwasong-11ga", "kn-25"],
        origins=["sunan", "hodo", "sunan"],
    )
    assert ids(selection.missiles) == ["kn-25", "hwasong-11ga"]
    assert selection.shown == ("kn-25", "hwasong-11ga")
    assert ids(selection.origins) == ["sunan", "hodo"]
    assert ids(selection.places) == ["sinpung-dong", "seoul"]


@pytest.mark.parametrize(
    ("missiles", "shown", "expected"),
    [
        (["hwasong-15", "hwasong-12"], [], ("hwasong-15",)),
        (["hwasong-15", "hwasong-12"], ["hwasong-12"], ("hwasong-12",)),
        (["pukguksong-4", "hwasong-12"], [], ("hwasong-12",)),
    ],
)
def test_the_missiles_switched_on_at_first(
    catalog: Catalog, missiles: list[str], shown: list[str], expected: tuple[str, ...]
) -> None:
    """They are the story's, else the first that has anything to draw."""
    assert resolve(catalog, story(missiles=missiles, shown=shown)).shown == expected


def test_missiles_that_sites_name_beside_the_map_keep_their_bands(catalog: Catalog) -> None:
    selection = resolve(catalog, story(), missiles=["kn-25"])
    assert "hwasong-18" in ids(selection.mentioned)
    assert "kn-25" not in ids(selection.mentioned)
    assert selection.bands["hwasong-18"] == band_of(catalog.missiles["hwasong-18"])


def test_the_page_opens_in_the_first_language_of_the_story_or_the_one_asked_for(catalog: Catalog) -> None:
    assert resolve(catalog, story()).language == "en"
    assert resolve(catalog, story(), language="ko").language == "ko"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"language": "ja"}, "unknown language of the story 'ja'; known: en, ko"),
        ({"missiles": ["kn-25", "kn-52"]}, "unknown missile 'kn-52'; did you mean 'kn-25'"),
        ({"origins": ["sinpungdong"]}, "unknown site 'sinpungdong'; did you mean 'sinpung-dong'"),
    ],
)
def test_unknown_names_are_refused_with_the_nearest(catalog: Catalog, options: dict[str, Any], message: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        resolve(catalog, story(), **options)
    assert str(caught.value).startswith(message)


def test_a_ring_is_reported_only_where_a_source_places_the_missile(catalog: Catalog) -> None:
    site = catalog.sites["sinpung-dong"]
    found = {id_: basis(catalog.missiles[id_], site) for id_ in ("hwasong-15", "hwasong-18", "hwasong-11ga")}
    assert found == {"hwasong-15": "reported", "hwasong-18": "reported", "hwasong-11ga": "illustrative"}


def write_folder(folder: Path, countries: str = "") -> Path:
    """Write a data folder with one base of its own in Iran, and a story that chooses by kind."""
    site = {"name": "A base", "kind": "missile_base", "country": "IR", "status": "reported_active", "lon": 51.0}
    site |= {"lat": 35.0, "uncertainty_km": 2, "position_note": "invented", "missiles": ["hwasong-12"]}
    write_record(folder / "sites" / "a-base.toml", site)
    record: dict[str, Any] = {"title": {"en": "Own"}, "as_of": "2026-11-23", "languages": ["en"]}
    origins: dict[str, Any] = {"kinds": ["missile_base"]}
    write_record(folder / "stories" / "own.toml", record | {"missiles": ["hwasong-12"], "origins": origins})
    origins |= {"from": "all"} | ({"countries": [countries]} if countries else {})
    write_record(folder / "stories" / "wide.toml", record | {"missiles": ["hwasong-12"], "origins": origins})
    return folder


def test_kinds_choose_only_among_the_data_folder_that_holds_the_story(tmp_path: Path) -> None:
    mine = load_catalog(write_folder(tmp_path / "mine"))
    assert ids(resolve(mine, mine.stories["own"]).origins) == ["a-base"]
    packaged = resolve(mine, mine.stories["hwasong-11"])
    assert "a-base" not in ids(packaged.sites)
    assert {"a-base", "sinpung-dong"} <= set(ids(resolve(mine, mine.stories["wide"]).origins))


def test_a_story_file_of_its_own_chooses_among_the_folders_given_else_the_packaged_one(
    catalog: Catalog, tmp_path: Path
) -> None:
    by_kind = story(origins={"kinds": ["missile_base"]})
    assert "sinpung-dong" in ids(resolve(catalog, by_kind).origins)
    assert ids(resolve(load_catalog(write_folder(tmp_path)), by_kind).origins) == ["a-base"]


def test_a_site_that_replaces_a_packaged_one_stays_in_the_packaged_stories(catalog: Catalog, tmp_path: Path) -> None:
    own = write_folder(tmp_path)
    site = as_record(catalog.sites["sinpung-dong"])
    write_record(own / "sites" / "sinpung-dong.toml", {key: value for key, value in site.items() if key != "id"})
    mine = load_catalog(own)
    assert "sinpung-dong" in ids(resolve(mine, mine.stories["hwasong-11"]).origins)
    assert ids(resolve(mine, mine.stories["own"]).origins) == ["a-base", "sinpung-dong"]


def test_countries_narrow_kinds_and_stand_alone(tmp_path: Path) -> None:
    mine = load_catalog(write_folder(tmp_path, countries="IR"))
    narrowed = resolve(mine, mine.stories["wide"]).origins
    assert "a-base" in ids(narrowed)
    assert {(site.kind, site.country) for site in narrowed} == {("missile_base", "IR")}
    alone = story(origins={"ids": ["sunan"]}, places={"countries": ["IR"]})
    assert ids(resolve(mine, alone).places) == ["a-base"]


def test_pairing_draws_each_missile_only_from_the_sites_that_a_source_associates_with_it(tmp_path: Path) -> None:
    mine = load_catalog(write_folder(tmp_path))
    origins = {"ids": ["sinpung-dong", "a-base"], "pairing": "reported"}
    paired = story(missiles=["hwasong-14", "hwasong-15", "hwasong-12"], origins=origins, places={"ids": ["seoul"]})
    document = build_map(mine, paired)
    selection = document.selection
    drawn = {(ring["properties"]["missile"], ring["properties"]["origin"]) for ring in document.ranges}
    pairs = {"hwasong-15": "sinpung-dong", "hwasong-12": "a-base"}
    assert drawn == {*pairs.items(), *dict.fromkeys(pairs).items()}
    assert {ring["properties"]["basis"] for ring in document.ranges} == {"reported"}
    assert {(each.missile.id, each.origin.id) for each in reaches(selection)} == {*pairs.items()}
    assert selection.shown == ("hwasong-15",)  # the first that has a ring
    assert [missile.get("origins") for missile in document.story["missiles"]] == [[], ["sinpung-dong"], ["a-base"]]
    assert document.text("basis:hwasong-14") == "no ring: no source places this missile here"
    assert document.text("basis:hwasong-12") == "reported: drawn only from the sites where a source places it"
    assert b"<svg" in export(document, "svg")


def test_without_pairing_the_page_does_not_name_the_origins_of_each_missile(catalog: Catalog) -> None:
    assert not any("origins" in missile for missile in build_map(catalog, story()).story["missiles"])
