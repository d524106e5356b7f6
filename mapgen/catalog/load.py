"""Load the catalog: the packaged data, with the user's folders laid over it, read and cross-checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mapgen.catalog import crosscheck
from mapgen.catalog.amendments import relocated
from mapgen.catalog.base_names import read_borders, read_labels
from mapgen.catalog.folders import FOLDERS, is_there, record_files, stray_problems
from mapgen.catalog.language_files import read_languages
from mapgen.catalog.model import VOCABULARIES, Catalog, Vocabulary
from mapgen.catalog.reader import (
    Loader,
    read_folder,
    read_record,
    read_source_folder,
    read_sources,
    read_terms,
)
from mapgen.catalog.references import REFERENCES
from mapgen.errors import DataError, Problem, UnknownNameError, suggestion
from mapgen.locale import Languages
from mapgen.records.csl import Source
from mapgen.records.model import Missile, Site, Story
from mapgen.resources import folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CATALOGUED = {"missile": "missiles", "site": "sites", "source": "sources", "story": "stories"}
"""By kind of record: the field of `Catalog` that holds them."""


def load_catalog(*data_dirs: str | Path) -> Catalog:
    """Load the packaged data with `data_dirs` laid over it, in the order given.

    Parameters
    ----------
    *data_dirs : str or pathlib.Path
        Folders in the layout of ``geodata/``; the same id replaces, a new id adds.

    Returns
    -------
    Catalog
        All records, checked against each other.

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
    missiles, sites, sources, stories = Loader[Missile](), Loader[Site](), Loader[Source](), Loader[Story]()
    terms = {name: Loader[Any]() for name in VOCABULARIES}
    loaders: dict[str, Loader[Any]] = {"missile": missiles, "site": sites, "story": stories, "source": sources, **terms}
    folders = [(folder("geodata"), "geodata"), *((Path(path), str(Path(path))) for path in data_dirs)]
    problems: list[Problem] = []
    languages = Languages()
    site_folders: dict[str, tuple[str, ...]] = {}
    story_folders: dict[str, str] = {}
    packaged: dict[str, dict[str, str]] = {}
    for root, label in folders:
        problems += _folder_problems(root, label)
        _read_data(root, label, loaders)
        languages = read_languages(languages, root, label, problems)
        for id_ in _read_from(sites, f"{label}/sites/"):
            site_folders[id_] = (*site_folders.get(id_, ()), label)
        story_folders |= dict.fromkeys(_read_from(stories, f"{label}/stories/"), label)
        packaged = packaged or {kind: dict(loader.files) for kind, loader in loaders.items()}
    vocabulary = Vocabulary(**{name: loader.records for name, loader in terms.items()})
    catalog = Catalog(
        missiles=missiles.records,
        sites=sites.records,
        sources=sources.records,
        stories=stories.records,
        vocabulary=vocabulary,
        data_folders=tuple(label for _, label in folders),
        site_folders=site_folders,
        story_folders=story_folders,
        files={name: dict(loaders[kind].files) for kind, name in CATALOGUED.items()},
        own={name: _own(loaders[kind], packaged[kind]) for kind, name in CATALOGUED.items()},
        amendments={**missiles.amendments, **sites.amendments},
        languages=languages,
        labels=read_labels(folders, problems),
        borders=read_borders(folders, problems),
    )
    problems += [problem for loader in loaders.values() for problem in loader.problems]
    problems += _crosschecked(catalog, loaders)
    by_file = {each.file: each for amendments in catalog.amendments.values() for each in amendments}
    return catalog, [relocated(problem, by_file) for problem in problems]


def _crosschecked(catalog: Catalog, loaders: Mapping[str, Loader[Any]]) -> list[Problem]:
    """List what is wrong between records; each loader knows the files of its own, and which it could not read."""
    return crosscheck.problems(
        catalog,
        files={kind: loader.files for kind, loader in loaders.items()},
        unread={kind for kind, loader in loaders.items() if loader.unread},
        broken=[
            crosscheck.Broken(kind, *found)
            for kind, loader in loaders.items()
            if kind in REFERENCES
            for found in loader.broken.values()
        ],
    )


def _read_data(root: Path, label: str, loaders: Mapping[str, Loader[Any]]) -> None:
    """Read a data folder into the loaders, over what they hold."""
    for name, model in VOCABULARIES.items():
        read_terms(loaders[name], root / "vocab" / f"{name}.toml", f"{label}/vocab/{name}.toml", model)
    read_sources(loaders["source"], root / "sources.json", f"{label}/sources.json")
    read_source_folder(loaders["source"], root, label)
    read_folder(loaders["missile"], root, label, "missiles", Missile)
    read_folder(loaders["site"], root, label, "sites", Site)
    read_folder(loaders["story"], root, label, "stories", Story)


def _read_from(loader: Loader[Any], place: str) -> list[str]:
    """Return the ids whose record lies in this place; one that is only amended there lies elsewhere."""
    return [id_ for id_, file in loader.files.items() if file.startswith(place) and id_ not in loader.amendments]


def _own(loader: Loader[Any], packaged: Mapping[str, str]) -> frozenset[str]:
    """Return the ids of the records that are not in the packaged data; one that was only amended is."""
    files = loader.files | {id_: amendments[0].base_file for id_, amendments in loader.amendments.items()}
    return frozenset(id_ for id_ in loader.records if files[id_] != packaged.get(id_))


def _folder_problems(root: Path, label: str) -> Iterator[Problem]:
    """Report what would pass unseen: a folder without anything mapgen reads, near misses, unknown vocabularies."""
    if not root.is_dir():
        absent = "is not a folder" if is_there(root) else "no such folder"
        yield Problem(label, "", f"{absent}; check the path given with --data")
        return
    strays = list(stray_problems(root, label))
    yield from strays
    if not strays and not any(is_there(root / name) for name in (*FOLDERS, "basemap", "sources.json")):
        message = f"holds none of {', '.join(FOLDERS)}, basemap, sources.json; check the path given with --data"
        yield Problem(label, "", message)
    vocabularies: list[Problem] = []
    for path in record_files(root, label, "vocab", vocabularies) or ():
        if path.stem not in VOCABULARIES:
            suggested = suggestion(path.stem, VOCABULARIES)
            yield Problem(f"{label}/vocab/{path.name}", "", f"is no vocabulary; {suggested}")
    yield from vocabularies


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
