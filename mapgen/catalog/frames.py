"""Give the catalog as frames to people who work in geopandas; the only module that imports it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas
import pandas
from shapely.geometry import Point

from mapgen.records.bands import sets_limit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mapgen.records.model import Missile, Site


def sites_frame(sites: Iterable[Site]) -> geopandas.GeoDataFrame:
    """Return the sites as a GeoDataFrame.

    Parameters
    ----------
    sites : iterable of Site

    Returns
    -------
    geopandas.GeoDataFrame
        Index ``id``; one row a site, points in EPSG:4326 (no geometry where the location is not public), and the
        record's columns ``name``, ``kind``, ``country``, ``status``, ``operator``, ``uncertainty_km``,
        ``first_reported``, ``status_as_of``, ``missiles`` (tuple of ids) and ``position_source``.
    """
    columns = [
        "name",
        "kind",
        "country",
        "status",
        "operator",
        "uncertainty_km",
        "first_reported",
        "status_as_of",
        "missiles",
        "position_source",
    ]
    rows = sorted(sites, key=lambda site: site.id)
    return geopandas.GeoDataFrame(
        {column: [getattr(site, column) for site in rows] for column in columns},
        index=pandas.Index([site.id for site in rows], name="id"),
        geometry=[Point(site.position) if site.position else None for site in rows],
        crs="EPSG:4326",
    )


def ranges_frame(missiles: Iterable[Missile]) -> pandas.DataFrame:
    """Return the published range figures as a DataFrame.

    Parameters
    ----------
    missiles : iterable of Missile

    Returns
    -------
    pandas.DataFrame
        One row a figure, in the order of the records: ``missile`` (id), ``name``, ``class``, ``low_km``, ``high_km``
        (km), ``kind``, ``qualifier``, ``source`` (id), ``said_by``, ``quote``, ``sets_limit`` (whether the figure may
        set a limit of the band), ``verified`` and ``note``.
    """
    rows = [
        {
            "missile": missile.id,
            "name": missile.name,
            "class": missile.missile_class,
            **figure.model_dump(exclude={"sets_band", "internal_note"}),
            "sets_limit": sets_limit(missile, figure),
        }
        for missile in sorted(missiles, key=lambda missile: missile.id)
        for figure in missile.ranges
    ]
    return pandas.DataFrame(rows)
