"""Hold everything that mapgen knows: the records by id, and the vocabularies they use."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mapgen.locale import Languages
from mapgen.records.terms import SiteKind, Status, Symbol, Term

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import geopandas
    import pandas

    from mapgen.catalog.amendments import Amendment
    from mapgen.catalog.base_names import BaseLabel, DisputedBorder
    from mapgen.records.csl import Source
    from mapgen.records.fields import Record
    from mapgen.records.model import Missile, Site, Story


@dataclass(frozen=True)
class Vocabulary:
    """The terms that records may use, by id; each field is a file ``vocab/<field>.toml``."""

    missile_class: Mapping[str, Term]
    range_kind: Mapping[str, Term]
    site_kind: Mapping[str, SiteKind]
    source_type: Mapping[str, Term]
    status: Mapping[str, Status]
    symbol: Mapping[str, Symbol]


VOCABULARIES: dict[str, type[Record]] = {
    "missile_class": Term,
    "range_kind": Term,
    "site_kind": SiteKind,
    "source_type": Term,
    "status": Status,
    "symbol": Symbol,
}
"""What a term of each vocabulary is."""


@dataclass(frozen=True)
class Catalog:
    """Everything mapgen knows, by id; made by `load_catalog`, which leaves no reference dangling.

    Attributes
    ----------
    missiles : mapping of str to Missile
        With their published range figures.
    sites : mapping of str to Site
        With what is reported of them.
    sources : mapping of str to Source
        The publications behind both.
    stories : mapping of str to Story
        The maps that can be built by id.
    vocabulary : Vocabulary
        The terms that records use, with their labels.
    data_folders : tuple of str
        The data folders that were read, as the user knows them; the packaged one first.
    site_folders : mapping of str to tuple of str
        The data folders that hold a record of each site: several, where one replaces another.
    story_folders : mapping of str to str
        The data folder that each story was read from.
    files : mapping of str to mapping of str to str
        For ``missiles``, ``sites``, ``sources`` and ``stories``: the file that each record was read from, by id.
    labels : tuple of BaseLabel
        The names on the base map that are written by hand.
    borders : tuple of DisputedBorder
        How disputed borders of the base map are drawn.
    own : mapping of str to frozenset of str
        For ``missiles``, ``sites``, ``sources`` and ``stories``: the ids of the records from the user's folders.
    amendments : mapping of str to tuple of Amendment
        By id of a missile or site: what files of the user's folders change in a record of another folder.
    languages : Languages
        The languages that pages can have.
    """

    missiles: Mapping[str, Missile]
    sites: Mapping[str, Site]
    sources: Mapping[str, Source]
    stories: Mapping[str, Story]
    vocabulary: Vocabulary
    data_folders: tuple[str, ...] = ()
    site_folders: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    story_folders: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    labels: tuple[BaseLabel, ...] = ()
    borders: tuple[DisputedBorder, ...] = ()
    own: Mapping[str, frozenset[str]] = field(default_factory=dict)
    amendments: Mapping[str, tuple[Amendment, ...]] = field(default_factory=dict)
    languages: Languages = field(default_factory=Languages)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(getattr(self, name))} {name}" for name in ("missiles", "sites", "sources", "stories"))
        return f"<Catalog of {counts}>"

    def file_of(self, records: str, id_: str) -> str:
        """Return the file that a record was read from, as the user knows it.

        Parameters
        ----------
        records : {"missiles", "sites", "stories"}
        id_ : str
            Id of one of them; a story that was read by itself is known by its id alone.

        Returns
        -------
        str
            Its path, with that of the data folder.
        """
        return self.files.get(records, {}).get(id_, f"{records}/{id_}.toml")

    def sites_frame(self) -> geopandas.GeoDataFrame:
        """Return the sites as a GeoDataFrame.

        Returns
        -------
        geopandas.GeoDataFrame
            In EPSG:4326, with the index ``id``; no geometry where the location is not public.
        """
        from mapgen.catalog.frames import sites_frame

        return sites_frame(self.sites.values(), self)

    def ranges_frame(self) -> pandas.DataFrame:
        """Return the published range figures as a DataFrame.

        Returns
        -------
        pandas.DataFrame
            A row for each figure.
        """
        from mapgen.catalog.frames import ranges_frame

        return ranges_frame(self.missiles.values(), self.sources)

    def rings_frame(self, story: str | Path | Story = "hwasong-11") -> geopandas.GeoDataFrame:
        """Return the rings of a story as areas.

        Parameters
        ----------
        story : str, pathlib.Path or Story, optional
            As in `build_map`.

        Returns
        -------
        geopandas.GeoDataFrame
            In EPSG:4326, a row for each missile and limit, over all origins together and from each one.
        """
        from mapgen import build_map
        from mapgen.catalog.frames import rings_frame

        return rings_frame(build_map(self, story).ranges, self)

    def reach_frame(self, story: str | Path | Story = "hwasong-11") -> pandas.DataFrame:
        """Return what each published figure says of each place of a story.

        Parameters
        ----------
        story : str, pathlib.Path or Story, optional
            As in `build_map`.

        Returns
        -------
        pandas.DataFrame
            A row for each origin, missile, place and figure, with names, kinds and publishers.
        """
        from mapgen import build_map
        from mapgen.catalog.frames import reach_frame

        return reach_frame(build_map(self, story).answers, self)
