"""The frames hold the catalog as people who work in geopandas expect it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas
import pandas
import pytest

import mapgen
from mapgen.records.bands import sets_limit

if TYPE_CHECKING:
    from mapgen.catalog.model import Catalog


def test_the_sites_are_points_in_wgs84_by_id(catalog: Catalog) -> None:
    frame = catalog.sites_frame()
    assert isinstance(frame, geopandas.GeoDataFrame)
    assert frame.crs == "EPSG:4326"
    assert frame.index.name == "id"
    assert list(frame.index) == sorted(catalog.sites)
    site = frame.loc["sinpung-dong"]
    assert (site.geometry.x, site.geometry.y) == (125.28, 40.32)
    assert (site["kind"], site["country"], site["uncertainty_km"]) == ("missile_base", "KP", 4)
    assert site["missiles"] == ("hwasong-15", "hwasong-18")


def test_a_site_without_a_public_position_has_no_geometry(catalog: Catalog) -> None:
    frame = catalog.sites_frame()
    assert set(frame.index[frame.geometry.isna()]) == {"factory-visited-february", "new-missile-factory-2025"}


def test_the_sites_can_be_measured(catalog: Catalog) -> None:
    """They take part in what geopandas does: here 340 km from Sinpung-dong to Seoul, as published."""
    metres = catalog.sites_frame().loc[["sinpung-dong", "seoul"]].to_crs("EPSG:5179").geometry
    assert metres.iloc[0].distance(metres.iloc[1]) == pytest.approx(340_000, rel=0.01)


def test_the_figures_are_one_row_each_with_their_words(catalog: Catalog) -> None:
    frame = catalog.ranges_frame()
    assert isinstance(frame, pandas.DataFrame)
    assert len(frame) == sum(len(missile.ranges) for missile in catalog.missiles.values())
    assert list(frame.columns) == [
        "missile", "name", "class", "low_km", "high_km", "kind", "source", "qualifier", "said_by", "quote", "derived",
        "verified", "note", "sets_limit", "source_title", "publication", "issued",
    ]  # fmt: skip
    assert frame["missile"].is_monotonic_increasing
    assert frame["quote"].notna().all()
    assert (frame["low_km"] <= frame["high_km"]).all()


def test_the_figures_say_which_of_them_may_set_a_limit(catalog: Catalog) -> None:
    frame = catalog.ranges_frame()
    for id_, rows in frame.groupby("missile"):
        missile = catalog.missiles[str(id_)]
        assert rows["sets_limit"].tolist() == [sets_limit(missile, figure) for figure in missile.ranges]
    assert frame["sets_limit"].value_counts().to_dict().keys() == {True, False}


def test_frames_say_the_names_and_titles_behind_the_ids(small: Catalog) -> None:
    sites, figures = small.sites_frame(), small.ranges_frame()
    for id_, row in sites.iterrows():
        site = small.sites[str(id_)]
        assert row["missile_names"] == tuple(small.missiles[name].name for name in site.missiles)
        if site.position_source:
            assert row["position_source_title"] == small.sources[site.position_source].plain_title
        else:
            assert pandas.isna(row["position_source_title"])
    for _, row in figures.iterrows():
        source = small.sources[row["source"]]
        assert (row["source_title"], row["publication"]) == (source.plain_title, source.publication)


def test_the_rings_are_areas_that_geopandas_can_measure(small: Catalog) -> None:
    frame, document = small.rings_frame("small"), mapgen.build_map(small, "small")
    assert isinstance(frame, geopandas.GeoDataFrame)
    assert frame.crs == "EPSG:4326"
    assert len(frame) == len(document.ranges)
    assert frame.geometry.is_valid.all()
    assert set(frame.geometry.geom_type) <= {"Polygon", "MultiPolygon"}
    for _, row in frame.iterrows():
        assert row["missile_name"] == small.missiles[row["missile"]].name
        assert row["publications"] == tuple(small.sources[id_].publication for id_ in row["sources"])
        if pandas.isna(row["origin"]):
            continue
        site = small.sites[row["origin"]]
        assert row["origin_name"] == site.name
        north = row["geometry"].bounds[3]  # in the south, rings may go round the pole
        assert (north - (site.lat or 0)) * 111 == pytest.approx(row["radius_km"], rel=0.02)


def test_the_reach_is_one_row_a_figure_with_names_kinds_and_publishers(small: Catalog) -> None:
    frame, document = small.reach_frame("small"), mapgen.build_map(small, "small")
    assert isinstance(frame, pandas.DataFrame)
    assert frame[["missile", "origin", "place", "source", "reach"]].to_dict("records") == [
        {key: answer[key] for key in ("missile", "origin", "place", "source", "reach")} for answer in document.answers
    ]
    for _, row in frame.iterrows():
        origin, place, source = small.sites[row["origin"]], small.sites[row["place"]], small.sources[row["source"]]
        assert (row["origin_name"], row["origin_kind"]) == (origin.name, origin.kind)
        assert (row["place_name"], row["place_kind"]) == (place.name, place.kind)
        assert (row["source_title"], row["publication"]) == (source.plain_title, source.publication)
        assert (row["missile_name"], row["class"]) == (
            small.missiles[row["missile"]].name,
            small.missiles[row["missile"]].missile_class,
        )
        assert row["publisher"] == source.publisher or (pandas.isna(row["publisher"]) and source.publisher is None)
        assert row["basis"] == ("reported" if row["missile"] in origin.missiles else "illustrative")
