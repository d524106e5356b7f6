"""The packaged stories show what their texts say they show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mapgen.selection.resolve import resolve

if TYPE_CHECKING:
    from mapgen.catalog.model import Catalog


def test_hwasong_11_draws_every_base_and_launch_sites_of_its_missiles_alone(catalog: Catalog) -> None:
    story = catalog.stories["hwasong-11"]
    origins = resolve(catalog, story).origins
    bases = {site.id for site in catalog.sites.values() if site.kind == "missile_base" and site.country == "KP"}
    launch_sites = [site for site in origins if site.id not in bases]
    assert bases <= {site.id for site in origins}
    assert [site.id for site in launch_sites if not set(site.missiles) & set(story.missiles)] == []
    assert {site.kind for site in launch_sites} == {"launch_site"}


def test_long_range_shows_every_intercontinental_missile(catalog: Catalog) -> None:
    intercontinental = {missile.id for missile in catalog.missiles.values() if missile.missile_class == "icbm"}
    assert set(catalog.stories["long-range"].missiles) == intercontinental


def test_no_limit_of_long_range_is_a_flown_distance(catalog: Catalog) -> None:
    story = catalog.stories["long-range"]
    bands = resolve(catalog, story).bands
    assert [id_ for id_ in story.missiles if bands[id_].floor == "flown"] == []


def test_the_chain_of_attribution_speaks_every_language_of_the_story(catalog: Catalog) -> None:
    for story in catalog.stories.values():
        for claim in story.claims:
            assert set(story.languages) <= set(claim.text)
            assert "en" in claim.said_by


def test_the_stories_of_two_regions_share_no_site_and_no_missile(catalog: Catalog) -> None:
    gulf, korea = (resolve(catalog, catalog.stories[name]) for name in ("gulf", "hwasong-11"))
    assert {site.id for site in gulf.sites} & {site.id for site in korea.sites} == set()
    assert {missile.id for missile in gulf.missiles} & {missile.id for missile in korea.missiles} == set()
    assert {site.country for site in gulf.origins} == {"IR"}
    assert {site.country for site in korea.sites} == {"KP", "KR"}


def test_gulf_says_of_every_base_that_its_present_state_is_unknown(catalog: Catalog) -> None:
    origins = resolve(catalog, catalog.stories["gulf"]).origins
    assert {site.status for site in origins} == {"unknown"}
    assert all(site.uncertainty_km == 25 and site.position_note for site in origins), "towns stand for bases"
