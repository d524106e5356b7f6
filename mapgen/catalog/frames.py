"""Give the catalog as frames to people who work in geopandas, and read layers; the only module that imports it."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import geopandas
import pandas
from shapely.geometry import Point

from mapgen.errors import FileError
from mapgen.records.bands import sets_limit

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

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


def read_layers(path: Path) -> list[tuple[str, geopandas.GeoDataFrame]]:
    """Return the layers of a GeoPackage or Shapefile that have geometries, by name, in EPSG:4326.

    Raises
    ------
    FileError
        If the file cannot be read, or a layer does not say its coordinate system.
    """
    layers: list[tuple[str, geopandas.GeoDataFrame]] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            listed = geopandas.list_layers(path)
            for name in listed.loc[listed["geometry_type"].notna(), "name"]:
                frame = geopandas.read_file(path, layer=name)
                if frame.crs is None:
                    msg = f"layer {name!r} does not say its coordinate system; save it in EPSG:4326"
                    raise FileError(msg)
                layers.append((str(name), frame.to_crs(4326)))
    except (RuntimeError, ValueError, OSError):
        msg = "cannot be read as geographic data; export it again, with all its parts (.shp, .shx, .dbf, .prj)"
        raise FileError(msg) from None
    return layers
