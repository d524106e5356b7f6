"""Read the languages that a data folder brings: ``lang/<tag>.toml``, one language a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mapgen.catalog.folders import record_files
from mapgen.catalog.reader import read_toml
from mapgen.errors import Problem
from mapgen.records.fields import LANGUAGE_TAG
from mapgen.records.languages import language_tag

if TYPE_CHECKING:
    from pathlib import Path

    from mapgen.locale import Languages


def read_languages(known: Languages, root: Path, label: str, problems: list[Problem]) -> Languages:
    """Read ``root/lang/*.toml``, one language a file, the file name its tag; return it with those that are known."""
    for path in record_files(root, label, "lang", problems) or ():
        file = f"{label}/lang/{path.name}"
        if not LANGUAGE_TAG.fullmatch(path.stem) or language_tag(path.stem) is None:
            message = "the file name is the tag of the language; write one such as es.toml, ar.toml or zh-Hant.toml"
            problems.append(Problem(file, "", message))
            continue
        data = read_toml(path, file, problems)
        found = known.faults(path.stem, data, file) if data is not None else []
        problems += found
        if data is None or found:
            known = replace(known, files={**known.files, path.stem: file})
        else:
            known = known.with_file(path.stem, data, file)
    return known
