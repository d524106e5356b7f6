"""The frames hold the catalog as people who work in geopandas expect it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas
import pandas
import pytest

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
        "verified", "note", "sets_limit",
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
