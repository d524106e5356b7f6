"""Write the JSON Schemas of the data from the models; text editors use them to complete and check records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter

from mapgen.catalog.model import VOCABULARIES
from mapgen.records.csl import Source
from mapgen.records.model import Missile, Site, Story
from mapgen.theme.model import Theme

SCHEMA_FOLDER = Path(__file__).resolve().parent.parent / "geodata" / "schema"
RECORDS: dict[str, type[BaseModel]] = {"missile": Missile, "site": Site, "source": Source, "story": Story}
TERMS: dict[str, type[BaseModel]] = {f"vocab-{name}": model for name, model in VOCABULARIES.items()}


def schemas() -> dict[str, dict[str, Any]]:
    """Return the schema of each kind of data file, by the stem of the schema's own file."""
    written = {name: _without_id(model.model_json_schema()) for name, model in RECORDS.items()}
    written |= {name: TypeAdapter(dict[str, model]).json_schema() for name, model in TERMS.items()}  # type: ignore[valid-type]
    written["theme"] = _all_optional(Theme.model_json_schema())
    written["sources"] = TypeAdapter(list[Source]).json_schema()
    return {
        name: {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema} for name, schema in written.items()
    }


def as_text(schema: dict[str, Any]) -> str:
    """Return a schema as the text of its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _without_id(schema: dict[str, Any]) -> dict[str, Any]:
    """Remove the id, which is the name of the file; a source may have it nevertheless, because Zotero writes it."""
    if "propertyNames" not in schema:
        schema["properties"].pop("id")
    schema["required"].remove("id")
    return schema


def _all_optional(schema: dict[str, Any]) -> dict[str, Any]:
    """Make all keys optional: the default theme supplies what a theme leaves out."""
    for each in (schema, *schema["$defs"].values()):
        each.pop("required", None)
    return schema


def main() -> None:
    """Write every schema into ``geodata/schema/``."""
    SCHEMA_FOLDER.mkdir(exist_ok=True)
    for name, schema in schemas().items():
        (SCHEMA_FOLDER / f"{name}.schema.json").write_text(as_text(schema), "utf-8")


if __name__ == "__main__":
    main()
