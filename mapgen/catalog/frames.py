"""Give the catalog as frames to people who work in geopandas, and read layers; the only module that imports it."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import geopandas
import pandas
from shapely.geometry import Point, shape

from mapgen.errors import FileError
from mapgen.geodesy.rings import range_area
from mapgen.records.bands import sets_limit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path
    from typing import Any

    from mapgen.catalog.model import Catalog
    from mapgen.records.csl import Source
    from mapgen.records.model import Missile, Site


def sites_frame(sites: Iterable[Site], catalog: Catalog) -> geopandas.GeoDataFrame:
    """Return the sites as a GeoDataFrame.

    Parameters
    ----------
    sites : iterable of Site
    catalog : Catalog
        Has the names of missiles and the titles of sources.

    Returns
    -------
    geopandas.GeoDataFrame
        Index ``id``; one row a site, points in EPSG:4326 (no geometry where the location is not public), and the
        record's columns ``name``, ``kind``, ``country``, ``status``, ``operator``, ``uncertainty_km``,
        ``first_reported``, ``status_as_of``, ``missiles`` (tuple of ids), ``missile_names``, ``position_source`` (id)
        and ``position_source_title``.
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
        {column: [getattr(site, column) for site in rows] for column in columns}
        | {
            "missile_names": [tuple(catalog.missiles[id_].name for id_ in site.missiles) for site in rows],
            "position_source_title": [_title(catalog.sources, site.position_source) for site in rows],
        },
        index=pandas.Index([site.id for site in rows], name="id"),
        geometry=[Point(site.position) if site.position else None for site in rows],
        crs="EPSG:4326",
    )


def ranges_frame(missiles: Iterable[Missile], sources: Mapping[str, Source]) -> pandas.DataFrame:
    """Return the published range figures as a DataFrame.

    Parameters
    ----------
    missiles : iterable of Missile
    sources : mapping of str to Source
        By id.

    Returns
    -------
    pandas.DataFrame
        One row a figure, in the order of the records: ``missile`` (id), ``name``, ``class``, ``low_km``, ``high_km``
        (km), ``kind``, ``qualifier``, ``source`` (id), ``said_by``, ``quote``, ``sets_limit`` (whether the figure may
        set a limit of the band), ``verified`` and ``note``, ``source_title``, ``publication`` and ``issued`` (date).
    """
    rows = [
        {
            "missile": missile.id,
            "name": missile.name,
            "class": missile.missile_class,
            **figure.model_dump(exclude={"sets_band", "internal_note"}),
            "sets_limit": sets_limit(missile, figure),
            **_published(sources[figure.source]),
        }
        for missile in sorted(missiles, key=lambda missile: missile.id)
        for figure in missile.ranges
    ]
    return pandas.DataFrame(rows)


def rings_frame(rings: Iterable[Mapping[str, Any]], catalog: Catalog) -> geopandas.GeoDataFrame:
    """Return the rings of a map as areas.

    Parameters
    ----------
    rings : iterable of mapping
        GeoJSON features, as `MapDocument.ranges` has them.
    catalog : Catalog
        Has the names of missiles and sites, and the sources.

    Returns
    -------
    geopandas.GeoDataFrame
        One row for each ring, in EPSG:4326: everything within ``radius_km`` of the origin, or, without an origin, of
        any of them. Columns ``missile`` (id), ``missile_name``, ``origin`` (id, or missing), ``origin_name``, ``bound``
        (``low`` or ``high``), ``radius_km``, ``kind``, ``basis``, ``floor``, ``sources`` (tuple of ids) and
        ``publications``.
    """
    rows = []
    for ring in rings:
        given = ring["properties"]
        origin = catalog.sites.get(given["origin"] or "")
        rows.append(
            {
                "missile": given["missile"],
                "missile_name": catalog.missiles[given["missile"]].name,
                "origin": given["origin"],
                "origin_name": origin and origin.name,
                **{key: given.get(key) for key in ("bound", "radius_km", "kind", "basis", "floor")},
                "sources": tuple(given["sources"]),
                "publications": tuple(catalog.sources[id_].publication for id_ in given["sources"]),
                "geometry": _area(ring["geometry"], given["radius_km"]),
            }
        )
    return geopandas.GeoDataFrame(rows, geometry="geometry", crs="EPSG:4326")


def reach_frame(answers: Iterable[Mapping[str, Any]], catalog: Catalog) -> pandas.DataFrame:
    """Return what each published figure says of each place of a map.

    Parameters
    ----------
    answers : iterable of mapping
        As `MapDocument.answers` has them.
    catalog : Catalog
        Has the names and kinds of missiles and sites, and the sources.

    Returns
    -------
    pandas.DataFrame
        One row for each origin, missile, place and figure: ``missile``, ``origin``, ``place`` and ``source`` (ids),
        each with its name or title, ``class`` of the missile, ``origin_kind``, ``place_kind``, ``basis``,
        ``distance_km``, ``uncertainty_km``, ``low_km``, ``high_km``, ``reach`` by this figure alone, and who published
        it: ``publication``, ``publisher``, ``issued``, ``said_by``, ``kind``, ``qualifier``, ``sets_limit``.
    """
    rows = []
    for answer in answers:
        missile, source = catalog.missiles[answer["missile"]], catalog.sources[answer["source"]]
        origin, place = catalog.sites[answer["origin"]], catalog.sites[answer["place"]]
        rows.append(
            {
                "missile": missile.id,
                "missile_name": missile.name,
                "class": missile.missile_class,
                "origin": origin.id,
                "origin_name": origin.name,
                "origin_kind": origin.kind,
                "place": place.id,
                "place_name": place.name,
                "place_kind": place.kind,
                "basis": "reported" if missile.id in origin.missiles else "illustrative",
                **{key: value for key, value in answer.items() if key not in ("missile", "origin", "place")},
                **_published(source),
                "publisher": source.publisher,
            }
        )
    return pandas.DataFrame(rows)


def _area(geometry: Mapping[str, Any], radius_km: float) -> Any:
    """Return the area of a ring, of which the page may have only the centre."""
    given = shape(geometry)
    return range_area(given.x, given.y, max_km=radius_km) if isinstance(given, Point) else given


def _published(source: Source) -> dict[str, str | None]:
    issued = source.issued.iso if source.issued else None
    return {"source_title": source.plain_title, "publication": source.publication, "issued": issued}


def _title(sources: Mapping[str, Source], id_: str | None) -> str | None:
    return sources[id_].plain_title if id_ else None


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
