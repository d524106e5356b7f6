"""Know what is there already: the packaged records, and the files of the folder that is imported into."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import tomli

from mapgen.catalog.load import read_catalog
from mapgen.errors import FileError
from mapgen.records.files import COLLECTION_BYTES, read_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from mapgen.catalog.model import Catalog, Vocabulary

FOLDERS = {"site": "sites", "missile": "missiles", "source": "sources", "story": "stories"}
SUFFIXES = {"site": ".toml", "missile": ".toml", "source": ".json", "story": ".toml"}


@dataclass(frozen=True)
class Known:
    """What is there already.

    Attributes
    ----------
    packaged : Catalog
    vocabulary : Vocabulary
        With the terms of the folder.
    own : mapping of str to mapping
        By kind of record and by id, what each file of the folder has, whether or not it is valid; None if it cannot be
        parsed.
    collected : frozenset of str
        The ids of the sources that its ``sources.json`` holds.
    """

    packaged: Catalog
    vocabulary: Vocabulary
    own: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    collected: frozenset[str] = frozenset()

    @property
    def sources(self) -> dict[str, Any]:
        """The items of all sources by id, those of the folder last."""
        packaged = {
            id_: {"URL": source.url, "title": source.title, "DOI": source.doi}
            for id_, source in self.packaged.sources.items()
        }
        return {**packaged, **{id_: item for id_, item in self.own["source"].items() if isinstance(item, dict)}}

    @property
    def missile_ids(self) -> dict[str, str]:
        """The id of each missile by id, name and alias in small letters."""
        found: dict[str, str] = {}
        for id_, missile in self.packaged.missiles.items():
            found |= {name.casefold(): id_ for name in (*missile.aliases, missile.name, id_)}
        for id_, data in self.own["missile"].items():
            texts = [data.get("name"), *data.get("aliases", ())] if isinstance(data, dict) else []
            found |= {name.casefold(): id_ for name in (*texts, id_) if isinstance(name, str)}
        return found


def known(root: Path) -> Known:
    """Read the packaged records, and what the files of a folder have; the folder need not exist."""
    packaged, _ = read_catalog()
    vocabulary = read_catalog(root)[0].vocabulary if (root / "vocab").is_dir() else packaged.vocabulary
    own: dict[str, dict[str, Any]] = {kind: {} for kind in FOLDERS}
    for kind, folder in FOLDERS.items():
        for path in sorted((root / folder).glob(f"*{SUFFIXES[kind]}")) if (root / folder).is_dir() else ():
            own[kind][path.stem] = _parsed(path)
    collection = _parsed(root / "sources.json") if (root / "sources.json").is_file() else []
    items = [item for item in (collection if isinstance(collection, list) else ()) if isinstance(item, dict)]
    collected = {item["id"]: item for item in reversed(items) if isinstance(item.get("id"), str)}
    own["source"] = {**collected, **own["source"]}
    return Known(packaged, vocabulary, own, frozenset(collected))


def covers(there: object, imported: object) -> bool:
    """Return whether a record has all that is imported, with the same values; what was added to it does not matter."""
    if isinstance(imported, dict):
        return isinstance(there, dict) and all(key in there and covers(there[key], imported[key]) for key in imported)
    if isinstance(imported, (list, tuple)):
        if not isinstance(there, list) or len(there) < len(imported):
            return False
        return all(covers(mine, given) for mine, given in zip(there, imported, strict=False))
    return there == imported


def _parsed(path: Path) -> Any:
    """Return what a file has, or None if it cannot be read: `mapgen check` says why."""
    try:
        text = read_file(path, COLLECTION_BYTES).decode("utf-8-sig")
        return tomli.loads(text) if path.suffix == ".toml" else json.loads(text)
    except (FileError, ValueError, RecursionError):
        return None
