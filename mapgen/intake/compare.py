"""Compare imported records with those that are there already: what is the same is kept, what differs is not lost."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from mapgen.errors import DataError, Problem, shown
from mapgen.intake.ids import Ids, slug
from mapgen.intake.items import ORDER
from mapgen.intake.known import FOLDERS, SUFFIXES, covers
from mapgen.intake.story import latest_day, story_text
from mapgen.intake.toml_text import toml_text, without_gaps
from mapgen.intake.words import unknown_terms
from mapgen.intake.work import Imported

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from mapgen.intake.known import Known
    from mapgen.intake.work import Options, Work


def compared(work: Work, there: Known, root: Path, options: Options, name: str) -> Imported:
    """Keep what is there already, and refuse to write over what differs."""
    files: dict[str, bytes] = {}
    counts: Counter[str] = Counter()
    gaps: Counter[str] = Counter()
    unknown: Counter[tuple[str, str]] = Counter()
    kept = 0
    for (kind, id_), data in work.records.items():
        path = f"{FOLDERS[kind]}/{id_}{SUFFIXES[kind]}"
        before = there.own[kind].get(id_)
        if id_ in there.own[kind] and covers(before, without_gaps(data)):
            kept += 1
            continue
        is_collected = kind == "source" and id_ in there.collected
        if id_ in there.own[kind] and (is_collected or not options.overwrite):
            file, place = work.places.get((kind, id_), (path, ""))
            what = f"{root / path} is there already{_difference(before, data)}"
            advice = "--replace writes it anew, --skip keeps it"
            if is_collected:
                what = f"{root / 'sources.json'} has {shown(id_)} already{_difference(before, data)}"
                advice = "change it there, or take it out; --skip keeps it"
            work.problems.append(Problem(file, place, f"{what}; {advice}"))
            continue
        files[path] = _content(kind, data, work.places.get((kind, id_)))
        counts[kind] += 1
        gaps.update(_gaps(kind, data))
        unknown.update(unknown_terms(kind, data, there.vocabulary))
    if (work.problems and not options.skip) or not work.records:
        raise DataError(work.problems or [Problem(name, "", "holds nothing to import; check the file")])
    made = _story(work, there, name)
    story = made if not there.own["story"] else None
    if made and counts and _is_outdated(root / "stories" / f"{made[0]}.toml", made[1]):
        advice = "to have it made anew, delete it and import again"
        work.notes.append(f"{root / 'stories' / made[0]}.toml stays as it is; {advice}")
    if story:
        files[f"stories/{story[0]}.toml"] = story[1].encode()
        counts["story"] += 1
    if any(data.get("lon") is not None for (kind, _), data in work.records.items() if kind == "site"):
        work.notes.append("positions are rounded to two decimals, about 1 km: the level of an installation")
    problems, notes = tuple(sorted(work.problems)), tuple(work.notes)
    return Imported(files, counts, kept, problems, gaps, unknown, notes, story[0] if story else None)


def _is_outdated(path: Path, text: str) -> bool:
    """Return whether a story is there already, and says something else than this import would."""
    try:
        return path.read_text("utf-8") != text
    except (OSError, ValueError):
        return False


def _difference(before: object, data: Mapping[str, Any]) -> str:
    """Name the first key that a record does not have, or has in another way."""
    if not isinstance(before, dict):
        return ", and cannot be read"
    differing = [key for key, value in without_gaps(data).items() if not covers(before.get(key), value)]
    key = differing[0]
    return f", and differs in {key}" if key in before else f", without {key}"


def _content(kind: str, data: dict[str, Any], place: tuple[str, str] | None) -> bytes:
    if kind == "source":
        ordered = {key: data[key] for key in (*ORDER, *sorted(set(data) - {*ORDER})) if key in data}
        lines = [f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in ordered.items()]
        return ("{\n" + ",\n".join(lines) + "\n}\n").encode()
    return toml_text(data, f"Imported from {place[0]}." if place else "").encode()


def _gaps(kind: str, data: Mapping[str, Any]) -> list[str]:
    """Return the required keys that are missing."""
    if kind == "source":
        return [f"{key} of a source" for key in ("type", "title") if not data.get(key)]
    inner = [
        f"{table}.{key}"
        for table in ("ranges", "claims")
        for item in data.get(table) or ()
        for key, value in item.items()
        if value is None
    ]
    return [*(key for key, value in data.items() if value is None), *inner]


def _story(work: Work, there: Known, name: str) -> tuple[str, str] | None:
    """Return id and text of a story of the sites that are imported, or None if there are none."""
    sites = [(id_, data) for (kind, id_), data in work.records.items() if kind == "site"]
    if not sites:
        return None
    missiles = [*there.own["missile"], *(id_ for kind, id_ in work.records if kind == "missile")]
    id_ = Ids({*there.packaged.stories}).new(slug(name, "story"))
    dates = [str(data["first_reported"]) for _, data in sites if data.get("first_reported")]
    dates += [date for (kind, _), item in work.records.items() if kind == "source" for date in _issued(item)]
    return id_, story_text(name.replace("_", " "), list(dict.fromkeys(missiles)), sites, latest_day(dates))


def _issued(item: Mapping[str, Any]) -> list[str]:
    parts = item["issued"].get("date-parts") if isinstance(item.get("issued"), dict) else None
    try:
        return ["-".join(f"{int(part):02d}" for part in parts[-1])] if parts else []
    except (TypeError, ValueError):
        return []
