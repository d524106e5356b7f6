"""Load the catalog: the packaged data, with the user's folders laid over it, read and cross-checked."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapgen.catalog import crosscheck
from mapgen.catalog.reader import Loader, read_folder, read_record, read_source_folder, read_sources, read_terms
from mapgen.errors import DataError, Problem, UnknownNameError, suggestion
from mapgen.records.csl import Source
from mapgen.records.model import Missile, Site, SiteKind, Status, Story, Term
from mapgen.resources import folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import geopandas
    import pandas

FOLDERS = ("missiles", "sites", "sources", "stories", "vocab")


@dataclass(frozen=True)
class Vocabulary:
    """The terms that records may use, by id."""

    missile_class: Mapping[str, Term]
    range_kind: Mapping[str, Term]
    site_kind: Mapping[str, SiteKind]
    status: Mapping[str, Status]
    source_type: Mapping[str, Term]


@dataclass(frozen=True)
class Catalog:
    """Everything mapgen knows, by id; made by `load_catalog`, which leaves no reference dangling."""

    missiles: Mapping[str, Missile]
    sites: Mapping[str, Site]
    sources: Mapping[str, Source]
    stories: Mapping[str, Story]
    vocabulary: Vocabulary

    def sites_frame(self) -> geopandas.GeoDataFrame:
        """Return the sites as a GeoDataFrame (EPSG:4326, index ``id``; no geometry where not public)."""
        from mapgen.catalog.frames import sites_frame

        return sites_frame(self)

    def ranges_frame(self) -> pandas.DataFrame:
        """Return the published range figures as a DataFrame, one row a figure."""
        from mapgen.catalog.frames import ranges_frame

        return ranges_frame(self)


def load_catalog(*data_dirs: str | Path) -> Catalog:
    """Load the packaged data with `data_dirs` laid over it, in the order given.

    Parameters
    ----------
    *data_dirs : str or pathlib.Path
        Folders in the layout of ``geodata/``; the same id replaces, a new id adds.

    Returns
    -------
    Catalog

    Raises
    ------
    DataError
        With every problem of every file.
    """
    catalog, problems = read_catalog(*data_dirs)
    if problems:
        raise DataError(problems)
    return catalog


def read_catalog(*data_dirs: str | Path) -> tuple[Catalog, list[Problem]]:
    """Load what can be loaded, and list what is wrong; arguments as in `load_catalog`."""
    missiles, sites, stories = Loader[Missile](), Loader[Site](), Loader[Story]()
    sources, terms = Loader[Source](), Loader[Term]()
    kinds, statuses, classes, types = Loader[SiteKind](), Loader[Status](), Loader[Term](), Loader[Term]()
    problems: list[Problem] = []
    for root, label in [(folder("geodata"), "geodata"), *((Path(path), str(Path(path))) for path in data_dirs)]:
        problems += _folder_problems(root, label)
        read_terms(classes, root / "vocab" / "missile_class.toml", f"{label}/vocab/missile_class.toml", Term)
        read_terms(terms, root / "vocab" / "range_kind.toml", f"{label}/vocab/range_kind.toml", Term)
        read_terms(kinds, root / "vocab" / "site_kind.toml", f"{label}/vocab/site_kind.toml", SiteKind)
        read_terms(statuses, root / "vocab" / "status.toml", f"{label}/vocab/status.toml", Status)
        read_terms(types, root / "vocab" / "source_type.toml", f"{label}/vocab/source_type.toml", Term)
        read_sources(sources, root / "sources.json", f"{label}/sources.json")
        read_source_folder(sources, root, label)
        read_folder(missiles, root, label, "missiles", Missile)
        read_folder(sites, root, label, "sites", Site)
        read_folder(stories, root, label, "stories", Story)
    vocabulary = Vocabulary(classes.records, terms.records, kinds.records, statuses.records, types.records)
    catalog = Catalog(missiles.records, sites.records, sources.records, stories.records, vocabulary)
    loaders: dict[str, Loader[Any]] = {"missile": missiles, "site": sites, "story": stories, "source": sources}
    loaders |= {"range_kind": terms, "site_kind": kinds, "status": statuses, "missile_class": classes}
    loaders |= {"source_type": types}
    problems += [problem for loader in loaders.values() for problem in loader.problems]
    problems += crosscheck.problems(
        catalog,
        files={kind: loader.files for kind, loader in loaders.items()},
        unread={kind for kind, loader in loaders.items() if loader.unread},
    )
    return catalog, problems


def _folder_problems(root: Path, label: str) -> Iterator[Problem]:
    """Report a folder that holds nothing mapgen reads, and vocabularies of unknown names: both would pass unseen."""
    if not any((root / name).exists() for name in (*FOLDERS, "sources.json")):
        absent = "is not a folder" if root.exists() else "no such folder"
        what = f"holds none of {', '.join(FOLDERS)}, sources.json" if root.is_dir() else absent
        yield Problem(label, "", f"{what}; check the path given with --data")
    names = [field.name for field in fields(Vocabulary)]
    for path in sorted((root / "vocab").glob("*.toml")):
        if path.stem not in names:
            yield Problem(f"{label}/vocab/{path.name}", "", f"is no vocabulary; {suggestion(path.stem, names)}")


def load_story(catalog: Catalog, story: str | Path | Story) -> Story:
    """Find a story by its id, or read it from a file.

    Parameters
    ----------
    catalog : Catalog
        What the story's ids refer to.
    story : str, pathlib.Path or Story
        Id of a story in the catalog, path of a story file, or the story itself.

    Returns
    -------
    Story

    Raises
    ------
    UnknownNameError
        If no story has this id.
    DataError
        If the file does not load, with every problem.
    """
    if isinstance(story, str) and story in catalog.stories:
        return catalog.stories[story]
    if isinstance(story, Story):
        loader = Loader[Story](records={story.id: story}, files={story.id: story.id})
    elif isinstance(story, Path) or story.endswith(".toml") or "/" in story:
        loader = Loader[Story]()
        read_record(loader, Path(story), str(story), Story)
    else:
        raise UnknownNameError("story", story, catalog.stories)
    problems = loader.problems
    for record in loader.records.values():
        problems += crosscheck.story_problems(
            record, loader.files[record.id], catalog, crosscheck.ReferenceIndex.of(catalog)
        )
    if problems:
        raise DataError(problems)
    return next(iter(loader.records.values()))
