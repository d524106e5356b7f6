"""Give items of CSL-JSON ids that records can name, and keep what CSL has no name for."""

from __future__ import annotations

import re
from typing import Any

from mapgen.intake.ids import is_id, slug
from mapgen.records.csl import CSL_VARIABLES

ZOTERO = re.compile(r"https?://(?:www\.)?zotero\.org/(?:.*/)?items/([A-Za-z0-9]+)/?")
ORDER = (
    "id",
    "type",
    "title",
    "author",
    "editor",
    "publisher",
    "container-title",
    "issued",
    "accessed",
    "URL",
    "language",
)


def identified(item: dict[str, Any]) -> dict[str, Any]:
    """Return an item with an id that records can name.

    Parameters
    ----------
    item : dict
        As a library exports it.

    Returns
    -------
    dict
        Its id follows from the citation key, else from Zotero's address of the item, else from the id that it has, and
        so is the same each time. Keys that CSL does not have are in ``custom`` if they hold text.
    """
    key, id_ = item.get("citation-key"), str(item.get("id", ""))
    wanted = key if isinstance(key, str) and key.strip() else _short(id_) or str(item.get("title", ""))
    kept = {name: value for name, value in item.items() if name in CSL_VARIABLES and value not in (None, "", [], {})}
    more = {
        name: value for name, value in item.items() if name not in CSL_VARIABLES and isinstance(value, str) and value
    }
    custom = kept.pop("custom", None)
    if more or custom:
        kept["custom"] = {**more, **(custom if isinstance(custom, dict) else {})}
    kept["id"] = wanted if is_id(wanted) else slug(wanted, "source")
    return {name: kept[name] for name in (*ORDER, *sorted(set(kept) - {*ORDER})) if name in kept}


def _short(id_: str) -> str:
    match = ZOTERO.fullmatch(id_)
    return f"zotero-{match[1].lower()}" if match else id_
